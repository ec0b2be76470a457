// Where many tests are alike but for register, language, screen and light, a quick run tells half of them with script
// and the other half without. In each half every value is met by every value of another kind. FULL=1 tells all of them
// both ways.
import type { RegisterName } from "./lab.ts";
import type { Language, ViewportName } from "./words.ts";

/** What a quick run tells with script only, and without only. */
export const WITH_SCRIPT = "@half-with-script";
export const WITHOUT_SCRIPT = "@half-without-script";

type Value = RegisterName | Language | ViewportName | "light" | "dark";
const SECOND_VALUES: readonly Value[] = ["adviser", "en", "phone", "dark"];

/** The half that a combination belongs to. Another value in one place is the other half. */
export function half(...values: readonly Value[]): string {
  const seconds = values.filter((value) => SECOND_VALUES.includes(value)).length;
  return seconds % 2 === 0 ? WITH_SCRIPT : WITHOUT_SCRIPT;
}
