// Newsletters as those who write them meet them: a first draft, a trial, sending, and what everybody reads afterwards;
// with script and without, in both languages, on both screens, in both lights.
import { type Visitor, expect, test } from "../bench.ts";
import { half } from "../halves.ts";
import { type Lab, registerFile } from "../lab.ts";
import { INVITATION, STAFF_PATHS, Watch, accept, isWellMade, issueText, picture, staffText } from "../staff.ts";
import { LANGUAGES, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

const SUBJECT = "Nyt fra november";
const WORDS = "# Kom til julefrokost\n\nVi ses **fredag** kl. 17.\n\n- Mad\n- Musik\n\nhttps://example.dk/jul";
const ARCHIVE = { da: "/nyhedsbrev/arkiv", en: "/en/newsletter/archive" } as const;

/** Each language on both screens, each screen in both lights. */
const LIGHTS = {
  da: { phone: "dark", desktop: "light" },
  en: { phone: "light", desktop: "dark" },
} as const;

/** Brings two people in, one line too many, and gives what the page says came of it. */
async function bringIn(visitor: Visitor, lab: Lab): Promise<void> {
  const { page, language } = visitor;
  const text = (name: string) => issueText(language, name);
  await visitor.open(lab.serving + STAFF_PATHS[language].subscribers);
  await isWellMade(visitor);
  await page.getByLabel(text("list"), { exact: true }).fill("anna@example.dk;Anna Bech\nbo@example.dk\nanna");
  await page.getByLabel(text("how")).fill("Kryds på sedlen ved generalforsamlingen");
  await page.getByLabel(text("on"), { exact: true }).fill("2025-05-03");
  await page.locator('label[for="topic-news"]').click();
  await page.locator(`label[for="language-${language}"]`).click();
  await page.getByRole("button", { name: text("import_button") }).click();
  await expect(page.getByRole("status").first()).toContainText(text("import_added").replace("{count}", "2"));
  await visitor.settled();
  await isWellMade(visitor);
  await expect(page.getByLabel(text("list"), { exact: true })).toHaveValue("anna");
  await expect(page.getByLabel(text("how"))).not.toHaveValue("");
}

async function write(visitor: Visitor): Promise<void> {
  const { page, language } = visitor;
  const text = (name: string) => issueText(language, name);
  await page.getByLabel(text("subject"), { exact: true }).fill(SUBJECT);
  await page.getByLabel(text("words"), { exact: true }).fill(WORDS);
  await page.locator('label[for="topic-news"]').click();
}

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    for (const colorScheme of [LIGHTS[language][viewport]])
      test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport) }, () => {
        test.use({ language, viewport: VIEWPORTS[viewport], colorScheme });

        test("a newsletter is written, tried, sent and read", async ({ visitor, ownLabs }) => {
          // A hashed password, and many pages, each looked at.
          test.slow();
          const text = (name: string) => issueText(language, name);
          const paths = STAFF_PATHS[language];
          const { page } = visitor;
          const lab = await ownLabs.start({ register: registerFile("association") });
          const watch = new Watch(lab);
          const shot = (name: string) =>
            picture(visitor, `issue-${language}-${viewport}-${visitor.hasScript ? "js" : "plain"}-${name}`);
          const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "communications");
          await accept(visitor, `${lab.serving}${INVITATION[language]}/${token}`, watch);

          await bringIn(visitor, lab);
          await shot("lists");

          await visitor.open(lab.serving + paths.issues);
          await expect(page.locator(".empty")).toBeVisible();
          await isWellMade(visitor);
          await shot("none");
          await page.getByRole("link", { name: text("write") }).click();
          await expect(page.getByRole("heading", { level: 1 })).toHaveText(text("new_title"));
          await visitor.settled();
          await isWellMade(visitor);

          visitor.watch.expectsStatus(422);
          await page.getByLabel(text("words"), { exact: true }).fill(WORDS);
          await page.getByRole("button", { name: text("save"), exact: true }).click();
          await expect(page.getByRole("alert")).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor);
          await expect(page.getByLabel(text("words"), { exact: true })).toHaveValue(WORDS);
          await write(visitor);
          await page.getByRole("button", { name: text("save"), exact: true }).click();
          await expect(page.getByRole("heading", { level: 1 })).toHaveText(SUBJECT);
          await expect(page.locator(".told")).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor);
          const preview = page.frameLocator("iframe.mail-preview").first();
          await expect(preview.getByRole("heading", { level: 2 })).toHaveText("Kom til julefrokost");
          await page.locator("iframe.mail-preview").first().scrollIntoViewIfNeeded();
          await shot("draft");

          await page.getByRole("button", { name: text("trial_button") }).click();
          expect(await lab.letter("aase@example.dk")).toContain("Kom til julefrokost");
          await visitor.settled();

          await page.getByText(text("send_now"), { exact: true }).click();
          await page.getByRole("button", { name: text("send_sure") }).click();
          await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(text("progress"));
          await visitor.settled();
          const letter = await lab.letter("anna@example.dk");
          await lab.letter("bo@example.dk");
          // The figures keep up by themselves where script runs.
          if (!visitor.hasScript) await page.reload();
          await expect(page.getByRole("status").first()).toHaveText(text("sent"));
          await isWellMade(visitor);
          await shot("sent");

          const why = /\/(?:nyhedsbrev\/hvorfor|en\/newsletter\/why)\/[\w-]{43}/.exec(letter)?.[0] ?? "";
          await visitor.open(lab.serving + why);
          await expect(page.locator("main")).toContainText("Kryds på sedlen ved generalforsamlingen");
          await isWellMade(visitor, { hasBanner: true });

          await visitor.open(lab.serving + ARCHIVE[language]);
          await isWellMade(visitor, { hasBanner: true });
          await shot("archive");
          await page.getByRole("link", { name: SUBJECT }).click();
          await expect(page.getByRole("heading", { level: 1 })).toHaveText(SUBJECT);
          await expect(page.getByRole("heading", { level: 2, name: "Kom til julefrokost" })).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor, { hasBanner: true });
          await shot("read");
        });
      });

test("a list is taken out as a file, with a code where the last is long ago", async ({ visitor, ownLabs }) => {
  const text = (name: string) => issueText("da", name);
  const lab = await ownLabs.start({ register: registerFile("association") });
  const watch = new Watch(lab);
  const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "communications");
  await accept(visitor, `${lab.serving}${INVITATION.da}/${token}`, watch);
  await bringIn(visitor, lab);
  const downloading = visitor.page.waitForEvent("download");
  await visitor.page.getByRole("button", { name: text("export_button") }).click();
  expect((await downloading).suggestedFilename()).toBe("modtagere.csv");
  await watch.pass(15 * 60);
  await visitor.open(lab.serving + STAFF_PATHS.da.subscribers);
  await expect(visitor.page.getByLabel(staffText("da", "code_again"))).toBeVisible();
  visitor.watch.expectsStatus(422);
  await visitor.page.getByLabel(staffText("da", "code_again")).fill("000000");
  await visitor.page.getByRole("button", { name: text("export_button") }).click();
  await expect(visitor.page.locator(".message.danger")).toBeVisible();
});
