// The question on the page's lower edge with its three equal answers, or the one line that stands in its place.
// It keeps nobody: the page stays readable, the focus is free, and closing refuses.
import { all, type Asked, data } from "./data";
import { decide, names, standing } from "./choice";
import { open, openSettings } from "./settings";
import { button, fill, h, link, p, type Root, shadow, strong } from "./ui";

const { words, pages, banner } = data;
const { buttons } = banner;
const asked: Asked = { surface: "banner", hash: banner.hash };
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

const no = (): void => decide(asked, []);

const refuse = (): Node => button("refuse", buttons.refuse, no);

/** The question. Its close button and Escape refuse. */
export const ask = (): void =>
  show(
    no,
    banner.title,
    "region",
    button("close", buttons.close, no, "x"),
    h("h2", {}, banner.title),
    p(`${banner.intro} ${banner.controller} `, link(pages.declaration, banner.declaration)),
    h(
      "div.a",
      {},
      refuse(),
      button("accept", buttons.accept, () => decide(asked, all)),
      button("choose", buttons.choose, () => open(asked)),
    ),
  );

/** Nothing is asked and nothing told. */
export const hide = (): void => show(hide, "", "");

/** One line with what may be done about it; closing it changes nothing. */
const say = (line: Node, ...actions: Node[]): void =>
  show(hide, words.settingsTitle, "status", line, h("div.r", {}, ...actions, button("done", words.close, hide, "l")));

const settings = (label: string): Node => button("settings", label, openSettings, "l");

/** The browser said no by Global Privacy Control: told, not asked. */
export const tellSignal = (): void => say(p(strong(words.gpcTitle), ` ${words.gpcText}`), settings(buttons.choose));

/** What stands, for people. */
const line = (): string => {
  const allowed = names();
  if (!standing.day) return words.none;
  return allowed ? words.storedYes.replace("{services}", () => allowed) : words.storedNo;
};

/** The service's own page, where one can choose without this script. */
export const ownPage = (): Node => link(pages.settings, words.settingsTitle);

/** This file can no longer ask; the service's own page does. */
export const tellStale = (): void => say(p(line()), ownPage());

/** The settings did not come: the service's own page has them, and a no needs neither. */
export const tellAway = (): void => say(p(line()), refuse(), ownPage());

/** What was stored, and what of it could not be removed. */
export const tellStored = (left: readonly string[]): void =>
  say(
    h("div", {}, p(line()), !!left.length && p(`${words.beyond}: ${left.join(", ")}. ${words.beyondHelp}`)),
    ...(names() ? [link(pages.receipt, words.receipt)] : []),
    settings(words.change),
  );
