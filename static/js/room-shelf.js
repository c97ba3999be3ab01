// Whether people still write in a room: the server tells it, and where the composer was
// stands a line that says why not. Half-written words stay where they are.

import { room } from "./room-log.js";

const line = document.getElementById("archived");
const form = document.getElementById("composer");

export function shelved({ archived = false, reason = "" }) {
  if (archived === "archived" in room.dataset) return;
  room.toggleAttribute("data-archived", archived);
  line.querySelector("[data-why]").textContent = reason;
  line.hidden = !archived;
  form.hidden = archived;
}
