// The stored routes. A route is kept as a whole (its page, map, files, and the places on it) or not at
// all, as its list names it.
import {
  ASSETS, BUNDLE, INDEX, SHELLS, place, scope, versionOf,
} from "./addresses.js";
import { download, listOf } from "./network.js";

const SEEN_ROUTES = 30;
const MOST_FILES = 500;
const AT_ONCE = 6;

/**
 * What is known of a stored route. `bytes`: of what is seen, and of what is kept; `behind`: the page
 * on show is newer than what is stored.
 * @typedef {{path: string, bundle: string, kept: boolean, paths: string[], digest: string,
 *   title: string, lang: string, cover: string, pictures: Record<string, string>,
 *   bytes: [seen: number, kept: number], at: number, since: number, version: string,
 *   behind: boolean}} StoredRoute
 */

/** @returns {Promise<StoredRoute[]>} those kept first, then the last seen */
export const records = async () => {
  const index = await caches.open(INDEX);
  const found = await Promise.all((await index.keys()).map((key) => index.match(key)));
  /** @type {StoredRoute[]} */
  const all = await Promise.all(found.map((one) => one?.json()));
  return all.sort((one, other) => Number(other.kept) - Number(one.kept) || other.at - one.at);
};

/**
 * @param {string} path
 * @returns {Promise<StoredRoute | undefined>}
 */
export const recordOf = async (path) =>
  (await caches.match(scope + path, { cacheName: INDEX }))?.json();

/** @param {StoredRoute} record */
export const remember = async (record) =>
  (await caches.open(INDEX)).put(scope + record.path, new Response(JSON.stringify(record)));

/** @param {Record<string, string>} pictures */
const namesOf = (pictures) => Object.fromEntries(
  Object.entries(pictures).map(([one, other]) => [place(one), place(other)]));

/**
 * Fetches what a route's list names into a cache of its own; what has a version is shared.
 * @param {string} bundle
 * @param {Map<string, string>} sums by path, of what was published there
 * @param {Cache | undefined} same where an equal copy may be
 * @param {(told: object) => void} tell
 */
const gather = async (bundle, sums, same, tell) => {
  const cache = await caches.open(bundle);
  const assets = await caches.open(ASSETS);
  let done = 0;
  const take = async (/** @type {string} */ file) => {
    const into = versionOf(file) ? assets : cache;
    if (into === cache || !(await assets.match(scope + file))) {
      await into.put(scope + file, (await same?.match(scope + file))
        ?? (await download(file, sums.get(file))));
    }
    done += 1;
    tell({ done, total: sums.size });
  };
  const waiting = [...sums.keys()];
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await take(file);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

/**
 * Stores a route: with all of its places where the visitor keeps it, else what its page shows.
 * @param {string} path
 * @param {boolean} whole
 * @param {(told: object) => void} [tell]
 */
export const store = async (path, whole, tell = () => {}) => {
  const former = await recordOf(path);
  const kept = whole || former?.kept === true;
  const list = await listOf(path);
  const files = kept ? { ...list.places, ...list.files } : list.files;
  const sums = new Map(Object.entries(files).map(([file, sum]) => [place(file), sum]));
  const paths = [...sums.keys()];
  if (paths.length > MOST_FILES) throw new Error("too many files");
  const bundle = `${BUNDLE}${path} ${list.digest} ${kept ? "whole" : "seen"}`;
  const now = Date.now();
  if (former?.bundle !== bundle) {
    const same = former?.digest === list.digest ? await caches.open(former.bundle) : undefined;
    try {
      await gather(bundle, sums, same, tell);
      // the site may have been published anew in between: then we have a bit of both
      if ((await listOf(path)).digest !== list.digest) throw new Error("published anew");
    } catch (failure) {
      await caches.delete(bundle);
      throw failure;
    }
  }
  const { digest, title, lang, cover, bytes } = list;
  await remember({ path, bundle, kept, paths, digest, title, lang, cover, bytes,
    pictures: namesOf(list.pictures), at: now, since: former?.kept ? former.since : now,
    version: SITE.version, behind: false });
  if (former && former.bundle !== bundle) await caches.delete(former.bundle);
  await tidy();
};

/** @param {string} path */
export const forget = async (path) => {
  await (await caches.open(INDEX)).delete(scope + path);
  await tidy();
};

/** Drops the routes seen longest ago, and whatever no stored route names any more. */
export const tidy = async () => {
  const all = await records();
  const gone = all.filter((record) => !record.kept).slice(SEEN_ROUTES);
  const index = await caches.open(INDEX);
  for (const { path } of gone) await index.delete(scope + path);
  const left = all.filter((record) => !gone.includes(record));
  const bundles = new Set(left.map((record) => record.bundle));
  const names = await caches.keys();
  for (const name of names) {
    if (name.startsWith(BUNDLE) && !bundles.has(name)) await caches.delete(name);
  }
  // a page of the former look may still be open, and one of the next look about to be
  const looks = new Set(names.filter((name) => name.startsWith(SHELLS))
    .map((name) => name.split(" ").at(-1)));
  const needed = new Set(left.flatMap((record) => record.paths).filter(versionOf));
  const assets = await caches.open(ASSETS);
  for (const { url } of await assets.keys()) {
    const path = place(url);
    if (!needed.has(path) && !looks.has(versionOf(path))) await assets.delete(url);
  }
};

/** Kept routes follow the site: each is fetched anew as a whole, once after each publication. */
export const refresh = async () => {
  for (const { kept, version, path } of await records()) {
    if (!kept || version === SITE.version) continue;
    await store(path, true).catch(() => {}); // the former one stands, and is tried again
  }
};
