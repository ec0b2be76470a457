// Passkeys, with a virtual authenticator in a real browser: added, signed in with, shown in the place of a code,
// removed; and what is told when one lets nobody in.
import type { CDPSession } from "@playwright/test";
import { registerFile } from "../lab.ts";
import { type OwnLabs, type Visitor, expect, test } from "../bench.ts";
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

const EMAIL = "aase@example.dk";

/** A device that keeps passkeys; `isTheirs` is whether it is its owner who answers. */
class Device {
  readonly #session: CDPSession;
  readonly #id: string;

  private constructor(session: CDPSession, id: string) {
    this.#session = session;
    this.#id = id;
  }

  static async of({ page }: Visitor): Promise<Device> {
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable");
    const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    return new Device(session, authenticatorId);
  }

  async isTheirs(isUserVerified: boolean): Promise<void> {
    await this.#session.send("WebAuthn.setUserVerified", { authenticatorId: this.#id, isUserVerified });
  }

  async passkeys(): Promise<number> {
    const { credentials } = await this.#session.send("WebAuthn.getCredentials", { authenticatorId: this.#id });
    return credentials.length;
  }
}

/** Somebody with an account, at a lab where passkeys can be used. */
async function owner(visitor: Visitor, ownLabs: OwnLabs, role = "auditor") {
  const lab = await ownLabs.start({ register: registerFile("association"), localhost: true });
  const watch = new Watch(lab);
  const at = (path: string) => lab.serving + path;
  const token = await lab.inviteStaff("Åse Lindqvist", EMAIL, role);
  const secret = await accept(visitor, at(`${INVITATION[visitor.language]}/${token}`), watch);
  return { lab, watch, at, secret };
}

/** Adds a passkey from the account page. */
async function add(visitor: Visitor, name: string): Promise<void> {
  const { page, language } = visitor;
  const text = (name: string) => passkeyText(language, name);
  await page.getByRole("link", { name: text("add") }).click();
  await visitor.settled();
  await page.getByLabel(text("new_name"), { exact: true }).fill(name);
  await page.getByRole("button", { name: text("new_next") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(text("make_title").replace("{name}", name));
  await visitor.settled();
  await page.getByRole("button", { name: text("make") }).click();
  await expect(page.locator(".told")).toBeVisible();
  await visitor.settled();
}

async function signOut(visitor: Visitor): Promise<void> {
  const { page, language } = visitor;
  await page.getByRole("button", { name: staffText(language, "sign_out"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(staffText(language, "sign_in_title"));
  await visitor.settled();
}

/** Each language on both screens, each screen in both lights. */
const LIGHTS = {
  da: { phone: "light", desktop: "dark" },
  en: { phone: "dark", desktop: "light" },
} as const;

for (const language of LANGUAGES)
  for (const viewport of VIEWPORT_NAMES)
    for (const colorScheme of [LIGHTS[language][viewport]])
      test.describe(`${language}, ${viewport}, ${colorScheme}`, () => {
        test.use({ language, viewport: VIEWPORTS[viewport], colorScheme });

        test("a passkey is added, signs in, stands in for a code, and is removed", { tag: "@js" }, async ({
          visitor,
          ownLabs,
        }) => {
          test.slow();
          const text = (name: string) => passkeyText(language, name);
          const paths = STAFF_PATHS[language];
          const { page } = visitor;
          const device = await Device.of(visitor);
          const { watch, at } = await owner(visitor, ownLabs);
          const shot = async (name: string) => {
            await isWellMade(visitor);
            await picture(visitor, `passkey-${language}-${viewport}-${colorScheme}-${name}`);
          };

          await visitor.open(at(paths.account));
          await expect(page.locator(".empty")).toBeVisible();
          await shot("none");

          await page.getByRole("link", { name: text("add") }).click();
          await visitor.settled();
          await shot("name");
          visitor.watch.expectsStatus(422);
          await page.getByLabel(text("new_name"), { exact: true }).fill("x".repeat(41));
          await page.getByRole("button", { name: text("new_next") }).click();
          await expect(page.getByRole("alert").filter({ hasText: "40" })).toBeVisible();
          await visitor.settled();
          await expect(page.getByLabel(text("new_name"), { exact: true })).toHaveAttribute("aria-invalid", "true");
          await shot("name-refused");
          await page.getByLabel(text("new_name"), { exact: true }).fill("Min telefon");
          await page.getByRole("button", { name: text("new_next") }).click();
          await expect(page.getByRole("heading", { level: 1 })).toContainText("Min telefon");
          await visitor.settled();
          await shot("make");
          await page.getByRole("button", { name: text("make") }).click();
          await expect(page.locator(".told")).toBeVisible();
          await visitor.settled();
          await expect(page.locator(".rows", { hasText: "Min telefon" })).toBeVisible();
          expect(await device.passkeys()).toBe(1);
          await shot("added");

          await signOut(visitor);
          await visitor.open(at(paths.accessLog));
          await shot("sign-in");
          await page.getByRole("button", { name: text("sign_in") }).click();
          await expect(page, "one comes back to where one was going").toHaveURL(at(paths.accessLog));
          await visitor.settled();
          await expect(page.locator("tbody")).toContainText(language === "da" ? "Tilføjede en adgangsnøgle" : "Added a passkey");

          // It counts as a code, until it is too long ago.
          await visitor.open(at(paths.account));
          await expect(page.getByLabel(staffText(language, "code_again"))).toHaveCount(0);
          await watch.pass(360);
          await visitor.open(at(paths.account));
          await expect(page.getByLabel(staffText(language, "code_again"))).toBeVisible();
          await shot("code");
          await page.getByRole("button", { name: text("instead") }).click();
          await expect(page.locator("#passkey-shown")).toBeFocused();
          await shot("shown");
          await page.getByRole("button", { name: staffText(language, "codes_new") }).click();
          await expect(page.locator(".recovery-codes li")).toHaveCount(10);

          await visitor.open(at(paths.account));
          await page.getByRole("link", { name: `${text("remove")}: Min telefon` }).click();
          await visitor.settled();
          await shot("remove");
          await page.getByRole("button", { name: text("remove_sure") }).click();
          await expect(page.locator(".told")).toBeVisible();
          await visitor.settled();
          await expect(page.locator(".empty")).toBeVisible();

          await signOut(visitor);
          await page.getByRole("button", { name: text("sign_in") }).click();
          await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
          await visitor.settled();
          await shot("refused");
        });
      });

for (const language of LANGUAGES)
  test.describe(`when it does not work, ${language}`, () => {
    test.use({ language, viewport: VIEWPORTS.phone });

    test("whoever stops it, or has none, is told what to do", { tag: "@js" }, async ({ visitor, ownLabs }) => {
      const text = (name: string) => passkeyText(language, name);
      const { page } = visitor;
      const device = await Device.of(visitor);
      const { at, watch, secret } = await owner(visitor, ownLabs);
      await visitor.open(at(STAFF_PATHS[language].account));
      await device.isTheirs(false);
      await page.getByRole("link", { name: text("add") }).click();
      await visitor.settled();
      await page.getByLabel(text("new_name"), { exact: true }).fill("Min telefon");
      await page.getByRole("button", { name: text("new_next") }).click();
      await visitor.settled();
      await page.getByRole("button", { name: text("make") }).click();
      await expect(page.getByRole("alert").filter({ hasText: text("not_made") })).toBeVisible();
      await isWellMade(visitor);
      await picture(visitor, `passkey-${language}-not-made`);
      await device.isTheirs(true);
      await page.getByRole("button", { name: text("make") }).click();
      await expect(page.locator(".told")).toBeVisible();
      await visitor.settled();

      await page.getByRole("link", { name: text("add") }).click();
      await visitor.settled();
      await page.getByLabel(text("new_name"), { exact: true }).fill("Den samme");
      await page.getByRole("button", { name: text("new_next") }).click();
      await visitor.settled();
      await page.getByRole("button", { name: text("make") }).click();
      await expect(page.getByRole("alert").filter({ hasText: text("known") })).toBeVisible();

      await visitor.open(at(STAFF_PATHS[language].start));
      await signOut(visitor);
      await device.isTheirs(false);
      await page.getByRole("button", { name: text("sign_in") }).click();
      await expect(page.getByRole("alert").filter({ hasText: text("stopped") })).toBeVisible();
      await isWellMade(visitor);
      await picture(visitor, `passkey-${language}-stopped`);
      // Password and code go on working beside it.
      await watch.pass(30);
      await signIn(visitor, EMAIL, totp(secret, watch.now));
    });
  });

test("an answer that was sent is worth nothing when it is sent again", { tag: "@js" }, async ({
  visitor,
  another,
  ownLabs,
}) => {
  const { page } = visitor;
  await Device.of(visitor);
  const { at } = await owner(visitor, ownLabs);
  await visitor.open(at(STAFF_PATHS.da.account));
  await add(visitor, "Min telefon");
  await signOut(visitor);
  const sent = page.waitForRequest((request) => request.method() === "POST" && request.url() === at(STAFF_PATHS.da.signIn));
  await page.getByRole("button", { name: passkeyText("da", "sign_in") }).click();
  const body = (await sent).postData() ?? "";
  await expect(page).toHaveURL(at(STAFF_PATHS.da.start));
  expect(body).toContain("passkey=");
  const thief = await another();
  const answer = await thief.context.request.post(at(STAFF_PATHS.da.signIn), {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    data: body,
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(422);
  expect(answer.headers()["set-cookie"]).toBeUndefined();
});

test("whoever is shut out has no passkey any more", { tag: "@js" }, async ({ visitor, another, ownLabs }) => {
  test.slow();
  const { page } = visitor;
  const { lab, at, watch } = await owner(visitor, ownLabs, "administrator");
  const colleague = await another();
  await Device.of(colleague);
  const token = await lab.inviteStaff("Bo Holm", "bo@example.dk", "auditor");
  await accept(colleague, at(`${INVITATION.da}/${token}`), watch);
  await colleague.open(at(STAFF_PATHS.da.account));
  await add(colleague, "Min pc");
  await signOut(colleague);
  await visitor.open(at(STAFF_PATHS.da.people));
  await page.getByRole("link", { name: "Bo Holm" }).click();
  await visitor.settled();
  await page.locator("details.why summary").click();
  await page.getByRole("button", { name: staffText("da", "member_disable_sure") }).click();
  await expect(page.locator(".told")).toBeVisible();
  colleague.watch.expectsStatus(422);
  await colleague.page.getByRole("button", { name: passkeyText("da", "sign_in") }).click();
  await expect(colleague.page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await expect(colleague.page.getByRole("heading", { level: 1 })).toHaveText(staffText("da", "sign_in_title"));
});

test("without script passkeys are seen and removed, and the pages say what is missing", { tag: "@js" }, async ({
  visitor,
  ownLabs,
  browser,
}) => {
  await Device.of(visitor);
  const { at } = await owner(visitor, ownLabs);
  await visitor.open(at(STAFF_PATHS.da.account));
  await add(visitor, "Min telefon");
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await visitor.context.storageState(),
  });
  const page = await plain.newPage();
  await page.goto(at(STAFF_PATHS.da.newPasskey));
  await expect(page.getByText(passkeyText("da", "new_unable"))).toBeVisible();
  await expect(page.getByLabel(passkeyText("da", "new_name"), { exact: true })).toHaveCount(0);
  await page.goto(at(STAFF_PATHS.da.account));
  await page.getByRole("link", { name: `${passkeyText("da", "remove")}: Min telefon` }).click();
  await page.getByRole("button", { name: passkeyText("da", "remove_sure") }).click();
  await expect(page.locator(".empty")).toBeVisible();
  await plain.close();
});

test("the page to sign in is the same without script", { tag: "@nojs" }, async ({ visitor, ownLabs }) => {
  const { at, watch, secret } = await owner(visitor, ownLabs);
  await visitor.open(at(STAFF_PATHS.da.start));
  await signOut(visitor);
  await expect(visitor.page.getByRole("button", { name: passkeyText("da", "sign_in") })).toHaveCount(0);
  await watch.pass(30);
  await signIn(visitor, EMAIL, totp(secret, watch.now));
});
