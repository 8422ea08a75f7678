// What pages ask for by messages: only a route's address is listened to.
import { LISTS, PAGES, PICTURES, page, routeOf } from "./addresses.js";
import { forget, records, store } from "./routes.js";

/** @typedef {(told: object) => void} Say */

/** All stored routes, as the list of them shows each. */
export const listed = async () => ({
  routes: (await records()).map(({ path, title, lang, cover, bytes, kept, since }) =>
    ({ path, title, lang, cover, kept, since, bytes: bytes[kept ? 1 : 0] })),
});

/**
 * @param {{ask?: unknown, address?: unknown}} question
 * @param {Say} say
 */
export const answer = async ({ ask, address }, say) => {
  if (ask === "clear") {
    for (const { path } of await records()) await forget(path);
    for (const name of [PAGES, LISTS, PICTURES]) await caches.delete(name);
    say({ routes: [] });
    return;
  }
  if (ask === "hello") return;
  const path = routeOf(page(address));
  if (!path || path !== page(address)) throw new Error("not a route");
  if (ask === "forget") await forget(path);
  else if (ask === "keep") await store(path, true, say);
  else if (ask === "seen") await store(path, false).catch(() => {}); // what is there stands
  const all = await records();
  const mine = all.find((record) => record.path === path);
  say({ kept: mine?.kept === true, bytes: mine?.bytes,
    count: all.filter((one) => one.kept).length });
};
