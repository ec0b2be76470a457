// The visitor's choice: what stands, and what a click makes of it.
import { data, type Notice } from "./data";
import { read, remove, write } from "./cookie";
import { hash } from "./notice";
import { kept, record, refuse } from "./record";
import { settle } from "./settle";
import { period, type Standing, standingOf } from "./standing";
import { tell } from "./tell";

/** What stands before anything is known: nothing is allowed. */
export let standing: Standing = { granted: new Set(), ask: true, yes: false };

/** The cookie as last seen; at first never. */
let seen: string | undefined | null = null;

function change(next: Standing, isClick?: true): void {
  const withdrawn = [...standing.granted].filter((key) => !next.granted.has(key));
  standing = next;
  seen = read();
  void settle(withdrawn, isClick);
}

/** Reads the cookie: at the start, and when the visitor comes back from where it may have changed. */
export function reread(): void {
  if (read() !== seen) change(standingOf(read()));
}

/** The service will not have the record: what cannot be proved is not allowed, and is asked again. */
export function undo(): void {
  remove();
  reread();
}

/** The names of what is allowed, for people. */
export const names = (): string =>
  data.services
    .filter(({ key }) => standing.granted.has(key))
    .map(({ name }) => name)
    .join(", ");

/** Stores the answer to `notice`: of what it asked about, only `accepted` is allowed from now on. */
export async function decide(notice: Notice, accepted: readonly string[], embed?: string): Promise<void> {
  const shown = accepted[0] && (await hash(notice));
  const { site, lang: language } = data;
  const { surface } = notice;
  const before = standing;
  const granted = new Set(
    data.services
      .map(({ key }) => key)
      .filter((key) => (embed && key != embed ? before.granted : new Set(accepted)).has(key)),
  );
  const [day, seconds] = period(!!shown);
  const cookie = before.day && read();
  if (!write(day, granted, seconds)) tell("no cookies; the choice lasts for this page");
  // A no in place takes nothing else back, so what is granted was accepted now.
  if (shown) record({ site, language, surface, notice: shown, accepted, embed, cookie });
  else if (before.yes || kept().jobs[0] || kept().receipt) record();
  else refuse(surface);
  change({ granted, ask: false, day, yes: !!shown }, true);
}

/** Every service that is a choice. */
export const all = (): string[] => data.services.map(({ key }) => key);
