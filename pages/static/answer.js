// Keeps what is typed and not sent yet, three seconds after the last key, so that a dead battery
// costs nobody their work. Without it the page has a button that does the same.
"use strict";

const PAUSE = 3000;

for (const form of document.querySelectorAll("form[data-draft]")) {
  let pause = 0;
  let newFile = false;

  const typed = () => {
    const all = new FormData(form);
    all.set("_draft", "keep");
    // A file goes along once, and not again with every word beside it.
    if (newFile) return all;
    return new URLSearchParams([...all].filter(([, value]) => typeof value === "string"));
  };

  const keep = async (more) => {
    clearTimeout(pause);
    pause = 0;
    const body = typed();
    const withFile = newFile;
    newFile = false;
    try {
      const answer = await fetch(location.pathname + location.search, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        credentials: "omit",
        ...more,
      });
      if (!answer.ok) return;
      form.querySelector("[data-kept]").textContent = (await answer.json()).kept;
    } catch {
      // No signal: the next key tries again, and what is on the screen stays there.
      newFile ||= withFile;
    }
  };

  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  };

  form.addEventListener("input", (event) => {
    newFile ||= event.target.type === "file";
    soon();
  });
  form.addEventListener("submit", () => {
    clearTimeout(pause);
    pause = 0;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && pause) keep({ keepalive: true });
  });
}
