// The list of what this device keeps, and the page shown when there is neither network nor copy.
(() => {
  "use strict";
  const box = document.querySelector("[data-pc-saved]");
  const words = box.dataset;
  const root = new URL(words.root, location.href).href;
  const lang = document.documentElement.lang;
  const find = (name) => box.querySelector(`[data-pc-${name}]`);
  const [said, list, seen, clear, install] = ["said", "routes", "seen", "clear", "install"].map(find);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const make = (name, of, ...inside) => {
    const made = Object.assign(document.createElement(name), of);
    made.append(...inside);
    return made;
  };
  const size = (bytes) => {
    const [unit, n] = bytes < 1e6 ? ["kilobyte", 1e3] : bytes < 1e9 ? ["megabyte", 1e6] : ["gigabyte", 1e9];
    return new Intl.NumberFormat(lang, { style: "unit", unit, maximumFractionDigits: unit === "kilobyte" ? 0 : 1 })
      .format(bytes / n);
  };
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "long" });

  // ---- The page that was asked for, to try again
  const wanted = new URLSearchParams(location.search).get("page");
  const again = find("retry");
  if (again && wanted !== null) {
    const target = new URL(wanted, root).href;
    if (target.startsWith(root)) {
      again.querySelector("a").href = target;
      again.classList.add("is-known");
      addEventListener("online", () => location.replace(target));
    }
  }

  // ---- The routes
  const ask = window.parcoursOffline;
  const ready = () => box.classList.add("is-ready");
  if (!ask) {
    said.textContent = words.unable;
    ready();
    return;
  }
  const link = (route) => make("a", { href: root + route.path, textContent: route.title, lang: route.lang });

  const entry = (route) => {
    const remove = make("button", { type: "button", className: "pc-button pc-button--quiet",
      textContent: words.remove });
    remove.setAttribute("aria-label", fill(words.removeName, { title: route.title }));
    const item = make("li", { className: "pc-saved__route" },
      make("div", { className: "pc-saved__what" },
        make("p", { className: "pc-saved__title" }, link(route)),
        make("p", { textContent: fill(words.on, { day: day.format(route.since), size: size(route.bytes) }) })),
      remove);
    if (route.cover) {
      item.prepend(make("img", { src: root + route.cover, alt: "", width: 144, height: 96 }));
    }
    remove.addEventListener("click", async () => {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      await ask({ ask: "forget", address: root + route.path });
      await show();
      said.textContent = fill(words.removed, { title: route.title });
      // the list was made anew: the same place in it
      const at = [...list.children].find((one) => one.querySelector("a").href === next?.querySelector("a").href);
      (at?.querySelector("button") ?? said).focus();
    });
    return item;
  };

  const space = async () => {
    const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
    if (quota === undefined) return;
    const safe = await navigator.storage.persisted?.();
    const line = find("space");
    line.textContent = `${fill(words.space, { used: size(usage), free: size(quota - usage) })} ${
      safe ? words.safe : words.unsafe}`;
    line.hidden = false;
  };

  const show = async () => {
    const { routes } = await ask({ ask: "list" });
    const kept = routes.filter((route) => route.kept);
    const others = routes.filter((route) => !route.kept);
    list.replaceChildren(...kept.map(entry));
    list.hidden = kept.length === 0;
    said.textContent = kept.length ? "" : words.none;
    seen.querySelector("ul").replaceChildren(...others.map((route) => make("li", {}, link(route))));
    seen.hidden = others.length === 0;
    clear.hidden = routes.length === 0;
    await space();
  };

  clear.addEventListener("click", async () => {
    // Two taps: what is kept may be all that a walker has.
    if (!clear.classList.contains("is-sure")) {
      clear.dataset.first = clear.textContent;
      clear.classList.add("is-sure");
      clear.textContent = words.sure;
      clear.addEventListener("blur", calm, { once: true });
      return;
    }
    await ask({ ask: "clear" });
    calm();
    await show();
    said.textContent = words.cleared;
    said.focus();
  });
  const calm = () => {
    if (!clear.classList.contains("is-sure")) return;
    clear.classList.remove("is-sure");
    clear.textContent = clear.dataset.first;
  };

  said.tabIndex = -1;
  said.textContent = words.running;
  show().catch(() => { said.textContent = words.failed; }).then(ready);

  // ---- Installing, where the browser offers it
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    install.hidden = false;
    install.onclick = () => {
      install.hidden = true;
      event.prompt();
    };
  });
})();
