// The calendars of the catalogue: a link that a calendar opens as a subscription, and its address to
// paste. Without this script the links lead to the files.
import { findAll, make } from "./elements.js";

/** @type {HTMLElement | null} */
const section = document.querySelector("[data-subscribe]");
for (const link of section ? /** @type {HTMLAnchorElement[]} */ (findAll("a[href$='.ics']", section)) : []) {
  const { href } = link;
  link.href = href.replace(/^https?:/, "webcal:");
  const said = make("span");
  said.setAttribute("role", "status");
  const copy = make("button", { type: "button", className: "pc-link",
    textContent: section?.dataset.copy ?? "" });
  copy.append(make("span", { className: "pc-visually-hidden", textContent: ` – ${link.textContent}` }));
  copy.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(href);
      said.textContent = ` ${section?.dataset.copied}`;
    } catch {
      said.textContent = ` ${href}`; // no clipboard here: to be copied by hand
    }
  });
  link.after(" ", copy, said);
}
