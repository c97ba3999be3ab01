// Every page of a room, live or not: words that are half written stay on this phone, for
// each room and thread, and what is quoted or pinned is gone to without leaving the page.

import { room, rowOf } from "./room-log.js";

const form = document.getElementById("composer");
const field = form.elements.body;
const person = document.querySelector('meta[name="lokadaya-person"]').content;
const spot = `lokadaya-draft ${person} ${form.getAttribute("action")}`;
let paused = false;

/** What is being written here; while a message is edited, it rests. */
export const draft = {
  keep() {
    if (paused) return;
    try {
      if (field.value.trim()) localStorage.setItem(spot, field.value);
      else localStorage.removeItem(spot);
    } catch { /* a full phone */ }
  },
  pause() {
    paused = true;
  },
  resume() {
    paused = false;
    field.value = localStorage.getItem(spot) ?? "";
  },
};

if (!field.value) draft.resume();
field.addEventListener("input", draft.keep);

// Sent, it is no draft any more: it waits in the outbox, if it has to.
addEventListener("submit", ({ target }) => {
  if (target === form && !paused) localStorage.removeItem(spot);
}, true);

room.addEventListener("click", (event) => {
  const link = event.target.closest("a.quoted, .pinned a");
  const row = link && rowOf(new URLSearchParams(link.search).get("sekitar"));
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  link.closest("details")?.removeAttribute("open");
  location.hash = row.id;
  row.scrollIntoView({ block: "center" });
});
