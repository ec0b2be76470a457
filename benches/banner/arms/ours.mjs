// Our own banner, by the tag that docs/embed.md tells people to use.
import { readFileSync } from "node:fs";

const GUIDE = new URL("../../../docs/embed.md", import.meta.url);
const EXAMPLE = "https://samtykke.example.dk";

/** The guide's first example, with the service's address in place of its own. */
function tag(service) {
  const [, example] = /```html\n(.*?)```/s.exec(readFileSync(GUIDE, "utf8")) ?? [];
  if (!example?.includes(`src="${EXAMPLE}/s/www/da/v1.js"`)) throw new Error("docs/embed.md does not begin with the tag");
  return example.replaceAll(EXAMPLE, service.origin);
}

const button = (value) => ["samtykke-banner", `section button[value=${value}]`];

export const ours = (notice, service) => ({
  key: "samtykke",
  name: "Samtykke",
  version: "ours",
  head: tag(service),
  files: {},
  refuse: button("refuse"),
  accept: button("accept"),
  choose: button("choose"),
});
