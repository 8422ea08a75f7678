// What a page gains when JavaScript is there: the theme button, the folding menu, the map in
// place of its picture, and stops and map that follow each other. Nothing is lost without it.
(() => {
  "use strict";

  const theme = document.querySelector("[data-pc-theme]");
  if (theme) {
    theme.hidden = false;
    theme.addEventListener("click", () => window.parcoursTheme());
  }

  const fold = document.querySelector("[data-pc-menu]");
  const menu = document.getElementById("menu");
  if (fold && menu) {
    const set = (open) => {
      menu.classList.toggle("is-open", open);
      fold.setAttribute("aria-expanded", String(open));
    };
    fold.hidden = false;
    fold.addEventListener("click", () => set(!menu.classList.contains("is-open")));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.classList.contains("is-open")) return;
      set(false);
      fold.focus();
    });
  }

  // What is too wide for the screen scrolls by itself; the keyboard must reach it, too.
  const wide = document.querySelectorAll(".pc-content pre, .pc-content table");
  const reach = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const block of wide) reach.observe(block);

  // ---- The map -------------------------------------------------------------------------------
  // <figure class="pc-map" data-map="map.html" data-title="…" data-loading="tap|visible">
  //   <img …>  <figcaption><a class="pc-button" href="map.html">…</a></figcaption>
  // The button is a link, so that without JavaScript the map is a page of its own.
  const figure = document.querySelector(".pc-map[data-map]");
  const opener = figure?.querySelector("a.pc-button");
  if (!opener) return;

  const stops = [...document.querySelectorAll(".pc-stop[data-stop]")];
  const numberOf = (stop) => Number(stop.dataset.stop);
  let frame = null;
  let loaded = null; // a promise, once the map is asked for

  const open = () => {
    if (loaded) return loaded;
    frame = document.createElement("iframe");
    frame.title = figure.dataset.title;
    frame.src = figure.dataset.map;
    loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
    for (const picture of figure.querySelectorAll(":scope > img")) picture.hidden = true;
    opener.hidden = true;
    figure.classList.add("is-open");
    figure.prepend(frame);
    return loaded;
  };

  opener.addEventListener("click", (event) => {
    // A new tab, when that is what the reader asks for.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
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

  const mark = (number) => {
    for (const stop of stops) {
      const current = numberOf(stop) === number;
      stop.classList.toggle("is-current", current);
      if (current) stop.setAttribute("aria-current", "true");
      else stop.removeAttribute("aria-current");
    }
  };

  const show = async (stop) => {
    const number = numberOf(stop);
    mark(number);
    const ready = open();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    figure.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    frame.focus({ preventScroll: true });
    await ready;
    frame.contentWindow.postMessage({ parcours: "show", stop: number }, location.origin);
  };

  const words = document.querySelector("[data-show-on-map]")?.dataset.showOnMap;
  for (const stop of stops) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pc-stop__show";
    button.textContent = words || opener.textContent;
    const name = stop.querySelector(".pc-stop__name")?.textContent.trim();
    if (name) {
      // Ten buttons of one name would be ten riddles to a screen reader.
      const which = document.createElement("span");
      which.className = "pc-hidden";
      which.textContent = ` – ${name}`;
      button.append(which);
    }
    button.addEventListener("click", () => show(stop));
    (stop.querySelector(".pc-stop__body") ?? stop).append(button);
    stop.querySelector(".pc-pin")?.addEventListener("click", () => show(stop));
  }

  addEventListener("message", (event) => {
    // Only our own map may speak to us.
    if (event.origin !== location.origin || event.source !== frame?.contentWindow) return;
    if (event.data?.parcours === "stop") mark(Number(event.data.stop));
  });
})();
