// What the catalogue is asked, all of which is in the address but for where the visitor is, in the same
// words in every language; and the page that it is asked of.
import { picked } from "./catalogue-filters.js";
import { toDay, toIso } from "./days.js";
import { find, findAll } from "./elements.js";

// ---- The address --------------------------------------------------------------------------------
/**
 * What an address asks for; what is unknown in it is for its reader to pass over. `day` is NaN where
 * none is asked for; `ticked` tells the values of a group of boxes.
 * @typedef {{
 *   day: number,
 *   ticked: (group: string) => string[],
 *   sort: string,
 *   map: boolean,
 * }} Choice
 */

/**
 * @param {string} search what follows the ? of an address, the sign included
 * @param {string} hash what follows its #, the sign included
 * @returns {Choice}
 */
export const choiceIn = (search, hash) => {
  const asked = new URLSearchParams(search);
  // the fragment is how routes and older links tell the day
  const day = asked.get("jour") ?? new URLSearchParams(hash.slice(1)).get("jour") ?? "";
  return {
    day: toDay(day),
    ticked: (group) => (asked.get(group) ?? "").split(","),
    sort: asked.get("tri") ?? "",
    map: asked.get("vue") === "carte" || hash === "#carte",
  };
};

/**
 * What follows the address of the page where this is chosen: nothing, where nothing is.
 * @param {Choice} choice
 * @param {string[]} groups the names of the groups, in the order of the page
 */
export const queryOf = ({ day, ticked, sort, map }, groups) => {
  const parts = [];
  if (!Number.isNaN(day)) parts.push(`jour=${toIso(day)}`);
  for (const group of groups) {
    const values = ticked(group);
    if (values.length) parts.push(`${group}=${values.join(",")}`);
  }
  if (sort) parts.push(`tri=${sort}`);
  if (map) parts.push("vue=carte");
  return parts.length ? `?${parts.join("&")}` : "";
};

// ---- The page, and what it is asked -------------------------------------------------------------
/** @typedef {import("./catalogue-filters.js").Facet} Facet */
/**
 * What is asked, beside the boxes that are ticked, and what follows from it. `day` is NaN where none is
 * asked for, `ofDay` null where nothing is known of it; `map` is whether a narrow screen has the map in
 * place of the list; `near` is known once the visitor let the page know where they are; `coming` tells
 * the next day of each route while they are sorted by it; `told` stands over the list unless the day
 * has something to say; `turn` counts what was shown.
 * @typedef {{
 *   day: number,
 *   ofDay: {routes: Uint32Array, missed: boolean} | null,
 *   sort: string,
 *   map: boolean,
 *   near: (import("./catalogue-filters.js").Distances & {write: (km: number) => string}) | null,
 *   coming: number[] | null,
 *   told: string,
 *   turn: number,
 * }} State
 */
/**
 * The page once it is set up.
 * @typedef {{
 *   root: HTMLElement,
 *   data: Parcours.Catalogue,
 *   controls: Controls,
 *   bar: import("./catalogue-found.js").Bar,
 *   speech: import("./catalogue-found.js").Speech,
 *   sets: ReturnType<typeof import("./sets.js").setsOf>,
 *   groups: import("./catalogue-filters.js").Group[],
 *   calendar: import("./catalogue-filters.js").Calendar,
 *   deck: import("./catalogue-list.js").Deck,
 *   beside: ReturnType<typeof import("./catalogue-map.js").mapBeside>,
 *   state: State,
 * }} Page
 */
/** @typedef {ReturnType<typeof controlsOf>} Controls */

/** What the visitor chooses with, beside the boxes. */
export const controlsOf = (/** @type {HTMLElement} */ root) => {
  /** @type {HTMLFormElement} */
  const form = find(".pc-filters", root);
  return { form,
    day: /** @type {HTMLInputElement} */ (find("#jour")),
    sort: /** @type {HTMLSelectElement} */ (find("#tri")),
    near: find("[data-near]", form),
    done: find("[data-done]", form),
    quicks: findAll("[data-day]", form) };
};

/** @param {Page} page @param {number} day NaN for none */
export const setDay = ({ state, calendar, sets }, day) => {
  const on = calendar.on(day);
  state.day = day;
  state.ofDay = on ? { routes: sets.having(on.possible), missed: on.missed } : null;
};

/** Gives up some choices. */
export const untick = (/** @type {Facet[]} */ facets) => {
  for (const { box } of facets) box.checked = false;
};

/** Gives up all choices. */
export const clear = (/** @type {Page} */ page) => {
  setDay(page, NaN);
  for (const group of page.groups) untick(group.facets);
};

/** Asks what the address asks. */
export const read = (/** @type {Page} */ page) => {
  const { state, groups, controls } = page;
  const asked = choiceIn(location.search, location.hash);
  for (const group of groups) {
    const values = asked.ticked(group.name);
    for (const { box } of group.facets) box.checked = values.includes(box.value);
  }
  setDay(page, asked.day);
  const known = [...controls.sort.options].some(({ value }) => value === asked.sort);
  state.sort = known ? asked.sort : "";
  state.map = asked.map;
};

/** Makes the address ask what is asked. */
export const remember = (/** @type {Page} */ { state, groups }) => {
  const ticked = new Map(groups.map((group) => [group.name, picked(group).map(({ box }) => box.value)]));
  const query = queryOf({ ...state, ticked: (name) => ticked.get(name) ?? [] }, [...ticked.keys()]);
  if (query === location.search) return;
  // one step of its own for the whole search: Back leads to all routes, and then out
  const step = location.search || !query ? "replaceState" : "pushState";
  history[step](null, "", location.pathname + query);
};
