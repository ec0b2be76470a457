// Somebody in the rights portal: the mail that lets in, read from the lab's outbox, and coming in with its code.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { type OwnLabs, type Visitor, expect } from "./bench.ts";
import type { Lab } from "./lab.ts";
import { textsOf } from "./staff.ts";
import { type Language, PATHS } from "./words.ts";

/** A text of the portal. */
export const rightsText = textsOf("rights.rs", "RightsTexts");

/** Where the portal's pages are, without what follows for one of many. */
export const RIGHTS_PATHS = {
  da: { start: PATHS.da.rights, code: PATHS.da.rightsCode, link: "/dine-oplysninger/link", sessions: "/dine-oplysninger/adgang" },
  en: { start: PATHS.en.rights, code: PATHS.en.rightsCode, link: "/en/your-data/link", sessions: "/en/your-data/access" },
} as const satisfies Record<Language, object>;

/** A mail that lets in. */
export interface EntryMail {
  code: string;
  link: string;
}

/** The mails of a lab that let in, in the order they were written. */
function mailsIn(ownLabs: OwnLabs, language: Language): EntryMail[] {
  const folder = path.join(ownLabs.folder.path, "mail");
  const files = readdirSync(folder).filter((file) => file.endsWith(".eml")).sort();
  return files.flatMap((file) => {
    const mail = readFileSync(path.join(folder, file), "utf8").replaceAll("=\r\n", "");
    const link = new RegExp(`${RIGHTS_PATHS[language].link}/[\\w-]{43}`).exec(mail)?.[0];
    const code = /^\d{4} \d{4}\r?$/m.exec(mail)?.[0].trim();
    return link === undefined || code === undefined ? [] : [{ code, link }];
  });
}

/** The latest of `count` mails that let in. */
export async function entryMail(ownLabs: OwnLabs, language: Language, count = 1): Promise<EntryMail> {
  const mails = () => {
    try {
      return mailsIn(ownLabs, language);
    } catch {
      return [];
    }
  };
  await expect.poll(() => mails().length).toBe(count);
  return mails().at(-1)!;
}

/** Asks for a mail on the start page. */
export async function asks(visitor: Visitor, lab: Lab, email: string): Promise<void> {
  const { page, language } = visitor;
  await visitor.open(lab.serving + RIGHTS_PATHS[language].start);
  await page.locator("#email").fill(email);
  await page.getByRole("button", { name: rightsText(language, "send") }).click();
  await expect(page.locator("h1")).toHaveText(rightsText(language, "code_title"));
  await visitor.settled();
}

/** Comes in with the code of the mail, the how manieth is `count`. */
export async function comesIn(visitor: Visitor, ownLabs: OwnLabs, lab: Lab, email: string, count = 1): Promise<void> {
  const { page, language } = visitor;
  await asks(visitor, lab, email);
  const { code } = await entryMail(ownLabs, language, count);
  await page.locator("#code").fill(code);
  await page.getByRole("button", { name: rightsText(language, "come_in") }).click();
  await expect(page).toHaveURL(new RegExp(`${RIGHTS_PATHS[language].start}$`));
  await visitor.settled();
}
