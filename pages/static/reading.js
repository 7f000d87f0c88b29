"use strict";

// What is known of the person leaves the screen after five minutes, as a phone may lie about open.
(() => {
  const STAYS = 5 * 60 * 1000;
  const shown = Date.now();
  const started = performance.now();
  let timer = setTimeout(clear, STAYS);

  function clear() {
    document.querySelector("[data-shown]")?.remove();
    document.querySelector("[data-cleared]").hidden = false;
  }

  // Timers rest while a phone sleeps, as one clock may, and the other may be set back.
  function lookAgain() {
    const left = STAYS - Math.max(Date.now() - shown, performance.now() - started);
    clearTimeout(timer);
    if (left > 0) timer = setTimeout(clear, left);
    else clear();
  }

  document.addEventListener("visibilitychange", lookAgain);
  addEventListener("pageshow", lookAgain);
})();
