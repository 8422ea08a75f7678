// The cards of the catalogue in their order, and those that are left out hidden. What is seen first
// moves at once, the rest by and by: many cards in one go would be felt.

const AT_ONCE = 60; // cards moved in one go

/**
 * The list as the filters see it. `lay` puts the cards in the order of their keys, unless they stand
 * so; `by` names the order. `reveal` shows those that are left; `bring` one of them, wherever in the
 * order it is.
 * @typedef {{
 *   all: number,
 *   card: (i: number) => HTMLElement | undefined,
 *   numberOf: (target: Element) => number,
 *   lay: (by: unknown, keys: number[] | null, seen: (i: number) => boolean) => void,
 *   reveal: (seen: (i: number) => boolean) => void,
 *   bring: (i: number) => HTMLElement,
 * }} Deck
 */

/**
 * The numbers of the cards in the order of their keys; where these are equal, as they stand.
 * @param {number} all
 * @param {number[] | null} keys
 */
export const ordered = (all, keys) => {
  const made = Array.from({ length: all }, (_, i) => i);
  // Infinity less itself is no number; and the order of titles stands where all else is equal
  return keys ? made.sort((a, b) => (keys[a] === keys[b] ? 0 : keys[a] - keys[b])) : made;
};

/**
 * A list that holds every card.
 * @param {HTMLElement} list
 * @param {(i: number) => void} touch what is done to each card that is moved
 * @returns {Deck}
 */
export const cardList = (list, touch) => {
  const cards = /** @type {HTMLElement[]} */ ([...list.children]);
  /** @type {Map<Element | null, number>} */
  const place = new Map(cards.map((card, i) => [card, i]));
  const all = cards.length;
  /** @type {unknown} */
  let laid = ""; // what the cards stand in order of
  let places = ordered(all, null); // and that order
  let turn = 0;
  let revealing = 0;

  return {
    all,
    card: (i) => cards[i],
    numberOf: (target) => place.get(target.closest(".pc-list > li")) ?? -1,
    bring: (i) => cards[i],
    lay: (by, keys, seen) => {
      if (by === laid) return;
      laid = by;
      turn += 1;
      const mine = turn;
      places = ordered(all, keys);
      const node = (/** @type {number} */ i) => {
        touch(i);
        return cards[i];
      };
      list.prepend(...places.filter(seen).slice(0, AT_ONCE).map(node));
      let moved = 0;
      /** @type {HTMLElement | undefined} */
      let before;
      const some = () => {
        if (mine !== turn) return; // another order was asked for meanwhile
        const nodes = places.slice(moved, moved + AT_ONCE).map(node);
        if (before) before.after(...nodes);
        else list.prepend(...nodes);
        before = nodes.at(-1);
        moved += nodes.length;
        if (moved < all) setTimeout(some);
      };
      some();
    },
    // What goes, goes at once, and what comes is there first where it is looked at.
    reveal: (seen) => {
      revealing += 1;
      const mine = revealing;
      for (let i = 0; i < all; i += 1) if (!seen(i) && !cards[i].hidden) cards[i].hidden = true;
      let looked = 0;
      const some = () => {
        if (mine !== revealing) return;
        for (let come = 0; looked < all && come < AT_ONCE; looked += 1) {
          const i = places[looked];
          if (seen(i) && cards[i].hidden) {
            cards[i].hidden = false;
            come += 1;
          }
        }
        if (looked < all) setTimeout(some);
      };
      some();
    },
  };
};
