// Every page in every state a visitor can meet it: readable by all, in one language, on a phone and a desk, in
// the dark, on paper, with the right head and no dead end.
import { accessibilityFindings, expect, isPageWellMade, test } from "../bench.ts";
import { WITHOUT_SCRIPT, half } from "../halves.ts";
import { REGISTERS, editedRegister, registerFile } from "../lab.ts";
import { LANGUAGES, ORGANISATIONS, PAGES_OF, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

for (const register of REGISTERS)
  for (const language of LANGUAGES)
    for (const viewport of VIEWPORT_NAMES) {
      const { name, statistics } = ORGANISATIONS[register];

      // With script a quick run looks at the same pages below, once.
      test.describe(`${register}, ${language}, ${viewport}`, { tag: WITHOUT_SCRIPT }, () => {
        test.use({ register, language, viewport: VIEWPORTS[viewport] });

        test("every page is well made while the question stands, folded and unfolded", async ({ visitor }) => {
          for (const page of PAGES_OF[register]) {
            await visitor.visit(page);
            await isPageWellMade(visitor, name);
            if (page === "settings") continue;
            await visitor.unfold();
            await isPageWellMade(visitor, name);
          }
        });

        test("every page is well made after a no, and after a yes", async ({ visitor }) => {
          await visitor.visit("home");
          await visitor.answer("refuse");
          for (const page of PAGES_OF[register]) {
            await visitor.visit(page);
            await isPageWellMade(visitor, name);
          }
          await visitor.visit("settings");
          await visitor.choose("save", [statistics.key], visitor.words.stands.yes(statistics.name));
          await isPageWellMade(visitor, name);
          await visitor.visit("receipt");
          await isPageWellMade(visitor, name);
        });
      });

      // A phone in the dark, a desk by day.
      const colorScheme = viewport === "phone" ? "dark" : "light";
      test.describe(`${register}, ${language}, ${viewport}, ${colorScheme}`, { tag: half(register, language, viewport) }, () => {
        test.use({ register, language, viewport: VIEWPORTS[viewport], colorScheme });

        test("no accessibility finding on any page, with the banner, unfolded, after a yes", { tag: "@js" }, async ({ visitor }) => {
          // Every page, each looked at.
          test.slow();
          const findings: string[] = [];
          const check = async () => {
            await isPageWellMade(visitor, name);
            findings.push(...(await accessibilityFindings(visitor.page)));
          };
          for (const page of PAGES_OF[register]) {
            await visitor.visit(page);
            await check();
          }
          const paper = await visitor.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
          expect(paper === "rgb(250, 249, 246)").toBe(colorScheme === "light");
          await visitor.visit("home");
          await visitor.unfold();
          await check();
          await visitor.tick(visitor.banner, [statistics.key]);
          await visitor.answer("save");
          await check();
          for (const page of ["cookies", "settings", "receipt"] as const) {
            await visitor.visit(page);
            await check();
          }
          expect(findings).toEqual([]);
        });
      });
    }

for (const register of REGISTERS)
  test.describe(`${register}, in the dark`, () => {
    test.use({ register, colorScheme: "dark", viewport: VIEWPORTS.phone });

    test("the privacy page has no accessibility finding with all its fold-outs open", { tag: "@js" }, async ({ visitor }) => {
      await visitor.visit("privacy");
      await visitor.page.evaluate(() => {
        for (const fold of document.querySelectorAll("details")) fold.open = true;
      });
      expect(await accessibilityFindings(visitor.page)).toEqual([]);
    });
  });

test.describe("all fold-outs open", () => {
  for (const register of REGISTERS)
    for (const language of LANGUAGES)
      test.describe(`${register}, ${language}`, { tag: half(register, language) }, () => {
        test.use({ register, language, viewport: VIEWPORTS.phone });

        test("the privacy page has no accessibility finding", { tag: "@js" }, async ({ visitor }) => {
          await visitor.visit("privacy");
          await visitor.page.evaluate(() => {
            for (const fold of document.querySelectorAll<HTMLDetailsElement>("main details")) fold.open = true;
          });
          expect(await accessibilityFindings(visitor.page)).toEqual([]);
          await isPageWellMade(visitor, ORGANISATIONS[register].name);
        });
      });
});

test.describe("links", () => {
  for (const register of REGISTERS)
    for (const language of LANGUAGES)
      test.describe(`${register}, ${language}`, { tag: half(register, language) }, () => {
        test.use({ register, language });

        test("every link of ours leads somewhere, and its fragment is there", async ({ visitor, request, baseURL }) => {
          const targets = new Map<string, Set<string>>();
          for (const name of PAGES_OF[register]) {
            await visitor.visit(name);
            const links = await visitor.page.locator("a[href]").evaluateAll((anchors) =>
              anchors.map((anchor) => (anchor as HTMLAnchorElement).href),
            );
            for (const link of links.filter((link) => link.startsWith(`${baseURL}/`))) {
              const { pathname, hash } = new URL(link);
              targets.set(pathname, (targets.get(pathname) ?? new Set()).add(decodeURIComponent(hash.slice(1))));
            }
          }
          for (const [address, fragments] of targets) {
            const answer = await request.get(address, { headers: { accept: "text/html" } });
            expect(answer.status(), address).toBe(200);
            const body = await answer.text();
            for (const id of fragments) if (id !== "") expect(body, `${address}#${id}`).toContain(`id="${id}"`);
          }
        });
      });

  test("links to other companies are secure and tell them nothing", async ({ visitor }) => {
    await visitor.visit("cookies");
    const others = await visitor.page.locator('main a[href^="http"]').evaluateAll((anchors) =>
      anchors.map((anchor) => [anchor.getAttribute("href") ?? "", anchor.getAttribute("rel") ?? ""]),
    );
    expect(others.length).toBeGreaterThan(0);
    for (const [href, rel] of others) {
      expect(href).toMatch(/^https:\/\//);
      expect(rel).toContain("noreferrer");
    }
  });

  test("the other language is the same page", async ({ visitor }) => {
    for (const name of PAGES_OF.association) {
      await visitor.visit(name);
      await visitor.page.getByRole("link", { name: visitor.words.otherLanguage }).click();
      await expect(visitor.page).toHaveURL(PATHS.en[name]);
      await visitor.settled();
      await expect(visitor.page.locator("html")).toHaveAttribute("lang", "en");
    }
  });

  test("the skip link leads past the banner to the text", async ({ visitor }) => {
    await visitor.visit("privacy");
    await visitor.page.keyboard.press("Tab");
    const skip = visitor.page.locator(":focus");
    await expect(skip).toHaveAttribute("href", "#indhold");
    await expect(skip).toBeInViewport();
    await visitor.page.keyboard.press("Enter");
    await expect(visitor.page.locator("main")).toBeFocused();
  });
});

test.describe("the privacy page's fold-outs", () => {
  test("open by a link to them, and to what stands in them", async ({ visitor }) => {
    await visitor.visit("home");
    const link = visitor.page.getByRole("contentinfo").getByRole("link", { name: visitor.words.complain });
    const fragment = (await link.getAttribute("href"))?.split("#")[1];
    await link.click();
    const fold = visitor.page.locator("main details", { has: visitor.page.locator(`[id="${fragment}"]`) });
    await expect(fold).toHaveAttribute("open", "");
    await expect(fold.locator("p").first()).toBeInViewport();
    await visitor.visit("home");
    await visitor.open("/privatliv#statistics");
    await expect(visitor.page.locator("#statistics")).toBeInViewport();
    await expect(visitor.page.locator("#statistics p").first()).toBeVisible();
  });

  test("open and close by keyboard", async ({ visitor }) => {
    await visitor.visit("privacy");
    const fold = visitor.page.locator("main details").first();
    await fold.locator("summary").focus();
    await visitor.page.keyboard.press("Enter");
    await expect(fold).toHaveAttribute("open", "");
    await visitor.page.keyboard.press("Space");
    await expect(fold).not.toHaveAttribute("open");
  });

  test("stand open on paper, without the banner", async ({ visitor }) => {
    await visitor.visit("privacy");
    await expect(visitor.banner).toBeVisible();
    await visitor.page.emulateMedia({ media: "print" });
    await expect(visitor.banner).toBeHidden();
    for (const fold of await visitor.page.locator("main details").all()) {
      const [head, text] = await Promise.all([fold.locator("summary").boundingBox(), fold.boundingBox()]);
      expect(text?.height).toBeGreaterThan((head?.height ?? 0) + 20);
    }
  });
});

test("a receipt prints as one sheet: no banner, no forms", async ({ visitor }) => {
  await visitor.visit("settings");
  await visitor.choose("save", ["talrig"], visitor.words.stands.yes("Talrig"));
  await visitor.visit("receipt");
  await visitor.page.emulateMedia({ media: "print" });
  await expect(visitor.page.locator(".receipt")).toBeVisible();
  await expect(visitor.page.locator(".receipt-code")).toBeVisible();
  for (const form of await visitor.page.locator("main form").all()) await expect(form).toBeHidden();
  await expect(visitor.page.locator(".banner").first()).toBeHidden();
});

test.describe("versions of the privacy page", () => {
  test("one version says that there is no other", async ({ visitor }) => {
    await visitor.visit("versions");
    await expect(visitor.page.getByText(visitor.words.onlyOneVersion)).toBeVisible();
    await expect(visitor.page.locator(".versions li")).toHaveCount(1);
  });

  for (const language of LANGUAGES)
    test.describe(language, () => {
      test.use({ language });

      test("an earlier version stays readable, with what has changed since", async ({ visitor, ownLabs }) => {
        const { page, words } = visitor;
        const earlier = editedRegister("association", [
          ['\ndate = "2026-11-16"', '\ndate = "2026-03-02"'],
          ["\nretention.period.months = 26\n", "\nretention.period.months = 12\n"],
        ]);
        const before = await ownLabs.start({ register: ownLabs.folder.file("earlier.toml", earlier) });
        await before.stop();
        const now = await ownLabs.start({ register: registerFile("association") });
        await visitor.open(now.serving + PATHS[language].versions);
        const rows = page.locator(".versions li");
        await expect(rows).toHaveCount(2);
        await expect(rows.filter({ hasText: words.versionNow })).toHaveCount(1);
        await page.getByRole("link", { name: words.seeDifferences }).click();
        await expect(page.getByRole("heading", { level: 1 })).toContainText(words.changedSince);
        await expect(page.getByRole("heading", { level: 1 })).toContainText(/2\.? (marts|March) 2026/);
        await expect(page.locator("del").filter({ hasText: "12" })).not.toHaveCount(0);
        await expect(page.locator("ins").filter({ hasText: "26" })).not.toHaveCount(0);
        await visitor.open(page.url());
        await isPageWellMade(visitor, ORGANISATIONS.association.name);
        if (visitor.hasScript) expect(await accessibilityFindings(page)).toEqual([]);
      });
    });
});

for (const language of LANGUAGES)
  test.describe(language, () => {
    test.use({ language });

    test("an address where nothing is says so, and leads on", async ({ visitor }) => {
      visitor.watch.expectsStatus(404);
      const { page, words } = visitor;
      const nowhere = { da: "/no-such-page", en: "/en/no-such-page" }[language];
      for (const address of [`${PATHS[language].versions}/${"0".repeat(64)}`, nowhere]) {
        const response = await visitor.open(address);
        expect(response.status(), address).toBe(404);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.notFound);
        await isPageWellMade(visitor, ORGANISATIONS.association.name);
        if (visitor.hasScript) expect(await accessibilityFindings(page)).toEqual([]);
      }
      await page.locator("main").getByRole("link").first().click();
      await expect(page).toHaveURL(PATHS[language].home);
    });
  });

test("with script, links change the page without loading it, and the title follows", { tag: "@js" }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("home");
  await page.evaluate(() => (window.name = "same document"));
  for (const name of ["privacy", "cookies", "receipt"] as const) {
    await page.locator(`.site-head a[href="${PATHS.da[name]}"]`).click();
    await expect(page).toHaveURL(PATHS.da[name]);
    await expect(page.locator("h1")).toHaveCount(1);
    await expect(page).toHaveTitle(/ · Fleksnetværket$/);
    await expect(page.locator(`.site-head a[href="${PATHS.da[name]}"]`)).toHaveAttribute("aria-current", "page");
  }
  expect(await page.evaluate(() => performance.getEntriesByType("navigation").length)).toBe(1);
  await page.goBack();
  await expect(page).toHaveURL("/cookies");
  await expect(page.locator("tbody").first()).toBeVisible();
});

test("when the program for the browser never arrives, every form still works", { tag: "@js" }, async ({ visitor, lab }) => {
  const { page, words } = visitor;
  visitor.watch.expects(/ERR_FAILED/, /Failed to fetch/, /wasm/i);
  await visitor.context.route("**/*.wasm", (route) => route.abort());
  const before = await lab.stored();
  await page.goto("/");
  await visitor.banner.getByRole("button", { name: words.refuse }).click();
  await expect(visitor.note).toBeVisible();
  await visitor.note.getByRole("link", { name: words.change }).click();
  await visitor.tick(visitor.settings, ["talrig"]);
  await visitor.settings.getByRole("button", { name: words.save }).click();
  await expect(page.locator("main .message")).toContainText(words.stands.yes("Talrig"));
  expect(await lab.stored()).toEqual({ refusals: before.refusals + 1, leaves: before.leaves + 1 });
  await expect(page.locator("html[data-hydrated]")).toHaveCount(0);
});

test("what machines look for is there", async ({ request }) => {
  const gpc = await request.get("/.well-known/gpc.json");
  expect(await gpc.json()).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  const security = await (await request.get("/.well-known/security.txt")).text();
  expect(security).toMatch(/^Contact: mailto:.+@.+$/m);
  expect(security).toMatch(/^Expires: 2027-05-21T00:00:00Z$/m);
  for (const address of ["/healthz", "/readyz"]) expect((await request.get(address)).status()).toBe(200);
});
