// The optional guard: what the page loads from a service of the register without a mark waits as if it had one.
import { type Guest, expect, test } from "../embed/bench.ts";
import { withData } from "../embed/script.ts";

const UNMARKED = `<!doctype html><html lang="da"><title>x</title><script src="{{tag}}" GUARD></script>
  <script src="{{tracker}}/t.js?as=unmarked"></script><body><h1>Velkommen</h1>
  <iframe title="film" src="{{tracker}}/film" width="560" height="315"></iframe>`;

async function open(guest: Guest, guard: string): Promise<void> {
  await withData(guest, ({ services }) => {
    Object.assign(services["video-player"] ?? {}, { origins: [guest.site.tracker] });
  });
  guest.site.pages.set("/unmarked", UNMARKED.replace("GUARD", guard));
  await guest.open("unmarked");
  await guest.asked();
}

test.describe("@js @sqlite", () => {
  test("with it, nothing of a known service runs before a yes, and all of it after", async ({ guest }) => {
    await open(guest, "data-guard");
    await expect(guest.page.locator("samtykke-place")).toContainText("Lumenreel Inc.");
    expect(await guest.ran()).toEqual([]);
    expect(guest.said).toEqual(["unmarked video-player"]);
    await guest.answer("accept");
    await expect.poll(() => guest.ran()).toEqual(["unmarked"]);
    await expect(guest.page.locator("iframe[title=film]")).toHaveAttribute("src", /film$/);
    await guest.page.reload();
    await expect.poll(() => guest.ran()).toEqual(["unmarked"]);
    expect(guest.complaints).toEqual([]);
  });

  test("without it, what is not marked is the page's own doing", async ({ guest }) => {
    await open(guest, "");
    expect(await guest.ran()).toEqual(["unmarked"]);
    await expect(guest.page.locator("samtykke-place")).toHaveCount(0);
  });
});
