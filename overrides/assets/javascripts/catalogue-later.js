// Where routes are many, what is known of them comes at the first choice. Until then the page is as
// it was built; what the visitor does meanwhile is held, and done once the list can answer.
import { panelsOf } from "./catalogue-panels.js";
import { find } from "./elements.js";

/** A task of its own for each step: together they would be felt on a slow device. */
export const pause = () => new Promise((next) => { setTimeout(next); });
const PATIENCE_MS = 400; // before the visitor is told that it takes a while
const ASKED = /^#(?:jour=|carte$)/;

/** @param {string} name */
const read = async (name) => {
  const answer = await fetch(name);
  if (answer.ok) return answer.json();
  throw new Error(answer.status === 404 || answer.status === 410 ? "outdated" : "unreachable");
};

/**
 * @param {HTMLElement} root
 * @param {Parcours.FirstPage} page
 * @param {(root: HTMLElement, data: Parcours.Catalogue, ready: () => void) => Iterator<void>} begin
 */
export const afterAChoice = (root, page, begin) => {
  /** @type {HTMLFormElement} */
  const form = find(".pc-filters", root);
  /** @type {HTMLSelectElement} */
  const select = find("#tri", root);
  const note = find(".pc-found__note", root);
  const { words } = page;
  panelsOf(form);

  /** @type {Promise<Parcours.Ways> | undefined} */
  let ways;
  const waysOf = () => {
    ways ??= read(page.ways);
    ways.catch(() => { ways = undefined; });
    return ways;
  };

  /** @type {Map<HTMLElement | string, {keep?: () => void, act: () => void}>} what is done again once the
   * list can answer, and what until then stays as it was chosen; of a day, and of an order, the last */
  const held = new Map();
  const kindOf = (/** @type {Element} */ one) => (one.matches("[data-day], #jour") ? "day"
    : one.matches("[data-near], #tri") ? "order" : /** @type {HTMLElement} */ (one));
  const BUTTONS = "[data-day], [data-near], .pc-found__switch";
  let under = false; // the list is on its way
  const stop = new AbortController();
  const end = () => {
    under = false;
    root.removeAttribute("aria-busy");
    document.documentElement.classList.remove("asked");
  };
  const load = async () => {
    if (under) return;
    under = true;
    root.setAttribute("aria-busy", "true");
    const over = new AbortController();
    const late = setTimeout(() => { note.textContent = words.coming; }, PATIENCE_MS);
    try {
      const choices = await read(page.choices);
      await pause();
      const paged = { ids: choices.ids, titles: choices.titles, spots: choices.spots,
        most: page.most, waysOf };
      const ready = () => {
        stop.abort();
        note.textContent = "";
        for (const { keep } of held.values()) keep?.();
        // from here on the list hears the visitor: what they choose anew is not undone by what was held
        for (const kind of ["change", "click"]) {
          root.addEventListener(kind, ({ target }) => {
            const one = target instanceof Element && (kind === "change" ? target
              : target.closest(BUTTONS));
            if (one) held.delete(kindOf(one));
          }, { capture: true, signal: over.signal });
        }
      };
      const steps = begin(root, { ...choices, words, paged }, ready);
      while (!steps.next().done) await pause();
      for (const kind of held.keys()) {
        await pause();
        held.get(kind)?.act(); // unless they chose anew while it rested
      }
    } catch (failure) {
      // nothing is chosen that the list does not show
      held.clear();
      form.reset();
      select.value = "";
      const { message } = /** @type {Error} */ (failure);
      note.textContent = words[message] ?? words.unreachable;
      if (!(message in words) && !(failure instanceof TypeError)) throw failure;
    } finally {
      clearTimeout(late);
      over.abort();
      end();
    }
  };

  const { signal } = stop;
  root.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
      const { value } = target;
      const asked = target instanceof HTMLInputElement ? { value, checked: target.checked } : { value };
      const keep = () => { Object.assign(target, asked); };
      held.set(kindOf(target), { keep, act: () => {
        keep();
        target.dispatchEvent(new Event("change", { bubbles: true }));
      } });
      load();
    }
  }, { signal });
  root.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    /** @type {HTMLElement | null} */
    const button = event.target.closest(BUTTONS);
    if (!button) return;
    event.preventDefault();
    held.set(kindOf(button), { act: () => button.click() });
    load();
  }, { signal });
  // who touches the filters or the map is about to choose
  for (const part of [form, select, ...root.querySelectorAll(".pc-atlas")]) {
    part.addEventListener("pointerdown", load, { signal, once: true });
    part.addEventListener("focusin", load, { signal, once: true });
  }
  root.querySelector(".pc-atlas")?.addEventListener("pointermove", load, { signal, once: true });
  const answer = () => {
    if (document.documentElement.classList.contains("asked") || ASKED.test(location.hash)) load();
  };
  addEventListener("hashchange", () => { if (ASKED.test(location.hash)) load(); }, { signal });
  answer();
  root.classList.add("is-ready");
};
