// What every answer carries: its content policy, the headers that keep it to one browser, and limits that leave reading alone.
import type { APIRequestContext } from "@playwright/test";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { VIDEO_ORIGIN, expect, test } from "../bench.ts";
import { registerFile } from "../lab.ts";
import { LANGUAGES, PAGES_OF, PATHS } from "../words.ts";

const REFUSAL = { surface: "banner", act: "refuse", return_to: "/" };
const PAGE = { accept: "text/html" };

test.describe("the policy of every page", () => {
  test("has no finding, before a choice and after a yes to everything", async ({ request, visitor }) => {
    visitor.watch.expects(/third party: https:\/\/video\.example\.com/);
    await visitor.context.route(`${VIDEO_ORIGIN}/**`, (route) => route.fulfill({ body: "film" }));
    await visitor.visit("home");
    await visitor.answer("accept");
    const addresses = LANGUAGES.flatMap((language) => PAGES_OF.association.map((name) => PATHS[language][name]));
    for (const address of [...addresses, "/no-such-page"])
      for (const client of [request, visitor.page.request]) {
        const policy = await policyOf(client, address);
        const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
        expect(findings.map(({ directive, description }) => `${directive}: ${description}`), address).toEqual([]);
      }
  });

  test("draws a new nonce for every answer, and every inline script carries it", async ({ request }) => {
    const seen = new Set<string>();
    for (let time = 0; time < 5; time += 1) {
      const answer = await request.get("/", { headers: PAGE });
      const nonce = /'nonce-([0-9a-f]{32})'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "none";
      seen.add(nonce);
      const body = await answer.text();
      for (const [tag] of body.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
      expect(body).not.toMatch(/\sstyle=|\son[a-z]+=/);
    }
    expect(seen.size).toBe(5);
  });
});

async function policyOf(client: APIRequestContext, address: string): Promise<string> {
  const answer = await client.get(address, { headers: PAGE });
  return answer.headers()["content-security-policy"] ?? "";
}

test("too many choices from one network are told to wait, and a page can still be read", async ({ request, ownLabs, visitor }) => {
  visitor.watch.expectsStatus(429);
  const lab = await ownLabs.start({ register: registerFile("association"), rate: 2 });
  const statuses: number[] = [];
  for (let time = 0; time < 3; time += 1)
    statuses.push((await request.post(`${lab.serving}/cookieindstillinger`, { form: REFUSAL, maxRedirects: 0 })).status());
  expect(statuses).toEqual([303, 303, 429]);
  expect((await visitor.open(`${lab.serving}/`)).status()).toBe(200);
});

test("every answer keeps itself to the browser it was made for", async ({ request }) => {
  for (const address of ["/", PATHS.en.receipt, "/no-such-page", "/healthz", "/readyz", "/.well-known/gpc.json", "/.well-known/security.txt"]) {
    const headers = (await request.get(address, { headers: PAGE })).headers();
    expect(headers, address).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["cache-control"], address).toMatch(/no-store/);
    expect(headers["set-cookie"], address).toBeUndefined();
  }
});
