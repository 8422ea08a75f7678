// Pagefind, and whether it could read all that it needed. Of a piece of its index that it cannot load
// it says nothing, answers as if no page had the words, and never asks for the piece again: so every
// file it asks for is watched, and after a loss there is a new engine.

/**
 * @typedef {{url: string, excerpt: string, meta: Record<string, string>}} Found
 * @typedef {{data: () => Promise<Found>}} Result
 * @typedef {{search: (words: string, how: object) => Promise<{results: Result[]}>}} Pagefind
 */

/** Part of the index could not be had: what was found is not all there is. */
export class Loss extends Error {}

/** @type {Promise<{createInstance: (how: object) => Pagefind}> | null} */
let program = null;
let attempt = 0; // browsers remember a module that did not load: the next address is another one

const load = async (/** @type {string} */ address) => {
  try {
    return await import(attempt ? `${address}?again=${attempt}` : address);
  } catch (failure) {
    program = null;
    attempt += 1;
    throw failure;
  }
};

/**
 * An engine for the index in a folder.
 * @param {string} bundle
 */
export const engineOf = (bundle) => {
  const folder = new URL(bundle, location.href).href;
  let lost = 0;
  /** @type {Promise<Pagefind> | null} */
  let ready = null;

  const begin = async () => {
    program ??= load(`${folder}pagefind.js`);
    // in this thread, where its requests can be watched; an index of ours is small
    return (await program).createInstance({ basePath: folder, noWorker: true, excerptLength: 24 });
  };

  const { fetch } = window;
  window.fetch = async (what, how) => {
    const address = what instanceof Request ? what.url : new URL(what, location.href).href;
    if (!address.startsWith(folder)) return fetch(what, how);
    try {
      const answer = await fetch(what, how);
      if (!answer.ok) lost += 1;
      return answer;
    } catch (failure) {
      lost += 1;
      throw failure;
    }
  };

  /**
   * @template T
   * @param {() => Promise<T>} work
   */
  const whole = async (work) => {
    const before = lost;
    try {
      const done = await work();
      if (lost === before) return done;
    } catch {
      // a loss like any other
    }
    ready = null;
    throw new Loss();
  };

  return {
    /** Pages that have the words, those for editors or those for all others; raises Loss.
     * @param {string} words
     * @param {boolean} [written] for those who write the site */
    search: (words, written = false) => whole(async () => {
      ready ??= begin();
      const editors = { for: "editors" };
      const filters = written ? editors : { not: editors };
      return (await (await ready).search(words, { filters })).results;
    }),
    /** What results say; raises Loss.
     * @param {Result[]} results */
    read: (results) => whole(() => Promise.all(results.map((one) => one.data()))),
    /** The names of the site, for words of which a letter is wrong; raises Loss.
     * @param {string} lang
     * @returns {Promise<string[]>} */
    names: (lang) => whole(async () => (
      await window.fetch(`${folder}names-${lang}.json`, { cache: "no-cache" })).json()),
  };
};
