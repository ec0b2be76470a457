// A second opinion: another language, another RFC 8785, no shared code, the same bytes.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { Lab, TemporaryFolder, registerFile } from "../lab.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PYTHON = path.join(ROOT, ".tools/venv/bin/python");

test("an independent program agrees with every canonical form, hash and commitment @nojs @sqlite", async ({ browser }) => {
  const folder = new TemporaryFolder();
  const lab = await Lab.start({ register: registerFile("association"), data: folder.path });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    for (const settings of ["/cookieindstillinger", "/en/cookie-settings"]) {
      await page.goto(lab.serving + settings);
      await page.click("main button[value=accept]");
    }
    await page.goto(`${lab.serving}/kvittering`);
    await page.click("button[value=withdraw]");
    await context.close();
  } finally {
    await lab.stop();
  }
  const files = ["samtykke.db", "keys.db", "root.key"].map((file) => path.join(folder.path, file));
  const said = execFileSync(PYTHON, [path.join(ROOT, "end2end/oracle/evidence.py"), ...files]);
  // One register and two notices; two yeses, the first replaced and the second withdrawn.
  expect(JSON.parse(said.toString())).toEqual({ canonical: 3, given: 2, ended: 2, acts: 0, erased: 0 });
  folder.remove();
});
