// One process of the test bench: the real server with a clock that is moved and a store that is counted.
import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const ROOT = path.resolve(import.meta.dirname, "..");
const BINARY = process.env["SAMTYKKE_LAB"] ?? path.join(ROOT, "target/debug/lab");
/** The folder of the built site that labs serve. */
export const SITE = process.env["SAMTYKKE_SITE_BUILD"] ?? path.join(ROOT, "target/site-debug");

/** Which database a lab keeps its things in. */
export type Database = "sqlite" | "postgres";

export type RegisterName = "association" | "adviser";
export const REGISTERS = ["association", "adviser"] as const satisfies readonly RegisterName[];

/** When every lab begins: a Saturday before noon in Denmark. */
export const START = "2026-11-21T10:00:00Z";

/** What a click left behind: refusals counted on the lab's day, and leaves of the evidence log. */
export interface Stored {
  readonly refusals: number;
  readonly leaves: number;
}

export interface LabOptions {
  readonly register: string;
  readonly data: string;
  /** The address of a PostgreSQL database; without one, an SQLite file in the data folder. */
  readonly database?: string | undefined;
  readonly site?: string;
  readonly rate?: number;
  /** Reached under this machine's name, as passkeys need it. */
  readonly localhost?: boolean;
}

export class Lab {
  readonly serving: string;
  readonly #control: string;
  readonly #process: ChildProcessByStdio<null, Readable, Readable>;
  readonly #read = new Set<string>();

  private constructor(
    process: ChildProcessByStdio<null, Readable, Readable>,
    serving: string,
    control: string,
  ) {
    this.#process = process;
    this.serving = serving;
    this.#control = control;
  }

  static async start({ register, data, database, site = SITE, rate, localhost = false }: LabOptions): Promise<Lab> {
    const flags = ["--register", register, "--data", data, "--site", site, "--now", START];
    if (database !== undefined) flags.push("--database", database);
    if (rate !== undefined) flags.push("--rate", String(rate));
    if (localhost) flags.push("--localhost");
    const child = spawn(BINARY, flags, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
    });
    const line = await firstLine(child).catch((cause: unknown) => {
      throw new Error(`${BINARY} did not start. It said:\n${said}`, { cause });
    });
    const { serving, control } = JSON.parse(line) as { serving: string; control: string };
    return new Lab(child, serving, control);
  }

  async moveClock(now: string): Promise<void> {
    const answer = await fetch(`${this.#control}/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(now),
    });
    if (!answer.ok) throw new Error(`the clock does not move to ${now}: ${answer.status}`);
  }

  /** Lets somebody of the staff in; gives the token of the link that makes the account theirs. */
  async inviteStaff(name: string, email: string, role: string): Promise<string> {
    const answer = await fetch(`${this.#control}/staff`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([name, email, role]),
    });
    if (!answer.ok) throw new Error(`${email} is not let in: ${answer.status}`);
    return answer.text();
  }

  async stored(): Promise<Stored> {
    const answer = await fetch(`${this.#control}/stored`);
    return (await answer.json()) as Stored;
  }

  /** Waits for the next letter to an address, and gives its text. */
  async letter(to: string): Promise<string> {
    const patience = Date.now() + 10_000;
    while (Date.now() < patience) {
      const answer = await fetch(`${this.#control}/mails`);
      const letters = (await answer.json()) as { id: string; to: string; text: string }[];
      const letter = letters.find((letter) => letter.to === to && !this.#read.has(letter.id));
      if (letter !== undefined) {
        this.#read.add(letter.id);
        return letter.text;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no letter to ${to}`);
  }

  /** How many letters went to an address. */
  async letters(to: string): Promise<number> {
    const answer = await fetch(`${this.#control}/mails`);
    return ((await answer.json()) as { to: string }[]).filter((letter) => letter.to === to).length;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await gone;
  }
}

function firstLine(child: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`exit code ${code}`)));
    createInterface({ input: child.stdout }).once("line", resolve);
  });
}

/** A folder that goes when the test does. */
export class TemporaryFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), "samtykke-end2end-"));

  file(name: string, content: string): string {
    const file = path.join(this.path, name);
    writeFileSync(file, content);
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Asks tools/postgres, which starts servers and makes databases; gives what it prints. */
export function postgres(...words: readonly string[]): string {
  return execFileSync(path.join(ROOT, "tools/postgres"), words).toString().trim();
}

/** Where labs keep their things: a folder, and on PostgreSQL an empty database beside it. Both go when the test does. */
export class Place {
  readonly folder = new TemporaryFolder();
  readonly database: string | undefined;

  constructor(database: Database) {
    this.database = database === "postgres" ? postgres("database", testServer()) : undefined;
    if (this.database !== undefined) postgres("keys", this.database);
  }

  remove(): void {
    this.folder.remove();
    if (this.database !== undefined) postgres("drop", this.database);
  }
}

function testServer(): string {
  const server = process.env["SAMTYKKE_TEST_POSTGRES"];
  if (server === undefined) throw new Error("SAMTYKKE_TEST_POSTGRES is not set; the global setup sets it");
  return server;
}

export function registerFile(name: RegisterName): string {
  return path.join(ROOT, "registers", `${name}.toml`);
}

/** The register's text with each `from` replaced; one that stands there more or less than once is a mistake. */
export function editedRegister(name: RegisterName, edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((text, [from, to]) => {
    const found = text.split(from).length - 1;
    if (found !== 1) throw new Error(`"${from}" stands ${found} times in ${name}.toml`);
    return text.replace(from, () => to);
  }, readFileSync(registerFile(name), "utf8"));
}

/** Every source file of the interface, for tests that must notice what is added there. */
export const INTERFACE_SOURCE = path.join(ROOT, "app/src");
