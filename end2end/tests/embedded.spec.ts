// The script on somebody else's website: what it asks, what it lets go, and what it leaves behind.
import { EMPTY, expect, stored, test } from "../embed/bench.ts";
import { half } from "../halves.ts";
import { LANGUAGES, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

test.describe("@js @sqlite", () => {
  test("before a choice nothing is stored, nothing runs, and nobody is asked for anything", async ({ guest }) => {
    await guest.open("marked.html");
    await guest.asked();
    expect(await guest.census()).toEqual(EMPTY);
    expect(await guest.ran()).toEqual([]);
    expect(guest.site.hits).toEqual([]);
    expect(guest.said).toEqual([]);
    expect(guest.complaints).toEqual([]);
  });

  test("a refusal leaves one cookie, the same for everybody, and a count", async ({ guest, browser }) => {
    const before = await stored();
    await guest.open("marked.html");
    await guest.asked();
    await guest.answer("refuse");
    await expect(guest.banner).toContainText(guest.words.said.no);
    expect(await guest.census()).toEqual({ ...EMPTY, cookies: ["samtykke"] });
    await expect.poll(() => stored()).toEqual({ ...before, refusals: before.refusals + 1 });
    expect(guest.site.hits).toEqual([]);

    const other = await browser.newContext();
    await other.addCookies([{ name: "samtykke", value: (await guest.cookie()) ?? "", url: guest.site.origin }]);
    await guest.page.reload();
    await guest.page.waitForTimeout(300);
    await expect(guest.banner).toHaveCount(0);
    expect(await guest.cookie()).toMatch(/^1\.\d{8}(\.[a-z-]+:[0-9a-f]{8}:n){7}$/);
    await other.close();
  });

  test("a yes lets everything go once, in the page's order, with attributes kept, and is recorded", async ({ guest }) => {
    const before = await stored();
    await guest.open("marked.html");
    await guest.asked();
    await guest.answer("accept");
    await expect.poll(() => guest.ran()).toEqual(["first", "second", "third", "fourth", "fifth"]);
    await expect(guest.page.locator("#first")).toHaveAttribute("data-worker", "yes");
    await expect(guest.page.locator("iframe[title=film]")).toHaveAttribute("src", /film$/);
    await expect(guest.page.locator(".posts iframe")).toBeVisible();
    await expect(guest.page.locator("#from-template")).toBeVisible();
    await expect.poll(() => stored()).toEqual({ ...before, leaves: before.leaves + 1 });
    await guest.page.waitForTimeout(300);
    expect(await guest.ran()).toHaveLength(5);
    expect(guest.site.hits.filter((hit) => hit.startsWith("/t.js?as=first"))).toHaveLength(1);
    expect(guest.complaints).toEqual([]);
    expect(guest.said).toEqual([]);
    await guest.page.reload();
    await expect.poll(() => guest.ran()).toEqual(["first", "second", "third", "fourth", "fifth"]);
    expect(await stored()).toEqual({ ...before, leaves: before.leaves + 1 });
  });

  test("only what was chosen is let go", async ({ guest }) => {
    await guest.open("marked.html");
    await guest.asked();
    await guest.choose(["talrig", "video-player"]);
    await expect.poll(() => guest.ran()).toEqual(["first", "second"]);
    await expect(guest.page.locator("iframe[title=film]")).toBeVisible();
    await expect(guest.page.locator("samtykke-place")).toHaveCount(1);
    expect(guest.site.hits.filter((hit) => /third|fourth|pixel|posts/.test(hit))).toEqual([]);
    expect(await guest.cookie()).toMatch(/talrig:[0-9a-f]{8}:y\.metrivio:[0-9a-f]{8}:n/);
  });

  test("a withdrawal stops what ran, clears every storage and says what it cannot reach", async ({ guest }) => {
    const before = await stored();
    await guest.open("marked.html");
    await guest.asked();
    await guest.answer("accept");
    await expect.poll(async () => (await guest.census()).workers).toHaveLength(1);
    await expect.poll(() => stored()).toEqual({ ...before, leaves: before.leaves + 1 });
    await guest.choose([]);
    await expect(guest.banner).toContainText(guest.words.said.no);
    await expect(guest.banner).toContainText("mtv_uid");
    expect(await guest.ran()).toEqual([]);
    await expect.poll(() => stored()).toEqual({ ...before, leaves: before.leaves + 2 });
    await expect.poll(() => guest.census()).toEqual({ ...EMPTY, cookies: ["samtykke"] });
    expect(guest.said).toEqual([]);
  });

  test("a yes in an embed's place shows that embed alone, without loading the page anew", async ({ guest }) => {
    await guest.open("marked.html");
    await guest.asked();
    await guest.page.evaluate(() => Object.assign(window, { same: true }));
    const place = guest.page.locator("samtykke-place").first();
    await expect(place).toContainText("Lumenreel Inc.");
    await expect(place).toContainText(guest.words.usa);
    await place.locator("button[value=accept]").click();
    await expect(guest.page.locator("iframe[title=film]")).toHaveAttribute("src", /film$/);
    expect((await guest.cookie())?.match(/:y/g)).toHaveLength(1);
    expect(await guest.page.evaluate(() => (window as { same?: boolean }).same)).toBe(true);
    await guest.choose([]);
    await expect(guest.page.locator("iframe[title=film]")).toHaveCount(0);
    await expect(place).toContainText("Lumenreel Inc.");
    expect(await guest.page.evaluate(() => (window as { same?: boolean }).same)).toBe(true);
  });

  for (const key of ["close", "Escape"])
    test(`${key} on the first layer refuses`, async ({ guest }) => {
      await guest.open("plain.html");
      await guest.asked();
      if (key === "close") await guest.button("close").click();
      else {
        await guest.button("accept").focus();
        await guest.page.keyboard.press("Escape");
      }
      await expect(guest.banner).toContainText(guest.words.said.no);
      expect(await guest.cookie()).not.toContain(":y");
    });

  test("the first layer holds nobody's focus; the settings do, give it back, and change nothing by Escape", async ({ guest }) => {
    await guest.open("plain.html");
    await guest.asked();
    const focused = () =>
      guest.page.evaluate(() => {
        const { activeElement } = document;
        return (activeElement?.shadowRoot?.activeElement ?? activeElement)?.getAttribute("value") ?? activeElement?.id ?? "";
      });
    const order = [];
    for (let step = 0; step < 7; step++) {
      await guest.page.keyboard.press("Tab");
      order.push(await focused());
    }
    expect(order).toContain("settings");
    await guest.button("choose").focus();
    await guest.page.keyboard.press("Enter");
    await expect(guest.dialog).toBeVisible();
    for (let step = 0; step < 30; step++) {
      await guest.page.keyboard.press("Tab");
      expect(await focused()).not.toBe("settings");
    }
    await guest.page.keyboard.press("Escape");
    await expect(guest.dialog).toHaveCount(0);
    expect(await focused()).toBe("choose");
    expect(await guest.cookie()).toBeUndefined();
  });

  test("the question is on the screen before storage is read or the page measured", async ({ guest }) => {
    await guest.page.addInitScript(() => {
      const seen = Object.assign(window, { early: [] as string[], isPainted: false });
      const note = (what: string) => void (seen.isPainted || seen.early.push(what));
      for (const [of, name] of [[window, "localStorage"], [window, "sessionStorage"], [HTMLElement.prototype, "offsetHeight"]] as const) {
        const { get } = Object.getOwnPropertyDescriptor(of, name) as { get: () => unknown };
        Object.defineProperty(of, name, {
          get() {
            note(name);
            return get.call(this);
          },
        });
      }
      new MutationObserver((_, observer) => {
        if (!document.querySelector("samtykke-banner")?.shadowRoot?.querySelector("button[value=refuse]")) return;
        observer.disconnect();
        // Observers of size are called after the layout, where measuring costs nothing.
        requestAnimationFrame(() => void (seen.isPainted = true));
      }).observe(document, { childList: true, subtree: true });
    });
    await guest.open("still.html");
    await guest.asked();
    await expect.poll(() => guest.page.evaluate(() => (window as unknown as { isPainted: boolean }).isPainted)).toBe(true);
    expect(await guest.page.evaluate(() => (window as unknown as { early: string[] }).early)).toEqual([]);
    const height = await guest.banner.evaluate(({ clientHeight }) => clientHeight);
    const padding = () => guest.page.evaluate(() => parseInt(document.documentElement.style.scrollPaddingBottom));
    await expect.poll(padding).toBeGreaterThanOrEqual(height);
    await guest.answer("refuse");
    await guest.banner.locator("button[value=done]").click();
    await expect.poll(padding).toBe(0);
  });

  test("on a page that begins with links to its parts they stay first, and axe finds nothing in any state", async ({ guest }) => {
    guest.site.pages.set(
      "/skip",
      `<!doctype html><html lang="da"><meta name="viewport" content="width=device-width"><title>x</title><script src="{{tag}}" async></script>
       <style>a, a:focus-visible { display: block; margin: 30px; border: 9px solid; color: #600; font-size: 60px; outline: none; }
       .skip { position: absolute; left: -999px; }</style>
       <body><a class="skip" href="#content">Til indholdet</a><a class="skip" href="#foot">Til bunden</a>
       <header><a href="/">Forsiden</a></header><main id="content"><h1>Velkommen</h1></main>
       <footer id="foot"><a href="#cookies" id="settings">Cookies</a></footer>`,
    );
    const focused = () =>
      guest.page.evaluate(() => {
        const { activeElement } = document;
        return (activeElement?.shadowRoot?.activeElement ?? activeElement)?.textContent;
      });
    const own = guest.host.getByRole("link");
    await guest.open("skip");
    await guest.asked();
    expect(await guest.axe()).toEqual([]);
    const order = [];
    for (let step = 0; step < 7; step++) {
      await guest.page.keyboard.press("Tab");
      order.push(await focused());
    }
    const [down, bottom, close, link, ...answers] = order;
    expect([down, bottom]).toEqual(["Til indholdet", "Til bunden"]);
    expect([close, link, ...answers]).toEqual(await Promise.all(
      [guest.button("close"), own, guest.button("refuse"), guest.button("accept"), guest.button("choose")].map((each) => each.textContent()),
    ));
    await own.focus();
    const look = await own.evaluate((each) => {
      const { display, margin, borderWidth, fontSize, outlineStyle, textDecorationLine } = getComputedStyle(each);
      return { display, margin, borderWidth, fontSize, outlineStyle, textDecorationLine };
    });
    const fontSize = await guest.banner.evaluate((each) => getComputedStyle(each).fontSize);
    expect(look).toEqual({ display: "inline", margin: "0px", borderWidth: "0px", fontSize, outlineStyle: "auto", textDecorationLine: "underline" });
    await guest.button("choose").click();
    await expect(guest.dialog.getByRole("checkbox")).toHaveCount(7);
    expect(await guest.axe()).toEqual([]);
    await guest.page.keyboard.press("Escape");
    await guest.answer("accept");
    await expect(own).toHaveAttribute("href", /kvittering$/);
    expect(await guest.axe()).toEqual([]);
    await guest.banner.locator("button[value=done]").click();
    expect(await guest.axe()).toEqual([]);
    await guest.page.locator("#settings").focus();
    await guest.page.keyboard.press("Enter");
    await expect(guest.dialog.getByRole("checkbox")).toHaveCount(7);
    expect(await guest.axe()).toEqual([]);
    for (const each of await own.all()) await each.click({ trial: true });
    await expect(own).toHaveCount(2);
  });

  for (const language of LANGUAGES)
    for (const viewport of VIEWPORT_NAMES)
      for (const colorScheme of ["light", "dark"] as const)
        test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport, colorScheme) }, () => {
          test.use({ viewport: VIEWPORTS[viewport], colorScheme });

          test("nothing to complain of, alike answers, no shift, and the page still seen", async ({ guest }) => {
            guest.language = language;
            await guest.page.addInitScript(() => {
              const shifts = Object.assign(window, { shift: 0 });
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) shifts.shift += (entry as unknown as { value: number }).value;
              }).observe({ type: "layout-shift", buffered: true });
            });
            const shot = (name: string) => {
              const folder = process.env["SAMTYKKE_SHOTS"];
              return folder ? guest.page.screenshot({ path: `${folder}/${language}-${viewport}-${colorScheme}-${name}.png` }) : undefined;
            };
            await guest.open("still.html");
            await guest.asked();
            await shot("banner");
            expect(await guest.axe()).toEqual([]);
            const looks = await Promise.all(
              (["refuse", "accept", "choose"] as const).map((value) =>
                guest.button(value).evaluate((button) => {
                  const { color, backgroundColor, fontSize, fontWeight, borderWidth } = getComputedStyle(button);
                  const { width, height } = button.getBoundingClientRect();
                  return { color, backgroundColor, fontSize, fontWeight, borderWidth, height, width: Math.round(width) };
                }),
              ),
            );
            expect(looks[1]).toEqual(looks[0]);
            expect(looks[2]).toEqual(looks[0]);
            expect(looks[0]?.height).toBeGreaterThanOrEqual(44);
            const box = await guest.banner.boundingBox();
            if (viewport === "phone") expect((box?.height ?? 999) / 640).toBeLessThanOrEqual(0.38);
            await guest.button("choose").click();
            await expect(guest.dialog.getByRole("checkbox")).toHaveCount(7);
            await expect(guest.dialog.getByRole("checkbox", { checked: true })).toHaveCount(0);
            await shot("settings");
            expect(await guest.axe()).toEqual([]);
            await guest.page.keyboard.press("Escape");
            await guest.answer("refuse");
            await shot("stored");
            expect(await guest.axe()).toEqual([]);
            expect(await guest.page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
            await guest.page.locator("samtykke-place").first().scrollIntoViewIfNeeded();
            await guest.banner.locator("button[value=done]").click();
            await shot("placeholder");
          });
        });
});
