// A route's page: what folds, the menu that follows the reader, sharing, the code to embed, the
// leaflet.
// Every word comes from the page; nothing is asked of the network and nothing is kept.
import "./fold.js";
import "./plan.js";
import { find, findAll } from "./elements.js";

// ---- The menu: the part one reads is marked, and kept in sight on a narrow screen ------------
const LINE = 0.12; // of the height of the window: right below the menu
/** @type {HTMLElement | null} */
const strip = document.querySelector(".pc-here ul");
/** @type {HTMLAnchorElement[]} */
const links = findAll(".pc-here a");
const parts = links.flatMap((link) => {
  const target = document.getElementById(link.hash.slice(1));
  return target?.closest("section") ?? target ?? [];
});
if (strip && links.length && parts.length === links.length) {
  /** @type {Set<Element>} */
  const seen = new Set();
  const follow = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    // what the line is in: the first one where two stand side by side; between two, the last begun
    const line = innerHeight * LINE;
    const under = parts.findIndex((part) => seen.has(part)
      && part.getBoundingClientRect().bottom > line);
    const at = under < 0 ? parts.findLastIndex((part) => seen.has(part)) : under;
    links.forEach((link, n) => {
      if (n === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    const item = links[at]?.parentElement;
    if (item) strip.scrollLeft = item.offsetLeft - (strip.clientWidth - item.offsetWidth) / 2;
  }, { rootMargin: `1000000px 0px ${100 * (LINE - 1)}% 0px` });
  for (const part of parts) follow.observe(part);
}

// ---- Sharing -------------------------------------------------------------------------------
const here = () => location.href; // with the day that was picked, which stands after the #
const textOf = (/** @type {string} */ selector) => (find(selector).textContent ?? "").trim();
const tell = (/** @type {(words: DOMStringMap) => string} */ text) => {
  const said = find("[data-said]");
  said.textContent = "";
  // a live region says what changes: the same words twice must change, too
  setTimeout(() => { said.textContent = text(said.dataset); }, 50);
};
const copy = async (/** @type {string} */ text, /** @type {string} */ done) => {
  try {
    await navigator.clipboard.writeText(text);
    tell((words) => words[done] ?? "");
  } catch {
    tell((words) => `${words.byHand} ${text}`); // no clipboard here, or not allowed
  }
};
document.querySelector("[data-share]")?.addEventListener("click", async () => {
  const told = { title: textOf(".pc-route h1"), text: textOf(".pc-lead"), url: here() };
  if (!("share" in navigator)) {
    await copy(here(), "copied");
    return;
  }
  try {
    await navigator.share(told);
  } catch (refusal) {
    const changed = refusal instanceof Error && refusal.name === "AbortError";
    if (!changed) await copy(here(), "copied");
  }
});

// Where the build did not know the site's address, the browser does.
const code = document.querySelector("[data-embed]");
if (code instanceof HTMLTextAreaElement || code instanceof HTMLInputElement) {
  code.value = code.value.replace('src="map.html"',
    () => `src="${new URL("map.html", location.href)}"`);
}
for (const button of findAll("[data-copy]")) {
  button.addEventListener("click", () => {
    /** @type {HTMLTextAreaElement} */
    const field = find(`#${button.dataset.copy}`);
    field.select();
    copy(field.value, "code");
  });
}

// ---- The leaflet -----------------------------------------------------------------------------
const foot = document.querySelector("[data-here]");
if (foot && !foot.textContent) foot.textContent = location.href.split("#")[0];
const root = document.documentElement;
for (const button of findAll("[data-print]")) {
  button.addEventListener("click", () => {
    root.dataset.paper = button.dataset.print; // leaflet.css has a page of that size
    window.print();
  });
}
addEventListener("afterprint", () => { delete root.dataset.paper; });
