// What comes later: pages add elements at any time.

/** Calls `done` when the page's elements change. */
export const watch = (done: () => void): void => new MutationObserver(done).observe(document, { childList: true, subtree: true });
