// Events from the first draft to leaving, as those who hold them and those who come meet them: with script and without,
// in both languages, on both screens, in both lights.
import { type Visitor, accessibilityFindings, expect, expectNoSidewaysScroll, test } from "../bench.ts";
import { half } from "../halves.ts";
import { type Lab, registerFile } from "../lab.ts";
import { INVITATION, STAFF_PATHS, Watch, accept, eventText, isWellMade, picture, staffEventText } from "../staff.ts";
import { LANGUAGES, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

/** Each language on both screens, each screen in both lights. */
const LIGHTS = {
  da: { phone: "dark", desktop: "light" },
  en: { phone: "light", desktop: "dark" },
} as const;

/** The path of a link of this kind in the last letter to `email`. */
async function link(lab: Lab, email: string, kind: RegExp): Promise<string> {
  const letter = await lab.letter(email);
  const found = kind.exec(letter)?.[0];
  if (found === undefined) throw new Error(`no link in ${letter}`);
  return found;
}

const CONFIRM = /\/(?:plads\/bekraeft|en\/seat\/confirm)\/[\w-]{43}/;
const SEAT = /\/(?:plads|en\/seat)\/[\w-]{43}/;

async function signUp(
  visitor: Visitor,
  lab: Lab,
  event: string,
  email: string,
  { companion = "", answer = "" } = {},
): Promise<void> {
  const { page, language } = visitor;
  const text = (name: string) => eventText(language, name);
  await visitor.open(lab.serving + event);
  await page.getByLabel(text("name"), { exact: true }).fill("Anna Bech");
  await page.getByLabel(text("email"), { exact: true }).fill(email);
  await page.getByLabel(text("companion").replace("{number}", "1")).fill(companion);
  await page.getByLabel("Hvor hørte du om os?").fill(answer);
  await page.locator("main form .button").first().click();
  await expect(page).toHaveURL(lab.serving + PATHS[language].eventMailbox);
  await visitor.settled();
}

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    for (const colorScheme of [LIGHTS[language][viewport]])
      test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport) }, () => {
        test.use({ language, viewport: VIEWPORTS[viewport], colorScheme });

        test("an event is written and shown, somebody comes, waits, is offered a seat, and leaves", async ({
          visitor,
          ownLabs,
        }) => {
          // A hashed password, and many pages, each looked at.
          test.slow();
          const text = (name: string) => eventText(language, name);
          const staff = (name: string) => staffEventText(language, name);
          const { page } = visitor;
          const lab = await ownLabs.start({ register: registerFile("association") });
          const watch = new Watch(lab);
          const heading = page.getByRole("heading", { level: 1 });
          const shot = (name: string) =>
            picture(visitor, `event-${language}-${viewport}-${visitor.hasScript ? "js" : "plain"}-${name}`);
          const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
          const look = async (name: string) => {
            await visitor.settled();
            await expectNoSidewaysScroll(page);
            if (visitor.hasScript) expect(await accessibilityFindings(page), name).toEqual([]);
            await shot(name);
          };
          const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "event-host");
          await accept(visitor, `${lab.serving}${INVITATION[language]}/${token}`, watch);

          await visitor.open(lab.serving + PATHS[language].events);
          await expect(page.locator(".empty")).toBeVisible();
          await look("none");

          await visitor.open(lab.serving + STAFF_PATHS[language].events);
          await isWellMade(visitor);
          await page.getByRole("link", { name: staff("write") }).click();
          await expect(heading).toHaveText(staff("new_title"));
          await visitor.settled();
          visitor.watch.expectsStatus(422);
          await page.getByLabel(staff("title"), { exact: true }).fill("Julecafé");
          await page.getByLabel(staff("words"), { exact: true }).fill("Kom **gerne** forbi.\n\n- Gløgg\n- Sang");
          await page.getByLabel(staff("place"), { exact: true }).fill("Salen, Eksempelvej 1, Odense");
          await page.getByLabel(staff("starts"), { exact: true }).fill("2027-03-28T02:30");
          await page.getByLabel(staff("ends"), { exact: true }).fill("2027-03-28T04:00");
          await page.getByLabel(staff("capacity"), { exact: true }).fill("2");
          await page.getByLabel(staff("companions"), { exact: true }).fill("1");
          await page.getByLabel(staff("questions"), { exact: true }).fill("Hvad vil du høre om?\nHvor hørte du om os?");
          await press(staff("save"));
          await expect(page.getByRole("alert")).toBeVisible();
          await expect(page.getByLabel(staff("place"), { exact: true })).toHaveValue("Salen, Eksempelvej 1, Odense");
          await look("refused");
          await page.getByLabel(staff("starts"), { exact: true }).fill("2026-12-07T19:00");
          await page.getByLabel(staff("ends"), { exact: true }).fill("2026-12-07T21:30");
          await press(staff("save"));
          await expect(heading).toHaveText("Julecafé");
          await look("draft");
          await page.getByText(staff("publish"), { exact: true }).click();
          await press(staff("publish_sure"));
          await expect(page.getByRole("link", { name: staff("see") })).toBeVisible();
          await look("published");
          const own = new URL(page.url()).pathname;

          await visitor.open(lab.serving + PATHS[language].events);
          await look("list");
          await page.getByRole("link", { name: "Julecafé" }).click();
          await expect(heading).toHaveText("Julecafé");
          await expect(page.locator("main")).toContainText(text("some_seats").replace("{count}", "2"));
          await expect(page.locator(".promise").first()).toContainText("2026");
          await look("event");
          const event = new URL(page.url()).pathname;
          await page.getByLabel(text("phone"), { exact: true }).fill("ring bare");
          await page.getByLabel(text("companion").replace("{number}", "1")).fill("Eva");
          await page.getByLabel("Hvad vil du høre om?").fill("Julesange");
          await page.locator("label[for=topic]").click();
          await expect(page.locator("#topic")).toBeChecked();
          await press(text("take_seat"));
          await expect(page.getByRole("alert")).toBeVisible();
          await expect(page.getByLabel(text("phone"), { exact: true })).toHaveValue("ring bare");
          await expect(page.getByLabel(text("companion").replace("{number}", "1"))).toHaveValue("Eva");
          await expect(page.getByLabel("Hvad vil du høre om?")).toHaveValue("Julesange");
          await expect(page.locator("main").getByRole("checkbox", { checked: true })).toHaveCount(1);
          await look("form");

          await signUp(visitor, lab, event, "anna@example.dk", { companion: "Eva Holm" });
          await expect(heading).toHaveText(text("mailbox_title"));
          await look("mailbox");
          const asked = await link(lab, "anna@example.dk", CONFIRM);
          await visitor.open(lab.serving + asked);
          await expect(heading).toHaveText(text("confirm_title"));
          await look("question");
          await press(text("confirm"));
          await expect(heading).toHaveText(text("confirmed_title"));
          await look("confirmed");
          await page.getByRole("link", { name: text("to_seat") }).click();
          await expect(page.locator("main .lead")).toHaveText(text("seated"));
          await expect(page.locator("main .facts").first()).toContainText("Eva Holm");
          await look("seat");
          await page.getByLabel("Hvor hørte du om os?").fill("Af en ven");
          await press(text("save_answers"));
          await expect(page.getByRole("status")).toContainText(text("answered"));
          await expect(page.getByLabel("Hvor hørte du om os?")).toHaveValue("Af en ven");
          await look("answers");
          await press(text("take_back"));
          await expect(page.getByRole("status")).toContainText(text("took_back"));
          await expect(page.getByLabel("Hvor hørte du om os?")).toHaveValue("");
          await expect(page.locator("main .lead")).toHaveText(text("seated"));
          const anna = new URL(page.url()).pathname;
          const calendar = await page.request.get(
            lab.serving + ((await page.getByRole("link", { name: text("calendar") }).getAttribute("href")) ?? ""),
          );
          expect(calendar.headers()["content-type"]).toContain("text/calendar");
          expect(await calendar.text()).toContain("DTSTART;TZID=Europe/Copenhagen:20261207T190000\r\n");

          await signUp(visitor, lab, event, "bo@example.dk", { answer: "I radioen" });
          await visitor.open(lab.serving + (await link(lab, "bo@example.dk", CONFIRM)));
          await press(text("confirm"));
          await page.getByRole("link", { name: text("to_seat") }).click();
          await expect(page.locator("main .lead")).toHaveText(text("waiting_first"));
          await look("waiting");
          const bo = new URL(page.url()).pathname;

          await visitor.open(lab.serving + anna);
          await page.getByText(text("leave"), { exact: true }).click();
          await look("leave");
          await press(text("leave_sure"));
          await expect(heading).toHaveText(text("left_title"));
          await look("left");
          await visitor.open(lab.serving + anna);
          await expect(heading).toHaveText(text("spent_title"));
          await look("spent");

          await visitor.open(lab.serving + bo);
          await look("offered");
          await press(text("accept"));
          await expect(page.getByRole("status")).toContainText(text("accepted"));
          await expect(page.locator("main .lead")).toHaveText(text("seated"));
          await look("accepted");

          await visitor.open(lab.serving + own);
          await expect(page.locator("main table")).toContainText("bo@example.dk");
          await expect(page.locator("main")).toContainText("I radioen");
          await page.getByText(staff("enter"), { exact: true }).click();
          await page.getByLabel(staff("enter_name"), { exact: true }).fill("Carl Friis");
          await press(staff("enter_sure"));
          await expect(page.getByRole("alert")).toBeVisible();
          await expect(page.getByLabel(staff("enter_name"), { exact: true })).toHaveValue("Carl Friis");
          await look("entry");
          await page.getByLabel(staff("enter_phone"), { exact: true }).fill("12 34 56 78");
          await press(staff("enter_sure"));
          await expect(page.locator("main table")).toContainText("Carl Friis");
          await look("people");
          await page.getByRole("link", { name: staff("to_check_in") }).click();
          await expect(page.locator("main tbody th")).toHaveText(["Anna", "Carl"]);
          await visitor.settled();
          await isWellMade(visitor);
          await look("door");
          await page.getByRole("link", { name: staff("to_event") }).click();
          await visitor.settled();
          const row = page.locator("main tbody tr").filter({ hasText: "Carl Friis" });
          await row.locator("summary").click();
          await look("release");
          await row.getByRole("button").click();
          await expect(page.locator("main table")).not.toContainText("Carl Friis");
          // Moving takes two steps: the first says how many are told.
          visitor.watch.expectsStatus(409);
          await page.getByLabel(staff("starts"), { exact: true }).fill("2027-01-06T19:00");
          await page.getByLabel(staff("ends"), { exact: true }).fill("2027-01-06T21:30");
          await page.getByLabel(staff("thanks")).uncheck();
          await press(staff("save"));
          await expect(page.getByRole("alert")).toBeVisible();
          await expect(page.getByLabel(staff("starts"), { exact: true })).toHaveValue("2027-01-06T19:00");
          await expect(page.getByLabel(staff("thanks"))).not.toBeChecked();
          await look("move");
          await press(staff("move_one"));
          await expect(page.getByRole("alert")).toHaveCount(0);
          const now = language === "da" ? /Nu er det:[^]*6\. januar 2027/ : /Now it is:[^]*6 January 2027/;
          await expect.poll(() => lab.letter("bo@example.dk")).toMatch(now);
          await visitor.open(lab.serving + bo);
          await expect(page.locator(".promise").first()).toContainText("2026");
          await expect(page.locator(".promise").nth(1)).toContainText("2027");
          await look("moved");
          await visitor.open(lab.serving + own);
          await page.getByText(staff("cancel"), { exact: true }).click();
          await press(staff("cancel_sure"));
          await expect(page.locator("main .lead")).toHaveText(staff("over"));
          await visitor.open(lab.serving + event);
          await expect(page.locator("main .message")).toContainText(text("cancelled"));
          await look("cancelled");
          expect(SEAT.test(bo)).toBe(true);
        });
      });
