// A list of so many routes that it goes over several pages. What is shown is a page of cards, with a
// button for more; a card that this page has not comes from the page that has it, and says its title
// and what the filters know until then, or for good where there is no network.
import { ordered } from "./catalogue-list.js";
import { fill, find, make } from "./elements.js";

const AT_ONCE = 1; // cards for one frame to draw: on a slow device the pictures of two are too many
const LOADING = 4; // pages asked for at the same time
const CARD = /<article class="pc-card">[^]*?<\/article>/g;
const ROUTE = /href="\.\.\/\.\.\/([\w-]+)\//;
const FACTS = ["jours", "km", "niveau"];

// The task after the next frame: whoever rests for it leaves that frame no more than was put in before.
const frame = () => new Promise((next) => { requestAnimationFrame(() => setTimeout(next)); });

/**
 * The cards of a further page as text, by route; what the page says was made safe when it was built.
 * @param {string} page
 * @returns {Map<string, string>}
 */
export const cardsIn = (page) => new Map([...page.matchAll(CARD)].flatMap(([card]) => {
  const id = ROUTE.exec(card)?.[1];
  return id ? [[id, card]] : [];
}));

/**
 * @param {HTMLElement} root
 * @param {Parcours.PagedCatalogue} data
 * @param {(i: number) => void} touch what is done to each card that is shown
 * @param {(i: number, names: string[]) => string[]} said the choices that a route has, in words
 * @returns {import("./catalogue-list.js").Deck}
 */
export const pagedList = (root, data, touch, said) => {
  const list = find(".pc-list", root);
  const nav = find(".pc-pages", root);
  const { ids, titles, most, words } = data;
  const all = ids.length;
  const numbers = new Map(ids.map((id, i) => [id, i]));
  /** @type {HTMLElement[]} */
  const cards = [];
  /** @type {Map<Element | null, number>} */
  const place = new Map();
  /** @type {Set<number>} */
  const whole = new Set();
  for (const item of /** @type {HTMLElement[]} */ ([...list.children])) {
    const link = find(".pc-card__link", item).getAttribute("href") ?? "";
    const i = numbers.get(link.split("/")[0]);
    if (i === undefined) continue; // of another publication: it is in no choice
    cards[i] = item;
    place.set(item, i);
    whole.add(i);
  }
  const [first] = list.children;

  // ---- A card before its page has come ----------------------------------------------------------
  const sketched = (/** @type {number} */ i) => {
    const item = /** @type {HTMLElement} */ (first.cloneNode(true));
    item.className = "is-coming";
    for (const part of item.querySelectorAll(".pc-card__body > p:not(.pc-card__facts)")) {
      part.remove();
    }
    const link = find(".pc-card__link", item);
    link.textContent = titles[i];
    link.setAttribute("href", `${ids[i]}/`);
    find(".pc-card__cover", item).setAttribute("src", `${ids[i]}/${ids[i]}.svg`);
    find(".pc-card__facts", item).textContent = said(i, FACTS).join(" · ");
    find(".pc-tags", item).replaceChildren(
      ...said(i, ["theme"]).map((textContent) => make("li", { textContent })));
    return item;
  };
  const card = (/** @type {number} */ i) => {
    if (!cards[i]) {
      cards[i] = sketched(i);
      place.set(cards[i], i);
    }
    return cards[i];
  };

  // ---- The cards of other pages -----------------------------------------------------------------
  /** @type {Map<number, Promise<Map<string, string>>>} */
  const pages = new Map();
  const cardsOf = (/** @type {number} */ page) => {
    let coming = pages.get(page);
    if (!coming) {
      coming = fetch(`page/${page}/`).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
        return answer.text();
      }).then(cardsIn);
      coming.catch(() => pages.delete(page)); // the next time it is asked for again
      pages.set(page, coming);
    }
    return coming;
  };
  const complete = (/** @type {number} */ i, /** @type {string} */ text) => {
    const read = new DOMParser().parseFromString(text, "text/html");
    for (const name of ["href", "src"]) {
      for (const node of read.querySelectorAll(`[${name}^="../../"]`)) {
        node.setAttribute(name, (node.getAttribute(name) ?? "").slice("../../".length));
      }
    }
    const focused = cards[i].contains(document.activeElement);
    cards[i].replaceChildren(document.adoptNode(find(".pc-card", read)));
    cards[i].classList.remove("is-coming");
    whole.add(i);
    touch(i);
    if (focused) find(".pc-card__link", cards[i]).focus({ preventScroll: true });
  };
  /** @type {Promise<unknown>} */
  let turn = Promise.resolve();
  // however many pages come at the same time, their cards come as the others do
  const myTurn = () => {
    turn = turn.then(frame);
    return turn;
  };
  const fetchCards = async (/** @type {number[]} */ wanted, /** @type {() => boolean} */ stale) => {
    /** @type {Map<number, number[]>} */
    const from = new Map();
    for (const i of wanted.filter((one) => !whole.has(one))) {
      const page = Math.floor(i / most) + 1;
      from.set(page, [...(from.get(page) ?? []), i]);
    }
    const waiting = [...from];
    const work = async () => {
      for (let next = waiting.shift(); next && !stale(); next = waiting.shift()) {
        const [page, some] = next;
        const found = await cardsOf(page).catch(() => new Map());
        for (const i of some) {
          const text = found.get(ids[i]);
          if (!text || whole.has(i)) continue;
          await myTurn();
          if (!whole.has(i)) complete(i, text);
        }
      }
    };
    await Promise.all(Array.from({ length: LOADING }, work));
  };

  // ---- What is shown ----------------------------------------------------------------------------
  const more = make("button", { type: "button", className: "pc-chip pc-more", hidden: true });
  list.after(more);
  /** @type {unknown} */
  let laid = "";
  let places = ordered(all, null);
  /** @type {number[]} */
  let left = places; // what the filters leave, in order
  let shown = most;
  let asked = 0;

  const put = (/** @type {number[]} */ some, /** @type {boolean} */ anew) => {
    asked += 1;
    const mine = asked;
    const stale = () => mine !== asked;
    // what stands so already is not laid out again
    const same = anew && some.length === list.children.length
      && some.every((i, n) => cards[i] && cards[i] === list.children[n]);
    let done = same ? some.length : 0;
    if (same) for (const i of some) touch(i);
    const slice = () => {
      if (stale()) return;
      const now = some.slice(done, done + AT_ONCE);
      const nodes = now.map(card);
      if (anew && !done) list.replaceChildren(...nodes);
      else list.append(...nodes);
      for (const i of now) touch(i);
      done += AT_ONCE;
      if (done < some.length) frame().then(slice);
      else fetchCards(some, stale);
    };
    slice();
    const rest = Math.min(most, left.length - shown);
    const asBuilt = laid === "" && left.length === all && shown === most;
    nav.hidden = !asBuilt; // it leads through the order of titles
    more.hidden = asBuilt || rest <= 0;
    more.textContent = fill(words.more, { n: rest });
  };
  more.addEventListener("click", () => {
    const from = shown;
    shown += most;
    put(left.slice(from, shown), false);
    find(".pc-card__link", card(left[from])).focus();
  });

  return {
    all,
    card: (i) => cards[i],
    numberOf: (target) => place.get(target.closest(".pc-list > li")) ?? -1,
    bring: (i) => {
      const one = card(i);
      if (!one.isConnected) {
        list.prepend(one);
        touch(i);
        fetchCards([i], () => false);
      }
      return one;
    },
    lay: (by, keys) => {
      if (by === laid) return;
      laid = by;
      places = ordered(all, keys);
    },
    reveal: (seen) => {
      left = places.filter(seen);
      shown = most;
      put(left.slice(0, most), true);
    },
  };
};
