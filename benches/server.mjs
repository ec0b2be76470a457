// Cold start and memory of the server as shipped, on the demo, against the budgets.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BUDGET = { coldStartMs: 500, restMb: 40, loadMb: 100 };
const CONNECTIONS = 64;
const LOAD_SECONDS = 10;

const binary = process.argv[2];
const data = mkdtempSync(join(tmpdir(), "samtykke-bench-"));
const address = `127.0.0.1:${await freePort()}`;
const environment = { ...process.env, SAMTYKKE_DATA: data, SAMTYKKE_ADDR: address, SAMTYKKE_LOG: "warn" };
const demo = spawnSync(binary, ["demo"], { env: environment, stdio: "inherit" });
if (demo.status !== 0) process.exit(1);

const begun = performance.now();
const server = spawn(binary, ["serve"], { env: environment, stdio: "ignore" });
try {
  await firstAnswer();
  verdict("cold start to the first page, ms", performance.now() - begun, BUDGET.coldStartMs);
  verdict("resident at rest, MB", residentMb(), BUDGET.restMb);
  const end = performance.now() + LOAD_SECONDS * 1000;
  const answered = await Promise.all(Array.from({ length: CONNECTIONS }, () => readUntil(end)));
  const total = answered.reduce((sum, count) => sum + count, 0);
  console.log(`load: ${total} pages in ${LOAD_SECONDS} s over ${CONNECTIONS} connections`);
  verdict("resident under load, MB", residentMb("VmHWM"), BUDGET.loadMb);
} finally {
  server.kill("SIGTERM");
  rmSync(data, { recursive: true });
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function firstAnswer() {
  for (;;) {
    try {
      const answer = await fetch(`http://${address}/`);
      await answer.text();
      if (answer.ok) return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    if (performance.now() - begun > 20_000) throw new Error("the server did not answer within 20 s");
  }
}

async function readUntil(end) {
  let answered = 0;
  while (performance.now() < end) {
    const answer = await fetch(`http://${address}/privatliv`);
    await answer.arrayBuffer();
    if (answer.ok) answered += 1;
  }
  return answered;
}

function residentMb(field = "VmRSS") {
  const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)[1]) / 1024;
}

function verdict(what, measured, budget) {
  const word = measured <= budget ? "kept" : "MISSED";
  console.log(`${what}: ${measured.toFixed(1)}, budget ${budget}: ${word}`);
}
