// The services close to a route: a quiet layer that is shown when the visitor asks. Its marks are
// small white squares with a sign, so that nobody takes one for a stop.
import { find, make } from "./elements.js";
import { drawing, need } from "./legend.js";
import { onPress } from "./map-common.js";

const SIDE = 24; // px across: as small as a finger still hits
const BIKE = "M4 8.500a3 3 0 1 0 .1 0M12 8.500a3 3 0 1 0 .1 0M4 11.500l3-6h4l1 6M6 5.500h2";
/** What each kind is drawn as, in a box of 16 by 16. @type {Record<string, string>} */
const SIGNS = {
  "toilets": "M5 1.500a1 1 0 1 0 .1 0M3.5 14V6h3v8M11 1.500a1 1 0 1 0 .1 0M9 11l1.5-5h1L13 11zM11 11v3",
  "drinking-water": "M8 1.500c3 4 4.5 6 4.5 8.500a4.5 4.5 0 0 1-9 0C3.5 7.5 5 5.5 8 1.500z",
  "station":
    "M5 2h6a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zM3 7h10M5.5 12l-2 3M10.5 12l2 3",
  "metro": "M2.5 13V3.500L8 10l5.5-6.500V13",
  "tram": "M4 4.500h8V13H4zM4 9h8M8 4.500V1M5 1h6",
  "cable-car": "M1 3l14-2M8 2v4M3 6h10v7H3zM3 9.500h10",
  "bus-stop": "M3 2h10v10H3zM3 8h10M5 12v2.500M11 12v2.5",
  "bike-rental": BIKE, "bike-parking": BIKE, "bike-repair": BIKE,
  "charging": "M9 1L4 9h3.500L6.5 15 12 7H8.500z",
  "parking": "M5 14V2h4a3.5 3.5 0 0 1 0 7H5",
  "bench": "M2 5h12M2 9h12M4 9v5M12 9v5",
  "picnic": "M2 5h12M5.5 5L3 14M10.5 5L13 14M1 9.500h14",
  "tourist-office": "M8 7v7M8 2.500v1",
};

const sign = (/** @type {string} */ kind) => {
  const drawn = drawing("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
  drawn.append(drawing("path", { d: SIGNS[kind] ?? "M5 8h6M8 5v6", class: "sign" }));
  return drawn;
};

/**
 * Makes ready the layer and what its button does.
 * @param {L.Map} map
 * @param {L.FeatureGroup} layer
 * @param {Parcours.Services} services
 * @param {Record<string, string>} say
 */
export const servicesOn = (map, layer, { kinds, points, credit }, say) => {
  const button = find('[data-tool="services"]');
  map.createPane("services").style.zIndex = "580"; // below the pins of stops
  for (const [kind, label] of kinds) {
    const sample = make("span", { className: "sample" }, sign(kind));
    find(".legend .signs").append(make("li", {}, sample, make("span", { textContent: label })));
  }
  const called = (/** @type {Parcours.ServicePoint} */ [kind, , , name]) =>
    (name ? `${kinds[kind][1]}, ${name}` : kinds[kind][1]);
  const card = (/** @type {Parcours.ServicePoint} */ [kind, , , name, about, stop, far]) => {
    const near = stop && say.fromStop.replace("{distance}", far).replace("{n}", String(stop));
    return make("div", { className: "card" },
      make("p", { className: "title", textContent: kinds[kind][1] }),
      ...[name, about, near].flatMap((text) => (text ? [make("p", { textContent: text })] : [])));
  };
  const open = (/** @type {L.Marker} */ made, /** @type {Parcours.ServicePoint} */ point) => {
    const popup = L.popup({
      className: "stop", closeButton: false, closeOnEscapeKey: false, minWidth: 120, maxWidth: 240,
      offset: L.point(0, -SIDE / 3),
    }).setLatLng(made.getLatLng()).setContent(card(point));
    popup.openOn(map);
    const node = popup.getElement();
    if (!node) return;
    node.setAttribute("role", "dialog");
    node.setAttribute("aria-label", called(point));
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      map.closePopup(popup);
      made.getElement()?.focus({ preventScroll: true });
    };
  };
  const mark = (/** @type {Parcours.ServicePoint} */ point) => {
    const [kind, lat, lng] = point;
    const made = L.marker([lat, lng], {
      pane: "services", riseOnHover: true,
      icon: L.divIcon({
        className: "service", html: make("span", {}, sign(kinds[kind][0])), iconSize: [SIDE, SIDE],
      }),
    });
    made.on("click", () => open(made, point));
    made.on("add", () => {
      const node = made.getElement();
      if (!node) return;
      node.setAttribute("aria-label", called(point));
      node.setAttribute("aria-haspopup", "dialog");
      onPress(node, () => open(made, point));
    });
    return made;
  };
  const show = (/** @type {boolean} */ wanted) => {
    if (wanted && !layer.getLayers().length) for (const point of points) layer.addLayer(mark(point));
    if (wanted) layer.addTo(map);
    else {
      map.closePopup();
      layer.remove();
    }
    need("services", wanted);
    button.setAttribute("aria-pressed", String(wanted));
    button.title = wanted ? say.servicesOff : say.services;
  };
  // Leaflet takes a credit as HTML: it gets escaped text
  if (credit) layer.options.attribution = make("i", { textContent: credit }).innerHTML;
  button.setAttribute("aria-pressed", "false");
  return () => show(!map.hasLayer(layer));
};
