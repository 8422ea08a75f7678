// Light or dark, before the first paint: this is why it is no module, which would come later.
// Without a choice, or without this script, the system's own setting counts: it stands in the media
// of the link to dark.css.
"use strict";
{
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  // A script of ours that fails, or does not come, is told; the page is then as it is without
  // scripts, with every text and the whole list. What a browser's own additions run is not ours.
  const failed = (/** @type {string} */ file) => {
    if (!file.startsWith(`${location.origin}/`)) return;
    root.dataset.failed = "";
    root.classList.replace("js", "no-js");
    root.classList.remove("asked");
  };
  addEventListener("error", (event) => {
    if (event.target instanceof HTMLScriptElement) failed(event.target.src);
    else if (event instanceof ErrorEvent) failed(event.filename);
  }, true);
  // A catalogue that is asked for something waits for its script: nothing is seen to move.
  root.classList.toggle("asked", /[?&]\w+=/.test(location.search) || /^#jour=/.test(location.hash));
  // Only a published site has a worker, see offline.js.
  const worker = document.currentScript?.dataset.worker;
  if (worker) root.dataset.worker = worker;
  // How dates are written: a language may have several ways, and count the first of a month: « 1er ».
  root.dataset.locale = document.currentScript?.dataset.locale ?? "";
  root.dataset.first = document.currentScript?.dataset.first ?? "1";
  /** @type {HTMLLinkElement | null} */
  const sheet = document.querySelector("#dark");
  const system = matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => {
    try {
      return localStorage.getItem("parcours.theme");
    } catch {
      return null; // storage is closed: the choice lasts as long as the page
    }
  };
  const show = (/** @type {boolean} */ dark) => {
    if (sheet) sheet.media = dark ? "screen" : "not all";
    root.dataset.theme = dark ? "dark" : "light";
  };
  const follow = () => {
    const choice = chosen();
    show(choice ? choice === "dark" : system.matches);
  };

  follow();
  try {
    // Set by offline.js while this device keeps a route: the header then leads to them.
    root.classList.toggle("has-kept", localStorage.getItem("parcours.kept") !== null);
  } catch {
    // the footer leads there, too
  }
  system.addEventListener("change", follow);
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("[data-pc-theme]")) return;
    const dark = root.dataset.theme !== "dark";
    try {
      localStorage.setItem("parcours.theme", dark ? "dark" : "light");
    } catch {
      // see above
    }
    show(dark);
  });
}
