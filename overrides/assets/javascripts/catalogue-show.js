// What the catalogue shows of what it is asked: the routes in their order, and what is said of them.
import { askedOf, countsOf, leftOf, picked } from "./catalogue-filters.js";
import {
  beyond, counted, leading, onDay, say, tellChosen, tellNothing, tellTicked,
} from "./catalogue-found.js";
import { clear, remember, setDay, untick } from "./catalogue-state.js";
import { toIso } from "./days.js";
import { has, size } from "./sets.js";

/** @typedef {import("./catalogue-state.js").Page} Page */
/** @typedef {import("./catalogue-filters.js").Asked} Asked */

/** What the routes are in order of: a number each; null where it is not known, or that of titles. */
const keysOf = (/** @type {Page} */ { data, calendar, state }) => {
  switch (state.sort) {
    case "court": return data.size;
    case "jour": return calendar.next();
    case "pres": return state.near?.km ?? null;
    case "co2": return data.co2.map((kg) => kg ?? Infinity); // a route without a total comes last
    default: return null;
  }
};
/** What is chosen, in words, each with what gives it up. */
const choicesOf = (/** @type {Page} */ page) => {
  const { speech, state, groups } = page;
  const ticked = groups.flatMap(picked).map((facet) => (
    { text: facet.text, drop: () => untick([facet]) }));
  return Number.isNaN(state.day) ? ticked
    : [{ text: onDay(speech, state.day), drop: () => setDay(page, NaN) }, ...ticked];
};
/** What is chosen, as far as some routes are left without it: the day, and all of each group. */
const waysOut = (/** @type {Page} */ page, /** @type {Asked[]} */ asked) => {
  const { speech, sets, state: { day, ofDay } } = page;
  const ways = asked.filter(({ routes }) => routes).map(({ group }) => {
    const ticked = picked(group);
    return { text: ticked.map(({ text }) => text).join(", "), drop: () => untick(ticked),
      brings: size(leftOf(ofDay?.routes ?? sets.every, asked, group)) };
  });
  if (ofDay) {
    ways.unshift({ text: onDay(speech, day), drop: () => setDay(page, NaN),
      brings: size(leftOf(sets.every, asked)) });
  }
  return ways.filter(({ brings }) => brings);
};

/** Says what stands over the list, until something else does. */
export const tell = (/** @type {Page} */ { state, bar }, /** @type {string} */ text) => {
  state.told = text;
  say(bar.note, text);
};
/** Each control as it was chosen, however that was. */
const tellControls = (/** @type {Page} */ { root, data: { words }, controls, bar, calendar, state }) => {
  controls.day.value = Number.isNaN(state.day) ? "" : toIso(state.day);
  for (const quick of controls.quicks) {
    const pressed = Object.is(calendar.named(quick.dataset.day), state.day);
    quick.setAttribute("aria-pressed", String(pressed));
  }
  controls.sort.value = state.sort;
  controls.near.setAttribute("aria-pressed", String(state.sort === "pres" && state.near !== null));
  root.classList.toggle("is-map", state.map);
  if (bar.toggle) say(bar.toggle, state.map ? words.list : words.map);
};
/** What each choice would leave, beside its box. */
const tellCounts = (/** @type {Page} */ { speech, groups }, /** @type {Uint32Array} */ possible,
  /** @type {Asked[]} */ asked) => {
  for (const group of groups) {
    countsOf(possible, asked, group).forEach((n, at) => {
      const { box, label, count } = group.facets[at];
      say(count, speech.number(n));
      label.classList.toggle("is-empty", !n && !box.checked);
    });
  }
};
/** What is chosen, and what is left to do about it. */
const tellChoices = (/** @type {Page} */ page, /** @type {Asked[]} */ asked, /** @type {number} */ n) => {
  const { bar, controls, speech } = page;
  const clearAll = () => clear(page);
  const pick = (/** @type {() => void} */ change, /** @type {() => void} */ focus) => {
    change();
    apply(page);
    focus();
  };
  tellChosen(bar, speech, choicesOf(page), n ? clearAll : null, pick);
  tellTicked(controls.form);
  bar.nothing.hidden = n > 0;
  if (!n) tellNothing(bar, speech, waysOut(page, asked), clearAll, pick);
};

/**
 * Shows what is chosen, in steps; where more is chosen meanwhile, what is left of them is dropped.
 * @param {Page} page
 * @param {boolean} fromAddress it is there already
 * @returns {Generator<void, void>}
 */
export const showing = function* (page, fromAddress) {
  const { data, controls, bar, speech, sets, groups, calendar, deck, beside, state } = page;
  state.turn += 1;
  const mine = state.turn;
  const { day, ofDay, sort, near } = state;
  const asked = askedOf(groups);
  const possible = ofDay?.routes ?? sets.every;
  const shown = leftOf(possible, asked);
  tellCounts(page, possible, asked);
  yield;
  if (mine !== state.turn) return;
  const seen = (/** @type {number} */ i) => has(shown, i);
  const keys = keysOf(page);
  state.coming = sort === "jour" ? keys : null;
  // without a position there is no order by it: the former one stands
  if (sort !== "pres" || near) deck.lay(sort === "pres" ? near : sort, keys, seen);
  deck.reveal(seen);
  yield;
  if (mine !== state.turn) return;
  const found = { n: size(shown), all: data.on.length, day, known: ofDay !== null,
    missed: ofDay?.missed ?? false, filtered: asked.some(({ routes }) => routes) };
  say(bar.count, counted(speech, found));
  say(controls.done, leading(speech, found));
  yield;
  if (mine !== state.turn) return;
  tellChoices(page, asked, found.n);
  say(bar.note, beyond(speech, day, calendar)
    || (sort === "pres" && !near ? speech.words.ask : state.told));
  tellControls(page);
  if (!fromAddress) remember(page);
  beside?.show(seen);
};

/** Shows what is chosen, in one go. */
export const apply = (/** @type {Page} */ page, fromAddress = false) => {
  [...showing(page, fromAddress)];
};
