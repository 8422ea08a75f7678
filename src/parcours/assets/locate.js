// Where the visitor is, once asked: the nearest stop and the next one ahead, in words, while moving.
// Positions are kept in memory alone, and nothing here speaks to a network.
import { fill, find } from "./elements.js";
import { metresBetween, metresToLine, offset } from "./geo.js";

/** @typedef {import("./geo.js").Point} Point */
/** @typedef {{at: Point, data: Parcours.Stop}} Stop */
/** @typedef {{at: Point[], leg: Parcours.Leg}} Line */

const NEAR = 60; // metres within which one is at a stop, or as far as the position is unsure
const UNSURE = 150; // and no further
const SAME = 10; // metres by which one stop must be nearer than another to be told from it
const QUIET_MS = 20000; // between two announcements, unless the stop changes

/**
 * The word for the direction of a point seen from another, clockwise from the north.
 * @param {Point} at
 * @param {Point} to
 * @param {string[]} words eight of them
 */
export const towards = (at, to, words) => {
  const d = offset(at, to);
  return words[Math.round(Math.atan2(d.x, d.y) / (Math.PI / 4) + 8) % 8];
};

/**
 * The stops as seen from a point: which one is nearest, whether one is there (its number, or 0), and
 * which comes next. `passed` is the last stop that was reached: where the way out and the way back
 * are one, it tells them apart.
 * @template {Stop} T
 * @param {Point} at
 * @param {number} unsure metres
 * @param {T[]} stops
 * @param {Line[]} lines
 * @param {number} passed
 * @returns {{nearest: T, here: number, next: T | undefined, passed: number}}
 */
export const placed = (at, unsure, stops, lines, passed) => {
  const far = stops.map((stop) => metresBetween(at, stop.at));
  const least = Math.min(...far);
  const close = stops.filter((_, i) => far[i] <= least + SAME);
  const nearest = close.find((stop) => stop.data.n >= passed) ?? close[0];
  const here = least <= Math.max(NEAR, Math.min(unsure, UNSURE)) ? nearest.data.n : 0;
  if (here) return { nearest, here, next: stops[here], passed: here };
  const ways = lines.map((line) => ({ line, far: metresToLine(at, line.at) })).filter((way) => {
    // beside a dashed line the real way may pass far off: the longer, the further
    const ends = offset(way.line.at[0], way.line.at[way.line.at.length - 1]);
    return way.far <= Math.max(1000, Math.min(10000, Math.hypot(ends.x, ends.y) / 4));
  });
  const best = Math.min(...ways.map((way) => way.far));
  const likely = ways.filter((way) => way.far <= best + 100);
  const on = likely.find((way) => way.line.leg.to > passed) ?? likely[0];
  const number = on ? on.line.leg.to : Math.min(stops.length, passed + 1);
  return { nearest, here: 0, next: stops[number - 1], passed };
};

/**
 * Metres as one says them: no nearer than a position is known.
 * @param {string} lang
 */
export const distances = (lang) => (/** @type {number} */ metres) => {
  const short = metres < 950;
  return new Intl.NumberFormat(lang, {
    style: "unit", unit: short ? "meter" : "kilometer", unitDisplay: "short",
    maximumFractionDigits: short || metres >= 9950 ? 0 : 1,
  }).format(short ? Math.max(10, Math.round(metres / 10) * 10) : metres / 1000);
};

/**
 * `button` starts and ends it, `panel` shows what is said, `voice` says it aloud, `report` tells of
 * a failure.
 * @param {{map: L.Map, stops: Stop[], lines: Line[], say: Record<string, string>,
 *   directions: string[], lang: string, calm: boolean, button: HTMLElement, panel: HTMLElement,
 *   voice: HTMLElement, report: (text: string) => void}} given
 */
export const position = ({
  map, stops, lines, say, directions, lang, calm, button, panel, voice, report,
}) => {
  const me = L.layerGroup().addTo(map);
  const [next, more, sure] = [".next", ".more", ".sure"].map((part) => find(part, panel));
  const metres = distances(lang);
  /** @type {number | null} */
  let watch = null; // the number of the watch
  let passed = 0;
  let free = false; // the visitor moved the map, which is then theirs
  /** @type {Stop | null} */
  let aimed = null; // the stop that the map was last fitted to
  let seen = false;
  let told = "";
  let toldStop = 0;
  let toldAt = 0;

  const named = (/** @type {Stop} */ { data }) => `${data.n}. ${data.name}`;
  const sentence = (/** @type {string} */ words, /** @type {Point} */ at, /** @type {Stop} */ stop) =>
    fill(words, {
      stop: named(stop), distance: metres(metresBetween(at, stop.at)),
      direction: towards(at, stop.at, directions),
    });

  const put = (/** @type {Point} */ at, /** @type {number} */ unsure) => {
    const found = placed(at, unsure, stops, lines, passed);
    passed = found.passed;
    const said = [];
    if (found.here) {
      const last = found.here === stops.length;
      said.push(fill(last ? say.atLast : say.atStop, { stop: named(found.nearest) }));
    }
    if (found.next) said.push(sentence(say.next, at, found.next));
    if (!found.here && found.nearest !== found.next) {
      said.push(sentence(say.nearest, at, found.nearest));
    }
    const [main, ...others] = said;
    next.textContent = main;
    more.textContent = others.join(" ");
    sure.textContent = fill(say.precision, { distance: metres(unsure) });
    panel.hidden = false;
    const stop = found.here || -(found.next ? found.next.data.n : 0);
    if (stop !== toldStop || (main !== told && Date.now() - toldAt >= QUIET_MS)) {
      voice.textContent = said.join(" ");
      told = main;
      toldStop = stop;
      toldAt = Date.now();
    }
    return found;
  };

  const draw = (/** @type {L.LatLng} */ at, /** @type {number} */ unsure,
    /** @type {ReturnType<typeof put>} */ found) => {
    const look = { className: "me", weight: 2, interactive: false };
    const circle = L.circle(at, { ...look, radius: unsure, fillOpacity: 0.12 });
    me.clearLayers();
    if (found.next) {
      me.addLayer(L.polyline([at, found.next.at], { ...look, dashArray: "2 6" }));
    }
    me.addLayer(circle).addLayer(L.circleMarker(at, {
      ...look, className: "me here", radius: 7, fillOpacity: 1,
    }));
    const aim = found.next ?? found.nearest;
    if (!seen || (!free && aim !== aimed)) { // oneself and where to go, both in sight
      map.invalidateSize({ animate: false, pan: false }); // the panel has just taken its part
      map.fitBounds(circle.getBounds().extend(aim.at), {
        maxZoom: 16, paddingTopLeft: [80, 40], paddingBottomRight: [40, 40], animate: !calm,
      });
    } else if (!free && !map.getBounds().contains(at)) {
      map.panTo(at, { animate: !calm });
    }
    seen = true;
    aimed = aim;
  };

  const got = (/** @type {GeolocationPosition} */ { coords }) => {
    const at = L.latLng(coords.latitude, coords.longitude);
    report("");
    draw(at, coords.accuracy, put(at, coords.accuracy));
  };
  const failed = (/** @type {GeolocationPositionError} */ { code }) => {
    if (code === 1) {
      end();
      report(say.refused);
    } else if (!seen) {
      report(say.notFound);
    }
  };
  const listen = () => {
    watch = navigator.geolocation.watchPosition(got, failed, {
      enableHighAccuracy: true, timeout: 30000, maximumAge: 10000,
    });
  };
  const rest = () => {
    if (watch !== null) navigator.geolocation.clearWatch(watch);
    watch = null;
  };
  const begin = () => {
    button.setAttribute("aria-pressed", "true");
    report(say.locating);
    seen = false;
    free = false;
    listen();
  };
  const end = () => {
    rest();
    button.setAttribute("aria-pressed", "false");
    me.clearLayers();
    panel.hidden = true;
    voice.textContent = "";
    told = "";
    toldStop = 0;
    passed = 0;
  };
  const isOn = () => button.getAttribute("aria-pressed") === "true";

  button.setAttribute("aria-pressed", "false");
  map.on("dragstart", () => { free = true; });
  find("button", panel).onclick = () => {
    end();
    button.focus();
  };
  // a screen that is off needs no satellites
  document.addEventListener("visibilitychange", () => {
    if (!isOn()) return;
    if (document.hidden) rest();
    else if (watch === null) listen();
  });
  return {
    begin: () => { if (!isOn()) begin(); },
    toggle: () => { if (isOn()) end(); else begin(); },
  };
};
