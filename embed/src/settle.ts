// What follows from a change of the choice: tags are told, what is allowed runs, what no longer is stops and is
// cleared, and the banner says so.
import { data, type Service } from "./data";
import { ask, hide, tellSignal, tellStored } from "./banner";
import { standing } from "./choice";
import { beyond, clear } from "./clear";
import { release, stop } from "./gate";
import { signal } from "./signals";
import { stopped } from "./tell";

/** Carries the services withdrawn across the reload that stops them. */
const PLACE = "samtykke";

const services = (keys: readonly string[]): Service[] => data.services.filter(({ key }) => keys.includes(key));

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

/** Puts the choice into effect; after a click of the visitor's, says what was stored. */
export async function settle(withdrawn: readonly string[], isClick?: true): Promise<void> {
  try {
    const told = isClick ? withdrawn : carried();
    const { granted, ask: isAsked, day } = standing;
    signal("update", granted);
    dispatchEvent(new CustomEvent("samtykke", { detail: [...granted] }));
    const mustReload = stop(withdrawn);
    release();
    if (withdrawn[0]) await clear(services(withdrawn));
    if (mustReload) {
      sessionStorage.setItem(PLACE, withdrawn.join());
      location.reload();
    } else if (told) tellStored(beyond(services(told)));
    else if (!isAsked) hide();
    else if (!day && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) tellSignal();
    else ask();
  } catch (fault) {
    stopped(fault);
  }
}
