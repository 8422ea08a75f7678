// What pages and maps compute, without a page: days, distances, sets, hours, words, pins.
import assert from "node:assert/strict";
import { test } from "node:test";

const theme = "../../overrides/assets/javascripts";
const days = await import(`${theme}/days.js`);
const diary = await import(`${theme}/diary.js`);
const { fill, formOf } = await import(`${theme}/elements.js`);
const geo = await import(`${theme}/geo.js`);
const sets = await import(`${theme}/sets.js`);
const { ordered } = await import(`${theme}/catalogue-list.js`);
const { bent } = await import(`${theme}/catalogue-ways.js`);
const hours = await import(`${theme}/stop-hours.js`);
const search = await import(`${theme}/search-words.js`);
const { ownMaps } = await import(`${theme}/where.js`);
const ground = await import("../../src/parcours/assets/geo.js");
const { freeSpot, relaxed } = await import("../../src/parcours/assets/pins.js");

test("a day is a number, and what is no day is none", () => {
  assert.equal(days.toDay("1970-01-01"), 0);
  assert.equal(days.toDay("2026-11-29"), 20786);
  assert.equal(days.toIso(20786), "2026-11-29");
  for (const wrong of ["", "29/11/2026", "11/29/2026", "2026-13-01", "2026-02-31",
    "2026-11-31", "2026-11-29T00:00"]) {
    assert.ok(Number.isNaN(days.toDay(wrong)), wrong);
  }
});

test("the day in Paris is not that of the device, and needs no language that writes dates as ISO", () => {
  const at = new Date("2026-11-28T23:30:00Z"); // past midnight in Paris
  assert.deepEqual(days.nowIn("Europe/Paris", at), { day: days.toDay("2026-11-29"), minute: 30 });
  const summer = new Date("2027-07-14T22:05:00Z");
  assert.deepEqual(days.nowIn("Europe/Paris", summer), { day: days.toDay("2027-07-15"), minute: 5 });
  const { prototype } = Intl.DateTimeFormat;
  const format = Object.getOwnPropertyDescriptor(prototype, "format");
  // as ICU 72 writes en-CA
  Object.defineProperty(prototype, "format", { ...format, get: () => () => "11/29/2026" });
  try {
    assert.equal(days.toIso(days.nowIn("Europe/Paris", at).day), "2026-11-29");
  } finally {
    Object.defineProperty(prototype, "format", format);
  }
});

test("overseas it is the day and the hour of the place", () => {
  const at = new Date("2026-11-28T21:30:00Z");
  assert.deepEqual(days.nowIn("Indian/Reunion", at), { day: days.toDay("2026-11-29"), minute: 90 });
  assert.deepEqual(days.nowIn("Pacific/Tahiti", at), { day: days.toDay("2026-11-28"), minute: 690 });
});

test("a diary of overseas keeps its clock", () => {
  const text = ["BEGIN:VEVENT", "UID:r-etape-1-fr@parcours",
    "DTSTART;TZID=Indian/Reunion:20250207T100000", "DTEND;TZID=Indian/Reunion:20250207T110000",
    "END:VEVENT", ""].join("\r\n");
  assert.equal(days.movedDiary(text, 2, new Date(0)), text.replaceAll("20250207", "20250209"));
  assert.equal(diary.retimed(text, days.toDay("2025-03-01"), [[600, 600, 660, 720]], {}), text
    .replace("20250207T100000", "20250301T110000").replace("20250207T110000", "20250301T120000"));
});

test("the hour of midnight is 0, and never 24", () => {
  assert.equal(days.nowIn(undefined, new Date("2026-11-28T23:00:00Z")).minute, 0);
});

test("weekdays, dates and months are those of the calendar", () => {
  const day = days.toDay("2028-02-29");
  assert.equal(days.weekdayOf(day), 2);
  assert.equal(days.dateOf(day), 29);
  assert.equal(days.toIso(days.startOf(days.monthOf(day))), "2028-02-01");
  assert.equal(days.toIso(days.startOf(days.monthOf(day) + 11)), "2029-01-01");
  assert.equal(days.monthWriter("fr")(days.monthOf(day)), "février 2028");
});

test("the first of a month is counted where the language does, and only the first", () => {
  const say = days.writer("fr", "1er");
  assert.equal(say(days.toDay("2026-11-01")), "dimanche 1er novembre 2026");
  assert.equal(say(days.toDay("2026-11-11")), "mercredi 11 novembre 2026");
  assert.equal(days.writer("fr", "1er", {})(days.toDay("2026-11-21")), "samedi 21 novembre");
  assert.equal(say(NaN), "");
});

test("a diary is moved as a whole, over the end of a month, and loses only what is no more so", () => {
  const text = ["BEGIN:VCALENDAR", "X-WR-CALDESC:Premiers jours", " possibles", "BEGIN:VEVENT",
    "DTSTAMP:20261101T000000Z", "SEQUENCE:215654400",
    "DTSTART;TZID=Europe/Paris:20261130T090000",
    "DTEND;TZID=Europe/Paris:20261130T103000", "END:VEVENT", ""].join("\r\n");
  const now = new Date("2026-11-01T12:30:15.250Z");
  assert.equal(days.movedDiary(text, 2, now), ["BEGIN:VCALENDAR", "BEGIN:VEVENT",
    "DTSTAMP:20261101T123015Z", "SEQUENCE:215699415", "DTSTART;TZID=Europe/Paris:20261202T090000",
    "DTEND;TZID=Europe/Paris:20261202T103000", "END:VEVENT", ""].join("\r\n"));
});

test("a diary takes the departures of the day it is moved to, and drops those it was made with", () => {
  const event = (uid, start, end, told) => ["BEGIN:VEVENT", `UID:r-${uid}-fr@parcours`,
    `DTSTART;TZID=Europe/Paris:20250207T${start}`,
    ...(end ? [`DTEND;TZID=Europe/Paris:20250207T${end}`] : []), "SUMMARY:Vers la halle, vers 11 h 30",
    `DESCRIPTION:${told}`, "END:VEVENT"];
  const at = [[600, 600, 600, 600], [621, 690, 690, 1500]];
  const ride = `10 h 21 – 11 h 30, ${"é".repeat(40)}`;
  const text = [...event("etape-1", "100000", "", "Gare"),
    ...event("trajet-2", "102400", "113000", "47 km\\n▸ 10 h 24\\, marge\\n\r\n Attention"),
    ...event("etape-2", "113000", "163000", "Halle"), ""].join("\r\n");
  const moved = diary.retimed(text, days.toDay("2025-03-01"), at, {
    "trajet-2": ["Vers la halle, en car", `47 km\n${ride}`] });
  const same = "SUMMARY:Vers la halle, vers 11 h 30";
  assert.ok(moved.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
  assert.equal(moved.replaceAll("\r\n ", ""), [
    "BEGIN:VEVENT", "UID:r-etape-1-fr@parcours", "DTSTART;TZID=Europe/Paris:20250301T100000",
    same, "DESCRIPTION:Gare", "END:VEVENT", "BEGIN:VEVENT", "UID:r-trajet-2-fr@parcours",
    "DTSTART;TZID=Europe/Paris:20250301T102100", "DTEND;TZID=Europe/Paris:20250301T113000",
    "SUMMARY:Vers la halle\\, en car", `DESCRIPTION:47 km\\n${ride.replace(",", "\\,")}`, "END:VEVENT",
    "BEGIN:VEVENT", "UID:r-etape-2-fr@parcours", "DTSTART;TZID=Europe/Paris:20250301T113000",
    "DTEND;TZID=Europe/Paris:20250302T010000", same, "DESCRIPTION:Halle", "END:VEVENT", ""]
    .join("\r\n"));
});

test("a sentence takes its values once, whatever they hold", () => {
  assert.equal(fill("{n} parcours sur {all}", { n: 3, all: "8" }), "3 parcours sur 8");
  assert.equal(fill("{a} {b}", { a: "{b} $&", b: undefined }), "{b} $& {b}");
});

test("a number takes the form that its language has for it, of two, three or more", () => {
  const french = { one: "{n} parcours seul", other: "{n} parcours ensemble" };
  assert.deepEqual([0, 1, 1.5, 2].map((n) => formOf(french, n, "fr")),
    [french.one, french.one, french.one, french.other]);
  const polish = { one: "trasa", few: "trasy", many: "tras", other: "trasy (1,5)" };
  assert.deepEqual([1, 2, 5, 22, 25, 1.5].map((n) => formOf(polish, n, "pl")),
    ["trasa", "trasy", "tras", "trasy", "tras", "trasy (1,5)"]);
  // a form that nobody wrote is the general one
  assert.equal(formOf({ other: "tras" }, 2, "pl"), "tras");
});

const TOULOUSE = { lat: 43.6045, lng: 1.4442 };
const AUCH = { lat: 43.6465, lng: 0.5855 };
const LILLE = { lat: 50.6292, lng: 3.0573 };

test("a distance is that of the globe, and the plane agrees with it over a route", () => {
  // the same by the angle between two vectors
  const [a, b] = [TOULOUSE, LILLE].map(({ lat, lng }) => [lat, lng].map((one) => one * Math.PI / 180));
  const angle = Math.acos(Math.sin(a[0]) * Math.sin(b[0])
    + Math.cos(a[0]) * Math.cos(b[0]) * Math.cos(a[1] - b[1]));
  assert.ok(Math.abs(geo.metresBetween(TOULOUSE, LILLE) - 6371000 * angle) < 1);
  assert.equal(Math.round(geo.metresBetween(TOULOUSE, AUCH) / 1000), 69);
  assert.equal(geo.metresBetween(AUCH, AUCH), 0);
  const { x, y } = geo.offset(TOULOUSE, AUCH);
  assert.ok(Math.abs(Math.hypot(x, y) / geo.metresBetween(TOULOUSE, AUCH) - 1) < 1e-4);
  assert.ok(x < 0 && y > 0);
  assert.ok(geo.metresBetween({ lat: 0, lng: 0 }, { lat: 0, lng: 180 }) > 2.001e7); // half of it
});

test("a point is as far from a line as from its nearest part", () => {
  const line = [{ lat: 43, lng: 1 }, { lat: 43, lng: 2 }];
  assert.ok(Math.abs(geo.metresToLine({ lat: 43.01, lng: 1.5 }, line) - 1112) < 3);
  assert.ok(Math.abs(geo.metresToLine({ lat: 43, lng: 0.99 }, line) - 813) < 3); // its end
  assert.equal(geo.metresToLine({ lat: 43, lng: 1 }, [line[0], line[0]]), 0); // no length at all
});

test("the outline of a territory is unpacked as the build packed it", () => {
  assert.deepEqual(geo.unpacked("_xhLgbMcB?bBvL?`sNnprLyyE"), [[43.6, 1.444], [43.61, 1.444],
    [43.6, 1.4], [43.6, -0.2002], [-1, 0.5]].map(([lat, lng]) => ({ lat, lng })));
});

test("steps add up to the points that the build took apart", () => {
  assert.deepEqual(geo.points([4361000, 145000, -10, 5]),
    [{ lat: 43.61, lng: 1.45 }, { lat: 43.6099, lng: 1.45005 }]);
});

test("sets hold routes on both sides of a part's edge", () => {
  const { having, every } = sets.setsOf(70);
  const third = having((i) => i % 3 === 0);
  const even = having((i) => i % 2 === 0);
  assert.equal(sets.size(every), 70);
  assert.equal(sets.size(third), 24);
  assert.equal(sets.size(sets.both(third, even)), 12);
  assert.equal(sets.size(sets.either(third, even)), 47);
  assert.deepEqual([0, 31, 32, 63, 64, 69].map((i) => sets.has(third, i)),
    [true, false, false, true, false, true]);
});

test("days of a route are read from their digits, four a digit, the first one lowest", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((n) => sets.opens("52", n)),
    [true, false, true, false, false, true]);
  assert.equal(sets.opens("5", 4), false); // beyond the end
});

test("cards that are equally far keep their order, and those without a day go last", () => {
  assert.deepEqual(ordered(4, null), [0, 1, 2, 3]);
  assert.deepEqual(ordered(5, [Infinity, 2, 2, Infinity, 1]), [4, 1, 2, 0, 3]);
});

test("a way bends from stop to stop", () => {
  assert.equal(bent([[0, 0], [100, 0]]), "M0 0Q50 11 100 0");
  assert.equal(bent([[5, 6]]), "M5 6");
});

const WORDS = { not_then: "mais pas à l’heure prévue", open: "Ouvert.", open_now: "Jusqu’à {time}.",
  opens: "Ouvre à {time}.", shut: "Fermé." };
const MORNING = ["de 9 h à 12 h", [[540, 720, "9 h", "12 h", 1]]];

test("hours of a stop fit its stay or say that they do not", () => {
  const at = (way, start, end) => hours.hoursOn(way, "fermé", { start, end }, WORDS);
  assert.deepEqual(at(MORNING, 600, 660), ["de 9 h à 12 h", false]);
  assert.deepEqual(at(MORNING, 700, 760), ["de 9 h à 12 h, mais pas à l’heure prévue", true]);
  assert.deepEqual(at(MORNING, 1200, -1), ["de 9 h à 12 h", false]); // a night
  assert.deepEqual(at(undefined, 600, 660), ["fermé", true]);
  assert.deepEqual(at(["horaires inconnus"], 600, 660), ["horaires inconnus", false]);
  assert.deepEqual(at(["travaux", []], 600, 660), ["travaux", true]);
});

test("whether a place is open now is told where it is sure, and nowhere else", () => {
  assert.equal(hours.openNow(MORNING, 540, WORDS), "Jusqu’à 12 h.");
  assert.equal(hours.openNow(MORNING, 720, WORDS), "Fermé.");
  assert.equal(hours.openNow(MORNING, 100, WORDS), "Ouvre à 9 h.");
  assert.equal(hours.openNow(["toujours", [[0, 2880, "", "", 1]]], 5, WORDS), "Ouvert.");
  assert.equal(hours.openNow(["à confirmer", [[540, 720, "9 h", "12 h", 0]]], 600, WORDS), "");
  assert.equal(hours.openNow(["horaires inconnus"], 600, WORDS), "");
  assert.equal(hours.openNow(undefined, 600, WORDS), "");
});

test("an excerpt tells words on the page, else why it was found", () => {
  const page = "de Gascogne · étape 8 Comment apprend-on ?";
  const beside = "‖ Twin sciences ‖ Toulouse 31000 31100 31555 ‖ L'Isle-Jourdain 32600 32160";
  for (const [excerpt, said] of [
    [page, page],
    [`${page.replace("étape", "<mark>étape</mark>")} ${beside}`, page.replace("étape", "<mark>étape</mark>")],
    [`${page} ${beside.replace("31000", "<mark>31000</mark>")}`, "Toulouse <mark>31000</mark>"],
    [`${page} ${beside.replace("32160", "<mark>32160</mark>")}`, "L'Isle-Jourdain <mark>32160</mark>"],
    [`${page} ${beside.replace("Twin sciences", "<mark>Twin</mark> <mark>sciences</mark>")}`,
      "<mark>Twin</mark> <mark>sciences</mark>"],
    ["‖ Ajaccio 20000 20090 <mark>2A004</mark>", "Ajaccio <mark>2A004</mark>"],
    [`${page} ${beside}`, page],
  ]) assert.equal(search.told(excerpt), said);
});

test("a search finds what a reader types, and shows what an editor wrote", () => {
  assert.equal(search.fold("  l’Œuvre du cœur ", "fr"), "l'Oeuvre du coeur");
  assert.equal(search.restore("l'oeuvre de l'oeil", "fr"), "l’œuvre de l’œil");
  assert.equal(search.restore("poem, it's", "en"), "poem, it’s");
  assert.equal(search.restore("moelle", "fr"), "moelle"); // no œ there
});

test("an abbreviation is the word it stands for, and the beginning of a word is left alone", () => {
  for (const [typed, whole] of [
    ["St-Clar", "saint-Clar"], ["ste foy", "sainte foy"], ["STS", "saints"], ["bld", "boulevard"],
    ["bd. de Strasbourg", "boulevard de Strasbourg"], ["av foch", "avenue foch"],
    ["pl. du capitole", "place du capitole"], ["ND de Simorre", "notre-dame de Simorre"],
    ["all. Jean-Jaurès", "allée Jean-Jaurès"], ["all Jean-Jaurès", "allée Jean-Jaurès"],
    ["pl", "pl"], ["ch", "ch"], ["best", "best"], ["station", "station"], ["1st", "1st"],
    ["constructor", "constructor"],
  ]) assert.equal(search.fold(typed, "fr"), whole, typed);
  assert.equal(search.fold("all day", "en"), "all day");
});

test("a postcode is looked for as it is, and nothing that begins alike", () => {
  for (const [typed, sought] of [["32600", "\"32600\""], ["320", "\"320\""], ["12", "12"],
    ["Mauvezin 32120", "Mauvezin 32120"], ["9 h 30", "9 h 30"], ["2A004", "2A004"]]) {
    assert.equal(search.exact(typed), sought);
  }
});

test("one slip is one letter, and more is another word", () => {
  for (const [one, other] of [["toulouze", "toulouse"], ["flerance", "fleurance"],
    ["lectourre", "lectoure"], ["giomnt", "gimont"], ["imont", "gimont"], ["gimonts", "gimont"]]) {
    assert.ok(search.oneSlip(one, other), one);
    assert.ok(search.oneSlip(other, one), other);
  }
  for (const [one, other] of [["toulzue", "toulouse"], ["auch", "albi"], ["gimont", "mogint"],
    ["lombez", "lombezes"]]) {
    assert.ok(!search.oneSlip(one, other), one);
  }
});

test("what was meant is the most frequent near name; what the site has is left alone", () => {
  const names = ["Toulouse", "Étoiles", "Fleurance", "Florance"];
  assert.equal(search.meant("gare de Toulouze", names), "gare de Toulouse");
  assert.equal(search.meant("etoilles", names), "Étoiles");
  assert.equal(search.meant("florence", names), "Florance");
  assert.equal(search.meant("toulouse", names), "");
  assert.equal(search.meant("fusée", names), "");
  assert.equal(search.meant("", names), "");
});

test("pins are pushed apart, alike every time, and one that has room stays", () => {
  const places = [{ x: 0, y: 0 }, { x: 0, y: 0 }, { x: 10, y: 0 }, { x: 500, y: 0 }];
  const moved = relaxed(places, 42);
  for (let j = 1; j < moved.length; j += 1) {
    for (let i = 0; i < j; i += 1) {
      assert.ok(Math.hypot(moved[i].x - moved[j].x, moved[i].y - moved[j].y) >= 41.5);
    }
  }
  assert.deepEqual(moved[3], places[3]);
  assert.deepEqual(relaxed(places, 42), moved);
  assert.deepEqual(places[1], { x: 0, y: 0 }); // what was given is left alone
});

test("a name goes to the first free spot, within the screen, and takes it", () => {
  const size = { x: 400, y: 300 };
  const name = { wide: 60, tall: 18, beside: 18, tries: [[0, 0], [0, 28], [1, 0]] };
  const taken = [[180, 130, 216, 168]];
  assert.deepEqual(freeSpot({ x: 200, y: 150 }, size, name, taken), { x: 200, y: 178 });
  assert.equal(taken.length, 2);
  assert.deepEqual(freeSpot({ x: 200, y: 150 }, size, name, taken), { x: 248, y: 150 });
  assert.equal(freeSpot({ x: 200, y: 150 }, size, name, taken), undefined);
  assert.equal(freeSpot({ x: -5, y: 150 }, size, name, []), undefined); // not on the screen
  assert.equal(freeSpot({ x: 5, y: 5 }, size, { ...name, tries: [[0, 0]] }, []), undefined);
});

test("a path is cut where it breaks off: what lies between is drawn by nobody", () => {
  const steps = [4390000, 60000, 10, 0, 500, 0, 10, 5, 0, 1000, 1, 1];
  const line = ground.points(steps);
  assert.deepEqual(ground.pieces(steps), [line]);
  assert.deepEqual(ground.pieces(steps, [2, 4]),
    [line.slice(0, 2), line.slice(2, 4), line.slice(4)]);
});

test("a device's own maps are asked in their own way, and nobody's where none are sure", () => {
  const at = "43.60840,1.44190";
  assert.equal(ownMaps("Linux; Android 14", at, "L’Isle (ici)"),
    `geo:${at}?q=${at}(L%E2%80%99Isle%20ici)`);
  assert.ok(ownMaps("iPhone; CPU", at, "Halle").startsWith(`https://maps.apple.com/?ll=${at}`));
  assert.equal(ownMaps("X11; Linux x86_64", at, "Halle"), "");
});

test("dates are those of the site's country, and a third language keeps its own", () => {
  const march = days.toDay("2026-03-14");
  const { document } = globalThis;
  try {
    globalThis.document = { documentElement: { dataset: { locale: "en-GB" } } };
    assert.equal(days.writer("en", "1")(march), "Saturday 14 March 2026");
    globalThis.document = { documentElement: { dataset: { locale: "es-ES" } } };
    assert.equal(days.writer("es", "1")(march), "sábado, 14 de marzo de 2026");
  } finally {
    globalThis.document = document;
  }
});
