// What changes while nobody looks: the choice in another tab, the register, the notice at the service, and the
// service itself when the settings are wanted.
import { Guest, expect, test } from "../embed/bench.ts";
import { denied } from "../embed/denied.ts";
import { withData } from "../embed/script.ts";

/** A visitor whose first page is open, and a second tab on the same page. */
async function twoTabs(guest: Guest): Promise<Guest> {
  const other = new Guest(await guest.page.context().newPage(), guest.site);
  for (const tab of [guest, other]) {
    await tab.open("marked.html");
    await tab.asked();
    await tab.page.evaluate(() => Object.assign(window, { same: true }));
  }
  return other;
}

const isSame = (guest: Guest): Promise<boolean> => guest.page.evaluate(() => (window as { same?: boolean }).same === true);

test.describe("@js @sqlite", () => {
  test("another tab follows a yes at once, without loading anew, and a withdrawal by stopping what ran", async ({ guest }) => {
    const other = await twoTabs(guest);
    await guest.page.bringToFront();
    await guest.answer("accept");
    await expect.poll(() => other.ran()).toEqual(["first", "second", "third", "fourth", "fifth"]);
    await expect(other.banner).toHaveCount(0);
    expect(await isSame(other)).toBe(true);
    await guest.choose([]);
    // The box stands again before the page is loaded anew, and a page that goes answers nothing.
    await expect(async () => expect(await isSame(other)).toBe(false)).toPass({ timeout: 10_000 });
    await expect(other.page.locator("samtykke-place").first()).toContainText("Lumenreel Inc.");
    expect(await other.ran()).toEqual([]);
    await expect(other.banner).toHaveCount(0);
    await expect(guest.banner).toContainText(guest.words.said.no);
    expect([...guest.complaints, ...other.complaints, ...other.said]).toEqual([]);
  });

  test("another tab follows a no, and a yes to a frame alone and its end, without loading anew", async ({ guest }) => {
    const other = await twoTabs(guest);
    await guest.page.bringToFront();
    await guest.answer("refuse");
    await expect(other.banner).toHaveCount(0);
    await guest.choose(["video-player"]);
    await expect(other.page.locator("iframe[title=film]")).toHaveAttribute("src", /film$/);
    await guest.choose([]);
    await expect(other.page.locator("iframe[title=film]")).toHaveCount(0);
    expect(await isSame(other)).toBe(true);
    expect([...guest.complaints, ...other.complaints, ...other.said]).toEqual([]);
  });

  for (const fault of ["storage", "BroadcastChannel"])
    test(`without ${fault}, what was allowed runs, and a withdrawal stops it`, async ({ guest }) => {
      await guest.page.addInitScript((fault) => {
        const names = fault === "storage" ? ["localStorage", "sessionStorage", "indexedDB", "caches"] : [fault];
        for (const name of names)
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException("forbidden", "SecurityError");
            },
          });
      }, fault);
      await guest.open("plain.html");
      await guest.asked();
      await guest.answer("accept");
      await expect.poll(() => guest.ran()).toHaveLength(1);
      const anew = guest.page.waitForEvent("load");
      await guest.choose([]);
      await anew;
      expect(await guest.ran()).toEqual([]);
      expect(await guest.cookie()).not.toContain(":y");
      expect(guest.complaints).toEqual([]);
    });

  test("a service that changed after a yes is asked about again, and runs for nobody meanwhile", async ({ guest }) => {
    await guest.open("marked.html");
    await guest.asked();
    await guest.choose(["talrig", "video-player"]);
    await expect.poll(() => guest.ran()).toEqual(["first", "second"]);
    await withData(guest, ({ services }) => {
      Object.assign(services["talrig"] ?? {}, { fingerprint: "00000000" });
    });
    guest.site.hits.length = 0;
    await guest.page.reload();
    await guest.asked();
    await expect(guest.page.locator("iframe[title=film]")).toHaveAttribute("src", /film$/);
    expect(await guest.ran()).toEqual([]);
    expect(guest.site.hits.filter((hit) => hit.startsWith("/t.js"))).toEqual([]);
    expect(guest.said).toEqual([]);
  });

  test("a service that came after a yes is asked about, and the yes before it stands", async ({ guest }) => {
    await guest.open("plain.html");
    await guest.asked();
    await guest.answer("accept");
    await expect.poll(() => guest.ran()).toHaveLength(1);
    await withData(guest, ({ services }) => {
      services["newcomer"] = { category: "statistics", fingerprint: "12345678", name: "Newcomer" };
    });
    await guest.page.reload();
    await guest.asked();
    await expect.poll(() => guest.ran()).toHaveLength(1);
    expect(await guest.page.evaluate(() => (window as unknown as { samtykke: { allows: (key: string) => boolean } }).samtykke.allows("newcomer"))).toBe(false);
  });

  for (const page of ["plain.html", "google.html"])
    test(`a yes to a notice that changed at the service is taken back, and the visitor led to the service's page: ${page}`, async ({ guest }) => {
      await withData(guest, ({ banner }) => {
        banner.hash = "0".repeat(64);
      });
      await guest.open(page);
      await guest.asked();
      await guest.button("accept").click();
      await expect(guest.host.getByRole("link", { name: guest.words.settings })).toHaveAttribute("href", /cookieindstillinger$/);
      expect(await guest.cookie()).toBeUndefined();
      guest.site.hits.length = 0;
      await denied(guest);
      expect(await guest.page.evaluate(() => localStorage.getItem("samtykke"))).toBeNull();
      expect(guest.said).toEqual(["record refused: notice-changed"]);
    });

  for (const [fault, answer] of [
    ["gone", { status: 404, body: "" }],
    ["garbage", { status: 200, contentType: "application/json", body: `{"settings":5}` }],
    ["unreachable", undefined],
  ] as const)
    test(`settings that are ${fault}: a no is still at hand, and counts at once`, async ({ guest }) => {
      await guest.page.route(/texts\.json/, (route) =>
        answer ? route.fulfill({ ...answer, headers: { "access-control-allow-origin": "*" } }) : route.abort(),
      );
      await guest.open("marked.html");
      await guest.asked();
      const place = guest.page.locator("samtykke-place").first();
      await expect(place.getByRole("link")).toHaveAttribute("href", /cookieindstillinger$/);
      await guest.answer("accept");
      await expect.poll(() => guest.ran()).toHaveLength(5);
      await guest.page.locator("#settings").click();
      await expect(guest.banner).toContainText(guest.words.said.yes);
      await expect(guest.host.getByRole("link")).toHaveAttribute("href", /cookieindstillinger$/);
      await guest.button("refuse").click();
      await expect(guest.banner).toContainText(guest.words.said.no);
      expect(await guest.ran()).toEqual([]);
      expect(await guest.cookie()).not.toContain(":y");
      await expect(place.getByRole("link")).toBeVisible();
      expect(guest.said.filter((line) => !/^no settings/.test(line))).toEqual([]);
    });

  test("the settings come once for many pages, and only when they are wanted", async ({ guest }) => {
    const asked: string[] = [];
    guest.page.on("request", (request) => asked.push(request.url()));
    const texts = () => asked.filter((url) => url.includes("texts.json"));
    await guest.open("plain.html");
    await guest.asked();
    expect(asked.filter((url) => url.startsWith(guest.site.service))).toHaveLength(1);
    await guest.page.locator("#settings").click();
    await expect(guest.dialog).toBeVisible();
    await guest.page.keyboard.press("Escape");
    await guest.page.locator("#settings").click();
    await expect(guest.dialog).toBeVisible();
    expect(texts()).toHaveLength(1);
  });
});
