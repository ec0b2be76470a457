// Every choice by category and service, in a modal dialog: the browser itself keeps the focus inside and returns it.
// Closing changes nothing.
import { all, type Asked, type Notice, pages, type Texts, words } from "./data";
import { outward, root, tellAway } from "./banner";
import { decide, names, standing } from "./choice";
import { kept } from "./record";
import { lang } from "./site";
import { tell } from "./tell";
import { texts } from "./texts";
import { button, h, p, soft, strong } from "./ui";

/** Who provides a service, where, and what for besides. */
export const told = ({ provider, own_purposes: own }: Notice["categories"][number]["services"][number]): string =>
  provider + (own ? `. ${own}` : "");

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
function stands({ standing: from, yes, no }: Texts["words"]): HTMLElement {
  const { day } = standing;
  const date = new Date(day ?? 0).toLocaleDateString(`${lang}-DK`, { dateStyle: "long", timeZone: "UTC" });
  const allowed = names();
  const answer = allowed ? `${yes} (${allowed})` : no;
  return p(
    day ? `${from.replace("{date}", date)} ${answer}. ` : words.none,
    !!allowed && outward(pages.receipt, words.receipt),
    " ",
    h("code", {}, kept().receipt),
  );
}

function show(asked: Asked | undefined, { settings, words: later }: Texts): void {
  const place = root();
  if (place.querySelector("dialog")) return;
  const { title, intro, controller, declaration, categories, buttons } = settings;
  const close = (): void => dialog.close();
  const answer = (keys: () => string[]) => (): void => {
    close();
    decide(asked ?? settings, keys());
  };
  const dialog: HTMLDialogElement = h<HTMLDialogElement>(
    "dialog",
    { "aria-label": words.settingsTitle, onclose: (): void => dialog.remove() },
    button("keep", later.keep, close, "x"),
    h("h2", {}, words.settingsTitle),
    stands(later),
    p(strong(title), ` ${intro} ${controller} `, outward(pages.declaration, declaration)),
    ...categories.map(fieldset),
    h(
      "div.a.f",
      {},
      button("save", buttons.save, answer(() => [...dialog.querySelectorAll<HTMLInputElement>(":checked")].map(({ value }) => value))),
      button("refuse", buttons.refuse, answer(() => [])),
      button("accept", buttons.accept, answer(() => all)),
    ),
  );
  place.append(dialog);
  dialog.showModal();
}

/** Opens the choices, as part of the question where that stands. */
export const open = async (asked?: Asked): Promise<void> => {
  try {
    show(asked, await texts());
  } catch (fault) {
    tell(`no settings: ${fault}`);
    tellAway();
  }
};

export const openSettings = (): Promise<void> => open();
