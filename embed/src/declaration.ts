// What stands in the page's own text: the cookie declaration, `<div data-samtykke="declaration">`, and forms, which a
// second file shows. The link inside stays where these cannot be had.
import { known } from "./gate";
import { get } from "./get";
import { at, lang, site } from "./site";
import { isPinned } from "./tag";
import { tell } from "./tell";
import { fill, h, shadow } from "./ui";

type Tree = string | [name: string, attributes: Record<string, unknown>, ...children: Tree[]];

const grow = (tree: Tree): string | Node => {
  if (typeof tree == "string") return tree;
  const [name, attributes, ...children] = tree;
  return h(name, attributes, ...children.map(grow));
};

/** Fills a place for the declaration, or brings the file that fills the others. Where this file is pinned, the page says
 * itself what else may run. */
async function show(place: HTMLElement): Promise<void> {
  const kind = place.dataset["samtykke"];
  if (known.has(place)) return;
  known.add(place);
  try {
    if (kind == "declaration") fill(shadow(place), h("div.d", {}, ...(await get<{ tree: Tree[] }>(kind)).tree.map(grow)));
    else if (!isPinned) await import(`${at}/s/${site}/${lang}/forms.v1.js`);
  } catch {
    tell(`no ${kind}`);
  }
}

/** Shows what is asked for in the page's own text. */
export const declare = (): void => document.querySelectorAll<HTMLElement>("[data-samtykke]").forEach(show);
