// <parcours-carte route="…">: a route of this site on somebody else's page.
//
// A plain script, not a module, since a module from another origin needs CORS, and many hosts send
// none. Nothing is kept on the visitor's device, and before they ask for the map only this site is
// asked: for this script and the picture of the route. The stops in words are fetched when somebody
// opens them, where the host allows other sites to read them; the link to the page, where they always
// are, stands in any case. Of a route whose picture is not there while the site is, it says so, and
// leads to all routes.
(() => {
  /** @type {Record<string, Record<string, string>>} */
  const WORDS = {}; // filled in when the site is built
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const HOME = new URL("../", script.src);
  const ICON = "assets/icones/icone-180.png";
  const MAP = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
  const STYLE = [
    ":host { display: block; max-width: 60rem; font: 1rem/1.5 var(--parcours-font, inherit);",
    "color: var(--parcours-ink, inherit) }",
    ":host([hidden]) { display: none }",
    "figure { margin: 0; overflow: hidden; border-radius: var(--parcours-radius, 6px);",
    "border: 1px solid var(--parcours-line, #0003); background: var(--parcours-ground, #fbf7ec) }",
    ".view { position: relative; aspect-ratio: 3 / 2; max-height: 80vh; width: 100% }",
    ".view.open { aspect-ratio: auto; height: clamp(24rem, 60vw, 80vh); max-height: 100vh }",
    "img, iframe { display: block; width: 100%; height: 100%; border: 0; object-fit: contain }",
    "button { position: absolute; inset: auto 1rem 1rem auto; min-height: 44px; padding: 0 1rem;",
    "font: inherit; font-weight: 600; border: 0; cursor: pointer;",
    "border-radius: var(--parcours-radius, 6px); color: var(--parcours-on-accent, #fff);",
    "background: var(--parcours-accent, #8f3324) }",
    "button:focus-visible, a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }",
    "figcaption { padding: .75rem 1rem }", "p { margin: 0 0 .5rem }",
    "a { color: var(--parcours-accent, #8f3324) }",
    "summary { min-height: 24px; cursor: pointer }",
    "ol { margin: .5rem 0 0; padding-left: 1.5rem }",
  ].join(" ");

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Partial<HTMLElementTagNameMap[Name]>} [members]
   * @param {...Node} inside
   */
  const make = (name, members = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), members);
    made.append(...inside);
    return made;
  };

  class ParcoursCarte extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const route = this.getAttribute("route") ?? "";
      const inner = this.attachShadow({ mode: "open" });
      const asked = this.getAttribute("lang") ?? document.documentElement.lang;
      const [first, ...others] = Object.keys(WORDS);
      const lang = others.find((one) => one === asked.slice(0, 2).toLowerCase()) ?? first;
      const words = WORDS[lang];
      const folder = lang === first ? "" : `${lang}/`;
      const figure = make("figure", { lang });
      inner.append(make("style", { textContent: STYLE }), figure);
      const gone = () => figure.replaceChildren(make("figcaption", {},
        make("p", { textContent: words.none.replace("{site}", () => HOME.host) }),
        make("a", { href: new URL(`${folder}parcours/`, HOME).href, textContent: words.all })));
      if (!/^[a-z0-9-]+$/.test(route)) { // it becomes part of an address
        gone();
        return;
      }
      let page = new URL(`${folder}parcours/${route}/`, HOME);
      const name = this.getAttribute("name") ?? "";
      const title = name ? words.of.replace("{name}", () => name) : words.map;

      const picture = make("img", { alt: title, loading: "lazy" });
      const link = make("a", { textContent: name ? `${name} – ${words.page}` : words.page });
      const show = () => {
        picture.src = new URL(`${route}.svg`, page).href;
        link.href = page.href;
      };
      picture.addEventListener("error", () => {
        const inFirst = new URL(`parcours/${route}/`, HOME);
        if (page.href !== inFirst.href) { // a route may have no page in this language
          page = inFirst;
          show();
          return;
        }
        // another picture that every site has: without it the host is away, and the route may be there
        const known = new Image();
        known.addEventListener("load", gone);
        known.src = new URL(ICON, HOME).href;
      });
      show();
      const view = make("div", { className: "view" }, picture);
      const open = make("button", { type: "button", textContent: words.open });
      const said = make("figcaption", {}, link);
      open.addEventListener("click", () => {
        const frame = make("iframe", { src: new URL("map.html", page).href, title,
          allow: "geolocation; fullscreen", referrerPolicy: "no-referrer" });
        frame.setAttribute("sandbox", MAP);
        view.replaceChildren(frame);
        view.classList.add("open");
        frame.focus();
      });
      view.append(open);
      figure.append(view, said);
      if (this.hasAttribute("stops")) {
        const folded = make("details", {}, make("summary", { textContent: words.stops }));
        folded.addEventListener("toggle", () => {
          this.list(new URL(`${route}.geojson`, page), folded, page, words);
        }, { once: true });
        said.append(folded);
      }
    }

    /**
     * The stops in order, in words; the page that has them where the host does not let other sites
     * read them.
     * @param {URL} file
     * @param {HTMLElement} said
     * @param {URL} page
     * @param {Record<string, string>} words
     */
    async list(file, said, page, words) {
      try {
        const answer = await fetch(file, { credentials: "omit", referrerPolicy: "no-referrer" });
        /** @type {{ features: { properties: { number?: number, name: string } }[] }} */
        const { features } = await answer.json();
        said.append(make("ol", {}, ...features.filter(({ properties }) => properties.number)
          .map(({ properties }) => make("li", { textContent: properties.name }))));
      } catch {
        said.append(make("a", { href: page.href, textContent: words.page }));
      }
    }
  }
  customElements.get("parcours-carte") ?? customElements.define("parcours-carte", ParcoursCarte);
})();
