"use strict";

// What takes long goes on piece by piece, with a pause in which it can be stopped, and each piece
// shows how far it is. Without this somebody presses the button.
const PAUSE = 3000;
const form = document.getElementById("goes-on");
const stopping = document.getElementById("stopping");
const stop = stopping.querySelector("a");
const going = setTimeout(() => form.requestSubmit(), PAUSE);

document.getElementById("soon").hidden = false;
stop.addEventListener("click", () => clearTimeout(going));
// Whoever has no mouse would come too late.
stop.focus();
// What has begun cannot be stopped.
form.addEventListener("submit", () => {
  clearTimeout(going);
  stopping.hidden = true;
});
