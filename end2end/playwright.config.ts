// How the end-to-end tests run. Every test runs with JavaScript and without, on SQLite and on PostgreSQL; one that
// makes sense only with some of these is tagged `@js`, `@nojs` or `@sqlite`. There is no `webServer`: the fixture
// starts a `lab` process of its own for each worker, so tests share neither clock nor database.
import { defineConfig } from "@playwright/test";
import type { Database } from "./lab.ts";

const inCi = process.env["CI"] === "true";

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
      use: { javaScriptEnabled: true, database: "postgres" },
      grepInvert: /@(nojs|sqlite)\b/,
    },
    {
      name: "nojs-postgres",
      use: { javaScriptEnabled: false, database: "postgres" },
      grepInvert: /@(js|sqlite)\b/,
    },
  ],
});
