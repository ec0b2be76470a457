// What other companies' tags are told. Google's, Microsoft's and Matomo's read these queues when they load, so the
// denial stands before anything of theirs runs.
import { all, data, services } from "./data";

type Said = (...said: unknown[]) => void;
const page = window as unknown as Record<string, unknown[] & Said>;

const push = (queue: string, ...items: unknown[]): number => (page[queue] ??= [] as never).push(...items);

// Google's tags read only what was called with `arguments`.
const gtag: Said = function () {
  push("dataLayer", arguments);
};

let isMatomoOn = false;

/** Says what is allowed: `default` once, before anything runs, and `update` whenever it changes. */
export function signal(how: "default" | "update", granted: ReadonlySet<string>): void {
  // A signal is given when every choice of its category is.
  const yes = Object.entries(data.signals)
    .filter(([category]) => all.every((key) => services[key]?.category != category || granted.has(key)))
    .flatMap(([, signals]) => (how == "update" ? signals : []));
  const said = Object.fromEntries(
    ["ad_storage", "analytics_storage", "personalization_storage", "functionality_storage", "security_storage", "ad_user_data", "ad_personalization"].map(
      (name) => [name, yes.includes(name) ? "granted" : "denied"],
    ),
  );
  const { ad_storage, analytics_storage, personalization_storage, functionality_storage } = said;
  const isOn = analytics_storage == "granted";
  gtag("consent", how, { ...said, wait_for_update: 500 });
  push("uetq", "consent", how, { ad_storage });
  const clarity = (page["clarity"] ??= ((...said: unknown[]) => ((clarity as { q?: unknown[] }).q ??= []).push(said)) as never);
  clarity("consentv2", { ad_Storage: ad_storage, analytics_Storage: analytics_storage });
  if (how == "default") push("_paq", ["requireConsent"]);
  else {
    if (isOn != isMatomoOn) for (const what of ["Consent", "CookieConsent"]) push("_paq", [`${isOn ? "set" : "forget"}${what}Given`]);
    isMatomoOn = isOn;
    push("dataLayer", { event: "samtykke", samtykke: [...granted] });
    for (const [purpose, word] of Object.entries({
      statistics: analytics_storage,
      marketing: ad_storage,
      preferences: personalization_storage,
      functional: functionality_storage,
    })) {
      page["wp_set_consent"]?.(purpose, word == "granted" ? "allow" : "deny");
    }
  }
}
