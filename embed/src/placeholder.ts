// Stands where another company's content would: who would get what, in which country, and the choice in place.
import { pages, type Texts, words } from "./data";
import { decide } from "./choice";
import { openSettings, told } from "./settings";
import { texts } from "./texts";
import { button, fill, h, link, p, shadow, soft, strong } from "./ui";

function question(service: string, { places, words: later }: Texts): Node[] {
  const notice = places[service] as Texts["settings"];
  const { title, intro, categories, buttons, controller } = notice;
  return [
    p(strong(title)),
    p(intro),
    ...categories.flatMap(({ title, text, services }) => [
      p(`${title}: ${text}`),
      ...services.map((each) => soft(strong(each.name), `: ${each.text} ${told(each)}`)),
    ]),
    soft(controller),
    h(
      "div.r.f",
      {},
      button("accept", buttons.accept, () => decide(notice, [service], service)),
      button("settings", later.embedSettings, openSettings, "l"),
    ),
  ];
}

/** The place of what `service` would show, exactly as large as `element`, so that nothing moves. Where its question
 * cannot be had, it leads to the service's own page. */
export function placeFor(service: string, { offsetWidth, offsetHeight }: HTMLElement): HTMLElement {
  const host = h("samtykke-place", {});
  const section = h("div.p", {});
  if (offsetHeight) {
    host.style.cssText = `display:inline-block;overflow:hidden;max-width:100%;width:${offsetWidth}px;height:${offsetHeight}px`;
  }
  fill(shadow(host), section);
  texts()
    .then((all) => fill(section, ...question(service, all)))
    .catch(() => fill(section, link(pages.settings, words.settingsTitle)));
  return host;
}
