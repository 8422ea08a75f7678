// The list of what this device keeps, and the page shown when there is neither network nor copy.
import { counted } from "./days.js";
import { fill, find, make } from "./elements.js";
import { able, ask, sizeOf } from "./offline.js";

/** @typedef {import("./offline.js").Stored} Stored */

const box = find("[data-pc-saved]");
const words = /** @type {Record<string, string>} */ (box.dataset);
const root = new URL(words.root, location.href).href;
const part = (/** @type {string} */ name) => find(`[data-pc-${name}]`, box);
const [said, list, seen, clear, install] = ["said", "routes", "seen", "clear", "install"].map(part);
const html = document.documentElement;
const date = new Intl.DateTimeFormat(html.dataset.locale || html.lang, { dateStyle: "long" });
const day = (/** @type {number} */ at) => counted(date.format(at), html.dataset.first ?? "1");

// ---- The page that was asked for, to try again
const wanted = new URLSearchParams(location.search).get("page");
const again = box.querySelector("[data-pc-retry]");
if (again && wanted !== null) {
  const target = new URL(wanted, root).href;
  if (target.startsWith(root)) {
    /** @type {HTMLAnchorElement} */
    const link = find("a", again);
    link.href = target;
    again.classList.add("is-known");
    addEventListener("online", () => location.replace(target));
  }
}

// ---- The routes
const linkTo = (/** @type {Stored} */ { path, title, lang }) =>
  make("a", { href: root + path, textContent: title, lang });

const entry = (/** @type {Stored} */ route) => {
  const remove = make("button", { type: "button", className: "pc-button pc-button--quiet",
    textContent: words.remove });
  remove.setAttribute("aria-label", fill(words.removeName, { title: route.title }));
  const about = fill(words.on, { day: day(route.since), size: sizeOf(route.bytes) });
  const item = make("li", { className: "pc-saved__route" },
    make("div", { className: "pc-saved__what" },
      make("p", { className: "pc-saved__title" }, linkTo(route)), make("p", { textContent: about })),
    remove);
  if (route.cover) {
    item.prepend(make("img", { src: root + route.cover, alt: "", width: 144, height: 96 }));
  }
  remove.addEventListener("click", async () => {
    const next = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector("a")?.href;
    await ask({ ask: "forget", address: root + route.path });
    await show();
    said.textContent = fill(words.removed, { title: route.title });
    // the list was made anew: the same place in it
    const at = [...list.children].find((one) => one.querySelector("a")?.href === next);
    (at?.querySelector("button") ?? said).focus();
  });
  return item;
};

const space = async () => {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  if (usage === undefined || quota === undefined) return;
  const safe = await navigator.storage.persisted?.();
  const room = fill(words.space, { used: sizeOf(usage), free: sizeOf(quota - usage) });
  const line = part("space");
  line.textContent = `${room} ${safe ? words.safe : words.unsafe}`;
  line.hidden = false;
};

const show = async () => {
  const { routes = [] } = await ask({ ask: "list" });
  const kept = routes.filter((route) => route.kept);
  const others = routes.filter((route) => !route.kept);
  list.replaceChildren(...kept.map(entry));
  list.hidden = kept.length === 0;
  said.textContent = kept.length ? "" : words.none;
  find("ul", seen).replaceChildren(...others.map((route) => make("li", {}, linkTo(route))));
  seen.hidden = others.length === 0;
  clear.hidden = routes.length === 0;
  await space();
};

const calm = () => {
  if (!clear.classList.contains("is-sure")) return;
  clear.classList.remove("is-sure");
  clear.textContent = clear.dataset.first ?? "";
};
clear.addEventListener("click", async () => {
  // Two taps: what is kept may be all that a walker has.
  if (!clear.classList.contains("is-sure")) {
    clear.dataset.first = clear.textContent ?? "";
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

said.tabIndex = -1;
const begin = async () => {
  said.textContent = able ? words.running : words.unable;
  if (able) await show().catch((failure) => {
    const blocked = failure instanceof Error && failure.message === "blocked";
    said.textContent = blocked ? words.unable : words.failed;
  });
  box.classList.add("is-ready");
};
begin();

// ---- Installing, where the browser offers it
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  install.hidden = false;
  install.onclick = () => {
    install.hidden = true;
    /** @type {Event & {prompt: () => void}} */ (event).prompt();
  };
});
