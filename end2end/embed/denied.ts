// What "denied" means to the tests, and the cookie that would allow everything were it in force.
import { type Guest, expect } from "./bench.ts";

/** Nothing ran and nothing was fetched, and the page is whole. */
export async function denied(guest: Guest): Promise<void> {
  await guest.page.waitForTimeout(250);
  expect(await guest.ran()).toEqual([]);
  expect(guest.site.hits).toEqual([]);
  await expect(guest.page.locator("h1")).toHaveText("Velkommen");
}

/** A cookie that would allow everything: from a real yes, in a browser that then forgets it. */
export async function yes(guest: Guest): Promise<string> {
  await guest.open("plain.html");
  await guest.asked();
  await guest.answer("accept");
  await expect.poll(() => guest.ran()).toHaveLength(1);
  const cookie = await guest.cookie();
  await guest.page.evaluate(() => localStorage.clear());
  await guest.page.context().clearCookies();
  guest.site.hits.length = 0;
  return cookie ?? "";
}

export const setCookie = (guest: Guest, value: string): Promise<void> =>
  guest.page.context().addCookies([{ name: "samtykke", value, url: guest.site.origin }]);
