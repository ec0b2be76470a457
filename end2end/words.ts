// What the pages are called and what stands on them, as a visitor would look for it.
export type Language = "da" | "en";
export const LANGUAGES = ["da", "en"] as const satisfies readonly Language[];

export const VIEWPORTS = {
  phone: { width: 360, height: 640 },
  desktop: { width: 1440, height: 900 },
} as const;
export const VIEWPORT_NAMES = ["phone", "desktop"] as const satisfies readonly (keyof typeof VIEWPORTS)[];

export const PAGE_NAMES = ["home", "privacy", "versions", "cookies", "settings", "receipt"] as const;
export type PageName = (typeof PAGE_NAMES)[number];

export const PATHS: Record<Language, Record<PageName, string>> = {
  da: {
    home: "/",
    privacy: "/privatliv",
    versions: "/privatliv/versioner",
    cookies: "/cookies",
    settings: "/cookieindstillinger",
    receipt: "/kvittering",
  },
  en: {
    home: "/en",
    privacy: "/en/privacy",
    versions: "/en/privacy/versions",
    cookies: "/en/cookies",
    settings: "/en/cookie-settings",
    receipt: "/en/receipt",
  },
};

const DA = {
  refuse: "Afvis alle",
  accept: "Tillad alle",
  choose: "Vælg selv",
  close: "Luk og afvis",
  save: "Gem mine valg",
  allowAndShow: "Tillad og vis",
  declaration: "Se alle cookies",
  settings: "Cookieindstillinger",
  change: "Skift dit valg",
  keep: "Luk uden at ændre noget",
  seeReceipt: "Se din kvittering",
  said: { no: "Du har sagt nej.", yes: "Dit valg er gemt. Du har sagt ja til:" },
  stands: { no: "gælder nu: nej.", yes: (names: string) => `gælder nu: ja (${names}).` },
  noChoice: "Du har ikke valgt endnu.",
  signalled: "Din browser har sagt nej for dig (GPC).",
  changed: "Noget er ændret. Må vi stadig?",
  remembered: "Vi husker dit valg i 6 måneder.",
  receipt: "Kvittering for dit valg",
  noReceipt: "Denne browser har ingen kvittering.",
  receiptCode: "Kvitteringskode",
  find: "Find kvitteringen",
  withdraw: "Træk dit ja tilbage",
  standsNow: "Gælder nu",
  withdrawn: "Trukket tilbage den 21. november 2026",
  cannotReach: "Det kan vi ikke nå",
  unknownReceipt: "Vi fandt ingen kvittering til den kode",
  noticeChanged: "Teksten er ændret, siden du åbnede siden",
  foreignOrigin: "Formularen kom fra et andet sted",
  notFound: "Siden findes ikke",
  film: "Film om os",
  yourChoice: { yes: "Dit valg: ja", no: "Dit valg: nej", open: "Dit valg: ikke valgt, så det er nej" },
  policy: "Udbyderens egen side om privatliv",
  versionNow: "gælder nu",
  onlyOneVersion: "Der er kun den version, der gælder nu.",
  seeDifferences: "Se forskellene",
  changedSince: "Det er ændret siden",
  complain: "Klag",
  legitimateInterest: /legitim|berettiget/i,
  usa: "USA",
};

export type Words = typeof DA;

export const WORDS: Record<Language, Words> = {
  da: DA,
  en: {
    refuse: "Refuse all",
    accept: "Allow all",
    choose: "Choose yourself",
    close: "Close and refuse",
    save: "Save my choices",
    allowAndShow: "Allow and show",
    declaration: "See all cookies",
    settings: "Cookie settings",
    change: "Change your choice",
    keep: "Close without changing anything",
    seeReceipt: "See your receipt",
    said: { no: "You said no.", yes: "Your choice is stored. You said yes to:" },
    stands: { no: "stands now: no.", yes: (names) => `stands now: yes (${names}).` },
    noChoice: "You have not chosen yet.",
    signalled: "Your browser has said no for you (GPC).",
    changed: "Something has changed. May we still?",
    remembered: "We remember your choice for 6 months.",
    receipt: "Receipt for your choice",
    noReceipt: "This browser has no receipt.",
    receiptCode: "Receipt code",
    find: "Find the receipt",
    withdraw: "Take your yes back",
    standsNow: "Stands now",
    withdrawn: "Taken back on 21 November 2026",
    cannotReach: "What we cannot reach",
    unknownReceipt: "We found no receipt for that code",
    noticeChanged: "The text has changed since you opened the page",
    foreignOrigin: "The form came from somewhere else",
    notFound: "This page does not exist",
    film: "Film about us",
    yourChoice: { yes: "Your choice: yes", no: "Your choice: no", open: "Your choice: not chosen, so it is no" },
    policy: "The provider's own privacy page",
    versionNow: "in force now",
    onlyOneVersion: "There is only the version in force now.",
    seeDifferences: "See the differences",
    changedSince: "What has changed since",
    complain: "Complain",
    legitimateInterest: /legitimate/i,
    usa: "USA",
  },
};

/** What each register's own organisation and services are called. */
export const ORGANISATIONS = {
  association: {
    name: "Fleksnetværket",
    controller: "Landsforeningen Fleksnetværket",
    services: ["talrig", "metrivio", "brightlane", "video-player", "plazanet", "letterwing", "larkfind"],
    statistics: { key: "talrig", name: "Talrig", cookie: "talrig_id" },
  },
  adviser: {
    name: "Ståsted",
    controller: "Ståsted",
    services: ["zaehlwerk"],
    statistics: { key: "zaehlwerk", name: "Zählwerk", cookie: "_zw_id" },
  },
} as const;
