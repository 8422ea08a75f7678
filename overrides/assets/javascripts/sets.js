// Sets of routes, one bit a route, so that a thousand of them are counted in a blink.

/**
 * What can be done with sets of the numbers below `all`.
 * @param {number} all
 */
export const setsOf = (all) => {
  const having = (/** @type {(i: number) => unknown} */ test) => {
    const made = new Uint32Array((all + 31) >> 5);
    for (let i = 0; i < all; i += 1) if (test(i)) made[i >> 5] |= 1 << (i & 31);
    return made;
  };
  return { having, every: having(() => true) };
};

/** @param {Uint32Array} one @param {number} i */
export const has = (one, i) => ((one[i >> 5] >>> (i & 31)) & 1) === 1;

/** @param {Uint32Array} a @param {Uint32Array} b @returns {Uint32Array} */
export const both = (a, b) => a.map((part, n) => part & b[n]);

/** @param {Uint32Array} a @param {Uint32Array} b @returns {Uint32Array} */
export const either = (a, b) => a.map((part, n) => part | b[n]);

/** @param {Uint32Array} one */
export const size = (one) => {
  let sum = 0;
  for (let part of one) for (; part; part &= part - 1) sum += 1;
  return sum;
};

/**
 * Whether a set of days, written as hexadecimal digits of four days each, has the nth.
 * @param {string} digits
 * @param {number} n
 */
export const opens = (digits, n) => (parseInt(digits[n >> 2], 16) >> (n & 3) & 1) === 1;
