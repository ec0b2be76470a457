// The second file: forms in the page's own text, `<div data-samtykke="newsletter">` and `"contact"`, each with a link to
// the service's own page inside, which stays until the form is there. The first file brings this one; a page may also
// name it itself. It stores nothing, and sends nothing before somebody presses the button.
import { at, given, lang, site } from "../site";
import { tell } from "../tell";
import { watch } from "../watch";
import type { Description } from "./description";
import { begin } from "./form";

const known = new WeakSet<HTMLElement>();

/** What a form asks and says today: a promise of yesterday is no longer made, so what the browser kept is asked about. */
async function describe(kind: string): Promise<Description> {
  const answer = await fetch(`${at}/s/${site}/${lang}/${kind}.json`, { cache: "no-cache", signal: AbortSignal.timeout(5e3) });
  const description: Description = await answer.json();
  if (description.v != 1) throw kind;
  return description;
}

async function show(place: HTMLElement): Promise<void> {
  const kind = place.dataset["samtykke"] ?? "";
  if (kind == "declaration" || known.has(place)) return;
  known.add(place);
  try {
    begin(place, await describe(kind), () => describe(kind));
  } catch {
    tell(`no ${kind}`);
  }
}

const find = (): void => document.querySelectorAll<HTMLElement>("[data-samtykke]").forEach(show);

const page = window as { samtykkeForms?: true };

// A page that names this file itself may get it from the first one too.
if (!page.samtykkeForms) {
  page.samtykkeForms = true;
  if (given.origins.includes(origin)) {
    find();
    watch(find);
  } else tell(`not for ${origin}`);
}
