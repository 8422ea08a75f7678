// The map of a route. Every text enters the page through textContent.
import { dataOf, find, make } from "./elements.js";
import { pieces } from "./geo.js";
import { BANDS, fillLegend, need } from "./legend.js";
import { position } from "./locate.js";
import {
  addTiles, basemap, calm, fingers, fitted, introduce, onPress, pageAround, prepare, tools,
} from "./map-common.js";
import { namesOn, relaxed } from "./pins.js";
import { servicesOn } from "./services.js";

const PIN = 32; // px across
const APART = 42; // px between the centres of two pins: square corners do not touch
const CLOSE_UP = 14; // the zoom at which one stop is shown
const FADING_MS = 10000; // a report is read by then

/**
 * A stop on the map: its true place, and how many pixels its pin stands beside it.
 * @typedef {{data: Parcours.Stop, at: L.LatLng, dx: number, dy: number, pin: L.Marker}} Stop
 */
/** @typedef {{leg: Parcours.Leg, at: import("./geo.js").Point[]}} Line */

prepare(19);

/**
 * Draws the trip on a map that has nothing yet, and no tiles.
 * @param {L.Map} map
 * @param {L.FeatureGroup} layer of services, empty and not shown
 */
export const start = (map, layer) => {
  /** @type {Parcours.Trip} */
  const trip = dataOf("trip");
  /** @type {Parcours.Setting} */
  const setting = dataOf("setting");
  const say = setting.words;
  const box = introduce(map, setting);
  box.setAttribute("aria-describedby", "keys");
  const status = find(".status");
  const bar = find(".days");
  /** @type {HTMLDetailsElement} */
  const legend = find(".legend");
  const roomy = matchMedia("(min-width: 60em) and (min-height: 30em)"); // as in map.css
  map.createPane("leaders").style.zIndex = "590";

  let fading = 0;
  const report = (/** @type {string} */ text) => {
    status.textContent = text;
    clearTimeout(fading);
    fading = window.setTimeout(() => { status.textContent = ""; }, FADING_MS);
  };

  /* ---- territories, and names where no tiles show them ---- */

  let told = false; // that tiles are missing is said once
  const base = basemap(map, setting, {
    changed: () => write(),
    loaded: (whole) => {
      if (!whole && !told) report(say.noTiles);
      told ||= !whole;
    },
  });
  const writeNames = namesOn(map, base, new Set(trip.stops.map((stop) => stop.commune)),
    find(".tools"));
  const write = () => writeNames(shown);

  /* ---- legs: white casing, band where the path is known, dashes ---- */

  const days = trip.days.map((about) => ({
    about, legs: L.layerGroup().addTo(map), pins: L.layerGroup().addTo(map),
  }));
  /** @type {{path: L.Path, day: number, opacity: number}[]} */
  const drawn = []; // what fades while another day is looked at
  const draw = (/** @type {L.Path} */ path, /** @type {number} */ day) => {
    drawn.push({ path, day, opacity: path.options.opacity ?? 1 });
    days[day - 1].legs.addLayer(path);
  };
  const centres = trip.stops.map(({ lat, lon }) => L.latLng(lat, lon));
  /** @type {Line[]} */
  const lines = trip.legs.flatMap((leg) => (leg.points ? pieces(leg.points, leg.breaks)
    : [[centres[leg.from - 1], centres[leg.to - 1]]]).map((at) => ({ leg, at })));
  for (const { leg, at } of lines) {
    const mode = trip.modes[leg.mode];
    const stroke = (/** @type {number} */ weight, /** @type {string} */ color,
      /** @type {number} */ opacity, /** @type {string} */ dashArray = "") =>
      draw(L.polyline(at, {
        weight, color, opacity, lineCap: "butt", interactive: false, ...(dashArray && { dashArray }),
      }), leg.day);
    stroke(8, "#fff", 0.85);
    if (BANDS[leg.shape]) stroke(BANDS[leg.shape], mode.colour, 0.35);
    stroke(4, mode.colour, 1, mode.dash);
  }

  // who supplies whom: no way that anybody travels, so it fades with no day
  for (const [from, to] of trip.supply ?? []) {
    L.polyline([centres[from - 1], centres[to - 1]], {
      className: "supply", weight: 3, dashArray: "1 7", interactive: false,
    }).addTo(map);
  }
  need("supply", Boolean(trip.supply));

  /* ---- pins ---- */

  const leaders = L.layerGroup().addTo(map);

  // puts a pin beside its true place by its margins, which zooming leaves alone
  const place = (/** @type {Stop} */ { pin, dx, dy }) => {
    const node = pin.getElement();
    if (!node) return;
    node.style.marginLeft = `${dx - PIN / 2}px`;
    node.style.marginTop = `${dy - PIN / 2}px`;
  };
  const stops = trip.stops.map((data, i) => {
    const pin = L.marker(centres[i], {
      icon: L.divIcon({
        className: `pin ${trip.sides[data.side].character}${data.near ? " near" : ""}`,
        html: make("span", { textContent: String(data.n) }), iconSize: [PIN, PIN],
      }),
      riseOnHover: true,
    });
    const stop = { data, at: centres[i], dx: 0, dy: 0, pin };
    if (data.near) {
      draw(L.circle(stop.at, {
        radius: data.precision ?? 0, className: "unsure", weight: 1.5, dashArray: "4 4",
        fill: false, interactive: false,
      }), data.day);
    }
    const choose = () => {
      show(stop, true);
      tell(stop, true);
    };
    pin.on("add", () => {
      const node = pin.getElement();
      if (!node) return;
      node.setAttribute("aria-label",
        `${data.n}. ${data.name}, ${data.kind}, ${data.commune}`);
      node.setAttribute("aria-haspopup", "dialog");
      onPress(node, choose);
      node.onfocus = () => {
        pin.setZIndexOffset(2000);
        tell(stop, false);
      };
      node.onblur = () => pin.setZIndexOffset(0);
      place(stop);
    });
    pin.on("click", choose);
    days[data.day - 1].pins.addLayer(pin);
    return stop;
  });

  let day = 0; // 0 is the whole route
  let looked = 0; // the day that is fitted although all are shown; 0 is none
  let shown = stops;

  const spread = () => {
    const zoom = map.getZoom();
    const places = shown.map((stop) => map.project(stop.at, zoom));
    const moved = relaxed(places, APART);
    let any = false;
    leaders.clearLayers();
    shown.forEach((stop, i) => {
      stop.dx = Math.round(moved[i].x - places[i].x);
      stop.dy = Math.round(moved[i].y - places[i].y);
      place(stop);
      if (Math.hypot(stop.dx, stop.dy) < PIN / 3) return;
      any = true;
      const there = map.unproject(places[i].add([stop.dx, stop.dy]), zoom);
      const look = { pane: "leaders", className: "leader", weight: 1.5, interactive: false };
      leaders.addLayer(L.polyline([stop.at, there], look));
      leaders.addLayer(L.circleMarker(stop.at, { ...look, radius: 3, fillOpacity: 1 }));
    });
    need("spread", any);
    if (open) {
      open.popup.options.offset = above(open.stop);
      open.popup.update();
    }
    write();
  };

  /* ---- the popup of a stop ---- */

  /** @type {{stop: Stop, popup: L.Popup} | null} */
  let open = null;
  const above = (/** @type {Stop} */ { dx, dy }) => L.point(dx, dy - PIN / 2 + 4);

  const inBrackets = (/** @type {string | undefined} */ text) => (text ? ` (${text})` : "");

  const wayTo = (/** @type {Parcours.Leg} */ { mode, line, facts, shape }) => {
    const notTaken = shape === "computed" ? say.computed : say.schematic;
    return `${say.come} ${trip.modes[mode].label}${inBrackets(line)}, ${facts}${
      inBrackets(shape === "track" ? "" : notTaken)}`;
  };

  const card = (/** @type {Stop} */ { data }) => {
    const side = trip.sides[data.side];
    const leg = trip.legs.find(({ to }) => to === data.n);
    const time = [trip.days[data.day - 1].label, data.time, data.stay, data.optional && say.optional];
    const texts = [
      time.filter(Boolean).join(", "), data.closed, leg && wayTo(leg), data.near];
    const link = make("a", {
      className: "more", textContent: say.link, href: `./#${data.anchor}` });
    leave(link);
    const close = make("button", {
      type: "button", className: "close", textContent: "×", onclick: shut });
    close.setAttribute("aria-label", say.close);
    return make("div", { className: "card" },
      make("p", { className: "title" }, `${data.n}. `,
        make("span", { textContent: data.name, ...(data.lang && { lang: data.lang }) })),
      make("p", { className: "what", textContent: `${data.kind}, ${data.commune}` }),
      make("p", { className: `side ${side.character}`,
        textContent: `${side.label} · ${side.name}` }),
      ...texts.flatMap((text) => (text ? [make("p", { textContent: text })] : [])), link, close);
  };

  const show = (/** @type {Stop} */ stop, /** @type {boolean} */ focus) => {
    if (!shown.includes(stop)) select(0);
    if (!roomy.matches) legend.open = false; // it would cover the popup
    const size = map.getSize();
    const popup = L.popup({
      className: "stop", closeButton: false, closeOnEscapeKey: false, minWidth: 180,
      maxWidth: Math.min(280, size.x - 116), maxHeight: Math.max(120, size.y - 90),
      autoPanPaddingTopLeft: [64, 10], autoPanPaddingBottomRight: [14, 10], offset: above(stop),
    }).setLatLng(stop.at).setContent(card(stop));
    popup.openOn(map);
    open = { stop, popup };
    const node = popup.getElement();
    if (!node) return;
    node.setAttribute("role", "dialog");
    node.setAttribute("aria-label", `${stop.data.n}. ${stop.data.name}`);
    node.tabIndex = -1;
    stop.pin.getElement()?.classList.add("on");
    if (focus) node.focus({ preventScroll: true });
  };

  const shut = () => {
    if (!open) return;
    const pin = open.stop.pin.getElement();
    map.closePopup();
    pin?.focus({ preventScroll: true });
  };

  map.on("popupclose", ({ popup }) => {
    if (!open || popup !== open.popup) return;
    open.stop.pin.getElement()?.classList.remove("on");
    open = null;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    shut();
  });

  /* ---- days ---- */

  /** @type {HTMLButtonElement[]} */
  const buttons = [];

  const select = (/** @type {number} */ number) => {
    const before = trip.legs.find((leg) => leg.day === number);
    map.closePopup();
    day = number;
    looked = 0;
    // The day starts at the stop its first leg leaves, even when that is the day before's.
    shown = stops.filter(({ data }) => !day || data.day === day || data.n === before?.from);
    for (const stop of stops) {
      const group = days[stop.data.day - 1].pins;
      const wanted = shown.includes(stop);
      if (wanted === group.hasLayer(stop.pin)) continue;
      if (wanted) group.addLayer(stop.pin);
      else group.removeLayer(stop.pin);
    }
    for (const one of drawn) {
      one.path.setStyle({ opacity: one.opacity * (day && one.day !== day ? 0.25 : 1) });
    }
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === day)));
    reorder();
    spread();
  };

  // Tab follows the order of the document: a pin that comes back must not go last
  const reorder = () => {
    const pane = map.getPane("markerPane");
    const held = document.activeElement;
    for (const { pin } of shown) {
      const node = pin.getElement();
      if (node) pane?.append(node);
    }
    if (held instanceof HTMLElement && pane?.contains(held)) held.focus({ preventScroll: true });
  };

  // shows everything chosen: the lines, and the pins where spreading puts them, clear of the tools
  // on the left and the scale below
  const fit = (/** @type {boolean} */ moving) => {
    const only = day || looked;
    const seen = looked ? shown.filter(({ data }) => data.day === looked) : shown;
    const bounds = L.latLngBounds(seen.map(({ at }) => at));
    for (const { leg, at } of lines) {
      if (!only || leg.day === only) for (const point of at) bounds.extend(point);
    }
    const [left, right, top, bottom] = [80, 24, 24, 44];
    const size = map.getSize();
    const room = L.point(left + right, top + bottom);
    if (size.x <= room.x || size.y <= room.y) return; // hidden so far: asked again once seen
    let zoom = Math.min(16, map.getBoundsZoom(bounds, false, room));
    const least = Math.max(map.getMinZoom(), zoom - 2); // further out, only pins would be left
    const needed = () => {
      const at = (/** @type {L.LatLng} */ point) => map.project(point, zoom);
      return L.bounds([at(bounds.getNorthWest()), at(bounds.getSouthEast()),
        ...relaxed(seen.map((stop) => at(stop.at)), APART).map(({ x, y }) => L.point(x, y))]);
    };
    for (;;) {
      const lacks = needed().getSize().add([PIN, PIN]).add(room).subtract(size);
      if ((lacks.x <= 0 && lacks.y <= 0) || zoom <= least) break;
      zoom -= map.options.zoomSnap ?? 1;
    }
    const centre = needed().getCenter().subtract([(left - right) / 2, (top - bottom) / 2]);
    map.setView(map.unproject(centre, zoom), zoom, { animate: moving && !calm });
    view.touched = false;
  };

  const dayButton = (/** @type {string} */ text, /** @type {string} */ about,
    /** @type {number} */ number) => {
    const onclick = () => {
      select(number);
      fit(true);
    };
    const button = make("button", { type: "button", textContent: text, title: about, onclick });
    if (about) button.setAttribute("aria-label", text + (about === text ? "" : `, ${about}`));
    buttons.push(button);
    bar.append(button);
  };
  if (days.length > 1) {
    dayButton(say.all, "", 0);
    for (const { about: { label, title, n } } of days) dayButton(label, title, n);
  }
  fillLegend(trip);
  legend.open = roomy.matches;

  /* ---- the page around ---- */

  const page = pageAround(map, (said) => {
    if (said.parcours === "show" && Number.isInteger(said.stop)) {
      visit(said.stop, said.focus === true);
    } else if (said.parcours === "look" && days[said.day - 1] && !view.touched) {
      looked = said.day;
      fit(false);
    } else if (said.parcours === "locate") {
      view.touched = true;
      here.begin();
    }
  });
  // a page that embeds the map is not to be taken away from its reader
  const leave = (/** @type {HTMLAnchorElement} */ link) => {
    link.target = page.guest ? "_blank" : "_top";
    if (page.guest) link.rel = "noopener";
  };
  // `chosen`: the visitor opened it, and did not only pass over it
  const tell = (/** @type {Stop} */ { data }, /** @type {boolean} */ chosen) =>
    page.tell({ parcours: "stop", stop: data.n, chosen });
  const visit = (/** @type {number} */ number, /** @type {boolean} */ focus) => {
    const stop = stops[number - 1];
    if (!stop) return;
    if (!shown.includes(stop)) select(0);
    view.touched = true;
    map.setView(stop.at, Math.max(map.getZoom(), CLOSE_UP), { animate: false });
    show(stop, focus);
  };
  const follow = () => {
    const named = /^#etape-(\d{1,4})$/.exec(location.hash);
    if (named) visit(Number(named[1]), false);
  };

  /* ---- go ---- */

  /** @type {HTMLAnchorElement} */
  const back = find(".back");
  back.hidden = page.here;
  leave(back);
  const view = fitted(map, () => fit(false));
  const here = position({
    map, stops, lines, say, directions: setting.directions, lang: trip.lang, calm,
    button: find('[data-tool="locate"]'), panel: find(".where"), voice: find(".voice"), report,
  });
  tools(map, view, say, {
    fit: () => {
      select(0);
      fit(true);
    },
    locate: () => {
      view.touched = true;
      here.toggle();
    },
    ...(trip.services && { services: servicesOn(map, layer, trip.services, say) }),
  });
  const asked = Number(new URLSearchParams(location.search).get("jour"));
  map.on("zoomend", spread);
  map.on("moveend", write);
  fingers(map, () => report(say.fingers));
  select(days[asked - 1] ? asked : 0);
  fit(false);
  base.begin();
  follow();
  window.addEventListener("hashchange", follow);
  addTiles(map, setting);
};
