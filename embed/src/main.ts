// Where it begins. What is synchronous is short: everything is denied, the gates are armed, other companies' tags
// are told. The rest comes when the page has a body.
import { data, those } from "./data";
import { isSecond, replaceQueue, runQueue } from "./api";
import { ask, tellStale } from "./banner";
import { begin, follow, reread, standing } from "./choice";
import { clear } from "./clear";
import { read } from "./cookie";
import { declare } from "./declaration";
import { release } from "./gate";
import { get } from "./get";
import { guard } from "./guard";
import { deliver } from "./record";
import { openSettings } from "./settings";
import { carried, settle } from "./settle";
import { signal } from "./signals";
import { lang } from "./site";
import { isPinned } from "./tag";
import { stopped, tell } from "./tell";
import { watch } from "./watch";

/** Whether a pinned file is still the one in force; without an answer it is not. */
const isCurrent = async (): Promise<boolean> =>
  (await get<{ hash: string }>("version")).hash == data.hash && !/^([2-9]|1\d)/.test(read() ?? "");

/** Opens the settings when the address asks for them and the page has no such place of its own. */
function followLink(): void {
  const { hash, pathname, search } = location;
  if (hash != "#cookies" || document.querySelector(hash)) return;
  // The same link must lead here again.
  history.replaceState(history.state, "", pathname + search);
  void openSettings();
}

/** Waits for what may be late: marked elements that come, connections and choices that change elsewhere. */
function wait(): void {
  let isDue = 0;
  watch(() => {
    clearTimeout(isDue);
    isDue = setTimeout(() => {
      release();
      declare();
    }, 20);
  });
  addEventListener("focus", reread);
  addEventListener("online", deliver);
  addEventListener("hashchange", followLink);
}

/** The question comes before all else, which waits until it is on the screen. */
async function open(): Promise<void> {
  const first = begin();
  if (first.ask) ask();
  await new Promise((done) => setTimeout(done, first.ask ? 50 : 0));
  // Whoever answered meanwhile has been told what came of it.
  if (first == standing) void settle([], carried(), first.ask);
  runQueue();
  followLink();
  wait();
  follow();
  void clear(those((key) => !standing.granted.has(key)), true);
  void deliver();
  declare();
  const { lang: page } = document.documentElement;
  if (page && !page.startsWith(lang)) tell(`page in ${page}, tag in ${lang}`);
}

async function start(): Promise<void> {
  if (isSecond) return tell("two tags");
  replaceQueue();
  signal("default", standing.granted);
  if (!data.origins.includes(origin)) return tell(`not for ${origin}`);
  guard();
  while (!document.body) await new Promise(requestAnimationFrame);
  if (!isPinned || (await isCurrent().catch(() => false))) return open();
  tell("pinned file not current");
  tellStale();
}

start().catch(stopped);
