// The script reads the choice cookie exactly as the service does, and whatever is damaged, in the cookie, in storage
// or in an answer of the service: nothing is allowed that was not chosen, and nothing is thrown.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "../embed/bench.ts";
import { denied, setCookie, yes } from "../embed/denied.ts";
import { withData } from "../embed/script.ts";

interface Case {
  readonly value: string;
  readonly today: string;
  readonly granted: readonly string[];
  readonly asks: boolean;
  readonly stands: boolean;
}

/** Written by the service's own tests. */
const VECTORS = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../embed/cookies.json"), "utf8")) as {
  kept: object;
  services: { key: string; fingerprint: string }[];
  cases: Case[];
};

/** The same numbers in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Random = ReturnType<typeof generator>;

/** `text` with one to three letters added, dropped or replaced. */
function damage(text: string, random: Random): string {
  let damaged = text;
  for (let times = random(3); times >= 0; times--) {
    const at = random(damaged.length);
    damaged = damaged.slice(0, at) + String.fromCharCode(33 + random(94)) + damaged.slice(at + random(3));
  }
  return damaged;
}

type Api = { samtykke: { allows: (key: string) => boolean; open: () => void; refuse: () => void } };

test.describe("@js @sqlite", () => {
  test("the cookie is read as the service reads it, in every case that it wrote down", async ({ guest }) => {
    const { cases, kept, services } = VECTORS;
    await withData(guest, (data) => {
      data.kept = kept;
      data.today = "2020-01-01";
      data.services = Object.fromEntries(services.map(({ key, fingerprint }) => [key, { category: "one", fingerprint, name: key }]));
      data.words["none"] = "Nothing stands.";
    });
    // Values that no browser would store are read too, so the browser's own jar is not asked.
    await guest.page.addInitScript(() => {
      const shown = Object.assign(window, { shown: { value: "", today: "2026-11-21" } }).shown;
      Object.defineProperty(document, "cookie", { get: () => `samtykke=${shown.value}`, set: () => {} });
      window.Date = class extends Date {
        constructor(...given: []) {
          if (given.length) super(...given);
          else super(`${shown.today}T12:00:00Z`);
        }
      } as DateConstructor;
    });
    guest.site.pages.set("/case", `<!doctype html><html lang="da"><title>x</title><script src="{{tag}}"></script><h1>Velkommen</h1>`);
    await guest.open("case");
    await guest.asked();
    const readings = await guest.page.evaluate(
      async ({ cases, keys }) => {
        const { samtykke, shown } = window as unknown as Api & { shown: object };
        const root = document.querySelector("samtykke-banner")?.shadowRoot;
        const moment = () => new Promise((done) => setTimeout(done, 2));
        const until = async (isSo: () => unknown) => {
          while (!isSo()) await moment();
        };
        const show = async (next: object) => {
          Object.assign(shown, next);
          dispatchEvent(new Event("focus"));
          await moment();
        };
        const readings = [];
        for (const { value, today } of cases) {
          await show({ value: "nothing", today });
          await until(() => root?.querySelector("section"));
          await show({ value });
          const granted = keys.filter((key) => samtykke.allows(key));
          await until(() => !granted[0] || !root?.querySelector("section"));
          const asks = !!root?.querySelector("section button[value=refuse]");
          samtykke.open();
          await until(() => root?.querySelector("dialog"));
          const stands = root?.querySelector("dialog p")?.textContent?.startsWith("Nothing stands.") === false;
          root?.querySelector("dialog")?.close();
          await until(() => !root?.querySelector("dialog"));
          readings.push({ value, today, granted, asks, stands });
        }
        return readings;
      },
      { cases, keys: services.map(({ key }) => key) },
    );
    expect(readings).toEqual(cases.map(({ value, today, granted, asks, stands }) => ({ value, today, granted, asks, stands })));
    expect(guest.complaints).toEqual([]);
  });

  test("three hundred damaged cookies allow nothing that does not stand there whole", async ({ guest }) => {
    const good = await yes(guest);
    const random = generator(20261122);
    const damaged = Array.from({ length: 300 }, () => damage(good, random).replace(/[;,"\\ ]/g, "!"));
    await guest.open("plain.html");
    const wrongs = await guest.page.evaluate(
      ({ values, good }) => {
        const answers = (value: string) => new Map(value.split(".").slice(2).map((part) => [part.split(":")[0] ?? "", part]));
        const known = answers(good);
        const wrongs: string[] = [];
        const { allows } = (window as unknown as Api).samtykke;
        const put = (cookie: string) => {
          document.cookie = `samtykke=${cookie}`;
          dispatchEvent(new Event("focus"));
        };
        for (const value of values) {
          put(`${value};path=/`);
          // What was cut off or answered no is not allowed; what stands untouched, may be.
          const stands = answers(value);
          for (const [key, part] of known) if (allows(key) && stands.get(key) !== part) wrongs.push(`${value}: ${key}`);
          put(";path=/;max-age=0");
          if ([...known.keys()].some(allows)) wrongs.push(`left after ${value}`);
        }
        return wrongs;
      },
      { values: damaged.filter((value) => value !== good), good },
    );
    expect(wrongs).toEqual([]);
    expect(guest.complaints).toEqual([]);
  });

  test("hostile, old and future cookies allow nothing, and the visitor is asked", async ({ guest }) => {
    const good = await yes(guest);
    const hostile = [
      "yes",
      "1",
      "1.",
      `2.${good.slice(2)}`,
      `1.20260230${good.slice(10)}`,
      good.replace(/\d{8}/, "20991231"),
      good + good.slice(10),
      `${good}.x`,
      good.replace(/:y/g, ":Y"),
      good.replace(/:/g, "%3A"),
      `${good}.${"a".repeat(3000)}:00000000:y`,
      "__proto__",
      "{}",
      "1.20261122.__proto__:00000000:y",
      good.replace(/:[0-9a-f]{8}:/g, ":00000000:"),
    ];
    for (const value of hostile) {
      await guest.page.context().clearCookies();
      await setCookie(guest, value);
      await guest.open("plain.html");
      await guest.asked();
    }
    await denied(guest);
    expect(guest.complaints).toEqual([]);
  });

  test("a hundred and fifty answers to a yes and to its end: nothing more is allowed than was chosen", async ({ guest }) => {
    const random = generator(4);
    const answers = Array.from({ length: 150 }, (_, at) => {
      const whole = [`{"id":"x","receipt":"ABCDE","services":["brightlane"]}`, `{"code":"notice-changed"}`, `{"ended":{}}`, `[]`, `null`, `"yes"`, ""][at % 7] ?? "";
      return { status: [200, 201, 204, 400, 409, 422, 429, 500, 503][random(9)] ?? 200, body: random(3) ? whole : damage(whole || "<html>", random) };
    });
    await guest.open("google.html");
    await guest.asked();
    // The settings' texts are asked for once, before the answers go bad.
    const wrongs = await guest.page.evaluate(async (answers) => {
      const { samtykke } = window as unknown as Api;
      const root = document.querySelector("samtykke-banner")?.shadowRoot;
      const wrongs: string[] = [];
      const quiet = () => new Promise((done) => setTimeout(done, 15));
      samtykke.open();
      while (!root?.querySelector("dialog")) await quiet();
      root.querySelector("dialog")?.close();
      for (const { status, body } of answers) {
        window.fetch = async () => new Response(status === 204 ? null : body, { status });
        samtykke.open();
        await quiet();
        root?.querySelector<HTMLInputElement>("input[value=talrig]:not(:checked)")?.click();
        root?.querySelector<HTMLButtonElement>("button[value=save]")?.click();
        await quiet();
        for (const key of ["metrivio", "brightlane", "video-player", "__proto__"]) if (samtykke.allows(key)) wrongs.push(`${status} ${body}: ${key}`);
        samtykke.refuse();
        await quiet();
        if (samtykke.allows("talrig")) wrongs.push(`${status} ${body}: still talrig`);
        localStorage.clear();
      }
      return wrongs;
    }, answers);
    expect(wrongs).toEqual([]);
    expect(guest.complaints).toEqual([]);
  });

  test("damaged storage loses what waits there, and no more", async ({ guest }) => {
    const random = generator(7);
    const whole = `{"jobs":[{"key":"0000000000000000"}],"receipt":"ABCDE"}`;
    for (const held of ["null", "5", `{"jobs":null}`, `{"jobs":[null,5]}`, "{", ...Array.from({ length: 15 }, () => damage(whole, random))]) {
      await guest.page.context().clearCookies();
      await guest.open("plain.html");
      await guest.page.evaluate((held) => localStorage.setItem("samtykke", held), held);
      await guest.page.reload();
      await guest.asked();
      await denied(guest);
      await guest.page.evaluate(() => (window as unknown as Api).samtykke.refuse());
      await expect(guest.banner, held).toContainText(guest.words.said.no);
    }
    expect(guest.complaints.filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
  });

  test("twenty answers to whether a pinned file is current: denied but for the one that says so", async ({ guest }) => {
    const { hash } = (await (await fetch(guest.site.tag("da").replace("v1.js", "version.json"))).json()) as { hash: string };
    const pinned = guest.site.tag("da").replace("v1.js", `${hash}/v1.js`);
    guest.site.pages.set("/pinned", `<!doctype html><html lang="da"><title>x</title><script src="${pinned}"></script><h1>Velkommen</h1>`);
    const random = generator(11);
    let answer = { status: 200, body: "" };
    await guest.page.route(/version\.json/, (route) => route.fulfill({ ...answer, headers: { "access-control-allow-origin": "*" } }));
    const good = await yes(guest);
    await setCookie(guest, good);
    for (let at = 0; at < 20; at++) {
      const whole = [`{"hash":"${hash}"}`, `{"hash":null}`, "null", "[]", ""][at % 5] ?? "";
      const body = damage(whole || "<html>", random);
      answer = { status: [200, 404, 500][random(3)] ?? 200, body };
      await guest.open("pinned");
      await expect(guest.host.getByRole("link"), body).toHaveAttribute("href", /cookieindstillinger$/);
      expect(await guest.page.evaluate(() => (window as unknown as Api).samtykke.allows("talrig")), body).toBe(false);
    }
    expect(guest.complaints.filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
  });
});
