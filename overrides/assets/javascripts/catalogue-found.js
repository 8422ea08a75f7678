// What the catalogue says of what it found, in the language of its page: the bar over the list, and the
// lines that a choice adds to cards.
import { fill, find, findAll, formOf, make } from "./elements.js";

// ---- Sentences ----------------------------------------------------------------------------------
/**
 * A language: its sentences, and how it writes numbers and days.
 * @typedef {{
 *   words: Parcours.Words,
 *   lang: string,
 *   number: (n: number) => string,
 *   day: (day: number) => string,
 * }} Speech
 */
/**
 * What was found: `n` routes of `all`. `day` is NaN where none is asked for; `known`, that the routes
 * of it are known; `missed`, that some could have been begun earlier today.
 * @typedef {{
 *   n: number, all: number, day: number, known: boolean, missed: boolean, filtered: boolean,
 * }} Found
 */

/**
 * Says a text in an element, unless it says that already: nothing is laid out or read aloud again.
 * @param {Element} node
 * @param {string} text
 */
export const say = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

/** @param {Speech} speech @param {number} n */
export const routes = ({ words, lang, number }, n) =>
  fill(formOf(words.all, n, lang), { n: number(n) });

/** @param {Speech} speech @param {number} day */
export const onDay = ({ words, day: write }, day) => fill(words.day, { day: write(day) });

const filled = (/** @type {Speech} */ { number, day: write }, /** @type {Found} */ { n, all, day },
  /** @type {string} */ text) => fill(text, { n: number(n), all: number(all), day: write(day) });

const none = (/** @type {Parcours.Words} */ words, /** @type {Found} */ { known, missed, filtered }) => {
  if (!known || filtered) return words.none;
  return missed ? words.too_late : words.none_on;
};

/** How many routes there are. @param {Speech} speech @param {Found} found */
export const counted = (speech, found) => {
  const { words, lang } = speech;
  const { n, all, known, filtered } = found;
  if (!filtered && !known) return routes(speech, all);
  return filled(speech, found, n ? formOf(known ? words.on : words.some, n, lang) : none(words, found));
};

/** What leads from the filters to the routes. @param {Speech} speech @param {Found} found */
export const leading = (speech, found) => {
  const { words, lang } = speech;
  if (found.n === 1) return words.see_one;
  return filled(speech, found, found.n ? formOf(words.see, found.n, lang) : words.none);
};

/**
 * Why nothing is known of the day that is asked for; empty where it is known, or none is asked for.
 * @param {Speech} speech
 * @param {number} day
 * @param {{first: number, last: number}} calendar
 */
export const beyond = ({ words, day: write }, day, { first, last }) => {
  if (Number.isNaN(day) || (day >= first && day <= last)) return "";
  return fill(day > last ? words.after : words.before, { first: write(first), last: write(last) });
};

// ---- The bar: each choice is given up by a tap; where no route is left, what giving up one brings 
/** @typedef {{text: string, drop: () => void}} Choice in words, and what gives it up */
/** @typedef {Choice & {brings: number}} Way a choice, and how many routes are left without it */
/** @typedef {(change: () => void, focus: () => void) => void} Pick shows what comes of a change */

const button = (/** @type {string} */ className, /** @type {string} */ textContent,
  /** @type {() => void} */ onclick) => make("button", {
  type: "button", className, textContent, onclick });

/**
 * The parts of the bar.
 * @param {HTMLElement} root
 */
export const barOf = (root) => ({
  count: find(".pc-found__count", root),
  note: find(".pc-found__note", root),
  chosen: find(".pc-found__chosen", root),
  nothing: find(".pc-none", root),
  /** @type {HTMLElement | null} */
  toggle: root.querySelector(".pc-found__switch"),
});
/** @typedef {ReturnType<typeof barOf>} Bar */

/**
 * @param {Bar} bar
 * @param {Speech} speech
 * @param {Choice[]} choices
 * @param {(() => void) | null} clear what gives them all up; null where that is offered elsewhere
 * @param {Pick} pick
 */
export const tellChosen = ({ chosen, count }, { words }, choices, clear, pick) => {
  const chips = choices.map(({ text, drop }) => {
    const chip = button("pc-chip pc-chip--drop", text, () => pick(drop, () =>
      (chosen.querySelector("button") ?? count).focus()));
    chip.setAttribute("aria-label", fill(words.remove, { choice: text }));
    return chip;
  });
  if (chips.length > 1 && clear) {
    chips.push(button("pc-link", words.clear, () => pick(clear, () => count.focus())));
  }
  chosen.replaceChildren(...chips);
  chosen.hidden = !chips.length;
};

/**
 * How many choices are made, beside each of the panels that hold them, and for all of them.
 * @param {HTMLFormElement} form
 */
export const tellTicked = (form) => {
  const tell = (/** @type {Element} */ mark, /** @type {number} */ ticked) =>
    say(mark, ticked ? ` ${ticked}` : "");
  for (const mark of findAll("[data-chosen]", form)) {
    tell(mark, mark.closest("details")?.querySelectorAll(":checked").length ?? 0);
  }
  tell(find("[data-chosen-all]", form), form.querySelectorAll("details :checked").length);
};

/**
 * No route: which choice to give up, the one that brings most first.
 * @param {Bar} bar
 * @param {Speech} speech
 * @param {Way[]} ways those that bring any
 * @param {() => void} clear
 * @param {Pick} pick
 */
export const tellNothing = ({ nothing, count }, speech, ways, clear, pick) => {
  const { words } = speech;
  const drop = (/** @type {string} */ text, /** @type {() => void} */ change) =>
    button("pc-chip", text, () => pick(change, () => count.focus()));
  const sorted = [...ways].sort((one, other) => other.brings - one.brings);
  find(":scope > *", nothing).hidden = !ways.length; // no single one would do
  find("[data-loosen]", nothing).replaceChildren(
    ...sorted.map((way) => drop(fill(words.loosen, {
      choice: way.text, n: routes(speech, way.brings) }), way.drop)),
    drop(words.clear, clear));
};

// ---- Cards: how far a route begins from the visitor, and its next day, while they are sorted by these 
/**
 * A way to write distances in km, finer for short ones.
 * @param {string} lang
 */
export const distanceWriter = (lang) => {
  const [fine, coarse] = [1, 0].map((digits) => new Intl.NumberFormat(lang, {
    style: "unit", unit: "kilometer", maximumFractionDigits: digits }));
  return (/** @type {number} */ km) => (km < 10 ? fine : coarse).format(km);
};

/** The line of a card that has this class, made where there is none. */
const lineOf = (/** @type {Element} */ card, /** @type {string} */ className) => {
  const there = card.querySelector(`.${className}`);
  if (there) return there;
  const line = make("p", { className });
  find(".pc-card__facts", card).after(line);
  return line;
};

/**
 * @param {Element} card
 * @param {Parcours.Words} words
 * @param {string} km
 * @param {boolean} turned the route begins at its other end
 */
export const tellAway = (card, words, km, turned) => {
  const line = lineOf(card, "pc-card__away");
  if (!turned) {
    say(line, fill(words.away, { km }));
    return;
  }
  const { href } = /** @type {HTMLAnchorElement} */ (find(".pc-card__link", card));
  line.replaceChildren(make("a", {
    className: "pc-card__back", href: `${href.split("#")[0]}retour/`,
    textContent: fill(words.away_back, { km }) }));
};

/**
 * @param {Element} card
 * @param {Speech} speech
 * @param {number} day Infinity, where there is none to tell
 */
export const tellNext = (card, { words, day: said }, day) => {
  if (day === Infinity) card.querySelector(".pc-card__next")?.remove();
  else say(lineOf(card, "pc-card__next"), fill(words.next, { day: said(day) }));
};
