// A visitor's cookie choice from the first no to the last, and what each step leaves behind. The project runs
// each test with and without JavaScript.
import { CHOICE, RECEIPT, VIDEO_ORIGIN, type Visitor, expect, test } from "../bench.ts";
import { half } from "../halves.ts";
import { REGISTERS } from "../lab.ts";
import { LANGUAGES, ORGANISATIONS, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

/** A receipt code as printed. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}-[0-9A-HJKMNP-TV-Z]{6}$/;
const UNKNOWN_CODE = "00000-00000-00000-00000-000000";

for (const register of REGISTERS)
  for (const language of LANGUAGES)
    for (const viewport of VIEWPORT_NAMES)
      test.describe(`${register}, ${language}, ${viewport}`, { tag: half(register, language, viewport) }, () => {
        test.use({ register, language, viewport: VIEWPORTS[viewport] });

        // Phones in Danish and desks in English.
        const says = (language === "da") === (viewport === "phone") ? [] : ["@matrix"];
        test("refuse, change, accept one service, see the receipt, withdraw", { tag: says }, async ({ visitor, lab }) => {
          const { page, words } = visitor;
          const { statistics } = ORGANISATIONS[register];
          const before = await lab.stored();

          await visitor.visit("home");
          await visitor.answer("refuse");
          await expect(visitor.note).toContainText(words.said.no);
          expect(await visitor.cookieNames()).toEqual([CHOICE]);
          const refused = { refusals: before.refusals + 1, leaves: before.leaves };
          expect(await lab.stored()).toEqual(refused);

          await visitor.note.getByRole("link", { name: words.change }).click();
          await expect(page).toHaveURL(PATHS[language].settings);
          await expect(page.locator("main .message")).toContainText(words.stands.no);
          await expect(visitor.settings.locator(":checked")).toHaveCount(0);
          await visitor.choose("save", [statistics.key], words.stands.yes(statistics.name));
          expect(await lab.stored()).toEqual({ ...refused, leaves: before.leaves + 1 });

          await page.locator(`.site-head a[href="${PATHS[language].receipt}"]`).click();
          await expect(page.locator(".stamp")).toHaveText(words.standsNow);
          await expect(page.locator(".receipt")).toContainText(statistics.name);
          expect(await visitor.receiptCode()).toMatch(CODE);

          await page.getByRole("button", { name: words.withdraw }).click();
          await expect(page.locator(".stamp")).toHaveText(words.withdrawn);
          await expect(page.getByRole("button", { name: words.withdraw })).toHaveCount(0);
          expect(await lab.stored()).toEqual({ ...refused, leaves: before.leaves + 2 });
          expect(await visitor.cookie(CHOICE)).not.toContain(":y");

          await visitor.visit("cookies");
          await expect(page.getByText(words.yourChoice.yes, { exact: true })).toHaveCount(0);
        });
      });

test("rule 25: the cookie after a refusal is the same for two people and holds no identifier", async ({
  visitor,
  another,
}) => {
  const other = await another();
  await visitor.visit("home");
  await visitor.answer("refuse");
  await other.visit("privacy");
  await other.answer("close");
  const cookie = await visitor.cookie(CHOICE);
  expect(cookie).toMatch(/^1\.20261121(\.[a-z-]+:[0-9a-f]{8}:n)+$/);
  expect(await other.cookie(CHOICE)).toBe(cookie);
  expect(await visitor.cookieNames()).toEqual([CHOICE]);
});

test("an acceptance puts its receipt code where scripts and other hosts cannot read it", async ({ visitor }) => {
  await acceptStatistics(visitor);
  const cookies = await visitor.context.cookies();
  const receipt = cookies.find((cookie) => cookie.name === RECEIPT);
  expect(receipt).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
  expect(receipt?.value).toMatch(CODE);
  expect(await visitor.page.evaluate(() => document.cookie)).not.toContain(RECEIPT);
});

test("rule 25: a no to everything after a yes takes the receipt's cookie away when the browser closes", async ({
  visitor,
}) => {
  await acceptStatistics(visitor);
  await visitor.settings.getByRole("button", { name: visitor.words.refuse }).click();
  await expect(visitor.page.locator(".stamp")).toHaveText(visitor.words.withdrawn);
  const cookies = await visitor.context.cookies();
  expect(cookies.find((cookie) => cookie.name === RECEIPT)?.expires).toBe(-1);
});

test("a receipt code opens in another browser by POST and never stands in an address", async ({
  visitor,
  another,
}) => {
  await acceptStatistics(visitor);
  await visitor.visit("receipt");
  const code = await visitor.receiptCode();
  const other = await another();
  await other.visit("receipt");
  await expect(other.page.getByText(other.words.noReceipt)).toBeVisible();
  await find(other, code.toLowerCase().replaceAll("-", " "));
  await expect(other.page.locator(".stamp")).toHaveText(other.words.standsNow);
  expect(await other.receiptCode()).toBe(code);
  expect(await other.cookieNames()).toEqual([]);
  const urls = [...visitor.watch.urls, ...other.watch.urls, visitor.page.url(), other.page.url()];
  const bare = (text: string) => text.replaceAll(/[^0-9a-z]/gi, "").toUpperCase();
  for (const url of urls) expect(bare(decodeURIComponent(url))).not.toContain(bare(code));
});

test("unknown and malformed codes get the same answer, and what was typed is still there", async ({ visitor }) => {
  visitor.watch.expectsStatus(422);
  const answers: string[] = [];
  for (const typed of [UNKNOWN_CODE, "nonsense", "<b>&\"'"]) {
    await visitor.visit("receipt");
    const response = await find(visitor, typed);
    expect(response.status()).toBe(422);
    await expect(visitor.page.getByLabel(visitor.words.receiptCode)).toHaveValue(typed);
    answers.push(await visitor.page.locator("main").innerText());
  }
  expect(answers[0]).toContain(visitor.words.unknownReceipt);
  expect(new Set(answers).size).toBe(1);
});

test("withdrawing in another browser ends the acceptance in the first", async ({ visitor, another, lab }) => {
  await visitor.context.route(`${VIDEO_ORIGIN}/**`, (route) => route.fulfill({ body: "film" }));
  visitor.watch.expects(/third party: https:\/\/video\.example\.com/);
  await visitor.visit("home");
  await visitor.answer("accept");
  await expect(visitor.page.locator("iframe")).toHaveCount(1);
  await visitor.visit("receipt");
  const code = await visitor.receiptCode();

  const other = await another();
  await other.visit("receipt");
  await find(other, code);
  const before = await lab.stored();
  await other.page.getByRole("button", { name: other.words.withdraw }).click();
  await expect(other.page.locator(".stamp")).toHaveText(other.words.withdrawn);
  expect(await lab.stored()).toEqual({ ...before, leaves: before.leaves + 1 });
  expect(await other.cookieNames()).toEqual([]);

  const response = await visitor.visit("home");
  expect(response.headers()["content-security-policy"]).toContain("frame-src 'none'");
  await expect(visitor.page.locator("iframe")).toHaveCount(0);
  await expect(visitor.banner).toBeVisible();
  await visitor.visit("receipt");
  await expect(visitor.page.locator(".stamp")).toHaveText(visitor.words.withdrawn);
});

test("a withdrawal lists what it cannot reach", async ({ visitor }) => {
  await visitor.context.route(`${VIDEO_ORIGIN}/**`, (route) => route.fulfill({ body: "film" }));
  visitor.watch.expects(/third party: https:\/\/video\.example\.com/);
  await visitor.visit("home");
  await visitor.answer("accept");
  await visitor.visit("receipt");
  await visitor.page.getByRole("button", { name: visitor.words.withdraw }).click();
  const beyond = visitor.page.locator(".message.warning");
  await expect(beyond).toContainText(visitor.words.cannotReach);
  await expect(beyond).toContainText("Lumenreel Inc.");
  await expect(beyond).toContainText("lr_viewer");
});

test("a yes to a text that has changed is refused, and no tick is lost", async ({ visitor, lab }) => {
  visitor.watch.expectsStatus(422);
  await visitor.visit("settings");
  const before = await lab.stored();
  await visitor.page.route("**/fn/choose", async (route) => {
    const call = route.request().postDataJSON() as { form: { notice: string } };
    call.form.notice = "0".repeat(64);
    await route.continue({ postData: call });
  });
  await visitor.page.evaluate(() => {
    for (const field of document.querySelectorAll<HTMLInputElement>("[name=notice]")) field.value = "0".repeat(64);
  });
  await visitor.tick(visitor.settings, ["talrig"]);
  await visitor.settings.getByRole("button", { name: visitor.words.save }).click();
  await expect(visitor.page.getByRole("alert")).toContainText(visitor.words.noticeChanged);
  await expect(visitor.settings.getByLabel("Talrig")).toBeChecked();
  expect(await visitor.cookieNames()).toEqual([]);
  expect(await lab.stored()).toEqual(before);
});

test("the same form sent twice is one record and one receipt", async ({ visitor, lab, request }) => {
  await visitor.visit("settings");
  const field = (name: string) => visitor.settings.locator(`[name=${name}]`).inputValue();
  const form = {
    surface: "settings",
    act: "save",
    service: "talrig",
    notice: await field("notice"),
    attempt: await field("attempt"),
    return_to: "/",
  };
  const before = await lab.stored();
  const send = async () => {
    const answer = await request.post(PATHS.da.settings, { form, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    return answer.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie").map(({ value }) => value);
  };
  // A retry is sent by a browser that never got the first answer, so it holds no cookie yet.
  const first = await send();
  expect(first.some((cookie) => cookie.startsWith(RECEIPT))).toBe(true);
  expect(await lab.stored()).toEqual({ ...before, leaves: before.leaves + 1 });
  expect(await send()).toEqual(first);
  expect(await lab.stored()).toEqual({ ...before, leaves: before.leaves + 1 });
});

async function acceptStatistics(visitor: Visitor): Promise<void> {
  await visitor.visit("settings");
  await visitor.choose("save", ["talrig"], visitor.words.stands.yes("Talrig"));
}

async function find(visitor: Visitor, code: string) {
  await visitor.page.getByLabel(visitor.words.receiptCode).fill(code);
  const answered = visitor.page.waitForResponse((response) => response.request().method() === "POST");
  await visitor.page.getByRole("button", { name: visitor.words.find }).click();
  const response = await answered;
  await visitor.page.waitForLoadState();
  await visitor.settled();
  return response;
}
