// What folds on a narrow screen: the calendar, the places close by, and all days but one. All of it
// is open in the page as it comes, so that nothing is missing where this script does not run.
import { findAll, make } from "./elements.js";

/** @typedef {{section: HTMLElement, heading: HTMLElement, stops: HTMLElement, button: HTMLElement}} Day */

const narrow = matchMedia("(max-width: 59.99rem)"); // as in parcours.css: no map beside the text
const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

/** @param {HTMLElement} section @returns {Day[]} a day, whose heading can become a button */
const dayOf = (section) => {
  const heading = section.querySelector("h2");
  /** @type {HTMLElement | null} */
  const stops = section.querySelector(".pc-stops");
  if (!heading || !stops) return [];
  const button = make("button", { type: "button", className: "pc-day__fold" });
  const day = { section, heading, stops, button };
  button.addEventListener("click", () => set(day, stops.hasAttribute("hidden")));
  stops.addEventListener("beforematch", () => set(day, true));
  return [day];
};
/** @param {Day} day @param {boolean} open */
const set = ({ stops, button }, open) => {
  button.setAttribute("aria-expanded", String(open));
  if (open) stops.removeAttribute("hidden");
  else stops.setAttribute("hidden", "until-found"); // a search in the page finds it all the same
};

const days = findAll(".pc-day").flatMap(dayOf);
const folds = /** @type {HTMLDetailsElement[]} */ (findAll("details[data-fold]"));
const addressed = () => {
  const node = named();
  return days.find(({ section }) => section.contains(node));
};

const lay = () => {
  const one = addressed() ?? days[0];
  for (const day of days.length > 1 ? days : []) {
    const { heading, button } = day;
    const words = [...(heading.contains(button) ? button : heading).childNodes];
    button.replaceChildren(...words);
    heading.replaceChildren(...(narrow.matches ? [button] : words));
    set(day, !narrow.matches || day === one);
  }
  for (const fold of folds) fold.open = !narrow.matches;
  if (narrow.matches) named()?.scrollIntoView(); // what was folded above it has moved it
};
const follow = () => {
  const day = addressed();
  if (!day?.stops.hasAttribute("hidden")) return;
  set(day, true);
  named()?.scrollIntoView();
};

lay();
narrow.addEventListener("change", lay);
addEventListener("hashchange", follow);
document.addEventListener("click", ({ target }) => { // the same address again changes no hash
  if (target instanceof Element && target.closest("a")?.hash === location.hash) follow();
});

// Paper has all of it: the style sheet opens what it can, this the rest.
/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details")].filter(({ open }) => !open);
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});
