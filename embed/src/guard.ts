// The optional guard, `data-guard` on the tag: what the page's own markup would load from a service of the register
// without a mark is marked before it runs. It cannot see what other scripts load; a policy of the page's can.
import { all, services } from "./data";
import { standing } from "./choice";
import { tag } from "./tag";
import { tell } from "./tell";
import { watch } from "./watch";

function mark(): void {
  for (const element of document.querySelectorAll<HTMLScriptElement>("script[src],iframe[src],img[src]")) {
    const { src, type, dataset } = element;
    const service = all.find((key) => services[key]?.origins?.some((origin) => src.startsWith(`${origin}/`)));
    if (!service || standing.granted.has(service)) continue;
    tell(`unmarked ${service}`);
    Object.assign(dataset, { src, service }, type && { type });
    element.removeAttribute("src");
    element.type = "text/plain";
  }
}

export function guard(): void {
  if (tag?.dataset["guard"] != undefined) watch(mark);
}
