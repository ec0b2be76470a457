// The service as shipped, with the demo register, told that the bench's website is the site it knows.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const REGISTER = new URL("../../registers/association.toml", import.meta.url);
const SITE = 'origin = "https://www.example.dk"\ndomain = "example.dk"';
const START_MS = 20_000;

export class Service {
  origin;
  #folder = mkdtempSync(join(tmpdir(), "samtykke-banner-"));
  #process;

  /** Starts `binary`, which serves what `SAMTYKKE_SITE` says or else the release build. */
  static async start(binary, website) {
    const service = new Service();
    const address = `127.0.0.1:${await freePort()}`;
    service.origin = `http://${address}`;
    const register = join(service.#folder, "register.toml");
    writeFileSync(register, registerFor(website));
    const settings = { SAMTYKKE_REGISTER: register, SAMTYKKE_DATA: service.#folder, SAMTYKKE_ADDR: address };
    service.#process = spawn(binary, ["serve"], {
      env: { ...process.env, ...settings, SAMTYKKE_LOG: "warn" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    try {
      await service.#firstAnswer();
      return service;
    } catch (cause) {
      await service.stop();
      throw cause;
    }
  }

  /** What the banner says in Danish: the strings that the rivals are given too. */
  async notice() {
    const { notices } = await this.#json("/api/v1/register");
    const { hash } = notices.find(({ language, surface }) => language === "da" && surface === "banner");
    return this.#json(`/api/v1/notices/${hash}`);
  }

  async stop() {
    if (this.#process.exitCode === null) {
      const gone = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill("SIGTERM");
      await gone;
    }
    rmSync(this.#folder, { recursive: true });
  }

  async #json(path) {
    const answer = await fetch(this.origin + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  async #firstAnswer() {
    const end = performance.now() + START_MS;
    for (;;) {
      try {
        return await this.#json("/api/v1/register");
      } catch (cause) {
        if (this.#process.exitCode !== null) throw new Error("the server stopped at once", { cause });
        if (performance.now() > end) throw new Error(`the server did not answer within ${START_MS / 1000} s`, { cause });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }
}

function registerFor(website) {
  const parts = readFileSync(REGISTER, "utf8").split(SITE);
  if (parts.length !== 2) throw new Error(`the demo register names its site ${parts.length - 1} times`);
  return parts.join(`origin = "${website.origin}"\ndomain = "${new URL(website.origin).hostname}"`);
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
