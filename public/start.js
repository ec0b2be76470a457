// Loads the client once the browser is idle: nothing on the page waits for it.
const start = async () => {
  const client = await import("./samtykke.js");
  await client.default({ module_or_path: new URL("samtykke.wasm", import.meta.url) });
  client.hydrate();
};

if ("requestIdleCallback" in window) {
  // A page that is never idle gets its client after two seconds.
  requestIdleCallback(start, { timeout: 2000 });
} else {
  start();
}
