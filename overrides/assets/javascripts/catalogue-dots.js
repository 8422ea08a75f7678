// The marks of the catalogue's map where routes are many: dots drawn in one stroke, since thousands
// of links would be laid out again at each choice. Two links follow: one the pointer, one the keys.
import { find, findAll } from "./elements.js";
import { keyTo } from "./catalogue-marks.js";
import { drawn, wayOver } from "./catalogue-ways.js";

const CELL = 9; // from one dot to the next, as src/parcours/render/pictures/catalogue_map.py has it
const FINGER = 22; // px on the screen from a tap to a dot that it may mean
const MOUSE = 6;
const COLUMNS = 1000; // more than any map has

/** @typedef {{svg: SVGSVGElement, paths: SVGPathElement[], ways: SVGElement, dots: Map<number, number>}} Chart */

/**
 * @param {HTMLElement} atlas
 * @param {Parcours.PagedCatalogue} data
 * @returns {import("./catalogue-marks.js").Marks}
 */
export const dots = (atlas, { ids, titles, spots, waysOf }) => {
  /** @type {Chart[]} */
  const charts = findAll(".pc-chart", atlas).map((figure) => {
    /** @type {SVGSVGElement} */
    const svg = find("svg", figure);
    const paths = ["pc-dots pc-dots--ring", "pc-dots"].map((name) => drawn("path", { class: name }));
    return { svg, paths, ways: find(".pc-ways-drawn", svg), dots: new Map() };
  });
  let built = findAll(".pc-mark, .pc-chart__dots", atlas); // which ours take the place of at once
  const chartOf = (/** @type {number} */ i) => charts[spots[3 * i]];
  const xy = (/** @type {number} */ i) => [spots[3 * i + 1] * CELL, spots[3 * i + 2] * CELL];
  /** @type {number[]} */
  let live = [];

  const place = (/** @type {SVGAElement} */ link, /** @type {number} */ i) => {
    const [cx, cy] = xy(i);
    if (link.ownerSVGElement !== chartOf(i).svg) chartOf(i).svg.append(link);
    link.dataset.i = String(i);
    link.setAttribute("href", `${ids[i]}/`);
    link.replaceChildren(drawn("title"), drawn("circle", { cx, cy, r: CELL / 2 }));
    find("title", link).textContent = titles[i];
  };
  const pointed = drawn("a", { class: "pc-mark", tabindex: -1, "aria-hidden": "true" });
  const stop = drawn("a", { class: "pc-mark", tabindex: 0 });
  const standing = () => Number(stop.dataset.i ?? -1);
  stop.addEventListener("keydown", (event) => {
    const to = keyTo(event.key, live, standing());
    if (to === undefined) return;
    event.preventDefault();
    place(stop, to);
    stop.focus({ preventScroll: true });
    stop.dispatchEvent(new FocusEvent("focusin", { bubbles: true })); // another route now
  });

  // The dot that is nearest to a pointer, if any is near enough.
  const near = (/** @type {MouseEvent} */ { clientX, clientY }, /** @type {Element} */ target,
    /** @type {number} */ reach) => {
    const chart = charts.find(({ svg }) => svg.contains(target));
    if (!chart) return -1;
    const { left, top, width } = chart.svg.getBoundingClientRect();
    const scale = chart.svg.viewBox.baseVal.width / width / CELL;
    const [x, y, most] = [(clientX - left) * scale, (clientY - top) * scale, reach * scale];
    let [found, best] = [-1, most * most];
    for (let row = Math.ceil(y - most); row <= y + most; row += 1) {
      for (let column = Math.ceil(x - most); column <= x + most; column += 1) {
        const far = (column - x) ** 2 + (row - y) ** 2;
        const i = far <= best ? chart.dots.get(row * COLUMNS + column) : undefined;
        if (i !== undefined) [found, best] = [i, far];
      }
    }
    return found;
  };

  /** @type {SVGElement[]} */
  let lit = [];
  let last = -1;
  return {
    at: (event) => {
      const { target } = event;
      if (!(target instanceof Element)) return -1;
      if (event instanceof PointerEvent && event.type === "pointermove") {
        const i = near(event, target, MOUSE);
        if (i >= 0 && i !== Number(pointed.dataset.i ?? -1)) place(pointed, i);
        return i;
      }
      /** @type {SVGElement | null} */
      const mark = target.closest(".pc-mark");
      if (mark) return Number(mark.dataset.i);
      return event instanceof MouseEvent ? near(event, target, FINGER) : -1;
    },
    light: (i) => {
      last = i;
      for (const part of lit) part.remove();
      lit = [];
      if (i < 0 || !chartOf(i)) return;
      const [cx, cy] = xy(i);
      const { svg, ways } = chartOf(i);
      const spot = drawn("circle", { class: "pc-spot", cx, cy });
      svg.append(spot);
      lit.push(spot);
      waysOf().then((known) => {
        if (last !== i) return;
        const way = wayOver(svg, known, i);
        way.classList.add("is-lit");
        ways.append(way);
        lit.push(way);
      }, () => {}); // without a network the dot stands alone
    },
    show: (has) => {
      if (built.length) {
        for (const one of built) one.remove();
        for (const { svg, paths } of charts) svg.append(...paths);
        built = [];
      }
      live = ids.map((_, i) => i).filter((i) => has(i) && chartOf(i));
      const d = charts.map(() => "");
      for (const chart of charts) chart.dots.clear();
      for (const i of live) {
        const [n, column, row] = spots.slice(3 * i, 3 * i + 3);
        charts[n].dots.set(row * COLUMNS + column, i);
        d[n] += `M${column * CELL} ${row * CELL}h0`;
      }
      charts.forEach(({ paths }, n) => {
        for (const path of paths) path.setAttribute("d", d[n]);
      });
      pointed.remove();
      if (!live.length) stop.remove();
      else if (!stop.isConnected || !has(standing())) place(stop, live[0]);
    },
  };
};
