// What goes over the wire beyond the page itself, as the browser's own protocol tells it.

/** Listens to a page's network from now on. `isOfPage` says which addresses are not the banner's. */
export class Wire {
  #requests = new Map();

  constructor(protocol, isOfPage) {
    protocol.on("Network.requestWillBeSent", ({ requestId, request: { url } }) => {
      if (url.startsWith("http") && !isOfPage(url)) this.#requests.set(requestId, { url, body: 0, all: 0 });
    });
    protocol.on("Network.dataReceived", ({ requestId, encodedDataLength }) => this.#add(requestId, "body", encodedDataLength));
    protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => this.#add(requestId, "all", encodedDataLength));
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

  #add(id, what, bytes) {
    const request = this.#requests.get(id);
    if (request) request[what] += bytes;
  }

  #sum(what) {
    return [...this.#requests.values()].reduce((sum, request) => sum + request[what], 0);
  }
}
