// The fixtures of the tests of the script on somebody else's website: that website, the service that knows it, and
// a visitor's browser with everything that it holds and all that its console says.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type BrowserContext, type Page, expect, test as base } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { Lab, TemporaryFolder, editedRegister } from "../lab.ts";
import { type Language, WORDS } from "../words.ts";
import { Website } from "./site.ts";

export { expect };

/** What a browser holds of an origin, by name. */
export interface Census {
  readonly cookies: readonly string[];
  readonly local: readonly string[];
  readonly session: readonly string[];
  readonly databases: readonly string[];
  readonly caches: readonly string[];
  readonly workers: readonly string[];
}

export const EMPTY: Census = { cookies: [], local: [], session: [], databases: [], caches: [], workers: [] };

/** A visitor of the website. */
export class Guest {
  readonly page: Page;
  readonly site: Website;
  /** Every line in the console that is ours. */
  readonly said: string[] = [];
  /** Every other complaint: a policy broken, an error in the page. */
  readonly complaints: string[] = [];
  language: Language = "da";

  constructor(page: Page, site: Website) {
    this.page = page;
    this.site = site;
    page.on("console", (message) => {
      if (message.text().startsWith("Samtykke: ")) this.said.push(message.text().slice(10));
      else if (message.type() === "error" || message.type() === "warning") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  get words() {
    return WORDS[this.language];
  }

  /** The banner's element, which holds its links; what they stand in is inside. */
  get host() {
    return this.page.locator("samtykke-banner");
  }

  get banner() {
    return this.host.locator("section");
  }

  get dialog() {
    return this.host.locator("dialog");
  }

  button(value: "refuse" | "accept" | "choose" | "close") {
    return this.banner.locator(`button[value=${value}]`);
  }

  async open(page: string): Promise<void> {
    await this.page.goto(this.site.at(page, this.language));
  }

  /** The banner asks. */
  async asked(): Promise<void> {
    await expect(this.button("refuse")).toBeVisible();
  }

  async answer(value: "refuse" | "accept" | "close"): Promise<void> {
    await this.button(value).click();
    await expect(this.banner).toHaveRole("status");
  }

  /** Opens the settings from the page's link and answers with only `ticked` ticked. */
  async choose(ticked: readonly string[]): Promise<void> {
    await this.page.locator("#settings").click();
    await expect(this.dialog).toBeVisible();
    for (const box of await this.dialog.getByRole("checkbox").all()) {
      const wanted = ticked.includes((await box.getAttribute("value")) ?? "");
      if ((await box.isChecked()) !== wanted) await this.dialog.locator(`label[for="${await box.getAttribute("id")}"]`).click();
    }
    await this.dialog.locator("button[value=save]").click();
  }

  async cookie(): Promise<string | undefined> {
    const cookies = await this.page.context().cookies();
    return cookies.find(({ name }) => name === "samtykke")?.value;
  }

  /** Scripts of the company that ran in this page, in order. */
  ran(): Promise<string[]> {
    return this.page.evaluate(() => (window as { ran?: string[] }).ran ?? []);
  }

  async census(): Promise<Census> {
    const rest = await this.page.evaluate(async () => ({
      local: Object.keys(localStorage).sort(),
      session: Object.keys(sessionStorage).sort(),
      databases: (await indexedDB.databases()).map(({ name }) => name ?? "").sort(),
      caches: (await caches.keys()).sort(),
      workers: (await navigator.serviceWorker.getRegistrations()).map(({ active }) => active?.scriptURL ?? "").sort(),
    }));
    const cookies = await this.page.context().cookies();
    return { ...rest, cookies: cookies.map(({ name }) => name).filter((name) => !name.startsWith("__Host-")).sort() };
  }

  /** What axe finds in the page, the shadow roots included. */
  async axe(): Promise<string[]> {
    await this.page.evaluate(AXE);
    const results = await this.page.evaluate(
      () =>
        (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
          runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
        }),
    );
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Options {
  /** Where the website stands: on the service's own host, or on another site. */
  host: "127.0.0.1" | "localhost";
}

interface Shared {
  site: Website;
  lab: Lab;
}

/** What the demo's statistics leaves, in every storage there is, so that a withdrawal has something to clear. */
const MORE_STORED = [
  `[service.metrivio]\ncategory = "statistics"`,
  ["local_storage", "session_storage", "indexed_db", "cache_storage", "service_worker"]
    .map((kind, place) => {
      const name = ["talrig.more*", "talrig.page", "talrig-store", "talrig-files", "talrig-worker.js"][place];
      return `[[service.talrig.cookie]]\nname = "${name}"\nstorage = "${kind}"\nparty = "first"\npurpose = { da = "Et tal.", en = "A figure." }\nduration = { days = 1 }\n`;
    })
    .join("\n"),
] as const;

export async function startService(site: Website, folder: TemporaryFolder): Promise<Lab> {
  const { hostname } = new URL(site.origin);
  const register = editedRegister("association", [
    [`origin = "https://www.example.dk"\ndomain = "example.dk"`, `origin = "${site.origin}"\ndomain = "${hostname}"`],
    [MORE_STORED[0], `${MORE_STORED[1]}\n${MORE_STORED[0]}`],
  ]);
  const lab = await Lab.start({ register: folder.file("register.toml", register), data: folder.path, rate: 100000 });
  site.service = lab.serving;
  return lab;
}

export const test = base.extend<Options & { guest: Guest; context: BrowserContext }, object>({
  host: ["127.0.0.1", { option: true }],
  guest: async ({ page, host }, use) => {
    const { site } = await shared(host);
    site.hits.length = 0;
    site.pages.clear();
    await use(new Guest(page, site));
  },
});

const running = new Map<string, Promise<Shared>>();

/** One website and one service per worker and host. */
function shared(host: string): Promise<Shared> {
  const known = running.get(host);
  if (known) return known;
  const started = (async () => {
    const folder = new TemporaryFolder();
    const site = await Website.open(host);
    const lab = await startService(site, folder);
    process.once("exit", () => {
      void lab.stop();
      folder.remove();
    });
    return { site, lab };
  })();
  running.set(host, started);
  return started;
}

/** The service of `host`. */
export const service = async (host = "127.0.0.1") => (await shared(host)).lab;

/** What the service of `host` stored. */
export const stored = async (host = "127.0.0.1") => (await shared(host)).lab.stored();
