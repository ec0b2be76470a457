// The question on the page's lower edge with its three equal answers, or the one line that stands in its place.
// It keeps nobody: the page stays readable, the focus is free, and closing refuses.
import { data } from "./data";
import { all, decide, names } from "./choice";
import { banner } from "./notice";
import { open, openSettings } from "./settings";
import { button, fill, h, link, p, type Root, shadow, strong } from "./ui";

const { words, pages } = data;
let host: HTMLElement | undefined;
let inner: Root;

/** The root of the banner's own element, which stands first in the page from then on. */
export function root(): Root {
  if (!host?.isConnected) {
    host = h("samtykke-banner", {});
    inner = shadow(host);
    document.body.prepend(host);
  }
  return inner;
}

/** Shows one section or nothing; Escape does what its close button does, and focus stops above it. */
function show(escape: () => void, label: string, role: string, ...children: Node[]): void {
  const place = root();
  const hadFocus = document.activeElement == host;
  const onkeydown = ({ key }: KeyboardEvent) => {
    if (key == "Escape") escape();
  };
  const section = h("section.b", { "aria-label": label, role, tabindex: -1, onkeydown }, ...children);
  fill(place, !!label && section);
  document.documentElement.style.scrollPaddingBottom = `${section.offsetHeight}px`;
  if (hadFocus) section.focus();
}

/** The question. Its close button and Escape refuse. */
export function ask(): void {
  const { title, intro, controller, declaration, buttons } = banner;
  const no = () => void decide(banner, []);
  show(
    no,
    title,
    "region",
    button("close", buttons.close, no, "x"),
    h("h2", {}, title),
    p(`${intro} ${controller} `, link(pages.declaration, declaration)),
    h(
      "div.a",
      {},
      button("refuse", buttons.refuse, no),
      button("accept", buttons.accept, () => void decide(banner, all())),
      button("choose", buttons.choose, () => open(banner)),
    ),
  );
}

/** Nothing is asked and nothing told. */
export const hide = (): void => show(hide, "", "");

/** One line with what may be done about it; closing it changes nothing. */
const say = (line: Node, ...actions: Node[]): void =>
  show(hide, words.label, "status", line, h("div.r", {}, ...actions, button("done", words.close, hide, "l")));

const settings = (label: string): Node => button("settings", label, openSettings, "l");

/** The browser said no by Global Privacy Control: told, not asked. */
export const tellSignal = (): void => say(p(strong(words.gpcTitle), ` ${words.gpcText}`), settings(words.gpcChoose));

/** This file is too old to ask; the service's own page does. */
export const tellStale = (): void => say(link(pages.settings, words.settingsTitle));

/** What was stored, and what of it could not be removed. */
export function tellStored(left: readonly string[]): void {
  const allowed = names();
  const line = p(
    allowed ? words.storedYes.replace("{services}", () => allowed) : words.storedNo,
    !!left.length && ` ${words.beyond}: ${left.join(", ")}. ${words.beyondHelp}`,
  );
  say(line, ...(allowed ? [link(pages.receipt, words.receipt)] : []), settings(words.change));
}
