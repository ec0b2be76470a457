// Holds back what is marked with a service or a purpose, and lets it go when that was chosen: in the page's order,
// with its attributes and nonce, and once.
import { all, services } from "./data";
import { standing } from "./choice";
import { placeFor } from "./placeholder";
import { nonce } from "./tag";
import { tell } from "./tell";

interface Held {
  readonly element: HTMLElement;
  /** The services it needs; all must be allowed. */
  readonly needs: readonly string[];
  /** Stands where an embed would, and asks about `asked`. */
  place?: HTMLElement;
  asked?: string;
  /** It was let go: this takes it back, or cannot because something of it ran. */
  back?: (() => void) | "ran" | undefined;
}

const EMBEDS = "iframe,video,object,embed";
const SOURCES = ["src", "srcset", "href", "data"];
const held: Held[] = [];
/** Elements that were looked at before. */
export const known = new WeakSet<Node>();
let releasing = Promise.resolve();

const missing = ({ needs }: Held): string | undefined => needs.find((key) => !standing.granted.has(key));

function hold(element: HTMLElement): void {
  if (known.has(element)) return;
  known.add(element);
  const { localName, dataset } = element;
  const { service, purpose } = dataset;
  if (localName == "script" && (element as HTMLScriptElement).type != "text/plain") tell("a marked script ran");
  else if (element.matches("script,template") || SOURCES.some((name) => dataset[name])) {
    const needs = all.filter(
      (key) => (service ?? purpose) && (!service || service == key) && (!purpose || purpose == services[key]?.category),
    );
    if (needs[0]) held.push({ element, needs });
    else tell(`no service ${service}, purpose ${purpose}`);
  }
}

/** Finds what is marked, and shows a placeholder for each embed that may not be shown. */
function scan(): void {
  document.querySelectorAll<HTMLElement>("[data-service],[data-purpose],[type='text/plain'][data-src]").forEach(hold);
  for (const each of held) {
    const { element, place } = each;
    const asked = missing(each);
    const at = place?.isConnected ? place : element;
    if (
      asked &&
      !each.back &&
      at.isConnected &&
      (at == element || each.asked != asked) &&
      (element.matches(EMBEDS) || (element as HTMLTemplateElement).content?.querySelector(EMBEDS))
    ) {
      at.replaceWith((each.place = placeFor((each.asked = asked), at)));
    }
  }
}

/** Lets go what is allowed, one after the other. */
export function release(): void {
  scan();
  releasing = releasing.then(async () => {
    for (const each of held) {
      if (each.back || missing(each) || !(each.element.isConnected || each.place?.isConnected)) continue;
      await letGo(each).catch(() => tell("no release"));
    }
  });
}

async function letGo(each: Held): Promise<void> {
  const { element, place } = each;
  const { localName, dataset } = element;
  each.back = "ran";
  place?.replaceWith(element);
  if (localName == "script") await run(element as HTMLScriptElement);
  else if (localName == "template") {
    const content = (element as HTMLTemplateElement).content.cloneNode(true) as DocumentFragment;
    const scripts = content.querySelectorAll("script");
    const nodes = [...content.childNodes];
    for (const script of scripts) {
      known.add(script);
      if (script.type) script.dataset["type"] = script.type;
      script.type = "text/plain";
    }
    if (!scripts[0]) each.back = () => nodes.forEach((node) => node.remove());
    element.after(content);
    for (const script of scripts) await run(script);
  } else {
    const sources = SOURCES.filter((name) => dataset[name]);
    for (const name of sources) element.setAttribute(name, dataset[name] as string);
    each.back = () => sources.forEach((name) => element.removeAttribute(name));
  }
}

/** Runs an inert script in its place; one that is not `async` is waited for. */
async function run(inert: HTMLScriptElement): Promise<void> {
  // A page that names its scripts by nonce means these alone.
  if (nonce && inert.nonce != nonce) return tell("a marked script lacks the nonce");
  const script = document.createElement("script");
  const { src = inert.getAttribute("src"), type = "" } = inert.dataset;
  known.add(script);
  for (const { name, value } of inert.attributes) {
    if (!/^(data-)?(src|type|nonce)$/.test(name)) script.setAttribute(name, value);
  }
  script.type = type;
  script.nonce = inert.nonce;
  script.async = inert.hasAttribute("async");
  script.text = inert.text;
  if (src) script.src = src;
  const loaded = new Promise((done) => {
    script.onload = script.onerror = done;
  });
  inert.replaceWith(script);
  await ((src || type == "module") && !script.async && loaded);
}

/** Takes back what `withdrawn` put into the page; whether something still runs. */
export function stop(withdrawn: readonly string[]): boolean {
  let runs = false;
  for (const each of held) {
    const { back, needs } = each;
    if (!back || !needs.some((key) => withdrawn.includes(key))) continue;
    if (back == "ran") runs = true;
    else {
      back();
      delete each.back;
    }
  }
  return runs;
}
