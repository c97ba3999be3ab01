// Writing in a room, and what may be done with a message: the dialog behind its three dots,
// and replying and editing in the composer.

import { fetched, isMine, list, room, rowOf, toEnd } from "./room-log.js";
import { draft } from "./room-page.js";
import { say } from "./room-sending.js";
// Before the listeners of this page: a key may choose a name instead of sending.
import "./room-naming.js";

const form = document.getElementById("composer");
const field = form.elements.body;
const about = document.getElementById("about");
const dialog = document.getElementById("deeds");
const attaching = document.getElementById("attaching");
const textOf = (item) => item.querySelector(".text").textContent.trim();
const PATIENCE = 8_000;
let chosen = null;
let editing = null;

// --- writing --------------------------------------------------------------------

function compose(kind, seq = "", excerpt = "") {
  about.hidden = !kind;
  for (const part of about.querySelectorAll("[data-about]:not([data-about=none])"))
    part.hidden = part.dataset.about !== kind;
  about.querySelector("[data-excerpt]").textContent = excerpt.slice(0, 80);
  form.elements.reply_to.value = kind === "reply" ? seq : "";
  if (editing && kind !== "edit") {
    form.reset();
    draft.resume();
  }
  editing = kind === "edit" ? Number(seq) : null;
  field.focus();
}

function emptyFiles() {
  attaching.querySelector("[data-list]").replaceChildren();
  attaching.open = false;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const body = field.value.trim();
  const files = new FormData(form).getAll("files_ahead");
  if (!body && (editing || !files.length)) return;
  const reply = Number(form.elements.reply_to.value);
  const more = { ...(reply && { reply_to: reply }), ...(files.length && { files }) };
  if (editing) say({ type: "edit", target: editing, body });
  else say({ type: "message", body, ...more });
  if (!editing) {
    emptyFiles();
    toEnd();
    form.reset();
  }
  compose(null);
});

field.addEventListener("keydown", (event) => {
  if (event.defaultPrevented) return;
  if (event.key === "Escape" && !about.hidden) return compose(null);
  const keyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !keyboard) return;
  event.preventDefault();
  form.requestSubmit();
});

about.addEventListener("click", (event) => {
  if (!event.target.closest("[data-about=none]")) return;
  event.preventDefault();
  compose(null);
});

// --- one message ----------------------------------------------------------------

function open(item) {
  chosen = item;
  const whose = isMine(item.dataset.author) ? "mine" : "others";
  const roles = [whose, "steward" in room.dataset ? "steward" : ""];
  for (const part of dialog.querySelectorAll("[data-for]"))
    part.hidden = !part.dataset.for.split(" ").some((role) => roles.includes(role));
  for (const part of dialog.querySelectorAll("details")) part.open = false;
  const pinned = "pinned" in item.dataset;
  for (const part of dialog.querySelectorAll("[data-pin]")) part.hidden = pinned;
  for (const part of dialog.querySelectorAll("[data-unpin]")) part.hidden = !pinned;
  for (const link of dialog.querySelectorAll("[data-topic]"))
    link.href = `pesan/${item.dataset.seq}/topik/`;
  const beside = dialog.querySelector("[data-beside]");
  beside.hidden = "thread" in room.dataset;
  beside.firstElementChild.href = `?utas=${item.dataset.seq}#composer`;
  for (const link of dialog.querySelectorAll("[data-page]")) link.href = `pesan/${item.dataset.seq}/`;
  dialog.querySelector("[data-excerpt]").textContent = textOf(item).slice(0, 160);
  dialog.showModal();
}

const deeds = {
  reply: (seq) => compose("reply", seq, textOf(chosen)),
  edit,
  react: (target, sign) => react(target, sign),
  pin: (target) => say({ type: "pin", target, on: !("pinned" in chosen.dataset) }),
  delete: (target) => say({ type: "delete", target }),
};

async function edit(seq) {
  const item = chosen;
  const button = form.querySelector("[type=submit]");
  button.setAttribute("aria-busy", "true");
  const words = await wordsOf(item, seq);
  button.removeAttribute("aria-busy");
  compose(words === null ? "far" : "edit", seq, textOf(item));
  if (words === null) return;
  draft.pause();
  field.value = words;
}

// As it was written, which only the server knows; words without any marks are what they show.
async function wordsOf(item, seq) {
  const options = { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(`pesan/${seq}/`, options).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const written = page && page.querySelector("textarea[name=body]");
  if (written) return written.value;
  const text = item.querySelector(".text");
  return text.querySelector(":not(p, br)") ? null : text.innerText.trim();
}

function react(target, sign) {
  const given = rowOf(target)?.querySelector(`.reaction[value="${sign}"]`);
  say({ type: "react", target, sign, on: given?.getAttribute("aria-pressed") !== "true" });
}

function act(event, kind, value) {
  event.preventDefault();
  dialog.close();
  deeds[kind](Number(chosen.dataset.seq), value);
}

list.addEventListener("click", (event) => {
  const place = event.target.closest("a.saver");
  if (place) {
    event.preventDefault();
    return fetched(place);
  }
  const item = event.target.closest("[data-seq]");
  const sign = event.target.closest(".reaction");
  if (sign) {
    event.preventDefault();
    react(Number(item.dataset.seq), sign.value);
  }
  if (!event.target.closest(".deeds")) return;
  event.preventDefault();
  open(item);
});

dialog.addEventListener("submit", (event) => {
  act(event, event.target.dataset.deed, event.submitter.value);
});

dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("[data-close]")) return dialog.close();
  const pressed = event.target.closest(":is(a, button)[data-deed]");
  if (pressed) act(event, pressed.dataset.deed);
});
