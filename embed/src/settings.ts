// Every choice by category and service, in a modal dialog: the browser itself keeps the focus inside and returns it.
// Closing changes nothing.
import { data, type Notice } from "./data";
import { root } from "./banner";
import { all, decide, names, standing } from "./choice";
import { settings, told } from "./notice";
import { kept } from "./record";
import { button, h, link, p, soft, strong } from "./ui";

const { words, pages, lang } = data;

const fieldset = ({ title, text, always_on: always, services }: Notice["categories"][number]): HTMLElement =>
  h(
    "fieldset",
    {},
    h("legend", {}, title),
    p(`${text} ${always ?? ""}`),
    ...services.map((service) => {
      const { key, name } = service;
      const about = h("div", { id: `d-${key}` }, p(service.text), soft(told(service)));
      return always
        ? h("div.o", {}, strong(name), about)
        : h(
            "div.o",
            {},
            h("input", { type: "checkbox", value: key, id: key, checked: standing.granted.has(key), "aria-describedby": about.id }),
            h("label", { for: key }, name),
            about,
          );
    }),
  );

/** What stands now, and the receipt where there is one. */
function stands(): HTMLElement {
  const { day } = standing;
  const date = new Date(day ?? 0).toLocaleDateString(lang == "da" ? lang : "en-GB", { dateStyle: "long", timeZone: "UTC" });
  const allowed = names();
  const answer = allowed ? `${words.yes} (${allowed})` : words.no;
  return h(
    "p.n",
    {},
    day ? `${words.standing.replace("{date}", date)} ${answer}. ` : words.settingsNone,
    !!allowed && link(pages.receipt, words.receipt),
    " ",
    h("code", {}, kept().receipt),
  );
}

/** Opens the choices of `notice`: the settings', or the banner's when that is what is asked. */
export function open(notice: Notice): void {
  const { title, intro, controller, declaration, categories, buttons } = notice;
  const close = (): void => dialog.close();
  const answer = (keys: () => string[]) => (): void => {
    close();
    void decide(notice, keys());
  };
  const dialog: HTMLDialogElement = h<HTMLDialogElement>(
    "dialog",
    { "aria-label": words.settingsTitle, onclose: (): void => dialog.remove() },
    button("keep", words.keep, close, "x"),
    h("h2", {}, words.settingsTitle),
    stands(),
    p(strong(title), ` ${intro} ${controller} `, link(pages.declaration, declaration)),
    ...categories.map(fieldset),
    h(
      "div.a.f",
      {},
      button("save", buttons.save, answer(() => Array.from(dialog.querySelectorAll<HTMLInputElement>(":checked"), ({ value }) => value))),
      button("refuse", buttons.refuse, answer(() => [])),
      button("accept", buttons.accept, answer(all)),
    ),
  );
  root().append(dialog);
  dialog.showModal();
}

export const openSettings = (): void => open(settings);
