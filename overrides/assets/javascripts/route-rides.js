// The trains and coaches of the chosen day, from the plans that the build wrote in words; and whether
// their proof still holds, by the visitor's own clock.
import { fill, find, findAll, make } from "./elements.js";
import { toDay } from "./days.js";

/**
 * @typedef {object} Plan
 * @property {[day: number, leaves: string, said: string, more: string][]} [rides]
 * @property {Record<string, [summary: string, description: string]>} [diary] the words of events,
 *   where those of the file are of another plan
 * @property {number[][]} [at] of each visit: setting out, coming, beginning, leaving (minutes)
 * @property {Record<string, string>} [there] when one is at a visit, where that is another time than
 *   the office planned
 * @property {string} [no] why the plan cannot be kept
 * @property {boolean} [sure]
 * @property {boolean} [listed] one of many, that only the table of the page tells
 * @property {string} back the last way back
 */
/**
 * @typedef {object} Rides
 * @property {string} days a letter each, from the first day of the calendar; a dot has no plan, and
 *   on a dash nobody sets out, whatever runs
 * @property {string} last the last day that is proved
 * @property {Record<string, Plan>} plans
 * @property {number[][]} at as the office plans it
 * @property {Record<string, [summary: string, description: string]>} diary likewise
 * @property {Record<string, string>} words
 */

/**
 * @param {Rides} rides
 * @param {{first: number, length: number, today: number, say: (day: number) => string}} given
 */
export const ridesOf = ({ days, last, plans, words }, { first, length, today, say }) => {
  const box = find("[data-rides]");
  const shown = find("[data-rides-day]", box);
  const end = toDay(last);
  if (today > end && !box.querySelector(".pc-rides__standing--lapsed")) {
    const standing = find(".pc-rides__standing", box);
    standing.classList.add("pc-rides__standing--lapsed");
    for (const part of [standing, document.querySelector("[data-ladder]")]) {
      part?.append(" ", make("strong", { textContent: words.lapsed }));
    }
  }
  const planOn = (/** @type {number} */ day) => /** @type {Plan | undefined} */ (plans[days[day - first]]);
  const capital = (/** @type {string} */ text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
  const told = (/** @type {string} */ text, /** @type {number} */ day, why = "") =>
    make("p", { textContent: capital(fill(text, { day: say(day), why })) });
  const listed = (/** @type {Required<Plan>["rides"]} */ list) => make("ol", {}, ...list.map(
    ([on, leaves, said, more]) => make("li", {}, make("details", {}, make("summary", {},
      length > 1 ? `${fill(words.day, { n: on })}, ` : "", make("b", { textContent: leaves }),
      ` ${said}`), make("p", { textContent: capital(more) })))));

  const tellStops = (/** @type {Plan | undefined} */ plan) => {
    for (const line of findAll(".pc-stop__that-day")) line.remove();
    for (const [number, time] of Object.entries(plan?.there ?? {})) {
      document.querySelector(`.pc-stop[data-stop="${number}"] .pc-stop__meta`)?.after(make("p", {
        className: "pc-stop__that-day", textContent: fill(words.there, { time }) }));
    }
  };
  const show = (/** @type {number} */ day) => {
    tellStops(planOn(day));
    shown.replaceChildren();
    shown.hidden = Number.isNaN(day) || day < first || days[day - first] === "-";
    if (shown.hidden) return;
    const plan = planOn(day);
    if (!plan && today > end) shown.hidden = true; // what lapsed is said above, once
    else if (!plan) shown.append(told(day > end ? words.after : words.unknown, day));
    else if (plan.no) shown.append(told(plan.sure ? words.cannot : words.may_not, day, plan.no));
    else if (plan.listed) shown.append(told(words.listed, day));
    else if (plan.rides?.length) shown.append(told(words.rides, day), listed(plan.rides));
    if (plan?.back) shown.append(make("p", { className: "pc-rides__back", textContent: plan.back }));
  };
  return { show, planOn };
};
