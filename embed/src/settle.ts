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

/** Puts the choice into effect; after a click of the visitor's here, says what was stored. */
export async function settle(withdrawn: readonly string[], isClick?: true): Promise<void> {
  try {
    const { granted, ask: isAsked, day } = standing;
    signal("update", granted);
    dispatchEvent(new CustomEvent("samtykke", { detail: [...granted] }));
    const mustReload = stop(withdrawn);
    release();
    await (withdrawn[0] && clear(services(withdrawn)));
    if (mustReload) {
      sessionStorage.setItem(PLACE, withdrawn.join());
      location.reload();
    } else if (isClick) tellStored(beyond(services(withdrawn)));
    else if (!isAsked) hide();
    else if (!day && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) tellSignal();
    else ask();
  } catch (fault) {
    stopped(fault);
  }
}

/** Tells of a withdrawal that needed this page anew. */
export function tellReloaded(): void {
  try {
    const keys = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    if (keys) tellStored(beyond(services(keys.split(","))));
  } catch {
    // Forbidden storage carried nothing.
  }
}
