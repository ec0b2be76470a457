// Pages reach the browser in groups, each a part of its own. One that cannot be fetched costs comfort, never the page.
import { expect, test } from "../bench.ts";
import { PAGES_OF, PATHS } from "../words.ts";

const ANY_PART = /\/split_[^/]*\.wasm$/;
const PRIVACY = /\/split_privacy\.wasm$/;

/** The group that each page comes with. */
const GROUPS = {
  home: "start",
  privacy: "privacy",
  versions: "privacy",
  cookies: "choice",
  settings: "choice",
  receipt: "receipts",
  newsletter: "newsletter",
  mailbox: "newsletter",
  archive: "newsletter",
  events: "events",
  eventMailbox: "events",
  contact: "enquiries",
  received: "enquiries",
  rights: "rights",
  rightsCode: "rights",
} as const;

test.describe("with script", { tag: "@js" }, () => {
  test("a page brings its own group and no other", async ({ another }) => {
    for (const name of PAGES_OF.association) {
      const visitor = await another();
      await visitor.visit(name);
      const parts = visitor.watch.urls.filter((url) => ANY_PART.test(url));
      expect(parts.map((url) => /split_(\w+)\.wasm$/.exec(url)?.[1]), name).toEqual([GROUPS[name]]);
      await visitor.page.close();
    }
  });

  test("a part that does not come leaves the page as it is, and everything on it works", async ({ visitor, lab }) => {
    const { page } = visitor;
    visitor.watch.expects(/split_start\.wasm/, /ERR_FAILED/, /Failed to fetch/);
    await page.route(ANY_PART, (route) => route.abort());
    const before = await lab.stored();
    const failed = page.waitForEvent("requestfailed");
    await page.goto("/");
    await failed;
    await page.unroute(ANY_PART);
    await expect(page.locator("html")).not.toHaveAttribute("data-hydrated");
    await visitor.banner.getByRole("button", { name: visitor.words.refuse }).click();
    await expect(visitor.note).toBeVisible();
    expect(await lab.stored()).toEqual({ ...before, refusals: before.refusals + 1 });
  });

  test("a page that does not come when its link is followed says so, and comes when asked again", async ({
    visitor,
  }) => {
    const { page } = visitor;
    visitor.watch.expects(/split_privacy\.wasm/, /ERR_FAILED/, /Failed to fetch/);
    await visitor.visit("home");
    await page.route(PRIVACY, (route) => route.abort());
    await page.locator("main").getByRole("link", { name: "Privatliv" }).click();
    await expect(page.getByRole("alert")).toContainText("Siden kunne ikke hentes");
    await expect(page).toHaveTitle(/^Siden kunne ikke hentes/);
    await page.unroute(PRIVACY);
    await page.getByRole("button", { name: "Prøv igen" }).click();
    await expect(page.locator(".purpose").first()).toBeAttached();
    await expect(page).toHaveURL(PATHS.da.privacy);
  });
});
