// Cases in which people use their rights: asked for in the portal or entered by staff, taken step by lawful step, answered
// and read; with script and without, in both languages, on both screens, in both lights.
import { type Visitor, expect, test } from "../bench.ts";
import { half } from "../halves.ts";
import { type Lab, registerFile } from "../lab.ts";
import { RIGHTS_PATHS, comesIn, entryMail, rightsText } from "../rights.ts";
import { INVITATION, Watch, accept, isWellMade, picture, textsOf } from "../staff.ts";
import { LANGUAGES, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

const ANNA = "anna@example.dk";
const caseText = textsOf("cases.rs", "CaseTexts");
const staffCaseText = textsOf("staff_cases.rs", "StaffCaseTexts");

const PLACES = {
  da: { cases: "/personale/sager", access: "Se, hvad vi har om dig", erasure: "Slet", letter: "Brev", extend: "Forlæng fristen", complex: "Sagen er svær", fulfil: "Imødekom", refuse: "Giv afslag", needed: "Vi skal stadig bruge oplysningerne" },
  en: { cases: "/en/staff/cases", access: "See what we hold about you", erasure: "Delete", letter: "Letter", extend: "Extend the deadline", complex: "The case is complex", fulfil: "Do it", refuse: "Refuse", needed: "We still need the data" },
} as const;

/** Each language on both screens, each screen in both lights. */
const LIGHTS = {
  da: { phone: "light", desktop: "dark" },
  en: { phone: "dark", desktop: "light" },
} as const;

async function writeIn(visitor: Visitor, lab: Lab): Promise<void> {
  const { page, language } = visitor;
  await visitor.open(lab.serving + PATHS[language].contact);
  await page.locator("#name").fill("Anna Bech");
  await page.locator("#email").fill(ANNA);
  await page.locator("#message").fill("Min nabo Lis fortalte mig om jer. Hvornår holder I åbent?");
  await page.locator("form.contact .actions button, .contact form .actions button").first().click();
  await expect(page).toHaveURL(lab.serving + PATHS[language].received);
}

for (const language of LANGUAGES)
  test.describe(language, () => {
    test.use({ language, viewport: VIEWPORTS.phone });

    test("from the first visit to a request: five pages, two fields", async ({ visitor, ownLabs }) => {
      const { page } = visitor;
      const place = PLACES[language];
      const lab = await ownLabs.start({ register: registerFile("association") });
      const pages: string[] = [];
      const seen = () => pages.push(page.url());
      await visitor.open(lab.serving + RIGHTS_PATHS[language].start);
      seen();
      await page.locator("#email").fill(ANNA);
      await page.getByRole("button", { name: rightsText(language, "send") }).click();
      await expect(page.locator("h1")).toHaveText(rightsText(language, "code_title"));
      seen();
      await visitor.settled();
      const { code } = await entryMail(ownLabs, language);
      await page.locator("#code").fill(code);
      await page.getByRole("button", { name: rightsText(language, "come_in") }).click();
      await expect(page.locator(".portal-bar")).toContainText(ANNA);
      seen();
      await visitor.settled();
      await page.getByRole("link", { name: place.access, exact: true }).click();
      await expect(page.locator("h1")).toHaveText(place.access);
      seen();
      await visitor.settled();
      await page.getByRole("button", { name: caseText(language, "ask_send") }).click();
      await expect(page.locator("h1")).toHaveText(place.access);
      await expect(page.locator(".timeline > li")).toHaveCount(1);
      seen();
      expect(pages.length).toBeLessThanOrEqual(5);
    });
  });

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    for (const colorScheme of [LIGHTS[language][viewport]])
      test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport) }, () => {
        test.use({ language, viewport: VIEWPORTS[viewport], colorScheme });

        test("a request is asked, extended, refused and answered, and a letter is entered", async ({ visitor, another, ownLabs }) => {
          // A hashed password, and many pages, each looked at.
          test.slow();
          const { page } = visitor;
          const place = PLACES[language];
          const text = (name: string) => staffCaseText(language, name);
          const lab = await ownLabs.start({ register: registerFile("association") });
          const watch = new Watch(lab);
          const kind = visitor.hasScript ? "js" : "plain";
          const shot = (of: Visitor, name: string) => picture(of, `case-${language}-${viewport}-${kind}-${name}`);

          const anna = await another({ viewport: VIEWPORTS[viewport], colorScheme });
          await writeIn(anna, lab);
          await comesIn(anna, ownLabs, lab, ANNA);
          await isWellMade(anna, { hasBanner: true });
          await shot(anna, "overview");
          await anna.page.getByRole("link", { name: place.access, exact: true }).click();
          await expect(anna.page.locator("h1")).toHaveText(place.access);
          await anna.settled();
          await isWellMade(anna, { hasBanner: true });
          await shot(anna, "ask");
          await anna.page.getByText(caseText(language, "ask_more")).click();
          await anna.page.locator('label[for="right-erasure"]').click();
          await anna.page.locator("#message").fill("Alt fra i år");
          await anna.page.getByRole("button", { name: caseText(language, "ask_send") }).click();
          await expect(anna.page.locator(".request")).toHaveCount(2);
          await anna.settled();
          await isWellMade(anna, { hasBanner: true });
          await shot(anna, "asked");
          const own = anna.page.url().replace(/#.*$/, "");

          const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "data-protection-lead");
          await accept(visitor, `${lab.serving}${INVITATION[language]}/${token}`, watch);
          await visitor.open(lab.serving + place.cases);
          await isWellMade(visitor);
          await shot(visitor, "list");
          await page.getByRole("link", { name: ANNA }).click();
          await expect(page.locator(".request")).toHaveCount(2);
          await visitor.settled();
          await isWellMade(visitor);
          await shot(visitor, "case");
          const access = page.locator(".request").first();
          const erasure = page.locator(".request").last();

          await access.getByRole("link", { name: place.extend }).click();
          await expect(page.locator("h1")).toHaveText(place.extend);
          await visitor.settled();
          await isWellMade(visitor);
          visitor.watch.expectsStatus(422);
          await page.locator("#reason").fill("Der er meget at gå igennem");
          await page.getByRole("button", { name: place.extend }).click();
          await expect(page.locator("#cause .problem")).toBeVisible();
          await expect(page.locator("#reason")).toHaveValue("Der er meget at gå igennem");
          await page.getByLabel(place.complex).check();
          await page.getByRole("button", { name: place.extend }).click();
          await expect(page.locator(".timeline > li")).toHaveCount(2);
          await visitor.settled();

          await erasure.getByRole("link", { name: place.refuse, exact: true }).click();
          await visitor.settled();
          await isWellMade(visitor);
          await expect(page.locator("main")).toContainText("Datatilsynet");
          await page.getByLabel(place.needed).check();
          await page.locator("#reason").fill("Du har et åbent spørgsmål hos os");
          await page.getByRole("button", { name: place.refuse, exact: true }).click();
          await expect(page.locator(".timeline > li")).toHaveCount(3);
          await visitor.settled();

          await access.getByRole("link", { name: place.fulfil, exact: true }).click();
          await expect(page.locator(".letter")).toBeVisible();
          await visitor.settled();
          await expect(page.locator(".message.good").last()).toContainText(text("complete"));
          await isWellMade(visitor);
          await shot(visitor, "answer");
          await page.getByText(text("leave_out"), { exact: true }).first().click();
          await page.locator("#words").fill("Lis");
          await page.locator("#why").fill("Hun er ikke en del af sagen");
          await page.getByRole("button", { name: text("leave_out") }).click();
          await expect(page.locator(".letter")).not.toContainText("Lis fortalte");
          await visitor.settled();
          await page.getByRole("button", { name: place.fulfil, exact: true }).click();
          await expect(page.locator(".timeline > li")).toHaveCount(4);
          await visitor.settled();
          await shot(visitor, "closed");

          await anna.open(own);
          await isWellMade(anna, { hasBanner: true });
          await shot(anna, "answered");
          await expect(anna.page.locator(".request").last()).toContainText("Datatilsynet");
          await anna.page.getByRole("link", { name: caseText(language, "open_answer") }).click();
          await expect(anna.page.getByRole("button", { name: caseText(language, "answer_open") })).toBeVisible();
          await anna.settled();
          await isWellMade(anna, { hasBanner: true });
          await expect(anna.page.locator(".letter")).toHaveCount(0);
          await anna.page.getByRole("button", { name: caseText(language, "answer_open") }).click();
          await expect(anna.page.locator(".letter")).toContainText("Anna Bech");
          await anna.settled();
          await isWellMade(anna, { hasBanner: true });
          await expect(anna.page.locator(".letter")).not.toContainText("Lis fortalte");
          await shot(anna, "letter");

          await visitor.open(lab.serving + place.cases);
          await page.getByRole("link", { name: text("new_case") }).click();
          await expect(page.locator("h1")).toHaveText(text("new_case"));
          await visitor.settled();
          await isWellMade(visitor);
          await shot(visitor, "new");
          await page.locator('label[for="right-complaint"]').click();
          await page.getByLabel(place.letter, { exact: true }).check();
          await page.locator("#name").fill("Bo Lind");
          await page.getByRole("button", { name: text("enter") }).click();
          await expect(page.locator("#name")).toHaveValue("Bo Lind");
          await page.locator("#post").fill("Strandvej 1, 5000 Odense C");
          await page.getByRole("button", { name: text("enter") }).click();
          await expect(page.locator("main")).toContainText("Strandvej 1");
          await visitor.settled();
          await isWellMade(visitor);
        });
      });
