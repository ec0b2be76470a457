// What is asked of the service only when it is needed: data, never code.
import { at, data, lang, site, type Texts } from "./data";

/** The service's file `name` about this site; it fails when that does not come in time. */
export const get = async <T>(name: string): Promise<T> =>
  (await fetch(`${at}/s/${site}/${lang}/${name}.json`, { signal: AbortSignal.timeout(3e3) })).json();

let coming: Promise<Texts> | undefined;

/** The texts that belong to this very file; an older one's are gone. */
export const texts = (): Promise<Texts> =>
  (coming ??= get<Texts>(`${data.hash}/texts`).catch((fault) => {
    coming = undefined;
    throw fault;
  }));
