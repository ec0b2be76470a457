// Robots that refuse for people are welcome: they are told from no one, and find the button by our own rule.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, test } from "../embed/bench.ts";
import { LANGUAGES } from "../words.ts";

const RULE = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../../embed/autoconsent.json"), "utf8")) as object;
const SCRIPT = readFileSync(
  path.join(path.dirname(createRequire(import.meta.url).resolve("@duckduckgo/autoconsent")), "autoconsent.playwright.js"),
  "utf8",
);

interface Message {
  readonly type: string;
  readonly result?: boolean;
  readonly cmp?: string;
  readonly id?: string;
  readonly code?: string;
}

for (const language of LANGUAGES)
  test(`autoconsent refuses by our rule, ${language} @js @sqlite`, async ({ guest }) => {
    const { page } = guest;
    guest.language = language;
    const received: Message[] = [];
    await page.exposeBinding("autoconsentSendMessage", async ({ frame }, message: Message) => {
      received.push(message);
      const answer = (reply: object) => frame.evaluate(`autoconsentReceiveMessage(${JSON.stringify(reply)})`);
      if (message.type === "init") {
        const config = { enabled: true, autoAction: "optOut", disabledCmps: [], enablePrehide: true, detectRetries: 20, enableCosmeticRules: true };
        await answer({ type: "initResp", config, rules: { autoconsent: [RULE] } });
      }
      if (message.type === "eval") await answer({ type: "evalResp", id: message.id, result: await frame.evaluate(message.code ?? "") });
      if (message.type === "optOutResult") await answer({ type: "selfTest" });
    });
    await page.addInitScript(SCRIPT);
    await guest.open("plain.html");
    await expect.poll(() => received.filter(({ type }) => type === "optOutResult")).toMatchObject([{ cmp: "samtykke", result: true }]);
    await expect.poll(() => received.filter(({ type }) => type === "selfTestResult")).toMatchObject([{ result: true }]);
    expect(await guest.cookie()).toMatch(/^1\.\d{8}(\.[a-z-]+:[0-9a-f]{8}:n){7}$/);
    await expect(guest.banner).toContainText(guest.words.said.no);
  });

interface Step {
  readonly name?: string;
  readonly parent?: { readonly selector: string };
  readonly target: { readonly selector: string };
}

test("the rule for Consent-O-Matic finds the banner, and its click refuses @js @sqlite", async ({ guest }) => {
  const file = readFileSync(path.resolve(import.meta.dirname, "../../embed/consent-o-matic.json"), "utf8");
  const { samtykke } = JSON.parse(file) as {
    samtykke: { detectors: { presentMatcher: Step[]; showingMatcher: Step[] }[]; methods: { name: string; action?: Step }[] };
  };
  await guest.open("plain.html");
  await guest.asked();
  // As the extension looks: in the parent's open shadow root where it has one.
  const find = ({ parent, target }: Step) =>
    guest.page.evaluateHandle(
      ([within, selector]) => {
        const host = within ? document.querySelector(within) : document;
        return ((host as Element).shadowRoot ?? host)?.querySelector(selector ?? "") ?? null;
      },
      [parent?.selector, target.selector] as const,
    );
  const [detector] = samtykke.detectors;
  for (const step of [...(detector?.presentMatcher ?? []), ...(detector?.showingMatcher ?? [])])
    expect((await find(step)).asElement()).not.toBeNull();
  const action = samtykke.methods.find(({ name }) => name === "DO_CONSENT")?.action;
  if (!action) throw new Error("the rule does nothing");
  await (await find(action)).asElement()?.click();
  await expect(guest.banner).toContainText(guest.words.said.no);
  expect(await guest.cookie()).not.toContain(":y");
});
