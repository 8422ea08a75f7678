// The search page. Pagefind and its index are fetched when somebody searches, and not before.
// Its index is made from a copy of the pages with plain apostrophes and « oe » (see publish/search_text.py),
// because Pagefind takes « l’église » for one word; here the reader's words are folded alike, and
// the excerpts are given back their typography.
import { fill, find, make } from "./elements.js";
import { fold, restore } from "./search-words.js";

/**
 * @typedef {{url: string, excerpt: string, meta: Record<string, string>}} Found
 * @typedef {{data: () => Promise<Found>}} Result
 * @typedef {{options: (of: object) => Promise<void>, init: () => Promise<void>,
 *   search: (words: string) => Promise<{results: Result[]}>}} Engine
 */

const box = find(".pc-search");
/** @type {HTMLFormElement} */
const form = find("form", box);
/** @type {HTMLInputElement} */
const input = find("[name=q]", form);
const count = find("[data-pc-count]", box);
const list = find("[data-pc-results]", box);
const more = find("[data-pc-more]", box);
const words = /** @type {Record<string, string>} */ (box.dataset);
const { lang } = document.documentElement;
const PAGE = 10;

/** @type {Promise<Engine> | null} */
let engine = null;
let asked = 0; // numbers the searches, so that a slow answer never overwrites a later one
/** @type {Result[]} */
let results = [];
let shown = 0;

const begin = async () => {
  /** @type {Engine} */
  const pagefind = await import(new URL(`${words.bundle}pagefind.js`, location.href).href);
  await pagefind.options({ excerptLength: 24 });
  await pagefind.init();
  return pagefind;
};

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
  excerpt(found.excerpt));

const showMore = async (/** @type {boolean} */ focus) => {
  const mine = asked;
  const page = await Promise.all(results.slice(shown, shown + PAGE).map((one) => one.data()));
  if (mine !== asked) return;
  const items = page.map(entry);
  list.append(...items);
  shown += items.length;
  more.hidden = shown >= results.length;
  if (focus) items[0]?.querySelector("a")?.focus();
};

const search = async () => {
  asked += 1;
  const mine = asked;
  const query = fold(input.value);
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", input.value.trim());
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  if (!query) {
    count.textContent = "";
    list.replaceChildren();
    more.hidden = true;
    return;
  }
  count.textContent = words.running;
  try {
    engine ??= begin();
    const answer = await (await engine).search(query);
    if (mine !== asked) return;
    results = answer.results;
    shown = 0;
    list.replaceChildren();
    await showMore(false);
    if (mine !== asked) return;
    const n = results.length;
    count.textContent = n === 0 ? words.none : n === 1 ? words.one : fill(words.many, { n });
  } catch {
    engine = null; // the next search tries again: the network may be back
    if (mine !== asked) return;
    list.replaceChildren();
    more.hidden = true;
    // A service worker may have given this page without a network; it leaves HEAD alone.
    const reached = await fetch(location.href, { method: "HEAD" }).then(() => true, () => false);
    if (mine === asked) count.textContent = reached ? words.failed : words.offline;
  }
};

let waiting = 0;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = window.setTimeout(search, 250);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  search();
});
more.addEventListener("click", () => showMore(true));

input.value = new URL(location.href).searchParams.get("q") ?? "";
if (input.value) search();
else input.focus();
