// The site without a network: when each part is called. Only this part does something by itworker.
import {
  ASIDE, ASSETS, SHELL, SHELLS, page, place, scope, versionOf, worker,
} from "./addresses.js";
import { asset, file, navigated } from "./answers.js";
import { download, versionThere } from "./network.js";
import { answer, listed } from "./questions.js";
import { refresh, tidy } from "./routes.js";

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope) || request.headers.has("range")) return;
  const path = place(request.url);
  if (path.startsWith("pagefind/") || path === "service-worker.js") return;
  if (request.mode === "navigate") event.respondWith(navigated(event, page(request.url)));
  else if (versionOf(path)) event.respondWith(asset(request));
  else event.respondWith(file(event, page(request.url)));
});

/** @type {Promise<unknown>} */
let turn = Promise.resolve(); // one after the other: they write into the same caches
const inTurn = (/** @type {() => Promise<unknown>} */ job) => {
  turn = turn.then(job, job);
  return turn;
};

/** @type {Record<string, string>} by the name of the error; all else is the network's */
const FAILED = { QuotaExceededError: "full", SecurityError: "blocked", NotAllowedError: "blocked" };

worker.addEventListener("message", (event) => {
  if (!(event.source instanceof WindowClient && event.source.url.startsWith(scope))) return;
  const say = (/** @type {object} */ told) => event.ports[0]?.postMessage(told);
  const { ask } = event.data ?? {};
  const answered = ask === "list" ? listed().then(say) // at once, whatever is under way
    : ask === "state" ? answer(event.data, say)
    : inTurn(() => answer(event.data ?? {}, say)).then(() => inTurn(refresh));
  event.waitUntil(answered.catch(
    ({ name }) => say({ failed: FAILED[name] ?? "network" })));
});

// ---- From one publication to the next ---------------------------------------------------------
const install = async () => {
  const [shell, assets] = [await caches.open(SHELL), await caches.open(ASSETS)];
  await Promise.all(Object.entries(SITE.shell).map(async ([path, sum]) => {
    const into = versionOf(path) ? assets : shell;
    if (into === shell || !(await assets.match(scope + path))) {
      await into.put(scope + path, await download(path, sum));
    }
  }));
  // all of the shell is of this publication, or this worker does not start
  if (!(await versionThere()).includes(SITE.version)) throw new Error("published anew");
  await worker.skipWaiting(); // no harm to open pages: their files bear their own version
};

const activate = async () => {
  const names = await caches.keys();
  const shells = names.filter((name) => name.startsWith(SHELLS) && name !== SHELL).slice(0, -1);
  const aside = names.filter((name) => name.startsWith(ASIDE) && !name.endsWith(SITE.look));
  for (const name of [...shells, ...aside]) await caches.delete(name);
  await tidy();
  await worker.clients.claim();
};

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
