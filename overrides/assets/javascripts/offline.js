// What every page does so that the site can be read without a network. Only a published site has
// a service worker; its address stands in data-worker, which theme.js puts on <html>.
(() => {
  "use strict";
  const root = document.documentElement;
  const workers = navigator.serviceWorker;
  if (!workers) return;
  if (!root.dataset.worker) {
    // A plain build where a published site stood: whoever writes must see the page as it is now.
    workers.getRegistrations().then((all) => all
      .filter(({ active, scope }) => location.href.startsWith(scope)
        && active?.scriptURL === `${scope}service-worker.js`)
      .forEach((one) => one.unregister()), () => {});
    return;
  }

  const loaded = new Promise((done) => {
    if (document.readyState === "complete") done();
    else addEventListener("load", done, { once: true });
  });
  // Not before the page is there: what the worker fetches would delay it. A page that has a worker
  // does not register it again, which would wait until the browser has looked for a newer one.
  const start = async () => {
    await loaded;
    const found = await workers.register(root.dataset.worker);
    if (found.active) return found.active;
    const coming = found.installing ?? found.waiting;
    return new Promise((done, fail) => {
      coming.addEventListener("statechange", () => {
        if (coming.state === "activated") done(coming);
        else if (coming.state === "redundant") fail(new Error("the worker could not start"));
      });
    });
  };
  const running = workers.controller ? Promise.resolve(workers.controller) : start();
  running.catch(() => {}); // whoever asks is told

  // What is kept is said before the first paint of the next page, see theme.js.
  const count = (kept) => {
    root.classList.toggle("has-kept", kept > 0);
    try {
      if (kept) localStorage.setItem("parcours.kept", kept);
      else localStorage.removeItem("parcours.kept");
    } catch {
      // storage is closed: the footer leads to the list, too
    }
  };

  // keep.js and kept.js ask the worker; progress is told while it works.
  window.parcoursOffline = async (question, progress) => {
    const worker = await running;
    const { port1, port2 } = new MessageChannel();
    const told = await new Promise((done) => {
      port1.onmessage = ({ data }) => (data.total ? progress?.(data) : done(data));
      worker.postMessage(question, [port2]);
    });
    port1.close();
    if (told.failed) throw new Error(told.failed);
    count(told.count ?? told.routes.filter((route) => route.kept).length);
    return told;
  };
  if (!document.querySelector("[data-pc-keep], [data-pc-saved]")) {
    loaded.then(() => running).then((worker) => worker.postMessage({ ask: "hello" }), () => {});
  }
  // A newer worker has taken over: what is kept must follow the site.
  workers.addEventListener("controllerchange", () => {
    workers.controller?.postMessage({ ask: "hello" });
  });

  // Browsers ask the network for a download whatever a worker has; a page may ask the worker.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[download]");
    if (!link || event.defaultPrevented || !workers.controller) return;
    if (link.protocol === "blob:" || link.origin !== location.origin) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(answer.status);
      const file = document.createElement("a");
      file.href = URL.createObjectURL(await answer.blob());
      file.download = link.download || link.pathname.split("/").at(-1);
      file.click();
      setTimeout(() => URL.revokeObjectURL(file.href), 10000);
    } catch {
      location.assign(link.href); // the browser says why
    }
  });
})();
