"use strict";

// What is known of the person leaves the screen after five minutes, as a phone may lie about open.
(() => {
  const STAYS = 5 * 60 * 1000;
  const until = Date.now() + STAYS;

  function clear() {
    if (Date.now() < until) return;
    document.querySelector("[data-shown]")?.remove();
    document.querySelector("[data-cleared]").hidden = false;
  }

  setTimeout(clear, STAYS);
  // Timers rest while a phone sleeps, and a page may come back out of the browser's memory.
  document.addEventListener("visibilitychange", clear);
  addEventListener("pageshow", clear);
})();
