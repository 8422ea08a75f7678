// The service worker's parts, each by itself: on a network and with caches that are made here.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, test } from "node:test";

const SCOPE = "https://exemple.fr/site/";
const LOOK = "0123456789";
const SHEET = `assets/${LOOK}/stylesheets/parcours.css`;
const PIN = "assets/map/abcdef0123/map.js";

/** The cache storage of a browser, in memory. */
class Caches {
  stores = new Map();

  async open(name) {
    if (!this.stores.has(name)) this.stores.set(name, new Store());
    return this.stores.get(name);
  }

  async keys() { return [...this.stores.keys()]; }

  async delete(name) { return this.stores.delete(name); }

  async match(address, { cacheName }) { return this.stores.get(cacheName)?.match(address); }
}

class Store {
  entries = new Map();

  async match(address) { return this.entries.get(address.url ?? address)?.clone(); }

  async put(address, answer) { this.entries.set(address, answer); }

  async delete(address) { return this.entries.delete(address.url ?? address); }

  async keys() { return [...this.entries.keys()].map((url) => ({ url })); }
}

const site = new Map(); // what the host has, by path: text, or a function
let asked = [];

const sumOf = (text) => createHash("sha256").update(text).digest("hex").slice(0, 24);
const published = (path) => `<html lang="fr">${path}<span data-stored></span><link href="assets/${LOOK}/x.css">`;
const sums = (...paths) => Object.fromEntries(paths.map((path) => [path, sumOf(published(path))]));

const answerOf = (url, text, { status = 200, type = "text/html" } = {}) => {
  const answer = new Response(text, { status, headers: { "content-type": type } });
  Object.defineProperty(answer, "url", { value: url });
  Object.defineProperty(answer, "type", { value: "basic" });
  Object.defineProperty(answer, "clone", { value: () => answerOf(url, text, { status, type }) });
  return answer;
};

globalThis.self = { registration: { scope: SCOPE }, clients: { get: async () => undefined } };
globalThis.SITE = { version: "v2", look: LOOK, shell: sums(SHEET, "gardes/"),
  versioned: "^(?:[\\w-]+/)?assets/(?:map/)?([0-9a-f]{10})/",
  offline: { "": "hors-ligne/", "en/": "en/hors-ligne/" } };
globalThis.fetch = async (request) => {
  const url = request.url ?? request;
  const path = url.slice(SCOPE.length);
  asked.push(path);
  const found = site.get(path);
  if (found === undefined) return answerOf(url, "", { status: 404 });
  const text = typeof found === "function" ? found() : found;
  if (text instanceof Error) throw text;
  return answerOf(url, text);
};
// a page's redirection is to an address within the site: Response.error has none
Response.redirect = (url) => ({ redirected: String(url) });

const parts = "../../src/parcours/assets/worker";
const addresses = await import(`${parts}/addresses.js`);
const network = await import(`${parts}/network.js`);
const routes = await import(`${parts}/routes.js`);
const { navigated, asset, file } = await import(`${parts}/answers.js`);
const { answer, listed } = await import(`${parts}/questions.js`);

const CIEL = "parcours/ciel/";
const listOf = (over = {}) => JSON.stringify({ digest: "d1", title: "Le ciel", lang: "fr", cover: "",
  files: sums(CIEL, `${CIEL}map.html`, SHEET, PIN),
  places: sums("lieux/halle/", "lieux/halle/halle-960.jpg"),
  bytes: [100, 300], pictures: { "lieux/halle/halle-480.avif": "lieux/halle/halle-960.jpg" },
  ...over });

beforeEach(() => {
  globalThis.caches = new Caches();
  asked = [];
  site.clear();
  for (const path of [CIEL, `${CIEL}map.html`, SHEET, PIN, "lieux/halle/", "lieux/halle/halle-960.jpg",
    "reciprocite/"]) site.set(path, published(path));
  site.set(`${CIEL}fichiers.json`, listOf());
});

const go = async (path, destination = "document") => {
  const waits = [];
  const request = { url: SCOPE + path, destination, mode: "navigate" };
  const event = { request, waitUntil: (one) => waits.push(one) };
  const got = await navigated(event, addresses.page(request.url));
  await Promise.all(waits);
  return got;
};
const goOffline = () => {
  for (const path of site.keys()) site.set(path, () => new TypeError("no network"));
  globalThis.fetch = ((former) => async (request) => {
    await former(request);
    throw new TypeError("no network");
  })(globalThis.fetch);
};
const online = globalThis.fetch;
beforeEach(() => { globalThis.fetch = online; });

test("addresses are told from the site's root, and none is outside of it", () => {
  assert.equal(addresses.place("parcours/ciel/?a=1#b"), "parcours/ciel/?a=1");
  assert.equal(addresses.page(`${SCOPE}en/parcours/ciel/index.html?x`), "en/parcours/ciel/");
  assert.equal(addresses.page(`${SCOPE}index.html`), "");
  assert.equal(addresses.routeOf("en/parcours/ciel/map.html"), "en/parcours/ciel/");
  assert.equal(addresses.routeOf("parcours/"), undefined);
  assert.equal(addresses.routeOf("parcours/page/2/"), undefined);
  assert.ok(addresses.isListPage("en/parcours/page/12/"));
  const sum = "0123456789abcdef01234567";
  assert.equal(addresses.listSumOf(`parcours/choix-${sum}.json`), sum);
  assert.equal(addresses.listSumOf(`parcours/ciel/choix-${sum}.json`), undefined);
  for (const outside of ["../x", "//autre.fr/", "https://exemple.fr/", "javascript:alert(1)"]) {
    assert.throws(() => addresses.place(outside), /outside/, outside);
  }
});

test("an address has a version where the theme's or a map's files lie, and nowhere else", () => {
  assert.equal(addresses.versionOf(SHEET), LOOK);
  assert.equal(addresses.versionOf(PIN), "abcdef0123");
  assert.equal(addresses.versionOf(`en/${PIN}`), "abcdef0123");
  for (const plain of ["assets/icones/icone-192.png", "assets/guide/0123456789/x.png",
    "parcours/0123456789/", "assets/0123456789.js"]) {
    assert.equal(addresses.versionOf(plain), undefined, plain);
  }
});

test("only a plain good answer of the site is copied, and it says when", async () => {
  const copy = await network.copyOf(answerOf(`${SCOPE}x`, "texte"));
  assert.equal(await copy.text(), "texte");
  assert.ok(!Number.isNaN(Date.parse(copy.headers.get(network.STORED_ON))));
  await assert.rejects(network.copyOf(answerOf(`${SCOPE}x`, "", { status: 404 })));
  await assert.rejects(network.copyOf(answerOf("https://exemple.fr/autre/", "")), /outside/);
  await assert.rejects(network.copyOf(new Response("sans origine")));
});

test("what is not what was published is not copied, be it a good answer", async () => {
  const portal = answerOf(`${SCOPE}x`, "<html>Bienvenue, quel est le numéro de votre chambre ?");
  await assert.rejects(network.copyOf(portal, sumOf("texte")), /not as published/);
  assert.equal(await (await network.copyOf(answerOf(`${SCOPE}x`, "texte"), sumOf("texte"))).text(),
    "texte");
});

test("a page of a hotel's network is kept nowhere, and what it stood for is had at the next visit",
  async () => {
    site.set("lieux/halle/", "<html>Bienvenue");
    await assert.rejects(routes.store(CIEL, true), /not as published/);
    site.set("reciprocite/", "<html>Bienvenue");
    await go("reciprocite/"); // shown, since one has to answer it, and not set aside
    assert.deepEqual(await (await caches.open(addresses.PAGES)).keys(), []);
    assert.deepEqual(await routes.records(), []);
    for (const path of ["lieux/halle/", "reciprocite/"]) site.set(path, published(path));
    await routes.store(CIEL, true);
    await go("reciprocite/");
    goOffline();
    assert.match(await (await go("lieux/halle/")).text(), /lieux\/halle/);
    assert.match(await (await go("reciprocite/")).text(), /data-away="off"/);
  });

for (const [status, why] of [[403, "refused"], [404, "gone"], [410, "gone"], [429, "refused"],
  [500, "refused"], [503, "refused"]]) {
  test(`a kept route is shown where its host says ${status}, with a word about it`, async () => {
    await routes.store(CIEL, true);
    await go("reciprocite/");
    globalThis.fetch = async (request) => answerOf(request.url ?? request, "non", { status });
    assert.match(await (await go(CIEL)).text(), new RegExp(`data-away="${why}"`));
    assert.match(await (await go("lieux/halle/")).text(), /lieux\/halle/);
    const event = { request: { url: `${SCOPE}lieux/halle/halle-960.jpg`, destination: "image" },
      clientId: "", waitUntil: () => {} };
    assert.match(await (await file(event, "lieux/halle/halle-960.jpg")).text(), /halle-960/);
    // what was only seen once is gone where its host says so
    assert.equal(/reciprocite/.test(await (await go("reciprocite/")).text()), why === "refused");
  });
}

test("a stored page says why it is shown and since when, in its language", async () => {
  const headers = { "content-type": "text/html", [network.STORED_ON]: "2026-11-29T10:00:00.000Z" };
  const page = new Response('<html lang="fr"><span data-stored></span>', { headers });
  const text = await (await network.marked(page, "slow")).text();
  assert.match(text, /^<html data-away="slow" lang="fr"><time datetime="2026-11-29T10:00:00.000Z">/);
  assert.match(text, />29 novembre 2026/);
  const first = new Response('<html lang="fr"><script data-first="1er"></script><span data-stored>' +
    "</span>", { headers: { ...headers, [network.STORED_ON]: "2026-12-01T10:00:00.000Z" } });
  assert.match(await (await network.marked(first, "slow")).text(), />1er décembre 2026/);
  const other = new Response("x", { headers: { "content-type": "image/png" } });
  assert.equal(await network.marked(other, "off"), other);
});

test("a seen route is stored without its places, a kept one with them; what has a version is shared",
  async () => {
    await routes.store(CIEL, false);
    const [seen] = await routes.records();
    assert.deepEqual([seen.kept, seen.paths.length, seen.version], [false, 4, "v2"]);
    const assets = await caches.open(addresses.ASSETS);
    const stored = (await assets.keys()).map(({ url }) => url).sort(); // in whichever order they came
    assert.deepEqual(stored, [SCOPE + SHEET, SCOPE + PIN].sort());
    asked = [];
    const told = [];
    await routes.store(CIEL, true, (one) => told.push(one));
    const [kept, ...others] = await routes.records();
    assert.deepEqual([kept.kept, kept.paths.length, others.length], [true, 6, 0]);
    assert.deepEqual(told.at(-1), { done: 6, total: 6 });
    // what is the same is taken over, and not fetched again
    assert.deepEqual(asked.filter((path) => !path.endsWith(".json")),
      ["lieux/halle/", "lieux/halle/halle-960.jpg"]);
    const bundles = (await caches.keys()).filter((name) => name.startsWith(addresses.BUNDLE));
    assert.deepEqual(bundles, [kept.bundle]);
  });

test("a route is stored whole or not at all, and the former one stands", async () => {
  await routes.store(CIEL, true);
  const [before] = await routes.records();
  site.set(`${CIEL}fichiers.json`, listOf({ digest: "d2" }));
  site.delete("lieux/halle/");
  await assert.rejects(routes.store(CIEL, true));
  assert.deepEqual(await routes.records(), [before]);
  assert.ok((await caches.keys()).includes(before.bundle));
  assert.ok(!(await caches.keys()).some((name) => name.includes(" d2 ")));
});

test("a site that is published anew meanwhile gives nothing that mixes both", async () => {
  let n = 0;
  site.set(`${CIEL}fichiers.json`, () => {
    n += 1;
    return listOf({ digest: `d${n}` });
  });
  await assert.rejects(routes.store(CIEL, false), /published anew/);
  assert.deepEqual(await routes.records(), []);
});

test("thirty seen routes are stored, all kept ones, and what none of them names goes", async () => {
  for (let n = 0; n < 33; n += 1) {
    const path = `parcours/r${n}/`;
    const script = `assets/map/${String(n).padStart(10, "0")}/map.js`;
    for (const one of [path, script]) site.set(one, published(one));
    site.set(`${path}fichiers.json`,
      listOf({ digest: `d${n}`, places: {}, files: sums(path, script) }));
    await routes.store(path, n === 0);
  }
  const all = await routes.records();
  assert.equal(all.length, 31);
  assert.ok(all.some(({ path }) => path === "parcours/r0/"));
  const left = (await (await caches.open(addresses.ASSETS)).keys()).map(({ url }) => url);
  assert.equal(left.length, 31);
  assert.ok(!left.some((url) => url.includes("/0000000001/")));
});

test("kept routes follow a new publication, seen ones do not", async () => {
  SITE.version = "v1";
  await routes.store(CIEL, true);
  SITE.version = "v2";
  site.set(`${CIEL}fichiers.json`, listOf({ digest: "d2" }));
  await routes.refresh();
  assert.deepEqual((await routes.records()).map(({ digest, version }) => [digest, version]),
    [["d2", "v2"]]);
  asked = [];
  await routes.refresh();
  assert.deepEqual(asked, []);
});

test("without a network a stored page is shown and says so; another leads to the page for that",
  async () => {
    await routes.store(CIEL, true);
    goOffline();
    assert.match(await (await go(CIEL)).text(), /data-away="off"/);
    assert.match(await (await go("lieux/halle/")).text(), /lieux\/halle/);
    assert.deepEqual(await go("parcours/ciel"), { redirected: `${SCOPE}${CIEL}` });
    assert.deepEqual(await go("lieux/autre/"),
      { redirected: `${SCOPE}hors-ligne/?page=lieux%2Fautre%2F` });
    assert.deepEqual(await go("en/parcours/x/"),
      { redirected: `${SCOPE}en/hors-ligne/?page=en%2Fparcours%2Fx%2F` });
  });

test("a page with a network comes from it, and is set aside", async () => {
  assert.match(await (await go("reciprocite/")).text(), /reciprocite/);
  goOffline();
  assert.match(await (await go("reciprocite/")).text(), /data-away="off"/);
});

test("the map in a stored page is the stored one, unless the page on show is newer", async () => {
  await routes.store(CIEL, false);
  site.set(`${CIEL}map.html`, "<html>neuve");
  assert.match(await (await go(`${CIEL}map.html`, "iframe")).text(), /parcours\/ciel/);
  site.set(CIEL, "<html>page neuve");
  await go(CIEL); // the network gives another page than the stored one
  assert.equal((await routes.records())[0].behind, true);
  assert.match(await (await go(`${CIEL}map.html`, "iframe")).text(), /neuve/);
  goOffline();
  assert.match((await go(`${CIEL}map.html`, "iframe")).redirected, /hors-ligne/);
});

test("a file with a version is never asked for twice", async () => {
  await routes.store(CIEL, false);
  asked = [];
  assert.match(await (await asset({ url: SCOPE + PIN })).text(), /map\.js/);
  assert.deepEqual(asked, []);
});

const fetched = async (path) => {
  const waits = [];
  const request = { url: SCOPE + path, destination: "", mode: "cors" };
  const got = await file({ request, waitUntil: (one) => waits.push(one) }, path);
  await Promise.all(waits);
  return got;
};

test("what a list is chosen from is stored if it is what its name says, and then kept", async () => {
  const [text, wrong] = ['{"ids":["ciel"]}', "<html>Wi-Fi de l'hôtel"];
  const path = `en/parcours/choix-${sumOf(text)}.json`;
  site.set(path, wrong);
  assert.equal(await (await fetched(path)).text(), wrong); // the page makes nothing of it
  site.set(path, text);
  await fetched(path);
  asked = [];
  goOffline();
  assert.equal(await (await fetched(path)).text(), text);
  assert.deepEqual(asked, []);
});

test("further pages of the list are set aside once read, and are no routes", async () => {
  site.set("parcours/page/2/", published("parcours/page/2/"));
  await fetched("parcours/page/2/");
  goOffline();
  assert.match(await (await fetched("parcours/page/2/")).text(), /page\/2/);
});

test("who keeps a route has the whole list without a choice, others do not", async () => {
  const text = '{"ids":["ciel"]}';
  const name = `choix-${sumOf(text)}.json`;
  site.set(`parcours/${name}`, text);
  site.set("parcours/", `${published("parcours/")}{"choices":"${name}"}`);
  await go("parcours/");
  assert.ok(!asked.includes(`parcours/${name}`));
  await routes.store(CIEL, true);
  await go("parcours/");
  assert.ok(asked.includes(`parcours/${name}`));
});

test("any size of a photo is answered with the one that is kept", async () => {
  await routes.store(CIEL, true);
  goOffline();
  const event = { request: { url: `${SCOPE}lieux/halle/halle-480.avif`, destination: "image" },
    clientId: "", waitUntil: () => {} };
  assert.match(await (await file(event, "lieux/halle/halle-480.avif")).text(), /halle-960/);
});

test("a message is listened to when it names a route of the site, and nothing else", async () => {
  const ask = async (question) => {
    let said;
    await answer(question, (told) => { said = told; });
    return said;
  };
  for (const refused of ["https://autre.fr/parcours/x/", "../../x", "lieux/", "", "parcours/",
    "parcours/ciel/map.html", null, 7, undefined]) {
    await assert.rejects(ask({ ask: "keep", address: refused }), String(refused));
  }
  assert.deepEqual(await ask({ ask: "keep", address: SCOPE + CIEL }).then(({ kept, count }) =>
    [kept, count]), [true, 1]);
  assert.deepEqual((await listed()).routes.map(({ path, bytes }) => [path, bytes]), [[CIEL, 300]]);
  assert.deepEqual(await ask({ ask: "forget", address: CIEL }), { kept: false, bytes: undefined,
    count: 0 });
  assert.equal(await ask({ ask: "hello" }), undefined);
  await ask({ ask: "keep", address: CIEL });
  await (await caches.open(addresses.LISTS)).put(`${SCOPE}parcours/page/2/`, answerOf("", "page"));
  assert.deepEqual(await ask({ ask: "clear" }), { routes: [] });
  for (const aside of [addresses.PAGES, addresses.LISTS, addresses.PICTURES]) {
    assert.equal((await (await caches.open(aside)).keys()).length, 0, aside); // none is kept any more
  }
  assert.deepEqual((await listed()).routes, []);
});
