// What only opened settings and placeholders show.
import { data, type Texts } from "./data";
import { get } from "./get";

let coming: Promise<Texts> | undefined;

/** The texts that belong to this very file; an older one's are gone. */
export const texts = (): Promise<Texts> =>
  (coming ??= get<Texts>(`${data.hash}/texts`).catch((fault) => {
    coming = undefined;
    throw fault;
  }));
