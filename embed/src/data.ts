// What the server puts into this file: one site's texts, categories and services in one language. The script asks
// for nothing else before it can show the banner.

/** A civil period: months are added first (clamped to the month's last day), then days. */
export interface Kept {
  readonly months: number;
  readonly days: number;
}

/** A service that is a choice. */
export interface Service {
  readonly key: string;
  readonly category: string;
  readonly fingerprint: string;
  readonly name: string;
  /** Names in this browser that a withdrawal removes; a trailing `*` stands for any rest. */
  readonly clear?: {
    readonly cookies?: readonly { readonly name: string; readonly domain?: string; readonly path?: string }[];
    readonly local?: readonly string[];
    readonly session?: readonly string[];
    readonly indexedDb?: readonly string[];
    readonly caches?: readonly string[];
    readonly workers?: readonly string[];
  };
  /** Names on other companies' domains, which cannot be reached from here. */
  readonly foreign?: readonly string[];
}

/** The ordered strings of one surface, with the keys in canonical order. */
export interface Notice {
  readonly language: string;
  readonly surface: "banner" | "settings" | "placeholder";
  readonly title: string;
  readonly intro: string;
  readonly controller: string;
  readonly declaration?: string;
  readonly buttons: {
    readonly refuse?: string | undefined;
    readonly accept: string;
    readonly choose?: string;
    readonly save?: string | undefined;
    readonly close?: string;
  };
  readonly categories: readonly {
    readonly key: string;
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

/** Every other string that is shown. */
export type Word =
  | "label"
  | "gpcTitle"
  | "gpcText"
  | "gpcChoose"
  | "storedNo"
  | "storedYes"
  | "change"
  | "receipt"
  | "settingsTitle"
  | "settingsNone"
  | "standing"
  | "keep"
  | "close"
  | "yes"
  | "no"
  | "embedSettings"
  | "beyond"
  | "beyondHelp";

export interface Data {
  readonly v: 1;
  readonly site: string;
  readonly lang: "da" | "en";
  /** The service's origin. */
  readonly at: string;
  /** The exact origins this file is for. */
  readonly origins: readonly string[];
  readonly domain: string;
  /** The service stands on `domain` or below it, so the receipt's code stays in its own HttpOnly cookie. */
  readonly sameSite: boolean;
  readonly hash: string;
  /** The first day this register was served; a browser's clock before it is wrong. */
  readonly today: string;
  readonly kept: { readonly yes: Kept; readonly no: Kept };
  readonly pages: { readonly settings: string; readonly receipt: string; readonly declaration: string };
  readonly notices: {
    readonly banner: Notice;
    /** What the place of an embed says in its own words. */
    readonly embed: { readonly title: string; readonly accept: string; readonly intros: Readonly<Record<string, string>> };
  };
  readonly services: readonly Service[];
  readonly words: Readonly<Record<Word, string>>;
  /** The consent signals that a category gives, granted when every service of it is. */
  readonly signals?: Readonly<Record<string, readonly string[]>>;
}

declare const __SAMTYKKE__: Data;

export const data: Data = __SAMTYKKE__;
