// Stands where another company's content would: who would get what, in which country, and the choice in place.
import { data } from "./data";
import { decide } from "./choice";
import { placeholder, told } from "./notice";
import { openSettings } from "./settings";
import { button, fill, h, p, shadow, soft, strong } from "./ui";

/** The place of what `service` would show, `height` pixels high at least. */
export function placeFor(service: string, height: number): HTMLElement {
  const host = h("samtykke-place", {});
  const notice = placeholder(service);
  const { title, intro, categories, buttons, controller } = notice;
  const section = h(
    "section.p",
    { "aria-label": title },
    h("p.t", {}, title),
    p(intro),
    ...categories.flatMap(({ title, text, services }) => [
      p(`${title}: ${text}`),
      ...services.map((each) => soft(strong(each.name), `: ${each.text} ${told(each)}`)),
    ]),
    h(
      "div.r",
      {},
      button("accept", buttons.accept, () => decide(notice, [service], service)),
      button("settings", data.words.embedSettings, openSettings, "l"),
    ),
    soft(controller),
  );
  section.style.minHeight = `${height}px`;
  fill(shadow(host), section);
  return host;
}
