// A day that the visitor chose for a route: whether it is possible, the hours of each stop on it, and
// the file for a diary, moved to it. The day goes along in the address, from the catalogue to a route
// and to whoever it is sent to; after the #, so that it never leaves the browser.
import { movedDiary, nowIn, toDay, toIso, writer } from "./days.js";
import { retimed } from "./diary.js";
import { fill, find, findAll, make } from "./elements.js";
import { calendar } from "./route-calendar.js";
import { ridesOf } from "./route-rides.js";
import { hoursOn, openNow } from "./stop-hours.js";

const OLD_DAYS = 60; // after so many days one is told how old the calendar is

/**
 * @typedef {object} Data
 * @property {string} id
 * @property {string} first day of the calendar
 * @property {string} days a letter each; a dot is a possible one
 * @property {string} ics the first day of the file for a diary
 * @property {string} [zone] whose clock it goes by, where it is not that of Paris
 * @property {string} sets_out when one sets out, in words
 * @property {number} length of the route, in days
 * @property {Record<string, string>} why by letter
 * @property {[offset: number, rule: number, start: number, end: number][]} stops
 * @property {import("./stop-hours.js").Rule[]} hours
 * @property {import("./route-rides.js").Rides} [rides]
 * @property {Record<string, string>} words
 */

const asked = () => toDay(new URLSearchParams(location.hash.slice(1)).get("jour") ?? "");
const remember = (/** @type {number} */ day) => history.replaceState(
  null, "", Number.isNaN(day) ? location.pathname + location.search : `#jour=${toIso(day)}`);

/**
 * The link to the file for a diary, and a way to move it to a day; NaN moves it back.
 * @param {Data} data
 * @param {(day: number) => string} say
 */
const diary = ({ id, ics, rides, first, words }, say) => {
  /** @type {HTMLAnchorElement | null} */
  const link = document.querySelector(".pc-downloads a[href$='.ics']");
  const hint = link?.parentElement?.querySelector("span");
  const before = { href: link?.getAttribute("href") ?? "", hint: hint?.textContent ?? "" };
  /** @type {Promise<string> | undefined} */
  let file; // the promise of its text
  let blob = "";
  let wanted = NaN;

  const load = async () => {
    const found = await fetch(before.href);
    if (!found.ok) throw new Error(String(found.status));
    return found.text();
  };
  const moveTo = async (/** @type {number} */ day, /** @type {HTMLElement} */ more) => {
    wanted = day;
    if (!link) return;
    /** @type {HTMLAnchorElement | null} */
    const taken = more.querySelector("a[download]");
    URL.revokeObjectURL(blob);
    if (hint) hint.textContent = before.hint;
    link.href = before.href;
    link.download = "";
    if (Number.isNaN(day)) return;
    try {
      file ??= load();
      const moved = movedDiary(await file, day - toDay(ics), new Date());
      const plan = rides?.plans[rides.days[day - toDay(first)]];
      const text = rides
        ? retimed(moved, day, plan?.at ?? rides.at, plan?.diary ?? rides.diary)
        : moved;
      if (day !== wanted) return; // the visitor was faster
      blob = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
      for (const target of taken ? [link, taken] : [link]) {
        target.href = blob;
        target.download = `${id}-${toIso(day)}.ics`;
        target.hidden = false;
      }
      if (hint) hint.textContent = fill(words.dated, { day: say(day) });
    } catch {
      file = undefined; // no network: the file keeps its first dates, and its words
    }
  };
  // a file whose days are past is moved to the next possible one before it is taken
  const renew = (/** @type {number} */ day) => link?.addEventListener("click", async (event) => {
    if (link.href !== new URL(before.href, location.href).href || Number.isNaN(day)) return;
    event.preventDefault();
    await moveTo(day, link);
    if (link.href.startsWith("blob:")) link.click();
  });
  const take = (/** @type {number} */ day) => make("a", { className: "pc-button",
    href: before.href, download: "", hidden: true, textContent: fill(words.take, { day: say(day) }) });
  return { moveTo, renew, take };
};

/** @param {Data} data */
export const followDay = (data) => {
  const { days, length, why, stops, hours, words } = data;
  const { lang } = document.documentElement;
  const say = writer(lang, words.first_of_month);
  const sayInYear = writer(lang, words.first_of_month, {});
  const capital = (/** @type {string} */ text) =>
    text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);
  const first = toDay(data.first);
  const last = first + days.length - 1;
  const letter = (/** @type {number} */ day) => days[day - first];
  const possible = (/** @type {number} */ day) => letter(day) === ".";
  const { day: today, minute } = nowIn(data.zone);
  // in the evening one no longer sets out that morning
  const begun = minute > stops[0][2];
  const soonest = Math.max(first, begun ? today + 1 : today);
  /** @type {HTMLInputElement} */
  const input = find("#jour");
  /** @type {HTMLElement | null} */
  const box = input.closest(".pc-when");
  if (!box) return;
  const answer = find(".pc-when__answer", box);
  const more = find(".pc-when__more", box);
  const { moveTo, renew, take } = diary(data, say);
  const rides = data.rides && ridesOf(data.rides, { first, length, today, say });
  const near = (/** @type {number} */ day, /** @type {number} */ step) => {
    for (let at = day; at >= soonest && at <= last; at += step) if (possible(at)) return at;
    return NaN;
  };
  let chosen = NaN;

  // -- What the page says of its own age
  const told = { first: say(first), last: say(last), n: today - first };
  const stale = today > last ? words.over : today - first > OLD_DAYS ? words.old : "";
  if (stale) {
    const age = find("[data-when-age]");
    age.textContent = fill(stale, told);
    age.hidden = false;
  }
  const months = document.querySelector("[data-when-months]");
  if (today > last) {
    // nothing of it offers a day any more, the file for a diary neither
    const file = document.querySelector(".pc-downloads a[href$='.ics']")?.closest("li");
    for (const part of [box, months?.closest("details"), file]) part?.setAttribute("hidden", "");
  }
  const next = document.querySelector("[data-when-next]");
  const soon = near(soonest, 1);
  if (next && (today !== first || begun)) {
    next.textContent = today > last ? "" : Number.isNaN(soon) ? fill(words.none, { day: say(last) })
      : fill(words.next, { day: say(soon) });
  }
  if (toDay(data.ics) < soonest) renew(soon);
  // whoever is on the way may still look at the day they set out
  input.min = toIso(Math.max(first, today - length + 1));
  input.max = toIso(last);

  const answered = (/** @type {number} */ day) => {
    const values = { day: capital(say(day)), ...told };
    if (day < first) return fill(words.before, values);
    if (day > last) return fill(words.after, values);
    if (possible(day)) {
      const past = day === today && begun;
      return fill(words.possible, values) + (past
        ? ` ${fill(words.begun, { time: data.sets_out })}` : "");
    }
    return fill(words.blocked, { ...values, why: capital(why[letter(day)] ?? "") });
  };

  // -- The hours of a stop on that day
  const wayOn = (/** @type {number} */ rule, /** @type {number} */ at) =>
    hours[rule]?.ways[hours[rule].days[at - first]];
  const sayHours = (/** @type {Data["stops"][number]} */ [, rule, start, end],
    /** @type {number} */ at) => {
    if (rule < 0) return /** @type {const} */ ([words.unknown, false]);
    if (at > last) return /** @type {const} */ ([words.uncomputed, false]);
    return hoursOn(wayOn(rule, at), hours[rule].closed, { start, end }, words);
  };
  // the stay as the day's departures make it: one may come later than the office planned
  const onTime = (/** @type {Data["stops"][number]} */ [offset, rule, start, end],
    /** @type {number} */ number, /** @type {number} */ day) => {
    const times = rides?.planOn(day)?.at?.[number - 1];
    return /** @type {Data["stops"][number]} */ (times
      ? [offset, rule, times[2] - offset * 1440, end < 0 ? end : times[3] - offset * 1440]
      : [offset, rule, start, end]);
  };
  const onStop = (/** @type {Data["stops"][number]} */ stop, /** @type {number} */ number,
    /** @type {number} */ day) => {
    const node = document.querySelector(`.pc-stop[data-stop="${number}"]`);
    node?.querySelector(".pc-stop__on-day")?.remove();
    if (!node || Number.isNaN(day) || day < first || day > last) return;
    const [offset, rule] = stop;
    if (rule === -2) return; // a place without hours to keep
    const at = day + offset;
    const [text, bad] = sayHours(onTime(stop, number, day), at);
    if (!text) return; // who slept there asks for no hours
    const line = make("p", { className: "pc-stop__on-day",
      textContent: fill(words.stop, { day: capital(sayInYear(at)), hours: text }) });
    line.classList.toggle("is-closed", bad);
    line.classList.toggle("is-unknown", rule < 0);
    const now = nowIn(data.zone);
    const live = at === now.day ? openNow(wayOn(rule, at), now.minute, words) : "";
    if (live) line.append(" ", make("strong", {
      className: "pc-stop__now", textContent: live }));
    find(".pc-stop__meta", node).after(line);
  };

  const choose = (/** @type {number} */ day) => {
    chosen = day;
    const known = !Number.isNaN(day);
    remember(day);
    input.value = known ? toIso(day) : "";
    answer.textContent = known ? answered(day) : "";
    answer.classList.toggle("is-possible", known && possible(day));
    answer.classList.toggle("is-answered", known); // on paper, too
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
    stops.forEach((stop, n) => onStop(stop, n + 1, day));
    rides?.show(day);
    laid?.press(day);
    moveTo(known && possible(day) ? day : NaN, more);
  };
  const laid = months && today <= last ? calendar(months, {
    soonest, last, letter, why, words, say, choose, chosen: () => chosen,
    begin: Number.isNaN(soon) ? soonest : soon,
  }) : null;

  const turnTo = (/** @type {number} */ day) => {
    choose(day);
    if (day >= soonest && day <= last) laid?.show(day);
  };
  input.addEventListener("change", () => turnTo(toDay(input.value)));
  // from one day to the next, without opening the calendar of the device
  for (const step of findAll("[data-day-step]", box)) {
    step.addEventListener("click", () => {
      const [low, high] = [toDay(input.min), toDay(input.max)];
      const begin = Number.isNaN(soon) ? soonest : soon;
      const to = Number.isNaN(chosen) ? begin : chosen + Number(step.dataset.dayStep);
      turnTo(Math.min(high, Math.max(low, to)));
    });
  }
  const fromAddress = () => {
    const day = asked();
    if (!Number.isNaN(day)) turnTo(day);
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();
};
