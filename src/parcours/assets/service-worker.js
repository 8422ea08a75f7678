// The site without a network. `publish` writes SITE above this line: its version, the version of
// its look, the files of its shell and the page to show, by folder of a language, when all fails.
//
// What carries ?v= in its address never changes, so that a page of any age finds its own scripts
// and styles, and never those of another build. A route is kept as a whole (its page, map, files,
// and the places on it) or not at all, as its list, made by `publish`, names it.
"use strict";

const scope = self.registration.scope; // other sites may share our origin, and its caches
const named = (...parts) => [`parcours ${scope}`, ...parts].join(" ");
const SHELLS = named("shell", "");
const SHELL = `${SHELLS}${SITE.version} ${SITE.look}`;
const ASSETS = named("assets"); // whatever carries ?v=
const PAGES = named("aside pages", SITE.look); // other pages that were seen
const PICTURES = named("aside pictures", SITE.look);
const INDEX = named("index"); // what is known of each stored route, once all of it is there
const BUNDLE = named("route", ""); // one cache a stored route
const SEEN_ROUTES = 30;
const SEEN_PAGES = 30;
const SEEN_PICTURES = 80;
const MOST_FILES = 500;
const PATIENCE_MS = 3000;
const GIVE_UP_MS = 30000;
const AT_ONCE = 6;
const ROUTE = /^(?:[\w-]+\/)?parcours\/[\w-]+\//;
const STORED_ON = "x-parcours-stored";

// ---- Addresses: always from the site's root, and never outside of it --------------------------
const place = (address) => {
  const url = new URL(address, scope);
  if (!url.href.startsWith(scope)) throw new Error(`outside of the site: ${address}`);
  return url.href.slice(scope.length).split("#")[0];
};
const page = (address) => place(address).split("?")[0].replace(/(^|\/)index\.html$/, "$1");
const routeOf = (path) => ROUTE.exec(path)?.[0];
const versioned = (path) => path.includes("?v=");

// ---- Asking the network -----------------------------------------------------------------------
// A copy to store: a plain good answer of this site, without the memory of a redirection, which a
// browser refuses where a page is asked for.
const copyOf = async (answer) => {
  if (answer.status !== 200 || answer.type !== "basic") throw new Error(`${answer.status} ${answer.url}`);
  place(answer.url);
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(STORED_ON, new Date().toISOString());
  return new Response(await answer.blob(), { headers });
};
const download = async (path) => copyOf(await fetch(scope + path,
  { cache: "no-cache", signal: AbortSignal.timeout(GIVE_UP_MS) }));
const listOf = async (path) => (await download(`${path}fichiers.json`)).json();
const versionThere = async () => (await download("service-worker.js")).text();

// ---- The stored routes ------------------------------------------------------------------------
const records = async () => {
  const index = await caches.open(INDEX);
  const found = await Promise.all((await index.keys()).map((key) => index.match(key)));
  const all = await Promise.all(found.map((one) => one.json()));
  return all.sort((one, other) => other.kept - one.kept || other.at - one.at);
};
const recordOf = async (path) => (await caches.match(scope + path, { cacheName: INDEX }))?.json();
const remember = async (record) =>
  (await caches.open(INDEX)).put(scope + record.path, new Response(JSON.stringify(record)));

const namesOf = (pictures) => Object.fromEntries(
  Object.entries(pictures).map((pair) => pair.map(place)));

const store = async (path, whole, tell) => {
  const former = await recordOf(path);
  const kept = whole || former?.kept === true;
  const list = await listOf(path);
  const files = kept ? [...list.files, ...list.places] : list.files;
  const paths = [...new Set(files.map(place))];
  if (paths.length > MOST_FILES) throw new Error("too many files");
  const bundle = `${BUNDLE}${path} ${list.digest} ${kept ? "whole" : "seen"}`;
  const now = Date.now();
  if (former?.bundle !== bundle) {
    const cache = await caches.open(bundle);
    const assets = await caches.open(ASSETS);
    const same = former?.digest === list.digest ? await caches.open(former.bundle) : undefined;
    let done = 0;
    const take = async (file) => {
      const into = versioned(file) ? assets : cache;
      if (into === cache || !(await assets.match(scope + file))) {
        await into.put(scope + file, (await same?.match(scope + file)) ?? (await download(file)));
      }
      tell({ done: (done += 1), total: paths.length });
    };
    try {
      const waiting = [...paths];
      const worker = async () => { while (waiting.length) await take(waiting.shift()); };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      // the site may have been published anew in between: then we have a bit of both
      if ((await listOf(path)).digest !== list.digest) throw new Error("changed meanwhile");
    } catch (failure) {
      await caches.delete(bundle);
      throw failure;
    }
  }
  await remember({ path, bundle, kept, paths, digest: list.digest, title: list.title, lang: list.lang,
    cover: list.cover, pictures: namesOf(list.pictures), bytes: list.bytes, at: now,
    since: former?.kept ? former.since : now, version: SITE.version, behind: false });
  if (former && former.bundle !== bundle) await caches.delete(former.bundle);
  await tidy();
};

const forget = async (path) => {
  await (await caches.open(INDEX)).delete(scope + path);
  await tidy();
};

// Drops the routes seen longest ago, and whatever no stored route names any more.
const tidy = async () => {
  const all = await records();
  const seen = all.filter((record) => !record.kept);
  const index = await caches.open(INDEX);
  for (const { path } of seen.slice(SEEN_ROUTES)) await index.delete(scope + path);
  const left = all.filter((record) => !seen.slice(SEEN_ROUTES).includes(record));
  const bundles = new Set(left.map((record) => record.bundle));
  const names = await caches.keys();
  for (const name of names) {
    if (name.startsWith(BUNDLE) && !bundles.has(name)) await caches.delete(name);
  }
  // a page of the former look may still be open, and one of the next look about to be
  const looks = names.filter((name) => name.startsWith(SHELLS)).map((name) => name.split(" ").at(-1));
  const needed = new Set(left.flatMap((record) => record.paths).filter(versioned));
  const assets = await caches.open(ASSETS);
  for (const { url } of await assets.keys()) {
    const path = place(url);
    if (!needed.has(path) && !looks.includes(path.split("?v=")[1])) await assets.delete(url);
  }
};

// Kept routes follow the site: each is fetched anew as a whole, once after each publication.
const refresh = async () => {
  for (const { kept, version, path } of await records()) {
    if (!kept || version === SITE.version) continue;
    await store(path, true, () => {}).catch(() => {}); // the former one stands, and is tried again
  }
};

// ---- Answers from what is stored --------------------------------------------------------------
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
  for (const cacheName of [SHELL, PAGES, PICTURES]) {
    const found = await caches.match(scope + path, { cacheName });
    if (found) return { found };
  }
  return undefined;
};

const network = (request) => fetch(request).catch(() => "off");
const inTime = (answer, limited) => (limited
  ? Promise.race([answer, new Promise((late) => setTimeout(late, PATIENCE_MS, "slow"))]) : answer);
const good = (answer) => answer instanceof Response && answer.status < 500;

// A stored page says so at its first paint.
const marked = async (found, why) => {
  if (!found.headers.get("content-type")?.includes("html")) return found;
  const text = await found.text();
  const on = new Date(found.headers.get(STORED_ON));
  const lang = /<html lang="([\w-]+)"/.exec(text)?.[1];
  const said = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short" }).format(on);
  return new Response(text
    .replace("<html ", `<html data-away="${why}" `)
    .replace("<time data-stored></time>", `<time datetime="${on.toISOString()}">${said}</time>`),
  { headers: found.headers });
};

const navigated = async (event, path) => {
  const framed = event.request.destination === "iframe";
  const coming = framed ? undefined : network(event.request);
  const copy = await stored(path);
  const record = copy?.record;
  const route = routeOf(path);
  const own = route && record?.path === route;
  // the map in a page that is as it was stored: it is of the same build
  if (framed && own && !record.behind) return copy.found;
  const answer = await inTime(coming ?? network(event.request), copy);
  if (good(answer) || (answer instanceof Response && !copy)) {
    if (own && path === route) event.waitUntil(compare(answer.clone(), record));
    else if (!route && !SITE.shell.includes(path)) {
      event.waitUntil(putAside(answer.clone(), path, PAGES, SEEN_PAGES));
    }
    return answer;
  }
  if (copy && !(framed && own)) {
    if (own && path === route && record.behind) await remember({ ...record, behind: false });
    return SITE.shell.includes(path) ? copy.found
      : marked(copy.found, answer === "slow" ? "slow" : "off");
  }
  if (!path.endsWith("/") && (await stored(`${path}/`))) return Response.redirect(`${scope}${path}/`);
  const folder = Object.keys(SITE.offline).reduce(
    (best, one) => (path.startsWith(one) && one.length > best.length ? one : best), "");
  if (!SITE.offline[folder]) return Response.error();
  const wanted = new URL(SITE.offline[folder], scope);
  wanted.searchParams.set("page", place(event.request.url));
  return Response.redirect(wanted);
};

// A stored route is behind while the page on show is newer: its map must then be newer, too.
const compare = async (answer, record) => {
  if (answer.status !== 200) return;
  const mine = await caches.match(scope + record.path, { cacheName: record.bundle });
  const behind = (await mine?.text()) !== (await answer.text());
  if (behind !== record.behind) await remember({ ...record, behind });
};

const putAside = async (answer, path, name, most) => {
  const copy = await copyOf(answer).catch(() => undefined);
  if (!/html|image/.test(copy?.headers.get("content-type"))) return;
  const cache = await caches.open(name);
  await cache.delete(scope + path); // so that it comes last
  await cache.put(scope + path, copy);
  for (const key of (await cache.keys()).slice(0, -most)) await cache.delete(key);
};

const asset = async (request) =>
  (await caches.match(request.url, { cacheName: ASSETS })) ?? fetch(request);

const file = async (event, path) => {
  const { request } = event;
  const route = routeOf(path);
  const asking = route && (await self.clients.get(event.clientId));
  const inside = asking?.url.startsWith(scope + route);
  const coming = inside ? undefined : network(request);
  const copy = await stored(path);
  // asked for by its own route's page, which is as it was stored
  if (inside && copy?.record && !copy.record.behind) return copy.found;
  const answer = await inTime(coming ?? network(request), copy);
  if (good(answer)) {
    if (request.destination === "image") {
      event.waitUntil(putAside(answer.clone(), path, PICTURES, SEEN_PICTURES));
    }
    return answer;
  }
  if (copy) return copy.found;
  return answer instanceof Response ? answer : Response.error();
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope) || request.headers.has("range")) return;
  const path = place(request.url);
  if (path.startsWith("pagefind/") || path === "service-worker.js") return;
  if (request.mode === "navigate") event.respondWith(navigated(event, page(request.url)));
  else if (versioned(path)) event.respondWith(asset(request));
  else event.respondWith(file(event, page(request.url)));
});

// ---- What pages ask for: only a route's address is listened to --------------------------------
let turn = Promise.resolve(); // one after the other: they write into the same caches
const inTurn = (job) => (turn = turn.then(job, job));
const summed = (all) => all.map(({ path, title, lang, cover, bytes, kept, since }) =>
  ({ path, title, lang, cover, kept, since, bytes: bytes[kept ? 1 : 0] }));

const asked = async ({ ask, address }, say) => {
  if (ask === "clear") {
    for (const { path } of await records()) await forget(path);
    for (const name of [PAGES, PICTURES]) await caches.delete(name);
    return say({ routes: [] });
  }
  if (ask === "hello") return undefined;
  const path = routeOf(page(address));
  if (!path || path !== page(address)) throw new Error("not a route");
  if (ask === "forget") await forget(path);
  else if (ask === "keep") await store(path, true, say);
  else if (ask === "seen") await store(path, false, () => {}).catch(() => {}); // what is there stands
  const all = await records();
  const mine = all.find((record) => record.path === path);
  return say({ kept: mine?.kept === true, bytes: mine?.bytes,
    count: all.filter((one) => one.kept).length });
};

self.addEventListener("message", (event) => {
  if (!event.source?.url?.startsWith(scope)) return;
  const say = (told) => event.ports[0]?.postMessage(told);
  const answered = event.data?.ask === "list"
    ? records().then((all) => say({ routes: summed(all) })) // at once, whatever is under way
    : inTurn(() => asked(event.data ?? {}, say)).then(() => inTurn(refresh));
  event.waitUntil(answered.catch(
    (failure) => say({ failed: failure.name === "QuotaExceededError" ? "full" : "network" })));
});

// ---- From one publication to the next ---------------------------------------------------------
self.addEventListener("install", (event) => event.waitUntil((async () => {
  const [shell, assets] = [await caches.open(SHELL), await caches.open(ASSETS)];
  await Promise.all(SITE.shell.map(async (path) => {
    if (!versioned(path)) await shell.put(scope + path, await download(path));
    else if (!(await assets.match(scope + path))) await assets.put(scope + path, await download(path));
  }));
  // all of the shell is of this publication, or this worker does not start
  if (!(await versionThere()).includes(SITE.version)) throw new Error("published anew meanwhile");
  await self.skipWaiting(); // no harm to open pages: their files bear their own version
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  const shells = names.filter((name) => name.startsWith(SHELLS) && name !== SHELL).slice(0, -1);
  const aside = names.filter((name) => name.startsWith(named("aside")) && !name.endsWith(SITE.look));
  for (const name of [...shells, ...aside]) await caches.delete(name);
  await tidy();
  await self.clients.claim();
})()));
