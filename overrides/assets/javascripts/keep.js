// On a route's page: the button that keeps the route on this device. The worker is also told that
// the route was seen, because whoever comes straight to it is not served by the worker yet.
(() => {
  "use strict";
  const box = document.querySelector("[data-pc-keep]");
  const ask = window.parcoursOffline;
  if (!box || !ask) return;
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  const bar = box.querySelector("progress");
  const words = { keep: button.textContent, ...box.dataset };
  const lang = document.documentElement.lang;
  let kept = false;

  const size = (bytes) => new Intl.NumberFormat(lang, bytes < 1e6
    ? { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }
    : { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(bytes / (bytes < 1e6 ? 1e3 : 1e6));
  const show = (told) => {
    kept = told.kept;
    button.textContent = kept ? words.remove : words.keep;
    box.classList.toggle("is-kept", kept);
    button.classList.toggle("pc-button--quiet", kept);
    if (kept) said.textContent = words.kept.replace("{size}", size(told.bytes[1]));
  };

  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    const removing = kept;
    // Not disabled, which would drop the focus.
    button.setAttribute("aria-disabled", "true");
    if (!removing) said.textContent = words.running;
    bar.hidden = removing;
    bar.removeAttribute("value");
    try {
      // Only now, since somebody asks for it: the browser may want to ask, too.
      if (!removing) navigator.storage?.persist?.().catch(() => {});
      show(await ask({ ask: removing ? "forget" : "keep", address: location.href }, ({ done, total }) => {
        bar.max = total;
        bar.value = done;
      }));
      if (removing) said.textContent = words.removed;
    } catch (failure) {
      said.textContent = failure.message === "full" ? words.full : words.failed;
    }
    bar.hidden = true;
    button.removeAttribute("aria-disabled");
  });

  // Whoever spares data gets nothing but what they asked for.
  const first = navigator.connection?.saveData ? "state" : "seen";
  const tell = () => ask({ ask: first, address: location.href })
    .then((told) => told.kept && show(told), () => {});
  if (document.readyState === "complete") tell();
  else addEventListener("load", tell, { once: true });
})();
