// The names of stops, communes and territories, written where no tiles show them.
import { make } from "./elements.js";
import { freeSpot } from "./pins.js";

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
  const towns = [...base.land.towns].sort(
    ([one], [other]) => Number(visited.has(other)) - Number(visited.has(one)));

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
