// Coming in to the rights portal, with script and without: from the header to being in, by code and by link, in the
// browser that asked and in another, and out again.
import { accessibilityFindings, expect, expectNoSidewaysScroll, isPageWellMade, test } from "../bench.ts";
import { half } from "../halves.ts";
import { registerFile } from "../lab.ts";
import { RIGHTS_PATHS, asks, comesIn, entryMail, rightsText } from "../rights.ts";
import { LANGUAGES, ORGANISATIONS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

const ANNA = "anna@example.dk";

for (const language of LANGUAGES)
  test.describe(language, () => {
    test.use({ language });
    const text = (name: string) => rightsText(language, name);
    const paths = RIGHTS_PATHS[language];

    test("from the header to being in: two pages and two fields", async ({ visitor, ownLabs }) => {
      const { page } = visitor;
      const lab = await ownLabs.start({ register: registerFile("association") });
      await visitor.open(`${lab.serving}${language === "da" ? "/" : "/en"}`);
      await page.getByRole("banner").getByRole("link", { name: text("title"), exact: true }).click();
      await expect(page.locator("h1")).toHaveText(text("title"));
      await visitor.settled();
      await page.locator("#email").fill(ANNA);
      await page.keyboard.press("Enter");
      await expect(page.locator("h1")).toHaveText(text("code_title"));
      const { code } = await entryMail(ownLabs, language);
      await page.locator("#code").fill(code.replace(" ", ""));
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(lab.serving + paths.start);
      await expect(page.locator(".portal-bar")).toContainText(ANNA);
    });

    test("the link leads on where it began, and says one sentence anywhere else", async ({ visitor, another, ownLabs }) => {
      const { page } = visitor;
      const lab = await ownLabs.start({ register: registerFile("association") });
      await asks(visitor, lab, ANNA);
      const { link } = await entryMail(ownLabs, language);
      const elsewhere = await another();
      for (const address of [link, `${paths.link}/${"A".repeat(43)}`]) {
        await elsewhere.open(lab.serving + address);
        await expect(elsewhere.page.locator("main")).toHaveText(text("elsewhere"));
      }
      await visitor.open(lab.serving + link);
      await visitor.open(lab.serving + link);
      await page.getByRole("button", { name: text("come_in") }).click();
      await expect(page.locator(".portal-bar")).toContainText(ANNA);
      await visitor.open(lab.serving + link);
      await expect(page.locator("main")).toHaveText(text("elsewhere"));
    });

    test("what is typed wrong is said at the field, and stays", async ({ visitor }) => {
      const { page } = visitor;
      visitor.watch.expectsStatus(422);
      await visitor.open(paths.start);
      await page.locator("#email").fill("anna@");
      await page.getByRole("button", { name: text("send") }).click();
      await expect(page.locator("#email-error")).toBeVisible();
      await expect(page.locator("#email")).toHaveValue("anna@");
      await visitor.open(paths.code);
      await page.locator("#code").fill("1234 5678");
      await page.getByRole("button", { name: text("come_in") }).click();
      await expect(page.locator("#code-error")).toBeVisible();
      if (visitor.hasScript) expect(await accessibilityFindings(page)).toEqual([]);
    });

    test("one sees where one is in, and signs out everywhere", async ({ visitor, another, ownLabs }) => {
      const { page } = visitor;
      const lab = await ownLabs.start({ register: registerFile("association") });
      const other = await another();
      await comesIn(other, ownLabs, lab, ANNA);
      await comesIn(visitor, ownLabs, lab, ANNA, 2);
      await page.getByRole("link", { name: text("sessions") }).click();
      await expect(page.locator("h1")).toHaveText(text("sessions"));
      await expect(page.locator("main .rows > li")).toHaveCount(2);
      await visitor.settled();
      await page.getByRole("button", { name: text("end_all") }).click();
      await expect(page).toHaveURL(lab.serving + paths.start);
      await expect(page.locator("#email")).toBeVisible();
      await other.open(lab.serving + paths.sessions);
      await expect(other.page.locator("#email")).toBeVisible();
    });

    for (const viewport of VIEWPORT_NAMES)
      for (const colorScheme of ["light", "dark"] as const)
        test(`no accessibility finding on ${viewport}, ${colorScheme}`, { tag: ["@js", half(language, viewport, colorScheme)] }, async ({ another, ownLabs }) => {
          const lab = await ownLabs.start({ register: registerFile("association") });
          const visitor = await another({ viewport: VIEWPORTS[viewport], colorScheme });
          const findings: string[] = [];
          const look = async () => {
            await isPageWellMade(visitor, ORGANISATIONS.association.name);
            findings.push(...(await accessibilityFindings(visitor.page)));
            await expectNoSidewaysScroll(visitor.page);
          };
          await visitor.open(lab.serving + paths.start);
          await look();
          await asks(visitor, lab, ANNA);
          await look();
          const { link } = await entryMail(ownLabs, language);
          await visitor.open(lab.serving + link);
          await look();
          await visitor.page.getByRole("button", { name: text("come_in") }).click();
          await expect(visitor.page.locator(".portal-bar")).toContainText(ANNA);
          await visitor.settled();
          await look();
          for (const address of [paths.sessions, link]) {
            await visitor.open(lab.serving + address);
            await look();
          }
          expect(findings).toEqual([]);
        });
  });
