// The cookie declaration in the page's own text: `<div data-samtykke="declaration">` with a link inside, which stays
// where the declaration cannot be had.
import { get } from "./get";
import { fill, h, shadow } from "./ui";

type Tree = string | [name: string, attributes: Record<string, unknown>, ...children: Tree[]];

const grow = (tree: Tree): string | Node => {
  if (typeof tree == "string") return tree;
  const [name, attributes, ...children] = tree;
  return h(name, attributes, ...children.map(grow));
};

export async function declare(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-samtykke]");
  if (!place) return;
  const { tree } = await get<{ tree: Tree[] }>("declaration");
  fill(shadow(place), h("div.d", {}, ...tree.map(grow)));
}
