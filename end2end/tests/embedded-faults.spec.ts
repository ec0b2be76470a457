// Whatever is wrong with the page, the browser, the clock, the cookie or the service: nothing is allowed, the banner
// can still be used, the page is unharmed, and its author is told in one line.
import { expect, test } from "../embed/bench.ts";
import { denied, setCookie, yes } from "../embed/denied.ts";

test.describe("@js @sqlite", () => {
  test("two tags: the second does nothing", async ({ guest }) => {
    guest.site.pages.set("/two", `<!doctype html><html lang="da"><title>x</title><script src="{{tag}}"></script><script src="{{tag}}"></script><h1>Velkommen</h1>`);
    await guest.open("two");
    await guest.asked();
    await expect(guest.page.locator("samtykke-banner")).toHaveCount(1);
    expect(guest.said).toEqual([expect.stringContaining("two tags")]);
    await denied(guest);
  });

  test("a tag for another site asks nothing and allows nothing", async ({ guest }) => {
    await guest.page.goto(guest.site.at("plain.html").replace("127.0.0.1", "localhost"));
    await denied(guest);
    await expect(guest.page.locator("samtykke-banner")).toHaveCount(0);
    expect(guest.said).toEqual([expect.stringMatching(/not for http:\/\/localhost/)]);
  });

  test("marks that name nothing in the register, or nothing at all, stay off", async ({ guest }) => {
    guest.site.pages.set(
      "/misspelt",
      `<!doctype html><html lang="da"><title>x</title><script src="{{tag}}"></script><body><h1>Velkommen</h1>
       <script type="text/plain" data-service="talrigg" data-src="{{tracker}}/t.js"></script>
       <script type="text/plain" data-servise="talrig" data-src="{{tracker}}/t.js"></script>
       <script type="text/plain" data-service="talrig" data-purpose="marketing" data-src="{{tracker}}/t.js"></script>`,
    );
    await guest.open("misspelt");
    await guest.asked();
    await guest.answer("accept");
    await denied(guest);
    expect(guest.said).toHaveLength(3);
  });

  for (const [fault, init] of [
    ["no shadow root", () => void ((Element.prototype as unknown as { attachShadow: null }).attachShadow = null)],
    ["no constructed style sheets", () => void delete (window as { CSSStyleSheet?: unknown }).CSSStyleSheet],
    ["storage forbidden", () => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
        Object.defineProperty(window, name, { get: () => { throw new DOMException("forbidden", "SecurityError"); } });
    }],
    ["cookies forbidden", () => void Object.defineProperty(document, "cookie", { get: () => "", set: () => {} })],
    ["cookies that throw", () => void Object.defineProperty(document, "cookie", { get: () => { throw new DOMException("forbidden", "SecurityError"); }, set: () => { throw new DOMException("forbidden", "SecurityError"); } })],
  ] as const)
    test(`${fault}: denied, and a yes still counts for the page`, async ({ guest }) => {
      await guest.page.addInitScript(init);
      await guest.open("plain.html");
      await guest.asked();
      await denied(guest);
      await guest.button("accept").click();
      await expect.poll(() => guest.ran()).toHaveLength(1);
      expect(guest.said.length).toBeLessThanOrEqual(1);
      expect(guest.complaints).toEqual([]);
    });

  for (const [fault, now] of [
    ["a clock long before this file was made", "2020-01-01T00:00:00Z"],
    ["a clock thirteen months on", "2027-12-24T00:00:00Z"],
    ["a clock at the beginning of time", "1970-01-01T00:00:00Z"],
  ] as const)
    test(`${fault}: an earlier yes does not count`, async ({ guest }) => {
      const cookie = await yes(guest);
      await guest.page.clock.setFixedTime(now);
      await setCookie(guest, cookie);
      await guest.open("plain.html");
      await guest.asked();
      await denied(guest);
    });

  for (const [fault, answer] of [
    ["garbage", { status: 200, body: "<html>hello" }],
    ["an answer of somebody else's", { status: 200, contentType: "application/json", body: "[]" }],
    ["404", { status: 404, body: "" }],
    ["500", { status: 500, contentType: "application/json", body: `{"code":"fault"}` }],
    ["nothing ever", undefined],
    ["a broken connection", "abort"],
  ] as const)
    test(`a service that answers ${fault}: the choice counts here, and is delivered once when it is back`, async ({ guest }) => {
      // Not by taking the route away again: that lets a request that is being held go through, before the reload.
      let isAway = true;
      const asked: string[] = [];
      await guest.page.route(/\/api\/v1\//, async (route) => {
        if (!isAway) return route.continue();
        asked.push(route.request().headers()["idempotency-key"] ?? "");
        if (answer === "abort") await route.abort();
        else if (answer) await route.fulfill({ ...answer, headers: { "access-control-allow-origin": guest.site.origin, "access-control-allow-credentials": "true" } });
      });
      await guest.open("plain.html");
      await guest.asked();
      await guest.answer("accept");
      await expect.poll(() => guest.ran()).toHaveLength(1);
      await expect.poll(() => asked.length).toBeGreaterThan(0);
      isAway = false;
      const delivered = guest.page.waitForResponse((response) => response.url().endsWith("/consents") && response.ok());
      await guest.page.reload();
      expect((await delivered).request().headers()["idempotency-key"]).toBe(asked[0]);
      await expect.poll(() => guest.page.evaluate(() => localStorage.getItem("samtykke") ?? "")).not.toContain("key");
    });

  test("a refusal while the service is away is never sent again, and leaves nothing", async ({ guest }) => {
    await guest.page.route(/\/api\/v1\//, (route) => route.abort());
    await guest.open("plain.html");
    await guest.asked();
    await guest.answer("refuse");
    expect((await guest.census()).local).toEqual([]);
    await guest.page.unroute(/\/api\/v1\//);
    const asked: string[] = [];
    guest.page.on("request", (request) => asked.push(request.url()));
    await guest.page.reload();
    await guest.page.waitForTimeout(400);
    expect(asked.filter((url) => url.includes("/api/"))).toEqual([]);
  });

  test("the browser's signal is a refusal that is told, counted by nobody, and outranked by a click", async ({ guest }) => {
    await guest.page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
    await guest.open("plain.html");
    await expect(guest.banner).toContainText(guest.words.signalled);
    await denied(guest);
    expect(await guest.cookie()).toBeUndefined();
    await guest.banner.locator("button[value=settings]").click();
    await guest.dialog.locator("button[value=accept]").click();
    await expect.poll(() => guest.ran()).toHaveLength(1);
  });

  test("a strict policy is not broken, and only the page's own scripts are let go", async ({ guest }) => {
    await guest.open("strict.html");
    await guest.asked();
    expect(await guest.banner.evaluate((section) => getComputedStyle(section).position)).toBe("fixed");
    await guest.answer("accept");
    await expect.poll(() => guest.ran()).toEqual(["inline", "file"]);
    await expect(guest.page.locator("iframe")).toHaveAttribute("src", /film/);
    await guest.page.waitForTimeout(300);
    expect(await guest.ran()).not.toContain("injected");
    expect(guest.complaints).toEqual([]);
  });

  test("other companies' tags hear no before they run, and yes and no again as they are said", async ({ guest }) => {
    await guest.open("google.html");
    await guest.asked();
    const first = await guest.page.evaluate(() => (window as unknown as { seenFirst: unknown[][] }).seenFirst);
    const all = ["ad_storage", "ad_user_data", "ad_personalization", "analytics_storage", "functionality_storage", "personalization_storage", "security_storage"];
    expect(first[0]?.slice(0, 2)).toEqual(["consent", "default"]);
    expect(first[0]?.[2]).toEqual({ ...Object.fromEntries(all.map((name) => [name, "denied"])), wait_for_update: 500 });
    await guest.answer("accept");
    const said = await guest.page.evaluate(() => {
      const { dataLayer, uetq, clarity, _paq, wp, told } = window as unknown as Record<string, never> & { clarity: { q: unknown[][] }; dataLayer: { length?: number }[] };
      const updates = dataLayer.filter((item) => item.length).map((item) => [...(item as unknown[])]);
      return { last: updates.at(-1), event: dataLayer.at(-1), uetq, clarity: [...(clarity.q.at(-1) ?? [])], _paq, wp, told };
    });
    expect(said.last?.[1]).toBe("update");
    expect(said.last?.[2]).toMatchObject({ ad_storage: "granted", ad_user_data: "granted", analytics_storage: "granted" });
    expect(said.event).toMatchObject({ event: "samtykke" });
    expect(said.uetq).toEqual(expect.arrayContaining(["default", "update"]));
    expect(said.clarity).toEqual(["consentv2", { ad_Storage: "granted", analytics_Storage: "granted" }]);
    expect(said._paq).toEqual([["requireConsent"], ["setConsentGiven"], ["setCookieConsentGiven"]]);
    expect(said.wp).toEqual(expect.arrayContaining(["statistics:deny", "statistics:allow", "marketing:allow"]));
    expect(said.told).toEqual([[], expect.arrayContaining(["talrig"])]);
    const after = await guest.page.evaluate(() => {
      const { samtykke, dataLayer, uetq, clarity, _paq, wp, told } = window as unknown as Record<string, never> & {
        samtykke: { refuse: () => void };
        clarity: { q: unknown[][] };
        dataLayer: { length?: number }[];
        _paq: unknown[];
        wp: unknown[];
        told: unknown[];
        uetq: unknown[];
      };
      samtykke.refuse();
      const last = dataLayer.filter((item) => item.length).map((item) => [...(item as unknown[])]).at(-1);
      return { last, event: dataLayer.at(-1), uetq: uetq.at(-1), clarity: [...(clarity.q.at(-1) ?? [])], _paq: _paq.slice(-2), wp: wp.slice(-4), told: told.at(-1) };
    });
    expect(after.last?.[1]).toBe("update");
    expect(after.last?.[2]).toMatchObject({ ...first[0]?.[2] as object, security_storage: "granted" });
    expect(after.event).toEqual({ event: "samtykke", samtykke: [] });
    expect(after.uetq).toEqual({ ad_storage: "denied" });
    expect(after.clarity).toEqual(["consentv2", { ad_Storage: "denied", analytics_Storage: "denied" }]);
    expect(after._paq).toEqual([["forgetConsentGiven"], ["forgetCookieConsentGiven"]]);
    expect(after.wp).toEqual(["statistics:deny", "marketing:deny", "preferences:deny", "functional:deny"]);
    expect(after.told).toEqual([]);
  });
});
