// What the signs of a route's map mean: its own pins, means of travel and days.
import { find, findAll, make } from "./elements.js";

/**
 * How wide the band is, in pixels, that a path lies on which is really one.
 * @type {Readonly<Record<string, number>>}
 */
export const BANDS = { track: 8, computed: 6 };

/**
 * An element of SVG.
 * @param {string} tag
 * @param {Record<string, string | number>} of
 */
export const drawing = (tag, of) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(of)) node.setAttribute(name, String(value));
  return node;
};

/**
 * Shows the parts of the legend that are about this, or hides them.
 * @param {string} name
 * @param {boolean} wanted
 */
export const need = (name, wanted) => {
  for (const part of findAll(`[data-for="${name}"]`)) part.hidden = !wanted;
};

/** @param {Parcours.Trip} trip */
export const fillLegend = ({ stops, legs, days, modes, sides }) => {
  const first = find(".legend .stops > li");
  for (const id of new Set(stops.map((stop) => stop.side))) {
    const side = sides[id];
    const number = stops.find((stop) => stop.side === id)?.n;
    const sample = make("span", { className: "sample" },
      make("span", { className: `pin ${side.character}`, textContent: String(number) }));
    sample.setAttribute("aria-hidden", "true");
    first.before(make("li", {}, sample,
      make("span", { textContent: `${side.label} · ${side.name}` })));
  }
  for (const mode of Object.values(modes)) {
    const sample = drawing("svg", {
      width: 64, height: 12, viewBox: "0 0 64 12", "aria-hidden": "true" });
    const stroke = (/** @type {number} */ width, /** @type {string} */ colour, more = {}) =>
      sample.append(drawing("path", {
        d: "M0 6h64", stroke: colour, "stroke-width": width, ...more }));
    stroke(8, "#fff");
    const bands = legs.filter((leg) => leg.mode === mode.token).map((leg) => BANDS[leg.shape] ?? 0);
    stroke(Math.max(0, ...bands), mode.colour, { "stroke-opacity": 0.35 });
    stroke(4, mode.colour, { "stroke-dasharray": mode.dash });
    find(".legend .modes").append(
      make("li", {}, sample, make("span", { textContent: mode.label })));
  }
  for (const { label, title, lang } of days) {
    find(".legend .titles").append(make("li", {}, make("strong", { textContent: label }), " ",
      make("span", { textContent: title, ...(lang && { lang }) })));
  }
  need("near", stops.some((stop) => stop.near));
  need("track", legs.some((leg) => leg.shape === "track"));
  need("computed", legs.some((leg) => leg.shape === "computed"));
  need("schematic", legs.some((leg) => !BANDS[leg.shape]));
  need("days", days.length > 0);
};
