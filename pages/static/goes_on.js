"use strict";

// What takes long goes on piece by piece, and each piece shows how far it is. Without this somebody
// presses the button.
document.getElementById("goes-on").requestSubmit();
