// What a page gains when JavaScript is there: the theme button, the folding menu, the map in
// place of its picture, and stops and map that follow each other. Nothing is lost without it.
(() => {
  "use strict";

  const theme = document.querySelector("[data-pc-theme]");
  theme?.addEventListener("click", () => window.parcoursTheme());

  const fold = document.querySelector("[data-pc-menu]");
  const menu = document.getElementById("menu");
  if (fold && menu) {
    const set = (open) => {
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

  // What is too wide for the screen scrolls by itself; the keyboard must reach it, too.
  const broad = document.querySelectorAll(".pc-content pre, .pc-content table");
  const reach = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const block of broad) reach.observe(block);

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

  const wide = matchMedia("(min-width: 60rem)"); // as in parcours.css: the map beside the text
  const into = (node, block) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    node.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
  };

  const say = async (message) => {
    const ready = open();
    if (!wide.matches) into(figure, "center");
    frame.focus({ preventScroll: true });
    await ready;
    frame.contentWindow.postMessage(message, location.origin);
  };

  // The links lead to the map alone, opened at the stop: that is what a new tab shows.
  for (const stop of stops) {
    const show = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      mark(numberOf(stop));
      say({ parcours: "show", stop: numberOf(stop), focus: true });
    };
    stop.querySelector(".pc-stop__show")?.addEventListener("click", show);
    stop.querySelector(".pc-pin")?.addEventListener("click", show);
  }
  figure.querySelector("[data-locate]")?.addEventListener("click", () => say({ parcours: "locate" }));

  addEventListener("message", (event) => {
    // Only our own map may speak to us.
    if (event.origin !== location.origin || event.source !== frame?.contentWindow) return;
    if (event.data?.parcours !== "stop") return;
    const number = Number(event.data.stop);
    mark(number);
    // On a phone the stop is under the map: the popup has a link to it, and nothing runs away.
    const stop = stops.find((one) => numberOf(one) === number);
    if (event.data.chosen && wide.matches && stop) into(stop, "center");
  });
})();
