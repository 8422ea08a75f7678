// Choosing among the routes: filters with live counts, sorting, and an address that says it all.
// The page lists every route without this script, or where they are many leads to pages that do.
// What the routes are comes as one block of data, in the order of the cards, and of many at the
// first choice; a choice is a set of routes. The map follows what is shown.
import { dots } from "./catalogue-dots.js";
import { afterAChoice, pause } from "./catalogue-later.js";
import { cardList } from "./catalogue-list.js";
import { mapBeside } from "./catalogue-map.js";
import { markLinks } from "./catalogue-marks.js";
import { pagedList } from "./catalogue-pages.js";
import { panelsOf } from "./catalogue-panels.js";
import { nowIn, toDay, toIso, weekdayOf, writer } from "./days.js";
import { dataOf, fill, find, findAll, formOf, make } from "./elements.js";
import { metresBetween } from "./geo.js";
import { both, either, has, opens, setsOf, size } from "./sets.js";

/** @typedef {{box: HTMLInputElement, label: HTMLElement, text: string, count: HTMLElement, routes: Uint32Array}} Facet */
/** @typedef {{name: string, all: boolean, facets: Facet[]}} Group */

const write = (/** @type {Element} */ node, /** @type {string} */ text) => {
  if (node.textContent !== text) node.textContent = text;
};
const button = (/** @type {string} */ className, /** @type {string} */ textContent,
  /** @type {() => void} */ onclick) => make("button", {
  type: "button", className, textContent, onclick });

/**
 * Sets the list up step by step: where routes are many, whoever takes the steps rests between them.
 * `ready` is called once the list hears the visitor and has read the address; the last step shows it.
 * @param {HTMLElement} root
 * @param {Parcours.Catalogue} data
 * @param {() => void} [ready]
 * @returns {Generator<void, void>}
 */
const begin = function* (root, data, ready = () => {}) {
  const { lang } = document.documentElement;
  const { words } = data;
  /** @type {HTMLFormElement} */
  const form = find(".pc-filters", root);
  const list = find(".pc-list", root);
  const all = data.on.length;
  const count = find(".pc-found__count", root);
  const note = find(".pc-found__note", root);
  const chosen = find(".pc-found__chosen", root);
  const nothing = find(".pc-none", root);
  /** @type {HTMLElement | null} */
  const toggle = root.querySelector(".pc-found__switch");
  /** @type {HTMLSelectElement} */
  const select = find("#tri");
  const near = find("[data-near]", form);
  const done = find("[data-done]", form);
  yield; // ways to write numbers are slow to make
  const number = new Intl.NumberFormat(lang);
  yield;
  const sets = setsOf(all);

  /** @type {Map<string, Group>} */
  const groups = new Map();
  /** @type {HTMLInputElement[]} */
  const boxes = findAll("input[type=checkbox]", form);
  for (const box of boxes) {
    const { name } = box;
    const field = box.closest("fieldset");
    const label = box.parentElement;
    if (!field || !label) continue;
    if (!groups.has(name)) yield;
    const group = groups.get(name) ?? { name, all: "every" in field.dataset, facets: [] };
    groups.set(name, group);
    const bit = 1 << group.facets.length;
    const [, text, told] = /** @type {HTMLElement[]} */ ([...label.children]);
    group.facets.push({ box, label, text: text.textContent ?? "", count: told,
      routes: sets.having((i) => data.masks[name][i] & bit) });
  }
  const picked = (/** @type {Group} */ { facets }) => facets.filter(({ box }) => box.checked);

  // ---- Days ------------------------------------------------------------------------------------
  yield;
  const { day: today, minute } = nowIn(data.zone);
  const begun = data.begins.map((start) => start < minute); // its first stop was this morning
  yield; // a way to write dates is slow to make, as the one that read the clock
  const sayDay = writer(lang, words.first_of_month);
  const first = toDay(data.first);
  const last = first + data.days - 1;
  /** @type {number[] | null} */
  let next = null;
  const soon = () => {
    const from = Math.max(first, today);
    next ??= data.sets.map((digits) => {
      for (let at = from; at <= last; at += 1) if (opens(digits, at - first)) return at;
      return Infinity;
    });
    const days = next;
    return data.on.map((n, i) => {
      if (days[n] > today || !begun[i]) return days[n];
      for (let at = today + 1; at <= last; at += 1) if (opens(data.sets[n], at - first)) return at;
      return Infinity;
    });
  };
  /** @type {HTMLInputElement} */
  const input = find("#jour");
  const quicks = findAll("[data-day]", form);
  // 0 is Sunday; today counts
  const aim = (/** @type {HTMLElement} */ { dataset: { day: wanted } }) => (
    wanted === "" ? NaN : wanted === "today" ? today
      : today + ((Number(wanted) - weekdayOf(today) + 7) % 7));
  input.min = toIso(Math.max(first, today));
  input.max = toIso(last);

  // ---- The state, all of which is in the address ------------------------------------------------
  let day = NaN;
  /** @type {Uint32Array | null} */
  let ofDay = null; // the routes possible that day; null where no day is asked, or it is not known
  let missed = false; // some could have been begun earlier today
  let sort = "";
  let map = false; // on a narrow screen: the map in place of the list
  /** @type {Uint32Array} */
  let shown = sets.every;
  /** @type {number[] | null} */
  let away = null; // km from the visitor to where each route begins, once asked for
  /** @type {boolean[]} */
  let turned = []; // the routes of which the other end is nearer, and may be begun at
  const sorts = [...select.options].map((option) => option.value);

  const setDay = (/** @type {number} */ at) => {
    day = at;
    ofDay = null;
    if (at >= first && at <= last) {
      const possible = data.sets.map((digits) => opens(digits, at - first));
      const gone = (/** @type {number} */ i) => at === today && begun[i];
      ofDay = sets.having((i) => possible[data.on[i]] && !gone(i));
      missed = data.on.some((n, i) => possible[n] && gone(i));
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
    const by = asked.get("tri") ?? "";
    sort = sorts.includes(by) ? by : "";
    map = asked.get("vue") === "carte" || location.hash === "#carte";
  };
  const remember = () => {
    const parts = [];
    if (!Number.isNaN(day)) parts.push(`jour=${toIso(day)}`);
    for (const group of groups.values()) {
      const values = picked(group).map(({ box }) => box.value);
      if (values.length) parts.push(`${group.name}=${values.join(",")}`);
    }
    if (sort) parts.push(`tri=${sort}`);
    if (map) parts.push("vue=carte");
    const query = parts.length ? `?${parts.join("&")}` : "";
    if (query === location.search) return;
    // one step of its own for the whole search: Back leads to all routes, and then out
    const step = location.search || !query ? "replaceState" : "pushState";
    history[step](null, "", location.pathname + query);
  };

  // ---- What is shown ----------------------------------------------------------------------------
  /** @type {Intl.NumberFormat[] | undefined} */
  let units; // slow to make, and few ask for distances
  const unitOf = (/** @type {number} */ km) => {
    units ??= [1, 0].map((digits) => new Intl.NumberFormat(lang, {
      style: "unit", unit: "kilometer", maximumFractionDigits: digits }));
    return units[km < 10 ? 0 : 1];
  };
  const tellAway = (/** @type {number} */ i) => {
    const card = deck.card(i);
    if (!away || !card) return;
    let line = card.querySelector(".pc-card__away");
    if (!line) {
      line = make("p", { className: "pc-card__away" });
      find(".pc-card__facts", card).after(line);
    }
    const km = unitOf(away[i]).format(away[i]);
    if (!turned[i]) {
      write(line, fill(words.away, { km }));
      return;
    }
    const { href } = /** @type {HTMLAnchorElement} */ (find(".pc-card__link", card));
    line.replaceChildren(make("a", {
      className: "pc-card__back", href: `${href.split("#")[0]}retour/`,
      textContent: fill(words.away_back, { km }) }));
  };
  /** @type {number[] | null} */
  let coming = null; // the next day of each route, while they are sorted by it
  const tellNext = (/** @type {number} */ i) => {
    const card = deck.card(i);
    if (!card) return;
    const line = card.querySelector(".pc-card__next");
    const at = coming?.[i] ?? Infinity;
    if (at === Infinity) line?.remove();
    else {
      const text = fill(words.next, { day: sayDay(at) });
      if (line) write(line, text);
      else {
        find(".pc-card__facts", card).after(
          make("p", { className: "pc-card__next", textContent: text }));
      }
    }
  };
  const touch = (/** @type {number} */ i) => {
    tellAway(i);
    tellNext(i);
  };
  /** The choices that a route has, in words, as far as any are offered: all a card knows at first.
   * @param {number} i @param {string[]} names */
  const said = (i, names) => names.flatMap((name) => groups.get(name)?.facets ?? [])
    .filter(({ routes }) => has(routes, i)).map(({ text }) => text);
  yield;
  /** @type {import("./catalogue-list.js").Deck} */
  const deck = data.paged ? pagedList(root, { ...data, ...data.paged }, touch, said)
    : cardList(list, touch);
  /** @type {Record<string, () => number[] | null>} */
  const keys = { court: () => data.size, jour: soon, pres: () => away,
    co2: () => data.co2.map((kg) => kg ?? Infinity) }; // a route without a total comes last

  const wanted = (/** @type {Group} */ group) => {
    const some = picked(group).map(({ routes }) => routes);
    return some.length ? some.reduce(group.all ? both : either) : null;
  };
  const pick = (/** @type {() => void} */ change, /** @type {() => void} */ focus = () => {}) => {
    change();
    apply();
    focus();
  };
  const clear = () => {
    setDay(NaN);
    for (const { facets } of groups.values()) for (const { box } of facets) box.checked = false;
  };

  const tellCount = () => {
    const n = size(shown);
    const offered = [...groups.values()];
    const values = { n: number.format(n), all: number.format(all),
      day: ofDay ? sayDay(day) : "", first: sayDay(first), last: sayDay(last) };
    const filtered = offered.some(wanted);
    const none = missed ? words.too_late : words.none_on;
    const text = !n ? (ofDay && !filtered ? none : words.none)
      : formOf(ofDay ? words.on : words.some, n, lang);
    write(count, !filtered && !ofDay
      ? fill(formOf(words.all, all, lang), { n: values.all }) : fill(text, values));
    write(done, n === 1 ? words.see_one
      : fill(n ? formOf(words.see, n, lang) : words.none, values));
    return { n, values };
  };
  const tellChosen = (/** @type {number} */ n) => {
    /** @type {HTMLElement[]} */
    const chips = [];
    const drop = (/** @type {string} */ text, /** @type {() => void} */ change) => {
      const chip = button("pc-chip pc-chip--drop", text, () => pick(change, () =>
        (chosen.querySelector("button") ?? count).focus()));
      chip.setAttribute("aria-label", fill(words.remove, { choice: text }));
      chips.push(chip);
    };
    if (!Number.isNaN(day)) drop(fill(words.day, { day: sayDay(day) }), () => setDay(NaN));
    for (const group of groups.values()) {
      for (const { box, text } of picked(group)) drop(text, () => { box.checked = false; });
    }
    if (chips.length > 1 && n) {
      chips.push(button("pc-link", words.clear, () => pick(clear, () => count.focus())));
    }
    chosen.replaceChildren(...chips);
    chosen.hidden = !chips.length;
    const tellSome = (/** @type {Element} */ mark, /** @type {number} */ some) =>
      write(mark, some ? ` ${some}` : "");
    for (const mark of form.querySelectorAll("[data-chosen]")) {
      tellSome(mark, mark.closest("details")?.querySelectorAll(":checked").length ?? 0);
    }
    tellSome(find("[data-chosen-all]", form), form.querySelectorAll("details :checked").length);
  };
  // No route: which choice to give up, and what that brings.
  const tellNothing = (/** @type {number} */ n,
    /** @type {(skip: Group | "jour") => Uint32Array} */ without) => {
    nothing.hidden = n > 0;
    if (n) return;
    /** @type {[number, HTMLElement][]} */
    const ways = [];
    const offer = (/** @type {string} */ choice, /** @type {Uint32Array} */ left,
      /** @type {() => void} */ change) => {
      const brings = size(left);
      if (brings) ways.push([brings, button("pc-chip", fill(words.loosen, {
        choice, n: fill(formOf(words.all, brings, lang), { n: number.format(brings) }) }),
      () => pick(change, () => count.focus()))]);
    };
    if (ofDay) offer(fill(words.day, { day: sayDay(day) }), without("jour"), () => setDay(NaN));
    for (const group of groups.values()) {
      const some = picked(group);
      if (some.length) {
        offer(some.map(({ text }) => text).join(", "), without(group), () => {
          for (const { box } of some) box.checked = false;
        });
      }
    }
    ways.sort(([one], [other]) => other - one);
    find(":scope > *", nothing).hidden = !ways.length; // no single one would do
    find("[data-loosen]", nothing).replaceChildren(...ways.map(([, one]) => one),
      button("pc-chip", words.clear, () => pick(clear, () => count.focus())));
  };

  yield;
  const beside = mapBeside(root, deck, (atlas) => (
    data.paged ? dots(atlas, { ...data, ...data.paged }) : markLinks(atlas, data)));
  let turn = 0;
  /** Shows what is chosen, in steps; where more is chosen meanwhile, what is left of them is dropped.
   * @param {boolean} fromAddress @returns {Generator<void, void>} */
  const showing = function* (fromAddress) {
    turn += 1;
    const mine = turn;
    const parts = [...groups.values()].map((group) => ({ group, routes: wanted(group) }));
    const without = (/** @type {Group | "jour" | null} */ skip) => parts.reduce(
      (left, { group, routes }) => (routes && group !== skip ? both(left, routes) : left),
      ofDay && skip !== "jour" ? ofDay : sets.every);
    shown = without(null);
    for (const { group } of parts) {
      const others = group.all ? shown : without(group);
      for (const { box, label, count: told, routes } of group.facets) {
        const n = size(both(others, routes));
        write(told, number.format(n));
        label.classList.toggle("is-empty", !n && !box.checked);
      }
    }
    yield;
    if (mine !== turn) return;
    const seen = (/** @type {number} */ i) => has(shown, i);
    // without a position there is no order by it: the former one stands
    const order = keys[sort]?.() ?? null;
    coming = sort === "jour" ? order : null;
    if (sort !== "pres" || away) deck.lay(sort === "pres" ? away : sort, order, seen);
    deck.reveal(seen);
    yield;
    if (mine !== turn) return;
    const { n, values } = tellCount();
    yield;
    if (mine !== turn) return;
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
    beside?.show(seen);
  };
  const apply = (fromAddress = false) => { [...showing(fromAddress)]; };

  // ---- Near me: only when asked, and the position stays in this page -----------------------------
  let told = "";
  const tell = (/** @type {string} */ text) => {
    told = text;
    write(note, text);
  };
  const measure = (/** @type {GeolocationCoordinates} */ { latitude, longitude }) => {
    const here = { lat: latitude, lng: longitude };
    /** @type {number[]} */
    const km = [];
    for (let n = 0; n < data.points.length; n += 2) {
      const there = { lat: data.points[n] / 1e4, lng: data.points[n + 1] / 1e4 };
      km.push(metresBetween(here, there) / 1000);
    }
    const ends = data.ways.map((way) => [km[way[0]], km[way[way.length - 1]]]);
    turned = ends.map(([start, end], i) => Boolean(data.back[i]) && end < start);
    away = ends.map(([start, end], i) => (turned[i] ? end : start));
  };
  const locate = () => {
    const failed = (/** @type {string} */ text) => {
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
    navigator.geolocation.getCurrentPosition(async ({ coords }) => {
      // a task of its own for each: together they would be felt on a slow device
      measure(coords);
      await pause();
      unitOf(0);
      await pause();
      near.removeAttribute("aria-busy");
      sort = "pres";
      tell(words.located);
      const steps = showing(false);
      while (!steps.next().done) await pause();
    }, ({ code }) => failed(code === 1 ? words.refused : words.lost),
    { timeout: 15000, maximumAge: 300000 });
  };

  // ---- What the visitor does --------------------------------------------------------------------
  yield;
  near.addEventListener("click", () => {
    if (near.getAttribute("aria-pressed") !== "true") {
      locate();
      return;
    }
    sort = "";
    tell("");
    apply();
  });
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
    if (map) beside?.open();
    apply();
    find(".pc-found", root).scrollIntoView({ block: "start" });
  });

  const panels = panelsOf(form);
  done.addEventListener("click", () => {
    panels.fold();
    find(".pc-found", root).scrollIntoView({ block: "start" });
    count.focus({ preventScroll: true });
  });

  // A route is told the day; its link, only once it is used: a thousand would take their time.
  for (const kind of ["pointerdown", "click", "contextmenu"]) {
    root.addEventListener(kind, ({ target }) => {
      if (!(target instanceof Element)) return;
      const link = target.closest(".pc-card__link, .pc-mark, .pc-card__cover");
      const href = link?.getAttribute("href");
      if (href) link?.setAttribute("href", href.split("#")[0] + (ofDay ? `#jour=${toIso(day)}` : ""));
    }, true);
  }

  const follow = () => {
    read();
    tell("");
    apply(true);
  };
  for (const kind of ["popstate", "hashchange"]) addEventListener(kind, follow);
  read();
  ready();
  yield;
  tell("");
  yield* showing(true);
  root.classList.add("is-ready");
  document.documentElement.classList.remove("asked");
};

/** @type {HTMLElement | null} */
const root = document.querySelector("[data-catalogue]");
if (root && document.getElementById("pc-routes")) {
  const data = dataOf("pc-routes");
  if (data.choices) afterAChoice(root, data, begin);
  else [...begin(root, data)]; // few: in one go
}
