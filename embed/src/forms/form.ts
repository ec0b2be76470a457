// One form in its place: it is drawn anew when there is something to say, with all that was typed.
import style from "../../forms.css";
import { fill, h, link, p, type Root, shadow, strong } from "../ui";
import type { Description, Typed } from "./description";
import { choice, done, field, summary, told } from "./parts";
import { missing, sender } from "./send";

let count = 0;

/** The root of `place` in the form's style. */
function styled(place: HTMLElement): Root {
  const root = shadow(place);
  if (root instanceof ShadowRoot) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
  return root;
}

const read = (form: HTMLElement): Typed => {
  const all = [...form.querySelectorAll<HTMLInputElement>("input,textarea")];
  return {
    ticked: all.filter(({ checked }) => checked).map(({ value }) => value),
    fields: Object.fromEntries(all.filter(({ name }) => name).map(({ name, value }) => [name, value])),
  };
};

/** Shows the form in `place`; `again` asks for its words of today. */
export function begin(place: HTMLElement, first: Description, again: () => Promise<Description>): void {
  const prefix = `samtykke-${count++}-`;
  const root = styled(place);
  const send = sender();
  let description = first;
  let isBusy = false;

  /** Draws the form with what was typed, and what is wrong with it. */
  function draw(typed: Typed, codes: readonly string[] = []): void {
    const { title, lead, warning, choice: boxes, fields, sending } = description;
    const wrong = new Map(codes.map((code) => [description.problems[code]?.field, description.problems[code]?.text ?? ""]));
    const around = { prefix, typed, wrong };
    const top = codes.length ? summary(description, codes, (name) => focus(`#${prefix}${name}`)) : undefined;
    const progress = h("p.s", { role: "status" });
    const submit = h("button.k", {}, description.button);
    const form: HTMLElement = h(
      "form",
      // Were this script to stop halfway, a form of this method goes nowhere; any other would put what was typed into
      // an address. What is wrong is told in the form's own language, not the browser's.
      { method: "dialog", noValidate: true, onsubmit },
      boxes && choice(boxes, around),
      ...fields.map((each) => field(each, around)),
      ...told(description),
      h("div.r", {}, submit, progress),
    );
    fill(root, h("div.w", {}, top, h("h2", { tabindex: -1 }, title), p(lead), warning && h("div.n", {}, strong(warning.title), p(warning.text, warning.link && " ", warning.link && link(warning.link.href, warning.link.text))), form));
    top?.focus();

    function onsubmit(event: Event): void {
      event.preventDefault();
      if (isBusy) return;
      isBusy = true;
      progress.textContent = sending;
      // Disabled for good, it would lose the focus.
      submit.setAttribute("aria-disabled", "true");
      void submitted(read(form)).finally(() => (isBusy = false));
    }
  }

  const focus = (selector: string): void => root.querySelector<HTMLElement>(selector)?.focus();

  async function submitted(typed: Typed): Promise<void> {
    const absent = missing(description, typed);
    if (absent[0]) return draw(typed, absent);
    try {
      const outcome = await send(description, typed);
      if ("words" in outcome) return finish(typed, outcome.words);
      if (outcome.wrong.includes("notice-changed")) description = await again();
      draw(typed, outcome.wrong);
    } catch {
      draw(typed, [""]);
    }
  }

  function finish(typed: Typed, words: string): void {
    const back = (): void => {
      draw(typed);
      focus("h2");
    };
    fill(root, done(description, words, back));
    focus(".w");
  }

  draw({ ticked: [], fields: {} });
}
