// Where pins and names go on a screen, in pixels. Nothing here is random: the same points always
// give the same result. Its twin for pictures is sketch/spread.py (`_settle`), which also knows
// lenses, a frame, and pins of any size; a picture is made once, a map at every zoom.

const ROUNDS = 200;

/**
 * Moves points apart until none is nearer than `apart` to another.
 * @param {{x: number, y: number}[]} places
 * @param {number} apart
 */
export const relaxed = (places, apart) => {
  const moved = places.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let still = true;
    for (let j = 1; j < moved.length; j += 1) {
      for (let i = 0; i < j; i += 1) {
        let [dx, dy] = [moved[j].x - moved[i].x, moved[j].y - moved[i].y];
        let far = Math.hypot(dx, dy);
        if (far >= apart - 0.5) continue;
        if (far < 0.01) { // one place twice: each pair goes its own way
          [dx, dy, far] = [Math.cos(2.4 * j), Math.sin(2.4 * j), 1];
        }
        const push = (apart - Math.min(far, apart)) / 2 / far;
        moved[i].x -= dx * push;
        moved[i].y -= dy * push;
        moved[j].x += dx * push;
        moved[j].y += dy * push;
        still = false;
      }
    }
    if (still) break;
  }
  return moved;
};

/** @typedef {[left: number, top: number, right: number, bottom: number]} Box */

/**
 * Where the middle of a name of this size goes: the first of the tries round `at` that is within
 * the screen and free, or undefined. What it takes is added to `taken`.
 * @param {{x: number, y: number}} at
 * @param {{x: number, y: number}} size of the screen
 * @param {{wide: number, tall: number, beside: number, tries: number[][]}} name
 *   a try: how many half widths (and `beside` pixels) to the right, and pixels downward
 * @param {Box[]} taken
 */
export const freeSpot = (at, size, { wide, tall, beside, tries }, taken) => {
  if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) return undefined;
  for (const [right, down] of tries) {
    const x = at.x + right * (wide / 2 + beside);
    const y = at.y + down;
    /** @type {Box} */
    const box = [x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2];
    if (box[0] <= 2 || box[1] <= 2 || box[2] >= size.x - 2 || box[3] >= size.y - 2) continue;
    if (taken.some((o) => box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3])) continue;
    taken.push(box);
    return { x, y };
  }
  return undefined;
};
