"use strict";

// Tells that a person has the page before them. Machines fetch links, and some run scripts: so
// nothing is told when the page loads or scrolls by itself, only once somebody touches it.
(() => {
  const signs = ["pointerdown", "keydown", "wheel", "touchmove"];

  function tell(event) {
    if (!event.isTrusted) return;
    for (const sign of signs) removeEventListener(sign, tell);
    const address = location.pathname.replace(/\/+$/, "") + "/seen";
    fetch(address, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
  }

  for (const sign of signs) addEventListener(sign, tell, { passive: true });
})();
