// The search page. Pagefind and its index are fetched when somebody searches, and not before.
// Its index is made from a copy of the pages with plain apostrophes and « oe » (see publish/search_text.py),
// because Pagefind takes « l’église » for one word; here the reader's words are folded alike, and
// the excerpts are given back their typography. “No result” is said only of an index that was read.
import { fill, find, formOf, make } from "./elements.js";
import { Loss, engineOf } from "./search-engine.js";
import { exact, fold, meant, restore, told } from "./search-words.js";

/** @typedef {import("./search-engine.js").Found} Found */
/** @typedef {import("./search-engine.js").Result} Result */

const box = find(".pc-search");
/** @type {HTMLFormElement} */
const form = find("form", box);
/** @type {HTMLInputElement} */
const input = find("[name=q]", form);
const count = find("[data-pc-count]", box);
const list = find("[data-pc-results]", box);
const more = find("[data-pc-more]", box);
const editors = find("[data-pc-editors]", box);
const words = /** @type {Record<string, string>} */ (box.dataset);
const { lang } = document.documentElement;
const PAGE = 10;
const WAIT_MS = [1000, 2000, 4000, 8000, 15000];

const engine = engineOf(words.bundle);
let asked = 0; // numbers the searches, so that a slow answer never overwrites a later one
/** @type {Result[]} */
let results = [];
let shown = 0;
let waiting = 0; // for the typist, or for the network
let tries = 0;

// Pagefind marks the words found with <mark> and escapes the rest. It is read into a document of
// its own, where nothing runs, and only text and marks are taken over.
const excerpt = (/** @type {string} */ html) => {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return make("p", {}, ...[...parsed.body.childNodes].map((node) => {
    const text = restore(node.textContent ?? "", lang);
    return node.nodeName === "MARK" ? make("mark", { textContent: text }) : text;
  }));
};

const entry = (/** @type {Found} */ found) => make("li", {},
  make("a", { href: found.url, textContent: restore(found.meta.title || found.url, lang) }),
  excerpt(told(found.excerpt)));

const showMore = async (/** @type {boolean} */ focus) => {
  const mine = asked;
  const page = await engine.read(results.slice(shown, shown + PAGE));
  if (mine !== asked) return;
  const items = page.map(entry);
  list.append(...items);
  shown += items.length;
  more.hidden = shown >= results.length;
  if (focus) items[0]?.querySelector("a")?.focus();
};

const clear = () => {
  list.replaceChildren();
  more.hidden = true;
  editors.hidden = true;
};

// Pages for those who write the site come after those for visitors, and fold.
const showEditors = async (/** @type {Result[]} */ found) => {
  const mine = asked;
  const pages = await engine.read(found.slice(0, PAGE));
  if (mine !== asked) return;
  editors.hidden = pages.length === 0;
  find("summary", editors).textContent = fill(words.editors, { n: found.length });
  find("ol", editors).replaceChildren(...pages.map(entry));
  /** @type {HTMLDetailsElement} */ (editors).open = results.length === 0;
};

const searched = async (/** @type {string} */ query) => {
  const mine = asked;
  const [visitors, writers] = await Promise.all(
    [false, true].map((written) => engine.search(exact(query), written)));
  let said = "";
  let found = visitors;
  if (!visitors.length) {
    const other = meant(query, await engine.names(lang));
    found = other ? await engine.search(other) : [];
    if (found.length) said = fill(words.meant, { words: restore(other, lang) });
  }
  if (mine !== asked) return;
  results = found;
  shown = 0;
  list.replaceChildren();
  await showMore(false);
  await showEditors(writers);
  if (mine !== asked) return;
  const n = results.length;
  const counted = fill(formOf(JSON.parse(words.found), n, lang), { n });
  const none = writers.length ? words.none_here : words.none;
  count.textContent = n === 0 ? none : `${said}${said && " "}${counted}`;
};

// Asks the host itself: no cache of the browser, and the service worker leaves HEAD alone.
const reached = () => fetch(location.href, { method: "HEAD", cache: "no-store" })
  .then(() => true, () => false);

const search = async () => {
  clearTimeout(waiting);
  asked += 1;
  const mine = asked;
  const query = fold(input.value, lang);
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", input.value.trim());
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  if (!query) {
    count.textContent = "";
    clear();
    return;
  }
  if (!tries) count.textContent = words.running;
  try {
    await searched(query);
    tries = 0;
  } catch (failure) {
    if (!(failure instanceof Loss)) throw failure;
    if (mine !== asked) return;
    const there = await reached();
    if (mine !== asked) return;
    tries += 1;
    if (there && tries === 1) { // a moment without a network
      await search();
      return;
    }
    clear();
    count.textContent = there ? words.failed : words.offline;
    if (there && tries > WAIT_MS.length) return; // no index, and none to come
    waiting = window.setTimeout(search, WAIT_MS[Math.min(tries, WAIT_MS.length) - 1]);
  }
};

const afresh = () => {
  tries = 0;
  search();
};
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = window.setTimeout(afresh, 250);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  afresh();
});
more.addEventListener("click", () => showMore(true).catch(afresh));
addEventListener("online", () => {
  if (tries) afresh();
});

input.value = new URL(location.href).searchParams.get("q") ?? "";
if (input.value) search();
else input.focus();
