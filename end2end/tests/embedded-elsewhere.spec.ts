// The service on another site than the page, the declaration in the page's own text, and a file that is pinned.
import { EMPTY, expect, stored, test } from "../embed/bench.ts";
import { LANGUAGES, WORDS } from "../words.ts";

test.describe("the service is another site @js @sqlite", () => {
  test.use({ host: "localhost" });

  test("the receipt's code is kept here, shown in the settings, and goes with the yes", async ({ guest }) => {
    const before = await stored("localhost");
    await guest.open("plain.html");
    await guest.asked();
    await guest.answer("accept");
    await expect.poll(() => stored("localhost")).toEqual({ ...before, leaves: before.leaves + 1 });
    await expect.poll(() => guest.page.evaluate(() => localStorage.getItem("samtykke"))).toMatch(/"receipt":"[0-9A-Z-]{30,}"/);
    await guest.page.locator("#settings").click();
    await expect(guest.dialog.locator("code")).toHaveText(/^[0-9A-Z-]{30,}$/);
    await expect(guest.dialog.getByRole("checkbox", { checked: true })).toHaveCount(7);
    await guest.dialog.locator("button[value=refuse]").click();
    await expect(guest.banner).toContainText(guest.words.said.no);
    await expect.poll(() => stored("localhost")).toEqual({ ...before, leaves: before.leaves + 2 });
    await expect.poll(() => guest.census()).toEqual({ ...EMPTY, cookies: ["samtykke"] });
    expect(guest.said).toEqual([]);
  });
});

for (const language of LANGUAGES)
  test(`the declaration stands in the page's own text, ${language} @js @sqlite`, async ({ guest }) => {
    guest.language = language;
    await guest.open("declaration.html");
    const place = guest.page.locator("[data-samtykke]");
    await expect(place).toContainText("talrig_id");
    await expect(place).toContainText("__Host-samtykke-receipt");
    await expect(place.getByRole("link", { name: WORDS[language].policy }).first()).toBeVisible();
    expect(await guest.axe()).toEqual([]);
  });

test("a pinned file that is no longer in force denies, and leads to the service's page @js @sqlite", async ({ guest }) => {
  const { hash } = (await (await fetch(guest.site.tag("da").replace("v1.js", "version.json"))).json()) as { hash: string };
  const pinned = guest.site.tag("da").replace("v1.js", `${hash}/v1.js`);
  guest.site.pages.set("/pinned", `<!doctype html><html lang="da"><title>x</title><script src="${pinned}"></script><h1>Velkommen</h1>`);
  await guest.open("pinned");
  await guest.asked();
  await guest.page.route(/version\.json/, (route) =>
    route.fulfill({ json: { hash: "0000000000000000" }, headers: { "access-control-allow-origin": "*" } }),
  );
  await guest.open("pinned");
  await expect(guest.host.getByRole("link")).toHaveAttribute("href", /cookieindstillinger$/);
  expect(guest.said).toEqual([expect.stringContaining("pinned")]);
});
