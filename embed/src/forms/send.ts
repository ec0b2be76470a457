// What is sent, once: a retry of the same carries the same key, so that two presses or a lost answer are one.
import { at } from "../site";
import type { Description, Typed } from "./description";

/** What came of it: what the service says in words where it took it, or what is wrong. No code is no answer of ours. */
export type Outcome = { readonly words: string } | { readonly wrong: readonly string[] };

/** What must be there and is not, by its code: told at once, and all of it. */
export function missing({ choice, fields }: Description, typed: Typed): string[] {
  const codes = fields.map(({ name, missing: code }) => !typed.fields[name]?.trim() && code);
  return [!typed.ticked[0] && choice?.missing, ...codes].filter((code): code is string => !!code);
}

/** Sends one form; it keeps what the last attempt was, and under which key. */
export function sender(): (description: Description, typed: Typed) => Promise<Outcome> {
  let last = "";
  let key = "";
  return async (description, typed) => {
    const body = bodyOf(description, typed);
    if (body != last) key = crypto.randomUUID();
    last = body;
    const answer = await fetch(`${at}/api/v1/${description.to}`, {
      method: "POST",
      credentials: "omit",
      signal: AbortSignal.timeout(15e3),
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body,
    });
    const said: { code?: string; field?: string; words?: string } = await answer.json().catch(() => ({}));
    if (answer.status == description.taken) return { words: said.words ?? "" };
    // Nothing was stored, and whatever is sent next is another attempt.
    if (answer.status < 500) last = "";
    return { wrong: [codeOf(description, said)] };
  };
}

/** What is typed and ticked, but for what was left empty. */
function bodyOf({ sent, choice, fields }: Description, typed: Typed): string {
  const filled = fields.map(({ name }) => [name, typed.fields[name]]).filter(([, text]) => text);
  return JSON.stringify({ ...sent, ...(choice && { [choice.name]: typed.ticked }), ...Object.fromEntries(filled) });
}

/** What is wrong, in a code of this form's: what the service cannot read it tells by the field. */
const codeOf = ({ fields }: Description, { code = "", field }: { code?: string; field?: string }): string =>
  code == "not-as-described" ? (fields.find(({ name }) => name == field)?.unreadable ?? code) : code;
