// What a page pays, for both registers and in both languages: one file of at most 8,000 bytes; with a form in it, a
// second one and what the form says.
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { Lab, REGISTERS, TemporaryFolder, registerFile } from "../lab.ts";
import { LANGUAGES } from "../words.ts";

/** Where a real service stands; the lab's address is shorter or longer. */
const PUBLIC = "https://samtykke.example.dk";

/** What each file may weigh, in bytes; the register without a newsletter has no such form. */
const FILES = { "v1.js": 8000, "forms.v1.js": 3500, "newsletter.json": 2500, "contact.json": 2000 };

for (const register of REGISTERS)
  test(`what pages of ${register} load is as small as it was promised @js @sqlite`, async () => {
    const folder = new TemporaryFolder();
    const lab = await Lab.start({ register: registerFile(register), data: folder.path });
    try {
      for (const language of LANGUAGES)
        for (const [name, most] of Object.entries(FILES)) {
          const answer = await fetch(`${lab.serving}/s/www/${language}/${name}`);
          if (register === "adviser" && name === "newsletter.json") {
            expect(answer.status).toBe(404);
            continue;
          }
          expect(answer.status).toBe(200);
          const text = await answer.text();
          if (name.endsWith(".js")) expect(text).toContain("Samtykke: ");
          // As small as the service makes it, which is quality 11.
          const { length } = brotliCompressSync(text.replaceAll(lab.serving, PUBLIC));
          test.info().annotations.push({ type: `${language}/${name}`, description: `${length} bytes` });
          expect(length, `${language}/${name}`).toBeLessThanOrEqual(most);
        }
    } finally {
      await lab.stop();
      folder.remove();
    }
  });
