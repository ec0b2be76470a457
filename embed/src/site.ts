// What both files for a site hold, put into them by the server.

/** For which site, in which language, and by whom. */
export interface Site {
  readonly v: 1;
  readonly site: string;
  readonly lang: "da" | "en";
  /** The service's origin. */
  readonly at: string;
  /** The exact origins this file is for. */
  readonly origins: readonly string[];
}

declare const __SAMTYKKE__: Site;

export const given: Site = __SAMTYKKE__;
export const { at, lang, site } = given;
