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

const ARMS = [floor, ours, cookieconsent, klaro, tarteaucitron, c15t];
/** The end-to-end tests' browser, told to load nothing of its own. */
const CHROMIUM = {
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"],
};

const [binary, rounds = "5"] = process.argv.slice(2);
const site = await Website.open();
const service = await Service.start(binary, site);
const browser = await chromium.launch(CHROMIUM);
try {
  const notice = await service.notice();
  const arms = ARMS.map((arm) => ({ ...arm(notice, service), visits: [] }));
  arms.forEach((arm) => site.add(arm));
  // The browser's first page is slower than all that follow.
  await visit(browser, site, arms[0], false);
  for (let round = Number(rounds); round > 0; round -= 1) {
    for (const arm of arms) arm.visits.push(await visit(browser, site, arm, round === 1));
  }
  console.log(`banners, ${rounds} visits each: 4x slower processor, 1.6 Mbit/s, 150 ms; median (least-most)`);
  print(arms);
  judge(arms[1]);
} finally {
  await browser.close();
  service.stop();
  site.close();
}
