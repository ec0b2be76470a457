// A member of staff: lets in from the command line of the test bench, with a phone that shows codes.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Language } from "./words.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const [DA = "", EN = ""] = readFileSync(path.join(ROOT, "app/src/texts/staff.rs"), "utf8")
  .split("const DA: StaffTexts")[1]!
  .split("const EN: StaffTexts");

/** A text of the staff's pages, read where it is written. */
export function staffText(language: Language, name: string): string {
  const source = language === "da" ? DA : EN;
  const found = new RegExp(`\\b${name}: ("(?:[^"\\\\]|\\\\.)*")`).exec(source)?.[1];
  if (found === undefined) throw new Error(`no text ${name}`);
  return JSON.parse(found) as string;
}

export const STAFF_PATHS = {
  da: {
    start: "/personale",
    signIn: "/personale/log-ind",
    account: "/personale/konto",
    newApp: "/personale/ny-app",
    people: "/personale/kolleger",
    invite: "/personale/kolleger/ny",
    accessLog: "/personale/adgangslog",
  },
  en: {
    start: "/en/staff",
    signIn: "/en/staff/sign-in",
    account: "/en/staff/account",
    newApp: "/en/staff/new-app",
    people: "/en/staff/colleagues",
    invite: "/en/staff/colleagues/new",
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
