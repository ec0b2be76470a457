// Where it begins. What is synchronous is short: everything is denied, the gates are armed, other companies' tags
// are told. The rest comes when the page has a body.
import { data, services } from "./data";
import { isSecond, replaceQueue, runQueue } from "./api";
import { tellStale } from "./banner";
import { follow, reread, standing } from "./choice";
import { clear } from "./clear";
import { read } from "./cookie";
import { declare } from "./declaration";
import { release } from "./gate";
import { get } from "./get";
import { guard } from "./guard";
import { deliver } from "./record";
import { openSettings } from "./settings";
import { signal } from "./signals";
import { isPinned } from "./tag";
import { stopped, tell } from "./tell";

/** Whether a pinned file is still the one in force; without an answer it is not. */
const isCurrent = async (): Promise<boolean> =>
  (await get<{ hash: string }>("version")).hash == data.hash && !/^([2-9]|1\d)/.test(read() ?? "");

/** Opens the settings when the address asks for them and the page has no such place of its own. */
function followLink(): void {
  const { hash, pathname, search } = location;
  if (hash != "#cookies" || document.getElementById("cookies")) return;
  // The same link must lead here again.
  history.replaceState(history.state, "", pathname + search);
  void openSettings();
}

/** Waits for what may be late: marked elements that come, connections and choices that change elsewhere. */
function watch(): void {
  let isDue = 0;
  new MutationObserver(() => {
    clearTimeout(isDue);
    isDue = setTimeout(release, 20);
  }).observe(document, { childList: true, subtree: true });
  addEventListener("focus", reread);
  addEventListener("online", deliver);
  addEventListener("hashchange", followLink);
}

function begin(): void {
  reread();
  runQueue();
  followLink();
  watch();
  follow();
  setTimeout(() => {
    const { lang } = document.documentElement;
    if (lang && !lang.startsWith(data.lang)) tell(`page in ${lang}, tag in ${data.lang}`);
    void clear(services((key) => !standing.granted.has(key)), true);
    void deliver();
    const declared = () => declare().catch(() => tell("no declaration"));
    if (document.readyState == "loading") addEventListener("DOMContentLoaded", declared);
    else void declared();
  });
}

async function start(): Promise<void> {
  if (isSecond) return tell("two tags");
  replaceQueue();
  signal("default", standing.granted);
  if (!data.origins.includes(origin)) return tell(`not for ${origin}`);
  guard();
  while (!document.body) await new Promise(requestAnimationFrame);
  if (!isPinned || (await isCurrent().catch(() => false))) return begin();
  tell("pinned file not current");
  tellStale();
}

start().catch(stopped);
