// What counts as an answer, what it does at once, and how long it stands: the rules named in banner-rules.spec.ts.
import { CHOICE, VIDEO_ORIGIN, expect, test } from "../bench.ts";
import { editedRegister, registerFile } from "../lab.ts";
import { ORGANISATIONS } from "../words.ts";

test("rule 3: one click refuses, one click accepts, one click closes", async ({ another, lab }) => {
  const before = await lab.stored();
  const expected = {
    refuse: { refusals: before.refusals + 1, leaves: before.leaves },
    close: { refusals: before.refusals + 2, leaves: before.leaves },
    accept: { refusals: before.refusals + 2, leaves: before.leaves + 1 },
  };
  for (const button of ["refuse", "close", "accept"] as const) {
    const visitor = await another();
    await visitor.visit("privacy");
    await visitor.answer(button);
    await expect(visitor.page).toHaveURL(/\/privatliv#valg-gemt$/);
    expect(await lab.stored()).toEqual(expected[button]);
  }
});

test("rule 6: scrolling, going on, reloading, Escape outside and time are no answer", async ({ visitor, lab }) => {
  const { page } = visitor;
  const before = await lab.stored();
  await visitor.visit("privacy");
  await page.mouse.wheel(0, 2000);
  await page.locator("main h1").click();
  await page.keyboard.press("Escape");
  await visitor.reload();
  await page.getByRole("contentinfo").getByRole("link", { name: "Klag" }).click();
  await visitor.visit("cookies");
  await page.goBack();
  await visitor.settled();
  await lab.moveClock("2026-11-21T23:00:00Z");
  await visitor.reload();
  await expect(visitor.banner).toBeVisible();
  expect(await visitor.cookieNames()).toEqual([]);
  await lab.moveClock("2026-11-21T10:00:00Z");
  expect(await lab.stored()).toEqual(before);
});

test("rule 6: closing refuses, and says so on the button", async ({ visitor }) => {
  await visitor.visit("home");
  await visitor.answer("close");
  await expect(visitor.note).toContainText(visitor.words.said.no);
  expect(await visitor.cookie(CHOICE)).not.toContain(":y");
});

test("rule 6: Escape with the focus inside the banner refuses", { tag: "@js" }, async ({ visitor, lab }) => {
  const before = await lab.stored();
  await visitor.visit("home");
  await visitor.banner.getByRole("button", { name: visitor.words.accept }).focus();
  await visitor.page.keyboard.press("Escape");
  await expect(visitor.note).toContainText(visitor.words.said.no);
  await visitor.settled();
  expect(await visitor.cookie(CHOICE)).not.toContain(":y");
  expect(await lab.stored()).toEqual({ ...before, refusals: before.refusals + 1 });
});

test("rule 6: Escape, or the link that closes, changes nothing in reopened settings", async ({ visitor, lab }) => {
  const { page, words } = visitor;
  await visitor.visit("settings");
  await visitor.choose("save", ["talrig"], words.stands.yes("Talrig"));
  const stored = await lab.stored();
  const cookie = await visitor.cookie(CHOICE);
  await visitor.visit("settings");
  await visitor.tick(visitor.settings, ["talrig", "brightlane"]);
  await visitor.settings.getByRole("checkbox").first().focus();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: words.keep }).click();
  await expect(page).toHaveURL("/");
  await visitor.visit("settings");
  await expect(page.locator("main .message")).toContainText(words.stands.yes("Talrig"));
  expect(await visitor.cookie(CHOICE)).toBe(cookie);
  expect(await lab.stored()).toEqual(stored);
});

test("rule 14: a withdrawal takes effect at once and removes what the services stored here", async ({ visitor }) => {
  const { page, context, words } = visitor;
  visitor.watch.expects(/third party: https:\/\/video\.example\.com/);
  await context.route(`${VIDEO_ORIGIN}/**`, (route) => route.fulfill({ body: "film" }));
  await visitor.visit("home");
  await visitor.answer("accept");
  await expect(page.locator("iframe")).toHaveCount(1);
  const url = new URL("/", page.url()).href;
  const names = ["talrig_id", "_mtv_7f3a", "unrelated"];
  await context.addCookies(names.map((name) => ({ name, value: "1", url })));
  await page.evaluate(() => localStorage.setItem("talrig.queue", "1"));

  await visitor.visit("settings");
  const asked = visitor.watch.thirdParty.length;
  await visitor.settings.getByRole("button", { name: words.refuse }).click();
  await expect(page.locator(".stamp")).toHaveText(words.withdrawn);
  await visitor.settled();
  expect(await visitor.cookieNames()).toEqual(["__Host-samtykke-receipt", CHOICE, "unrelated"]);
  expect(await page.evaluate(() => localStorage.getItem("talrig.queue"))).toBeNull();
  const home = await visitor.visit("home");
  expect(home.headers()["content-security-policy"]).toContain("frame-src 'none'");
  expect(visitor.watch.thirdParty).toHaveLength(asked);
});

test("rule 15: the information stays when the question is gone", async ({ visitor }) => {
  const { page, words } = visitor;
  await visitor.visit("home");
  await visitor.answer("refuse");
  await visitor.visit("privacy");
  await expect(visitor.banner).toHaveCount(0);
  await page.getByRole("contentinfo").getByRole("link", { name: words.cookiesTitle }).click();
  await expect(page).toHaveURL("/cookies");
  await expect(page.getByText(words.yourChoice.no, { exact: true })).toHaveCount(
    ORGANISATIONS.association.services.length,
  );
});

for (const button of ["refuse", "accept"] as const)
  test(`rule 20: after ${button} nobody is asked for six months, and then again`, async ({ visitor, lab }) => {
    if (button === "accept") {
      visitor.watch.expects(/third party: https:\/\/video\.example\.com/);
      await visitor.context.route(`${VIDEO_ORIGIN}/**`, (route) => route.fulfill({ body: "film" }));
    }
    const { context } = visitor;
    await visitor.visit("home");
    await visitor.answer(button);
    const remembered = (await context.cookies()).find(({ name }) => name === CHOICE)?.expires ?? 0;
    // From 21 November to 21 May: 181 days.
    expect(Math.round((remembered - Date.now() / 1000) / 86_400)).toBe(181);

    await lab.moveClock("2027-05-20T10:00:00Z");
    await visitor.visit("home");
    await expect(visitor.banner).toHaveCount(0);
    await lab.moveClock("2027-05-22T10:00:00Z");
    await visitor.visit("home");
    await expect(visitor.banner).toBeVisible();
    await expect(visitor.page.locator("iframe")).toHaveCount(0);
  });

test("rule 20: a changed duration asks again about that service alone, a changed word asks nobody", async ({
  visitor,
  ownLabs,
}) => {
  // A server that is stopped may leave the browser waiting for an icon or a style sheet.
  visitor.watch.expects(/third party: https:\/\/video\.example\.com/, /net::ERR_/);
  await visitor.context.route(`${VIDEO_ORIGIN}/**`, (route) => route.fulfill({ body: "film" }));
  const before = await ownLabs.start({ register: registerFile("association") });
  await visitor.open(`${before.serving}/`);
  await visitor.answer("accept");
  await before.stop();

  const editorial = editedRegister("association", [
    ["Må vi bruge cookies til statistik, video og målrettet markedsføring?", "Må vi bruge cookies til målrettet markedsføring, statistik og video?"],
  ]);
  const reworded = await ownLabs.start({ register: ownLabs.folder.file("editorial.toml", editorial) });
  await visitor.open(`${reworded.serving}/`);
  await expect(visitor.banner).toHaveCount(0);
  await expect(visitor.page.locator("iframe")).toHaveCount(1);
  await reworded.stop();

  const longer = editedRegister("association", [
    [
      'så to besøg fra samme browser tæller som én besøgende.", en = "A random number, so that two visits from the same browser count as one visitor." }\nduration = { months = 12 }',
      'så to besøg fra samme browser tæller som én besøgende.", en = "A random number, so that two visits from the same browser count as one visitor." }\nduration = { months = 13 }',
    ],
  ]);
  const changed = await ownLabs.start({ register: ownLabs.folder.file("longer.toml", longer) });
  await visitor.open(`${changed.serving}/`);
  await expect(visitor.banner).toContainText(visitor.words.changed);
  await expect(visitor.page.locator("iframe"), "other answers stand").toHaveCount(1);
  await visitor.unfold();
  await expect(visitor.banner.getByRole("checkbox")).toHaveCount(1);
  await expect(visitor.banner.getByRole("checkbox")).toHaveValue("talrig");
  await visitor.answer("refuse");
  const answers = (await visitor.cookie(CHOICE)) ?? "";
  expect(answers).toMatch(/\.talrig:[0-9a-f]{8}:n/);
  expect(answers.match(/:y/g)).toHaveLength(ORGANISATIONS.association.services.length - 1);
});
