// Secure messages: the person shows who they are with a code that staff gave them, staff answer, and an insurer writes with a
// link and a code of their own; with script and without, in both languages, on both screens, in both lights.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { type OwnLabs, type Visitor, expect, test } from "../bench.ts";
import { half } from "../halves.ts";
import { registerFile } from "../lab.ts";
import { RIGHTS_PATHS, comesIn } from "../rights.ts";
import { INVITATION, Watch, accept, isWellMade, picture, textsOf } from "../staff.ts";
import { type Language, LANGUAGES, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

const ANNA = "anna@example.dk";
const caseText = textsOf("cases.rs", "CaseTexts");
const secureText = textsOf("secure.rs", "SecureTexts");
const staffSecureText = textsOf("staff_secure.rs", "StaffSecureTexts");
const personCodeText = textsOf("staff_person_code.rs", "StaffPersonCodeTexts");

const PLACES = {
  da: { cases: "/personale/sager", personCode: "/personale/personkode", outside: "/sikker-besked", factor: "/dine-oplysninger/bekraeft", access: "Se, hvad vi har om dig" },
  en: { cases: "/en/staff/cases", personCode: "/en/staff/person-code", outside: "/en/secure-message", factor: "/en/your-data/confirm", access: "See what we hold about you" },
} as const;

/** Each language on both screens, each screen in both lights. */
const LIGHTS = {
  da: { phone: "light", desktop: "dark" },
  en: { phone: "dark", desktop: "light" },
} as const;

/** The link in the mail to somebody outside. */
async function outsideLink(ownLabs: OwnLabs, language: Language): Promise<string> {
  const folder = path.join(ownLabs.folder.path, "mail");
  const link = new RegExp(`${PLACES[language].outside}/[\\w-]{43}`);
  const found = () => {
    const mails = readdirSync(folder).filter((file) => file.endsWith(".eml"));
    const texts = mails.map((file) => readFileSync(path.join(folder, file), "utf8").replaceAll("=\r\n", ""));
    return texts.map((text) => link.exec(text)?.[0]).find((one) => one !== undefined);
  };
  await expect.poll(found).toBeDefined();
  return found()!;
}

/** Writes a secure message with a file. */
async function writes({ page, language }: Visitor, words: string, file: string): Promise<void> {
  await page.locator("#message").fill(words);
  await page.locator("#files").setInputFiles({ name: file, mimeType: "text/plain", buffer: Buffer.from(words) });
  await page.getByRole("button", { name: secureText(language, "send"), exact: true }).click();
}

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    for (const colorScheme of [LIGHTS[language][viewport]])
      test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport) }, () => {
        test.use({ language, viewport: VIEWPORTS[viewport], colorScheme });

        test("a person, staff and an insurer write to each other", async ({ visitor, another, ownLabs }) => {
          // A hashed password, and many pages, each looked at.
          test.slow();
          const { page } = visitor;
          const place = PLACES[language];
          const lab = await ownLabs.start({ register: registerFile("association") });
          const watch = new Watch(lab);
          const kind = visitor.hasScript ? "js" : "plain";
          const shot = (of: Visitor, name: string) => picture(of, `secure-${language}-${viewport}-${kind}-${name}`);

          const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "data-protection-lead");
          await accept(visitor, `${lab.serving}${INVITATION[language]}/${token}`, watch);
          await visitor.open(lab.serving + place.personCode);
          await isWellMade(visitor);
          await shot(visitor, "person-code");
          await page.locator("#email").fill(ANNA);
          await page.locator('input[name="vouched"]').first().check();
          await page.getByRole("button", { name: personCodeText(language, "make") }).click();
          const personCode = (await page.locator(".told-link code").textContent()) ?? "";
          await visitor.settled();
          await isWellMade(visitor);
          await shot(visitor, "person-code-made");

          const anna = await another({ viewport: VIEWPORTS[viewport], colorScheme });
          await comesIn(anna, ownLabs, lab, ANNA);
          await anna.open(lab.serving + place.factor);
          await isWellMade(anna, { hasBanner: true });
          await shot(anna, "factor");
          await anna.page.locator("#person_code").fill(personCode);
          await anna.page.locator("form:has(#person_code) button").click();
          await expect(anna.page).toHaveURL(new RegExp(`${place.factor}#`));
          await anna.settled();
          await shot(anna, "factor-shown");
          await anna.open(lab.serving + RIGHTS_PATHS[language].start);
          await anna.page.getByRole("link", { name: place.access, exact: true }).click();
          await anna.settled();
          await anna.page.getByRole("button", { name: caseText(language, "ask_send") }).click();
          await expect(anna.page.locator(".timeline > li")).toHaveCount(1);
          await anna.settled();
          await anna.page.getByRole("link", { name: secureText(language, "about_case") }).click();
          await expect(anna.page.locator("h1")).toHaveText(secureText(language, "own_title"));
          await anna.settled();
          await isWellMade(anna, { hasBanner: true });
          await shot(anna, "own-empty");
          anna.watch.expectsStatus(422);
          await anna.page.getByRole("button", { name: secureText(language, "send"), exact: true }).click();
          await expect(anna.page.locator("#message-error")).toBeVisible();
          await anna.settled();
          await writes(anna, "Min læge skriver, at jeg kan begynde igen i maj.", "laege.txt");
          await expect(anna.page.locator(".thread > li")).toHaveCount(1);
          await anna.settled();
          await isWellMade(anna, { hasBanner: true });
          await shot(anna, "own-sent");
          const own = anna.page.url().replace(/#.*$/, "");

          await visitor.open(lab.serving + place.cases);
          await isWellMade(visitor);
          await page.getByRole("link", { name: ANNA }).click();
          await expect(page.locator(".request")).toHaveCount(1);
          await visitor.settled();
          await page.getByRole("link", { name: staffSecureText(language, "link") }).click();
          await expect(page.locator(".thread > li")).toHaveCount(1);
          await visitor.settled();
          await isWellMade(visitor);
          await shot(visitor, "staff");
          const staffs = page.url();
          await writes(visitor, "Tak. Vi har talt med din arbejdsplads.", "referat.txt");
          await expect(page.locator(".thread > li")).toHaveCount(2);
          await visitor.settled();
          visitor.watch.expectsStatus(422);
          await page.locator("#name").fill("Tryghed A/S");
          await page.locator("#email").fill("sag");
          await page.getByRole("button", { name: staffSecureText(language, "send_link") }).click();
          await expect(page.locator("#email-error")).toBeVisible();
          await expect(page.locator("#name")).toHaveValue("Tryghed A/S");
          await visitor.settled();
          await page.locator("#email").fill("sag@tryghed.example");
          await page.locator("#language").selectOption(language);
          await page.getByRole("button", { name: staffSecureText(language, "send_link") }).click();
          await expect(page.locator(".told-link code")).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor);
          await shot(visitor, "outsider-code");
          const code = (await page.locator(".told-link code").textContent()) ?? "";

          const insurer = await another({ viewport: VIEWPORTS[viewport], colorScheme });
          await insurer.open(lab.serving + (await outsideLink(ownLabs, language)));
          await isWellMade(insurer, { hasBanner: true });
          await shot(insurer, "outside");
          insurer.watch.expectsStatus(422);
          await insurer.page.locator("#code").fill("0000 0000");
          await insurer.page.getByRole("button", { name: secureText(language, "enter") }).click();
          await expect(insurer.page.locator("#code-error")).toBeVisible();
          await insurer.settled();
          await insurer.page.locator("#code").fill(code);
          await insurer.page.getByRole("button", { name: secureText(language, "enter") }).click();
          await expect(insurer.page.locator("#message")).toBeVisible();
          await insurer.settled();
          await isWellMade(insurer, { hasBanner: true });
          await shot(insurer, "inside");
          await expect(insurer.page.locator("main")).not.toContainText("arbejdsplads");
          await writes(insurer, "Her er policen.", "police.txt");
          await expect(insurer.page.getByRole("status")).toContainText(secureText(language, "sent"));
          await insurer.settled();
          await isWellMade(insurer, { hasBanner: true });

          await anna.open(own);
          await expect(anna.page.locator("main")).not.toContainText("arbejdsplads");
          await expect(anna.page.locator("main")).not.toContainText("policen");
          await anna.page.getByRole("button", { name: secureText(language, "open"), exact: true }).click();
          await expect(anna.page.locator("main")).toContainText("arbejdsplads");
          await anna.settled();
          await isWellMade(anna, { hasBanner: true });
          await shot(anna, "own-opened");

          await visitor.open(staffs);
          await expect(page.locator(".thread > li")).toHaveCount(3);
          await isWellMade(visitor);
          await shot(visitor, "staff-all");
        });
      });
