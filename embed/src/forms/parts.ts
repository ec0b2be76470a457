// What a form is made of, as on the service's own pages: a label above, help under it, and what is wrong between the
// help and the field.
import { button, h, link, p, soft, strong } from "../ui";
import type { Choice, Description, Field, Typed } from "./description";

/** How the elements of one form are called, and what is wrong in it. */
export interface Around {
  /** Begins every id, since another form may stand on the page. */
  readonly prefix: string;
  readonly typed: Typed;
  /** What is wrong, in words, by field. */
  readonly wrong: ReadonlyMap<string | undefined, string>;
}

const problem = (id: string, text: string | undefined): Node | undefined => (text ? h("p.q", { id }, text) : undefined);

/** What says more about the element `id`, and that something is wrong with it. */
const about = (id: string, wrong: string | undefined): Record<string, string> => ({
  "aria-describedby": wrong ? `${id}-help ${id}-wrong` : `${id}-help`,
});

export function field({ name, label, help, kind, autocomplete, missing }: Field, { prefix, typed, wrong }: Around): Node {
  const id = prefix + name;
  const text = wrong.get(name);
  const attributes = {
    id,
    name,
    autocomplete,
    required: !!missing,
    value: typed.fields[name] ?? "",
    ...about(id, text),
    ...(text && { "aria-invalid": "true" }),
  };
  return h(
    "div.i",
    {},
    h("label", { for: id }, label),
    h("p.s", { id: `${id}-help` }, help),
    problem(`${id}-wrong`, text),
    kind == "area" ? h("textarea", { ...attributes, rows: 8 }) : h("input", { ...attributes, type: kind }),
  );
}

export function choice({ name, title, help, of }: Choice, { prefix, typed, wrong }: Around): Node {
  const id = prefix + name;
  const text = wrong.get(name);
  return h(
    "fieldset",
    about(id, text),
    h("legend", {}, title),
    h("p.s", { id: `${id}-help` }, help),
    problem(`${id}-wrong`, text),
    ...of.map(({ key, text: label }, place) => {
      // The summary leads to the first box.
      const box = place ? `${id}-${key}` : id;
      const checked = typed.ticked.includes(key);
      return h("div.o", {}, h("input", { type: "checkbox", id: box, value: key, checked }), h("label", { for: box }, label));
    }),
  );
}

/** Everything that is wrong, each with a way to its field; where no answer came, with the service's own page. */
export function summary({ wrong: title, away, problems }: Description, codes: readonly string[], goTo: (field: string) => void): HTMLElement {
  const line = (code: string): Node => {
    const { field, text } = problems[code] ?? {};
    if (!text) return h("li", {}, `${away.text} `, link(away.page.href, away.page.text));
    return h("li", {}, field ? button("go", text, () => goTo(field), "l") : text);
  };
  return h("div.e", { role: "alert", tabindex: -1 }, strong(title), h("ul", {}, ...codes.map(line)));
}

/** What is said when it is taken. */
export function done({ done: { title, texts, hints, again } }: Description, words: string, back: () => void): HTMLElement {
  return h(
    "div.w",
    { role: "status", tabindex: -1 },
    h("h2", {}, title),
    ...texts.map((text) => p(text)),
    words && p(words),
    hints && h("h3", {}, hints.title),
    hints && h("ul", {}, ...hints.of.map((hint) => h("li", {}, hint))),
    button("again", again, back, "l"),
  );
}

/** What is known before the button is pressed. */
export const told = ({ terms, promise, more }: Description): (Node | undefined)[] => [
  terms && h("h3", {}, terms.title),
  terms && h("dl", {}, ...terms.of.flatMap(({ label, text }) => [h("dt", {}, label), h("dd", {}, text)])),
  soft(promise),
  more && p(link(more.href, more.text)),
];
