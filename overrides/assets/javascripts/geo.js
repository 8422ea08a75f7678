// Points in degrees (WGS84), distances in metres.

/** @typedef {{lat: number, lng: number}} Point */

const RADIUS = 6371000;
const DEGREE = RADIUS * Math.PI / 180; // of latitude
const rad = (/** @type {number} */ degrees) => degrees * Math.PI / 180;

/**
 * Metres from one point to another as the crow flies, over any distance (haversine).
 * @param {Point} one
 * @param {Point} other
 */
export const metresBetween = (one, other) => {
  const half = (/** @type {number} */ degrees) => Math.sin(rad(degrees) / 2) ** 2;
  const across = Math.cos(rad(one.lat)) * Math.cos(rad(other.lat));
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(
    half(one.lat - other.lat) + across * half(one.lng - other.lng))));
};

/**
 * Metres to the east (x) and to the north (y), true enough over the length of a route.
 * @param {Point} from
 * @param {Point} to
 */
export const offset = (from, to) => ({
  x: (to.lng - from.lng) * DEGREE * Math.cos(rad((from.lat + to.lat) / 2)),
  y: (to.lat - from.lat) * DEGREE,
});

/**
 * Metres from a point to the nearest point of a line.
 * @param {Point} at
 * @param {Point[]} line
 */
export const metresToLine = (at, line) => {
  let least = Infinity;
  for (let i = 1; i < line.length; i += 1) {
    const a = offset(at, line[i - 1]);
    const b = offset(at, line[i]);
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const long = dx * dx + dy * dy;
    const t = long ? Math.max(0, Math.min(1, -(a.x * dx + a.y * dy) / long)) : 0;
    least = Math.min(least, Math.hypot(a.x + t * dx, a.y + t * dy));
  }
  return least;
};

/**
 * The points of a line that is written as steps of 1e-5 degrees, latitude and longitude in turn.
 * @param {number[]} steps
 */
export const points = (steps) => {
  /** @type {Point[]} */
  const line = [];
  let [lat, lng] = [0, 0];
  for (let i = 0; i < steps.length; i += 2) {
    lat += steps[i];
    lng += steps[i + 1];
    line.push({ lat: lat / 1e5, lng: lng / 1e5 });
  }
  return line;
};

/**
 * The points of a line that is written as steps of 2e-4 degrees in signs from `?` on, five bits in
 * each, the lowest first; the lowest of all tells whether a step is back.
 * @param {string} signs
 */
export const unpacked = (signs) => {
  /** @type {number[]} */
  const steps = [];
  let [step, at] = [0, 0];
  for (let i = 0; i < signs.length; i += 1) {
    const bits = signs.charCodeAt(i) - 63;
    step |= (bits & 31) << at;
    at += 5;
    if (bits > 31) continue;
    steps.push(20 * (step & 1 ? ~(step >> 1) : step >> 1));
    [step, at] = [0, 0];
  }
  return points(steps);
};

/**
 * A line cut where its path breaks off: `breaks` are the numbers of the points that begin anew.
 * @param {number[]} steps
 * @param {number[]} [breaks]
 */
export const pieces = (steps, breaks = []) => {
  const line = points(steps);
  return [0, ...breaks].map((start, i) => line.slice(start, breaks[i]));
};
