// The catalogue's list and its map in step: what is lit up in one is lit up in the other, and what
// the filters leave out leaves both. The map is marks over a picture until the visitor opens the real
// one, which takes its place and is spoken to by messages.
import { find, make } from "./elements.js";

const MANY = 100; // so many cards go first, and the map follows

// a new tab, when that is what the reader asks for
const elsewhere = (/** @type {MouseEvent} */ { metaKey, ctrlKey, shiftKey }) =>
  metaKey || ctrlKey || shiftKey;

/**
 * Sets list and map in step, where there is a map; `show` tells what the filters leave.
 * @param {HTMLElement} root
 * @param {import("./catalogue-list.js").Deck} deck
 * @param {(atlas: HTMLElement) => import("./catalogue-marks.js").Marks} marksOn
 */
export const mapBeside = (root, deck, marksOn) => {
  const atlas = document.querySelector(".pc-atlas");
  if (!(atlas instanceof HTMLElement)) return null;
  const list = find(".pc-list", root);
  const marks = marksOn(atlas);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let has = (/** @type {number} */ _) => true;
  let lit = -1;
  /** @type {HTMLIFrameElement | null} */
  let frame = null;
  let ready = false; // the real map listens

  // ---- One route lit up --------------------------------------------------------------------------
  const say = (/** @type {Record<string, unknown>} */ message) => {
    if (ready) frame?.contentWindow?.postMessage(message, location.origin);
  };
  const light = (/** @type {number} */ i, silently = false) => {
    if (i === lit) return;
    deck.card(lit)?.classList.remove("is-lit");
    lit = i;
    deck.card(i)?.classList.add("is-lit");
    marks.light(i);
    atlas.classList.toggle("has-lit", i >= 0);
    if (!silently) say({ parcours: "lit", route: i });
  };
  const carded = (/** @type {EventTarget | null} */ target) =>
    (target instanceof Element ? deck.numberOf(target) : -1);
  const from = (/** @type {Event} */ event) => {
    const mark = marks.at(event);
    return mark >= 0 ? mark : carded(event.target);
  };
  for (const part of [list, atlas]) {
    // not "pointerover": a page that scrolls under a pointer at rest says that, too
    part.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "touch") light(from(event));
    });
    part.addEventListener("pointerleave", () => light(carded(document.activeElement)));
    part.addEventListener("focusin", (event) => light(from(event)));
    part.addEventListener("focusout", () => light(-1));
  }

  // ---- A mark leads to its card ------------------------------------------------------------------
  const pick = (/** @type {number} */ i) => {
    const card = deck.bring(i);
    for (const one of list.querySelectorAll(".is-picked")) one.classList.remove("is-picked");
    card.classList.add("is-picked"); // on a phone the map shows this card alone
    find(".pc-card__link", card).focus({ preventScroll: true });
    const narrow = root.classList.contains("is-map");
    card.scrollIntoView({
      block: narrow ? "nearest" : "center", behavior: calm.matches ? "auto" : "smooth" });
    light(i);
  };
  atlas.addEventListener("click", (event) => {
    const mark = elsewhere(event) ? -1 : marks.at(event);
    if (mark < 0) return;
    event.preventDefault();
    pick(mark);
  });

  // ---- What the filters leave --------------------------------------------------------------------
  const tellShown = () => say({ parcours: "shown",
    routes: Array.from({ length: deck.all }, (_, i) => i).filter((i) => has(i)) });
  const follow = () => {
    marks.show(has);
    if (lit >= 0 && !has(lit)) light(-1);
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
    } else if (told === "lit" && Number.isInteger(route)) light(route < deck.all ? route : -1, true);
    else if (told === "pick" && Number.isInteger(route) && route >= 0 && route < deck.all) pick(route);
  });

  let later = 0;
  return {
    /** The real map, for whoever asks for a map; who spares data gets it on a tap of its own. */
    open: () => { if (!navigator.connection?.saveData) open(); },
    show: (/** @type {(i: number) => boolean} */ left) => {
      has = left;
      clearTimeout(later);
      if (deck.all > MANY) later = window.setTimeout(follow);
      else follow();
    },
  };
};
