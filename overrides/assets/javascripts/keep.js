// On a route's page: the button that keeps the route on this device. The worker is also told that
// the route was seen, because whoever comes straight to it is not served by the worker yet.
import { fill, find } from "./elements.js";
import { able, ask, sizeOf } from "./offline.js";

/**
 * No button that can do nothing: the reason stands in its place.
 * @param {HTMLElement} box
 */
const cannot = (box) => {
  find("button", box).hidden = true;
  find("[role=status]", box).textContent = box.dataset.blocked ?? "";
};

/** @param {HTMLElement} box */
const offerToKeep = (box) => {
  const button = find("button", box);
  const said = find("[role=status]", box);
  /** @type {HTMLProgressElement} */
  const bar = find("progress", box);
  /** @type {Record<string, string>} */
  const words = { keep: button.textContent ?? "", ...box.dataset };
  let kept = false;

  const show = (/** @type {import("./offline.js").Told} */ told) => {
    kept = told.kept;
    button.textContent = kept ? words.remove : words.keep;
    box.classList.toggle("is-kept", kept);
    button.classList.toggle("pc-button--quiet", kept);
    if (kept) said.textContent = fill(words.kept, { size: sizeOf(told.bytes?.[1] ?? 0) });
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
      const question = { ask: removing ? "forget" : "keep", address: location.href };
      show(await ask(question, ({ done, total }) => {
        bar.max = total;
        bar.value = done;
      }));
      if (removing) said.textContent = words.removed;
    } catch (failure) {
      said.textContent = (failure instanceof Error && words[failure.message]) || words.failed;
    }
    bar.hidden = true;
    button.removeAttribute("aria-disabled");
  });

  const tell = async () => {
    try {
      // What is kept is told at once: a network that hangs would hold the other answer back.
      for (const question of ["state", "seen"]) {
        // Whoever spares data gets nothing but what they asked for.
        if (question === "seen" && navigator.connection?.saveData) return;
        const told = await ask({ ask: question, address: location.href });
        if (told.kept) show(told);
      }
    } catch (failure) {
      if (failure instanceof Error && failure.message === "blocked") cannot(box);
    }
  };
  if (document.readyState === "complete") tell();
  else addEventListener("load", tell, { once: true });
};

const box = document.querySelector("[data-pc-keep]");
if (box instanceof HTMLElement) {
  if (able) offerToKeep(box);
  else cannot(box);
}
