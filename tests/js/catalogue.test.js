// What the catalogue computes without a page: its address, days, filters, words and distances.
import assert from "node:assert/strict";
import { test } from "node:test";

const theme = "../../overrides/assets/javascripts";
const { choiceIn, queryOf } = await import(`${theme}/catalogue-state.js`);
const filters = await import(`${theme}/catalogue-filters.js`);
const found = await import(`${theme}/catalogue-found.js`);
const { toDay } = await import(`${theme}/days.js`);
const { setsOf } = await import(`${theme}/sets.js`);

const FIRST = toDay("2026-11-23"); // a Monday

test("an address says what is chosen, and says it again as it was", () => {
  const asked = choiceIn("?jour=2026-11-29&theme=art,faim&tri=court&vue=carte", "");
  assert.equal(asked.day, toDay("2026-11-29"));
  assert.deepEqual(asked.ticked("theme"), ["art", "faim"]);
  assert.deepEqual([asked.sort, asked.map], ["court", true]);
  const ticked = (group) => ({ theme: ["art", "faim"], niveau: [] })[group];
  assert.equal(queryOf({ ...asked, ticked }, ["theme", "niveau"]),
    "?jour=2026-11-29&theme=art,faim&tri=court&vue=carte");
});

test("an address of nothing asks for nothing, and nothing has no query", () => {
  const asked = choiceIn("", "");
  assert.ok(Number.isNaN(asked.day));
  assert.deepEqual([asked.sort, asked.map], ["", false]);
  assert.equal(queryOf({ ...asked, ticked: () => [] }, ["theme"]), "");
});

test("the fragment tells a day as routes do, unless the query tells one; and the map", () => {
  assert.equal(choiceIn("", "#jour=2026-11-29").day, toDay("2026-11-29"));
  assert.equal(choiceIn("?jour=2026-12-01", "#jour=2026-11-29").day, toDay("2026-12-01"));
  assert.ok(Number.isNaN(choiceIn("?jour=hier", "").day));
  assert.ok(choiceIn("", "#carte").map);
});

// three routes over eight days: the first on Monday and Tuesday, the others on Tuesday alone
const DATA = { first: "2026-11-23", days: 8, sets: ["30", "20"], on: [0, 1, 1],
  begins: [540, 540, 900] };

test("a route that has begun this morning is possible on its next day, and not today", () => {
  const early = filters.calendarOf(DATA, { day: FIRST, minute: 500 });
  assert.deepEqual(early.next(), [FIRST, FIRST + 1, FIRST + 1]);
  const late = filters.calendarOf(DATA, { day: FIRST, minute: 600 });
  assert.deepEqual(late.next(), [FIRST + 1, FIRST + 1, FIRST + 1]);
  const over = filters.calendarOf(DATA, { day: FIRST + 1, minute: 600 });
  assert.deepEqual(over.next(), [Infinity, Infinity, FIRST + 1]);
});

test("a day has the routes that are possible on it, and tells of those that were", () => {
  const now = filters.calendarOf(DATA, { day: FIRST + 1, minute: 600 });
  const today = now.on(FIRST + 1);
  assert.deepEqual([0, 1, 2].map(today.possible), [false, false, true]);
  assert.equal(today.missed, true);
  const yesterday = now.on(FIRST);
  assert.deepEqual([0, 1, 2].map(yesterday.possible), [true, false, false]);
  assert.equal(yesterday.missed, false);
});

test("of days that were not worked out, nothing is known", () => {
  const { on, first, last } = filters.calendarOf(DATA, { day: FIRST, minute: 0 });
  assert.deepEqual([first, last], [FIRST, FIRST + 7]);
  for (const day of [FIRST - 1, FIRST + 8, NaN]) assert.equal(on(day), undefined);
  assert.ok(on(FIRST + 7));
});

test("a weekday is the next one, today included", () => {
  const { named } = filters.calendarOf(DATA, { day: FIRST, minute: 0 });
  assert.equal(named("today"), FIRST);
  assert.equal(named("1"), FIRST);
  assert.equal(named("6"), FIRST + 5);
  assert.equal(named("0"), FIRST + 6);
  assert.ok(Number.isNaN(named("")));
});

const { having, every } = setsOf(6);
const setOf = (...numbers) => having((i) => numbers.includes(i));
const facet = (text, checked, ...numbers) => ({ text, box: { checked }, routes: setOf(...numbers) });
const themes = (art, food) => ({ name: "theme", all: false,
  facets: [facet("art", art, 0, 1, 2), facet("food", food, 2, 3)] });
const means = (train, foot) => ({ name: "moyen", all: true,
  facets: [facet("train", train, 0, 2, 3), facet("foot", foot, 2, 4)] });

test("choices of a group add up, unless all must be there; groups narrow one another", () => {
  const left = (...groups) => filters.leftOf(every, filters.askedOf(groups));
  assert.deepEqual(left(themes(false, false), means(false, false)), every);
  assert.deepEqual(left(themes(true, true), means(false, false)), setOf(0, 1, 2, 3));
  assert.deepEqual(left(themes(true, true), means(true, false)), setOf(0, 2, 3));
  assert.deepEqual(left(themes(false, false), means(true, true)), setOf(2));
});

test("a count says what its choice leaves beside the other groups, and of all beside its own", () => {
  const [art, moyen] = [themes(true, false), means(true, false)];
  const asked = filters.askedOf([art, moyen]);
  assert.deepEqual(filters.countsOf(every, asked, art), [2, 2]);
  assert.deepEqual(filters.countsOf(every, asked, moyen), [2, 1]);
  assert.deepEqual(filters.countsOf(setOf(2), asked, art), [1, 1]);
});

test("a group that is passed over asks for nothing", () => {
  const [art, moyen] = [themes(true, false), means(true, false)];
  const asked = filters.askedOf([art, moyen]);
  assert.deepEqual(filters.leftOf(every, asked, art), setOf(0, 2, 3));
  assert.deepEqual(filters.leftOf(every, asked, moyen), setOf(0, 1, 2));
});

test("a route is said by the choices it has, in the order of the names", () => {
  const groups = [themes(false, false), means(false, false)];
  assert.deepEqual(filters.wordsOf(groups, ["moyen", "theme"], 2), ["train", "foot", "art", "food"]);
  assert.deepEqual(filters.wordsOf(groups, ["niveau", "theme"], 3), ["food"]);
});

const SPEECH = { lang: "fr", number: String, day: (day) => `le ${day}`, words: {
  all: { one: "{n} parcours", other: "les {n} parcours" },
  some: { one: "{n} sur {all}", other: "{n} trouvés sur {all}" },
  on: { one: "{n} possible {day}", other: "{n} possibles {day}" },
  see: { one: "voir {n}", other: "voir les {n}" }, see_one: "voir le parcours",
  none: "aucun", none_on: "aucun {day}", too_late: "trop tard {day}",
  day: "jour : {day}", after: "jusqu’au {last}", before: "à partir du {first}" } };
const NOTHING_ASKED = { n: 8, all: 8, day: NaN, known: false, missed: false, filtered: false };

test("what is found is counted, of a day where it is known", () => {
  const said = (of) => found.counted(SPEECH, { ...NOTHING_ASKED, ...of });
  assert.equal(said({}), "les 8 parcours");
  assert.equal(said({ all: 1, n: 1 }), "1 parcours");
  assert.equal(said({ n: 3, filtered: true }), "3 trouvés sur 8");
  assert.equal(said({ n: 1, filtered: true }), "1 sur 8");
  assert.equal(said({ n: 3, day: 5, known: true }), "3 possibles le 5");
  assert.equal(said({ n: 1, day: 5, known: true, filtered: true }), "1 possible le 5");
  assert.equal(said({ day: 5 }), "les 8 parcours"); // beyond what was worked out: it rules nothing out
});

test("that no route is left is put down to the day only where the day alone asks", () => {
  const said = (of) => found.counted(SPEECH, { ...NOTHING_ASKED, n: 0, day: 5, ...of });
  assert.equal(said({ known: true }), "aucun le 5");
  assert.equal(said({ known: true, missed: true }), "trop tard le 5");
  assert.equal(said({ known: true, missed: true, filtered: true }), "aucun");
  assert.equal(said({ filtered: true }), "aucun");
});

test("what leads to the routes says how many", () => {
  const said = (n) => found.leading(SPEECH, { ...NOTHING_ASKED, n });
  assert.deepEqual([0, 1, 2].map(said), ["aucun", "voir le parcours", "voir les 2"]);
});

test("a day beyond those worked out is told the end it is beyond", () => {
  const said = (day) => found.beyond(SPEECH, day, { first: 10, last: 20 });
  assert.deepEqual([9, 10, 20, 21, NaN].map(said), ["à partir du le 10", "", "", "jusqu’au le 20", ""]);
});

test("a route begins at its nearer end, where it can be begun there", () => {
  const [here, there] = [[436_000, 14_400], [436_000, 15_400]]; // 0.1 degree apart, some 8 km
  const data = { points: [...here, ...there], ways: [[0, 1], [1, 0], [1, 0]], back: [1, 1, 0] };
  const { km, turned } = filters.distancesFrom(data, { latitude: 43.6, longitude: 1.44 });
  assert.deepEqual(turned, [false, true, false]);
  assert.deepEqual(km.slice(0, 2), [0, 0]);
  assert.ok(km[2] > 7.9 && km[2] < 8.2, km[2]);
});

test("short distances are written finer", () => {
  const write = found.distanceWriter("fr");
  assert.match(write(3.14), /^3,1\skm$/);
  assert.match(write(31.4), /^31\skm$/);
});
