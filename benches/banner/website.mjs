// The website: the page once for each arm, and the files that a rival needs, compressed as well as ours are.
import { createServer } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";
import { STYLE, page } from "./page.mjs";

/** As our own service says of its script, so that nobody's returning visitor is better off by a header. */
const AGE = "public, max-age=300, stale-while-revalidate=86400";
const KINDS = { css: "text/css", html: "text/html", js: "text/javascript" };

function compress(text) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
  };
  return brotliCompressSync(text, { params });
}

export class Website {
  /** What is served, by path. */
  #files = new Map();
  #server;
  origin;

  static async open() {
    const site = new Website();
    site.#server = createServer((request, response) => site.#answer(request, response)).listen(0, "127.0.0.1");
    await new Promise((resolve) => site.#server.once("listening", resolve));
    site.origin = `http://127.0.0.1:${site.#server.address().port}`;
    site.#put("/site.css", STYLE);
    return site;
  }

  /** Puts the page with `arm`'s banner at the arm's own path, and its files below that. */
  add(arm) {
    this.#put(`/${arm.key}/index.html`, page(arm.head));
    for (const [name, text] of Object.entries(arm.files)) this.#put(`/${arm.key}/${name}`, text);
  }

  address(arm) {
    return `${this.origin}/${arm.key}/index.html`;
  }

  /** What every arm asks for, and is therefore not the banner's. */
  isOfPage(url) {
    return url.endsWith("/index.html") || url.endsWith("/site.css") || url.endsWith("/favicon.ico");
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #put(path, text) {
    this.#files.set(path, { kind: KINDS[path.split(".").at(-1)], body: compress(text) });
  }

  #answer(request, response) {
    const file = this.#files.get(new URL(request.url, this.origin).pathname);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const headers = {
      "content-type": `${file.kind}; charset=utf-8`,
      "content-encoding": "br",
      "content-length": file.body.length,
      "cache-control": AGE,
      vary: "accept-encoding",
    };
    response.writeHead(200, headers).end(file.body);
  }
}
