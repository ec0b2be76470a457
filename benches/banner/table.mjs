// What was measured, as a table for a terminal of 120 columns, and against the budgets.

const LABEL = 18;
const CELL = 17;

/** Each figure with the digits that it is worth. */
const ROWS = [
  ["brotli, bytes", "bytes", 0],
  ["requests", "requests", 0],
  ["first paint, ms", "paint", 0],
  ["banner there, ms", "visible", 0],
  ["  x first paint", "ratio", 2],
  ["  x bare page's", "overBare", 2],
  ["script, ms", "script", 0],
  ["layout shift", "shift", 2],
  ["coming back, bytes", "again", 0],
];

const BUDGET = { bytes: 8000, requests: 1, ratio: 1.05, again: 3000, findings: 0, shift: 0 };

/** Prints what `visits` of each arm gave: the median of the rounds, with the least and the most where they differ. */
export function print(arms) {
  line("", arms.map(({ name }) => name));
  line("", arms.map(({ version }) => version));
  for (const [label, key, digits] of ROWS) line(label, arms.map(({ visits }) => cell(visits, key, digits)));
  line("axe findings", arms.map(({ visits }) => String(findings(visits).length)));
  for (const { name, visits } of arms) {
    if (findings(visits).length) console.log(`axe on ${name}: ${findings(visits).join(", ")}`);
  }
}

/** Prints what ours gave against what was promised. */
export function judge({ visits }) {
  verdict("brotli bytes of script, style and texts", median(visits, "bytes"), BUDGET.bytes, 0);
  verdict("requests beyond the page", median(visits, "requests"), BUDGET.requests, 0);
  verdict("banner there, times first paint", median(visits, "ratio"), BUDGET.ratio, 2);
  verdict("bytes for a returning visitor", median(visits, "again"), BUDGET.again, 0);
  verdict("axe findings", findings(visits).length, BUDGET.findings, 0);
  verdict("layout shift", Math.max(...values(visits, "shift")), BUDGET.shift, 3);
}

const line = (label, cells) => console.log(label.padEnd(LABEL) + cells.map((text) => text.padStart(CELL)).join(""));

/** What the visits say of `key`, where it applies to the arm. */
const values = (visits, key) => visits.map((visit) => visit[key]).filter((value) => Number.isFinite(value));

const findings = (visits) => visits.find((visit) => visit.findings)?.findings ?? [];

function median(visits, key) {
  const sorted = values(visits, key).sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

function cell(visits, key, digits) {
  const measured = values(visits, key);
  if (!measured.length) return "-";
  const figures = [Math.min(...measured), median(visits, key), Math.max(...measured)];
  const [least, middle, most] = figures.map((value) => value.toFixed(digits));
  return least === most ? middle : `${middle} ${least}-${most}`;
}

function verdict(what, measured, budget, digits) {
  const word = measured <= budget ? "kept" : "MISSED";
  console.log(`${what}: ${measured.toFixed(digits)}, budget ${budget}: ${word}`);
}
