// Ways to a place: beside the link to a map that works everywhere, the maps of the visitor's own
// device where it has a way to open them, and the position to paste. Nothing is asked of anybody
// before a tap.
import { findAll, make } from "./elements.js";

/**
 * The address that opens a device's own maps; empty where there is none that is sure to do something.
 * @param {string} agent
 * @param {string} at latitude and longitude, parted by a comma
 * @param {string} name
 */
export const ownMaps = (agent, at, name) => {
  const label = encodeURIComponent(name).replace(/[()]/g, "");
  if (/Android/.test(agent)) return `geo:${at}?q=${at}(${label})`;
  if (/iPhone|iPad|Macintosh/.test(agent)) return `https://maps.apple.com/?ll=${at}&q=${label}`;
  return "";
};

/** @param {HTMLElement} place @param {DOMStringMap} words */
const offer = (place, words) => {
  const at = place.dataset.where ?? "";
  const name = place.closest(".pc-stop, .pc-place")?.querySelector("[data-name], h1")?.textContent ?? at;
  const own = ownMaps(navigator.userAgent, at, name.trim());
  if (own) place.prepend(make("a", { href: own, textContent: words.maps, rel: "noopener" }), " · ");
  const said = make("span", { className: "pc-where__said" });
  said.setAttribute("role", "status");
  const copy = make("button", { type: "button", className: "pc-link", textContent: words.copy });
  copy.addEventListener("click", async () => {
    const text = at.replace(",", ", ");
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = ` ${words.copied}`;
    } catch {
      said.textContent = ` ${text}`; // no clipboard here: to be copied by hand
    }
  });
  place.append(" · ", copy, said);
};

if (typeof document !== "undefined") {
  /** @type {HTMLElement | null} */
  const script = document.querySelector("script[data-maps]");
  for (const place of script ? findAll("[data-where]") : []) offer(place, script?.dataset ?? {});
}
