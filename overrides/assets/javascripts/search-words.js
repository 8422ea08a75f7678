// How words are written where Pagefind looks for them, and how they are written on a page.

/**
 * Words as the index has them: plain apostrophes and « oe ».
 * @param {string} text
 */
export const fold = (text) => text.replace(/[’ʼ]/g, "'").replace(/œ/g, "oe").replace(/Œ/g, "Oe").trim();

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
