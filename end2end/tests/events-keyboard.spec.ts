// The way of somebody who comes to an event, from the form to giving up the seat, by keyboard alone.
import type { Locator } from "@playwright/test";
import { expect, test } from "../bench.ts";
import { registerFile } from "../lab.ts";
import { INVITATION, STAFF_PATHS, Watch, accept, eventText, staffEventText } from "../staff.ts";
import { LANGUAGES, PATHS, VIEWPORTS } from "../words.ts";

const CONFIRM = /\/(?:plads\/bekraeft|en\/seat\/confirm)\/[\w-]{43}/;
/** No page of ours has as many things that take the focus. */
const MOST_PRESSES = 80;

/** Presses Tab until `target` has the focus. */
async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${target} is not reached by keyboard`);
}

for (const language of LANGUAGES)
  test.describe(language, () => {
    test.use({ language, viewport: VIEWPORTS.desktop });

    test("somebody signs up, answers, takes it back and leaves without a mouse", async ({ visitor, ownLabs }) => {
      test.slow();
      const text = (name: string) => eventText(language, name);
      const staff = (name: string) => staffEventText(language, name);
      const { page } = visitor;
      const lab = await ownLabs.start({ register: registerFile("association") });
      const heading = page.getByRole("heading", { level: 1 });
      const fill = (name: string, value: string) => page.getByLabel(staff(name), { exact: true }).fill(value);
      const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "event-host");
      await accept(visitor, `${lab.serving}${INVITATION[language]}/${token}`, new Watch(lab));
      await visitor.open(lab.serving + STAFF_PATHS[language].newEvent);
      await fill("title", "Julecafé");
      await fill("words", "Kom gerne forbi.");
      await fill("place", "Salen");
      await fill("starts", "2026-12-07T19:00");
      await fill("ends", "2026-12-07T21:30");
      await fill("questions", "Hvorfra?");
      await page.getByRole("button", { name: staff("save"), exact: true }).click();
      await expect(heading).toHaveText("Julecafé");
      await page.getByText(staff("publish"), { exact: true }).click();
      await page.getByRole("button", { name: staff("publish_sure"), exact: true }).click();
      await page.getByRole("link", { name: staff("see") }).click();
      await expect(page.locator("article")).toContainText("Salen");
      await visitor.settled();

      const type = async (label: string, value: string) => {
        await tabTo(page.getByLabel(label, { exact: true }));
        await page.keyboard.type(value);
      };
      const press = async (target: Locator) => {
        await tabTo(target);
        await page.keyboard.press("Enter");
      };
      const button = (name: string) => page.getByRole("button", { name: text(name), exact: true });
      await type(text("name"), "Anna Bech");
      await type(text("email"), "anna@example.dk");
      await type("Hvorfra?", "Af en ven");
      await press(button("take_seat"));
      await expect(page).toHaveURL(lab.serving + PATHS[language].eventMailbox);
      await visitor.open(lab.serving + (CONFIRM.exec(await lab.letter("anna@example.dk"))?.[0] ?? ""));
      await press(button("confirm"));
      await expect(heading).toHaveText(text("confirmed_title"));
      await visitor.settled();
      await press(page.getByRole("link", { name: text("to_seat") }));
      await expect(page.locator("main .lead")).toHaveText(text("seated"));
      await visitor.settled();
      await expect(page.getByLabel("Hvorfra?", { exact: true })).toHaveValue("Af en ven");
      await press(button("take_back"));
      await expect(page.getByRole("status")).toContainText(text("took_back"));
      await visitor.settled();
      await press(page.locator("summary").filter({ hasText: text("leave") }));
      await press(button("leave_sure"));
      await expect(heading).toHaveText(text("left_title"));
    });
  });
