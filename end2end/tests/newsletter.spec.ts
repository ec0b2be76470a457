// The newsletter from asking to leaving and back, as a person meets it: with script and without, in both languages.
import { type Visitor, accessibilityFindings, expect, expectNoSidewaysScroll, test } from "../bench.ts";
import { half } from "../halves.ts";
import type { Lab } from "../lab.ts";
import { LANGUAGES, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

let people = 0;
/** An address that nobody else has. */
const someone = () => `person-${process.pid}-${(people += 1)}@example.dk`;

const topic = (visitor: Visitor, key: string) => visitor.page.locator(`main input[name=topic][value=${key}]`);

async function signUp(visitor: Visitor, email: string): Promise<void> {
  const { page, words } = visitor;
  await visitor.visit("newsletter");
  await visitor.tick(page.locator("main form.sign-up"), ["news"]);
  await page.getByLabel(words.newsletter.email).fill(email);
  await page.getByRole("button", { name: words.newsletter.signUp }).click();
  await expect(page).toHaveURL(PATHS[visitor.language].mailbox);
  await visitor.settled();
}

/** The path of the link in the letter that asks for confirmation. */
async function link(lab: Lab, email: string): Promise<string> {
  const letter = await lab.letter(email);
  const found = /\/(?:nyhedsbrev\/bekraeft|en\/newsletter\/confirm)\/[\w-]{43}/.exec(letter)?.[0];
  if (found === undefined) throw new Error(`no link in ${letter}`);
  return found;
}

async function confirm(visitor: Visitor, lab: Lab, email: string): Promise<void> {
  await visitor.open(await link(lab, email));
  await visitor.page.getByRole("button", { name: visitor.words.newsletter.confirm }).click();
  await expect(visitor.page.getByRole("heading", { level: 1 })).toHaveText(visitor.words.newsletter.confirmed);
  await visitor.settled();
}

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    test.describe(`${language}, ${viewport}`, { tag: half(language, viewport) }, () => {
      test.use({ language, viewport: VIEWPORTS[viewport] });

      test("from asking to leaving and back, each page readable by all", async ({ visitor, lab }) => {
        // Ten pages, each looked at.
        test.slow();
        const { page, words } = visitor;
        const own = words.newsletter;
        const findings: string[] = [];
        const heading = page.getByRole("heading", { level: 1 });
        const look = async (title: string) => {
          await expect(heading).toHaveText(title);
          await visitor.settled();
          await expectNoSidewaysScroll(page);
          if (visitor.hasScript) findings.push(...(await accessibilityFindings(page)));
        };
        const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
        const email = someone();

        await visitor.visit("home");
        await page.locator(".site-foot").getByRole("link", { name: own.link }).click();
        await expect(page).toHaveURL(PATHS[language].newsletter);
        await signUp(visitor, email);
        await look(own.mailbox);
        const asked = await link(lab, email);
        await visitor.open(asked);
        await look(own.question);
        await press(own.confirm);
        await look(own.confirmed);
        const topics = await page.getByRole("link", { name: own.topics }).getAttribute("href");
        await page.getByRole("link", { name: own.receipt }).click();
        await look(own.why);
        await visitor.open(topics ?? "");
        await expect(topic(visitor, "news")).toBeChecked();
        await visitor.tick(page.locator("main form"), ["events", "offers"]);
        await press(own.save);
        await expect(page.getByRole("status")).toContainText(own.saved);
        await visitor.settled();
        await expect(topic(visitor, "events")).toBeChecked();
        await expect(topic(visitor, "news")).not.toBeChecked();
        await page.getByRole("link", { name: own.leave }).click();
        await expect(page.getByRole("button", { name: own.leave })).toBeVisible();
        await press(own.leave);
        await look(own.left);
        await press(own.undo);
        await look(own.undone);
        await visitor.open(topics ?? "");
        await expect(topic(visitor, "events")).toBeChecked();
        await page.getByRole("link", { name: own.leave }).click();
        await press(own.leave);
        await look(own.left);
        await press(own.keepOut);
        await look(own.keptOut);
        const code = await visitor.receiptCode();
        await visitor.visit("newsletter");
        await page.getByText(own.letInTitle).click();
        await page.locator("#code").fill(code);
        await press(own.letIn);
        await expect(page.getByRole("status")).toContainText(own.letInDone);
        expect(findings).toEqual([]);
      });
    });

test("what was typed stays, and what is wrong is told beside it", async ({ visitor }) => {
  const { page, words } = visitor;
  const own = words.newsletter;
  visitor.watch.expectsStatus(422);
  await visitor.visit("newsletter");
  await page.getByLabel(own.name).fill("Anna <b>");
  await page.getByRole("button", { name: own.signUp }).click();
  await expect(page.getByRole("alert")).toContainText(own.missing);
  await expect(page.locator("#email-error")).toContainText(own.missing);
  await expect(page.getByLabel(own.name)).toHaveValue("Anna <b>");
  await page.getByLabel(own.email).fill("a@b.dk, c@d.dk");
  await page.getByRole("button", { name: own.signUp }).click();
  await expect(page.locator("#email-error")).toContainText(own.several);
  await expect(page.getByLabel(own.email)).toHaveValue("a@b.dk, c@d.dk");
  await page.getByLabel(own.email).fill(someone());
  await page.getByRole("button", { name: own.signUp }).click();
  await expect(page.getByRole("alert")).toContainText(own.noTopic);
  if (visitor.hasScript) expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole("alert").getByRole("link").click();
  await expect(page.locator("#topic")).toBeFocused();
});

test("a link works once, and says so afterwards", async ({ visitor, another, lab }) => {
  const email = someone();
  await signUp(visitor, email);
  const asked = await link(lab, email);
  const two = await another();
  await two.open(asked);
  await visitor.open(asked);
  await visitor.page.getByRole("button", { name: visitor.words.newsletter.confirm }).click();
  await two.page.getByRole("button", { name: two.words.newsletter.confirm }).click();
  await expect(two.page.locator("main")).toContainText(two.words.newsletter.before);
  await expect(two.page.locator("main").getByRole("link")).toHaveCount(0);
});

test("after seven days the link opens nothing", async ({ visitor, lab }) => {
  visitor.watch.expectsStatus(410);
  const email = someone();
  await signUp(visitor, email);
  const asked = await link(lab, email);
  await visitor.open(asked);
  await lab.moveClock("2026-11-28T10:00:00Z");
  await visitor.page.getByRole("button", { name: visitor.words.newsletter.confirm }).click();
  await expect(visitor.page.locator("main")).toContainText(visitor.words.newsletter.spent);
});

test("the receipt of a yes is a file that proves itself", { tag: "@js" }, async ({ visitor, lab }) => {
  const { page, words } = visitor;
  const email = someone();
  await signUp(visitor, email);
  await confirm(visitor, lab, email);
  await page.getByRole("link", { name: words.newsletter.receipt }).click();
  const download = page.getByRole("button", { name: /bevis/i });
  await expect(download).toBeVisible();
  await expect
    .poll(async () => {
      const form = await page.locator("main form input[name=record]").getAttribute("value");
      const answer = await page.request.post(page.url(), { form: { record: form ?? "" } });
      return answer.status() === 200 ? ((await answer.json()) as { record?: string }).record : undefined;
    })
    .toContain(email);
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark", viewport: VIEWPORTS.phone });

  test("no accessibility finding behind a mailed link", { tag: "@js" }, async ({ visitor, lab }) => {
    const email = someone();
    await signUp(visitor, email);
    await confirm(visitor, lab, email);
    const { page, words } = visitor;
    const findings = await accessibilityFindings(page);
    const target = (name: string) => page.locator("main").getByRole("link", { name }).getAttribute("href");
    const targets = [await target(words.newsletter.receipt), await target(words.newsletter.topics)];
    for (const address of targets) {
      await visitor.open(address ?? "");
      findings.push(...(await accessibilityFindings(page)));
    }
    expect(findings).toEqual([]);
  });
});
