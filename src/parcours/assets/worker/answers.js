// What a page or a file is answered with: from the network while it answers in time, else from what
// is stored; the map in a stored page from the store, so that both are of one build.
import {
  ASSETS, LISTS, PAGES, PICTURES, SHELL, isListPage, listSumOf, place, routeOf, scope, worker,
} from "./addresses.js";
import { copyOf, download, inTime, marked, network, trouble } from "./network.js";
import { recordOf, records, remember } from "./routes.js";

const SEEN_PAGES = 30;
const SEEN_PICTURES = 80;
const LIST_NAMED = /"choices":"(choix-[0-9a-f]{24}\.json)"/;
const SEEN_LISTS = 120; // some 5 MB: the cards of 3000 routes in two languages

/** @typedef {import("./routes.js").StoredRoute} StoredRoute */

/**
 * @param {string} path
 * @returns {Promise<{found: Response, record?: StoredRoute} | undefined>}
 */
const stored = async (path) => {
  const route = routeOf(path);
  const own = route && (await recordOf(route));
  const among = own ? [own] : (await records()).filter((record) => record.kept);
  for (const record of among) {
    const name = record.pictures[path] ?? path;
    if (!record.paths.includes(name)) continue;
    const found = await caches.match(scope + name, { cacheName: record.bundle });
    if (found) return { found, record };
  }
  for (const cacheName of [SHELL, PAGES, LISTS, PICTURES]) {
    const found = await caches.match(scope + path, { cacheName });
    if (found) return { found };
  }
  return undefined;
};

/**
 * A stored route is behind while the page on show is newer: its map must then be newer, too.
 * @param {Response} answer
 * @param {StoredRoute} record
 */
const compare = async (answer, record) => {
  if (answer.status !== 200) return;
  const mine = await caches.match(scope + record.path, { cacheName: record.bundle });
  const behind = (await mine?.text()) !== (await answer.text());
  if (behind !== record.behind) await remember({ ...record, behind });
};

/**
 * @param {Response} answer
 * @param {string} path
 * @param {string} name of the cache
 * @param {number} most
 */
const putAside = async (answer, path, name, most) => {
  const copy = await copyOf(answer).catch(() => undefined);
  if (!copy || !/html|image/.test(copy.headers.get("content-type") ?? "")) return;
  // no list tells its digest: a page of this site and this look names the files of that look
  if (name !== PICTURES && !(await copy.clone().text()).includes(`assets/${SITE.look}/`)) return;
  const cache = await caches.open(name);
  await cache.delete(scope + path); // so that it comes last
  await cache.put(scope + path, copy);
  for (const key of (await cache.keys()).slice(0, -most)) await cache.delete(key);
};

/**
 * Who keeps a route wants to be without a network: what the list of all routes is chosen from is
 * then stored with its page, even before a choice.
 * @param {Response} answer the page
 * @param {string} path
 */
const keepList = async (answer, path) => {
  const name = LIST_NAMED.exec(await answer.text())?.[1];
  const sum = name && listSumOf(path + name);
  if (!sum || !(await records()).some((record) => record.kept)) return;
  const cache = await caches.open(LISTS);
  if (await cache.match(scope + path + name)) return;
  await cache.put(scope + path + name, await download(path + name, sum));
};

/**
 * The page that is shown without a network, and tells what was asked for.
 * @param {string} path
 * @param {string} asked
 */
const lost = (path, asked) => {
  const folder = Object.keys(SITE.offline).reduce(
    (best, one) => (path.startsWith(one) && one.length > best.length ? one : best), "");
  if (!SITE.offline[folder]) return Response.error();
  const wanted = new URL(SITE.offline[folder], scope);
  wanted.searchParams.set("page", place(asked));
  return Response.redirect(wanted);
};

/**
 * A page that the browser goes to, in a window or in a frame.
 * @param {FetchEvent} event
 * @param {string} path
 */
export const navigated = async (event, path) => {
  const framed = event.request.destination === "iframe";
  const coming = framed ? undefined : network(event.request);
  const copy = await stored(path);
  const route = routeOf(path);
  const own = route && copy?.record?.path === route ? copy.record : undefined;
  // the map in a page that is as it was stored: it is of the same build
  if (copy && framed && own && !own.behind) return copy.found;
  const answer = await inTime(coming ?? network(event.request), copy);
  const why = trouble(answer);
  // a page that is gone is shown where its route was stored, not where it was only seen once
  if (answer instanceof Response && (!why || !copy || (why === "gone" && !copy.record))) {
    if (own && path === route) event.waitUntil(compare(answer.clone(), own));
    else if (!route && !(path in SITE.shell)) {
      event.waitUntil(putAside(answer.clone(), path, PAGES, SEEN_PAGES));
      event.waitUntil(keepList(answer.clone(), path).catch(() => {})); // it comes with the choice
    }
    return answer;
  }
  if (copy && !(framed && own)) {
    if (own?.behind && path === route) await remember({ ...own, behind: false });
    return path in SITE.shell || !why ? copy.found : marked(copy.found, why);
  }
  if (!path.endsWith("/") && (await stored(`${path}/`))) return Response.redirect(`${scope}${path}/`);
  return lost(path, event.request.url);
};

/**
 * What has a version in its address.
 * @param {Request} request
 */
export const asset = async (request) =>
  (await caches.match(request.url, { cacheName: ASSETS })) ?? fetch(request);

/**
 * What is known of all routes, which its own name vouches for: once it is stored, nothing is asked.
 * @param {FetchEvent} event
 * @param {string} path
 * @param {string} sum
 */
const listFile = async (event, path, sum) => {
  const found = await caches.match(scope + path, { cacheName: LISTS });
  if (found) return found;
  const answer = await fetch(event.request);
  const keep = async () => {
    const copy = await copyOf(answer.clone(), sum);
    await (await caches.open(LISTS)).put(scope + path, copy);
  };
  event.waitUntil(keep().catch(() => {})); // not what was published: it is not stored
  return answer;
};

/**
 * Any other file.
 * @param {FetchEvent} event
 * @param {string} path
 */
export const file = async (event, path) => {
  const { request } = event;
  const sum = listSumOf(path);
  if (sum) return listFile(event, path, sum);
  const route = routeOf(path);
  const asking = route && (await worker.clients.get(event.clientId));
  const inside = asking ? asking.url.startsWith(scope + route) : false;
  const coming = inside ? undefined : network(request);
  const copy = await stored(path);
  // asked for by its own route's page, which is as it was stored
  if (inside && copy?.record && !copy.record.behind) return copy.found;
  const answer = await inTime(coming ?? network(request), copy);
  if (answer instanceof Response && !trouble(answer)) {
    if (request.destination === "image") {
      event.waitUntil(putAside(answer.clone(), path, PICTURES, SEEN_PICTURES));
    } else if (isListPage(path)) {
      event.waitUntil(putAside(answer.clone(), path, LISTS, SEEN_LISTS));
    }
    return answer;
  }
  if (copy) return copy.found;
  return answer instanceof Response ? answer : Response.error();
};
