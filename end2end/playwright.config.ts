// How the end-to-end tests run. Every test runs with JavaScript and without, on SQLite and on PostgreSQL; one that
// makes sense only with some of these is tagged `@js`, `@nojs` or `@sqlite`, and one of many alike that PostgreSQL
// need not be told `@matrix`. There is no `webServer`: the fixture starts a `lab` process of its own for each worker,
// so tests share neither clock nor database.
import { defineConfig } from "@playwright/test";
import type { Database } from "./lab.ts";

const inCi = process.env["CI"] === "true";
/** Everything on PostgreSQL as well, as `FULL=1` asks. */
const isFull = process.env["FULL"] === "1";

/** What stores, or reads what is stored: the rest is the same whatever the database. */
const ON_POSTGRES = isFull ? /\.spec\.ts$/ : /(choice-flow|banner-answers|leptos-traps)\.spec\.ts$/;
/** What does not run on PostgreSQL. */
const ELSEWHERE = isFull ? "sqlite" : "sqlite|matrix";

export default defineConfig<object, { database: Database }>({
  globalSetup: "./postgres-server.ts",
  testDir: "tests",
  workers: 2,
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
      executablePath: "/usr/bin/chromium",
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
    { name: "js", use: { javaScriptEnabled: true }, grepInvert: /@nojs\b/ },
    { name: "nojs", use: { javaScriptEnabled: false }, grepInvert: /@js\b/ },
    {
      name: "js-postgres",
      testMatch: ON_POSTGRES,
      use: { javaScriptEnabled: true, database: "postgres" },
      grepInvert: new RegExp(`@(nojs|${ELSEWHERE})\\b`),
    },
    {
      name: "nojs-postgres",
      testMatch: ON_POSTGRES,
      use: { javaScriptEnabled: false, database: "postgres" },
      grepInvert: new RegExp(`@(js|${ELSEWHERE})\\b`),
    },
  ],
});
