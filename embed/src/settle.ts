// What follows from a change of the choice: tags are told, what is allowed runs, what no longer is stops and is
// cleared, and the banner says so.
import { those } from "./data";
import { ask, hide, tellStale, tellStored } from "./banner";
import { standing } from "./choice";
import { beyond, clear } from "./clear";
import { release, stop } from "./gate";
import { signal } from "./signals";
import { stopped } from "./tell";

/** Carries the services withdrawn across the reload that stops them. */
const PLACE = "samtykke";

/** The services whose withdrawal needed this page anew, to be told once. */
export function carried(): readonly string[] | undefined {
  try {
    const keys: string | undefined = sessionStorage[PLACE];
    delete sessionStorage[PLACE];
    return keys?.split(",");
  } catch {
    return;
  }
}

/** Puts the choice into effect, and says what came of it: to whoever is to be told of services withdrawn, that; else the
 * question, unless it is on the screen already. */
export async function settle(withdrawn: readonly string[], told?: readonly string[], isAsking?: boolean): Promise<void> {
  try {
    const { granted, ask: isAsked } = standing;
    const gone = those((key) => withdrawn.includes(key));
    signal("update", granted);
    dispatchEvent(new CustomEvent("samtykke", { detail: [...granted] }));
    const mustReload = stop(withdrawn);
    release();
    if (gone[0]) await clear(gone);
    if (mustReload) {
      // Storage may be forbidden, and what runs must stop all the same.
      location.reload();
      if (told) sessionStorage[PLACE] = withdrawn.join();
    } else if (told) {
      if (isAsked) tellStale();
      else tellStored(beyond(those((key) => told.includes(key))));
    } else if (!isAsked) hide();
    else if (!isAsking) ask();
  } catch (fault) {
    stopped(fault);
  }
}
