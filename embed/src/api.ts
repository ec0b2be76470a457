// `window.samtykke`: for the page's own script. What was pushed before this file came is done now.
import { decide, standing } from "./choice";
import { openSettings } from "./settings";

type Command = [name: string, ...args: unknown[]];

const api = {
  /** Whether `service` is allowed now. */
  allows: (service: string): boolean => standing.granted.has(service),
  /** Calls `done` now and at each change with the services allowed. */
  on(done: (granted: string[]) => void): void {
    const say = () => done([...standing.granted]);
    addEventListener("samtykke", say);
    say();
  },
  open: (): void => void openSettings(),
  /** Refuses everything, or takes everything back. There is no way to accept but a click. */
  refuse: (): void => decide({ surface: "settings", hash: "" }, []),
  /** Does what a queue before this file would hold: `["on", f]`, `["open"]`, `["refuse"]`. */
  push(...commands: Command[]): void {
    for (const [name, ...args] of commands) (api as unknown as Record<string, (...args: unknown[]) => void>)[name]?.(...args);
  },
};

const page = window as unknown as { samtykke?: typeof api | Command[] };
const before = page.samtykke ?? [];

/** Whether another tag was here first. */
export const isSecond = !Array.isArray(before);

/** Takes the queue's place. */
export function replaceQueue(): void {
  page.samtykke = api;
}

export const runQueue = (): void => api.push(...(before as Command[]));
