// What every surface is built with: elements without markup, an open shadow root, and one constructed style sheet
// that a strict policy allows.
import style from "../style.css";
import { lang } from "./site";
import { tell } from "./tell";

export type Root = ShadowRoot | HTMLElement;
type Child = Node | string | false | undefined;
type Attributes = Record<string, unknown>;

/** An element, named `name.class`. */
export function h<T extends HTMLElement>(named: string, attributes: Attributes, ...children: Child[]): T {
  const [name = "", ...kinds] = named.split(".");
  const element = document.createElement(name) as T;
  element.className = kinds.join(" ");
  for (const key in attributes) {
    if (key in element) (element as Attributes)[key] = attributes[key];
    else element.setAttribute(key, attributes[key] as string);
  }
  fill(element, ...children);
  return element;
}

/** A paragraph. */
export const p = (...children: Child[]): HTMLElement => h("p", {}, ...children);

/** What is said in a lower voice. */
export const soft = (...children: Child[]): HTMLElement => h("p.s", {}, ...children);

export const strong = (text: string): HTMLElement => h("strong", {}, text);

/** A button; all of a kind look alike. */
export const button = (value: string, label: string | undefined, onclick: () => void, kind = "k"): HTMLElement =>
  h(`button.${kind}`, { type: "button", value, onclick }, label);

export const link = (href: string, label: string | undefined): HTMLElement => h("a", { href }, label);

/** Puts `children` in the place of what was there. */
export const fill = (root: Root, ...children: Child[]): void =>
  root.replaceChildren(...children.filter((child): child is Node => !!child));

/** The shadow root of `host`, styled; where the page or the browser has none, the host itself, plain and usable. */
export function shadow(host: HTMLElement): Root {
  host.lang = lang;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    return root;
  } catch {
    tell("no shadow root");
    return host;
  }
}
