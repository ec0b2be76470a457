// What the server puts into this file: one site's texts, categories and services in one language. The script asks
// for nothing else before it can show the banner.
import { given, type Site } from "./site";

/** A civil period: months are added first (clamped to the month's last day), then days. */
export interface Kept {
  readonly months: number;
  readonly days: number;
}

/** A service that is a choice, and the names in this browser that its withdrawal removes; a trailing `*` stands for
 * any rest. */
export interface Service {
  readonly category: string;
  readonly fingerprint: string;
  readonly name: string;
  /** With its place where that is not the usual one, as in `Set-Cookie`: `id;Path=/shop`. */
  readonly cookies?: readonly string[];
  readonly local?: readonly string[];
  readonly session?: readonly string[];
  readonly indexedDb?: readonly string[];
  readonly caches?: readonly string[];
  readonly workers?: readonly string[];
  /** Where it loads from, as the register lists them for frames. */
  readonly origins?: readonly string[];
  /** Names on other companies' domains, which cannot be reached from here. */
  readonly foreign?: readonly string[];
}

/** What was asked, as the service is told: it keeps every notice by its hash. */
export interface Asked {
  readonly surface: "banner" | "settings" | "placeholder";
  readonly hash: string;
}

/** What every surface says. */
interface Sayings {
  readonly title: string;
  readonly intro: string;
  readonly controller: string;
  readonly declaration?: string;
  readonly buttons: Readonly<Record<"refuse" | "accept" | "choose" | "save" | "close", string>>;
}

/** Every string that is shown before a choice but those that only opened settings and placeholders show. */
export type Word =
  | "gpcTitle"
  | "gpcText"
  | "none"
  | "storedNo"
  | "storedYes"
  | "change"
  | "receipt"
  | "settingsTitle"
  | "close"
  | "beyond"
  | "beyondHelp";

export interface Data extends Site {
  readonly domain: string;
  /** The service stands on `domain` or below it, so the receipt's code stays in its own HttpOnly cookie. */
  readonly sameSite: boolean;
  readonly hash: string;
  /** The first day this register was served; a browser's clock before it is wrong. */
  readonly today: string;
  readonly kept: { readonly yes: Kept; readonly no: Kept };
  readonly pages: { readonly settings: string; readonly receipt: string; readonly declaration: string };
  readonly banner: Sayings & { readonly hash: string };
  readonly services: Readonly<Record<string, Service>>;
  readonly words: Readonly<Record<Word, string>>;
  /** The consent signals that a category gives, granted when every service of it is. */
  readonly signals: Readonly<Record<string, readonly string[]>>;
}

/** A notice in full. */
export interface Notice extends Sayings, Asked {
  readonly categories: readonly {
    readonly title: string;
    readonly text: string;
    readonly always_on?: string;
    readonly services: readonly {
      readonly key: string;
      readonly name: string;
      readonly text: string;
      readonly provider: string;
      readonly own_purposes?: string;
    }[];
  }[];
}

/** What the service sends when settings or placeholders are shown. */
export interface Texts {
  readonly settings: Notice;
  /** By service. */
  readonly places: Readonly<Record<string, Notice>>;
  readonly words: Readonly<Record<"standing" | "keep" | "yes" | "no" | "embedSettings", string>>;
}

export const data = given as Data;
export const { banner, pages, services, words } = data;

/** Every service that is a choice. */
export const all = Object.keys(services);

/** Those for whose key `isMeant` holds. */
export const those = (isMeant: (key: string) => boolean): Service[] => all.filter(isMeant).map((key) => services[key] as Service);
