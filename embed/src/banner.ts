// The question on the page's lower edge with its three equal answers, or the one line that stands in its place.
// It keeps nobody: the page stays readable, the focus is free, and closing refuses.
import { all, type Asked, banner, pages, words } from "./data";
import { decide, names, standing } from "./choice";
import { open, openSettings } from "./settings";
import { button, fill, h, link, p, type Root, shadow, strong } from "./ui";

const { buttons } = banner;
const asked: Asked = { surface: "banner", hash: banner.hash };
let host: HTMLElement | undefined;

/** The page's focus stops above what is shown, which is measured when the browser has laid it out anyway. */
const size = new ResizeObserver((shown) => {
  document.documentElement.style.scrollPaddingBottom = `${(shown.pop()?.target as HTMLElement).offsetHeight}px`;
});

/** The root of the banner's own element, which stands first in the page from then on, but for the links with which the
 * page begins that lead to parts of itself. */
export function root(): Root {
  if (!host?.isConnected) {
    host = h("samtykke-banner", {});
    shadow(host);
    document.body.insertBefore(host, document.querySelector("body>:not([href^='#'],script,noscript)"));
  }
  return host.shadowRoot ?? host;
}

/** A link, which stands in the page's own tree and is only shown in ours: there alone it can be told to come after the
 * page's links to its parts. Where it is shown twice, or has no other tree to stand in, it stands where it is shown. */
export function outward(href: string, label: string | undefined): Node {
  if (root() != host && !host?.querySelector(`[slot="${href}"]`)) host?.append(h("a", { href, slot: href }, label));
  return h("slot", { name: href }, link(href, label));
}

/** Shows one section; Escape does what its close button does. */
function show(escape: () => void, label: string, role: string, ...children: Node[]): void {
  const hadFocus = host?.matches(":focus-within");
  const onkeydown = ({ key }: KeyboardEvent) => {
    if (key == "Escape") escape();
  };
  const section = h("section.b", { "aria-label": label, role, tabindex: -1, onkeydown }, ...children);
  fill(root(), section);
  size.observe(section);
  if (hadFocus) section.focus();
}

const no = (): void => decide(asked, []);

const refuse = (): Node => button("refuse", buttons.refuse, no);

/** Nothing is asked and nothing told. */
export const hide = (): void => {
  if (host) fill(root());
};

/** One line with what may be done about it; closing it changes nothing. */
const say = (line: Node, ...actions: Node[]): void =>
  show(hide, words.settingsTitle, "status", line, h("div.r", {}, ...actions, button("done", words.close, hide, "l")));

const settings = (label: string): Node => button("settings", label, openSettings, "l");

/** The question, whose close button and Escape refuse; or where the browser said no by Global Privacy Control, and the
 * visitor nothing yet, that is told. */
export const ask = (): void =>
  !standing.day && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl
    ? say(p(strong(words.gpcTitle), ` ${words.gpcText}`), settings(buttons.choose))
    : show(
        no,
        banner.title,
        "region",
        button("close", buttons.close, no, "x"),
        h("h2", {}, banner.title),
        p(`${banner.intro} ${banner.controller} `, outward(pages.declaration, banner.declaration)),
        h(
          "div.a",
          {},
          refuse(),
          button("accept", buttons.accept, () => decide(asked, all)),
          button("choose", buttons.choose, () => open(asked)),
        ),
      );

/** What stands, for people. */
const line = (): string => {
  const allowed = names();
  if (!standing.day) return words.none;
  return allowed ? words.storedYes.replace("{services}", () => allowed) : words.storedNo;
};

/** The service's own page, where one can choose without this script. */
const ownPage = (): Node => outward(pages.settings, words.settingsTitle);

/** This file can no longer ask; the service's own page does. */
export const tellStale = (): void => say(p(line()), ownPage());

/** The settings did not come: the service's own page has them, and a no needs neither. */
export const tellAway = (): void => say(p(line()), refuse(), ownPage());

/** What was stored, and what of it could not be removed. */
export const tellStored = (left: readonly string[]): void =>
  say(
    h("div", {}, p(line()), !!left.length && p(`${words.beyond}: ${left.join(", ")}. ${words.beyondHelp}`)),
    ...(names() ? [outward(pages.receipt, words.receipt)] : []),
    settings(words.change),
  );
