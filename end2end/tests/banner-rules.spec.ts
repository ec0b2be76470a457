// The rules a Danish or European cookie banner must satisfy, each held by a test named after it.
//
// | Rule | Held by |
// |---|---|
// | 1 nothing before a choice · 2 reasons for the necessary · 3 equal clicks · 4 equal looks · 5 nothing ticked | here |
// | 3 one click each · 6 no yes by scroll, close, Escape, reload or time | banner-answers.spec.ts |
// | 7 same purposes on both layers · 8 purposes first | here |
// | 9 every cookie declared · 10 every recipient named · 11 controller and link · 12 countries | here |
// | 13 two clicks from any page · 16 proof holds the text | here |
// | 14 a withdrawal takes effect · 15 information stays · 20 no nagging | banner-answers.spec.ts |
// | 17 proof kept no longer than needed | does not apply yet: the sweep of ended proofs is a later release |
// | 18 no legitimate interest · 19 no wall | here |
// | 21 no steering words | the register's check (domain, `check::steering`), and here for the banner's own words |
// | 22 no maze · 23 one language | here; all links in pages.spec.ts |
// | 24 accessible | here by keyboard; axe in pages.spec.ts |
// | 25 no identifier in a refusal | choice-flow.spec.ts |
import { CHOICE, expect, test } from "../bench.ts";
import { half } from "../halves.ts";
import { REGISTERS } from "../lab.ts";
import { LANGUAGES, ORGANISATIONS, PAGE_NAMES, PATHS, VIEWPORTS, VIEWPORT_NAMES, WORDS } from "../words.ts";

/** What the first layer calls each purpose that the second asks about, in the second's order. */
const PURPOSES = {
  association: {
    da: ["statistik", "målrettet markedsføring", "video", "sociale medier", "nyhedsbrevets værktøj", "huskede søgninger"],
    en: ["statistics", "targeted", "video", "social media", "newsletter", "remembered searches"],
  },
  adviser: { da: ["statistik"], en: ["statistics"] },
} as const;

for (const register of REGISTERS)
  for (const language of LANGUAGES)
    test.describe(`${register}, ${language}`, { tag: half(register, language) }, () => {
      test.use({ register, language });

      test("rule 1: nothing is stored, read or sent to others before a choice", async ({ visitor, lab }) => {
        const before = await lab.stored();
        for (const name of PAGE_NAMES) await visitor.visit(name);
        expect(await visitor.cookieNames()).toEqual([]);
        expect(await visitor.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
        expect(visitor.watch.thirdParty).toEqual([]);
        expect(await lab.stored()).toEqual(before);
      });

      test("rules 3 and 4: three answers, one click each, alike in size, colour, type and edge", async ({ visitor }) => {
        await visitor.visit("home");
        const { words, banner } = visitor;
        const looks = [];
        for (const name of [words.refuse, words.accept, words.choose]) {
          const button = banner.locator(".button").filter({ hasText: name }).first();
          await expect(button).toBeInViewport({ ratio: 1 });
          looks.push(await button.evaluate(lookOf));
        }
        expect(looks[1]).toEqual(looks[0]);
        expect(looks[2]).toEqual(looks[0]);
      });

      test("rule 5: nothing that is a choice is ticked", async ({ visitor }) => {
        const services = ORGANISATIONS[register].services.length;
        await visitor.visit("home");
        await visitor.unfold();
        await expect(visitor.banner.getByRole("checkbox")).toHaveCount(services);
        await expect(visitor.banner.getByRole("checkbox", { checked: true })).toHaveCount(0);
        await visitor.visit("settings");
        await expect(visitor.settings.getByRole("checkbox")).toHaveCount(services);
        await expect(visitor.settings.getByRole("checkbox", { checked: true })).toHaveCount(0);
      });

      test("rules 7 and 8: the first layer names the purposes in plain words, the same as the second", async ({
        visitor,
      }) => {
        await visitor.visit("home");
        const first = await visitor.banner.locator("> h2, > p").allInnerTexts();
        const layer = first.join(" ").toLowerCase();
        for (const purpose of PURPOSES[register][language]) expect(layer).toContain(purpose);
        await visitor.unfold();
        const asked = visitor.banner.locator("fieldset").filter({ has: visitor.page.getByRole("checkbox") });
        const titles = await asked.locator("legend").allInnerTexts();
        expect(titles).toHaveLength(PURPOSES[register][language].length);
        for (const [place, title] of titles.entries())
          expect(title.toLowerCase()).toContain(PURPOSES[register][language][place]);
        await visitor.visit("settings");
        const onSettings = visitor.settings.locator("fieldset").filter({ has: visitor.page.getByRole("checkbox") });
        expect(await onSettings.locator("legend").allInnerTexts()).toEqual(titles);
      });

      test("rule 11: the first layer names the controller and links to the declaration", async ({ visitor }) => {
        await visitor.visit("home");
        await expect(visitor.banner).toContainText(ORGANISATIONS[register].controller);
        await expect(visitor.banner).toContainText(visitor.words.remembered);
        const link = visitor.banner.getByRole("link", { name: visitor.words.declaration });
        await expect(link).toBeInViewport({ ratio: 1 });
        await link.click();
        await expect(visitor.page).toHaveURL(PATHS[language].cookies);
        await expect(visitor.banner, "reading is no answer").toBeVisible();
      });

      test("rules 9, 10 and 12: the declaration names every cookie, who gets it, their policy and country", async ({
        visitor,
      }) => {
        await visitor.visit("home");
        await visitor.unfold();
        const providers = await visitor.banner.locator(".service:has(input) .provider").allInnerTexts();
        for (const provider of providers) expect(provider).toMatch(/^[^,]+, (Danmark|Denmark|(the )?USA|Irland|Ireland|Tyskland|Germany):/);

        await visitor.visit("cookies");
        const main = visitor.page.locator("main");
        for (const provider of providers) await expect(main).toContainText(provider.split(":")[0] ?? provider);
        await expect(main.getByRole("link", { name: visitor.words.policy })).toHaveCount(providers.length);
        const ours = await main.locator("tbody code").allInnerTexts();
        expect(ours).toEqual(expect.arrayContaining([CHOICE, "__Host-samtykke-receipt"]));
        for (const row of await main.locator("tbody tr").all())
          for (const cell of await row.locator("th, td").allInnerTexts()) expect(cell.trim()).not.toBe("");
      });

      test("rule 2: every necessary service says why the site cannot do without it", async ({ visitor }) => {
        await visitor.visit("cookies");
        const necessary = visitor.page.locator("section#necessary");
        const reasons = await necessary.locator(".service-head + p").allInnerTexts();
        expect(reasons.length).toBeGreaterThan(0);
        for (const reason of reasons) expect(reason).toMatch(/Ellers|Otherwise/);
      });

      test("rule 16: the receipt shows the very words that were answered", async ({ visitor }) => {
        await visitor.visit("home");
        await visitor.unfold();
        const { statistics } = ORGANISATIONS[register];
        const shown = [
          ...(await visitor.banner.locator("> h2").allInnerTexts()),
          ...(await visitor.banner.locator(".service:has(input) > p:not(.provider)").allInnerTexts()),
        ];
        await visitor.tick(visitor.banner, [statistics.key]);
        await visitor.answer("save");
        await visitor.note.getByRole("link", { name: visitor.words.seeReceipt }).click();
        const receipt = visitor.page.locator(".receipt");
        for (const words of shown) await expect(receipt).toContainText(words);
        await expect(receipt).toContainText(ORGANISATIONS[register].controller);
      });

      test("rule 18: no legitimate interest is offered beside the choices", async ({ visitor }) => {
        await visitor.visit("settings");
        await expect(visitor.settings).not.toContainText(visitor.words.legitimateInterest);
        await expect(visitor.settings.getByRole("checkbox")).toHaveCount(ORGANISATIONS[register].services.length);
      });

      test("rule 21: the banner neither praises, blames nor begs", async ({ visitor }) => {
        await visitor.visit("home");
        await visitor.unfold();
        const text = await visitor.banner.innerText();
        expect(text).not.toMatch(/!|værdsætter|går op i dit|bedste oplevelse|desværre|gå glip|we value|best experience|unfortunately|miss out/i);
      });

      test("rule 23: banner, settings, note, receipt and declaration speak the page's language", async ({ visitor }) => {
        const other = WORDS[language === "da" ? "en" : "da"];
        const { page, words } = visitor;
        const speaksOnlyOurs = async () => {
          await expect(page.locator("html")).toHaveAttribute("lang", language);
          const text = await page.locator("body").innerText();
          for (const word of [other.refuse, other.accept, other.settings, other.change, other.receipt])
            expect(text).not.toContain(word);
        };
        await visitor.visit("home");
        await visitor.unfold();
        await speaksOnlyOurs();
        await visitor.tick(visitor.banner, [ORGANISATIONS[register].statistics.key]);
        await visitor.answer("save");
        await speaksOnlyOurs();
        await visitor.note.getByRole("link", { name: words.change }).click();
        await expect(visitor.settings).toBeVisible();
        await speaksOnlyOurs();
        await visitor.visit("receipt");
        await speaksOnlyOurs();
      });

      test("rule 13: the settings are two clicks at most from every page, before and after a choice", async ({
        visitor,
      }) => {
        for (const answered of [false, true]) {
          for (const name of PAGE_NAMES) {
            await visitor.visit(name);
            const link = visitor.page.getByRole("contentinfo").getByRole("link", { name: visitor.words.settings });
            await expect(link).toHaveAttribute("href", PATHS[language].settings);
          }
          await visitor.page.getByRole("contentinfo").getByRole("link", { name: visitor.words.settings }).click();
          await expect(visitor.settings).toBeVisible();
          if (!answered) await visitor.choose("refuse", [], visitor.words.stands.no);
        }
      });

      for (const viewport of VIEWPORT_NAMES)
        test.describe(viewport, () => {
          test.use({ viewport: VIEWPORTS[viewport] });

          test("rule 19: the page is readable and works while the question stands", async ({ visitor }) => {
            const { page, banner } = visitor;
            await visitor.visit("home");
            const box = await banner.boundingBox();
            const { height, width } = VIEWPORTS[viewport];
            expect((box?.height ?? height) * (box?.width ?? width)).toBeLessThan(0.4 * height * width);
            if (viewport === "phone") expect(box?.height).toBeLessThanOrEqual(0.38 * height);
            await expect(page.getByRole("heading", { level: 1 })).toBeInViewport({ ratio: 1 });
            await page.locator(".site-head").getByRole("link", { name: /^Privat|^Privacy/ }).click();
            await expect(page).toHaveURL(PATHS[language].privacy);
            await expect(banner).toBeVisible();
          });
        });
    });

/** All that could make one button weigh more than another. */
function lookOf(element: Element) {
  const style = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  return {
    size: [Math.round(width), Math.round(height)],
    colours: [style.color, style.backgroundColor, style.backgroundImage, style.opacity],
    type: [style.fontFamily, style.fontSize, style.fontWeight, style.textDecorationLine, style.textTransform],
    edge: [style.border, style.borderRadius, style.padding, style.boxShadow, style.outline],
  };
}

test("rule 4: the answers are called what they do, in both languages", () => {
  const answers = LANGUAGES.map((language) => {
    const { refuse, accept, close } = WORDS[language];
    return [refuse, accept, close];
  });
  expect(answers).toEqual([
    ["Afvis alle", "Tillad alle", "Luk og afvis"],
    ["Refuse all", "Allow all", "Close and refuse"],
  ]);
});

test.describe("the banner in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("rule 4: the three answers are alike in the dark too", async ({ visitor }) => {
    await visitor.visit("home");
    const looks = await visitor.banner.locator(".button").evaluateAll((buttons, look) => {
      const lookOf = new Function(`return (${look})`)() as (element: Element) => object;
      return buttons.filter((button) => button.checkVisibility()).map((button) => lookOf(button));
    }, lookOf.toString());
    expect(looks).toHaveLength(3);
    expect(looks[1]).toEqual(looks[0]);
    expect(looks[2]).toEqual(looks[0]);
  });
});

test("rule 22: from the banner every road leads to an answer, two layers deep at most", async ({ visitor }) => {
  await visitor.visit("home");
  await visitor.unfold();
  await expect(visitor.banner.locator("details details")).toHaveCount(0);
  for (const name of [visitor.words.refuse, visitor.words.accept, visitor.words.save, visitor.words.close])
    await expect(visitor.banner.getByRole("button", { name })).toBeEnabled();
});

test("rule 24: the keyboard reaches close, refuse, accept and choose first, and each shows its focus", async ({
  visitor,
}) => {
  const { page, words } = visitor;
  await visitor.visit("home");
  const reached: string[] = [];
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    const { outlineStyle, outlineWidth } = await focused.evaluate((element) => getComputedStyle(element));
    expect(outlineStyle).not.toBe("none");
    expect(Number.parseFloat(outlineWidth)).toBeGreaterThanOrEqual(2);
    reached.push((await focused.innerText()).trim());
  }
  expect(reached.slice(1)).toEqual([words.close, words.declaration, words.refuse, words.accept, words.choose]);
  await page.keyboard.press("Enter");
  await expect(visitor.banner.locator("details[open]")).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(visitor.banner.getByRole("checkbox").first()).toBeChecked();
});

test.describe("phones", () => {
  test.use({ viewport: VIEWPORTS.phone, hasTouch: true });

  test("rule 24: every target in the banner is at least 44 pixels high", async ({ visitor }) => {
    await visitor.visit("home");
    for (const button of await visitor.banner.locator("button, summary").all()) {
      if (!(await button.isVisible())) continue;
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
  });
});

for (const viewport of VIEWPORT_NAMES)
  test.describe(viewport, () => {
    test.use({ viewport: VIEWPORTS[viewport] });

    test("the banner moves nothing: no layout shift from load to takeover", { tag: "@js" }, async ({ visitor }) => {
      await visitor.page.addInitScript(() => {
        window.name = "0";
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
          window.name = String(shifts.reduce((sum, { value }) => sum + value, Number(window.name)));
        }).observe({ type: "layout-shift", buffered: true });
      });
      for (const name of PAGE_NAMES) {
        await visitor.visit(name);
        expect(await visitor.page.evaluate(() => window.name), name).toBe("0");
      }
    });
  });
