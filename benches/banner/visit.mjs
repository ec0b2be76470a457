// One visitor: comes for the first time with a slow device on a slow network, refuses, and comes back.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { probe } from "./probe.mjs";
import { Wire } from "./wire.mjs";

const { resolve } = createRequire(new URL("../../end2end/package.json", import.meta.url));
const AXE = readFileSync(resolve("axe-core/axe.min.js"), "utf8");

/** 1.6 Mbit/s down, 750 kbit/s up, 150 ms to the first byte: a phone on a poor mobile network. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const CPU_TIMES_SLOWER = 4;
const SCREEN = { width: 360, height: 640 };
/** How long after load and banner whatever still moves or loads is waited for. */
const REST_MS = 1000;
const LIMIT_MS = 30_000;

/** Measures one visit; with `isLast` also what takes time and is the same every time: what axe finds, and the return. */
export async function visit(browser, site, arm, isLast) {
  const context = await browser.newContext({ viewport: SCREEN, locale: "da-DK" });
  try {
    const { page, measured } = await first(context, site, arm);
    if (!isLast) return measured;
    const findings = await axe(page);
    const again = arm.refuse ? await comeBack(context, page, site, arm) : undefined;
    return { ...measured, findings, again };
  } finally {
    await context.close();
  }
}

async function first(context, site, arm) {
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  await protocol.send("Performance.enable");
  await protocol.send("Network.emulateNetworkConditions", NETWORK);
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: CPU_TIMES_SLOWER });
  await page.addInitScript(probe, arm.refuse);
  const wire = new Wire(protocol, site.isOfPage);
  await page.goto(site.address(arm), { waitUntil: "load" });
  if (arm.refuse) await page.waitForFunction(() => window.__bench.visible, undefined, { timeout: LIMIT_MS });
  await page.waitForTimeout(REST_MS);
  const { metrics } = await protocol.send("Performance.getMetrics");
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const { visible, shift, paint } = await page.evaluate(() => ({
    visible: window.__bench.visible,
    shift: window.__bench.shift,
    paint: performance.getEntriesByName("first-contentful-paint")[0].paintTime,
  }));
  if (arm.refuse) await allAnswers(page, arm);
  const script = metrics.find(({ name }) => name === "ScriptDuration").value * 1000;
  const measured = { bytes: wire.bodies, requests: wire.requests, paint, visible, ratio: visible / paint, script, shift };
  return { page, measured };
}

/** A banner with fewer answers at first sight would be another banner. */
async function allAnswers(page, arm) {
  for (const answer of ["refuse", "accept", "choose"]) {
    const isThere = await page.evaluate((path) => window.__bench.isVisible(path), arm[answer]);
    if (!isThere) throw new Error(`${arm.name}: its answer "${answer}" is not to be seen at first`);
  }
}

/** What axe finds, by the rules that our own tests go by. The page without a banner gives nothing. */
async function axe(page) {
  await page.evaluate(AXE);
  const runOnly = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate((options) => window.axe.run(options), { runOnly });
  return violations.map(({ id }) => id);
}

async function comeBack(context, before, site, arm) {
  await before.locator(arm.refuse.join(" ")).click();
  await before.waitForFunction((path) => !window.__bench.isVisible(path), arm.refuse);
  await before.waitForTimeout(REST_MS);
  await before.close();
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  await page.addInitScript(probe, arm.refuse);
  const wire = new Wire(protocol, site.isOfPage);
  await page.goto(site.address(arm), { waitUntil: "load" });
  await page.waitForTimeout(REST_MS);
  const isAsked = await page.evaluate((path) => window.__bench.isVisible(path), arm.refuse);
  if (isAsked) throw new Error(`${arm.name} asks again after a refusal`);
  return wire.received;
}
