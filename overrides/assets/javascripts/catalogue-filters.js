// Which routes a choice leaves: the filters are groups of boxes, each box with the set of routes it
// stands for; a day has the routes that are possible on it; and how far routes are from the visitor.
import { toDay, weekdayOf } from "./days.js";
import { findAll } from "./elements.js";
import { metresBetween } from "./geo.js";
import { both, either, has, opens, size } from "./sets.js";

// ---- Boxes: those of a group add up, unless all must be there; groups narrow one another --------
/** @typedef {{box: HTMLInputElement, label: HTMLElement, text: string, count: HTMLElement, routes: Uint32Array}} Facet */
/** @typedef {{name: string, all: boolean, facets: Facet[]}} Group */
/** @typedef {{group: Group, routes: Uint32Array | null}} Asked what is asked of a group; null: nothing */

/**
 * The groups of a form, one step each.
 * @param {HTMLFormElement} form
 * @param {Record<string, number[]>} masks of each group the choices of each route, a bit for each box
 * @param {(test: (i: number) => unknown) => Uint32Array} having
 * @returns {Generator<void, Group[]>}
 */
export const groupsIn = function* (form, masks, having) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  /** @type {HTMLInputElement[]} */
  const boxes = findAll("input[type=checkbox]", form);
  for (const box of boxes) {
    const { name } = box;
    const field = box.closest("fieldset");
    const label = box.parentElement;
    if (!field || !label) continue;
    if (!groups.has(name)) yield;
    const group = groups.get(name) ?? { name, all: "every" in field.dataset, facets: [] };
    groups.set(name, group);
    const bit = 1 << group.facets.length;
    const [, text, count] = /** @type {HTMLElement[]} */ ([...label.children]);
    group.facets.push({ box, label, text: text.textContent ?? "", count,
      routes: having((i) => masks[name][i] & bit) });
  }
  return [...groups.values()];
};

/** @param {Group} group */
export const picked = ({ facets }) => facets.filter(({ box }) => box.checked);

/**
 * What is asked of each group now.
 * @param {Group[]} groups
 * @returns {Asked[]}
 */
export const askedOf = (groups) => groups.map((group) => {
  const sets = picked(group).map(({ routes }) => routes);
  return { group, routes: sets.length ? sets.reduce(group.all ? both : either) : null };
});

/**
 * The routes of some that the groups leave, one of them perhaps passed over.
 * @param {Uint32Array} some
 * @param {Asked[]} asked
 * @param {Group} [over]
 */
export const leftOf = (some, asked, over) => asked.reduce((left, { group, routes }) => (
  routes && group !== over ? both(left, routes) : left), some);

/**
 * What each choice of a group would leave beside what is chosen in the others, as numbers of routes.
 * @param {Uint32Array} some
 * @param {Asked[]} asked
 * @param {Group} group
 */
export const countsOf = (some, asked, group) => {
  const others = leftOf(some, asked, group.all ? undefined : group);
  return group.facets.map(({ routes }) => size(both(others, routes)));
};

/**
 * The choices of some groups that a route has, in words, as far as any are offered.
 * @param {Group[]} groups
 * @param {string[]} names of the groups, in the order of the words
 * @param {number} i
 */
export const wordsOf = (groups, names, i) => names
  .flatMap((name) => groups.find((group) => group.name === name)?.facets ?? [])
  .filter(({ routes }) => has(routes, i)).map(({ text }) => text);

// ---- Days: a route that has begun today is not possible today any more --------------------------
/**
 * `first` and `last` are the days between which anything is known. `next` tells of each route the next
 * day on which it can be begun, Infinity where there is none; `on` those of a day, as tests of one of
 * them, and undefined for a day of which nothing is known. A day in words is a weekday, 0 for Sunday
 * (today counts), or "today"; the empty one is none.
 * @typedef {{
 *   first: number,
 *   last: number,
 *   today: number,
 *   next: () => number[],
 *   on: (day: number) => {possible: (i: number) => boolean, missed: boolean} | undefined,
 *   named: (day: string | undefined) => number,
 * }} Calendar
 */

/**
 * @param {Pick<Parcours.Catalogue, "first" | "days" | "sets" | "on" | "begins">} data
 * @param {{day: number, minute: number}} now
 * @returns {Calendar}
 */
export const calendarOf = ({ first: iso, days, sets, on, begins }, { day: today, minute }) => {
  const first = toDay(iso);
  const last = first + days - 1;
  const begun = begins.map((start) => start < minute); // its first stop was this morning
  const nextFrom = (/** @type {string} */ digits, /** @type {number} */ from) => {
    for (let day = from; day <= last; day += 1) if (opens(digits, day - first)) return day;
    return Infinity;
  };
  /** @type {number[] | undefined} */
  let soonest; // of each set of days: looked up once, and only for who asks
  return {
    first,
    last,
    today,
    next: () => {
      const known = soonest ??= sets.map((digits) => nextFrom(digits, Math.max(first, today)));
      return on.map((n, i) => (
        known[n] > today || !begun[i] ? known[n] : nextFrom(sets[n], today + 1)));
    },
    on: (day) => {
      if (!(day >= first && day <= last)) return undefined;
      const open = sets.map((digits) => opens(digits, day - first));
      const gone = (/** @type {number} */ i) => day === today && begun[i];
      return { possible: (i) => open[on[i]] && !gone(i), missed: on.some((n, i) => open[n] && gone(i)) };
    },
    named: (day) => {
      if (!day) return NaN;
      return day === "today" ? today : today + ((Number(day) - weekdayOf(today) + 7) % 7);
    },
  };
};

// ---- Distances ----------------------------------------------------------------------------------
/**
 * `km` from the visitor to where each route begins, and whether that is its other end, which is
 * nearer, and where it may be begun as well.
 * @typedef {{km: number[], turned: boolean[]}} Distances
 */

/**
 * @param {Pick<Parcours.Catalogue, "points" | "ways" | "back">} data
 * @param {{latitude: number, longitude: number}} position in degrees
 * @returns {Distances}
 */
export const distancesFrom = ({ points, ways, back }, { latitude: lat, longitude: lng }) => {
  /** @type {number[]} */
  const toPoint = [];
  for (let n = 0; n < points.length; n += 2) {
    const there = { lat: points[n] / 1e4, lng: points[n + 1] / 1e4 };
    toPoint.push(metresBetween({ lat, lng }, there) / 1000);
  }
  const ends = ways.map((way) => [toPoint[way[0]], toPoint[way[way.length - 1]]]);
  const turned = ends.map(([start, end], i) => Boolean(back[i]) && end < start);
  return { km: ends.map(([start, end], i) => (turned[i] ? end : start)), turned };
};
