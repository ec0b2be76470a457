// Enquiries as those who answer them meet them: the list, one enquiry, an answer, hiding what is sensitive, closing; with
// script and without, in both languages, on both screens, in both lights.
import { type Visitor, expect, test } from "../bench.ts";
import { half } from "../halves.ts";
import { type Lab, registerFile } from "../lab.ts";
import { INVITATION, STAFF_PATHS, Watch, accept, enquiryText, isWellMade, picture } from "../staff.ts";
import { LANGUAGES, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

const MESSAGE = "Hej\n\nHvornår holder I åbent? Jeg er allergisk over for nødder.\n\nVenlig hilsen Anna";

/** Each language on both screens, each screen in both lights. */
const LIGHTS = {
  da: { phone: "light", desktop: "dark" },
  en: { phone: "dark", desktop: "light" },
} as const;

async function writeIn(visitor: Visitor, lab: Lab, name: string, message: string): Promise<void> {
  const { page, language } = visitor;
  await visitor.open(lab.serving + PATHS[language].contact);
  await page.locator("#name").fill(name);
  await page.locator("#email").fill("anna@example.dk");
  await page.locator("#message").fill(message);
  await page.locator("form.contact .actions button, .contact form .actions button").first().click();
  await expect(page).toHaveURL(lab.serving + PATHS[language].received);
}

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    for (const colorScheme of [LIGHTS[language][viewport]])
      test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport) }, () => {
        test.use({ language, viewport: VIEWPORTS[viewport], colorScheme });

        test("an enquiry is read, answered, hidden in part and closed", async ({ visitor, another, ownLabs }) => {
          // A hashed password, and many pages, each looked at.
          test.slow();
          const text = (name: string) => enquiryText(language, name);
          const { page } = visitor;
          const lab = await ownLabs.start({ register: registerFile("association") });
          const watch = new Watch(lab);
          const shot = (name: string) =>
            picture(visitor, `enquiry-${language}-${viewport}-${visitor.hasScript ? "js" : "plain"}-${name}`);
          const list = lab.serving + STAFF_PATHS[language].enquiries;
          const writer = await another({ viewport: VIEWPORTS[viewport] });
          await writeIn(writer, lab, "Anna Bech", MESSAGE);
          // That it came; the answer is the next.
          await lab.letter("anna@example.dk");

          const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "case-worker");
          await accept(visitor, `${lab.serving}${INVITATION[language]}/${token}`, watch);
          await visitor.open(list);
          await isWellMade(visitor);
          await shot("list");
          await page.getByRole("link", { name: "Anna Bech" }).click();
          await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anna Bech");
          await visitor.settled();
          await isWellMade(visitor);
          await shot("open");

          visitor.watch.expectsStatus(422);
          await page.locator('label[for="way-mail"]').click();
          await page.getByRole("button", { name: text("send"), exact: true }).click();
          await expect(page.locator(".message.danger").first()).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor);
          await page.locator('label[for="way-mail"]').click();
          await page.getByLabel(text("words"), { exact: true }).fill("Hej Anna. Vi har åbent hver tirsdag.");
          await page.getByRole("button", { name: text("send"), exact: true }).click();
          await expect(page.locator(".told")).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor);
          expect(await lab.letter("anna@example.dk")).toContain("hver tirsdag");

          await page.getByLabel(text("hide_quoted"), { exact: true }).fill("Jeg er allergisk over for nødder.");
          await page.getByRole("button", { name: text("hide_quoted_button") }).click();
          await expect(page.locator("main")).not.toContainText("allergisk");
          await visitor.settled();
          await isWellMade(visitor);
          await shot("hidden");

          await page.getByRole("button", { name: text("sensitive_button") }).click();
          await expect(page.getByText(text("mail_may_not"))).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor);
          await shot("sensitive");

          await page.getByRole("button", { name: text("close"), exact: true }).click();
          await expect(page).toHaveURL(new RegExp(`^${list}`));
          await visitor.settled();
          await isWellMade(visitor);
          await visitor.open(`${list}?state=closed`);
          await expect(page.getByRole("link", { name: "Anna Bech" })).toBeVisible();
          await isWellMade(visitor);
          await shot("closed");
        });
      });
