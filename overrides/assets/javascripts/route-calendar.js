// The months of a route's calendar: a table a month, as many side by side as there is room for.
import { dateOf, monthOf, monthWriter, startOf } from "./days.js";
import { fill, find, findAll, make } from "./elements.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };

const dayOf = (/** @type {EventTarget | null} */ node) =>
  (node instanceof HTMLElement ? Number(node.dataset.day) : NaN);

/**
 * Lays out months from the one of the day `begin`, into the place that held one as text.
 * @param {Element} months
 * @param {{soonest: number, last: number, letter: (day: number) => string | undefined,
 *   why: Record<string, string>, words: Record<string, string>, say: (day: number) => string,
 *   choose: (day: number) => void, chosen: () => number, begin: number}} given
 */
export const calendar = (months, { soonest, last, letter, why, words, say, choose, chosen, begin }) => {
  const title = monthWriter(document.documentElement.lang);
  const [low, high] = [monthOf(soonest), monthOf(last)];
  const widths = ["(min-width: 36rem)", "(min-width: 52rem) and (max-width: 59.99rem)"]
    .map((width) => matchMedia(width));
  const room = () => 1 + widths.filter((width) => width.matches).length;
  const turns = findAll("[data-when-turn]");
  const buttons = () => findAll("button", months);
  let shown = NaN; // the first month on show

  const cell = (/** @type {number} */ day) => {
    const number = String(dateOf(day));
    const mark = letter(day);
    if (day < soonest || !mark) {
      return make("td", { className: "pc-month__past", textContent: number });
    }
    const button = make("button", { type: "button", tabIndex: -1, onclick: () => choose(day) },
      mark === "." ? make("b", { textContent: number }) : number);
    if (mark !== ".") button.append(make("small", { textContent: mark }));
    button.dataset.day = String(day);
    button.setAttribute("aria-label", fill(mark === "." ? words.yes : words.no,
      { day: say(day), why: why[mark] ?? "" }));
    button.setAttribute("aria-pressed", String(day === chosen()));
    return make("td", {}, button);
  };
  const table = (/** @type {number} */ month, /** @type {Element} */ head) => {
    const start = startOf(month);
    const monday = (start + 3) % 7; // day 0 of the count was a Thursday
    const cells = Array.from({ length: monday }, () => make("td"));
    for (let day = start; day < startOf(month + 1); day += 1) cells.push(cell(day));
    while (cells.length % 7) cells.push(make("td"));
    const body = make("tbody");
    for (let week = 0; week < cells.length; week += 7) {
      body.append(make("tr", {}, ...cells.slice(week, week + 7)));
    }
    return make("table", { className: "pc-month" },
      make("caption", { textContent: title(month) }), head.cloneNode(true), body);
  };

  const lay = (/** @type {number} */ month, /** @type {number | undefined} */ focus = undefined) => {
    const head = find("thead", months);
    shown = Math.max(low, Math.min(month, high - room() + 1));
    const tables = [];
    for (let n = shown; n < shown + room() && n <= high; n += 1) tables.push(table(n, head));
    months.replaceChildren(...tables);
    for (const turn of turns) {
      const aim = shown + Number(turn.dataset.whenTurn);
      // not disabled, which would drop the focus
      turn.setAttribute("aria-disabled", String(aim < low || aim + room() - 1 > high));
    }
    const all = buttons();
    const stop = all.find((one) => dayOf(one) === (focus ?? chosen())) ?? all[0];
    if (stop) stop.tabIndex = 0;
    if (focus !== undefined) stop?.focus();
  };
  const go = (/** @type {number} */ day) => {
    const aim = Math.max(soonest, Math.min(day, last));
    const month = monthOf(aim);
    lay(month < shown ? month : Math.max(shown, month - room() + 1), aim);
  };

  lay(monthOf(begin));
  months.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const day = dayOf(event.target);
    const step = STEPS[event.key];
    if (!step || !day) return;
    event.preventDefault();
    go(day + step);
  });
  months.addEventListener("focusin", ({ target }) => {
    // one stop for the Tab key: the arrows do the rest
    for (const button of buttons()) button.tabIndex = button === target ? 0 : -1;
  });
  for (const width of widths) width.addEventListener("change", () => lay(shown));
  for (const turn of turns) {
    turn.addEventListener("click", () => {
      if (turn.getAttribute("aria-disabled") !== "true") lay(shown + Number(turn.dataset.whenTurn));
    });
  }
  return {
    press: (/** @type {number} */ day) => {
      for (const button of buttons()) button.setAttribute("aria-pressed", String(dayOf(button) === day));
    },
    show: (/** @type {number} */ day) => lay(monthOf(day)),
  };
};
