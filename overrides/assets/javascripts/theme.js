// Light or dark, before the first paint. Without a choice, or without this script, the system's
// own setting counts: it stands in the media of the link to dark.css.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  // A catalogue that is asked for something waits for its script: nothing is seen to move.
  root.classList.toggle("asked", /[?&]\w+=/.test(location.search) || /^#jour=/.test(location.hash));
  // Only a published site has a worker, see offline.js.
  const worker = document.currentScript.dataset.worker;
  if (worker && navigator.serviceWorker) root.dataset.worker = worker;
  const sheet = document.getElementById("dark");
  const system = matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => {
    try {
      return localStorage.getItem("parcours.theme");
    } catch {
      return null; // storage is closed: the choice lasts as long as the page
    }
  };
  const show = (dark) => {
    sheet.media = dark ? "screen" : "not all";
    root.dataset.theme = dark ? "dark" : "light";
  };
  const isDark = (choice) => (choice ? choice === "dark" : system.matches);

  show(isDark(chosen()));
  try {
    // Set by offline.js while this device keeps a route: the header then leads to them.
    root.classList.toggle("has-kept", localStorage.getItem("parcours.kept") !== null);
  } catch {
    // the footer leads there, too
  }
  system.addEventListener("change", () => show(isDark(chosen())));
  // site.js calls this from the button.
  window.parcoursTheme = () => {
    const dark = root.dataset.theme !== "dark";
    try {
      localStorage.setItem("parcours.theme", dark ? "dark" : "light");
    } catch {
      // see above
    }
    show(dark);
  };
})();
