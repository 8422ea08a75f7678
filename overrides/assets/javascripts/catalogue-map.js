// The catalogue's list and its map in step: what is lit up in one is lit up in the other, and what
// the filters leave out leaves both. The map is marks over a picture, all of them links, until the
// visitor opens the real one, which takes its place and is spoken to by messages.
(() => {
  "use strict";
  const atlas = document.querySelector(".pc-atlas");
  const list = document.querySelector(".pc-list");
  if (!atlas || !list || !window.parcoursCatalogue) return;

  const root = document.querySelector("[data-catalogue]");
  const { data, cards } = window.parcoursCatalogue;
  const place = new Map(cards.map((card, i) => [card, i]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const marks = [];
  const ways = [];
  for (const mark of atlas.querySelectorAll(".pc-mark")) marks[mark.dataset.i] = mark;
  for (const way of atlas.querySelectorAll(".pc-ways-drawn path")) ways[way.dataset.i] = way;
  let has = () => 1;
  let lit = -1;
  let frame = null;
  let ready = false; // the real map listens

  // ---- One route lit up --------------------------------------------------------------------------
  // As src/parcours/sketch/route.py bends them.
  const draw = (i) => {
    const svg = marks[i].ownerSVGElement;
    const [a, b, c, d] = svg.dataset.plane.split(" ").map(Number);
    const at = data.ways[i].map((n) => [Math.round(a + b * data.points[2 * n + 1] / 1e4),
      Math.round(c + d * data.points[2 * n] / 1e4)]);
    const way = document.createElementNS("http://www.w3.org/2000/svg", "path");
    way.setAttribute("d", `M${at[0].join(" ")}${at.slice(1).map(([x, y], n) => {
      const [x0, y0] = at[n];
      const middle = [(x0 + x) / 2 - (y - y0) * 0.11, (y0 + y) / 2 + (x - x0) * 0.11];
      return `Q${middle.map(Math.round).join(" ")} ${x} ${y}`;
    }).join("")}`);
    svg.querySelector(".pc-ways-drawn").append(way);
    return way;
  };
  const say = (message) => {
    if (ready) frame.contentWindow.postMessage(message, location.origin);
  };
  // Among many dots, one that is lit would be under those that come after it.
  let spot = null;
  const raise = (i) => {
    spot?.remove();
    spot = null;
    if (i < 0 || !marks[i] || marks[i].querySelector("text")) return;
    spot = marks[i].querySelector("circle").cloneNode();
    spot.setAttribute("class", "pc-spot");
    marks[i].ownerSVGElement.append(spot);
  };
  const light = (i, silently) => {
    if (i === lit) return;
    raise(i);
    for (const part of [cards[lit], marks[lit], ways[lit]]) part?.classList.remove("is-lit");
    lit = i;
    if (i >= 0) {
      ways[i] ??= marks[i] && draw(i);
      ways[i]?.parentElement.append(ways[i]); // over the other ways
      for (const part of [cards[i], marks[i], ways[i]]) part?.classList.add("is-lit");
    }
    atlas.classList.toggle("has-lit", i >= 0);
    if (!silently) say({ parcours: "lit", route: i });
  };
  const from = (event) => {
    const mark = event.target.closest(".pc-mark");
    return mark ? Number(mark.dataset.i) : place.get(event.target.closest(".pc-list > li")) ?? -1;
  };
  for (const part of [list, atlas]) {
    // not "pointerover": a page that scrolls under a pointer at rest says that, too
    part.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "touch") light(from(event));
    });
    part.addEventListener("pointerleave", () => light(from({ target: document.activeElement })));
    part.addEventListener("focusin", (event) => light(from(event)));
    part.addEventListener("focusout", () => light(-1));
  }

  // ---- A mark leads to its card ------------------------------------------------------------------
  const pick = (i) => {
    const card = cards[i];
    for (const one of list.querySelectorAll(".is-picked")) one.classList.remove("is-picked");
    card.classList.add("is-picked"); // on a phone the map shows this card alone
    card.querySelector(".pc-card__link").focus({ preventScroll: true });
    const narrow = root.classList.contains("is-map");
    card.scrollIntoView({ block: narrow ? "nearest" : "center", behavior: calm.matches ? "auto" : "smooth" });
    light(i);
  };
  atlas.addEventListener("click", (event) => {
    const mark = event.target.closest(".pc-mark");
    if (!mark || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    pick(Number(mark.dataset.i));
  });

  // ---- By keyboard: one stop for Tab, the arrows from mark to mark --------------------------------
  let stop = null;
  const live = () => marks.filter((mark, i) => has(i));
  const rove = (to) => {
    stop?.setAttribute("tabindex", "-1");
    stop = to ?? null;
    stop?.setAttribute("tabindex", "0");
  };
  for (const mark of marks) mark?.setAttribute("tabindex", "-1");
  atlas.addEventListener("keydown", (event) => {
    const mark = event.target.closest(".pc-mark");
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const end = { Home: 0, End: -1 }[event.key];
    if (!mark || (step === undefined && end === undefined)) return;
    event.preventDefault();
    const some = live();
    const to = some.at(end ?? (some.indexOf(mark) + step) % some.length);
    rove(to);
    to.focus({ preventScroll: true });
  });

  // ---- What the filters leave --------------------------------------------------------------------
  const left = () => cards.map((_, i) => i).filter((i) => has(i));
  const follow = () => {
    marks.forEach((mark, i) => {
      const out = !has(i);
      if (mark.classList.contains("is-out") === out) return;
      mark.classList.toggle("is-out", out);
      ways[i]?.classList.toggle("is-out", out);
    });
    if (lit >= 0 && !has(lit)) light(-1);
    if (!stop || stop.classList.contains("is-out")) rove(live()[0]);
    say({ parcours: "shown", routes: left() });
  };
  let later = 0;
  root.addEventListener("parcours:shown", ({ detail }) => {
    ({ has } = detail);
    clearTimeout(later);
    if (cards.length > 100) later = setTimeout(follow); // many: the list goes first
    else follow();
  });

  // ---- The real map, on a tap ---------------------------------------------------------------------
  const opener = atlas.querySelector("[data-map]");
  const open = (event) => {
    // a new tab, when that is what the reader asks for
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    frame = Object.assign(document.createElement("iframe"),
      { title: opener.dataset.title, src: opener.dataset.map });
    for (const part of atlas.children) part.hidden = true;
    atlas.classList.add("is-open");
    atlas.prepend(frame);
    frame.focus({ preventScroll: true });
    frame.scrollIntoView({ block: "nearest" });
  };
  opener?.addEventListener("click", open);
  addEventListener("message", (event) => {
    // only our own map may speak to us
    if (!frame || event.origin !== location.origin || event.source !== frame.contentWindow) return;
    const { parcours: told, route } = event.data ?? {};
    if (told === "ready") {
      ready = true;
      say({ parcours: "shown", routes: left() });
    } else if (told === "lit" && Number.isInteger(route)) light(cards[route] ? route : -1, true);
    else if (told === "pick" && cards[route]) pick(route);
  });
})();
