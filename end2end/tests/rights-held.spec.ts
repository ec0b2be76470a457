// What is held about somebody, seen and acted on in the rights portal, with script and without.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { type OwnLabs, type Visitor, accessibilityFindings, expect, expectNoSidewaysScroll, isPageWellMade, test } from "../bench.ts";
import { half } from "../halves.ts";
import { type Lab, registerFile } from "../lab.ts";
import { RIGHTS_PATHS, comesIn } from "../rights.ts";
import { textsOf } from "../staff.ts";
import { LANGUAGES, type Language, ORGANISATIONS, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

const ANNA = "anna@example.dk";
const heldText = textsOf("held.rs", "HeldTexts");

const SAID = {
  da: { form: "/kontakt", send: "Send beskeden", contact: "Når du skriver til os", enquiry: "Din henvendelse", newAddress: /\/dine-oplysninger\/ny-adresse\/[\w-]{43}/ },
  en: { form: "/en/contact", send: "Send the message", contact: "When you write to us", enquiry: "Your enquiry", newAddress: /\/en\/your-data\/new-address\/[\w-]{43}/ },
} as const satisfies Record<Language, object>;

/** Writes in, and comes in to the portal. */
async function known(visitor: Visitor, ownLabs: OwnLabs): Promise<Lab> {
  const { page, language } = visitor;
  const lab = await ownLabs.start({ register: registerFile("association") });
  await visitor.open(lab.serving + SAID[language].form);
  await page.locator("#name").fill("Anna <b>Eksempel</b>");
  await page.locator("#email").fill(ANNA);
  await page.locator("#message").fill("Hvornår holder I åbent?");
  await page.getByRole("button", { name: SAID[language].send }).click();
  await expect(page).toHaveURL(new RegExp(`${PATHS[language].received}$`));
  await visitor.settled();
  await comesIn(visitor, ownLabs, lab, ANNA);
  return lab;
}

/** The links of the mails about another address. */
function addressLinks(ownLabs: OwnLabs, language: Language): string[] {
  const folder = path.join(ownLabs.folder.path, "mail");
  const files = readdirSync(folder).filter((file) => file.endsWith(".eml")).sort();
  const mails = files.map((file) => readFileSync(path.join(folder, file), "utf8").replaceAll("=\r\n", ""));
  return mails.flatMap((mail) => SAID[language].newAddress.exec(mail)?.[0] ?? []);
}

for (const language of LANGUAGES)
  test.describe(language, () => {
    test.use({ language });
    const text = (name: string) => heldText(language, name);
    const { start } = RIGHTS_PATHS[language];

    test("what is held is folded out, put right, and told to be", async ({ visitor, ownLabs }) => {
      const { page } = visitor;
      const lab = await known(visitor, ownLabs);
      const enquiry = page.locator("details.fold", { hasText: "Hvornår holder I åbent?" });
      await enquiry.locator("summary").click();
      await expect(enquiry.getByText("Hvornår holder I åbent?")).toBeVisible();
      await expect(enquiry).toContainText("Anna <b>Eksempel</b>");
      await enquiry.getByRole("link", { name: text("correct"), exact: true }).click();
      await expect(page.locator("h1")).toHaveText(text("correct"));
      await visitor.settled();
      await page.locator("#name").fill("Anne Ørn");
      await page.getByRole("button", { name: text("save") }).click();
      await expect(page).toHaveURL(`${lab.serving}${start}#gemt`);
      await expect(page.locator("details.fold", { hasText: "Anne Ørn" })).toHaveCount(1);
    });

    test("whoever nothing is found of is told that, and not that nothing is held", async ({ visitor, ownLabs }) => {
      const lab = await ownLabs.start({ register: registerFile("association") });
      await comesIn(visitor, ownLabs, lab, "ingen@example.dk");
      await expect(visitor.page.locator("main")).toContainText(text("nothing"));
      await expect(visitor.page.locator("main")).toContainText(text("more_may_be"));
    });

    test("the files are downloaded by a press", async ({ visitor, ownLabs }) => {
      const { page } = visitor;
      await known(visitor, ownLabs);
      await page.getByRole("link", { name: text("to_export"), exact: true }).click();
      await expect(page.locator("h1")).toHaveText(text("to_export"));
      await visitor.settled();
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: text("export") }).click();
      const file = await (await download).path();
      expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");
    });

    test("another address is used once both mailboxes have said yes", async ({ visitor, ownLabs }) => {
      const { page } = visitor;
      const lab = await known(visitor, ownLabs);
      await page.getByRole("link", { name: text("to_email"), exact: true }).click();
      await expect(page.locator("h1")).toHaveText(text("to_email"));
      await visitor.settled();
      await page.locator("#email").fill("anna@example.com");
      await page.getByRole("button", { name: text("send_both") }).click();
      await expect(page.locator("main")).toContainText(text("email_waiting"));
      await expect.poll(() => addressLinks(ownLabs, language).length).toBe(2);
      for (const [link, said] of addressLinks(ownLabs, language).map((link, at) => [link, at === 0 ? "address_waits" : "address_done"] as const)) {
        await visitor.open(lab.serving + link);
        await page.getByRole("button", { name: text("address_yes") }).click();
        await expect(page.locator("main")).toContainText(text(said));
      }
    });

    test("no to all marketing works at once and gives a code", async ({ visitor, ownLabs }) => {
      const { page } = visitor;
      await known(visitor, ownLabs);
      await page.getByRole("link", { name: text("to_no_marketing"), exact: true }).click();
      await expect(page.locator("h1")).toHaveText(text("to_no_marketing"));
      await visitor.settled();
      await page.getByRole("button", { name: text("no_marketing") }).click();
      await expect(page.locator("main")).toContainText(text("no_marketing_done"));
      await expect(page.locator("code.secret")).toHaveText(/\w{4}/);
    });

    for (const viewport of VIEWPORT_NAMES)
      for (const colorScheme of ["light", "dark"] as const)
        test(`no accessibility finding on ${viewport}, ${colorScheme}`, { tag: ["@js", half(language, viewport, colorScheme)] }, async ({ another, ownLabs }) => {
          const visitor = await another({ viewport: VIEWPORTS[viewport], colorScheme });
          const lab = await known(visitor, ownLabs);
          const { page } = visitor;
          const findings: string[] = [];
          const look = async () => {
            await isPageWellMade(visitor, ORGANISATIONS.association.name);
            for (const fold of await page.locator("details.fold > summary").all()) await fold.click();
            findings.push(...(await accessibilityFindings(page)));
            await expectNoSidewaysScroll(page);
          };
          await look();
          const correct = await page.getByRole("link", { name: text("correct"), exact: true }).first().getAttribute("href");
          const paths = language === "da" ? ["hent", "e-mail", "nej-tak"] : ["export", "e-mail", "no-thanks"];
          for (const address of [...paths.map((name) => `${start}/${name}`), correct ?? ""]) {
            await visitor.open(lab.serving + address);
            await look();
          }
          expect(findings).toEqual([]);
        });
  });
