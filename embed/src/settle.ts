// What follows from a change of the choice: tags are told, what is allowed runs, what no longer is stops and is
// cleared, and the banner says so.
import { services } from "./data";
import { ask, hide, tellSignal, tellStale, tellStored } from "./banner";
import { standing } from "./choice";
import { beyond, clear } from "./clear";
import { release, stop } from "./gate";
import { signal } from "./signals";
import { stopped } from "./tell";

/** Carries the services withdrawn across the reload that stops them. */
const PLACE = "samtykke";

/** The services whose withdrawal needed this page anew, told once. */
function carried(): readonly string[] | undefined {
  try {
    const keys = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    return keys?.split(",");
  } catch {
    return;
  }
}

/** Puts the choice into effect, and tells whoever is to be told what came of it. */
export async function settle(withdrawn: readonly string[], isTold?: true): Promise<void> {
  try {
    const told = isTold ? withdrawn : carried();
    const { granted, ask: isAsked, day } = standing;
    const gone = services((key) => withdrawn.includes(key));
    signal("update", granted);
    dispatchEvent(new CustomEvent("samtykke", { detail: [...granted] }));
    const mustReload = stop(withdrawn);
    release();
    if (gone[0]) await clear(gone);
    if (mustReload) {
      // Storage may be forbidden, and what runs must stop all the same.
      location.reload();
      if (isTold) sessionStorage.setItem(PLACE, withdrawn.join());
    } else if (!told) {
      if (!isAsked) hide();
      else if (!day && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) tellSignal();
      else ask();
    } else if (isAsked) tellStale();
    else tellStored(beyond(services((key) => told.includes(key))));
  } catch (fault) {
    stopped(fault);
  }
}
