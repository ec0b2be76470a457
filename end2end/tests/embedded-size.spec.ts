// What a page pays: one file of at most 8,000 bytes, for both registers and in both languages.
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { Lab, REGISTERS, TemporaryFolder, registerFile } from "../lab.ts";
import { LANGUAGES } from "../words.ts";

/** Where a real service stands; the lab's address is shorter or longer. */
const PUBLIC = "https://samtykke.example.dk";

for (const register of REGISTERS)
  test(`the script for ${register} is at most 8,000 bytes @js @sqlite`, async () => {
    const folder = new TemporaryFolder();
    const lab = await Lab.start({ register: registerFile(register), data: folder.path });
    try {
      for (const language of LANGUAGES) {
        const script = await (await fetch(`${lab.serving}/s/www/${language}/v1.js`)).text();
        expect(script).toContain("Samtykke: ");
        // As small as the service makes it, which is quality 11.
        const { length } = brotliCompressSync(script.replaceAll(lab.serving, PUBLIC));
        expect(length, language).toBeLessThanOrEqual(8000);
      }
    } finally {
      await lab.stop();
      folder.remove();
    }
  });
