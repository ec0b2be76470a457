// A webinar from the form to the room, as those who hold it and those who come meet it: with script and without, in both
// languages, on both screens, in both lights. The room itself belongs to somebody else and is not entered here.
import { accessibilityFindings, expect, expectNoSidewaysScroll, test } from "../bench.ts";
import { half } from "../halves.ts";
import { registerFile } from "../lab.ts";
import { INVITATION, STAFF_PATHS, Watch, accept, eventText, picture, staffEventText } from "../staff.ts";
import { LANGUAGES, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

/** Each language on both screens, each screen in both lights. */
const LIGHTS = {
  da: { phone: "dark", desktop: "light" },
  en: { phone: "light", desktop: "dark" },
} as const;

const CONFIRM = /\/(?:plads\/bekraeft|en\/seat\/confirm)\/[\w-]{43}/;
const ROOM = "https://maplecast.example/room/9381";

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    for (const colorScheme of [LIGHTS[language][viewport]])
      test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport) }, () => {
        test.use({ language, viewport: VIEWPORTS[viewport], colorScheme });

        test("somebody goes into a webinar, once they have read who is told what", async ({ visitor, ownLabs }) => {
          // A hashed password, and many pages, each looked at.
          test.slow();
          const text = (name: string) => eventText(language, name);
          const staff = (name: string) => staffEventText(language, name);
          const { page } = visitor;
          const lab = await ownLabs.start({ register: registerFile("association") });
          const watch = new Watch(lab);
          const heading = page.getByRole("heading", { level: 1 });
          const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
          const fill = (name: string, value: string) => page.getByLabel(staff(name), { exact: true }).fill(value);
          const look = async (name: string) => {
            await visitor.settled();
            await expectNoSidewaysScroll(page);
            if (visitor.hasScript) expect(await accessibilityFindings(page), name).toEqual([]);
            await picture(visitor, `webinar-${language}-${viewport}-${visitor.hasScript ? "js" : "plain"}-${name}`);
          };
          const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "event-host");
          await accept(visitor, `${lab.serving}${INVITATION[language]}/${token}`, watch);

          await visitor.open(lab.serving + STAFF_PATHS[language].newEvent);
          await visitor.settled();
          visitor.watch.expectsStatus(422);
          await fill("title", "Spørgetime");
          await fill("words", "Spørg om **alt**.");
          await fill("starts", "2026-11-21T12:00");
          await fill("ends", "2026-11-21T13:00");
          await page.getByText(staff("webinar"), { exact: true }).click();
          await fill("company", "Maplecast");
          await fill("country", "Atlantis");
          await fill("privacy", "https://maplecast.example/privacy");
          await fill("room", ROOM);
          await press(staff("save"));
          await expect(page.getByRole("alert")).toBeVisible();
          await expect(page.getByLabel(staff("room"), { exact: true })).toHaveValue(ROOM);
          await look("refused");
          await fill("country", "Canada");
          await press(staff("save"));
          await expect(heading).toHaveText("Spørgetime");
          await page.getByText(staff("publish"), { exact: true }).click();
          await press(staff("publish_sure"));
          await page.getByRole("link", { name: staff("see") }).click();
          await expect(page.locator("article")).toContainText("Maplecast (Canada)");
          await look("event");

          await page.getByLabel(text("name"), { exact: true }).fill("Anna Bech");
          await page.getByLabel(text("email"), { exact: true }).fill("anna@example.dk");
          await press(text("take_seat"));
          await expect(page).toHaveURL(lab.serving + PATHS[language].eventMailbox);
          const asked = CONFIRM.exec(await lab.letter("anna@example.dk"))?.[0] ?? "";
          await visitor.open(lab.serving + asked);
          await press(text("confirm"));
          await page.getByRole("link", { name: text("to_seat") }).click();
          await expect(page.locator("main .lead")).toHaveText(text("seated"));
          await expect(page.getByRole("button", { name: text("enter") })).toHaveCount(0);
          await look("early");

          await lab.moveClock("2026-11-21T10:45:00Z");
          await page.reload();
          await expect(page.locator("main")).toContainText(language === "da" ? "din IP-adresse" : "your IP address");
          expect(await page.content()).not.toContain(ROOM);
          await look("gate");
          await press(text("enter"));
          const way = page.getByRole("link", { name: text("to_room").replace("{company}", "Maplecast") });
          await expect(way).toHaveAttribute("href", ROOM);
          await expect(way).toHaveAttribute("referrerpolicy", "no-referrer");
          await expect(page.getByRole("heading", { name: text("given") })).toBeVisible();
          await look("open");
        });
      });
