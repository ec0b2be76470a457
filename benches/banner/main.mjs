// Our banner and four others on the same page in the same run: what they weigh, and how soon they are there.
// `node benches/banner/main.mjs target/release/samtykke [rounds]`
import { createRequire } from "node:module";
import { c15t } from "./arms/c15t.mjs";
import { cookieconsent } from "./arms/cookieconsent.mjs";
import { floor } from "./arms/floor.mjs";
import { klaro } from "./arms/klaro.mjs";
import { ours } from "./arms/ours.mjs";
import { tarteaucitron } from "./arms/tarteaucitron.mjs";
import { Service } from "./service.mjs";
import { judge, print } from "./table.mjs";
import { visit } from "./visit.mjs";
import { Website } from "./website.mjs";

const { chromium } = createRequire(new URL("../../end2end/package.json", import.meta.url))("@playwright/test");

/** The page without a banner comes first: the others are held against it. */
const ARMS = [floor, ours, cookieconsent, klaro, tarteaucitron, c15t];
/** The end-to-end tests' browser, told to load nothing of its own. */
const CHROMIUM = {
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
};

const [binary, rounds = "5"] = process.argv.slice(2);
const site = await Website.open();
try {
  const service = await Service.start(binary, site);
  try {
    await compare(service);
  } finally {
    await service.stop();
  }
} finally {
  site.close();
}

async function compare(service) {
  const notice = await service.notice();
  const arms = ARMS.map((arm) => ({ ...arm(notice, service), visits: [] }));
  arms.forEach((arm) => site.add(arm));
  const browser = await chromium.launch(CHROMIUM);
  try {
    // The browser's first page is slower than all that follow.
    await visit(browser, site, arms[0], false);
    for (let round = Number(rounds); round > 0; round -= 1) await go(browser, arms, round === 1);
  } finally {
    await browser.close();
  }
  console.log(`banners, ${rounds} visits each: 4x slower processor, 1.6 Mbit/s, 150 ms; median least-most`);
  print(arms);
  judge(arms.find(({ key }) => key === "samtykke"));
}

/** One visit to each arm, so that what slows the machine for a while slows all alike. */
async function go(browser, arms, isLast) {
  let bare;
  for (const arm of arms) {
    const seen = await visit(browser, site, arm, isLast);
    bare ??= seen.paint;
    // Against the page without a banner too: one that holds up the first paint must not look sooner for it.
    arm.visits.push({ ...seen, overBare: seen.visible / bare });
  }
}
