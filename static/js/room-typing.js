// Who is writing just now: told while one writes, shown for a few seconds, kept nowhere.

import { isMine, isUnheard } from "./room-log.js";
import { line } from "./room-sending.js";

const TOLD_EVERY = 4_000;
const SHOWN_FOR = 7_000;
const field = document.getElementById("id_body");
const place = document.getElementById("typing");
// In the room, or in one thread: who writes elsewhere is not shown here.
const beside = Number(document.getElementById("room").dataset.thread) || undefined;
const writing = new Map();
let told = 0;

field.addEventListener("input", () => {
  if (!field.value.trim() || !line.isReady() || Date.now() - told < TOLD_EVERY) return;
  told = Date.now();
  line.tell({ type: "typing", thread: beside });
});

function show() {
  const names = [...writing.values()].map(({ name }) => name);
  const words = names.length > 2 ? place.dataset.many : place.dataset[names.length > 1 ? "two" : "one"];
  place.textContent = names.length ? words.replace("{0}", names[0]).replace("{1}", names[1]) : "";
}

/** A frame `typing` of somebody in the room. */
export function typing({ author, name, thread }) {
  if (thread !== beside || isMine(author) || isUnheard(author)) return;
  clearTimeout(writing.get(author)?.timer);
  writing.set(author, { name, timer: setTimeout(stopped, SHOWN_FOR, author) });
  show();
}

/** Their words have come, or nothing for a while. */
export function stopped(author) {
  clearTimeout(writing.get(author)?.timer);
  if (writing.delete(author)) show();
}
