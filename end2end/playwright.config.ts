// How the end-to-end tests run. Every test runs with JavaScript and without; one that makes sense only with one of these
// is tagged `@js` or `@nojs`. What stores runs on PostgreSQL too, but for what is tagged `@sqlite`, and `@matrix` where
// it is one of many alike that PostgreSQL need not be told. `FULL=1` runs everything on both databases, and all halves
// of what is alike (halves.ts) both ways. There is no `webServer`: the fixture starts a `lab` process of its own for
// each worker, so tests share neither clock nor database.
import { defineConfig } from "@playwright/test";
import { WITH_SCRIPT, WITHOUT_SCRIPT } from "./halves.ts";
import type { Database } from "./lab.ts";

const inCi = process.env["CI"] === "true";
const isFull = process.env["FULL"] === "1";

/** The specs that run on PostgreSQL, with script and without. A quick run stores each kind of thing there one way. */
const ON_POSTGRES = isFull
  ? { withScript: /\.spec\.ts$/, withoutScript: /\.spec\.ts$/ }
  : { withScript: /leptos-traps\.spec\.ts$/, withoutScript: /(banner-answers|newsletter|contact)\.spec\.ts$/ };

function leavingOut(...tags: readonly string[]): RegExp {
  return new RegExp(`(${tags.join("|")})\\b`);
}

/** What does not run in each kind of project. */
const NOT_WITH_SCRIPT = isFull ? ["@nojs"] : ["@nojs", WITHOUT_SCRIPT];
const NOT_WITHOUT_SCRIPT = isFull ? ["@js"] : ["@js", WITH_SCRIPT];
const NOT_ON_POSTGRES = isFull ? ["@sqlite"] : ["@sqlite", "@matrix"];

export default defineConfig<object, { database: Database }>({
  globalSetup: "./postgres-server.ts",
  testDir: "tests",
  // Browsers wait for servers, and servers for disks: one more than a small machine has cores.
  workers: 3,
  fullyParallel: true,
  // A test that passes only the second time is broken, and so is the thing it tests.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: inCi,
  reporter: inCi ? [["list"], ["./skips-fail.ts"]] : [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      // Chromium without its windows, from the same build: pages are the same, and come in two thirds of the time.
      executablePath: "/usr/bin/chromium-headless-shell",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
      ],
    },
    screenshot: "only-on-failure",
    // Recording each step costs a third of the time; `npx playwright test --trace on` records.
    trace: "off",
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
  },
  projects: [
    { name: "js", use: { javaScriptEnabled: true }, grepInvert: leavingOut(...NOT_WITH_SCRIPT) },
    { name: "nojs", use: { javaScriptEnabled: false }, grepInvert: leavingOut(...NOT_WITHOUT_SCRIPT) },
    {
      name: "js-postgres",
      testMatch: ON_POSTGRES.withScript,
      use: { javaScriptEnabled: true, database: "postgres" },
      grepInvert: leavingOut(...NOT_WITH_SCRIPT, ...NOT_ON_POSTGRES),
    },
    {
      name: "nojs-postgres",
      testMatch: ON_POSTGRES.withoutScript,
      use: { javaScriptEnabled: false, database: "postgres" },
      grepInvert: leavingOut(...NOT_WITHOUT_SCRIPT, ...NOT_ON_POSTGRES),
    },
  ],
});
