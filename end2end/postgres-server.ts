// One PostgreSQL for the whole run, unless one is given. It need not survive a power cut.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { postgres } from "./lab.ts";

export default function start(): (() => void) | undefined {
  if (process.env["SAMTYKKE_TEST_POSTGRES"] !== undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), "samtykke-postgres-"));
  process.env["SAMTYKKE_TEST_POSTGRES"] = postgres("start", folder, "-c", "fsync=off");
  return () => {
    postgres("stop", folder);
    rmSync(folder, { recursive: true, force: true });
  };
}
