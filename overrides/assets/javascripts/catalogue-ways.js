// The way of a route over the ground of the catalogue's map.

/**
 * The path of a way between points, as src/parcours/render/pictures/route.py bends it.
 * @param {[x: number, y: number][]} at
 */
export const bent = (at) => {
  const ways = at.slice(1).map(([x, y], n) => {
    const [x0, y0] = at[n];
    const middle = [(x0 + x) / 2 - (y - y0) * 0.11, (y0 + y) / 2 + (x - x0) * 0.11];
    return `Q${middle.map(Math.round).join(" ")} ${x} ${y}`;
  });
  return `M${at[0].join(" ")}${ways.join("")}`;
};

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string | number>} [attributes]
 */
export const drawn = (name, attributes = {}) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
};

/**
 * A way, in the drawing that says by its plane where a place is.
 * @param {SVGSVGElement} svg
 * @param {Parcours.Ways} data
 * @param {number} i
 */
export const wayOver = (svg, { points, ways }, i) => {
  const [a, b, c, d] = (svg.dataset.plane ?? "").split(" ").map(Number);
  return drawn("path", { d: bent(ways[i].map((n) => [
    Math.round(a + b * points[2 * n + 1] / 1e4), Math.round(c + d * points[2 * n] / 1e4)])) });
};
