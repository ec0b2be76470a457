// What passes between a person and an adviser beside a case: a message they begin by themselves, a form saved and gone on with,
// a question for consent with its yes, and a disclosure noted on a telephone; with script and without, in both languages, on
// both screens, in both lights.
import { type Visitor, accessibilityFindings, expect, isPageWellMade, test } from "../bench.ts";
import { half } from "../halves.ts";
import { registerFile } from "../lab.ts";
import { RIGHTS_PATHS, comesIn } from "../rights.ts";
import { INVITATION, PASSWORD, Watch, picture, staffText, textsOf, totp } from "../staff.ts";
import { LANGUAGES, PATHS, VIEWPORTS, VIEWPORT_NAMES } from "../words.ts";

const ANNA = "anna@example.dk";
const caseText = textsOf("cases.rs", "CaseTexts");
const consentText = textsOf("consents.rs", "ConsentTexts");
const draftText = textsOf("drafts.rs", "DraftTexts");
const secureText = textsOf("secure.rs", "SecureTexts");
const personCodeText = textsOf("staff_person_code.rs", "StaffPersonCodeTexts");
const staffConsentText = textsOf("staff_consents.rs", "StaffConsentTexts");
const disclosureText = textsOf("staff_disclosures.rs", "StaffDisclosureTexts");

const PLACES = {
  da: { cases: "/personale/sager", personCode: "/personale/personkode", newAddress: "/personale/ny-adresse", factor: "/dine-oplysninger/bekraeft", access: "Se, hvad vi har om dig" },
  en: { cases: "/en/staff/cases", personCode: "/en/staff/person-code", newAddress: "/en/staff/new-address", factor: "/en/your-data/confirm", access: "See what we hold about you" },
} as const;

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

        test("a person writes, says yes, and sees what was given to whom", async ({ visitor, another, ownLabs }) => {
          // A hashed password, and many pages, each looked at.
          test.slow();
          const { page } = visitor;
          const place = PLACES[language];
          const lab = await ownLabs.start({ register: registerFile("adviser") });
          const watch = new Watch(lab);
          const kind = visitor.hasScript ? "js" : "plain";
          const look = async (of: Visitor, name: string) => {
            await of.settled();
            await isPageWellMade(of, "Ståsted");
            if (of.hasScript) expect(await accessibilityFindings(of.page), name).toEqual([]);
            await picture(of, `consent-${language}-${viewport}-${kind}-${name}`);
          };

          const token = await lab.inviteStaff("Åse Lindqvist", "aase@example.dk", "data-protection-lead");
          await visitor.open(`${lab.serving}${INVITATION[language]}/${token}`);
          const secret = (await page.locator(".secret code").textContent()) ?? "";
          await page.getByLabel(staffText(language, "password_choose")).fill(PASSWORD);
          await page.getByLabel(staffText(language, "app_code"), { exact: true }).fill(totp(secret, watch.now));
          await page.getByRole("button", { name: staffText(language, "accept") }).click();
          await expect(page.locator("h1")).toHaveText(staffText(language, "codes_title"));
          await visitor.open(lab.serving + place.personCode);
          await page.locator("#email").fill(ANNA);
          await page.locator('input[name="vouched"]').first().check();
          await page.getByRole("button", { name: personCodeText(language, "make") }).click();
          const personCode = (await page.locator(".told-link code").textContent()) ?? "";

          const anna = await another({ viewport: VIEWPORTS[viewport], colorScheme });
          await comesIn(anna, ownLabs, lab, ANNA);
          await anna.open(lab.serving + PATHS[language].contact);
          await picture(anna, `consent-${language}-${viewport}-${kind}-contact`);
          await anna.open(lab.serving + RIGHTS_PATHS[language].start);
          await anna.page.getByRole("link", { name: secureText(language, "start_title") }).click();
          await expect(anna.page.locator("h1")).toHaveText(secureText(language, "start_title"));
          await look(anna, "start");
          await anna.page.locator("#message").fill("Min sygemelding er forlænget til maj.");
          await anna.page.getByRole("button", { name: secureText(language, "send"), exact: true }).click();
          await expect(anna.page.locator("main")).toContainText(secureText(language, "start_sent"));
          await look(anna, "started");
          await anna.open(lab.serving + place.factor);
          await anna.page.locator("#person_code").fill(personCode);
          await anna.page.locator("form:has(#person_code) button").click();
          await expect(anna.page).toHaveURL(new RegExp(`${place.factor}#`));

          await anna.open(lab.serving + RIGHTS_PATHS[language].start);
          await anna.page.getByRole("link", { name: place.access, exact: true }).click();
          await anna.page.locator("#message").fill("Alt fra i foråret");
          await anna.page.getByRole("button", { name: draftText(language, "keep") }).click();
          await expect(anna.page.getByRole("heading", { name: draftText(language, "saved") })).toBeVisible();
          await look(anna, "draft");
          await anna.page.locator("section:has(h2) ul.rows a", { hasText: place.access }).first().click();
          await expect(anna.page.locator("#message")).toHaveValue("Alt fra i foråret");
          await look(anna, "resumed");
          await anna.page.getByRole("button", { name: caseText(language, "ask_send") }).click();
          await expect(anna.page.locator(".timeline > li")).toHaveCount(1);

          await visitor.open(lab.serving + place.cases);
          await look(visitor, "cases");
          await page.locator("table a, ul a, td a").filter({ hasText: ANNA }).first().click();
          await expect(page.locator(".request")).toHaveCount(1);
          await visitor.settled();
          await page.getByRole("link", { name: staffConsentText(language, "link") }).click();
          await expect(page.locator("h1")).toHaveText(staffConsentText(language, "title"));
          await look(visitor, "ask");
          visitor.watch.expectsStatus(422);
          await page.locator("#recipient").fill("Nordvand Forsikring A/S");
          await page.getByRole("button", { name: staffConsentText(language, "send"), exact: true }).click();
          await expect(page.getByRole("alert")).toBeVisible();
          await expect(page.locator("#recipient")).toHaveValue("Nordvand Forsikring A/S");
          await look(visitor, "ask-refused");
          await page.locator("#direction").selectOption("give");
          await page.locator("#data").fill("Lægeerklæringen fra juni");
          await page.locator("#what_for").fill("At din skade kan behandles");
          await page.locator("#purpose").selectOption({ index: 1 });
          await page.getByRole("button", { name: staffConsentText(language, "send"), exact: true }).click();
          await expect(page.locator("main")).toContainText("Lægeerklæringen fra juni");
          await look(visitor, "asked");

          await anna.open(lab.serving + RIGHTS_PATHS[language].start);
          await expect(anna.page.getByRole("heading", { name: consentText(language, "waiting") })).toBeVisible();
          await look(anna, "overview");
          await anna.page.locator(`a[href*="${language === "da" ? "/dine-oplysninger/samtykke/" : "/en/your-data/consent/"}"]`).first().click();
          await expect(anna.page.getByRole("button", { name: consentText(language, "no") })).toBeVisible();
          await look(anna, "question");
          await anna.page.getByRole("button", { name: consentText(language, "yes") }).click();
          await expect(anna.page.getByRole("button", { name: consentText(language, "take_back_button") })).toBeVisible();
          await look(anna, "given");

          await visitor.open(lab.serving + place.cases);
          await page.locator("table a, ul a, td a").filter({ hasText: ANNA }).first().click();
          await visitor.settled();
          await page.getByRole("link", { name: disclosureText(language, "from_case") }).click();
          await expect(page.locator("h1")).toHaveText(disclosureText(language, "title"));
          await look(visitor, "note");
          // The yes that stands is chosen, and empty fields become what it was a yes to.
          await page.locator("#how").selectOption({ index: 1 });
          await page.getByRole("button", { name: disclosureText(language, "note"), exact: true }).click();
          await expect(page.locator("h1")).toHaveText(disclosureText(language, "noted"));
          await look(visitor, "noted");
          await visitor.open(lab.serving + place.newAddress);
          await look(visitor, "new-address");

          await anna.open(lab.serving + RIGHTS_PATHS[language].start);
          await expect(anna.page.locator("main")).toContainText("Nordvand Forsikring A/S");
          await look(anna, "held");
        });
      });
