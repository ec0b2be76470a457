// The fixtures of every test: a lab per worker and register, visitors whose browsers are watched for anything
// that a page of ours must never do, and the accessibility check.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  type Locator,
  type Page,
  type Request,
  type Response,
  expect,
  test as base,
} from "@playwright/test";
import type { AxeResults } from "axe-core";
import { type Database, Lab, type LabOptions, Place, type RegisterName, START, registerFile } from "./lab.ts";
import { type Language, PATHS, type PageName, WORDS, type Words } from "./words.ts";

export { expect };

/** The choice cookie, and the one that holds a receipt's code. */
export const CHOICE = "samtykke";
export const RECEIPT = "__Host-samtykke-receipt";

/** The one company that our pages frame, once a visitor says yes. */
export const VIDEO_ORIGIN = "https://video.example.com";

/** Collects what a browser complained about, and fails the test that did not expect it. */
export class Watch {
  readonly urls: string[] = [];
  readonly thirdParty: string[] = [];
  readonly #complaints: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly #origins: () => readonly string[];
  readonly #hasScript: boolean;

  constructor(context: BrowserContext, hasScript: boolean, origins: () => readonly string[]) {
    this.#origins = origins;
    this.#hasScript = hasScript;
    context.on("console", (message) => this.#onConsole(message));
    context.on("weberror", (error) => this.#complaints.push(`error in a page: ${error.error().message}`));
    context.on("request", (request) => this.#onRequest(request));
    context.on("requestfailed", (request) => this.#onFailure(request));
    context.on("response", (response) => this.#onResponse(response));
  }

  /** Complaints that match are part of the test. */
  expects(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** The error status of a page that the test asks for; the browser notes it in its console. */
  expectsStatus(status: number): void {
    this.expects(new RegExp(`status of ${status}`), new RegExp(`^answer ${status}`));
  }

  unexpected(): string[] {
    return this.#complaints.filter((complaint) => !this.#expected.some((pattern) => pattern.test(complaint)));
  }

  #isOurs(url: string): boolean {
    return this.#origins().includes(new URL(url).origin);
  }

  #onConsole(message: ConsoleMessage): void {
    if (!["error", "warning", "assert"].includes(message.type())) return;
    this.#complaints.push(`${message.type()} in the console: ${message.text()} (${message.location().url})`);
  }

  #onRequest(request: Request): void {
    const url = request.url();
    if (url.startsWith("data:") || url.startsWith("blob:")) return;
    this.urls.push(url);
    if (this.#isOurs(url)) return;
    this.thirdParty.push(url);
    this.#complaints.push(`request to a third party: ${url}`);
  }

  #onFailure(request: Request): void {
    const reason = request.failure()?.errorText ?? "";
    // A page that is left gives up what it was still loading.
    if (!this.#isOurs(request.url()) || reason === "net::ERR_ABORTED") return;
    // Without script the browser refuses to load any, and calls that its content policy.
    if (!this.#hasScript && reason === "csp" && request.url().endsWith(".js")) return;
    this.#complaints.push(`request failed: ${request.url()} (${reason})`);
  }

  #onResponse(response: Response): void {
    if (this.#isOurs(response.url()) && response.status() >= 400)
      this.#complaints.push(`answer ${response.status()}: ${response.url()}`);
  }
}

/** A person with a browser of their own. */
export class Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly watch: Watch;
  readonly words: Words;
  readonly language: Language;
  readonly hasScript: boolean;

  constructor(page: Page, watch: Watch, language: Language, hasScript: boolean) {
    this.page = page;
    this.context = page.context();
    this.watch = watch;
    this.language = language;
    this.words = WORDS[language];
    this.hasScript = hasScript;
  }

  /** Opens an address and waits until script, where there is any, has taken over. */
  async open(address: string): Promise<Response> {
    const response = await this.page.goto(address);
    await this.settled();
    if (response === null) throw new Error(`${address} gave no answer`);
    return response;
  }

  async visit(name: PageName): Promise<Response> {
    return this.open(PATHS[this.language][name]);
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.settled();
  }

  async settled(): Promise<void> {
    // A page that only tells a problem loads no client.
    const client = this.page.locator("script[type=module]");
    if (this.hasScript && (await client.count()) > 0)
      await this.page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  }

  /** The question, wherever the page is. */
  get banner(): Locator {
    return this.page.locator("section.banner:not(.note)");
  }

  /** The line that stands in the banner's place after a choice. */
  get note(): Locator {
    return this.page.locator("#valg-gemt");
  }

  /** The form of the settings page. */
  get settings(): Locator {
    return this.page.locator("main form.settings");
  }

  /** Unfolds the single choices in the banner. */
  async unfold(): Promise<void> {
    await this.banner.locator("summary").click();
    await expect(this.banner.locator("details[open]")).toBeVisible();
  }

  /** Presses a button of the banner and waits for the line that says what was stored. */
  async answer(button: "refuse" | "accept" | "close" | "save"): Promise<void> {
    await this.banner.getByRole("button", { name: this.words[button] }).click();
    await expect(this.note).toBeVisible();
    await this.settled();
  }

  /** Answers on the settings page, with only `ticked` ticked, and waits for the line that says what stands. */
  async choose(button: "refuse" | "accept" | "save", ticked: readonly string[], stands: string): Promise<void> {
    await this.tick(this.settings, ticked);
    await this.settings.getByRole("button", { name: this.words[button] }).click();
    await expect(this.page.locator("main .message")).toContainText(stands);
    await this.settled();
  }

  /** Ticks the services of a form as a hand does: on the label, which covers its box. */
  async tick(form: Locator, services: readonly string[]): Promise<void> {
    for (const box of await form.getByRole("checkbox").all()) {
      const wanted = services.includes((await box.getAttribute("value")) ?? "");
      if ((await box.isChecked()) === wanted) continue;
      await form.locator(`label[for="${await box.getAttribute("id")}"]`).click();
      await expect(box).toBeChecked({ checked: wanted });
    }
  }

  async cookie(name: string): Promise<string | undefined> {
    const cookies = await this.context.cookies();
    return cookies.find((cookie) => cookie.name === name)?.value;
  }

  async cookieNames(): Promise<string[]> {
    const cookies = await this.context.cookies();
    return cookies.map((cookie) => cookie.name).sort();
  }

  /** The code on the receipt that is being shown, in its groups. */
  async receiptCode(): Promise<string> {
    const groups = await this.page.locator(".receipt-code span").allTextContents();
    return groups.join("-");
  }
}

/** Starts labs that end with the test: for tests that change the register or the rates. */
export class OwnLabs {
  readonly #place: Place;
  readonly #labs: Lab[] = [];

  constructor(database: Database) {
    this.#place = new Place(database);
  }

  get folder(): Place["folder"] {
    return this.#place.folder;
  }

  async start(options: Omit<LabOptions, "data" | "database">): Promise<Lab> {
    const lab = await Lab.start({ ...options, data: this.folder.path, database: this.#place.database });
    this.#labs.push(lab);
    return lab;
  }

  async end(): Promise<void> {
    await Promise.all(this.#labs.map((lab) => lab.stop()));
    this.#place.remove();
  }

  get origins(): readonly string[] {
    return this.#labs.map((lab) => lab.serving);
  }
}

interface TestFixtures {
  /** Whose register is served. */
  register: RegisterName;
  /** The language the visitor reads. */
  language: Language;
  lab: Lab;
  ownLabs: OwnLabs;
  visitor: Visitor;
  /** Another person, in another browser. */
  another: (options?: BrowserContextOptions) => Promise<Visitor>;
}

interface WorkerFixtures {
  /** Where labs keep their things. */
  database: Database;
  labs: (register: RegisterName) => Promise<Lab>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  register: ["association", { option: true }],
  language: ["da", { option: true }],

  database: ["sqlite", { option: true, scope: "worker" }],

  labs: [
    async ({ database }, use) => {
      const started = new Map<RegisterName, { place: Place; lab: Promise<Lab> }>();
      await use((register) => {
        const running = started.get(register);
        if (running !== undefined) return running.lab;
        const place = new Place(database);
        const data = place.folder.path;
        const lab = Lab.start({ register: registerFile(register), data, database: place.database });
        started.set(register, { place, lab });
        return lab;
      });
      for (const { place, lab } of started.values()) {
        await (await lab).stop();
        place.remove();
      }
    },
    { scope: "worker" },
  ],

  lab: async ({ labs, register }, use) => {
    const lab = await labs(register);
    await lab.moveClock(START);
    await use(lab);
  },

  baseURL: async ({ lab }, use) => use(lab.serving),

  ownLabs: async ({ database }, use) => {
    const labs = new OwnLabs(database);
    await use(labs);
    await labs.end();
  },

  visitor: async ({ another }, use) => use(await another()),

  another: async ({ browser, lab, ownLabs, language, javaScriptEnabled }, use) => {
    const hasScript = javaScriptEnabled !== false;
    const visitors: Visitor[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      const watch = new Watch(context, hasScript, () => [lab.serving, ...ownLabs.origins]);
      const visitor = new Visitor(await context.newPage(), watch, language, hasScript);
      visitors.push(visitor);
      return visitor;
    });
    const unexpected = visitors.flatMap((visitor) => visitor.watch.unexpected());
    for (const visitor of visitors) await visitor.context.close();
    expect(unexpected, "what the browsers complained about").toEqual([]);
  },
});

/** Fails when the page is wider than its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { room, needed } = await page.evaluate(() => ({
    room: document.documentElement.clientWidth,
    needed: document.documentElement.scrollWidth,
  }));
  expect(needed, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(room);
}

/** What must hold of any page of ours in any state. */
export async function isPageWellMade({ page, language }: Visitor, organisation: string): Promise<void> {
  const where = page.url();
  await expect(page.locator("html"), where).toHaveAttribute("lang", language);
  await expect(page.locator("h1"), where).toHaveCount(1);
  expect(await page.title(), where).toMatch(new RegExp(`^\\S.* · ${organisation}$`));
  await expectNoSidewaysScroll(page);
  const ids = await page.locator("[id]").evaluateAll((elements) => elements.map(({ id }) => id));
  expect(new Set(ids).size, `${where} repeats an id`).toBe(ids.length);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

declare global {
  interface Window {
    axe: { run(context: Document, options: object): Promise<AxeResults> };
  }
}

/** What the page would keep from somebody; each finding in one line. Needs script to run. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(
    // A mail's preview is a frame of no origin, which can answer nobody.
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"], iframes: false }),
    AXE_TAGS,
  );
  return results.violations.map((violation) => {
    const places = violation.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`);
    return `${violation.id} at ${page.url()}: ${places.join("; ")}`;
  });
}
