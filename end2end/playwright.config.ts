// How the end-to-end tests run. Every test runs twice, with JavaScript and without; one that makes
// sense only in one of the two is tagged `@js` or `@nojs`. There is no `webServer`: the fixture
// starts a `lab` process of its own for each worker, so tests share neither clock nor database.
import { defineConfig } from "@playwright/test";

const inCi = process.env["CI"] === "true";

export default defineConfig({
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
  ],
});
