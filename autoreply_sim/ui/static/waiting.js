// On the page that says that every seat is taken: what was asked for opens as soon as one is free. A page that is
// reloaded gives its own seat back only when this one is shown, so most visitors wait for a second.
(() => {
  "use strict";
  const { health, retry } = document.currentScript.dataset;
  const LOOK_MS = 1000;

  async function look() {
    // The server gives seats of pages that are gone to whoever asks, not to whoever looks.
    if (performance.now() > 1000 * Number(retry) || (await isFree())) window.location.reload();
    else window.setTimeout(look, LOOK_MS);
  }

  async function isFree() {
    try {
      const { sessions, max_sessions: most } = await (await fetch(health, { cache: "no-store" })).json();
      return sessions < most;
    } catch {
      return false; // the server may be starting again
    }
  }

  window.setTimeout(look, LOOK_MS / 2);
})();
