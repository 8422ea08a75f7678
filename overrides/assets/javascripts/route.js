// A route's page: the menu that follows the reader, sharing, the code to embed, the leaflet.
// Every word comes from the page; nothing is asked of the network and nothing is kept.
(() => {
  "use strict";

  // ---- The menu: the part one reads is marked, and kept in sight on a narrow screen ------------
  const strip = document.querySelector(".pc-here ul");
  const links = [...document.querySelectorAll(".pc-here a")];
  const parts = links.map((link) => {
    const target = document.getElementById(link.hash.slice(1));
    return target?.closest("section") ?? target;
  });
  if (links.length && parts.every(Boolean)) {
    const seen = new Set();
    const follow = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.add(target);
        else seen.delete(target);
      }
      const at = parts.findLastIndex((part) => seen.has(part));
      links.forEach((link, n) => {
        if (n === at) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
      if (at < 0) return;
      const item = links[at].parentElement;
      strip.scrollLeft = item.offsetLeft - (strip.clientWidth - item.offsetWidth) / 2;
    }, { rootMargin: "-20% 0px -75% 0px" }); // a line a fifth below the top
    for (const part of parts) follow.observe(part);
  }

  // ---- Sharing -------------------------------------------------------------------------------
  const said = document.querySelector("[data-said]");
  const here = () => location.href; // with the day that was picked, which stands after the #
  const tell = (text) => {
    said.textContent = "";
    // a live region says what changes: the same words twice must change, too
    setTimeout(() => { said.textContent = text; }, 50);
  };
  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      tell(said.dataset[done]);
    } catch {
      tell(`${said.dataset.byHand} ${text}`); // no clipboard here, or not allowed
    }
  };
  document.querySelector("[data-share]")?.addEventListener("click", async () => {
    const title = document.querySelector(".pc-route h1").textContent.trim();
    const text = document.querySelector(".pc-lead").textContent.trim();
    if (!navigator.share) {
      await copy(here(), "copied");
      return;
    }
    try {
      await navigator.share({ title, text, url: here() });
    } catch (refusal) {
      if (refusal.name !== "AbortError") await copy(here(), "copied");
    }
  });

  // Where the build did not know the site's address, the browser does.
  const code = document.querySelector("[data-embed]");
  if (code) code.value = code.value.replace('src="map.html"', () => `src="${new URL("map.html", location.href)}"`);
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      copy(field.value, "code");
    });
  }

  // ---- The leaflet -----------------------------------------------------------------------------
  const foot = document.querySelector("[data-here]");
  if (foot && !foot.textContent) foot.textContent = location.href.split("#")[0];
  const root = document.documentElement;
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => {
      root.dataset.paper = button.dataset.print; // leaflet.css has a page of that size
      window.print();
    });
  }
  addEventListener("afterprint", () => delete root.dataset.paper);
})();
