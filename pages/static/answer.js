// Keeps what is typed and not sent yet, three seconds after the last key, so that a dead battery
// costs nobody their work. Without it the page has a button that does the same.
"use strict";

const PAUSE = 3000;
const UNTIL_TRIED_AGAIN = 30000;
const OVER = [409, 410];
const here = location.pathname + location.search;

for (const form of document.querySelectorAll("form[data-draft]")) {
  const line = form.querySelector("[data-kept]");
  const newFiles = new Set();
  const emptied = new Set();
  let pause = 0;
  let underWay = null;
  let again = false;

  const typed = () => {
    const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const all = new URLSearchParams(texts);
    all.set("_draft", "keep");
    for (const input of form.querySelectorAll("input[type=file]")) {
      if (input.files.length) all.delete("_without", input.name);
    }
    for (const name of emptied) all.append("_without", name);
    return all;
  };

  const withFile = (input) => {
    const all = new FormData();
    for (const [name, text] of typed()) all.append(name, text);
    all.append(input.name, input.files[0]);
    return all;
  };

  const save = async (body, more) => {
    try {
      const answer = await fetch(here, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        credentials: "omit",
        ...more,
      });
      // Nothing is taken any more, and the page says why.
      if (OVER.includes(answer.status)) location.replace(here);
      if (!answer.ok) throw new Error(answer.statusText);
      line.textContent = (await answer.json()).kept;
      return true;
    } catch (problem) {
      if (problem.name !== "AbortError") line.textContent = line.dataset.failed;
      return false;
    }
  };

  // The words first: a large file may be long under way, or never arrive.
  const saveAll = async (signal) => {
    const gone = [...emptied];
    if (!(await save(typed(), { signal }))) return false;
    for (const name of gone) emptied.delete(name);
    for (const input of newFiles) {
      const [file] = input.files;
      if (!(await save(withFile(input), { signal }))) return false;
      if (input.files[0] === file) newFiles.delete(input);
    }
    return true;
  };

  // One at a time, or what was typed earlier might arrive later.
  const keep = async () => {
    stopWaiting();
    again = true;
    if (underWay) return;
    while (again) {
      again = false;
      underWay = new AbortController();
      const saved = await saveAll(underWay.signal);
      underWay = null;
      if (!saved && !again) wait(UNTIL_TRIED_AGAIN);
    }
  };

  const stopWaiting = () => {
    clearTimeout(pause);
    pause = 0;
  };

  const wait = (milliseconds) => {
    stopWaiting();
    pause = setTimeout(keep, milliseconds);
  };

  form.addEventListener("input", (event) => {
    const input = event.target;
    if (input.type === "file") {
      const chosen = input.files.length > 0;
      chosen ? newFiles.add(input) : newFiles.delete(input);
      chosen ? emptied.delete(input.name) : emptied.add(input.name);
    }
    wait(PAUSE);
  });
  form.addEventListener("submit", () => {
    stopWaiting();
    again = false;
    underWay?.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden || !pause) return;
    // A browser lets little more than words go out of a page that is being left.
    underWay?.abort();
    save(typed(), { keepalive: true });
  });
}
