// The visitor's choice: what stands, and what a click makes of it.
import { all, type Asked, services } from "./data";
import { read, remove, write } from "./cookie";
import { kept, record, refuse } from "./record";
import { settle } from "./settle";
import { lang as language, site } from "./site";
import { period, type Standing, standingOf } from "./standing";
import { tell } from "./tell";

/** What stands before anything is known: nothing is allowed. */
export let standing: Standing = { granted: new Set(), ask: true, yes: false };

/** The cookie as last seen. */
let seen: string | undefined;

/** Reads the cookie at the start. */
export const begin = (): Standing => (standing = standingOf((seen = read())));

function change(next: Standing, isTold?: true): void {
  const withdrawn = [...standing.granted].filter((key) => !next.granted.has(key));
  standing = next;
  seen = read();
  void settle(withdrawn, isTold && withdrawn);
}

/** Reads the cookie again, when it may have changed elsewhere. */
export function reread(): void {
  if (read() != seen) change(standingOf(read()));
}

/** This site's other pages in this browser. */
let others: BroadcastChannel | undefined;

/** Follows what is chosen on them. */
export function follow(): void {
  try {
    others = new BroadcastChannel("samtykke");
    others.onmessage = reread;
  } catch {
    // Where there is none, this page looks again when it gets the focus.
  }
}

/** The service will not have the record: what cannot be proved is not allowed. */
export function undo(): void {
  remove();
  change(standingOf(undefined), true);
  others?.postMessage(0);
}

/** The names of what is allowed, for people. */
export const names = (): string => [...standing.granted].map((key) => services[key]?.name).join(", ");

/** Stores the answer to what was asked: of that, only `accepted` is allowed from now on. */
export function decide({ surface, hash: notice }: Asked, accepted: readonly string[], embed?: string): void {
  const yes = !!accepted[0];
  const before = standing;
  const granted = new Set(all.filter((key) => (embed && key != embed ? before.granted.has(key) : accepted.includes(key))));
  const [day, seconds] = period(yes);
  const cookie = before.day && read();
  if (!write(day, granted, seconds)) tell("no cookies");
  // A no in place takes nothing else back, so what is granted was accepted now.
  if (yes) record({ site, language, surface, notice, accepted, embed, cookie });
  else if (before.yes || kept().jobs[0] || kept().receipt) record();
  else refuse(surface);
  change({ granted, ask: false, day, yes }, true);
  others?.postMessage(0);
}
