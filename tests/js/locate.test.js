// Where the visitor is on a route: which stop is nearest, whether one is there, what comes next.
import assert from "node:assert/strict";
import { test } from "node:test";

const { distances, placed, towards } = await import("../../src/parcours/assets/locate.js");

const stop = (n, lat, lng) => ({ at: { lat, lng }, data: { n } });
const leg = (from, to, points) => ({ leg: { from, to }, at: points });
const STOPS = [stop(1, 43.6, 1.4), stop(2, 43.6, 1.5), stop(3, 43.7, 1.5), stop(4, 43.6, 1.4)];
const straight = (from, to) => leg(from, to, [STOPS[from - 1].at, STOPS[to - 1].at]);
const LINES = [straight(1, 2), straight(2, 3), straight(3, 4)];
const seen = (lat, lng, passed = 0, lines = LINES, unsure = 10) => {
  const found = placed({ lat, lng }, unsure, STOPS, lines, passed);
  return [found.nearest.data.n, found.here, found.next?.data.n, found.passed];
};

test("at a stop, the next one is the one after it, and after the last there is none", () => {
  assert.deepEqual(seen(43.6001, 1.5), [2, 2, 3, 2]);
  assert.deepEqual(seen(43.6, 1.4, 3), [4, 4, undefined, 4]); // where the way ends as it began
  assert.deepEqual(seen(43.6, 1.4), [1, 1, 2, 1]);
});

test("an unsure position is at a stop from further off, but not from anywhere", () => {
  assert.equal(seen(43.601, 1.5)[1], 0); // 111 m
  assert.equal(seen(43.601, 1.5, 0, LINES, 120)[1], 2);
  assert.equal(seen(43.602, 1.5, 0, LINES, 5000)[1], 0);
});

test("between two stops the next one is where the way leads", () => {
  assert.deepEqual(seen(43.601, 1.45, 1), [1, 0, 2, 1]);
  assert.deepEqual(seen(43.65, 1.501, 2), [2, 0, 3, 2]);
});

test("a recorded path counts as a straight one does", () => {
  // The way to 3 makes a wide bend to the east: beside it, and far from any straight line.
  const bend = leg(2, 3, [STOPS[1].at, { lat: 43.6, lng: 1.7 }, { lat: 43.7, lng: 1.7 },
    STOPS[2].at]);
  assert.deepEqual(seen(43.64, 1.701, 0, [LINES[0], bend, LINES[2]]), [2, 0, 3, 0]);
});

test("far from every way, the next stop is the one after the last that was reached", () => {
  assert.deepEqual(seen(45, 3, 2).slice(1), [0, 3, 2]);
  assert.deepEqual(seen(45, 3, 4).slice(1), [0, 4, 4]);
});

test("directions go round clockwise from the north", () => {
  const words = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];
  const at = { lat: 43.6, lng: 1.4 };
  const to = [[0.1, 0], [0.1, 0.138], [0, 0.1], [-0.1, 0.138], [-0.1, 0], [-0.1, -0.138],
    [0, -0.1], [0.1, -0.138]];
  assert.deepEqual(to.map(([y, x]) => towards(at, { lat: at.lat + y, lng: at.lng + x }, words)),
    words);
});

test("distances are no finer than a position", () => {
  const say = distances("fr");
  assert.deepEqual([3, 94, 946, 955, 1240, 9960, 12400].map((m) => say(m).replace(/\s/gu, " ")),
    ["10 m", "90 m", "950 m", "1 km", "1,2 km", "10 km", "12 km"]);
});
