// What every script needs of the document it runs in: pages of the site and maps alike.

/**
 * The element that the document is known to have.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T}
 */
export const find = (selector, within = document) => {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`no element is ${selector}`);
  return /** @type {T} */ (/** @type {unknown} */ (found));
};

/**
 * All elements that the selector names, in order.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T[]}
 */
export const findAll = (selector, within = document) =>
  /** @type {T[]} */ ([...within.querySelectorAll(selector)]);

/**
 * A new element with these properties and content. Texts enter as text, never as markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Partial<HTMLElementTagNameMap[T]>} [of]
 * @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[T]}
 */
export const make = (name, of = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), of);
  made.append(...inside);
  return made;
};

/**
 * What the build wrote into the document as one block of JSON.
 * @param {string} id
 * @returns {any}
 */
export const dataOf = (id) => JSON.parse(find(`#${id}`).textContent ?? "");

/**
 * A sentence with its values: `{name}` gives way to the value of that name, if there is one.
 * @param {string} text
 * @param {Record<string, string | number | undefined>} values
 */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g,
  (whole, name) => String(values[name] ?? whole));

/**
 * The form of a sentence that a number asks for; languages have one, two or more of them.
 * @param {Record<string, string>} forms by what `Intl.PluralRules` calls the numbers of each
 * @param {number} n
 * @param {string} lang
 */
export const formOf = (forms, n, lang) =>
  forms[new Intl.PluralRules(lang).select(n)] ?? forms.other;
