// Content of another company on our pages: nothing of it is fetched before a yes, which can be said in place.
import { CHOICE, VIDEO_ORIGIN, type Visitor, expect, test } from "../bench.ts";
import { LANGUAGES } from "../words.ts";

/** Stands in for the company: our pages never reach the network in a test. */
async function answerForCompany(visitor: Visitor): Promise<void> {
  visitor.watch.expects(/third party: https:\/\/video\.example\.com/);
  await visitor.context.route(`${VIDEO_ORIGIN}/**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html><html lang=en><title>film</title><p>film" }),
  );
}

for (const language of LANGUAGES)
  test.describe(language, () => {
    test.use({ language });

    test("the place of a video names who would get what, and in which country", async ({ visitor }) => {
      await visitor.visit("home");
      const place = visitor.page.locator("figure.gate");
      await expect(place).toContainText("Lumenreel Inc.");
      await expect(place).toContainText(visitor.words.usa);
      await expect(place).toContainText(/IP-adresse|IP address/);
      await expect(place.getByRole("button", { name: visitor.words.allowAndShow })).toBeVisible();
      await expect(visitor.page.locator("iframe")).toHaveCount(0);
      expect(visitor.watch.thirdParty).toEqual([]);
    });

    test("a yes in place shows that video and allows nothing else", async ({ visitor, lab }) => {
      await answerForCompany(visitor);
      const { page, words } = visitor;
      const before = await lab.stored();
      const asked = await visitor.visit("home");
      expect(asked.headers()["content-security-policy"]).toContain("frame-src 'none'");
      expect(visitor.watch.thirdParty).toEqual([]);

      await page.getByRole("button", { name: words.allowAndShow }).click();
      await expect(page.locator("iframe")).toHaveAttribute("title", words.film);
      await visitor.settled();
      await expect(page).toHaveURL(/#video-player$/);
      await expect(page.frameLocator("iframe").getByText("film")).toBeVisible();
      const cookie = await visitor.cookie(CHOICE);
      expect(cookie).toMatch(/\.video-player:[0-9a-f]{8}:y/);
      expect(cookie?.match(/:y/g)).toHaveLength(1);
      expect(await lab.stored()).toEqual({ ...before, leaves: before.leaves + 1 });

      const allowed = await visitor.visit("home");
      expect(allowed.headers()["content-security-policy"]).toContain(`frame-src ${VIDEO_ORIGIN};`);
      expect(visitor.watch.thirdParty.every((url) => url.startsWith(`${VIDEO_ORIGIN}/embed/`))).toBe(true);
    });
  });

test("the company learns our host at most, never the page", async ({ visitor }) => {
  await answerForCompany(visitor);
  await visitor.visit("home");
  const asked = visitor.page.waitForRequest(`${VIDEO_ORIGIN}/**`);
  await visitor.page.getByRole("button", { name: visitor.words.allowAndShow }).click();
  expect((await asked).headers()["referer"]).toBeUndefined();
  await expect(visitor.page.locator("iframe")).toBeVisible();
});

test("a yes in place after a no to everything keeps the other answers", async ({ visitor }) => {
  await answerForCompany(visitor);
  await visitor.visit("home");
  await visitor.answer("refuse");
  const refused = await visitor.cookie(CHOICE);
  await visitor.page.getByRole("button", { name: visitor.words.allowAndShow }).click();
  await expect(visitor.page.locator("iframe")).toBeVisible();
  const cookie = await visitor.cookie(CHOICE);
  expect(cookie).toBe(refused?.replace(/(\.video-player:[0-9a-f]{8}):n/, "$1:y"));
});

test.describe("an organisation without videos", () => {
  test.use({ register: "adviser" });

  test("has no place for one, and its policy frames nothing even after a yes to everything", async ({ visitor }) => {
    await visitor.visit("home");
    await expect(visitor.page.locator("figure.gate")).toHaveCount(0);
    await visitor.answer("accept");
    const response = await visitor.visit("home");
    expect(response.headers()["content-security-policy"]).toContain("frame-src 'none'");
  });
});
