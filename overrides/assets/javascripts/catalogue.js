// Choosing among the routes: filters with live counts, sorting, and an address that says it all.
// The page lists every route without this script. What the routes are comes as one block of data,
// in the order of the cards; a choice is a set of routes, one bit a route, so that a thousand of
// them are counted in a blink. catalogue-map.js follows through the event "parcours:shown".
(() => {
  "use strict";
  const root = document.querySelector("[data-catalogue]");
  const block = document.getElementById("pc-routes");
  if (!root || !block) return;

  const DAY = 864e5;
  const lang = document.documentElement.lang;
  const data = JSON.parse(block.textContent);
  const { words } = data;
  const find = (selector) => root.querySelector(selector);
  const form = find(".pc-filters");
  const list = find(".pc-list");
  const cards = [...list.children];
  const count = find(".pc-found__count");
  const note = find(".pc-found__note");
  const chosen = find(".pc-found__chosen");
  const nothing = find(".pc-none");
  const toggle = find(".pc-found__switch");
  const select = document.getElementById("tri");
  const near = form.querySelector("[data-near]");
  const done = form.querySelector("[data-done]");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const number = new Intl.NumberFormat(lang);
  const AT_ONCE = 60; // cards moved in one go
  const write = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };
  const button = (className, text, onclick) =>
    Object.assign(document.createElement("button"), { type: "button", className, textContent: text,
      onclick });

  // ---- Sets of routes --------------------------------------------------------------------------
  const all = cards.length;
  const set = () => new Uint32Array((all + 31) >> 5);
  const has = (one, i) => (one[i >> 5] >>> (i & 31)) & 1;
  const setOf = (test) => {
    const made = set();
    for (let i = 0; i < all; i += 1) if (test(i)) made[i >> 5] |= 1 << (i & 31);
    return made;
  };
  const both = (a, b) => a.map((part, n) => part & b[n]);
  const either = (a, b) => a.map((part, n) => part | b[n]);
  const size = (one) => {
    let sum = 0;
    for (let part of one) for (; part; part &= part - 1) sum += 1;
    return sum;
  };
  const every = setOf(() => true);

  const groups = new Map();
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    const field = box.closest("fieldset");
    const name = box.name;
    if (!groups.has(name)) {
      groups.set(name, { name, all: "every" in field.dataset, facets: [],
        legend: field.querySelector("legend").textContent });
    }
    const { facets } = groups.get(name);
    const bit = 1 << facets.length;
    const label = box.parentElement;
    facets.push({ box, label, text: label.children[1].textContent, count: label.children[2],
      routes: setOf((i) => data.masks[name][i] & bit) });
  }

  // ---- Days: numbers counted in UTC, never moments, so that no time zone can move them ----------
  const toDay = (iso) => (/^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(`${iso}T00:00Z`) / DAY : NaN);
  const toIso = (at) => new Date(at * DAY).toISOString().slice(0, 10);
  const inParis = new Intl.DateTimeFormat("en-CA", {
    timeZone: "Europe/Paris", year: "numeric", month: "2-digit", day: "2-digit" });
  const today = toDay(inParis.format(new Date()));
  const written = new Intl.DateTimeFormat(lang, {
    weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const sayDay = (at) => {
    const text = written.format(at * DAY);
    return text.replace(/\b1(?= \p{L})/u, words.first_of_month);
  };
  const first = toDay(data.first);
  const last = first + data.days - 1;
  const opens = (digits, at) => (parseInt(digits[(at - first) >> 2], 16) >> ((at - first) & 3)) & 1;
  let next = null;
  const soon = () => {
    const from = Math.max(first, today);
    next ??= data.sets.map((digits) => {
      for (let at = from; at <= last; at += 1) if (opens(digits, at)) return at;
      return Infinity;
    });
    return data.on.map((n) => next[n]);
  };
  const input = document.getElementById("jour");
  const quicks = [...form.querySelectorAll("[data-day]")];
  // 0 is Sunday, as getUTCDay has it; today counts
  const aim = ({ dataset: { day: wanted } }) => (wanted === "" ? NaN : wanted === "today" ? today
    : today + ((Number(wanted) - new Date(today * DAY).getUTCDay() + 7) % 7));
  input.min = toIso(Math.max(first, today));
  input.max = toIso(last);

  // ---- The state, all of which is in the address ------------------------------------------------
  let day = NaN;
  let ofDay = null; // the routes possible that day; null where no day is asked, or it is not known
  let sort = "";
  let map = false; // on a narrow screen: the map in place of the list
  let shown = every;
  let away = null; // km from the visitor to each route, once asked for
  let laid = ""; // what the cards stand in order of
  let places = cards.map((_, i) => i); // and that order
  const sorts = [...select.options].map((option) => option.value);

  const setDay = (at) => {
    day = at;
    ofDay = null;
    if (at >= first && at <= last) {
      const possible = data.sets.map((digits) => opens(digits, at));
      ofDay = setOf((i) => possible[data.on[i]]);
    }
  };
  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const group of groups.values()) {
      const values = (asked.get(group.name) ?? "").split(",");
      for (const { box } of group.facets) box.checked = values.includes(box.value);
    }
    // the fragment is how routes and older links tell the day
    setDay(toDay(asked.get("jour") ?? new URLSearchParams(location.hash.slice(1)).get("jour") ?? ""));
    sort = sorts.includes(asked.get("tri")) ? asked.get("tri") : "";
    map = asked.get("vue") === "carte" || location.hash === "#carte";
  };
  const remember = () => {
    const parts = [];
    if (!Number.isNaN(day)) parts.push(`jour=${toIso(day)}`);
    for (const { name, facets } of groups.values()) {
      const values = facets.filter(({ box }) => box.checked).map(({ box }) => box.value);
      if (values.length) parts.push(`${name}=${values.join(",")}`);
    }
    if (sort) parts.push(`tri=${sort}`);
    if (map) parts.push("vue=carte");
    const query = parts.length ? `?${parts.join("&")}` : "";
    if (query === location.search) return;
    // one step of its own for the whole search: Back leads to all routes, and then out
    const step = location.search || !query ? "replaceState" : "pushState";
    history[step](null, "", location.pathname + query);
  };

  const units = [1, 0].map((digits) => new Intl.NumberFormat(lang, {
    style: "unit", unit: "kilometer", maximumFractionDigits: digits }));
  const tellAway = (i) => {
    const line = cards[i].querySelector(".pc-card__away") ?? cards[i].querySelector(".pc-card__facts")
      .insertAdjacentElement("afterend", Object.assign(document.createElement("p"),
        { className: "pc-card__away" }));
    write(line, fill(words.away, { km: units[away[i] < 10 ? 0 : 1].format(away[i]) }));
  };

  // ---- What is shown ----------------------------------------------------------------------------
  const wanted = ({ all: together, facets }) => {
    const sets = facets.filter(({ box }) => box.checked).map(({ routes }) => routes);
    return sets.length ? sets.reduce(together ? both : either) : null;
  };
  const order = () => {
    const keys = { court: () => data.size, jour: soon, pres: () => away }[sort]?.();
    const made = cards.map((_, i) => i);
    // Infinity less itself is no number; and the order of titles stands where all else is equal
    return keys ? made.sort((a, b) => (keys[a] === keys[b] ? a - b : keys[a] - keys[b])) : made;
  };
  // What is seen first moves at once, the rest by and by: a thousand cards in one go would be felt.
  let turn = 0;
  const lay = () => {
    const by = sort === "pres" ? away : sort;
    if (by === laid || (sort === "pres" && !away)) return;
    laid = by;
    const mine = (turn += 1);
    places = order();
    const node = (i) => {
      if (away) tellAway(i);
      return cards[i];
    };
    list.prepend(...places.filter((i) => has(shown, i)).slice(0, AT_ONCE).map(node));
    let moved = 0;
    let before = null;
    const some = () => {
      if (mine !== turn) return; // another order was asked for meanwhile
      const nodes = places.slice(moved, moved + AT_ONCE).map(node);
      if (before) before.after(...nodes);
      else list.prepend(...nodes);
      before = nodes.at(-1);
      moved += nodes.length;
      if (moved < places.length) setTimeout(some);
    };
    some();
  };
  // Likewise: what goes, goes at once, and what comes is there first where it is seen.
  let revealing = 0;
  const reveal = () => {
    const mine = (revealing += 1);
    for (let i = 0; i < all; i += 1) if (!has(shown, i) && !cards[i].hidden) cards[i].hidden = true;
    let seen = 0;
    const some = () => {
      if (mine !== revealing) return;
      for (let come = 0; seen < all && come < AT_ONCE; seen += 1) {
        const i = places[seen];
        if (has(shown, i) && cards[i].hidden) {
          cards[i].hidden = false;
          come += 1;
        }
      }
      if (seen < all) setTimeout(some);
    };
    some();
  };
  const pick = (change, focus) => {
    change();
    apply();
    if (focus) focus();
  };

  const tellCount = () => {
    const n = size(shown);
    const some = !Number.isNaN(day) || [...groups.values()].some(({ facets }) =>
      facets.some(({ box }) => box.checked));
    const values = { n: number.format(n), all: number.format(all), day: ofDay ? sayDay(day) : "",
      first: sayDay(first), last: sayDay(last) };
    const filtered = [...groups.values()].some(wanted);
    const text = !some || (!filtered && !ofDay) ? words.all : !n ? (ofDay && !filtered
      ? words.none_on : words.none) : ofDay ? (n > 1 ? words.many_on : words.one_on)
      : n > 1 ? words.some : words.one;
    write(count, fill(text, text === words.all ? { n: values.all } : values));
    write(done, fill(n > 1 ? words.see : n ? words.see_one : words.none, values));
    return [n, values];
  };
  const tellChosen = (n) => {
    const chips = [];
    const drop = (text, change) => {
      const chip = button("pc-chip pc-chip--drop", text, () => pick(change, () =>
        (chosen.querySelector("button") ?? count).focus()));
      chip.setAttribute("aria-label", fill(words.remove, { choice: text }));
      chips.push(chip);
    };
    if (!Number.isNaN(day)) drop(fill(words.day, { day: sayDay(day) }), () => setDay(NaN));
    for (const { facets } of groups.values()) {
      for (const { box, text } of facets) if (box.checked) drop(text, () => { box.checked = false; });
    }
    if (chips.length > 1 && n) chips.push(button("pc-link", words.clear, () => pick(clear, () => count.focus())));
    chosen.replaceChildren(...chips);
    chosen.hidden = !chips.length;
    for (const mark of form.querySelectorAll("[data-chosen]")) {
      const picked = mark.closest("details").querySelectorAll(":checked").length;
      write(mark, picked ? ` ${picked}` : "");
    }
    const picked = form.querySelectorAll("details :checked").length;
    write(form.querySelector("[data-chosen-all]"), picked ? ` ${picked}` : "");
  };
  // No route: which choice to give up, and what that brings.
  const tellNothing = (n, without) => {
    nothing.hidden = n > 0;
    if (n) return;
    const ways = [];
    const offer = (choice, left, change) => {
      const brings = size(left);
      if (brings) ways.push([brings, button("pc-chip", fill(words.loosen, {
        choice, n: fill(brings > 1 ? words.all : words.single, { n: number.format(brings) }) }),
      () => pick(change, () => count.focus()))]);
    };
    if (ofDay) offer(fill(words.day, { day: sayDay(day) }), without("jour"), () => setDay(NaN));
    for (const group of groups.values()) {
      const picked = group.facets.filter(({ box }) => box.checked);
      if (picked.length) {
        offer(picked.map(({ text }) => text).join(", "), without(group), () => {
          for (const { box } of picked) box.checked = false;
        });
      }
    }
    ways.sort((a, b) => b[0] - a[0]);
    nothing.firstElementChild.hidden = !ways.length; // no single one would do
    nothing.querySelector("[data-loosen]").replaceChildren(
      ...ways.map(([, one]) => one), button("pc-chip", words.clear, () => pick(clear, () => count.focus())));
  };
  const clear = () => {
    setDay(NaN);
    for (const { facets } of groups.values()) for (const { box } of facets) box.checked = false;
  };

  const apply = (fromAddress) => {
    const parts = [...groups.values()].map((group) => [group, wanted(group)]);
    const without = (skip) => parts.reduce((left, [group, routes]) =>
      (routes && group !== skip ? both(left, routes) : left), ofDay && skip !== "jour" ? ofDay : every);
    shown = without(null);
    for (const [group] of parts) {
      const others = group.all ? shown : without(group);
      for (const { box, label, count: told, routes } of group.facets) {
        const n = size(both(others, routes));
        write(told, number.format(n));
        label.classList.toggle("is-empty", !n && !box.checked);
      }
    }
    lay();
    reveal();
    const [n, values] = tellCount();
    tellChosen(n);
    tellNothing(n, without);
    const beyond = Number.isNaN(day) || ofDay ? "" : day > last ? words.after : words.before;
    write(note, beyond ? fill(beyond, values) : sort === "pres" && !away ? words.ask : told);
    input.value = Number.isNaN(day) ? "" : toIso(day);
    for (const quick of quicks) {
      quick.setAttribute("aria-pressed", String(Object.is(aim(quick), day)));
    }
    select.value = sort;
    near.setAttribute("aria-pressed", String(sort === "pres" && away !== null));
    root.classList.toggle("is-map", map);
    if (toggle) write(toggle, map ? words.list : words.map);
    if (!fromAddress) remember();
    root.dispatchEvent(new CustomEvent("parcours:shown", { detail: { has: (i) => has(shown, i) } }));
  };

  // ---- Near me: only when asked, and the position stays in this page -----------------------------
  let told = "";
  const tell = (text) => {
    told = text;
    write(note, text);
  };
  const measure = ({ latitude, longitude }) => {
    const rad = Math.PI / 180;
    const half = (angle) => Math.sin((angle * rad) / 2) ** 2;
    const km = [];
    for (let n = 0; n < data.points.length; n += 2) {
      const lat = data.points[n] / 1e4;
      const across = Math.cos(lat * rad) * Math.cos(latitude * rad) * half(data.points[n + 1] / 1e4 - longitude);
      km.push(12742 * Math.asin(Math.min(1, Math.sqrt(half(lat - latitude) + across))));
    }
    away = data.ways.map((way) => Math.min(...way.map((n) => km[n])));
  };
  const locate = () => {
    const failed = (text) => {
      tell(text);
      select.value = sort;
      near.removeAttribute("aria-busy");
    };
    if (!navigator.geolocation) {
      failed(words.lost);
      return;
    }
    tell(words.locating);
    near.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      near.removeAttribute("aria-busy");
      measure(coords);
      sort = "pres";
      tell(words.located);
      apply();
    }, ({ code }) => failed(code === 1 ? words.refused : words.lost),
    { timeout: 15000, maximumAge: 300000 });
  };
  near.addEventListener("click", () => {
    if (near.getAttribute("aria-pressed") !== "true") {
      locate();
      return;
    }
    sort = "";
    tell("");
    apply();
  });

  // ---- What the visitor does --------------------------------------------------------------------
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target === input) setDay(toDay(input.value));
    apply();
  });
  select.addEventListener("change", () => {
    if (select.value === "pres" && !away) {
      locate();
      return;
    }
    sort = select.value;
    tell("");
    apply();
  });
  for (const quick of quicks) quick.addEventListener("click", () => pick(() => setDay(aim(quick))));
  toggle?.addEventListener("click", (event) => {
    event.preventDefault();
    map = !map;
    apply();
    find(".pc-found").scrollIntoView({ block: "start" });
  });

  // On a wide screen the panels lie over the page, one at a time; on a phone they fold out in it.
  const panels = [...form.querySelectorAll("details")];
  const wide = matchMedia("(min-width: 60rem)"); // as in catalogue.css
  const shut = (but) => {
    if (wide.matches) for (const panel of panels) if (panel !== but) panel.open = false;
  };
  document.addEventListener("click", ({ target }) => shut(panels.find((one) => one.contains(target))));
  form.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" && wide.matches && event.target.closest("details[open]");
    if (!panel) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget) shut(panels.find((one) => one.contains(relatedTarget)));
  });
  const opener = form.querySelector("[data-open]");
  const fold = (open) => {
    form.classList.toggle("is-open", open);
    opener.setAttribute("aria-expanded", String(open));
  };
  opener.addEventListener("click", () => fold(!form.classList.contains("is-open")));
  done.addEventListener("click", () => {
    fold(false);
    find(".pc-found").scrollIntoView({ block: "start" });
    count.focus({ preventScroll: true });
  });

  // A route is told the day; its link, only once it is used: a thousand would take their time.
  for (const kind of ["pointerdown", "click", "contextmenu"]) {
    root.addEventListener(kind, ({ target }) => {
      const link = target.closest(".pc-card__link, .pc-mark, .pc-card__cover");
      if (!link?.hasAttribute("href")) return;
      link.setAttribute("href", link.getAttribute("href").split("#")[0] + (ofDay ? `#jour=${toIso(day)}` : ""));
    }, true);
  }

  window.parcoursCatalogue = { data, cards };
  const follow = () => {
    read();
    tell("");
    apply(true);
  };
  for (const kind of ["popstate", "hashchange"]) addEventListener(kind, follow);
  // the map's script comes after this one, and must hear what is shown
  document.addEventListener("DOMContentLoaded", () => {
    follow();
    root.classList.add("is-ready");
    document.documentElement.classList.remove("asked");
  });
})();
