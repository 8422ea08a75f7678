/**
 * In a preview, links that a script makes name a file, too, as those of the pages do: a disk and a
 * forge's artefacts know no page by its folder. A classic script: modules do not load from a disk.
 */
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  if (link.protocol !== location.protocol || link.host !== location.host) return;
  if (!link.pathname.endsWith("/")) return;
  // "x/index.html" with a folder of its own put behind it
  link.pathname = `${link.pathname.replace(/index\.html(?=[^/]+\/$)/, "")}index.html`;
}, { capture: true });
