// The page for an address where nothing is: it holds the words of every language, and keeps those
// of the language whose folder the address lies in. Without this script all of them are shown. It
// must have chosen before the first paint: this is why it is no module, which would come later.
"use strict";
{
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".pc-lost")]);
  const home = (/** @type {HTMLElement} */ one) =>
    new URL(one.dataset.home ?? "", location.href).pathname;
  const fitting = all.filter((one) => location.pathname.startsWith(home(one)))
    .sort((one, other) => home(other).length - home(one).length);
  const kept = fitting[0] ?? all[0];
  for (const one of all) one.hidden = one !== kept;
  if (kept) document.title = kept.dataset.title ?? "";
}
