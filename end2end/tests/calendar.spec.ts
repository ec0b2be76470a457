// Events as a calendar: kinds, dates that come again, the month and the list, as those who hold them and everybody else
// meet them: with script and without, in both languages, on both screens, in both lights.
import { crc32, deflateSync } from "node:zlib";
import { accessibilityFindings, expect, expectNoSidewaysScroll, test } from "../bench.ts";
import { half } from "../halves.ts";
import { registerFile } from "../lab.ts";
import {
  INVITATION,
  STAFF_PATHS,
  Watch,
  accept,
  eventText,
  isWellMade,
  picture,
  staffEventKindText,
  staffEventPictureText,
  staffEventText,
} from "../staff.ts";
import { LANGUAGES, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

/** Each language on both screens, each screen in both lights. */
const LIGHTS = {
  da: { phone: "light", desktop: "dark" },
  en: { phone: "dark", desktop: "light" },
} as const;
const KIND = { da: "Koncert", en: "Concert" } as const;
/** A picture as a file is handed in: a PNG that fades from one colour to another. */
const PICTURE = { name: "IMG_1.png", mimeType: "image/png", buffer: png(900, 500) };
const MONTH = { da: "maaned", en: "month" } as const;

function png(width: number, height: number): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    return Buffer.concat([number(data.length), body, number(crc32(body))]);
  };
  const row = (y: number) => [0, ...Array.from({ length: width }, (_, x) => [11, 83 + (x >> 3), 81 + (y >> 2)]).flat()];
  const rows = Buffer.from(Array.from({ length: height }, (_, y) => row(y)).flat());
  const head = Buffer.concat([number(width), number(height), Buffer.from([8, 2, 0, 0, 0])]);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    for (const colorScheme of [LIGHTS[language][viewport]])
      test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport) }, () => {
        test.use({ language, viewport: VIEWPORTS[viewport], colorScheme });

        test("an event that comes again is written once, and everybody finds its dates by month, kind and list", async ({
          visitor,
          ownLabs,
        }) => {
          // A hashed password, and many pages, each looked at.
          test.slow();
          const text = (name: string) => eventText(language, name);
          const staff = (name: string) => staffEventText(language, name);
          const kind = (name: string) => staffEventKindText(language, name);
          const own = (name: string) => staffEventPictureText(language, name);
          const { page } = visitor;
          const lab = await ownLabs.start({ register: registerFile("association") });
          const watch = new Watch(lab);
          const heading = page.getByRole("heading", { level: 1 });
          const look = async (name: string) => {
            await visitor.settled();
            await expectNoSidewaysScroll(page);
            if (visitor.hasScript) expect(await accessibilityFindings(page), name).toEqual([]);
            await picture(
              visitor,
              `calendar-${language}-${viewport}-${visitor.hasScript ? "js" : "plain"}-${name}`,
            );
          };
          const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
          const fill = (name: string, value: string) => page.getByLabel(name, { exact: true }).fill(value);
          const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "event-host");
          await accept(visitor, `${lab.serving}${INVITATION[language]}/${token}`, watch);
          visitor.watch.expectsStatus(422);

          await visitor.open(lab.serving + STAFF_PATHS[language].eventKinds);
          await isWellMade(visitor);
          await look("no-kinds");
          await press(kind("add"));
          await expect(page.getByRole("alert")).toBeVisible();
          await look("kind-refused");
          await fill(kind("danish"), "Koncert");
          await fill(kind("english"), "Concert");
          await press(kind("add"));
          await look("kinds");
          await page.locator("main table th a").first().click();
          await expect(heading).toHaveText(KIND[language]);
          await page.getByText(kind("remove"), { exact: true }).click();
          await look("kind");

          await visitor.open(lab.serving + STAFF_PATHS[language].newEvent);
          await fill(staff("title"), "Nytårskoncert for store og små i hele byen");
          await fill(staff("words"), "Kom og **syng** med.");
          await fill(staff("place"), "Salen, Eksempelvej 1, Odense");
          await fill(staff("starts"), "2026-11-26T23:00");
          await fill(staff("ends"), "2026-11-27T01:30");
          await page.getByLabel(staff("kind"), { exact: true }).selectOption({ label: KIND[language] });
          await page.getByText(staff("repeat"), { exact: true }).click();
          await page.getByLabel(staff("every"), { exact: true }).selectOption({ label: staff("every_week") });
          await fill(staff("times"), "60");
          await press(staff("save"));
          await expect(page.getByRole("alert")).toBeVisible();
          await look("repeat-refused");
          await fill(staff("times"), "6");
          await press(staff("save"));
          await expect(heading).toContainText("Nytårskoncert");
          await page.getByText(staff("dates"), { exact: true }).click();
          await page.getByText(staff("publish"), { exact: true }).click();
          await look("dates");
          await press(staff("publish_later"));
          await page.getByRole("link", { name: own("picture"), exact: true }).click();
          await page.getByLabel(own("file"), { exact: true }).setInputFiles(PICTURE);
          await fill(own("danish"), "En flaske gløgg på et rødt bord");
          await press(own("save"));
          await expect(page.getByRole("alert")).toBeVisible();
          await look("picture-refused");
          await page.getByLabel(own("file"), { exact: true }).setInputFiles(PICTURE);
          await fill(own("english"), "A bottle of mulled wine on a red table");
          await press(own("save"));
          await expect(page.locator("main img")).toBeVisible();
          await look("picture");
          await page.getByRole("link", { name: own("to_event"), exact: true }).click();
          await expect(page.getByRole("link", { name: staff("see") })).toBeVisible();

          await visitor.open(lab.serving + PATHS[language].events);
          await visitor.settled();
          await expect(page.locator("main ol.events > li")).toHaveCount(6);
          await look("list");
          await page.getByRole("navigation", { name: text("views") }).getByRole("link", { name: text("by_month") }).click();
          await expect(page.locator("main table.month")).toBeVisible();
          await expect(page.locator("main td[aria-current=date]")).toHaveCount(1);
          await look("month");
          await page.getByRole("link", { name: text("next_month"), exact: true }).click();
          await expect(page.locator("main table.month caption")).toContainText(/december 2026/i);
          // Each of five Thursdays, and the Friday after it; the last is New Year’s Eve and the day after.
          await expect(page.locator("main table.month li")).toHaveCount(10);
          await look("december");
          await visitor.open(`${lab.serving}${PATHS[language].events}?${MONTH[language]}=2027-02`);
          await look("empty-month");
          await visitor.open(`${lab.serving}${PATHS[language].events}?${MONTH[language]}=2026-12`);
          await visitor.settled();
          await page.getByRole("navigation", { name: text("kinds") }).getByRole("link", { name: KIND[language] }).click();
          await expect(heading).toHaveText(KIND[language]);
          await page.emulateMedia({ media: "print" });
          await look("print");
          await page.emulateMedia({ media: "screen" });
          await visitor.open(`${lab.serving}${PATHS[language].events}?${MONTH[language]}=2026-11`);
          await visitor.settled();
          await page.locator("main table.month td:not(.outside) li a").first().click();
          await expect(heading).toContainText("Nytårskoncert");
          await expect(page.locator("main figure img")).toBeVisible();
          await expect(page.getByRole("heading", { name: text("other_dates") })).toBeVisible();
          await look("event");
          await page.locator("main dl.facts a").click();
          await expect(heading).toHaveText(KIND[language]);
          await expect(page.locator("head link[type='text/calendar']")).toHaveCount(1);
        });
      });
