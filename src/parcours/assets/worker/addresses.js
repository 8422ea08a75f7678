// Addresses are always told from the site's root, and never outside of it.
//
// `publish` writes SITE before all of this: the site's version, the version of its look, what an
// address with a version looks like, the files of its shell, and by folder of a language the page to
// show when all fails.

export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const { scope } = worker.registration; // other sites may share our origin, and its caches
// no route is called page: below it are the further pages of the list
const ROUTE = /^(?:[\w-]+\/)?parcours\/(?!page\/)[\w-]+\//;
const LIST_PAGE = /^(?:[\w-]+\/)?parcours\/page\/\d+\/$/;
const LIST_FILE = /^(?:[\w-]+\/)?parcours\/(?:choix|trajets)-([0-9a-f]{24})\.json$/;
const VERSION = new RegExp(SITE.versioned); // with the version in its group

/**
 * The path of an address, with its query.
 * @param {unknown} address
 */
export const place = (address) => {
  const url = new URL(String(address), scope);
  if (!url.href.startsWith(scope)) throw new Error(`outside: ${address}`);
  return url.href.slice(scope.length).split("#")[0];
};

/**
 * The path of a page: without its query, and without the name of its file.
 * @param {unknown} address
 */
export const page = (address) =>
  place(address).split("?")[0].replace(/(^|\/)index\.html$/, "$1");

/**
 * The path of the route that a path is in.
 * @param {string} path
 */
export const routeOf = (path) => ROUTE.exec(path)?.[0];

/**
 * The version of what never changes: a page of any age finds its own scripts and styles there.
 * @param {string} path
 */
export const versionOf = (path) => VERSION.exec(path)?.[1];

/**
 * Whether a path is that of a further page of the list of all routes.
 * @param {string} path
 */
export const isListPage = (path) => LIST_PAGE.test(path);

/**
 * The digest of what is in a file of that list: it is the file's name.
 * @param {string} path
 */
export const listSumOf = (path) => LIST_FILE.exec(path)?.[1];

// ---- The caches: their names bear the scope, since an origin has one set of them ----------------
const named = (/** @type {string[]} */ ...parts) => [`parcours ${scope}`, ...parts].join(" ");
export const SHELLS = named("shell", "");
export const SHELL = `${SHELLS}${SITE.version} ${SITE.look}`;
export const ASSETS = named("assets"); // whatever has a version
export const ASIDE = named("aside");
export const PAGES = named("aside pages", SITE.look); // other pages that were seen
export const LISTS = named("aside list", SITE.look); // what a long list was chosen from
export const PICTURES = named("aside pictures", SITE.look);
export const INDEX = named("index"); // what is known of each stored route, once all of it is there
export const BUNDLE = named("route", ""); // one cache a stored route
