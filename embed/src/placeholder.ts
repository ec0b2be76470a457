// Stands where another company's content would: who would get what, in which country, and the choice in place.
import { data } from "./data";
import { decide } from "./choice";
import { placeholder, told } from "./notice";
import { openSettings } from "./settings";
import { button, fill, h, p, shadow, soft, strong } from "./ui";

/** The place of what `service` would show, exactly as large as `element`, so that nothing moves. */
export function placeFor(service: string, { offsetWidth, offsetHeight }: HTMLElement): HTMLElement {
  const host = h("samtykke-place", {});
  const notice = placeholder(service);
  const { title, intro, categories, buttons, controller } = notice;
  const section = h(
    "div.p",
    {},
    h("p.t", {}, title),
    p(intro),
    ...categories.flatMap(({ title, text, services }) => [
      p(`${title}: ${text}`),
      ...services.map((each) => soft(strong(each.name), `: ${each.text} ${told(each)}`)),
    ]),
    h(
      "div.r.f",
      {},
      button("accept", buttons.accept, () => decide(notice, [service], service)),
      button("settings", data.words.embedSettings, openSettings, "l"),
    ),
    soft(controller),
  );
  if (offsetHeight) {
    host.style.cssText = `display:inline-block;overflow:hidden;max-width:100%;width:${offsetWidth}px;height:${offsetHeight}px`;
  }
  fill(shadow(host), section);
  return host;
}
