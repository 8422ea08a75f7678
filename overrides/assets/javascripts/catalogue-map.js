// The catalogue's list and its map in step: what is lit up in one is lit up in the other, and what
// the filters leave out leaves both. The map is marks over a picture, all of them links, until the
// visitor opens the real one, which takes its place and is spoken to by messages.
import { find, findAll, make } from "./elements.js";

/** @typedef {SVGElement & {ownerSVGElement: SVGSVGElement}} Drawn what is drawn in the picture */

const MANY = 100; // so many cards go first, and the map follows
/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
/** @type {Record<string, number>} */
const ENDS = { Home: 0, End: -1 };

/**
 * The path of a way between points, as src/parcours/render/pictures/route.py bends it.
 * @param {[x: number, y: number][]} at
 */
export const bent = (at) => `M${at[0].join(" ")}${at.slice(1).map(([x, y], n) => {
  const [x0, y0] = at[n];
  const middle = [(x0 + x) / 2 - (y - y0) * 0.11, (y0 + y) / 2 + (x - x0) * 0.11];
  return `Q${middle.map(Math.round).join(" ")} ${x} ${y}`;
}).join("")}`;

// a new tab, when that is what the reader asks for
const elsewhere = (/** @type {MouseEvent} */ { metaKey, ctrlKey, shiftKey }) =>
  metaKey || ctrlKey || shiftKey;

/**
 * Sets list and map in step, where there is a map; `show` tells what the filters leave.
 * @param {HTMLElement} root
 * @param {HTMLElement[]} cards
 * @param {Parcours.Catalogue} data
 */
export const mapBeside = (root, cards, data) => {
  const atlas = document.querySelector(".pc-atlas");
  if (!(atlas instanceof HTMLElement)) return null;
  const list = find(".pc-list", root);
  /** @type {Map<unknown, number>} */
  const place = new Map(cards.map((card, i) => [card, i]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Drawn[]} */
  const marks = [];
  /** @type {SVGElement[]} */
  const ways = [];
  for (const mark of /** @type {Drawn[]} */ (findAll(".pc-mark", atlas))) {
    marks[Number(mark.dataset.i)] = mark;
  }
  for (const way of /** @type {SVGElement[]} */ (findAll(".pc-ways-drawn path", atlas))) {
    ways[Number(way.dataset.i)] = way;
  }
  let has = (/** @type {number} */ _) => true;
  let lit = -1;
  /** @type {HTMLIFrameElement | null} */
  let frame = null;
  let ready = false; // the real map listens

  // ---- One route lit up --------------------------------------------------------------------------
  const draw = (/** @type {number} */ i) => {
    const svg = marks[i].ownerSVGElement;
    const [a, b, c, d] = (svg.dataset.plane ?? "").split(" ").map(Number);
    const way = document.createElementNS("http://www.w3.org/2000/svg", "path");
    way.setAttribute("d", bent(data.ways[i].map((n) => [
      Math.round(a + b * data.points[2 * n + 1] / 1e4),
      Math.round(c + d * data.points[2 * n] / 1e4)])));
    find(".pc-ways-drawn", svg).append(way);
    return way;
  };
  const say = (/** @type {Record<string, unknown>} */ message) => {
    if (ready) frame?.contentWindow?.postMessage(message, location.origin);
  };
  // Among many dots, one that is lit would be under those that come after it.
  /** @type {Element | null} */
  let spot = null;
  const raise = (/** @type {number} */ i) => {
    spot?.remove();
    spot = null;
    if (i < 0 || !marks[i] || marks[i].querySelector("text")) return;
    spot = /** @type {Element} */ (find("circle", marks[i]).cloneNode());
    spot.setAttribute("class", "pc-spot");
    marks[i].ownerSVGElement.append(spot);
  };
  const light = (/** @type {number} */ i, silently = false) => {
    if (i === lit) return;
    raise(i);
    for (const part of [cards[lit], marks[lit], ways[lit]]) part?.classList.remove("is-lit");
    lit = i;
    if (i >= 0) {
      if (!ways[i] && marks[i]) ways[i] = draw(i);
      ways[i]?.parentElement?.append(ways[i]); // over the other ways
      for (const part of [cards[i], marks[i], ways[i]]) part?.classList.add("is-lit");
    }
    atlas.classList.toggle("has-lit", i >= 0);
    if (!silently) say({ parcours: "lit", route: i });
  };
  const markAt = (/** @type {EventTarget | null} */ target) =>
    /** @type {Drawn | null} */ (target instanceof Element ? target.closest(".pc-mark") : null);
  const from = (/** @type {EventTarget | null} */ target) => {
    const mark = markAt(target);
    if (mark) return Number(mark.dataset.i);
    return (target instanceof Element ? place.get(target.closest(".pc-list > li")) : undefined) ?? -1;
  };
  for (const part of [list, atlas]) {
    // not "pointerover": a page that scrolls under a pointer at rest says that, too
    part.addEventListener("pointermove", ({ pointerType, target }) => {
      if (pointerType !== "touch") light(from(target));
    });
    part.addEventListener("pointerleave", () => light(from(document.activeElement)));
    part.addEventListener("focusin", ({ target }) => light(from(target)));
    part.addEventListener("focusout", () => light(-1));
  }

  // ---- A mark leads to its card ------------------------------------------------------------------
  const pick = (/** @type {number} */ i) => {
    const card = cards[i];
    for (const one of list.querySelectorAll(".is-picked")) one.classList.remove("is-picked");
    card.classList.add("is-picked"); // on a phone the map shows this card alone
    find(".pc-card__link", card).focus({ preventScroll: true });
    const narrow = root.classList.contains("is-map");
    card.scrollIntoView({
      block: narrow ? "nearest" : "center", behavior: calm.matches ? "auto" : "smooth" });
    light(i);
  };
  atlas.addEventListener("click", (event) => {
    const mark = markAt(event.target);
    if (!mark || elsewhere(event)) return;
    event.preventDefault();
    pick(Number(mark.dataset.i));
  });

  // ---- By keyboard: one stop for Tab, the arrows from mark to mark --------------------------------
  /** @type {Drawn | undefined} */
  let stop;
  const live = () => marks.filter((_, i) => has(i));
  const rove = (/** @type {Drawn | undefined} */ to) => {
    stop?.setAttribute("tabindex", "-1");
    stop = to;
    stop?.setAttribute("tabindex", "0");
  };
  for (const mark of marks) mark?.setAttribute("tabindex", "-1");
  atlas.addEventListener("keydown", (event) => {
    const mark = markAt(event.target);
    const step = STEPS[event.key];
    const end = ENDS[event.key];
    if (!mark || (step === undefined && end === undefined)) return;
    event.preventDefault();
    const some = live();
    const to = some.at(end ?? (some.indexOf(mark) + step) % some.length);
    rove(to);
    to?.focus({ preventScroll: true });
  });

  // ---- What the filters leave --------------------------------------------------------------------
  const tellShown = () =>
    say({ parcours: "shown", routes: cards.map((_, i) => i).filter((i) => has(i)) });
  const follow = () => {
    marks.forEach((mark, i) => {
      const out = !has(i);
      if (mark.classList.contains("is-out") === out) return;
      mark.classList.toggle("is-out", out);
      ways[i]?.classList.toggle("is-out", out);
    });
    if (lit >= 0 && !has(lit)) light(-1);
    if (!stop || stop.classList.contains("is-out")) rove(live()[0]);
    tellShown();
  };

  // ---- The real map, on a tap ---------------------------------------------------------------------
  /** @type {HTMLElement | null} */
  const opener = atlas.querySelector("[data-map]");
  const open = () => {
    if (!opener || frame) return;
    frame = make("iframe", { title: opener.dataset.title, src: opener.dataset.map });
    for (const part of atlas.children) if (part instanceof HTMLElement) part.hidden = true;
    atlas.classList.add("is-open");
    atlas.prepend(frame);
  };
  opener?.addEventListener("click", (event) => {
    if (elsewhere(event)) return;
    event.preventDefault();
    open();
    frame?.focus({ preventScroll: true });
    frame?.scrollIntoView({ block: "nearest" });
  });
  addEventListener("message", ({ origin, source, data: said }) => {
    // only our own map may speak to us
    if (!frame || origin !== location.origin || source !== frame.contentWindow) return;
    const { parcours: told, route } = said ?? {};
    if (told === "ready") {
      ready = true;
      tellShown();
    } else if (told === "lit" && Number.isInteger(route)) light(cards[route] ? route : -1, true);
    else if (told === "pick" && cards[route]) pick(route);
  });

  let later = 0;
  return {
    /** The real map, for whoever asks for a map; who spares data gets it on a tap of its own. */
    open: () => { if (!navigator.connection?.saveData) open(); },
    show: (/** @type {(i: number) => boolean} */ left) => {
      has = left;
      clearTimeout(later);
      if (cards.length > MANY) later = window.setTimeout(follow);
      else follow();
    },
  };
};
