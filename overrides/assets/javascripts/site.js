// What a page gains when JavaScript is there: the folding menu, the map in place of its picture, and
// stops and map that follow each other. Nothing is lost without it.
import { find, findAll, make } from "./elements.js";

/** @type {HTMLElement | null} */
const fold = document.querySelector("[data-pc-menu]");
const menu = document.getElementById("menu");
if (fold && menu) {
  const set = (/** @type {boolean} */ open) => {
    menu.classList.toggle("is-open", open);
    fold.setAttribute("aria-expanded", String(open));
  };
  fold.addEventListener("click", () => set(!menu.classList.contains("is-open")));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.classList.contains("is-open")) return;
    set(false);
    fold.focus();
  });
}

// The other language shows the same choice: a day, filters, an order, a stop.
for (const link of /** @type {HTMLAnchorElement[]} */ (findAll(".pc-tool--language"))) {
  const { href } = link;
  link.addEventListener("click", () => { link.href = href + location.search + location.hash; });
}

// What is too wide for the screen scrolls by itself; the keyboard must reach it, too.
const reach = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const block of document.querySelectorAll(".pc-content pre, .pc-content table")) {
  reach.observe(block);
}

// ---- The map -------------------------------------------------------------------------------
// <figure class="pc-map" data-map="map.html" data-title="…" data-loading="tap|visible">
//   <img …> or <svg …>
//   <figcaption><a class="pc-button" href="map.html">…</a> <button data-map-fold hidden>…</figcaption>
// The button is a link, so that without JavaScript the map is a page of its own.

const FEW = 8; // so many pins are seen at a glance

// a new tab, when that is what the reader asks for
const elsewhere = (/** @type {MouseEvent} */ { metaKey, ctrlKey, shiftKey }) =>
  metaKey || ctrlKey || shiftKey;

/**
 * @param {HTMLElement} figure
 * @param {HTMLElement} opener
 */
const followMap = (figure, opener) => {
  const stops = findAll(".pc-stop[data-stop]");
  const numberOf = (/** @type {HTMLElement} */ stop) => Number(stop.dataset.stop);
  const frame = make("iframe", { title: figure.dataset.title });
  /** @type {Promise<unknown> | null} */
  let loaded = null; // once the map is asked for

  /** @type {HTMLElement | null} */
  const folder = figure.querySelector("[data-map-fold]");

  const show = (/** @type {boolean} */ map) => {
    for (const picture of findAll(":scope > :is(img, svg)", figure)) {
      picture.toggleAttribute("hidden", map); // which an SVG has not as a property
    }
    frame.hidden = !map;
    opener.hidden = map;
    if (folder) folder.hidden = !map;
    figure.classList.toggle("is-open", map);
  };
  const open = () => {
    show(true);
    if (loaded) return loaded;
    frame.src = figure.dataset.map ?? "";
    loaded = new Promise((done) => { frame.addEventListener("load", done, { once: true }); });
    figure.prepend(frame);
    // many pins are no overview: first the day that is open in the text
    const day = stops.length > FEW
      ? findAll(".pc-day").findIndex((one) => one.querySelector(".pc-stops:not([hidden])")) + 1 : 0;
    if (day) loaded.then(() => post({ parcours: "look", day }));
    return loaded;
  };
  const post = (/** @type {Record<string, unknown>} */ message) =>
    frame.contentWindow?.postMessage(message, location.origin);
  folder?.addEventListener("click", () => {
    show(false);
    opener.focus();
  });
  opener.addEventListener("click", (event) => {
    if (elsewhere(event)) return;
    event.preventDefault();
    open();
    frame.focus();
  });

  // Whoever asks the browser to spare data gets the map only on demand.
  if (figure.dataset.loading === "visible" && !navigator.connection?.saveData) {
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      open();
    }, { rootMargin: "200px" });
    watch.observe(figure);
  }

  const mark = (/** @type {number} */ number) => {
    for (const stop of stops) {
      const current = numberOf(stop) === number;
      stop.classList.toggle("is-current", current);
      if (current) stop.setAttribute("aria-current", "true");
      else stop.removeAttribute("aria-current");
    }
  };
  const wide = matchMedia("(min-width: 60rem)"); // as in parcours.css: the map beside the text
  const into = (/** @type {Element} */ node) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // no further than needed on a wide screen: at the last stops the map would go out of sight
    node.scrollIntoView({ block: wide.matches ? "nearest" : "center",
      behavior: still ? "auto" : "smooth" });
  };
  const say = async (/** @type {Record<string, unknown>} */ message) => {
    const ready = open();
    if (!wide.matches) into(figure);
    frame.focus({ preventScroll: true });
    await ready;
    post(message);
  };

  // The links lead to the map alone, opened at the stop: that is what a new tab shows.
  for (const stop of stops) {
    for (const link of findAll(".pc-stop__show, .pc-pin", stop)) {
      link.addEventListener("click", (event) => {
        if (elsewhere(event)) return;
        event.preventDefault();
        mark(numberOf(stop));
        say({ parcours: "show", stop: numberOf(stop), focus: true });
      });
    }
  }
  figure.querySelector("[data-locate]")?.addEventListener("click", () => say({ parcours: "locate" }));

  addEventListener("message", ({ origin, source, data }) => {
    // Only our own map may speak to us.
    if (origin !== location.origin || !loaded || source !== frame.contentWindow) return;
    if (data?.parcours !== "stop") return;
    const number = Number(data.stop);
    mark(number);
    // On a phone the stop is under the map: the popup has a link to it, and nothing runs away.
    const stop = stops.find((one) => numberOf(one) === number);
    if (data.chosen && wide.matches && stop) into(stop);
  });
};

/** @type {HTMLElement | null} */
const figure = document.querySelector(".pc-map[data-map]");
if (figure?.querySelector("a.pc-button")) followMap(figure, find("a.pc-button", figure));
