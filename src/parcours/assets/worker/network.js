// Asking the network, and making copies of what it says.
import { place, scope } from "./addresses.js";

const GIVE_UP_MS = 30000;
const PATIENCE_MS = 3000;
export const STORED_ON = "x-parcours-stored";

/**
 * A copy to store: a plain good answer of this site, without the memory of a redirection, which a
 * browser refuses where a page is asked for.
 * @param {Response} answer
 */
export const copyOf = async (answer) => {
  if (answer.status !== 200 || answer.type !== "basic") throw new Error(`${answer.status} ${answer.url}`);
  place(answer.url);
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(STORED_ON, new Date().toISOString());
  return new Response(await answer.blob(), { headers });
};

/** @param {string} path */
export const download = async (path) => copyOf(await fetch(scope + path,
  { cache: "no-cache", signal: AbortSignal.timeout(GIVE_UP_MS) }));

/**
 * The list of what makes a route whole, as `publish` wrote it beside the route's page.
 * @param {string} path
 * @returns {Promise<Parcours.RouteList>}
 */
export const listOf = async (path) => (await download(`${path}fichiers.json`)).json();

export const versionThere = async () => (await download("service-worker.js")).text();

/**
 * @param {Request} request
 * @returns {Promise<Response | "off">}
 */
export const network = (request) => fetch(request).catch(() => /** @type {const} */ ("off"));

/**
 * An answer, or "slow" where one does not come in time and there is a copy to show.
 * @template T
 * @param {Promise<T>} answer
 * @param {unknown} copy
 * @returns {Promise<T | "slow">}
 */
export const inTime = (answer, copy) => (copy
  ? Promise.race([answer, new Promise((late) => { setTimeout(late, PATIENCE_MS, "slow"); })])
  : answer);

/**
 * Whether a host says so itself, and not that it fails.
 * @param {Response} answer
 */
export const isGood = (answer) => answer.status < 500;

/**
 * A stored page that says so at its first paint.
 * @param {Response} found
 * @param {"slow" | "off"} why
 */
export const marked = async (found, why) => {
  if (!found.headers.get("content-type")?.includes("html")) return found;
  const text = await found.text();
  const on = new Date(found.headers.get(STORED_ON) ?? "");
  const lang = /<html lang="([\w-]+)"/.exec(text)?.[1];
  const said = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short" }).format(on);
  return new Response(text
    .replace("<html ", `<html data-away="${why}" `)
    .replace("<span data-stored></span>", `<time datetime="${on.toISOString()}">${said}</time>`),
  { headers: found.headers });
};
