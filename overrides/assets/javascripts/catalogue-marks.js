// The marks of the catalogue's map as the page was built with them: one link a route.
import { find, findAll } from "./elements.js";
import { wayOver } from "./catalogue-ways.js";

/** @typedef {SVGElement & {ownerSVGElement: SVGSVGElement}} Drawn what is drawn in the picture */
/**
 * What stands on the map for the routes: `at` tells the route that a pointer or a key is on, `light`
 * brings one out (-1: none), `show` leaves those of the filters.
 * @typedef {{
 *   at: (event: Event) => number,
 *   light: (i: number) => void,
 *   show: (has: (i: number) => boolean) => void,
 * }} Marks
 */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
/** @type {Record<string, number>} */
const ENDS = { Home: 0, End: -1 };

/**
 * Where a key leads from one of some marks: the arrows to the next, Home and End to the ends.
 * @template T
 * @param {string} key
 * @param {T[]} some
 * @param {T} from
 * @returns {T | undefined}
 */
export const keyTo = (key, some, from) => {
  const step = STEPS[key];
  const end = ENDS[key];
  if (step === undefined && end === undefined) return undefined;
  return some.at(end ?? (some.indexOf(from) + step) % some.length);
};

/**
 * @param {HTMLElement} atlas
 * @param {Parcours.Ways} data
 * @returns {Marks}
 */
export const markLinks = (atlas, data) => {
  /** @type {Drawn[]} */
  const marks = [];
  /** @type {SVGElement[]} */
  const ways = [];
  for (const mark of /** @type {Drawn[]} */ (findAll(".pc-mark", atlas))) {
    marks[Number(mark.dataset.i)] = mark;
  }
  for (const way of /** @type {SVGElement[]} */ (findAll(".pc-ways-drawn path", atlas))) {
    ways[Number(way.dataset.i)] = way;
  }
  let has = (/** @type {number} */ _) => true;
  let lit = -1;
  const markOf = (/** @type {EventTarget | null} */ target) =>
    /** @type {Drawn | null} */ (target instanceof Element ? target.closest(".pc-mark") : null);

  // Among many dots, one that is lit would be under those that come after it.
  /** @type {Element | null} */
  let spot = null;
  const raise = (/** @type {number} */ i) => {
    spot?.remove();
    spot = null;
    if (i < 0 || !marks[i] || marks[i].querySelector("text")) return;
    spot = /** @type {Element} */ (find("circle", marks[i]).cloneNode());
    spot.setAttribute("class", "pc-spot");
    marks[i].ownerSVGElement.append(spot);
  };

  // ---- By keyboard: one stop for Tab, the arrows from mark to mark --------------------------------
  /** @type {Drawn | undefined} */
  let stop;
  const live = () => marks.filter((_, i) => has(i));
  const rove = (/** @type {Drawn | undefined} */ to) => {
    stop?.setAttribute("tabindex", "-1");
    stop = to;
    stop?.setAttribute("tabindex", "0");
  };
  for (const mark of marks) mark?.setAttribute("tabindex", "-1");
  atlas.addEventListener("keydown", (event) => {
    const mark = markOf(event.target);
    const to = mark && keyTo(event.key, live(), mark);
    if (!to) return;
    event.preventDefault();
    rove(to);
    to.focus({ preventScroll: true });
  });

  return {
    at: ({ target }) => Number(markOf(target)?.dataset.i ?? -1),
    light: (i) => {
      raise(i);
      for (const part of [marks[lit], ways[lit]]) part?.classList.remove("is-lit");
      lit = i;
      if (i < 0 || !marks[i]) return;
      if (!ways[i]) {
        const svg = marks[i].ownerSVGElement;
        ways[i] = wayOver(svg, data, i);
        find(".pc-ways-drawn", svg).append(ways[i]);
      }
      ways[i].parentElement?.append(ways[i]); // over the other ways
      for (const part of [marks[i], ways[i]]) part.classList.add("is-lit");
    },
    show: (left) => {
      has = left;
      marks.forEach((mark, i) => {
        const out = !has(i);
        if (mark.classList.contains("is-out") === out) return;
        mark.classList.toggle("is-out", out);
        ways[i]?.classList.toggle("is-out", out);
      });
      if (!stop || stop.classList.contains("is-out")) rove(live()[0]);
    },
  };
};
