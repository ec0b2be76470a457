// The cookie declaration in the page's own text: `<div data-samtykke="declaration">` with a link inside, which stays
// where the declaration cannot be had.
import { data } from "./data";
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
  const answer = await fetch(`${data.at}/s/${data.site}/${data.lang}/declaration.json`);
  const { tree } = (await answer.json()) as { tree: Tree[] };
  fill(shadow(place), h("div.d", {}, ...tree.map(grow)));
}
