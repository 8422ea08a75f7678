// Asking the network, and making copies of what it says.
import { place, scope } from "./addresses.js";

const GIVE_UP_MS = 30000;
const PATIENCE_MS = 3000;
const SUM_BYTES = 12;
export const STORED_ON = "x-parcours-stored";

/**
 * The digest of what was published, as `inventory.py` takes it.
 * @param {ArrayBuffer} content
 */
const sumOf = async (content) => Array.from(
  new Uint8Array(await crypto.subtle.digest("SHA-256", content)).subarray(0, SUM_BYTES),
  (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * A copy to store: a plain good answer of this site, without the memory of a redirection, which a
 * browser refuses where a page is asked for. With a digest only what was published is copied: the
 * page by which a hotel's network asks for a name also comes with a 200.
 * @param {Response} answer
 * @param {string} [sum]
 */
export const copyOf = async (answer, sum) => {
  if (answer.status !== 200 || answer.type !== "basic") throw new Error(`${answer.status} ${answer.url}`);
  place(answer.url);
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(STORED_ON, new Date().toISOString());
  const content = await answer.arrayBuffer();
  if (sum !== undefined && (await sumOf(content)) !== sum) {
    throw new Error(`not as published: ${answer.url}`);
  }
  return new Response(content, { headers });
};

/**
 * @param {string} path
 * @param {string} [sum] of what was published there
 */
export const download = async (path, sum) => copyOf(await fetch(scope + path,
  { cache: "no-cache", signal: AbortSignal.timeout(GIVE_UP_MS) }), sum);

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

const REFUSING = [403, 429]; // also what stands before a host says to one who asks too often
const GONE = [404, 410];

/** @typedef {"slow" | "off" | "refused" | "gone"} Why a stored copy is shown */

/**
 * What keeps an answer from being shown where there is a copy; nothing where it is good.
 * @param {Response | "slow" | "off"} answer
 * @returns {Why | undefined}
 */
export const trouble = (answer) => {
  if (!(answer instanceof Response)) return answer;
  if (answer.status >= 500 || REFUSING.includes(answer.status)) return "refused";
  return GONE.includes(answer.status) ? "gone" : undefined;
};

/**
 * A stored page that says so at its first paint.
 * @param {Response} found
 * @param {Why} why
 */
export const marked = async (found, why) => {
  if (!found.headers.get("content-type")?.includes("html")) return found;
  const text = await found.text();
  const on = new Date(found.headers.get(STORED_ON) ?? "");
  const lang = (/ data-locale="([\w-]+)"/.exec(text) ?? /<html lang="([\w-]+)"/.exec(text))?.[1];
  const first = / data-first="([^"]+)"/.exec(text)?.[1] ?? "1"; // « 1er », where it is counted
  const said = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short" }).format(on)
    .replace(/\b1(?= \p{L})/u, first);
  return new Response(text
    .replace("<html ", `<html data-away="${why}" `)
    .replace("<span data-stored></span>", `<time datetime="${on.toISOString()}">${said}</time>`),
  { headers: found.headers });
};
