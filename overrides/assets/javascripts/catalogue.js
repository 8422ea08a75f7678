// Choosing among the routes: filters with live counts, sorting, and an address that says it all.
// The page lists every route without this script, or where they are many leads to pages that do.
// What the routes are comes as one block of data, in the order of the cards, and of many at the
// first choice; a choice is a set of routes. The map follows what is shown.
import { dots } from "./catalogue-dots.js";
import { calendarOf, distancesFrom, groupsIn, wordsOf } from "./catalogue-filters.js";
import { barOf, distanceWriter, tellAway, tellNext } from "./catalogue-found.js";
import { afterAChoice, pause } from "./catalogue-later.js";
import { cardList } from "./catalogue-list.js";
import { mapBeside } from "./catalogue-map.js";
import { markLinks } from "./catalogue-marks.js";
import { pagedList } from "./catalogue-pages.js";
import { panelsOf } from "./catalogue-panels.js";
import { apply, showing, tell } from "./catalogue-show.js";
import { controlsOf, read, setDay } from "./catalogue-state.js";
import { nowIn, toDay, toIso, writer } from "./days.js";
import { dataOf, find } from "./elements.js";
import { setsOf } from "./sets.js";

/** @typedef {import("./catalogue-state.js").Page} Page */

const REFUSED = 1; // the code of an error, as GeolocationPositionError has it

/**
 * Where the visitor is, once they allow it; else the name of the sentence that says why it is not known.
 * @returns {Promise<{coords?: GeolocationCoordinates, why: string}>}
 */
const position = () => new Promise((answer) => {
  if (!navigator.geolocation) {
    answer({ why: "lost" });
    return;
  }
  navigator.geolocation.getCurrentPosition(({ coords }) => answer({ coords, why: "" }),
    ({ code }) => answer({ why: code === REFUSED ? "refused" : "lost" }),
    { timeout: 15000, maximumAge: 300000 });
});

const sortBy = (/** @type {Page} */ page, /** @type {string} */ sort) => {
  page.state.sort = sort;
  tell(page, "");
  apply(page);
};
/** Sorts by distance, once the visitor lets the page know where they are: it stays in this page. */
const locate = async (/** @type {Page} */ page) => {
  const { data, controls, speech: { words, lang }, state } = page;
  tell(page, words.locating);
  controls.near.setAttribute("aria-busy", "true");
  const { coords, why } = await position();
  if (!coords) {
    tell(page, words[why]);
    controls.sort.value = state.sort;
    controls.near.removeAttribute("aria-busy");
    return;
  }
  // a task of its own for each: together they would be felt on a slow device
  const distances = distancesFrom(data, coords);
  await pause();
  state.near = { ...distances, write: state.near?.write ?? distanceWriter(lang) };
  await pause();
  controls.near.removeAttribute("aria-busy");
  state.sort = "pres";
  tell(page, words.located);
  const steps = showing(page, false);
  while (!steps.next().done) await pause();
};
const listen = (/** @type {Page} */ page) => {
  const { root, controls, bar, calendar, beside, state } = page;
  const { form, near, sort, done } = controls;
  const toList = () => find(".pc-found", root).scrollIntoView({ block: "start" });
  near.addEventListener("click", () => {
    if (near.getAttribute("aria-pressed") === "true") sortBy(page, "");
    else locate(page);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target === controls.day) setDay(page, toDay(controls.day.value));
    apply(page);
  });
  sort.addEventListener("change", () => {
    if (sort.value === "pres" && !state.near) locate(page);
    else sortBy(page, sort.value);
  });
  for (const quick of controls.quicks) {
    quick.addEventListener("click", () => {
      setDay(page, calendar.named(quick.dataset.day));
      apply(page);
    });
  }
  bar.toggle?.addEventListener("click", (event) => {
    event.preventDefault();
    state.map = !state.map;
    if (state.map) beside?.open();
    apply(page);
    toList();
  });
  const panels = panelsOf(form);
  done.addEventListener("click", () => {
    panels.fold();
    toList();
    bar.count.focus({ preventScroll: true });
  });
};
/** A route is told the day; its link, only once it is used: a thousand would take their time. */
const tellDayToLinks = (/** @type {Page} */ { root, state }) => {
  for (const kind of ["pointerdown", "click", "contextmenu"]) {
    root.addEventListener(kind, ({ target }) => {
      if (!(target instanceof Element)) return;
      const link = target.closest(".pc-card__link, .pc-mark, .pc-card__cover");
      const href = link?.getAttribute("href");
      const day = state.ofDay ? `#jour=${toIso(state.day)}` : "";
      if (href) link?.setAttribute("href", href.split("#")[0] + day);
    }, true);
  }
};

/**
 * Sets the list up step by step: where routes are many, whoever takes the steps rests between them.
 * `ready` is called once the list hears the visitor and has read the address; the last step shows it.
 * @param {HTMLElement} root
 * @param {Parcours.Catalogue} data
 * @param {() => void} [ready]
 * @returns {Generator<void, void>}
 */
const begin = function* (root, data, ready = () => {}) {
  const { lang } = document.documentElement;
  const { words } = data;
  const controls = controlsOf(root);
  yield; // ways to write numbers are slow to make
  const numbers = new Intl.NumberFormat(lang);
  yield;
  const sets = setsOf(data.on.length);
  const groups = yield* groupsIn(controls.form, data.masks, sets.having);
  yield;
  const now = nowIn(data.zone);
  yield; // a way to write dates is slow to make, as the one that read the clock
  const speech = { words, lang, number: (/** @type {number} */ n) => numbers.format(n),
    day: writer(lang, words.first_of_month) };
  const calendar = calendarOf(data, now);
  controls.day.min = toIso(Math.max(calendar.first, now.day));
  controls.day.max = toIso(calendar.last);
  yield;
  /** @type {import("./catalogue-state.js").State} */
  const state = { day: NaN, ofDay: null, sort: "", map: false, near: null, coming: null, told: "",
    turn: 0 };
  const touch = (/** @type {number} */ i) => {
    const card = deck.card(i);
    if (!card) return;
    const { near, coming } = state;
    if (near) tellAway(card, words, near.write(near.km[i]), near.turned[i]);
    tellNext(card, speech, coming?.[i] ?? Infinity);
  };
  /** @type {import("./catalogue-list.js").Deck} */
  const deck = data.paged ? pagedList(root, { ...data, ...data.paged }, touch,
    (i, names) => wordsOf(groups, names, i)) : cardList(find(".pc-list", root), touch);
  yield;
  const beside = mapBeside(root, deck, (atlas) => (
    data.paged ? dots(atlas, { ...data, ...data.paged }) : markLinks(atlas, data)));
  yield;
  const page = { root, data, controls, bar: barOf(root), speech, sets, groups, calendar, deck,
    beside, state };
  listen(page);
  tellDayToLinks(page);
  const follow = () => {
    read(page);
    tell(page, "");
    apply(page, true);
  };
  for (const kind of ["popstate", "hashchange"]) addEventListener(kind, follow);
  read(page);
  ready();
  yield;
  tell(page, "");
  yield* showing(page, true);
  root.classList.add("is-ready");
  document.documentElement.classList.remove("asked");
};

/** @type {HTMLElement | null} */
const root = document.querySelector("[data-catalogue]");
if (root && document.getElementById("pc-routes")) {
  const data = dataOf("pc-routes");
  if (data.choices) afterAChoice(root, data, begin);
  else [...begin(root, data)]; // few: in one go
}
