// The panels of the catalogue's filters. On a wide screen they lie over the page, one at a time; on a
// phone they fold out in it. They open and close whether or not the list is there to be filtered.
import { find } from "./elements.js";

const wide = matchMedia("(min-width: 60rem)"); // as in catalogue.css
/** @type {WeakMap<HTMLFormElement, {fold: () => void}>} */
const made = new WeakMap();

/** @param {HTMLFormElement} form */
const panels = (form) => {
  const all = [...form.querySelectorAll("details")];
  const shutAround = (/** @type {EventTarget | null} */ target) => {
    if (!wide.matches) return;
    for (const panel of all) {
      if (!(target instanceof Node && panel.contains(target))) panel.open = false;
    }
  };
  document.addEventListener("click", ({ target }) => shutAround(target));
  form.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Escape" || !wide.matches || !(target instanceof Element)) return;
    /** @type {HTMLDetailsElement | null} */
    const panel = target.closest("details[open]");
    if (!panel) return;
    panel.open = false;
    find("summary", panel).focus();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget) shutAround(relatedTarget);
  });
  const opener = find("[data-open]", form);
  const fold = (open = false) => {
    form.classList.toggle("is-open", open);
    opener.setAttribute("aria-expanded", String(open));
  };
  opener.addEventListener("click", () => fold(!form.classList.contains("is-open")));
  return { fold: () => fold() };
};

/**
 * The panels of a form, set up once.
 * @param {HTMLFormElement} form
 */
export const panelsOf = (form) => {
  const known = made.get(form) ?? panels(form);
  made.set(form, known);
  return known;
};
