// Beside the text, under the map, the stops of the route: where one is, and a way to each. It tells
// nothing that the page does not, so it is made of the page, and only where there is room for it.
import { findAll, make } from "./elements.js";

/** @param {HTMLElement} beside */
const lay = (beside) => {
  const stops = findAll(".pc-stop");
  const textOf = (/** @type {HTMLElement} */ stop, /** @type {string} */ selector) =>
    make("span", { textContent: stop.querySelector(selector)?.textContent ?? "" });
  const links = stops.map((stop) => make("a", { href: `#${stop.id}` },
    stop.querySelector(".pc-pin")?.cloneNode(true) ?? "", textOf(stop, "[data-name]"),
    textOf(stop, ".pc-stop__time")));
  const nav = make("nav", { className: "pc-plan" }, make("ol", {}, ...links.map((link, n) => make(
    "li", { className: n && stops[n].closest(".pc-day") !== stops[n - 1].closest(".pc-day")
      ? "is-day" : "" }, link))));
  nav.setAttribute("aria-label", beside.dataset.plan ?? "");
  beside.append(nav);

  /** @type {Set<Element>} */
  const seen = new Set();
  const follow = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    const at = stops.findIndex((stop) => seen.has(stop));
    links.forEach((link, n) => {
      if (n === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    // by itself, so that the page stays where it is
    if (links[at]) nav.scrollTop = links[at].offsetTop - nav.offsetTop - nav.clientHeight / 3;
  }, { rootMargin: "-20% 0px -60% 0px" });
  for (const stop of stops) follow.observe(stop);
};

const wide = matchMedia("(min-width: 60rem)"); // as in parcours.css
/** @type {HTMLElement | null} */
const beside = document.querySelector("[data-plan]");
const begin = () => {
  if (!wide.matches || !beside || beside.querySelector(".pc-plan")) return;
  lay(beside);
};
begin();
wide.addEventListener("change", begin);
