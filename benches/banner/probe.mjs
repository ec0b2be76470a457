// What runs in the page before anything else: it sees when the banner is really there, and how much the page moved.
//
// Really there: a click on the middle of the refuse button would hit it, and neither it nor anything it stands in is
// fainter than half. A change of the document, in which every banner must put something, starts the look; from then
// on each frame is looked at, with its styles and layout done, just before it is painted. That is the moment which
// `paintTime` tells of the page's first paint, so both are by one clock.

/** Sent into the page as it stands. `path` is one selector for each shadow root on the way to the button. */
export function probe(path) {
  const seen = (window.__bench = { visible: undefined, shift: 0, isVisible });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) seen.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
  if (!path) return;

  let isLooking = false;
  const observer = new MutationObserver(() => {
    if (isLooking || !document.querySelector(path[0])) return;
    isLooking = true;
    requestAnimationFrame(look);
  });
  observer.observe(document, { childList: true, subtree: true });

  function look() {
    if (!isVisible(path)) return requestAnimationFrame(look);
    observer.disconnect();
    seen.visible = performance.now();
  }

  function isVisible(path) {
    const element = path.reduce((root, selector) => (root?.shadowRoot ?? root)?.querySelector(selector), document);
    if (!element) return false;
    const { left, top, width, height } = element.getBoundingClientRect();
    let hit = document.elementFromPoint(left + width / 2, top + height / 2);
    while (hit?.shadowRoot) hit = hit.shadowRoot.elementFromPoint(left + width / 2, top + height / 2);
    return width > 0 && height > 0 && !!hit && element.contains(hit) && opacity(element) >= 0.5;
  }

  function opacity(element) {
    let product = 1;
    for (let one = element; one; one = one.parentElement ?? one.getRootNode().host) {
      product *= Number(getComputedStyle(one).opacity);
    }
    return product;
  }
}
