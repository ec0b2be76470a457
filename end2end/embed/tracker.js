// The script of a company that tracks: it leaves something in every storage there is, and calls home.
(() => {
  const { src, dataset } = document.currentScript;
  const name = dataset.leaves ?? "talrig";
  try {
    if (dataset.leaves) document.cookie = `${name}=1;path=/;max-age=9999`;
    else {
      document.cookie = "talrig_id=1;path=/;max-age=9999";
      document.cookie = `talrig_visit=1;path=${location.pathname};max-age=9999`;
      localStorage.setItem("talrig.queue", "1");
      sessionStorage.setItem("talrig.page", "1");
      indexedDB.open("talrig-store").onsuccess = (event) => event.target.result.close();
      void caches.open("talrig-files");
      if (dataset.worker) void navigator.serviceWorker.register("/talrig-worker.js");
    }
  } catch {
    // Where storage is forbidden, it still calls.
  }
  (window.ran ??= []).push(new URL(src).searchParams.get("as") ?? name);
  void fetch(new URL(`/hit?as=${name}`, src), { mode: "no-cors" });
})();
