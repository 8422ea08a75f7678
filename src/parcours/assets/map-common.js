// What the map of a route and the map of all routes have in common: how they start, the territories
// and the background, the buttons, and the page around.
import "./leaflet.js"; // which sets L
import { fill, find, findAll, make } from "./elements.js";
import { unpacked } from "./geo.js";
import { land, loadNames } from "./land.js";

/** Whether the visitor asked for less motion. */
export const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * What every map starts from; Folium makes the map after this.
 * @param {number} maxZoom
 */
export const prepare = (maxZoom) => L.Map.mergeOptions({
  zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
  minZoom: 5, maxZoom,
});

/**
 * The theme that the visitor chose on the site, now and later; without a choice, or where none may be
 * read, the system's own counts, as the style sheet has it.
 */
const wearTheme = () => {
  const { dataset } = document.documentElement;
  try {
    const chosen = localStorage.getItem("parcours.theme");
    if (chosen) dataset.theme = chosen;
    else delete dataset.theme;
  } catch {
    delete dataset.theme;
  }
};
wearTheme();
window.addEventListener("storage", wearTheme);

/**
 * The map as something that has a name, for who does not see it.
 * @param {L.Map} map
 * @param {Parcours.Setting} setting
 */
export const introduce = (map, { words, bare }) => {
  const box = map.getContainer();
  document.querySelector(".failed")?.remove(); // it has begun
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", words.map);
  map.attributionControl.setPrefix(false);
  if (bare) map.options.zoomSnap = 0.25; // only tiles need whole zooms
  return box;
};

/**
 * Whose word the outlines are, each source once.
 * @param {Record<string, string>} words
 */
const credit = (words) => {
  const sources = [...new Set(land.outlines.flatMap(({ source }) => source ?? []))];
  if (!sources.length) return "";
  return fill(words.outlines, { sources: sources.reduce((told, one) => fill(words.also, { told, one })) });
};

/**
 * The territories, which are the whole background until tiles come, and again when they fail.
 * `changed` is told when tiles are seen, or no more, and when names of communes have come; `loaded`,
 * after each load, whether all tiles came.
 * @param {L.Map} map
 * @param {Parcours.Setting} setting
 * @param {{changed?: () => void, loaded: (whole: boolean) => void}} told
 */
export const basemap = (map, { words, bare }, { changed = () => {}, loaded }) => {
  const { outlines } = land;
  const base = {
    tilesSeen: false, land, shapes: /** @type {L.Polygon[]} */ ([]),
    begin: () => {
      ground(false);
      if (bare) loadNames(changed);
    },
  };
  map.createPane("land").style.zIndex = "250";
  base.shapes = outlines.map(({ rings, character }, i) => L.polygon(rings.map(unpacked), {
    pane: "land", interactive: false, weight: 1.5, className: `land ${character}`,
    attribution: i ? "" : asHtml(credit(words)),
  }).addTo(map));
  const ground = (/** @type {boolean} */ seen) => {
    base.tilesSeen = seen;
    map.getContainer().classList.toggle("bare", !seen);
    base.shapes.forEach((shape, i) => {
      const urban = outlines[i].character === "urban";
      shape.setStyle({ fillOpacity: seen ? 0.05 : urban ? 0.13 : 0.22, opacity: seen ? 0.6 : 1 });
    });
    changed();
  };
  map.on("layeradd", ({ layer }) => {
    if (!(layer instanceof L.TileLayer)) return;
    let failed = 0;
    layer.on("loading", () => { failed = 0; });
    layer.on("tileerror", () => { failed += 1; });
    layer.on("tileload", () => {
      if (!base.tilesSeen && !failed) ground(true);
    });
    layer.on("load", () => {
      if (failed && base.tilesSeen) ground(false);
      if (failed) loadNames(changed);
      loaded(!failed);
    });
  });
  return base;
};

/**
 * A text as Leaflet takes an attribution, which it sets as HTML.
 * @param {string} textContent
 */
const asHtml = (textContent) => make("i", { textContent }).innerHTML;

/**
 * Tiles of a provider that the office chose; those of Folium come by themselves.
 * @param {L.Map} map
 * @param {Parcours.Setting} setting
 */
export const addTiles = (map, { tiles }) => {
  if (!tiles) return;
  L.tileLayer(tiles.url, {
    attribution: asHtml(tiles.attribution), maxZoom: 19, maxNativeZoom: Math.min(19, tiles.maxZoom),
  }).addTo(map);
};

/**
 * Fits the map again when its room changes, until the visitor has moved it: then it is theirs.
 * @param {L.Map} map
 * @param {() => void} fit
 */
export const fitted = (map, fit) => {
  const view = { touched: false };
  const box = map.getContainer();
  for (const name of ["pointerdown", "wheel", "keydown"]) {
    box.addEventListener(name, () => { view.touched = true; }, { passive: true, capture: true });
  }
  new ResizeObserver(() => {
    map.invalidateSize({ animate: false, pan: false });
    if (!view.touched) fit();
  }).observe(box);
  return view;
};

/**
 * The buttons on the map; `more` are those that one map alone has.
 * @param {L.Map} map
 * @param {{touched: boolean}} view
 * @param {Record<string, string>} words
 * @param {Record<string, () => void>} more
 */
export const tools = (map, view, words, more) => {
  const root = document.documentElement;
  /** @type {Record<string, () => void>} */
  const does = {
    in: () => { view.touched = true; map.zoomIn(1); },
    out: () => { view.touched = true; map.zoomOut(1); },
    full: () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else root.requestFullscreen().catch(() => {});
    },
    ...more,
  };
  for (const button of findAll("[data-tool]")) {
    const name = button.dataset.tool ?? "";
    button.onclick = does[name];
    button.hidden = !does[name] || (name === "full" && !document.fullscreenEnabled)
      || (name === "locate" && !navigator.geolocation);
  }
  document.addEventListener("fullscreenchange", () => {
    const button = find('[data-tool="full"]');
    button.title = document.fullscreenElement ? words.fullOff : words.full;
    button.setAttribute("aria-label", button.title);
  });
};

const sameSite = () => {
  try {
    return parent !== window && parent.location.origin === location.origin
      && location.origin !== "null";
  } catch {
    return false; // another site's page may not be looked at
  }
};

/**
 * One finger scrolls the page that a map is part of, and two move the map: a map without dragging
 * leaves the former to the browser. A mouse drags, and so does a finger on a map that is all there is
 * to see. That it takes two is told once, to whom it happens.
 * @param {L.Map} map
 * @param {() => void} tell
 */
export const fingers = (map, tell) => {
  const box = map.getContainer();
  const alone = () => parent === window || document.fullscreenElement !== null;
  const follow = (/** @type {string} */ pointer) => {
    if (alone() || pointer === "mouse") map.dragging.enable();
    else map.dragging.disable();
  };
  if (!navigator.maxTouchPoints) return;
  follow("touch");
  // only while it is pressed: the first finger after a mouse would be caught
  box.addEventListener("pointerdown", ({ pointerType }) => follow(pointerType), true);
  document.addEventListener("pointerup", () => setTimeout(() => follow("touch")), true);
  document.addEventListener("fullscreenchange", () => follow("touch"));
  let told = false;
  box.addEventListener("touchmove", ({ touches }) => {
    if (told || touches.length > 1 || alone()) return;
    told = true;
    tell();
  }, { passive: true });
};

/**
 * The page around the map: only one of the same site is spoken to, and listened to.
 * @param {L.Map} map
 * @param {(said: Record<string, any>) => void} heard
 */
export const pageAround = (map, heard) => {
  const page = sameSite() ? parent : null;
  const framed = parent !== window;
  if (framed) { // scrolling the page must not end in the map
    map.scrollWheelZoom.disable();
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
  }
  window.addEventListener("message", ({ source, origin, data }) => {
    if (page && source === page && origin === location.origin && data) heard(data);
  });
  return {
    here: page !== null,
    /** Whether another site's page shows the map, and is not to be taken from its reader. */
    guest: framed && !page,
    tell: (/** @type {Record<string, unknown>} */ message) =>
      page?.postMessage(message, location.origin),
  };
};

/**
 * What Enter and the space bar do to a mark of the map, which Leaflet makes no button.
 * @param {HTMLElement} node
 * @param {() => void} act
 */
export const onPress = (node, act) => {
  node.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  };
};
