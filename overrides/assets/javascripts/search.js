// The search page. Pagefind and its index are fetched when somebody searches, and not before.
// Its index is made from a copy of the pages with plain apostrophes and « oe » (see publish.py),
// because Pagefind takes « l’église » for one word; here the reader's words are folded alike, and
// the excerpts are given back their typography.
const box = document.querySelector(".pc-search");
const form = box.querySelector("form");
const input = form.elements.q;
const count = box.querySelector("[data-pc-count]");
const list = box.querySelector("[data-pc-results]");
const more = box.querySelector("[data-pc-more]");
const french = document.documentElement.lang === "fr";
const PAGE = 10;

let engine = null;
let asked = 0; // numbers the searches, so that a slow answer never overwrites a later one
let results = [];
let shown = 0;

const fold = (text) => text.replace(/[’ʼ]/g, "'").replace(/œ/g, "oe").replace(/Œ/g, "Oe").trim();
const restore = (text) => {
  const curled = text.replace(/(\p{L})'(?=\p{L})/gu, "$1’");
  if (!french) return curled;
  return curled.replace(/oe(?=u|il)/g, "œ").replace(/Oe(?=u|il)/g, "Œ");
};

const load = () => {
  engine ??= (async () => {
    const pagefind = await import(new URL(`${box.dataset.bundle}pagefind.js`, location.href));
    await pagefind.options({ excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  })();
  return engine;
};

// Pagefind marks the words found with <mark> and escapes the rest. It is read into a document of
// its own, where nothing runs, and only text and marks are taken over.
const excerpt = (html) => {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const line = document.createElement("p");
  for (const node of parsed.body.childNodes) {
    const text = restore(node.textContent);
    if (node.nodeName === "MARK") {
      line.appendChild(document.createElement("mark")).textContent = text;
    } else {
      line.append(text);
    }
  }
  return line;
};

const entry = (found) => {
  const item = document.createElement("li");
  const link = item.appendChild(document.createElement("a"));
  link.href = found.url;
  link.textContent = restore(found.meta.title || found.url);
  item.append(excerpt(found.excerpt));
  return item;
};

const showMore = async (focus) => {
  const mine = asked;
  const page = await Promise.all(results.slice(shown, shown + PAGE).map((one) => one.data()));
  if (mine !== asked) return;
  const items = page.map(entry);
  list.append(...items);
  shown += items.length;
  more.hidden = shown >= results.length;
  if (focus) items[0]?.querySelector("a").focus();
};

const search = async () => {
  const mine = ++asked;
  const words = fold(input.value);
  const address = new URL(location.href);
  if (words) address.searchParams.set("q", input.value.trim());
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  if (!words) {
    count.textContent = "";
    list.replaceChildren();
    more.hidden = true;
    return;
  }
  count.textContent = box.dataset.running;
  try {
    const pagefind = await load();
    const answer = await pagefind.search(words);
    if (mine !== asked) return;
    results = answer.results;
    shown = 0;
    list.replaceChildren();
    await showMore(false);
    if (mine !== asked) return;
    const n = results.length;
    if (n === 0) count.textContent = box.dataset.none;
    else if (n === 1) count.textContent = box.dataset.one;
    else count.textContent = box.dataset.many.replace("{n}", n);
  } catch {
    engine = null; // the next search tries again: the network may be back
    if (mine !== asked) return;
    list.replaceChildren();
    more.hidden = true;
    // A service worker may have given this page without a network; it leaves HEAD alone.
    const reached = await fetch(location.href, { method: "HEAD" }).then(() => true, () => false);
    if (mine === asked) count.textContent = reached ? box.dataset.failed : box.dataset.offline;
  }
};

let waiting;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 250);
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
