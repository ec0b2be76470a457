// What is asked of the service only when it is needed: data, never code.
import { at, lang, site } from "./site";

/** The service's file `name` about this site; it fails when that does not come in time. */
export const get = async <T>(name: string): Promise<T> =>
  (await fetch(`${at}/s/${site}/${lang}/${name}.json`, { signal: AbortSignal.timeout(3e3) })).json();
