// Writing in, with script and without: the form, what it says when something is wrong, the page that a mail leads to,
// and the page behind a link that is used up.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import {
  type OwnLabs,
  type Visitor,
  accessibilityFindings,
  expect,
  expectNoSidewaysScroll,
  test,
} from "../bench.ts";
import { half } from "../halves.ts";
import { type Lab, registerFile } from "../lab.ts";
import { LANGUAGES, type Language, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

const SAID = {
  da: {
    form: "/kontakt",
    warning: "Skriv ikke CPR-nummer eller helbredsoplysninger her",
    send: "Send beskeden",
    received: "Vi har din besked",
    enquiry: "Din henvendelse",
    goes: "Vi sletter det senest 21. februar 2027",
    backups: "Senest 23. marts 2027",
    missing: "Vi mangler et navn",
    cpr: "ligner et CPR-nummer",
    sent: "Din besked er sendt.",
    expired: "Linket virker ikke længere",
    newLink: "Send mig et nyt link",
    linkSent: "Et nyt link er på vej",
    contact: "Skriv til os",
    link: /\/henvendelse\/[\w-]{43}/,
  },
  en: {
    form: "/en/contact",
    warning: "Do not write your CPR number or anything about your health here",
    send: "Send the message",
    received: "We have your message",
    enquiry: "Your enquiry",
    goes: "We delete it by 21 February 2027",
    backups: "By 23 March 2027",
    missing: "We need a name",
    cpr: "looks like a CPR number",
    sent: "Your message is sent.",
    expired: "The link no longer works",
    newLink: "Send me a new link",
    linkSent: "A new link is on its way",
    contact: "Write to us",
    link: /\/en\/enquiry\/[\w-]{43}/,
  },
} as const satisfies Record<Language, object>;

const MESSAGE = "Hej\n\nHvornår holder I åbent? <b>Tak</b>";

async function fill({ page }: Visitor, name: string, email: string, message: string): Promise<void> {
  await page.locator("#name").fill(name);
  await page.locator("#email").fill(email);
  await page.locator("#message").fill(message);
}

/** The page that the latest mail of a lab leads to. */
async function mailedLink(ownLabs: OwnLabs, language: Language): Promise<string> {
  const folder = path.join(ownLabs.folder.path, "mail");
  const found = async () => {
    const mails = readdirSync(folder).filter((file) => file.endsWith(".eml")).sort();
    const latest = mails.at(-1);
    if (latest === undefined) return undefined;
    const mail = readFileSync(path.join(folder, latest), "utf8").replaceAll("=\r\n", "");
    return SAID[language].link.exec(mail)?.[0];
  };
  await expect.poll(() => found().catch(() => undefined)).toBeDefined();
  return (await found()) ?? "";
}

/** Writes in on a lab of its own, and gives where its page is. */
async function written(visitor: Visitor, ownLabs: OwnLabs): Promise<{ lab: Lab; link: string }> {
  const said = SAID[visitor.language];
  const lab = await ownLabs.start({ register: registerFile("association") });
  await visitor.open(`${lab.serving}${said.form}`);
  await fill(visitor, "Anna Eksempel", "anna@example.dk", MESSAGE);
  await visitor.page.getByRole("button", { name: said.send }).click();
  await expect(visitor.page.locator("h1")).toHaveText(said.received);
  return { lab, link: `${lab.serving}${await mailedLink(ownLabs, visitor.language)}` };
}

for (const language of LANGUAGES)
  test.describe(language, () => {
    test.use({ language });
    const said = SAID[language];

    test("from the first word to the page of one's own", async ({ visitor, ownLabs }) => {
      const { page } = visitor;
      const { link } = await written(visitor, ownLabs);
      await expect(page.locator("main")).toContainText(said.goes);
      await expect(page.locator("main")).toContainText(said.backups);
      await visitor.open(link);
      await expect(page.locator("h1")).toHaveText(said.enquiry);
      await expect(page.locator(".thread .words")).toHaveText(MESSAGE);
      await expect(page.locator("main")).toContainText(said.goes);
      await page.locator("#message").fill("Jeg venter.");
      await page.getByRole("button", { name: said.send }).click();
      await expect(page.locator("#sendt")).toBeVisible();
      await expect(page.locator("#sendt")).toHaveText(said.sent);
      await expect(page.locator(".thread .words")).toHaveText([MESSAGE, "Jeg venter."]);
    });

    test("what is wrong is said above and at the field, and nothing typed is lost", async ({ visitor }) => {
      const { page } = visitor;
      visitor.watch.expectsStatus(422);
      await visitor.open(said.form);
      await expect(page.locator("main")).toContainText(said.warning);
      await fill(visitor, "", "anna@example.dk, bo@example.dk", "Mit nummer er 010190-1234 </textarea>");
      await page.getByRole("button", { name: said.send }).click();
      const list = page.locator("#problems");
      await expect(list).toBeVisible();
      await expect(list.getByRole("listitem")).toHaveCount(3);
      await expect(list).toContainText(said.missing);
      await expect(page.locator("#message-error")).toContainText(said.cpr);
      await expect(page.locator("#email")).toHaveValue("anna@example.dk, bo@example.dk");
      await expect(page.locator("#message")).toHaveValue("Mit nummer er 010190-1234 </textarea>");
      await expect(page.locator("#name")).toHaveAttribute("aria-invalid", "true");
      if (visitor.hasScript) {
        await expect(list).toBeFocused();
        expect(await accessibilityFindings(page)).toEqual([]);
      }
      await fill(visitor, "Anna", "anna@example.dk", "Hej");
      await page.getByRole("button", { name: said.send }).click();
      await expect(page.locator("h1")).toHaveText(said.received);
    });

    test("a used-up link leads to a new one", async ({ visitor, ownLabs }) => {
      const { page } = visitor;
      visitor.watch.expectsStatus(410);
      const { lab, link } = await written(visitor, ownLabs);
      await lab.moveClock("2026-12-21T10:00:00Z");
      await visitor.open(link);
      await expect(page.locator("h1")).toHaveText(said.expired);
      if (visitor.hasScript) expect(await accessibilityFindings(page)).toEqual([]);
      await page.getByRole("button", { name: said.newLink }).click();
      await expect(page.locator("h1")).toHaveText(said.linkSent);
      await expect
        .poll(async () => `${lab.serving}${await mailedLink(ownLabs, language)}`)
        .not.toBe(link);
      await visitor.open(`${lab.serving}${await mailedLink(ownLabs, language)}`);
      await expect(page.locator("h1")).toHaveText(said.enquiry);
    });

    for (const viewport of VIEWPORT_NAMES)
      for (const colorScheme of ["light", "dark"] as const)
        test(`no accessibility finding on ${viewport}, ${colorScheme}`, { tag: ["@js", half(language, viewport, colorScheme)] }, async ({ another, ownLabs }) => {
          const visitor = await another({ viewport: VIEWPORTS[viewport], colorScheme });
          const { page } = visitor;
          const { lab, link } = await written(visitor, ownLabs);
          const findings = await accessibilityFindings(page);
          for (const address of [`${lab.serving}${said.form}`, link]) {
            await visitor.open(address);
            findings.push(...(await accessibilityFindings(page)));
            await expectNoSidewaysScroll(page);
          }
          expect(findings).toEqual([]);
        });

    test("the foot leads to the form", async ({ visitor }) => {
      await visitor.visit("home");
      await visitor.page.getByRole("contentinfo").getByRole("link", { name: said.contact }).click();
      await expect(visitor.page).toHaveURL(new RegExp(`${said.form}$`));
      await expect(visitor.page.locator("main")).toContainText(said.warning);
    });
  });
