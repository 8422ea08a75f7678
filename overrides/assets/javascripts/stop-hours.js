// The hours of a stop on one day, from what the build computed.
import { fill } from "./elements.js";

/**
 * An opening: from and to (minutes), both in words, and whether it is sure (1) or not (0).
 * @typedef {[opens: number, closes: number, opensAt: string, closesAt: string, sure: number]} Span
 */
/**
 * A way of being open on a day; without spans the hours are not known.
 * @typedef {[text: string, spans?: Span[]]} Way
 */
/** @typedef {{days: string, ways: Record<string, Way>, closed: string}} Rule */

/**
 * The hours of a day, and whether they are bad news for a stay from `start` to `end` (minutes; a
 * night has an `end` below 0).
 * @param {Way | undefined} way
 * @param {string} closed
 * @param {{start: number, end: number}} stay
 * @param {Record<string, string>} words
 * @returns {[text: string, bad: boolean]}
 */
export const hoursOn = (way, closed, { start, end }, words) => {
  if (!way) return [closed, true];
  const [text, spans] = way;
  if (!spans) return [text, false];
  // for a night, which has no end here, any opening of the day will do
  const fits = end < 0 || spans.some(([opens, closes]) => opens <= start && end <= closes);
  return fits || !spans.length ? [text, !spans.length] : [`${text}, ${words.not_then}`, true];
};

/**
 * Whether it is open now, in words; empty where that is not known.
 * @param {Way | undefined} way
 * @param {number} minute of the day
 * @param {Record<string, string>} words
 */
export const openNow = (way, minute, words) => {
  const spans = way?.[1];
  if (!spans || spans.some((span) => !span[4])) return "";
  const open = spans.find(([opens, closes]) => opens <= minute && minute < closes);
  if (open) return open[3] ? fill(words.open_now, { time: open[3] }) : words.open;
  const later = spans.find(([opens]) => opens > minute);
  return later ? fill(words.opens, { time: later[2] }) : words.shut;
};
