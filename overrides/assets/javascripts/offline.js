// What every page does so that the site can be read without a network, and the way to its worker for
// keep.js and kept.js. Only a published site has a service worker; its address stands in data-worker,
// which theme.js puts on <html>.
import { make } from "./elements.js";

/**
 * What the worker says of a route: whether and since when it is kept, and its size.
 * @typedef {{path: string, title: string, lang: string, cover: string, kept: boolean, since: number,
 *   bytes: number}} Stored
 */
/**
 * @typedef {{failed?: string, kept: boolean, bytes?: [seen: number, kept: number], count?: number,
 *   routes?: Stored[]}} Told
 */
/** @typedef {{done: number, total: number}} Progress */

const root = document.documentElement;
const workers = navigator.serviceWorker;
const address = root.dataset.worker ?? "";

const loaded = new Promise((done) => {
  if (document.readyState === "complete") done(null);
  else addEventListener("load", done, { once: true });
});

// Not before the page is there: what the worker fetches would delay it. A page that has a worker
// does not register it again, which would wait until the browser has looked for a newer one.
/** @returns {Promise<ServiceWorker>} */
const start = async () => {
  await loaded;
  const found = await workers.register(address).catch((failure) => {
    // TypeError: the network did not give the script; all else is the browser that refuses
    throw failure instanceof TypeError ? failure : new Error("blocked");
  });
  if (found.active) return found.active;
  const coming = found.installing ?? found.waiting;
  return new Promise((done, fail) => {
    coming?.addEventListener("statechange", () => {
      if (coming.state === "activated") done(coming);
      else if (coming.state === "redundant") fail(new Error("the worker could not start"));
    });
  });
};

// What is kept is said before the first paint of the next page, see theme.js.
const count = (/** @type {number} */ kept) => {
  root.classList.toggle("has-kept", kept > 0);
  try {
    if (kept) localStorage.setItem("parcours.kept", String(kept));
    else localStorage.removeItem("parcours.kept");
  } catch {
    // storage is closed: the footer leads to the list, too
  }
};

/** Whether this page has a worker to ask. */
export const able = Boolean(workers && address);
const running = able ? workers.controller ? Promise.resolve(workers.controller) : start() : null;
running?.catch(() => {}); // whoever asks is told

/**
 * Asks the worker, which may tell how far it is while it works.
 * @param {{ask: string, address?: string}} question
 * @param {(progress: Progress) => void} [progress]
 * @returns {Promise<Told>}
 */
export const ask = async (question, progress = () => {}) => {
  const worker = await running;
  if (!worker) throw new Error("no worker");
  const { port1, port2 } = new MessageChannel();
  /** @type {Told} */
  const told = await new Promise((done) => {
    port1.onmessage = ({ data }) => (data.total ? progress(data) : done(data));
    worker.postMessage(question, [port2]);
  });
  port1.close();
  if (told.failed) throw new Error(told.failed);
  count(told.count ?? told.routes?.filter((route) => route.kept).length ?? 0);
  return told;
};

/**
 * A size as one says it, in the language of the page.
 * @param {number} bytes
 */
export const sizeOf = (bytes) => {
  /** @type {[unit: string, bytes: number]} */
  const [unit, n] = bytes < 1e6 ? ["kilobyte", 1e3] : bytes < 1e9 ? ["megabyte", 1e6]
    : ["gigabyte", 1e9];
  return new Intl.NumberFormat(root.lang, {
    style: "unit", unit, maximumFractionDigits: unit === "kilobyte" ? 0 : 1 }).format(bytes / n);
};

// A plain build where a published site stood: whoever writes must see the page as it is now.
const takeAway = async () => {
  for (const one of await workers.getRegistrations()) {
    const ours = one.active?.scriptURL === `${one.scope}service-worker.js`;
    if (ours && location.href.startsWith(one.scope)) one.unregister();
  }
};

// Browsers ask the network for a download whatever a worker has; a page may ask the worker.
const download = async (/** @type {MouseEvent} */ event) => {
  /** @type {HTMLAnchorElement | null} */
  const link = event.target instanceof Element ? event.target.closest("a[download]") : null;
  if (!link || event.defaultPrevented || !workers.controller) return;
  if (link.protocol === "blob:" || link.origin !== location.origin) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(String(answer.status));
    const file = make("a", { href: URL.createObjectURL(await answer.blob()),
      download: link.download || link.pathname.split("/").at(-1) });
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 10000);
  } catch {
    location.assign(link.href); // the browser says why
  }
};

if (running) {
  if (!document.querySelector("[data-pc-keep], [data-pc-saved]")) {
    loaded.then(() => running).then((worker) => worker.postMessage({ ask: "hello" }), () => {});
  }
  // A newer worker has taken over: what is kept must follow the site.
  workers.addEventListener("controllerchange", () => {
    workers.controller?.postMessage({ ask: "hello" });
  });
  document.addEventListener("click", download);
} else if (workers) {
  takeAway().catch(() => {});
}
