// How words are written where Pagefind looks for them, and how they are written on a page.

/** As in publish/search_words.py, with a test that holds both equal. */
export const ABBREVIATIONS = Object.freeze(/** @type {Record<string, string>} */ ({
  st: "saint", ste: "sainte", sts: "saints", stes: "saintes",
  bd: "boulevard", bld: "boulevard", blvd: "boulevard", boul: "boulevard",
  av: "avenue", ave: "avenue", pl: "place", rte: "route", ch: "chemin",
  chem: "chemin", fg: "faubourg", fbg: "faubourg", imp: "impasse", sq: "square",
  all: "allée", qu: "quai", nd: "notre-dame",
}));
/** Those that may be the beginning of another word: before another word only, or with a full stop. */
const SHORT = new Set(["av", "pl", "ch", "imp", "sq", "all", "qu", "boul"]);
const WORD = /(?<![\p{L}\p{N}])(\p{L}{2,4})(?![\p{L}\p{N}])(\.?)(?=([ '-]\p{L})?)/gu;

/**
 * Words as the index has them: plain apostrophes and « oe », abbreviations spelled out.
 * @param {string} text
 * @param {string} lang
 */
export const fold = (text, lang) => text
  .replace(/[’ʼ]/g, "'").replace(/œ/g, "oe").replace(/Œ/g, "Oe")
  .replace(WORD, (found, /** @type {string} */ word, /** @type {string} */ stop,
    /** @type {string | undefined} */ next) => {
    const key = word.toLowerCase();
    const whole = Object.hasOwn(ABBREVIATIONS, key) ? ABBREVIATIONS[key] : "";
    if (!whole) return found;
    // “all” is a word of the English, and “pl” may become “plan”
    if (SHORT.has(key) && !stop && (!next || (key === "all" && lang !== "fr"))) return found;
    return whole;
  })
  .trim();

/**
 * A number as one that Pagefind looks for as it is: for a postcode that no page has it would take any
 * shorter number that begins alike, and answer with hours.
 * @param {string} query
 */
export const exact = (query) => (/^\d{3,}$/.test(query) ? `"${query}"` : query);

/**
 * Their typography given back.
 * @param {string} text
 * @param {string} lang
 */
export const restore = (text, lang) => {
  const curled = text.replace(/(\p{L})'(?=\p{L})/gu, "$1’");
  if (lang !== "fr") return curled;
  return curled.replace(/oe(?=u|il)/g, "œ").replace(/Oe(?=u|il)/g, "Œ");
};

const bare = (/** @type {string} */ word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Whether one slip of the finger makes one word of the other: a letter too many, too few, another, or
 * two neighbours that changed places.
 * @param {string} one
 * @param {string} other
 */
export const oneSlip = (one, other) => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  if (short.length < long.length) return short.slice(from) === long.slice(from + 1);
  if (short.slice(from + 1) === long.slice(from + 1)) return true;
  return short[from] === long[from + 1] && short[from + 1] === long[from]
    && short.slice(from + 2) === long.slice(from + 2);
};

/**
 * What was meant by words of which one letter is wrong; nothing where no word is nearly one of the
 * site's. Words that the site has are left alone.
 * @param {string} query
 * @param {string[]} names the most frequent first
 */
export const meant = (query, names) => {
  const known = new Set(names.map(bare));
  let changed = false;
  const words = query.replace(/\p{L}{4,}/gu, (word) => {
    const typed = bare(word);
    if (known.has(typed)) return word;
    const near = names.find((name) => oneSlip(bare(name), typed));
    if (near) changed = true;
    return near ?? word;
  });
  return changed ? words : "";
};

/**
 * What is shown of a page that was found, of Pagefind's excerpt: words on the page; where there are
 * none, what else it is found by, such as a commune with the code that was typed, and no other code.
 * @param {string} html
 */
export const told = (html) => {
  const [onPage, ...beside] = html.split(/\s*‖\s*/u);
  if (onPage.includes("<mark>")) return onPage;
  const found = beside.find((part) => part.includes("<mark>"));
  if (!found) return onPage;
  return found.replace(/<mark>.*?<\/mark>|\b\d[\dAB]\d{3}\b/gu, (part) => (part.startsWith("<") ? part : ""))
    .replace(/\s+/gu, " ").trim();
};
