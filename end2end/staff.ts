// A member of staff: lets in from the command line of the test bench, with a phone that shows codes.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Visitor, accessibilityFindings, expect, isPageWellMade } from "./bench.ts";
import { type Lab, START } from "./lab.ts";
import type { Language } from "./words.ts";

export const PASSWORD = "fire tilfældige ord her";
/** Where an invitation is accepted, without its token. */
export const INVITATION = { da: "/personale/invitation", en: "/en/staff/invitation" } as const;

const ROOT = path.resolve(import.meta.dirname, "..");

/** The texts of a file of ours, read where they are written. */
export function textsOf(file: string, kind: string): (language: Language, name: string) => string {
  const [da = "", en = ""] = readFileSync(path.join(ROOT, "app/src/texts", file), "utf8")
    .split(`const DA: ${kind}`)[1]!
    .split(`const EN: ${kind}`);
  return (language, name) => {
    const source = language === "da" ? da : en;
    const found = new RegExp(`\\b${name}: ("(?:[^"\\\\]|\\\\.)*")`).exec(source)?.[1];
    if (found === undefined) throw new Error(`no text ${name}`);
    return JSON.parse(found) as string;
  };
}

/** A text of the staff's pages. */
export const staffText = textsOf("staff.rs", "StaffTexts");
/** A text of the pages where enquiries are read. */
export const enquiryText = textsOf("staff_enquiries.rs", "StaffEnquiryTexts");
/** A text of passkeys. */
export const passkeyText = textsOf("staff_passkeys.rs", "StaffPasskeyTexts");
/** A text of the pages where newsletters are written. */
export const issueText = textsOf("staff_newsletter.rs", "StaffNewsletterTexts");
/** A text of the pages where events are written. */
export const staffEventText = textsOf("staff_events.rs", "StaffEventTexts");
/** A text of the pages where the kinds of events are kept. */
export const staffEventKindText = textsOf("staff_event_kinds.rs", "StaffEventKindTexts");
/** A text of the page where an event's picture is kept. */
export const staffEventPictureText = textsOf("staff_event_pictures.rs", "StaffEventPictureTexts");
/** A text of the pages about events that everybody sees. */
export const eventText = textsOf("events.rs", "EventTexts");

export const STAFF_PATHS = {
  da: {
    start: "/personale",
    signIn: "/personale/log-ind",
    account: "/personale/konto",
    newApp: "/personale/ny-app",
    newPasskey: "/personale/ny-adgangsnoegle",
    people: "/personale/kolleger",
    invite: "/personale/kolleger/ny",
    enquiries: "/personale/henvendelser",
    issues: "/personale/nyhedsbreve",
    newIssue: "/personale/nyhedsbreve/nyt",
    subscribers: "/personale/modtagere",
    events: "/personale/arrangementer",
    newEvent: "/personale/arrangementer/nyt",
    eventKinds: "/personale/arrangementstyper",
    accessLog: "/personale/adgangslog",
  },
  en: {
    start: "/en/staff",
    signIn: "/en/staff/sign-in",
    account: "/en/staff/account",
    newApp: "/en/staff/new-app",
    newPasskey: "/en/staff/new-passkey",
    people: "/en/staff/colleagues",
    invite: "/en/staff/colleagues/new",
    enquiries: "/en/staff/enquiries",
    issues: "/en/staff/newsletters",
    newIssue: "/en/staff/newsletters/new",
    subscribers: "/en/staff/readers",
    events: "/en/staff/events",
    newEvent: "/en/staff/events/new",
    eventKinds: "/en/staff/event-types",
    accessLog: "/en/staff/access-log",
  },
} as const;

/** The code that an app shows at `now` (RFC 6238), written here anew so that both sides must agree. */
export function totp(secret: string, now: string): string {
  const bits = [...secret.replace(/\s/g, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.parse(now) / 30_000)));
  const hash = createHmac("sha1", key).update(step).digest();
  const offset = hash[19]! & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Moves the lab's clock and knows what it shows. */
export class Watch {
  #now = Date.parse(START);
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  get now(): string {
    return new Date(this.#now).toISOString();
  }

  async pass(seconds: number): Promise<void> {
    this.#now += seconds * 1000;
    await this.#lab.moveClock(this.now);
  }
}

/** What must hold of any page for staff, and of any of the newsletter's. */
export async function isWellMade(
  visitor: Visitor,
  { hasBanner = false }: { hasBanner?: boolean } = {},
): Promise<void> {
  const { page, hasScript } = visitor;
  await isPageWellMade(visitor, "Fleksnetværket");
  await expect(page.locator("section.banner"), page.url()).toHaveCount(hasBanner ? 1 : 0);
  if (hasScript) expect(await accessibilityFindings(page)).toEqual([]);
}

/** Keeps a picture of the page where a folder for it is named. */
export async function picture({ page }: Visitor, name: string): Promise<void> {
  const folder = process.env["SAMTYKKE_PICTURES"];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** Accepts the invitation that `link` leads to; gives the secret of the app. */
export async function accept(visitor: Visitor, link: string, watch: Watch): Promise<string> {
  const { page, language } = visitor;
  const text = (name: string) => staffText(language, name);
  await visitor.open(link);
  await isWellMade(visitor);
  const secret = (await page.locator(".secret code").textContent()) ?? "";
  await page.getByLabel(text("password_choose")).fill(PASSWORD);
  await page.getByLabel(text("app_code"), { exact: true }).fill(totp(secret, watch.now));
  await page.getByRole("button", { name: text("accept") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(text("codes_title"));
  await visitor.settled();
  return secret;
}

/** Signs in with password and code, from the page that asks for the first. */
export async function signIn(visitor: Visitor, email: string, code: string): Promise<void> {
  const { page, language } = visitor;
  const text = (name: string) => staffText(language, name);
  await page.getByLabel(text("email")).fill(email);
  await page.getByLabel(text("password")).fill(PASSWORD);
  await page.getByRole("button", { name: text("next") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(text("code_title"));
  await visitor.settled();
  await isWellMade(visitor);
  await page.getByLabel(text("code"), { exact: true }).fill(code);
  await page.getByRole("button", { name: text("sign_in") }).click();
  await expect(page.getByRole("button", { name: text("sign_out"), exact: true })).toBeVisible();
  await visitor.settled();
}
