// What goes over the wire beyond the page itself, as the browser's own protocol tells it.

/** Listens to a page's network from now on. `isOfPage` says which addresses are not the banner's. */
export class Wire {
  #requests = new Map();

  constructor(protocol, isOfPage) {
    protocol.on("Network.requestWillBeSent", ({ requestId, request: { url } }) => {
      if (url.startsWith("http") && !isOfPage(url)) this.#requests.set(requestId, { url, body: 0, all: 0 });
    });
    protocol.on("Network.dataReceived", (part) => this.#add(part, "body"));
    protocol.on("Network.loadingFinished", (whole) => this.#add(whole, "all"));
  }

  /** How many were asked for. */
  get requests() {
    return this.#requests.size;
  }

  /** Bytes of the bodies as they were sent, which is compressed. */
  get bodies() {
    return this.#sum("body");
  }

  /** Bytes received, headers included; nothing for what came out of the cache. */
  get received() {
    return this.#sum("all");
  }

  #add({ requestId, encodedDataLength }, what) {
    const request = this.#requests.get(requestId);
    if (request) request[what] += encodedDataLength;
  }

  #sum(what) {
    return [...this.#requests.values()].reduce((sum, request) => sum + request[what], 0);
  }
}
