// The answer to a request for access for somebody of whom everything is held: newsletter, seat, enquiry, secure messages and a
// disclosure. It is complete by its own checklist, and holds each of them as page, as PDF and as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Visitor, expect, test } from "../bench.ts";
import { half } from "../halves.ts";
import { type Lab, registerFile } from "../lab.ts";
import { RIGHTS_PATHS, comesIn } from "../rights.ts";
import { INVITATION, STAFF_PATHS, Watch, accept, eventText, isWellMade, picture, staffEventText, textsOf } from "../staff.ts";
import { LANGUAGES, PATHS, VIEWPORTS } from "../words.ts";

const ANNA = "anna@example.dk";
const caseText = textsOf("cases.rs", "CaseTexts");
const staffCaseText = textsOf("staff_cases.rs", "StaffCaseTexts");
const secureText = textsOf("secure.rs", "SecureTexts");
const personCodeText = textsOf("staff_person_code.rs", "StaffPersonCodeTexts");

const PLACES = {
  da: { cases: "/personale/sager", personCode: "/personale/personkode", factor: "/dine-oplysninger/bekraeft", access: "Se, hvad vi har om dig", fulfil: "Imødekom", address: "din IP-adresse" },
  en: { cases: "/en/staff/cases", personCode: "/en/staff/person-code", factor: "/en/your-data/confirm", access: "See what we hold about you", fulfil: "Do it", address: "your IP address" },
} as const;

/** Publishes a webinar and gives its address. */
async function webinar(host: Visitor, lab: Lab): Promise<string> {
  const { page, language } = host;
  const staff = (name: string) => staffEventText(language, name);
  const fill = (name: string, value: string) => page.getByLabel(staff(name), { exact: true }).fill(value);
  await host.open(lab.serving + STAFF_PATHS[language].newEvent);
  await host.settled();
  await fill("title", "Spørgetime");
  await fill("words", "Spørg om **alt**.");
  await fill("starts", "2026-11-21T12:00");
  await fill("ends", "2026-11-21T13:00");
  await page.getByText(staff("webinar"), { exact: true }).click();
  await fill("company", "Maplecast");
  await fill("country", "Canada");
  await fill("privacy", "https://maplecast.example/privacy");
  await fill("room", "https://maplecast.example/room/9381");
  await page.getByRole("button", { name: staff("save"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Spørgetime");
  await page.getByText(staff("publish"), { exact: true }).click();
  await page.getByRole("button", { name: staff("publish_sure"), exact: true }).click();
  const link = page.getByRole("link", { name: staff("see") });
  return (await link.getAttribute("href")) ?? "";
}

/** Opens the link of this kind in the latest letter. */
async function follow(anna: Visitor, lab: Lab, kind: RegExp): Promise<void> {
  const link = kind.exec(await lab.letter(ANNA))?.[0] ?? "";
  await anna.open(lab.serving + link);
}

/** Signs up for the newsletter and for the webinar, goes into its room, and writes in. */
async function isKnown(anna: Visitor, lab: Lab, event: string): Promise<void> {
  const { page, language, words } = anna;
  const text = (name: string) => eventText(language, name);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await anna.open(lab.serving + PATHS[language].newsletter);
  await anna.tick(page.locator("main form.sign-up"), ["news"]);
  await page.getByLabel(words.newsletter.email).fill(ANNA);
  await press(words.newsletter.signUp);
  await expect(page).toHaveURL(lab.serving + PATHS[language].mailbox);
  await follow(anna, lab, /\/(?:nyhedsbrev\/bekraeft|en\/newsletter\/confirm)\/[\w-]{43}/);
  await press(words.newsletter.confirm);
  await expect(page.locator("h1")).toHaveText(words.newsletter.confirmed);

  await anna.open(lab.serving + event);
  await page.getByLabel(text("name"), { exact: true }).fill("Anna Bech");
  await page.getByLabel(text("email"), { exact: true }).fill(ANNA);
  await press(text("take_seat"));
  await expect(page).toHaveURL(lab.serving + PATHS[language].eventMailbox);
  await follow(anna, lab, /\/(?:plads\/bekraeft|en\/seat\/confirm)\/[\w-]{43}/);
  await press(text("confirm"));
  await lab.moveClock("2026-11-21T10:45:00Z");
  await page.getByRole("link", { name: text("to_seat") }).click();
  await expect(page.locator("main .lead")).toHaveText(text("seated"));
  await press(text("enter"));
  await expect(page.getByRole("heading", { name: text("given") })).toBeVisible();

  await anna.open(lab.serving + PATHS[language].contact);
  await page.locator("#name").fill("Anna Bech");
  await page.locator("#email").fill(ANNA);
  await page.locator("#message").fill("Hvornår holder I åbent i julen?");
  await page.locator("form.contact .actions button, .contact form .actions button").first().click();
  await expect(page).toHaveURL(lab.serving + PATHS[language].received);
}

for (const language of LANGUAGES)
  test.describe(language, { tag: half(language) }, () => {
    test.use({ language, viewport: VIEWPORTS.desktop });

    test("an answer about everything is complete and holds all of it", async ({ visitor, another, ownLabs }) => {
      // Hashed passwords, and many pages.
      test.slow();
      const place = PLACES[language];
      const lab = await ownLabs.start({ register: registerFile("association") });
      const watch = new Watch(lab);
      const host = await another();
      const hosting = await lab.inviteStaff("Ole Holm", "ole@example.dk", "event-host");
      await accept(host, `${lab.serving}${INVITATION[language]}/${hosting}`, watch);
      const event = await webinar(host, lab);
      const anna = await another();
      await isKnown(anna, lab, event);

      const { page } = visitor;
      const leading = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "data-protection-lead");
      await watch.pass(46 * 60);
      await accept(visitor, `${lab.serving}${INVITATION[language]}/${leading}`, watch);
      await visitor.open(lab.serving + place.personCode);
      await page.locator("#email").fill(ANNA);
      await page.locator('input[name="vouched"]').first().check();
      await page.getByRole("button", { name: personCodeText(language, "make") }).click();
      const personCode = (await page.locator(".told-link code").textContent()) ?? "";

      await comesIn(anna, ownLabs, lab, ANNA);
      await anna.open(lab.serving + place.factor);
      await anna.page.locator("#person_code").fill(personCode);
      await anna.page.locator("form:has(#person_code) button").click();
      await expect(anna.page).toHaveURL(new RegExp(`${place.factor}#`));
      await anna.open(lab.serving + RIGHTS_PATHS[language].start);
      await anna.page.getByRole("link", { name: place.access, exact: true }).click();
      await anna.settled();
      await anna.page.getByRole("button", { name: caseText(language, "ask_send") }).click();
      await expect(anna.page.locator(".timeline > li")).toHaveCount(1);
      await anna.settled();
      const own = anna.page.url().replace(/#.*$/, "");
      await anna.page.getByRole("link", { name: secureText(language, "about_case") }).click();
      await anna.page.locator("#message").fill("Min læge siger maj.");
      await anna.page.getByRole("button", { name: secureText(language, "send"), exact: true }).click();
      await expect(anna.page.locator(".thread > li")).toHaveCount(1);

      await visitor.open(lab.serving + place.cases);
      await page.getByRole("link", { name: ANNA }).click();
      await expect(page.locator(".request")).toHaveCount(1);
      await visitor.settled();
      await page.getByRole("link", { name: place.fulfil, exact: true }).click();
      await expect(page.locator(".message.good").last()).toContainText(staffCaseText(language, "complete"));
      await visitor.settled();
      await page.getByRole("button", { name: place.fulfil, exact: true }).click();
      await expect(page.locator(".timeline > li")).toHaveCount(2);

      await anna.open(own);
      await anna.page.getByRole("link", { name: caseText(language, "open_answer") }).click();
      await anna.page.getByRole("button", { name: caseText(language, "answer_open") }).click();
      await expect(anna.page.locator(".letter")).toBeVisible();
      await anna.settled();
      await isWellMade(anna, { hasBanner: true });
      await picture(anna, `access-answer-${language}`);
      const held = ["Spørgetime", "Anna Bech", "Maplecast", place.address, "Hvornår holder I åbent i julen?", "Min læge siger maj."];
      for (const words of held) await expect(anna.page.locator(".letter")).toContainText(words);

      const saved = async (name: string) => {
        const coming = anna.page.waitForEvent("download");
        await anna.page.getByRole("button", { name: caseText(language, name) }).click();
        const download = await coming;
        return { bytes: readFileSync(await download.path()), name: download.suggestedFilename() };
      };
      const json = (await saved("answer_json")).bytes.toString("utf8");
      for (const words of held) expect(json).toContain(words);
      const pdf = await saved("answer_pdf");
      expect(pdf.bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
      expect(path.extname(pdf.name)).toBe(".pdf");
      if (process.env["SAMTYKKE_PICTURES"]) writeFileSync(`${process.env["SAMTYKKE_PICTURES"]}/access-answer-${language}.pdf`, pdf.bytes);
    });
  });
