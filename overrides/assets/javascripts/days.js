// Days as numbers counted in UTC, never moments: no time zone can move them. Only "today" and "now"
// are asked of the clock, and always as it stands where the routes are. 1 January 1970 is day 0, a Thursday.

const DAY_MS = 864e5;
const SINCE_2020 = Date.UTC(2020, 0, 1); // SEQUENCE is counted from here, as the site does
const ISO = /^\d{4}-\d\d-\d\d$/;

/** @param {number} day */
export const toIso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * The number of a day written as 2026-11-29; NaN for anything else, as for 31 February, which some
 * browsers read as 3 March.
 * @param {string} iso
 */
export const toDay = (iso) => {
  const day = ISO.test(iso) ? Date.parse(`${iso}T00:00Z`) / DAY_MS : NaN;
  return Number.isNaN(day) || toIso(day) !== iso ? NaN : day;
};

/** @param {number} day @returns {number} its weekday; 0 is Sunday, as Date has it */
export const weekdayOf = (day) => new Date(day * DAY_MS).getUTCDay();

/** @param {number} day @returns {number} its number in the month */
export const dateOf = (day) => new Date(day * DAY_MS).getUTCDate();

/** @param {number} day @returns {number} its month, counted from the year 0 */
export const monthOf = (day) => {
  const at = new Date(day * DAY_MS);
  return at.getUTCFullYear() * 12 + at.getUTCMonth();
};

/** @param {number} month @returns {number} its first day */
export const startOf = (month) => Date.UTC(Math.floor(month / 12), month % 12) / DAY_MS;

export const MAINLAND = "Europe/Paris";

/**
 * The day and the minute of the day in a time zone. The parts are put together here: how a language writes
 * a whole date is not the same in every browser, "en-CA" included.
 * @param {string} [zone]
 * @param {Date} [at]
 */
export const nowIn = (zone = MAINLAND, at = new Date()) => {
  /** @type {Record<string, string>} */
  const part = {};
  const written = new Intl.DateTimeFormat("en", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit" });
  for (const { type, value } of written.formatToParts(at)) part[type] = value;
  return { day: toDay(`${part.year}-${part.month}-${part.day}`),
    minute: Number(part.hour) * 60 + Number(part.minute) };
};

// the English of the site is British: the language alone would give American dates
const locale = (/** @type {string} */ lang) =>
  globalThis.document?.documentElement.dataset.locale || lang;

/**
 * A date as written by the browser, with the first of a month as the language counts it: « 1er ».
 * @param {string} written
 * @param {string} first
 */
export const counted = (written, first) => written.replace(/\b1(?= \p{L})/u, first);

/**
 * A way to write days of a language; `first` stands for the first of a month, which some languages
 * count: « 1er ». NaN, which is no day, is written as nothing.
 * @param {string} lang
 * @param {string} first
 * @param {Intl.DateTimeFormatOptions} [also]
 * @returns {(day: number) => string}
 */
export const writer = (lang, first, also = { year: "numeric" }) => {
  const written = new Intl.DateTimeFormat(locale(lang), {
    weekday: "long", day: "numeric", month: "long", timeZone: "UTC", ...also });
  const said = (/** @type {number} */ day) => written.format(day * DAY_MS);
  const british = locale(lang).endsWith("-GB"); // which has dropped the comma; older browsers have not
  return (day) => (Number.isNaN(day) ? ""
    : counted(british ? said(day).replace(/^(\p{L}+),/u, "$1") : said(day), first));
};

/**
 * A way to write months, as `monthOf` counts them.
 * @param {string} lang
 * @returns {(month: number) => string}
 */
export const monthWriter = (lang) => {
  const written = new Intl.DateTimeFormat(locale(lang), {
    month: "long", year: "numeric", timeZone: "UTC" });
  return (month) => written.format(startOf(month) * DAY_MS);
};

/**
 * The file for a diary with all of its days moved, newer than any taken before: without a later
 * DTSTAMP and a higher SEQUENCE a diary would keep the day that was picked first.
 * @param {string} text
 * @param {number} by days
 * @param {Date} now
 */
export const movedDiary = (text, by, now) => text
  // it says that its dates are the first possible ones
  .replace(/^X-WR-CALDESC:.*\r\n(?:[ \t].*\r\n)*/m, "")
  .replace(/^(DT(?:START|END);TZID=[^:\r\n]+:)(\d{4})(\d\d)(\d\d)(?=T)/gm,
    (_, head, y, m, d) => head + toIso(toDay(`${y}-${m}-${d}`) + by).replaceAll("-", ""))
  .replace(/^DTSTAMP:\w*/gm, `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`)
  .replace(/^SEQUENCE:\d*/gm, `SEQUENCE:${Math.floor((now.getTime() - SINCE_2020) / 1000)}`);
