// The cookie declaration in the page's own text: `<div data-samtykke="declaration">` with a link inside, which stays
// where the declaration cannot be had.
import { get } from "./get";
import { tell } from "./tell";
import { fill, h, shadow } from "./ui";

type Tree = string | [name: string, attributes: Record<string, unknown>, ...children: Tree[]];

const grow = (tree: Tree): string | Node => {
  if (typeof tree == "string") return tree;
  const [name, attributes, ...children] = tree;
  return h(name, attributes, ...children.map(grow));
};

let place: HTMLElement | null;

/** Fills the declaration's place once there is one. */
export function declare(): void {
  if (place || !(place = document.querySelector("[data-samtykke]"))) return;
  get<{ tree: Tree[] }>("declaration")
    .then(({ tree }) => fill(shadow(place as HTMLElement), h("div.d", {}, ...tree.map(grow))))
    .catch(() => tell("no declaration"));
}
