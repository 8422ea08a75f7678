// Where pins and names go on a screen, in pixels. Nothing here is random: the same points always
// give the same result. The twin of `relaxed` for pictures is render/pictures/pins.py (`_settle`),
// which also knows lenses, a frame, and pins of any size; a picture is made once, a map at every zoom.
import { make } from "./elements.js";

const ROUNDS = 200;

/**
 * Moves points apart until none is nearer than `apart` to another.
 * @param {{x: number, y: number}[]} places
 * @param {number} apart
 */
export const relaxed = (places, apart) => {
  const moved = places.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let still = true;
    for (let j = 1; j < moved.length; j += 1) {
      for (let i = 0; i < j; i += 1) {
        let [dx, dy] = [moved[j].x - moved[i].x, moved[j].y - moved[i].y];
        let far = Math.hypot(dx, dy);
        if (far >= apart - 0.5) continue;
        if (far < 0.01) { // one place twice: each pair goes its own way
          [dx, dy, far] = [Math.cos(2.4 * j), Math.sin(2.4 * j), 1];
        }
        const push = (apart - Math.min(far, apart)) / 2 / far;
        moved[i].x -= dx * push;
        moved[i].y -= dy * push;
        moved[j].x += dx * push;
        moved[j].y += dy * push;
        still = false;
      }
    }
    if (still) break;
  }
  return moved;
};

/** @typedef {[left: number, top: number, right: number, bottom: number]} Box */

/**
 * Where the middle of a name of this size goes: the first of the tries round `at` that is within
 * the screen and free, or undefined. What it takes is added to `taken`.
 * @param {{x: number, y: number}} at
 * @param {{x: number, y: number}} size of the screen
 * @param {{wide: number, tall: number, beside: number, tries: number[][]}} name
 *   a try: how many half widths (and `beside` pixels) to the right, and pixels downward
 * @param {Box[]} taken
 */
export const freeSpot = (at, size, { wide, tall, beside, tries }, taken) => {
  if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) return undefined;
  for (const [right, down] of tries) {
    const x = at.x + right * (wide / 2 + beside);
    const y = at.y + down;
    /** @type {Box} */
    const box = [x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2];
    if (box[0] <= 2 || box[1] <= 2 || box[2] >= size.x - 2 || box[3] >= size.y - 2) continue;
    if (taken.some((o) => box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3])) continue;
    taken.push(box);
    return { x, y };
  }
  return undefined;
};

// ---- The names of stops, communes and territories, where no tiles show them ----------------------

const LETTER = 7.4; // px a letter of a name takes, about
const PIN_ROOM = 18; // px from the middle of a pin to its edge, and a little

/** @type {number[][]} */
const ROUND = [[0, 0]]; // beside, above and below a pin
for (const y of [28, 40, 56]) {
  ROUND.push([0, y], [0, -y], [1, y - 28], [-1, y - 28], [1, 28 - y], [-1, 28 - y]);
}
const DOWN = [0, 40, -40, 80, -80, 120, -120, 160, -160].map((y) => [0, y]);

/**
 * A writer of names: asked with the pins on show, each with what it was moved by.
 * @param {L.Map} map
 * @param {{land: Parcours.Land, shapes: L.Polygon[], tilesSeen: boolean}} base
 * @param {Set<string>} visited communes
 * @param {HTMLElement} tools names keep clear of them
 */
export const namesOn = (map, base, visited, tools) => {
  map.createPane("names").style.zIndex = "450";
  map.getPane("names")?.setAttribute("aria-hidden", "true");
  const names = L.layerGroup().addTo(map);
  return (/** @type {{at: L.LatLng, dx: number, dy: number, data: Parcours.Stop}[]} */ shown) => {
    names.clearLayers();
    if (base.tilesSeen) return;
    const [size, zoom] = [map.getSize(), map.getZoom()];
    const pins = shown.map(({ at, dx, dy }) => map.latLngToContainerPoint(at).add([dx, dy]));
    /** @type {import("./pins.js").Box[]} */
    const taken = pins.map(({ x, y }) => [x - PIN_ROOM, y - PIN_ROOM, x + PIN_ROOM, y + PIN_ROOM]);
    taken.push([0, 0, tools.offsetLeft + tools.offsetWidth, tools.offsetTop + tools.offsetHeight]);
    const put = (/** @type {string} */ text, /** @type {L.Point} */ at,
      /** @type {string} */ className, /** @type {number} */ wide, /** @type {number} */ tall,
      /** @type {number[][]} */ tries) => {
      const spot = freeSpot(at, size, { wide, tall, beside: PIN_ROOM, tries }, taken);
      if (!spot) return;
      names.addLayer(L.marker(map.containerPointToLatLng([spot.x, spot.y]), {
        pane: "names", interactive: false, keyboard: false,
        icon: L.divIcon({ className, html: make("span", { textContent: text }), iconSize: [0, 0] }),
      }));
    };
    if (zoom >= 12) { // in town, where an empty ground says nothing
      shown.forEach(({ data: { name } }, i) =>
        put(name, pins[i], "name here", name.length * LETTER + 4, 18, ROUND.slice(1)));
    }
    const towns = [...base.land.towns].sort(
      ([one], [other]) => Number(visited.has(other)) - Number(visited.has(one)));
    for (const [name, lat, lng] of towns) {
      const stays = visited.has(name);
      if (!stays && zoom < 11) continue;
      put(name, map.latLngToContainerPoint([lat, lng]), stays ? "name here" : "name",
        name.length * LETTER + 8, 18, stays ? ROUND : ROUND.slice(0, 1));
    }
    base.land.outlines.forEach(({ name, rings, character }, i) => {
      if (!rings.length) return; // a territory may have no shape, and then no place
      const wide = name.length * 8.5 + 12;
      const on = base.shapes[i].getBounds();
      const left = map.latLngToContainerPoint(on.getNorthWest());
      const right = map.latLngToContainerPoint(on.getSouthEast());
      if (right.x - left.x < wide * 0.7 || zoom > 12) return;
      put(name, map.latLngToContainerPoint(on.getCenter()), `realm ${character}`, wide, 22, DOWN);
    });
  };
};
