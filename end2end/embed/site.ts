// Somebody else's website, with example pages for each kind of markup, and a company that tracks on another port.
import { readFileSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type Language, PATHS } from "../words.ts";

const file = (name: string): string => readFileSync(path.join(import.meta.dirname, name), "utf8");

/** The nonce of the page with a strict policy. A real page draws one for each answer. */
const NONCE = "c2FtdHlra2U";

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void, host: string): Promise<[Server, string]> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return [server, `http://${host}:${(server.address() as AddressInfo).port}`];
}

export class Website {
  /** What the company that tracks was asked for. */
  readonly hits: string[] = [];
  /** The service's origin; set once it runs, which it does only when it knows this site's. */
  service = "";
  /** Pages of the test's own, by path. */
  readonly pages = new Map<string, string>();
  origin = "";
  tracker = "";
  #servers: Server[] = [];

  static async open(host = "127.0.0.1"): Promise<Website> {
    const site = new Website();
    const [pages, origin] = await listen((request, response) => site.#answer(request, response), host);
    const [tracker, trackerOrigin] = await listen((request, response) => site.#track(request, response), "127.0.0.1");
    site.origin = origin;
    site.tracker = trackerOrigin;
    site.#servers = [pages, tracker];
    return site;
  }

  /** The address of an example page; `language` is that of the tag. */
  at(page: string, language: Language = "da"): string {
    return `${this.origin}/${page}?${language}`;
  }

  tag(language: Language): string {
    return `${this.service}/s/www/${language}/v1.js`;
  }

  formsTag(language: Language): string {
    return `${this.service}/s/www/${language}/forms.v1.js`;
  }

  close(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  #fill(text: string, language: Language): string {
    const values: Record<string, string> = {
      lang: language,
      tag: this.tag(language),
      forms: this.formsTag(language),
      tracker: this.tracker,
      nonce: NONCE,
      settings: this.service + PATHS[language].settings,
      declaration: this.service + PATHS[language].cookies,
      newsletter: this.service + PATHS[language].newsletter,
      contact: this.service + PATHS[language].contact,
    };
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, search } = new URL(request.url ?? "/", this.origin);
    const name = pathname.slice(1);
    if (name.endsWith("-worker.js")) {
      response.setHeader("content-type", "text/javascript").end("self.onfetch = null;");
      return;
    }
    const language = search.startsWith("?en") ? "en" : "da";
    if (name === "favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    if (name.startsWith("strict")) {
      const policy = [
        "default-src 'none'",
        `script-src 'nonce-${NONCE}' ${this.tracker}`,
        "style-src 'self'",
        `connect-src ${this.service} ${this.tracker}`,
        `frame-src ${this.tracker}`,
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
      ];
      response.setHeader("content-security-policy", policy.join("; "));
    }
    const page = this.pages.get(pathname) ?? file(name.endsWith(".html") ? name : "plain.html");
    response.setHeader("content-type", "text/html; charset=utf-8").end(this.#fill(page, language));
  }

  #track(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? "/";
    this.hits.push(url);
    if (url.startsWith("/t.js")) response.setHeader("content-type", "text/javascript").end(file("tracker.js"));
    else if (url.startsWith("/pixel")) response.setHeader("content-type", "image/gif").end(Buffer.from("R0lGODlhAQABAAAAACw=", "base64"));
    else response.setHeader("content-type", "text/html").end(`<!doctype html><html lang="da"><title>film</title><main><h1>film</h1></main>`);
  }
}
