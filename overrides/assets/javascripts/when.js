// The visitor's own day: on a route its calendar and the hours of each stop, on the closures page
// what has lapsed since. All of it from what the build computed and wrote into the page; without
// this script the page says the same as text.
// Days are numbers counted in UTC, never moments: no time zone can move them. Only "today" and
// "now" are asked of the clock, and always as it stands in Paris.
(() => {
  "use strict";
  const DAY = 864e5;
  const lang = document.documentElement.lang;
  const ISO = /^\d{4}-\d\d-\d\d$/;
  const toDay = (iso) => (ISO.test(iso) ? Date.parse(`${iso}T00:00Z`) / DAY : NaN);
  const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const short = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  const inYear = new Intl.DateTimeFormat(lang, short);
  const written = new Intl.DateTimeFormat(lang, { ...short, year: "numeric" });
  const titled = new Intl.DateTimeFormat(lang, { month: "long", year: "numeric", timeZone: "UTC" });
  const inParis = new Intl.DateTimeFormat("en", {
    timeZone: "Europe/Paris", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit" });

  const say = (day, as = written) => {
    if (Number.isNaN(day)) return "";
    const text = as.format(day * DAY);
    // some languages count the first of a month
    return text.replace(/\b1(?= \p{L})/u, data?.words.first_of_month ?? "1");
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const capital = (text) => text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);
  const now = () => {
    const part = {};
    for (const { type, value } of inParis.formatToParts(new Date())) part[type] = value;
    return { day: toDay(`${part.year}-${part.month}-${part.day}`),
      minute: Number(part.hour) * 60 + Number(part.minute) };
  };
  const make = (name, of, ...inside) => {
    const made = Object.assign(document.createElement(name), of);
    made.append(...inside);
    return made;
  };
  // The chosen day goes along in the address, from the catalogue to a route and to whoever it is
  // sent to; after the #, so that it never leaves the browser.
  const asked = () => toDay(new URLSearchParams(location.hash.slice(1)).get("jour") ?? "");
  const remember = (day) => history.replaceState(
    null, "", Number.isNaN(day) ? location.pathname + location.search : `#jour=${toIso(day)}`);

  const block = document.getElementById("pc-when");
  const data = block && JSON.parse(block.textContent);
  if (data?.stops) route(data);
  closures();

  // ---- A route -------------------------------------------------------------------------------
  function route({ id, first: from, days, ics, length, why, stops, hours, words }) {
    const first = toDay(from);
    const last = first + days.length - 1;
    const letter = (day) => days[day - first];
    const possible = (day) => letter(day) === ".";
    const today = now().day;
    const soonest = Math.max(first, today);
    const input = document.getElementById("jour");
    const box = input.closest(".pc-when");
    const answer = box.querySelector(".pc-when__answer");
    const more = box.querySelector(".pc-when__more");
    const months = document.querySelector("[data-when-months]");
    const near = (day, step) => {
      for (let at = day; at >= soonest && at <= last; at += step) if (possible(at)) return at;
      return NaN;
    };
    let chosen = NaN;

    const age = document.querySelector("[data-when-age]");
    const told = { first: say(first), last: say(last), n: today - first };
    const stale = today > last ? words.over : today - first > 60 ? words.old : "";
    if (stale) {
      age.textContent = fill(stale, told);
      age.hidden = false;
    }
    if (today > last) {
      for (const part of [box, months?.closest(".pc-calendar")]) part?.setAttribute("hidden", "");
    }
    const next = document.querySelector("[data-when-next]");
    const soon = near(soonest, 1);
    if (next && today !== first) {
      next.textContent = today > last ? "" : Number.isNaN(soon) ? fill(words.none, { day: say(last) })
        : fill(words.next, { day: say(soon) });
    }
    // Whoever is on the way may still look at the day they set out.
    input.min = toIso(Math.max(first, today - length + 1));
    input.max = toIso(last);

    const answered = (day) => {
      const values = { day: capital(say(day)), ...told };
      if (day < first) return fill(words.before, values);
      if (day > last) return fill(words.after, values);
      if (possible(day)) return fill(words.possible, values);
      return fill(words.blocked, { ...values, why: capital(why[letter(day)] ?? "") });
    };

    const choose = (day) => {
      chosen = day;
      const known = !Number.isNaN(day);
      remember(day);
      input.value = known ? toIso(day) : "";
      answer.textContent = known ? answered(day) : "";
      answer.classList.toggle("is-possible", known && possible(day));
      more.replaceChildren();
      if (known && possible(day)) more.append(take(day));
      else if (known && day <= last) {
        const others = [near(day, -1), near(day, 1)].filter((at) => !Number.isNaN(at));
        if (others.length) more.append(`${words.near} `);
        for (const at of others) {
          more.append(make("button", { type: "button", className: "pc-link", textContent: say(at),
            onclick: () => choose(at) }), " ");
        }
      }
      more.hidden = !more.hasChildNodes();
      stops.forEach((stop, n) => onStop(n + 1, stop, day));
      for (const button of months?.querySelectorAll("button") ?? []) {
        button.setAttribute("aria-pressed", String(Number(button.dataset.day) === day));
      }
      date(known && possible(day) ? day : NaN);
    };

    // -- The hours of a stop on that day
    const onStop = (number, [offset, rule, start, end], day) => {
      const stop = document.querySelector(`.pc-stop[data-stop="${number}"]`);
      stop?.querySelector(".pc-stop__on-day")?.remove();
      if (!stop || Number.isNaN(day) || day < first || day > last) return;
      const at = day + offset;
      const [text, bad] = hoursOn(rule, at, start, end);
      const line = make("p", { className: "pc-stop__on-day",
        textContent: fill(words.stop, { day: capital(say(at, inYear)), hours: text }) });
      line.classList.toggle("is-closed", bad);
      line.classList.toggle("is-unknown", rule < 0);
      const live = nowAt(rule, at);
      if (live) line.append(" ", make("strong", { textContent: live }));
      stop.querySelector(".pc-stop__meta").after(line);
    };
    const wayOn = (rule, at) => hours[rule]?.ways[hours[rule].days[at - first]];
    const hoursOn = (rule, at, start, end) => {
      if (rule < 0) return [words.unknown, false];
      if (at > last) return [words.uncomputed, false];
      const way = wayOn(rule, at);
      if (!way) return [hours[rule].closed, true];
      const [text, spans] = way;
      if (!spans) return [text, false];
      // for a night, which has no end here, any opening of the day will do
      const fits = end < 0 || spans.some(([opens, closes]) => opens <= start && end <= closes);
      return fits || !spans.length ? [text, !spans.length] : [`${text}, ${words.not_then}`, true];
    };
    const nowAt = (rule, at) => {
      const { day, minute } = now();
      const spans = wayOn(rule, at)?.[1];
      if (at !== day || !spans || spans.some((span) => !span[4])) return "";
      const open = spans.find(([opens, closes]) => opens <= minute && minute < closes);
      if (open) return open[3] ? fill(words.open_now, { time: open[3] }) : words.open;
      const later = spans.find(([opens]) => opens > minute);
      return later ? fill(words.opens, { time: later[2] }) : words.shut;
    };

    // -- The file for a diary, moved to the day
    const link = document.querySelector(".pc-downloads a[href$='.ics']");
    const hint = link?.parentElement.querySelector("span");
    const before = { href: link?.getAttribute("href"), hint: hint?.textContent };
    let file; // the promise of its text
    let blob = "";
    const moved = (text, by) => text
      // it says that its dates are the first possible ones
      .replace(/^X-WR-CALDESC:.*\r\n(?:[ \t].*\r\n)*/m, "")
      .replace(/^(DT(?:START|END);TZID=Europe\/Paris:)(\d{4})(\d\d)(\d\d)(?=T)/gm,
        (_, head, y, m, d) => head + toIso(toDay(`${y}-${m}-${d}`) + by).replaceAll("-", ""));
    const date = async (day) => {
      if (!link) return;
      const targets = [[link, before.href]];
      const taken = more.querySelector("a[download]");
      if (taken) targets.push([taken, before.href]);
      URL.revokeObjectURL(blob);
      if (hint) hint.textContent = before.hint;
      link.href = before.href;
      link.download = "";
      if (Number.isNaN(day)) return;
      try {
        file ??= fetch(before.href).then((found) => (found.ok ? found.text() : Promise.reject()));
        const text = moved(await file, day - toDay(ics));
        if (day !== chosen) return; // the visitor was faster
        blob = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
        for (const [target] of targets) {
          target.href = blob;
          target.download = `${id}-${toIso(day)}.ics`;
          target.hidden = false;
        }
        if (hint) hint.textContent = fill(words.dated, { day: say(day) });
      } catch {
        file = undefined; // no network: the file keeps its first dates, and its words
      }
    };
    const take = (day) => make("a", { className: "pc-button", href: before.href ?? "", download: "",
      hidden: true, textContent: fill(words.take, { day: say(day) }) });

    // -- The calendar
    const monthOf = (day) => {
      const at = new Date(day * DAY);
      return at.getUTCFullYear() * 12 + at.getUTCMonth();
    };
    const startOf = (month) => Date.UTC(Math.floor(month / 12), month % 12) / DAY;
    const widths = ["(min-width: 36rem)", "(min-width: 52rem) and (max-width: 59.99rem)"].map((width) => matchMedia(width));
    const room = () => 1 + widths.filter((width) => width.matches).length;
    let shown = NaN; // the first month on show
    const cell = (day) => {
      const mark = letter(day);
      if (day < soonest || !mark) {
        return make("td", { className: "pc-month__past", textContent: new Date(day * DAY).getUTCDate() });
      }
      const number = String(new Date(day * DAY).getUTCDate());
      const button = make("button", { type: "button", tabIndex: -1, onclick: () => choose(day) },
        mark === "." ? make("b", { textContent: number }) : number);
      if (mark !== ".") button.append(make("small", { textContent: mark }));
      button.dataset.day = day;
      button.setAttribute("aria-label", fill(mark === "." ? words.yes : words.no,
        { day: say(day), why: why[mark] ?? "" }));
      button.setAttribute("aria-pressed", String(day === chosen));
      return make("td", {}, button);
    };
    const table = (month, head) => {
      const start = startOf(month);
      const end = startOf(month + 1);
      const monday = (start + 3) % 7; // day 0 of the count, 1 January 1970, was a Thursday
      const cells = Array.from({ length: monday }, () => make("td", {}));
      for (let day = start; day < end; day += 1) cells.push(cell(day));
      while (cells.length % 7) cells.push(make("td", {}));
      const body = make("tbody", {});
      for (let week = 0; week < cells.length; week += 7) {
        body.append(make("tr", {}, ...cells.slice(week, week + 7)));
      }
      return make("table", { className: "pc-month" },
        make("caption", { textContent: titled.format(start * DAY) }), head.cloneNode(true), body);
    };
    const low = () => monthOf(soonest);
    const high = () => monthOf(last);
    const turns = [...document.querySelectorAll("[data-when-turn]")];
    const lay = (month, focus) => {
      const head = months.querySelector("thead");
      shown = Math.max(low(), Math.min(month, high() - room() + 1));
      const tables = [];
      for (let n = shown; n < shown + room() && n <= high(); n += 1) tables.push(table(n, head));
      months.replaceChildren(...tables);
      for (const turn of turns) {
        const aim = shown + Number(turn.dataset.whenTurn);
        // not disabled, which would drop the focus
        turn.setAttribute("aria-disabled", String(aim < low() || aim + room() - 1 > high()));
      }
      const buttons = [...months.querySelectorAll("button")];
      const stop = buttons.find((one) => Number(one.dataset.day) === (focus ?? chosen)) ?? buttons[0];
      if (stop) stop.tabIndex = 0;
      if (focus !== undefined) stop?.focus();
    };
    const go = (day) => {
      const aim = Math.max(soonest, Math.min(day, last));
      const month = monthOf(aim);
      lay(month < shown ? month : Math.max(shown, month - room() + 1), aim);
    };
    const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };
    if (months && today <= last) {
      lay(monthOf(Number.isNaN(soon) ? soonest : soon));
      months.addEventListener("keydown", (event) => {
        const day = Number(event.target.dataset?.day);
        const step = STEPS[event.key];
        if (!step || !day) return;
        event.preventDefault();
        go(day + step);
      });
      months.addEventListener("focusin", (event) => {
        // one stop for the Tab key: the arrows do the rest
        for (const button of months.querySelectorAll("button")) {
          button.tabIndex = button === event.target ? 0 : -1;
        }
      });
      for (const width of widths) width.addEventListener("change", () => lay(shown));
      for (const turn of turns) {
        turn.addEventListener("click", () => {
          if (turn.getAttribute("aria-disabled") !== "true") lay(shown + Number(turn.dataset.whenTurn));
        });
      }
    }

    input.addEventListener("change", () => {
      const day = toDay(input.value);
      choose(day);
      if (months && day >= soonest && day <= last) lay(monthOf(day));
    });
    const fromAddress = () => {
      const day = asked();
      if (Number.isNaN(day)) return;
      choose(day);
      if (months && day >= soonest && day <= last) lay(monthOf(day));
    };
    addEventListener("hashchange", fromAddress);
    fromAddress();
  }

  // ---- What is closed ------------------------------------------------------------------------
  function closures() {
    const lists = [...document.querySelectorAll("[data-when-closures]")];
    if (lists.length !== 2) return;
    const today = toIso(now().day); // dates written so are in the order of their letters
    const [current, soon] = lists;
    for (const item of document.querySelectorAll("[data-from], [data-to]")) {
      item.hidden = Boolean(item.dataset.to) && item.dataset.to < today;
      if (item.parentElement === soon && (item.dataset.from ?? "") <= today) current.append(item);
    }
    for (const list of lists) {
      list.nextElementSibling.hidden = Boolean(list.querySelector(":scope > :not([hidden])"));
    }
  }
})();
