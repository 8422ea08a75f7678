// Says so when a script of the map fails, or does not come: the map would only stay empty. It is no
// module, so that a browser that cannot run these runs this.
"use strict";
addEventListener("error", (event) => {
  const { target } = event;
  const file = target instanceof HTMLScriptElement ? target.src
    : event instanceof ErrorEvent ? event.filename : "";
  if (!file.startsWith(`${location.origin}/`)) return;
  document.documentElement.dataset.failed = "";
  const tell = () => {
    /** @type {HTMLElement | null} */
    const status = document.querySelector(".status");
    if (status) status.textContent = status.dataset.failed ?? "";
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", tell);
  else tell();
}, true);
