// Forms on somebody else's website: what they say, what is sent when, and what is left when something fails.
import type { Locator } from "@playwright/test";
import { EMPTY, type Guest, expect, service, test } from "../embed/bench.ts";
import { half } from "../halves.ts";
import { START } from "../lab.ts";
import { LANGUAGES, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

let people = 0;
/** An address that nobody else has. */
const someone = () => `guest-${process.pid}-${(people += 1)}@example.dk`;

type Kind = "newsletter" | "contact";
const KINDS = ["newsletter", "contact"] as const satisfies readonly Kind[];

const place = ({ page }: Guest, kind: Kind): Locator => page.locator(`[data-samtykke=${kind}]`);
const link = (guest: Guest, kind: Kind): Locator => place(guest, kind).locator(":scope > a");
const summary = (guest: Guest, kind: Kind): Locator => place(guest, kind).getByRole("alert");
const field = (guest: Guest, kind: Kind, name: string): Locator => place(guest, kind).locator(`[name=${name}]`);
const button = (guest: Guest, kind: Kind): Locator =>
  place(guest, kind).getByRole("button", { name: kind === "newsletter" ? guest.words.newsletter.signUp : guest.words.contact.send });
const title = (guest: Guest, kind: Kind): string => (kind === "newsletter" ? guest.words.newsletter.mailbox : guest.words.contact.received);

/** Fills the form as somebody would who does everything right. */
async function fill(guest: Guest, kind: Kind, email = someone()): Promise<string> {
  await field(guest, kind, "email").fill(email);
  if (kind === "newsletter") {
    const box = place(guest, kind).locator("input[value=news]");
    if (!(await box.isChecked())) await box.press("Space");
  }
  else {
    await field(guest, kind, "name").fill("Anna Eksempel");
    await field(guest, kind, "message").fill("Hej\n\nHvornår holder I åbent? <b>Tak</b>");
  }
  return email;
}

/** Both forms are there, and the banner is answered, which would stand above them. */
async function opened(guest: Guest, page = "forms.html"): Promise<void> {
  await guest.open(page);
  await guest.asked();
  await guest.answer("refuse");
  await guest.banner.locator("button[value=done]").click();
  for (const kind of KINDS) await expect(button(guest, kind)).toBeVisible();
}

/** Everything that is typed and ticked in a form, in order. */
const typed = (guest: Guest, kind: Kind): Promise<unknown[]> =>
  place(guest, kind)
    .locator("input, textarea")
    .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).checked || (each as HTMLInputElement).value));

const focused = ({ page }: Guest) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const inner = activeElement?.shadowRoot?.activeElement ?? activeElement;
    return inner?.getAttribute("name") ?? inner?.getAttribute("role") ?? inner?.getAttribute("value") ?? inner?.localName;
  });

test("without script, and wherever the script does not come, the link leads to our page @nojs @sqlite", async ({ guest }) => {
  await guest.open("forms.html");
  for (const kind of KINDS) {
    await expect(link(guest, kind)).toBeVisible();
    await expect(link(guest, kind)).toHaveAttribute("href", guest.site.service + PATHS.da[kind]);
  }
});

test.describe("@js @sqlite", () => {
  for (const language of LANGUAGES)
    for (const viewport of VIEWPORT_NAMES)
      for (const colorScheme of ["light", "dark"] as const)
        test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport, colorScheme) }, () => {
          test.use({ viewport: VIEWPORTS[viewport], colorScheme });

          test("each form says everything, names what is wrong at its field, and axe finds nothing in any state", async ({ guest }) => {
            test.slow();
            guest.language = language;
            const { newsletter, contact } = guest.words;
            const look = async (name: string) => {
              expect(await guest.axe(), name).toEqual([]);
              const [room, needed] = await guest.page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
              expect(needed, `${name} scrolls sideways`).toBeLessThanOrEqual(room ?? 0);
              const folder = process.env["SAMTYKKE_SHOTS"];
              if (folder) await guest.page.screenshot({ path: `${folder}/${language}-${viewport}-${colorScheme}-${name}.png`, fullPage: true });
            };
            await opened(guest);
            await look("empty");

            const api = `${guest.site.service}/api/v1/newsletter/wording/${language}`;
            const { wording } = (await (await fetch(api)).json()) as { wording: { title: string; intro: string; promise: string; terms: { label: string; text: string }[] } };
            const said = [wording.title, wording.intro, wording.promise, ...wording.terms.flatMap(({ label, text }) => [label, text])];
            for (const text of said) await expect(place(guest, "newsletter")).toContainText(text);
            await expect(place(guest, "newsletter").getByRole("checkbox", { checked: true })).toHaveCount(0);
            const secure = place(guest, "contact").locator('a[href*="sikker-besked"], a[href*="secure-message"]');
            await expect(secure).toHaveAttribute("href", new RegExp(`^${guest.site.service}/`));
            for (const text of [contact.sensitive, "2027"]) await expect(place(guest, "contact")).toContainText(text);
            await expect(place(guest, "newsletter").getByLabel(newsletter.email)).toHaveAttribute("autocomplete", "email");
            await expect(place(guest, "contact").getByLabel(contact.phone)).toHaveAttribute("autocomplete", "tel");

            await button(guest, "newsletter").click();
            await button(guest, "contact").click();
            const newsletterProblems = [newsletter.noTopic, newsletter.missing];
            const contactProblems = [contact.noName, newsletter.missing, contact.noMessage];
            for (const [kind, problems] of [["newsletter", newsletterProblems], ["contact", contactProblems]] as const)
              for (const problem of problems) {
                await expect(summary(guest, kind)).toContainText(problem);
                await expect(place(guest, kind).locator("form")).toContainText(problem);
              }
            expect(await focused(guest)).toBe("alert");
            await expect(place(guest, "contact").getByLabel(contact.message)).toHaveAccessibleDescription(new RegExp(contact.noMessage));
            await look("wrong");

            for (const kind of KINDS) {
              await fill(guest, kind);
              await button(guest, kind).click();
              await expect(place(guest, kind).getByRole("status")).toContainText(title(guest, kind));
              expect(await focused(guest)).toBe("status");
            }
            await look("done");
            expect(guest.complaints).toEqual([]);
            expect(guest.said).toEqual([]);
          });
        });

  test("before the button is pressed nothing is sent and nothing stored, and afterwards nothing is stored either", async ({ guest }) => {
    const asked: string[] = [];
    guest.page.on("request", (request) => {
      if (!request.url().endsWith("/refusals")) asked.push(`${request.method()} ${request.url()}`);
    });
    await opened(guest);
    for (const kind of KINDS) await fill(guest, kind);
    await guest.page.waitForTimeout(300);
    expect(asked.filter((line) => !line.startsWith("GET") || line.includes("/api/"))).toEqual([]);
    expect(asked.filter((line) => line.includes("forms.v1.js"))).toHaveLength(1);
    expect(await guest.census()).toEqual({ ...EMPTY, cookies: ["samtykke"] });
    for (const kind of KINDS) {
      await button(guest, kind).click();
      await expect(place(guest, kind)).toContainText(title(guest, kind));
    }
    expect(asked.filter((line) => line.startsWith("POST"))).toHaveLength(2);
    expect(await guest.census()).toEqual({ ...EMPTY, cookies: ["samtykke"] });
    expect(guest.page.url()).toBe(guest.site.at("forms.html"));
  });

  test("a sign-up gets its letter, and a known address the same answer word for word", async ({ guest }) => {
    const lab = await service();
    await opened(guest);
    const email = await fill(guest, "newsletter");
    await button(guest, "newsletter").click();
    const answer = place(guest, "newsletter").getByRole("status");
    await expect(answer).toContainText(title(guest, "newsletter"));
    const first = await answer.innerText();
    expect(await lab.letter(email)).toMatch(/\/nyhedsbrev\/bekraeft\/[\w-]{43}/);
    // Whoever misspelt the address finds the form as it was.
    await answer.getByRole("button").click();
    expect(await typed(guest, "newsletter")).toContain(email);
    await button(guest, "newsletter").click();
    await expect(answer).toContainText(title(guest, "newsletter"));
    expect(await answer.innerText()).toBe(first);
    expect(await lab.letters(email)).toBe(1);
  });

  for (const kind of KINDS)
    test(`two presses, and a retry after an answer that was lost, are one: ${kind}`, async ({ guest }) => {
      const lab = await service();
      const keys: (string | undefined)[] = [];
      await opened(guest);
      const email = await fill(guest, kind);
      await guest.page.route(/\/api\/v1\//, async (route) => {
        const { method, headers } = { method: route.request().method(), headers: route.request().headers() };
        if (method === "POST") keys.push(headers["idempotency-key"]);
        await route.fetch();
        await new Promise((done) => setTimeout(done, 200));
        await route.abort();
      });
      const before = await typed(guest, kind);
      await button(guest, kind).dblclick();
      await expect(place(guest, kind).getByRole("status")).toContainText("Sender");
      await expect(button(guest, kind)).toHaveAttribute("aria-disabled", "true");
      await expect(summary(guest, kind).getByRole("link")).toHaveAttribute("href", guest.site.service + PATHS.da[kind]);
      expect(await focused(guest)).toBe("alert");
      expect(await typed(guest, kind)).toEqual(before);
      expect(keys).toHaveLength(1);
      await guest.page.unroute(/\/api\/v1\//);
      const again = guest.page.waitForRequest((request) => request.method() === "POST");
      await button(guest, kind).click();
      expect((await again).headers()["idempotency-key"]).toBe(keys[0]);
      await expect(place(guest, kind)).toContainText(title(guest, kind));
      await expect.poll(() => lab.letters(email)).toBe(1);
      await guest.page.waitForTimeout(200);
      expect(await lab.letters(email)).toBe(1);
    });

  const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
  const FAULTS = [
    ["404", { status: 404, body: "" }],
    ["500", { status: 500, contentType: "application/problem+json", body: `{"code":"fault"}` }],
    ["garbage", { status: 200, body: "<html>hello" }],
    ["somebody else's JSON", { status: 200, contentType: "application/json", body: "{}" }],
    ["nothing ever", undefined],
    ["a broken connection", "abort"],
  ] as const;
  const faulty = (guest: Guest, of: RegExp, answer: (typeof FAULTS)[number][1]) =>
    guest.page.route(of, async (route) => {
      if (answer === "abort") await route.abort();
      else if (answer) await route.fulfill({ ...answer, headers: CORS });
    });

  for (const [fault, answer] of FAULTS) {
    for (const file of ["forms.v1.js", "newsletter.json"])
      test(`${file} comes as ${fault}: the link stays`, async ({ guest }) => {
        await faulty(guest, new RegExp(file), answer);
        await guest.open("forms.html");
        await guest.asked();
        await guest.page.waitForTimeout(answer ? 300 : 100);
        await expect(link(guest, "newsletter")).toBeVisible();
        if (file === "newsletter.json") await expect(button(guest, "contact")).toBeVisible();
        if (answer) expect(guest.said).toContain("no newsletter");
      });

    test(`a form is answered with ${fault}: what was typed stays, and our page is named`, async ({ guest }) => {
      await opened(guest);
      for (const kind of KINDS) await fill(guest, kind);
      // Only an answer that never comes is waited for so long.
      await guest.page.evaluate(() => {
        const { timeout } = AbortSignal;
        AbortSignal.timeout = (time) => timeout.call(AbortSignal, time / 10);
      });
      await faulty(guest, /\/api\/v1\//, answer);
      for (const kind of KINDS) {
        const before = await typed(guest, kind);
        await button(guest, kind).click();
        await expect(summary(guest, kind).getByRole("link")).toHaveAttribute("href", guest.site.service + PATHS.da[kind]);
        expect(await typed(guest, kind)).toEqual(before);
        await expect(button(guest, kind)).not.toHaveAttribute("aria-disabled");
      }
    });
  }

  test("words that changed meanwhile are fetched and shown, with what was typed, before a yes counts", async ({ guest }) => {
    const lab = await service();
    await opened(guest);
    const email = await fill(guest, "newsletter");
    const before = await typed(guest, "newsletter");
    try {
      await lab.moveClock("2026-12-24T10:00:00Z");
      await expect(place(guest, "newsletter")).not.toContainText("31. december 2026");
      await button(guest, "newsletter").click();
      await expect(summary(guest, "newsletter")).toContainText(guest.words.noticeChanged);
      await expect(place(guest, "newsletter")).toContainText("31. december 2026");
      expect(await typed(guest, "newsletter")).toEqual(before);
      expect(await lab.letters(email)).toBe(0);
      await button(guest, "newsletter").click();
      await expect(place(guest, "newsletter")).toContainText(title(guest, "newsletter"));
      await expect.poll(() => lab.letters(email)).toBe(1);
    } finally {
      await lab.moveClock(START);
    }
  });

  test("what only the service sees is named at its field, with a way to it", async ({ guest }) => {
    const { newsletter, contact } = guest.words;
    await opened(guest);
    await fill(guest, "contact");
    await field(guest, "contact", "message").fill("Mit nummer er 010203-1234");
    await button(guest, "contact").click();
    await summary(guest, "contact").getByRole("button", { name: new RegExp(contact.cpr) }).click();
    expect(await focused(guest)).toBe("message");
    await expect(field(guest, "contact", "message")).toHaveValue("Mit nummer er 010203-1234");
    await expect(field(guest, "contact", "message")).toHaveAttribute("aria-invalid", "true");
    await field(guest, "contact", "message").fill("Tak");
    for (const address of ["anna@", "a".repeat(500)]) {
      await field(guest, "contact", "email").fill(address);
      await button(guest, "contact").click();
      await expect(field(guest, "contact", "email")).toHaveAccessibleDescription(new RegExp(newsletter.malformed));
      await fill(guest, "newsletter", address);
      await button(guest, "newsletter").click();
      await expect(field(guest, "newsletter", "email")).toHaveAccessibleDescription(new RegExp(newsletter.malformed));
    }
    await field(guest, "contact", "email").fill(someone());
    await button(guest, "contact").click();
    await expect(place(guest, "contact")).toContainText(contact.received);
    await expect(place(guest, "contact")).toContainText("21. februar 2027");
  });

  test("a strict policy is not broken, and the form has its look", async ({ guest }) => {
    await opened(guest, "strict-forms.html");
    expect(await button(guest, "newsletter").evaluate((each) => getComputedStyle(each).backgroundColor)).toBe("rgb(11, 83, 81)");
    for (const kind of KINDS) {
      await button(guest, kind).click();
      await fill(guest, kind);
      await button(guest, kind).click();
      await expect(place(guest, kind)).toContainText(title(guest, kind));
    }
    expect(guest.complaints).toEqual([]);
    expect(guest.said).toEqual([]);
  });

  for (const [fault, init] of [
    ["no shadow root", () => void ((Element.prototype as unknown as { attachShadow: null }).attachShadow = null)],
    ["no constructed style sheets", () => void delete (window as { CSSStyleSheet?: unknown }).CSSStyleSheet],
  ] as const)
    test(`${fault}: the form is plain, and works`, async ({ guest }) => {
      await guest.page.addInitScript(init);
      await opened(guest, "strict-forms.html");
      for (const kind of KINDS) {
        await fill(guest, kind);
        await button(guest, kind).click();
        await expect(place(guest, kind)).toContainText(title(guest, kind));
      }
      expect(guest.complaints).toEqual([]);
    });

  test("whoever misspelt the address writes again with what was typed", async ({ guest }) => {
    const lab = await service();
    await opened(guest);
    const wrong = await fill(guest, "contact");
    await button(guest, "contact").click();
    await place(guest, "contact").getByRole("status").getByRole("button").click();
    await expect(field(guest, "contact", "message")).toHaveValue(/Hvornår holder I åbent/);
    const right = someone();
    await field(guest, "contact", "email").fill(right);
    await button(guest, "contact").click();
    await expect(place(guest, "contact")).toContainText(title(guest, "contact"));
    await expect.poll(() => lab.letters(right)).toBe(1);
    expect(await lab.letters(wrong)).toBe(1);
  });

  test("the keyboard alone signs up", async ({ guest }) => {
    const email = someone();
    await opened(guest);
    const press = async (key: string, times = 1) => {
      for (let time = 0; time < times; time++) await guest.page.keyboard.press(key);
    };
    await place(guest, "newsletter").locator("input[value=news]").focus();
    await press("Space");
    while ((await focused(guest)) !== "email") await press("Tab");
    await press("Enter");
    expect(await focused(guest)).toBe("alert");
    await press("Tab");
    expect(await focused(guest)).toBe("go");
    await press("Enter");
    expect(await focused(guest)).toBe("email");
    await guest.page.keyboard.type(email);
    await press("Enter");
    await expect(place(guest, "newsletter")).toContainText(title(guest, "newsletter"));
    expect(await focused(guest)).toBe("status");
  });

  test("a page may name the second file itself, beside the first too, and add a place later", async ({ guest }) => {
    const page = (head: string) => `<!doctype html><html lang="da"><title>x</title>${head}<h1>Velkommen</h1><main></main>`;
    guest.site.pages.set("/alone", page(`<script src="{{forms}}" defer></script>`));
    guest.site.pages.set("/both", page(`<script src="{{tag}}"></script><script src="{{forms}}"></script>`));
    for (const each of ["alone", "both"]) {
      await guest.open(each);
      await guest.page.evaluate(() => {
        document.querySelector("main")?.insertAdjacentHTML("beforeend", `<div data-samtykke="contact"><a href="/">Kontakt</a></div><div data-samtykke="newsletter"></div>`);
      });
      await fill(guest, "contact");
      await button(guest, "contact").click();
      await expect(place(guest, "contact")).toContainText(title(guest, "contact"));
      await expect(place(guest, "newsletter").locator("form")).toHaveCount(1);
    }
    expect(guest.complaints).toEqual([]);
  });

  test("a pinned tag brings nothing that the page did not name, and the second file can be pinned too", async ({ guest }) => {
    const { hash, integrity, forms } = (await (await fetch(guest.site.tag("da").replace("v1.js", "version.json"))).json()) as {
      hash: string;
      integrity: string;
      forms: { hash: string; integrity: string };
    };
    const tag = (address: string, integrity: string) => `<script src="${address}" integrity="${integrity}" crossorigin></script>`;
    const first = tag(guest.site.tag("da").replace("v1.js", `${hash}/v1.js`), integrity);
    const second = tag(guest.site.formsTag("da").replace("forms", `${forms.hash}/forms`), forms.integrity);
    const body = `<h1>Velkommen</h1><div data-samtykke="contact"><a href="/">Kontakt</a></div>`;
    guest.site.pages.set("/pinned", `<!doctype html><html lang="da"><title>x</title>${first}${body}`);
    guest.site.pages.set("/pinned-both", `<!doctype html><html lang="da"><title>x</title>${first}${second}${body}`);
    await guest.open("pinned");
    await guest.asked();
    await guest.page.waitForTimeout(300);
    await expect(link(guest, "contact")).toBeVisible();
    await guest.open("pinned-both");
    await expect(button(guest, "contact")).toBeVisible();
    expect(guest.complaints).toEqual([]);
  });

  test("on another site's page, and for a place that is misspelt, the link stays and the console says why", async ({ guest }) => {
    guest.site.pages.set("/misspelt", `<!doctype html><html lang="da"><title>x</title><script src="{{forms}}"></script><h1>Velkommen</h1><div data-samtykke="contakt"><a href="/">Kontakt</a></div>`);
    await guest.open("misspelt");
    await expect.poll(() => guest.said).toEqual(["no contakt"]);
    await expect(guest.page.getByRole("link")).toBeVisible();
    await guest.page.goto(guest.site.at("misspelt").replace("127.0.0.1", "localhost"));
    await expect.poll(() => guest.said).toEqual(["no contakt", expect.stringMatching(/not for http:\/\/localhost/)]);
    await expect(guest.page.getByRole("link")).toBeVisible();
  });
});
