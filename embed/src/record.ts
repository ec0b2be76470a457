// What the service is told. An acceptance waits in this browser until the service has taken it, once, under one key;
// a withdrawal likewise. A refusal is a count, sent once and forgotten.
import { data } from "./data";
import { undo } from "./choice";
import { at, lang, site } from "./site";
import { tell } from "./tell";

/** Waiting to be sent under its key: a consent, or with no body the end of the one before. */
interface Job {
  readonly key: string;
  readonly body?: object | undefined;
}

interface Kept {
  /** Opens the receipt, where the service is another site and cannot keep the code in its own cookie. */
  receipt?: string | undefined;
  jobs: readonly Job[];
}

const PLACE = "samtykke";
/** Holds what could not be stored, for as long as the page is open. */
let memory: string | undefined;
let isBusy = false;

/** What is kept in this browser; what is damaged is lost. */
export function kept(): Kept {
  try {
    const { receipt, jobs = [] }: Partial<Kept> = JSON.parse(memory ?? localStorage[PLACE] ?? "{}");
    return { receipt, jobs: jobs.filter(({ key }) => key) };
  } catch {
    return { jobs: [] };
  }
}

function keep(next: Kept): void {
  const text = JSON.stringify(next);
  const isSome = next.receipt || next.jobs[0];
  memory = undefined;
  try {
    delete localStorage[PLACE];
    if (isSome) localStorage[PLACE] = text;
  } catch {
    // Forbidden storage: what waits is lost when the page closes.
    memory = text;
  }
}

/** Posts once under `key`, which may have to do with a receipt, or without one what has not. */
const post = (path: string, body: object, key?: string): Promise<Response> =>
  fetch(`${at}/api/v1/${path}`, {
    method: "POST",
    keepalive: true,
    credentials: key && data.sameSite ? "include" : "omit",
    headers: {
      "Content-Type": "application/json",
      ...(key && { "Idempotency-Key": key, ...(data.sameSite && { "Samtykke-Receipt": "cookie" }) }),
    },
    body: JSON.stringify(body),
  });

/** Counts a refusal; what becomes of it changes nothing. */
export function refuse(surface: string): void {
  post("refusals", { site, language: lang, surface }).catch(() => {});
}

/** Records a consent, or with no body the end of the one before. */
export function record(body?: object): void {
  const { receipt, jobs } = kept();
  keep({ receipt, jobs: [...jobs, { key: crypto.randomUUID(), body }] });
  void deliver();
}

/** Sends what waits, in order, until the service does not answer as it should. */
export async function deliver(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  try {
    for (let next; (next = kept().jobs[0]); ) await send(next);
  } catch {
    tell("no answer");
  }
  isBusy = false;
}

async function send({ key, body }: Job): Promise<void> {
  const { receipt } = kept();
  const answer = await post(body ? "consents" : "consents/withdraw", { ...body, receipt }, key);
  const said: { id?: string; ended?: object; code?: string; receipt?: string } = await answer.json();
  // Anything but an answer of ours is tried again.
  if (answer.ok ? !said.id && !said.ended : !said.code || answer.status > 422) throw answer;
  // Another page may have added to what waits.
  const jobs = kept().jobs.filter((other) => other.key != key);
  keep({ jobs, receipt: said.receipt });
  if (answer.ok || !body || jobs[0]) return;
  tell(`record refused: ${said.code}`);
  undo();
}
