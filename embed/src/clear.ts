// Removes what services left in this browser, by the names that were declared: cookies on every path and domain
// this page may name, both web storages, databases, caches and workers.
import type { Service } from "./data";

/** What a cookie of this page must say to be written, and written over. */
export const secure = /^https/.test(origin) ? ";Secure" : "";

/** Those of `found` that `names` name; a trailing `*` stands for any rest. */
const named = (found: readonly string[] = [], names: readonly string[] = []): string[] =>
  found.filter((one) => names.some((name) => (name.endsWith("*") ? one.startsWith(name.slice(0, -1)) : one == name)));

/** The name of a cookie that may be declared with its place. */
const bare = (cookie: string): string => cookie.replace(/;.*/, "");

/** The cookies seen here that `names` name. */
const seen = (names?: readonly string[]): string[] =>
  named(
    document.cookie.split("; ").map((pair) => pair.replace(/=.*/, "")),
    names,
  );

/** Expires a cookie, named with its place where that is known, on every path and domain it may lie on; what the browser
 * may not do, it does not. */
export function expire(cookie: string): void {
  const [name, ...place] = cookie.split(";");
  const paths = location.pathname.split("/").map((_, at, all) => all.slice(0, at + 1).join("/"));
  const domains = location.hostname.split(".").map((_, at, all) => all.slice(at).join("."));
  const everywhere = paths.flatMap((path) =>
    ["", ...domains].flatMap((domain) => [`Path=${path};Domain=${domain}`, `Path=${path}/;Domain=${domain}`]),
  );
  for (const at of [place.join(";"), ...everywhere]) document.cookie = `${name}=;Max-Age=0${secure};${at}`;
}

/** What is left of `services`: cookies still seen, and names on other companies' domains. */
export const beyond = (services: readonly Service[]): string[] =>
  services.flatMap(({ cookies, foreign = [] }) => [...seen(cookies?.map(bare)), ...foreign]);

/** Removes what `services` left, or of cookies only what is seen here, which is quick; a storage that is forbidden does
 * not keep the next from being cleared. */
export async function clear(services: readonly Service[], isQuick?: true): Promise<void> {
  for (const { cookies = [], local, session, indexedDb, caches: stores, workers } of services) {
    const attempts = [
      // One on another path is not seen from here, so its own name is tried too.
      () =>
        cookies.forEach((cookie) => {
          const found = seen([bare(cookie)]);
          if (found[0] || !isQuick) [cookie, ...found].forEach(expire);
        }),
      () => named(Object.keys(localStorage), local).forEach((name) => localStorage.removeItem(name)),
      () => named(Object.keys(sessionStorage), session).forEach((name) => sessionStorage.removeItem(name)),
      async () => {
        const found = indexedDb && (await indexedDB.databases());
        for (const name of named(found?.map(({ name }) => name ?? ""), indexedDb)) {
          await new Promise((done) => {
            const removing = indexedDB.deleteDatabase(name);
            removing.onsuccess = removing.onerror = removing.onblocked = done;
          });
        }
      },
      async () => {
        for (const name of named(stores && (await caches.keys()), stores)) await caches.delete(name);
      },
      async () => {
        for (const worker of workers ? await navigator.serviceWorker.getRegistrations() : []) {
          const script = (worker.active ?? worker.waiting ?? worker.installing)?.scriptURL ?? "";
          if (named([script, script.replace(/.*\//, ""), worker.scope], workers)[0]) await worker.unregister();
        }
      },
    ];
    // Forbidden storage holds nothing.
    for (const attempt of attempts) await Promise.resolve().then(attempt).catch(() => {});
  }
}
