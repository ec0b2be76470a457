// The cookie `samtykke`, written and read exactly as the service's own pages do. Anything that is not exactly what
// is written is no choice at all.
import { all, data, services } from "./data";
import { expire, secure } from "./clear";

/** What the cookie says. */
export interface Choice {
  /** As `2026-11-21`. */
  readonly day: string;
  /** By service, what was answered about what: `5d9fe01e:y`. */
  readonly answers: ReadonlyMap<string, string>;
}

const NAME = "samtykke";

/** The civil day of an instant, in UTC; an instant that is none throws. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Throws, or gives nothing, for what was not written by us. */
export function parse(value = ""): Choice | undefined {
  const found = /^1\.(\d{4})(\d\d)(\d\d)((\.[a-z\d-]+:[a-f\d]{8}:[yn])*)$/.exec(value);
  if (!found || value[3072]) return;
  const day = found.slice(1, 4).join("-");
  const parts = value.split(".").slice(2);
  const answers = new Map(parts.map((part) => part.split(/:(.+)/) as [string, string]));
  if (dayOf(Date.parse(day)) == day && answers.size == parts.length) return { day, answers };
}

/** The value that stands; more than one is somebody else's doing, and none. */
export function read(): string | undefined {
  try {
    const [first, second] = document.cookie.split("; ").filter((pair) => pair.startsWith(`${NAME}=`));
    return second ? undefined : first?.slice(NAME.length + 1);
  } catch {
    return;
  }
}

/** Removes the cookie, wherever it lies. */
export const remove = (): void => expire(NAME);

/** Stores that `granted` are allowed from `day` on for `seconds`; whether the browser took it. */
export function write(day: string, granted: ReadonlySet<string>, seconds: number): boolean {
  const answers = all.map((key) => `.${key}:${services[key]?.fingerprint}:${granted.has(key) ? "y" : "n"}`);
  const value = `1.${day.replace(/-/g, "")}${answers.join("")}`;
  try {
    remove();
    // A page outside the domain has a cookie of its own.
    for (const domain of [data.domain, ""]) {
      if (read() != value) document.cookie = `${NAME}=${value};Path=/;Max-Age=${seconds};SameSite=Lax;Domain=${domain}${secure}`;
    }
  } catch {
    // Told by whoever asked.
  }
  return read() == value;
}
