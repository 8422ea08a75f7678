// The map of all routes. Every text enters the page through textContent.
import { dataOf, fill, find, formOf, make } from "./elements.js";
import { points } from "./geo.js";
import {
  addTiles, basemap, calm, fingers, fitted, introduce, onPress, pageAround, prepare, tools,
} from "./map-common.js";

const NEAR = 40; // px: marks nearer than this are one
const TALL = 32; // px: a mark with a text
const LINES = 40; // more routes than this at once would be a tangle: only the one lit is drawn
const CLOSE = 14; // the zoom at which the one asked for is shown
const LISTED = 8; // routes that a popup lists before one is rather zoomed in

/** @typedef {{i: number, id: string, title: string, at: L.LatLng, line: import("./geo.js").Point[]}} Route */
/** @typedef {{p: L.Point, routes: Route[], marker?: L.Marker}} Cluster */

prepare(17);

/**
 * Draws all routes on a map that has nothing yet, and no tiles.
 * @param {L.Map} map
 */
export const start = (map) => {
  /** @type {{numbered: boolean, routes: [id: string, title: string, mark: number, line: number[]][]}} */
  const data = dataOf("trip");
  /** @type {Parcours.Setting} */
  const setting = dataOf("setting");
  const say = setting.words;
  const { numbered } = data;
  const status = find(".status");
  introduce(map, setting);
  /** @type {Route[]} */
  const routes = data.routes.map(([id, title, mark, steps], i) => {
    const line = points(steps);
    return { i, id, title, at: L.latLng(line[mark]), line };
  });
  let shown = routes;
  /** @type {Route | null} */
  let lit = null;
  const base = basemap(map, setting, {
    loaded: (whole) => { status.textContent = whole ? "" : say.noTiles; },
  });

  /* ---- ways ---- */

  const ways = L.layerGroup().addTo(map);
  const way = (/** @type {Route} */ { line }, /** @type {boolean} */ on) => L.polyline(line, {
    interactive: false, className: on ? "way on" : "way", weight: on ? 5 : 2,
    opacity: on ? 1 : lit ? 0.15 : 0.4, lineJoin: "round",
  });
  const draw = () => {
    ways.clearLayers();
    if (shown.length <= LINES) {
      for (const route of shown) if (route !== lit) ways.addLayer(way(route, false));
    }
    if (lit) ways.addLayer(way(lit, true));
  };

  /* ---- marks: routes that would lie on one another are one mark ---- */

  const marks = L.layerGroup().addTo(map);
  /** @type {Cluster[]} */
  let clusters = [];

  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = "700 15px system-ui, sans-serif"; // as in map-routes.css
  const wideOf = (/** @type {string} */ text) => (text
    ? Math.max(TALL, Math.ceil(pen?.measureText(text).width ?? text.length * 10) + 26) : 18);
  // the words of a mark are wider than its number was: what it would cover joins it
  const apart = (/** @type {Cluster[]} */ made) => {
    for (let i = 0; i < made.length; i += 1) {
      const { p, routes: some } = made[i];
      const wide = wideOf(short(some));
      const j = made.findIndex((other) => other !== made[i] && Math.abs(p.y - other.p.y) < TALL
        && 2 * Math.abs(p.x - other.p.x) < wide + wideOf(short(other.routes)));
      if (j < 0) continue;
      some.push(...made[j].routes);
      some.sort((one, other) => one.i - other.i);
      made.splice(j, 1);
      i = -1; // wider now: from the first again
    }
    return made;
  };
  const gathered = () => {
    const zoom = map.getZoom();
    /** @type {Cluster[]} */
    const made = [];
    for (const route of shown) {
      const p = map.project(route.at, zoom);
      const near = made.find((one) => p.distanceTo(one.p) < NEAR);
      if (near) near.routes.push(route);
      else made.push({ p, routes: [route] });
    }
    return numbered ? apart(made) : made;
  };
  const titled = (/** @type {Route} */ { i, title }) => (numbered ? `${i + 1}. ${title}` : title);
  const { lang } = document.documentElement;
  const many = (/** @type {Route[]} */ { length: n }) => fill(formOf(setting.many, n, lang), { n });
  const label = (/** @type {Route[]} */ some) => {
    const names = some.slice(0, 3).map(titled).join("; ");
    return some.length === 1 ? names
      : `${many(some)}: ${names}${some.length > 3 ? "…" : ""}`;
  };
  const short = (/** @type {Route[]} */ some) => {
    if (numbered && some.length < 4) return some.map(({ i }) => i + 1).join(" · ");
    if (some.length < 2) return "";
    return numbered ? many(some) : String(some.length);
  };

  const mark = (/** @type {Cluster} */ cluster) => {
    const some = cluster.routes;
    const text = short(some);
    const wide = wideOf(text);
    const marker = L.marker(map.unproject(cluster.p), {
      icon: L.divIcon({
        className: `mark${some.length > 1 ? " several" : ""}${text ? "" : " dot"}`,
        html: make("span", { textContent: text }), iconSize: [wide, text ? TALL : 18],
      }), riseOnHover: true,
    });
    marker.on("add", () => {
      const node = marker.getElement();
      if (!node) return;
      node.dataset.routes = some.map(({ i }) => i).join(" ");
      node.setAttribute("aria-label", label(some));
      node.onmouseenter = node.onfocus = () => light(some[0], true);
      node.onmouseleave = node.onblur = () => light(null, true);
      onPress(node, () => choose(cluster));
    });
    marker.on("click", () => choose(cluster));
    return marker;
  };
  const lay = () => {
    const active = document.activeElement;
    const held = active instanceof HTMLElement ? active.dataset.routes : undefined;
    marks.clearLayers();
    clusters = gathered();
    for (const cluster of clusters) {
      cluster.marker = mark(cluster);
      marks.addLayer(cluster.marker);
      const node = cluster.marker.getElement();
      if (held && node?.dataset.routes === held) node.focus({ preventScroll: true });
    }
    shine();
  };
  const shine = () => {
    for (const { marker, routes: some } of clusters) {
      marker?.getElement()?.classList.toggle("on", lit !== null && some.includes(lit));
    }
  };
  const light = (/** @type {Route | null} */ route, /** @type {boolean} */ tellIt) => {
    if (route === lit) return;
    lit = route;
    draw();
    shine();
    if (tellIt) tell("lit", route ? route.i : -1);
  };

  const choose = (/** @type {Cluster} */ cluster) => {
    const some = cluster.routes;
    const bounds = L.latLngBounds(some.map(({ at }) => at));
    if (some.length > LISTED && map.getBoundsZoom(bounds, false, L.point(80, 80)) > map.getZoom()) {
      view.touched = true;
      map.fitBounds(bounds, { padding: [60, 60], animate: !calm });
      return;
    }
    const node = make("div", { className: "card" }, ...some.map((route) => make("p",
      { className: some.length > 1 ? "" : "title" },
      make("a", { textContent: titled(route), href: `${route.id}/`, target: "_top" }))));
    const size = map.getSize();
    const popup = L.popup({
      className: "stop", closeButton: false, minWidth: 180, offset: [0, -8],
      maxWidth: Math.min(300, size.x - 116), maxHeight: Math.max(140, size.y - 90),
      autoPanPaddingTopLeft: [64, 10], autoPanPaddingBottomRight: [14, 10],
    }).setLatLng(map.unproject(cluster.p)).setContent(node).openOn(map);
    const shell = popup.getElement();
    shell?.setAttribute("role", "dialog");
    shell?.setAttribute("aria-label", label(some));
    if (some.length === 1 && page.here) tell("pick", some[0].i);
    else find("a", node).focus({ preventScroll: true });
    popup.on("remove", () => {
      if (shell?.contains(document.activeElement)) {
        cluster.marker?.getElement()?.focus({ preventScroll: true });
      }
    });
  };

  /* ---- the catalogue around ---- */

  const page = pageAround(map, (said) => {
    if (said.parcours === "lit") light(routes[said.route] ?? null, false);
    else if (said.parcours === "shown" && Array.isArray(said.routes)) {
      shown = said.routes.flatMap((i) => routes[i] ?? []);
      map.closePopup();
      if (lit && !shown.includes(lit)) lit = null;
      if (!view.touched) fit(false);
      draw();
      lay();
    }
  });
  const tell = (/** @type {string} */ what, /** @type {number} */ route) =>
    page.tell({ parcours: what, route });

  const fit = (/** @type {boolean} */ moving) => {
    const bounds = L.latLngBounds(shown.map(({ at }) => at));
    if (shown.length <= LINES) {
      for (const { line } of shown) for (const point of line) bounds.extend(point);
    }
    const size = map.getSize();
    if (!shown.length || size.x < 120 || size.y < 120) return; // hidden so far
    map.fitBounds(bounds, {
      paddingTopLeft: [70, 24], paddingBottomRight: [24, 44], maxZoom: 14, animate: moving && !calm,
    });
    view.touched = false;
  };

  /* ---- go ---- */

  const view = fitted(map, () => fit(false));
  tools(map, view, say, { fit: () => fit(true) });
  find(".strip").hidden = page.here;
  fingers(map, () => { status.textContent = say.fingers; });
  const ask = () => {
    const asked = routes.find(({ id }) => `#${id}` === location.hash);
    if (!asked) return;
    view.touched = true;
    map.setView(asked.at, CLOSE, { animate: false });
    const there = clusters.find(({ routes: some }) => some.includes(asked));
    if (there) choose(there);
  };
  map.on("zoomend", lay);
  fit(false);
  base.begin();
  draw();
  lay();
  ask();
  addTiles(map, setting);
  tell("ready", -1);
};
