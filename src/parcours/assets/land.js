// The territories that a map draws, each a module of its own that its page loads before the map
// begins; and the names of their communes, which are loaded where no tiles show them.

/** @type {Parcours.Land} */
export const land = { outlines: [], towns: [] };

/**
 * What the module of an outline says.
 * @param {Parcours.Outline} outline
 */
export const hold = (outline) => land.outlines.push(outline);

/**
 * What the module of a territory's communes says.
 * @param {{towns: Parcours.Town[]}} said
 */
export const name = ({ towns }) => land.towns.push(...towns);

/**
 * Loads the names of communes, once; `told` each time that some have come.
 * @param {() => void} told
 */
export const loadNames = (told) => {
  const waiting = document.querySelector("template");
  if (!waiting) return;
  for (const script of waiting.content.querySelectorAll("script")) {
    script.addEventListener("load", told);
  }
  waiting.replaceWith(waiting.content);
};
