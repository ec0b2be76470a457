// What the pages are called and what stands on them, as a visitor would look for it.
import { readFileSync } from "node:fs";
import path from "node:path";

export type Language = "da" | "en";
export const LANGUAGES = ["da", "en"] as const satisfies readonly Language[];

export const VIEWPORTS = {
  phone: { width: 360, height: 640 },
  desktop: { width: 1440, height: 900 },
} as const;
export const VIEWPORT_NAMES = ["phone", "desktop"] as const satisfies readonly (keyof typeof VIEWPORTS)[];
export type ViewportName = (typeof VIEWPORT_NAMES)[number];

/** The pages that every organisation has. */
export const PAGE_NAMES = ["home", "privacy", "versions", "cookies", "settings", "receipt", "contact", "received", "rights", "rightsCode"] as const;
/** The pages of an organisation that sends a newsletter. */
export const NEWSLETTER_PAGES = ["newsletter", "mailbox", "archive"] as const;
/** The pages of an organisation that holds events. */
export const EVENT_PAGES = ["events", "eventMailbox"] as const;
export type PageName =
  | (typeof PAGE_NAMES)[number]
  | (typeof NEWSLETTER_PAGES)[number]
  | (typeof EVENT_PAGES)[number];

export const PAGES_OF = {
  association: [...PAGE_NAMES, ...NEWSLETTER_PAGES, ...EVENT_PAGES],
  adviser: PAGE_NAMES,
} as const;

export const PATHS: Record<Language, Record<PageName, string>> = {
  da: {
    home: "/",
    privacy: "/privatliv",
    versions: "/privatliv/versioner",
    cookies: "/cookies",
    settings: "/cookieindstillinger",
    receipt: "/kvittering",
    newsletter: "/nyhedsbrev",
    mailbox: "/nyhedsbrev/postkasse",
    archive: "/nyhedsbrev/arkiv",
    events: "/arrangementer",
    eventMailbox: "/arrangementer/postkasse",
    contact: "/kontakt",
    received: "/kontakt/modtaget",
    rights: "/dine-oplysninger",
    rightsCode: "/dine-oplysninger/kode",
  },
  en: {
    home: "/en",
    privacy: "/en/privacy",
    versions: "/en/privacy/versions",
    cookies: "/en/cookies",
    settings: "/en/cookie-settings",
    receipt: "/en/receipt",
    newsletter: "/en/newsletter",
    mailbox: "/en/newsletter/mailbox",
    archive: "/en/newsletter/archive",
    events: "/en/events",
    eventMailbox: "/en/events/mailbox",
    contact: "/en/contact",
    received: "/en/contact/received",
    rights: "/en/your-data",
    rightsCode: "/en/your-data/code",
  },
};

const ROOT = path.resolve(import.meta.dirname, "..");
const source = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const INTERFACE = { da: source("app/src/texts/da.rs"), en: source("app/src/texts/en.rs") };
const [NOTICE_DA = "", NOTICE_EN = ""] = source("domain/src/notice/words.rs").split("const EN:");
const NOTICE = { da: NOTICE_DA, en: NOTICE_EN };
const [, NEWSLETTER_DA = "", NEWSLETTER_EN = ""] = source("app/src/texts/newsletter.rs").split(/const (?:DA|EN):/);
const NEWSLETTER = { da: NEWSLETTER_DA, en: NEWSLETTER_EN };
const [, YES_DA = "", YES_EN = ""] = source("domain/src/subscription/words.rs").split(/const (?:DA|EN):/);
const YES = { da: YES_DA, en: YES_EN };
const [, CONTACT_DA = "", CONTACT_EN = ""] = source("app/src/texts/contact.rs").split(/const (?:DA|EN):/);
const CONTACT = { da: CONTACT_DA, en: CONTACT_EN };
const PROBLEMS = source("domain/src/problem/title.rs") + source("domain/src/problem/remedy.rs");

/** The first string that stands after `place` in Rust source. */
function stringAfter(text: string, place: RegExp): string {
  const found = new RegExp(`${place.source}\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(text)?.[1];
  if (found === undefined) throw new Error(`no text after ${place.source}`);
  return JSON.parse(found) as string;
}

/** The words a visitor looks for. They are read where they are written, so that better words break no test. */
function wordsOf(language: Language) {
  const ui = (name: string) => stringAfter(INTERFACE[language], new RegExp(`\\b${name}:`));
  const notice = (name: string) => stringAfter(NOTICE[language], new RegExp(`\\b${name}:`));
  const letter = (name: string) => stringAfter(NEWSLETTER[language], new RegExp(`\\b${name}:`));
  const yes = (name: string) => stringAfter(YES[language], new RegExp(`\\b${name}:`));
  const write = (name: string) => stringAfter(CONTACT[language], new RegExp(`\\b${name}:`));
  const tag = language === "da" ? "Da" : "En";
  const problem = (name: string) => stringAfter(PROBLEMS, new RegExp(`Self::${name}\\b[^)]*, Language::${tag}\\) =>\\s*\\{?`));
  const before = (text: string, place: string) => text.split(place)[0] ?? text;
  const after = (text: string, place: string) => text.split(place)[1] ?? text;
  const stands = after(ui("settings_standing"), "{date}").trim();
  return {
    refuse: notice("refuse"),
    accept: notice("accept"),
    choose: notice("choose"),
    close: notice("close"),
    save: notice("save"),
    allowAndShow: notice("accept_embed"),
    declaration: notice("declaration"),
    changed: notice("changed_title"),
    settings: ui("cookie_settings"),
    change: ui("stored_change"),
    keep: ui("settings_keep"),
    seeReceipt: ui("stored_receipt"),
    said: { no: before(ui("stored_no"), "{period}").trim(), yes: before(ui("stored_yes"), "{services}").trim() },
    stands: {
      no: `${stands} ${ui("choice_no")}.`,
      yes: (names: string) => `${stands} ${ui("choice_yes")} (${names}).`,
    },
    signalled: ui("gpc_title"),
    chooseAnyway: ui("gpc_choose"),
    receipt: ui("receipt_title"),
    noReceipt: ui("receipt_none"),
    receiptCode: ui("receipt_code"),
    find: ui("receipt_find"),
    withdraw: ui("receipt_withdraw"),
    standsNow: ui("receipt_active"),
    withdrawn: ui("receipt_withdrawn").replace("{date}", language === "da" ? "21. november 2026" : "21 November 2026"),
    cannotReach: ui("receipt_beyond"),
    unknownReceipt: problem("UnknownReceipt"),
    noticeChanged: problem("NoticeChanged"),
    foreignOrigin: problem("ForeignOrigin"),
    notFound: problem("NotFound"),
    film: ui("video_frame_title"),
    yourChoice: {
      yes: `${ui("your_choice")}: ${ui("choice_yes")}`,
      no: `${ui("your_choice")}: ${ui("choice_no")}`,
    },
    policy: ui("provider_policy"),
    versionNow: ui("version_now"),
    onlyOneVersion: ui("versions_only_one"),
    seeDifferences: ui("version_see"),
    changedSince: ui("version_changed_since"),
    complain: ui("complaint"),
    cookiesTitle: ui("cookies_title"),
    otherLanguage: ui("other_language"),
    remembered: language === "da" ? "6 måneder" : "6 months",
    legitimateInterest: language === "da" ? /legitim|berettiget/i : /legitimate/i,
    usa: "USA",
    newsletter: {
      link: letter("newsletter"),
      email: letter("email"),
      name: letter("name"),
      signUp: yes("sign_up"),
      mailbox: letter("mailbox_title"),
      question: letter("confirm_title"),
      confirm: letter("confirm"),
      confirmed: letter("confirmed_title"),
      before: letter("confirmed_before"),
      spent: letter("spent_text"),
      receipt: letter("why_link"),
      why: letter("why_title"),
      topics: letter("topics_link"),
      save: yes("save"),
      saved: letter("topics_saved"),
      leave: letter("leave"),
      left: letter("left_title"),
      undo: yes("undo"),
      undone: letter("undone_title"),
      keepOut: yes("keep_out"),
      keptOut: letter("kept_out_title"),
      letInTitle: letter("let_in_title"),
      letIn: letter("let_in"),
      letInDone: letter("let_in_done"),
      missing: problem("MissingAddress"),
      several: problem("SeveralAddresses"),
      noTopic: problem("NoTopic"),
      malformed: problem("MalformedAddress"),
    },
    contact: {
      title: write("form_title"),
      sensitive: write("sensitive_title"),
      name: write("name"),
      email: write("email"),
      phone: write("phone"),
      message: write("message"),
      send: write("send"),
      received: write("received_title"),
      noName: problem("MissingName"),
      noMessage: problem("MissingMessage"),
      cpr: problem("CprInMessage"),
    },
  };
}

export type Words = ReturnType<typeof wordsOf>;
export const WORDS: Record<Language, Words> = { da: wordsOf("da"), en: wordsOf("en") };

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
