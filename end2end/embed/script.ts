// The script as it is served, with its data changed: what the service would serve for another register, made without
// starting a service for each.
import { readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { SITE } from "../lab.ts";
import type { Language } from "../words.ts";
import type { Guest } from "./bench.ts";

/** The data of the site's script, as far as tests change it. */
export interface ScriptData {
  today: string;
  kept: object;
  banner: { hash: string };
  services: Record<string, { category: string; fingerprint: string; name: string }>;
  words: Record<string, string>;
}

const MARK = "__SAMTYKKE__";

/** From now on the page gets its script with `change` made to its data. */
export async function withData(guest: Guest, change: (data: ScriptData) => void, language: Language = "da"): Promise<void> {
  const [head = "", tail = ""] = readFileSync(path.join(SITE, "embed/v1.js"), "utf8").split(MARK);
  const served = await (await fetch(guest.site.tag(language))).text();
  if (!served.startsWith(head) || !served.endsWith(tail)) throw new Error("the service serves another script than was built");
  const data = runInNewContext(`(${served.slice(head.length, served.length - tail.length)})`) as ScriptData;
  change(data);
  const body = head + JSON.stringify(data) + tail;
  await guest.page.route(guest.site.tag(language), (route) => route.fulfill({ body, contentType: "text/javascript; charset=utf-8" }));
}
