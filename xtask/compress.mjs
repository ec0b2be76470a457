// Compresses every file of a build once, as small as it gets, so that the server never has to.
// Node brings both methods; a Rust one would be compiled on every fresh machine.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = (content) =>
  promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
const gzipped = (content) => promisify(gzip)(content, { level: 9 });

async function writeIfSmaller(file, content, compressed) {
  if (compressed.length < content.length) await writeFile(file, compressed);
}

async function compress(file) {
  const content = await readFile(file);
  await Promise.all([
    brotli(content).then((small) => writeIfSmaller(`${file}.br`, content, small)),
    gzipped(content).then((small) => writeIfSmaller(`${file}.gz`, content, small)),
  ]);
}

const folder = process.argv[2];
const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile());
await Promise.all(files.map((entry) => compress(join(entry.parentPath ?? entry.path, entry.name))));
