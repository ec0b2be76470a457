// What stands today: which services the visitor allows, and whether something must be asked. What is unknown,
// damaged, old or from the future is "not consented".
import { all, data, type Kept, services } from "./data";
import { type Choice, dayOf, parse } from "./cookie";
import { tell } from "./tell";

export interface Standing {
  /** The services allowed now. */
  readonly granted: ReadonlySet<string>;
  /** Some service has no answer that stands. */
  readonly ask: boolean;
  /** The day of the choice that stands, as `2026-11-21`; none where none does. */
  readonly day?: string | undefined;
  /** A yes was stored, in force or not, so there may be a receipt to end. */
  readonly yes: boolean;
}

const plusDays = (day: string, days: number): string => dayOf(Date.parse(day) + days * 864e5);

/** The first day on which a choice made on `day` no longer stands. */
function endOf(day: string, isYes: boolean): string {
  const { months, days }: Kept = isYes ? data.kept.yes : data.kept.no;
  const end = new Date(day);
  const date = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + months);
  if (end.getUTCDate() != date) end.setUTCDate(0);
  return plusDays(dayOf(+end), days);
}

/** Today by the browser's clock; none when that clock cannot be believed. */
function today(): string | undefined {
  try {
    const now = new Date();
    const day = dayOf(+now - now.getTimezoneOffset() * 6e4);
    // A day's grace for time zones.
    if (plusDays(day, 1) >= data.today) return day;
  } catch {
    // No date at all is a wrong one.
  }
  tell("wrong clock");
  return;
}

/** The day a choice is made on, and for how many seconds it is kept. */
export function period(isYes: boolean): [day: string, seconds: number] {
  const day = today() ?? data.today;
  return [day, (Date.parse(endOf(day, isYes)) - Date.parse(day)) / 1e3];
}

/** What a cookie value means today. */
export function standingOf(value: string | undefined): Standing {
  let choice: Choice | undefined;
  try {
    choice = parse(value);
  } catch {
    // A day that is not in the calendar.
  }
  const yes = !!choice && /:y/.test(value as string);
  const now = choice && today();
  const stands = choice && now && choice.day <= plusDays(now, 1) && now < endOf(choice.day, yes) ? choice : undefined;
  const given = all.map((key) => {
    const [fingerprint, answer] = stands?.answers.get(key)?.split(":") ?? [];
    return [key, fingerprint == services[key]?.fingerprint && answer] as const;
  });
  return {
    granted: new Set(given.filter(([, answer]) => answer == "y").map(([key]) => key)),
    ask: given.some(([, answer]) => !answer),
    day: stands?.day,
    yes,
  };
}
