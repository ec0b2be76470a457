// The staff's own pages: letting in, signing in, one's own account, colleagues, the access log; with script and
// without, in both languages, and every page well made.
import { half } from "../halves.ts";
import { registerFile } from "../lab.ts";
import { expect, test } from "../bench.ts";
import {
  INVITATION,
  STAFF_PATHS,
  Watch,
  accept,
  isWellMade,
  passkeyText,
  picture,
  signIn,
  staffText,
  totp,
} from "../staff.ts";
import { LANGUAGES, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

/** Each language on both screens, each screen in both lights. */
const LIGHTS = {
  da: { phone: "light", desktop: "dark" },
  en: { phone: "dark", desktop: "light" },
} as const;

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    for (const colorScheme of [LIGHTS[language][viewport]])
      test.describe(`${language}, ${viewport}, ${colorScheme}`, { tag: half(language, viewport) }, () => {
        test.use({ language, viewport: VIEWPORTS[viewport], colorScheme });

        test("somebody is let in, lets a colleague in, and shuts them out", async ({ visitor, another, ownLabs }) => {
          // Many pages, each looked at, and four hashed passwords.
          test.slow();
          const text = (name: string) => staffText(language, name);
          const paths = STAFF_PATHS[language];
          const { page } = visitor;
          const lab = await ownLabs.start({ register: registerFile("association") });
          const watch = new Watch(lab);
          const at = (path: string) => lab.serving + path;
          const shot = (name: string) =>
            picture(visitor, `${language}-${viewport}-${colorScheme}-${visitor.hasScript ? "js" : "plain"}-${name}`);
          const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "administrator");

          await visitor.open(at(`${INVITATION[language]}/${token}`));
          await shot("invitation");
          await visitor.open(at(paths.start));
          await expect(page.getByRole("heading", { level: 1 })).toHaveText(text("sign_in_title"));
          await isWellMade(visitor);
          await shot("sign-in");

          const secret = await accept(visitor, at(`${INVITATION[language]}/${token}`), watch);
          await expect(page.locator(".recovery-codes li")).toHaveCount(10);
          await isWellMade(visitor);
          await shot("codes");
          await page.getByRole("link", { name: text("codes_kept") }).click();
          await expect(page.getByRole("heading", { level: 1 })).toContainText("Åse Lindqvist");
          await visitor.settled();
          await isWellMade(visitor);
          await shot("start");

          await page.getByRole("button", { name: text("sign_out"), exact: true }).click();
          await expect(page.getByRole("heading", { level: 1 })).toHaveText(text("sign_in_title"));
          await watch.pass(30);
          await visitor.open(at(paths.accessLog));
          await signIn(visitor, "aase@example.dk", totp(secret, watch.now));
          await expect(page, "one comes back to where one was going").toHaveURL(at(paths.accessLog));
          await expect(page.locator("tbody tr")).not.toHaveCount(0);
          await isWellMade(visitor);
          await shot("access-log");

          await visitor.open(at(paths.people));
          await isWellMade(visitor);
          await shot("people");
          await page.getByRole("link", { name: text("invite_title") }).click();
          await visitor.settled();
          await isWellMade(visitor);
          visitor.watch.expectsStatus(422);
          await page.getByLabel(text("name"), { exact: true }).fill("Bo Holm");
          await page.getByLabel(text("email")).fill("bo@example.dk");
          await page.getByRole("button", { name: text("invite"), exact: true }).click();
          await expect(page.getByRole("alert")).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor);
          await shot("invite-refused");
          await expect(page.getByLabel(text("name"), { exact: true })).toHaveValue("Bo Holm");
          await page.locator('label[for="role-event-host"]').click();
          await page.getByRole("button", { name: text("invite"), exact: true }).click();
          await expect(page.locator(".told-link")).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor);
          await shot("link");
          const link = (await page.locator(".told-link code").textContent()) ?? "";

          const colleague = await another({ viewport: VIEWPORTS[viewport] });
          await accept(colleague, link, watch);
          await colleague.open(at(paths.start));
          await expect(colleague.page.locator(`main .card a[href="${paths.events}"]`)).toBeVisible();
          await isWellMade(colleague);
          colleague.watch.expectsStatus(403);
          expect((await colleague.open(at(paths.people))).status()).toBe(403);

          await visitor.open(at(paths.people));
          await page.getByRole("link", { name: "Bo Holm" }).click();
          await visitor.settled();
          await isWellMade(visitor);
          await shot("member");
          await page.locator("details.why summary").click();
          await page.getByRole("button", { name: text("member_disable_sure") }).click();
          await expect(page.locator(".told")).toBeVisible();
          await visitor.settled();
          await isWellMade(visitor);
          await colleague.open(at(paths.account));
          await expect(colleague.page.getByRole("heading", { level: 1 })).toHaveText(text("sign_in_title"));
        });
      });

for (const language of LANGUAGES)
  test.describe(`one's own account, ${language}`, () => {
    test.use({ language });

    test("another browser is signed out, new codes need a code, and a new app takes over", async ({
      visitor,
      another,
      ownLabs,
    }) => {
      const text = (name: string) => staffText(language, name);
      const paths = STAFF_PATHS[language];
      const { page } = visitor;
      const lab = await ownLabs.start({ register: registerFile("association") });
      const watch = new Watch(lab);
      const at = (path: string) => lab.serving + path;
      const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "auditor");
      const secret = await accept(visitor, at(`${INVITATION[language]}/${token}`), watch);

      const elsewhere = await another();
      await elsewhere.open(at(paths.start));
      await watch.pass(30);
      await signIn(elsewhere, "aase@example.dk", totp(secret, watch.now));

      await watch.pass(360);
      await visitor.open(at(paths.account));
      await isWellMade(visitor);
      await picture(visitor, `${language}-${visitor.hasScript ? "js" : "plain"}-account`);
      await expect(page.locator(".rows li")).toHaveCount(2);
      // Reached by an address in numbers, where no browser makes a passkey.
      await expect(page.getByText(passkeyText(language, "title"))).toHaveCount(0);
      await page.getByRole("button", { name: text("session_end") }).first().click();
      await expect(page.locator(".rows li")).toHaveCount(1);
      await elsewhere.open(at(paths.start));
      await expect(elsewhere.page.getByRole("heading", { level: 1 })).toHaveText(text("sign_in_title"));

      visitor.watch.expectsStatus(422);
      await visitor.settled();
      await page.getByLabel(text("code_again")).fill("000000");
      await page.getByRole("button", { name: text("codes_new") }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await visitor.settled();
      await isWellMade(visitor);
      await page.getByLabel(text("code_again")).fill(totp(secret, watch.now));
      await page.getByRole("button", { name: text("codes_new") }).click();
      await expect(page.locator(".recovery-codes li")).toHaveCount(10);

      await visitor.open(at(paths.newApp));
      await isWellMade(visitor);
      const next = (await page.locator(".secret code").textContent()) ?? "";
      expect(next).not.toBe(secret);
      await page.getByLabel(text("new_app_code")).fill(totp(next, watch.now));
      await page.getByRole("button", { name: text("new_app_change") }).click();
      await expect(page.locator(".told")).toBeVisible();
    });
  });

test("the other language is the same page", async ({ visitor, lab }) => {
  const token = await lab.inviteStaff("Åse", `aase-${Date.now()}@example.dk`, "auditor");
  await visitor.open(`${INVITATION.da}/${token}`);
  await visitor.page.getByRole("link", { name: visitor.words.otherLanguage }).click();
  await expect(visitor.page).toHaveURL(`${INVITATION.en}/${token}`);
});

test("a visitor downloads nothing of the staff's pages", { tag: "@js" }, async ({ visitor }) => {
  await visitor.visit("home");
  await visitor.visit("receipt");
  expect(visitor.watch.urls.filter((url) => url.includes("staff"))).toEqual([]);
});
