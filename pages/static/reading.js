"use strict";

// What is known of the person leaves the screen after five minutes, as a phone may lie about open;
// when the page is left, as browsers keep pages to go back to; and once it may be shown no more.
(() => {
  const STAYS = 5 * 60 * 1000;
  const ASKS_EVERY = 15 * 1000;
  const started = Date.now();
  const startedBy = performance.now();
  let shown = document.querySelector("[data-shown]");
  const address = `${location.pathname.replace(/\/+$/, "")}/stands?${shown.dataset.shown}`;
  let timer = setTimeout(() => clear("seen"), STAYS);
  const asking = setInterval(ask, ASKS_EVERY);

  function clear(why) {
    clearTimeout(timer);
    clearInterval(asking);
    if (!shown) return;
    shown.remove();
    shown = null;
    document.querySelector(`[data-cleared=${why}]`).hidden = false;
  }

  // Without a connection nothing is known, and the five minutes are all that there is.
  async function ask() {
    if (!shown) return;
    try {
      const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
      const gone = answer.status === 404;
      if (gone || (answer.ok && !(await answer.json()).stands)) clear("gone");
    } catch {}
  }

  // Timers rest while a phone sleeps, as one clock may, and the other may be set back.
  function lookAgain() {
    if (!shown) return;
    const left = STAYS - Math.max(Date.now() - started, performance.now() - startedBy);
    clearTimeout(timer);
    if (left > 0) timer = setTimeout(() => clear("seen"), left);
    else clear("seen");
  }

  document.addEventListener("visibilitychange", () => {
    lookAgain();
    if (!document.hidden) ask();
  });
  addEventListener("pageshow", lookAgain);
  addEventListener("pagehide", () => clear("seen"));
})();
