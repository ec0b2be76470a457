// A browser that says no by itself (Global Privacy Control): it is told, not asked.
import { accessibilityFindings, expect, test } from "../bench.ts";
import { LANGUAGES, PAGE_NAMES } from "../words.ts";

test.describe("a browser that says no (Sec-GPC: 1)", () => {
  test.use({ extraHTTPHeaders: { "Sec-GPC": "1" } });

  for (const language of LANGUAGES)
    test.describe(language, () => {
      test.use({ language });

      test("is told, not asked; nothing is stored or counted", async ({ visitor, lab }) => {
        const before = await lab.stored();
        for (const name of PAGE_NAMES) {
          await visitor.visit(name);
          await expect(visitor.banner).toHaveCount(0);
          await expect(visitor.page.getByText(visitor.words.signalled)).toBeVisible();
        }
        expect(await visitor.cookieNames()).toEqual([]);
        expect(await lab.stored()).toEqual(before);
      });

      test("a click outranks it, and goes on doing so", async ({ visitor, lab }) => {
        const { page, words } = visitor;
        const before = await lab.stored();
        await visitor.visit("home");
        await page.locator(".banner.note").getByRole("link", { name: words.chooseAnyway }).click();
        await expect(visitor.settings).toBeVisible();
        await visitor.choose("save", ["talrig"], words.stands.yes("Talrig"));
        expect(await lab.stored()).toEqual({ ...before, leaves: before.leaves + 1 });
        await visitor.visit("cookies");
        await expect(page.getByText(words.yourChoice.yes, { exact: true })).toHaveCount(1);
        await expect(page.getByText(words.signalled)).toHaveCount(0);
      });
    });

  test("the notice has no accessibility finding", { tag: "@js" }, async ({ visitor }) => {
    await visitor.visit("home");
    expect(await accessibilityFindings(visitor.page)).toEqual([]);
  });
});
