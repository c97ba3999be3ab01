// One's own words and deeds, from the pressing of a button to their number: waiting, sent,
// or failed and to be tried again. What the socket cannot take goes to the outbox, under
// the same id, so it arrives once.

import { clock, copyOf, end, isMine, list, room, rowOf } from "./room-log.js";
import { begun as outboxBegun, enqueue, forget as forgetInOutbox, mine } from "./outbox.js";
import { jotDown, jotted, strike } from "./outbox-items.js";

const ACK_PATIENCE = 8_000;
// The message beside which this page is, if it is not the room itself.
const beside = Number(room.dataset.thread) || undefined;
const messages = document.getElementById("composer").action.split("?")[0];
const ADDRESSES = { edit: "ubah", delete: "hapus", react: "tanggapi", pin: "sematkan" };

export const pending = new Map();
// Set by room.js: whether the socket takes frames, and how it is given one.
export const line = { isReady: () => false, tell: () => {} };

function urlOf({ type, target, thread }) {
  if (target) return `${messages}${target}/${ADDRESSES[type]}/`;
  return thread ? `${messages}?utas=${thread}` : messages;
}

function itemOf({ frame, file, id, at }) {
  const { type, client_id, target, ...said } = frame;
  const fields = Object.entries(said).flatMap(([name, value]) =>
    name === "files" ? value.map((key) => ["files_ahead", key]) : [[name, String(value)]]);
  // A recording is too heavy for a frame; in the outbox it outlives the tab.
  if (file) fields.push(["files", file]);
  return { url: urlOf(frame), fields, label: room.dataset.label, key: id, written: +at };
}

// The frame that such an item of the outbox was, or nothing if it is another's.
function frameOf({ key, url, fields }) {
  if (!url.startsWith(messages)) return null;
  const [target, address] = url.slice(messages.length).split("?")[0].split("/");
  const type = address ? Object.keys(ADDRESSES).find((each) => ADDRESSES[each] === address) : "message";
  if (!type) return null;
  const frame = { type, client_id: key, ...(target && { target: Number(target) }) };
  for (const [name, value] of fields) {
    if (name === "files_ahead") (frame.files ??= []).push(value);
    else if (typeof value === "string") frame[name] = value;
  }
  return frame;
}

function begun(frame, at, item) {
  const one = { id: frame.client_id, frame, at, item };
  pending.set(one.id, one);
  return one;
}

// --- showing how it stands ------------------------------------------------------

function stateOf(one) {
  let state = one.item.querySelector(":scope > .state");
  if (!state) {
    state = copyOf("state");
    one.item.append(state);
  }
  state.dataset.id = one.id;
  return state;
}

function mark(one, state, why) {
  one.state = state;
  one.item.classList.toggle("waiting", state === "waiting");
  one.item.classList.toggle("failed", state === "failed");
  const shown = stateOf(one);
  for (const part of shown.querySelectorAll("[data-state]")) part.hidden = part.dataset.state !== state;
  if (why) shown.querySelector("[data-why]").textContent = why;
}

// A message stands at the end until the server's own row takes its place.
function echo(frame, at) {
  const item = copyOf("echo");
  const time = item.querySelector("time");
  time.dateTime = at.toISOString();
  time.textContent = clock(at);
  words(item, frame.body || room.dataset.file);
  end.before(item);
  return begun(frame, at, item);
}

function words(item, body) {
  const text = item.querySelector(".text");
  text.replaceChildren();
  for (const part of body.split("\n")) {
    const line = document.createElement("p");
    line.textContent = part;
    text.append(line);
  }
}

// What is to happen to a message is shown at that message.
function onto(frame, at) {
  const item = rowOf(frame.target);
  if (!item) return null;
  const one = begun(frame, at, item);
  one.before = item.innerHTML;
  if (frame.type === "edit") words(item, frame.body);
  return one;
}

// --- sending ----------------------------------------------------------------------

/** Say or do something: shown at once, sent when it can be. */
export function say(asked, file) {
  const more = asked.type === "message" && beside && { thread: beside };
  const frame = { ...asked, ...more, client_id: crypto.randomUUID() };
  const one = frame.target ? onto(frame, new Date()) : echo(frame, new Date());
  if (one) send(Object.assign(one, { file }));
}

function send(one) {
  mark(one, "waiting");
  if (one.file) return hand(one);
  jotDown(itemOf(one));
  if (!line.isReady() || !navigator.onLine) return hand(one);
  line.tell(one.frame);
  one.timer = setTimeout(hand, ACK_PATIENCE, one);
}

// What the socket cannot take: the outbox has it, and knows when there is a line.
async function hand(one) {
  clearTimeout(one.timer);
  if (one.handed || one.state === "sent") return;
  one.handed = true;
  one.kept = true;
  try {
    await enqueue(itemOf(one));
    strike(one.id);
  } catch {
    one.handed = false;
    mark(one, "failed");
  }
}

/** The socket is gone: whatever waits for an answer goes the other way. */
export function handAll() {
  for (const one of pending.values()) if (one.state === "waiting") hand(one);
}

// --- answers ----------------------------------------------------------------------

export function acknowledged({ client_id }) {
  const one = pending.get(client_id);
  if (!one) return;
  mark(one, "sent");
  done(one);
}

// It has arrived: wherever else it was kept, it waits no more.
function done(one) {
  clearTimeout(one.timer);
  strike(one.id);
  if (one.kept) forgetInOutbox(one.id).catch(() => {});
}

export function refused({ client_id, code, message }) {
  const one = pending.get(client_id);
  if (!one) return;
  clearTimeout(one.timer);
  if (code === "slow_down") one.timer = setTimeout(send, 10_000, one);
  else { strike(client_id); mark(one, "failed", message); }
}

/** One's own event has come: the server's row takes the place of ours. */
export function settled(frame, item) {
  const one = isMine(frame.author) && pending.get(frame.client_id);
  if (!one) return;
  pending.delete(one.id);
  done(one);
  if (frame.target) return;
  one.item.remove();
  for (const old of list.querySelectorAll("[data-seq] > .state:not(:has([data-state=failed]:not([hidden])))")) old.remove();
  one.item = item;
  mark(one, "sent");
}

/** All there is has been shown: an echo whose event was on the page already stands here
 *  twice, when the outbox sent it before the echo was taken up again. */
export function tidy() {
  for (const [id, one] of pending) {
    if (!one.handed || one.state !== "sent") continue;
    if (one.frame.target) one.item.querySelector(":scope > .state")?.remove();
    else one.item.remove();
    pending.delete(id);
  }
}

list.addEventListener("click", async ({ target }) => {
  const one = pending.get(target.closest(".state")?.dataset.id);
  if (!one) return;
  if (target.closest("[data-retry]")) {
    one.handed = false;
    send(one);
  }
  if (target.closest("[data-drop]")) {
    pending.delete(one.id);
    one.item.classList.remove("failed", "waiting");
    if (one.frame.target) one.item.innerHTML = one.before;
    else one.item.remove();
    done(Object.assign(one, { kept: true }));
    document.getElementById("id_body").focus();
  }
});

document.addEventListener("outbox:sent", ({ detail }) => {
  const one = pending.get(detail.key);
  if (!one) return;
  mark(one, "sent");
  document.dispatchEvent(new CustomEvent("room:sent"));
});
document.addEventListener("outbox:refused", ({ detail }) => {
  const one = pending.get(detail.key);
  if (one && detail.status !== 401) mark(one, "failed", detail.reason);
});

// Where it is to be seen on this page: at its message, or at the end of its conversation.
function placed(frame, at) {
  if (frame.target) return onto(frame, at);
  return (Number(frame.thread) || undefined) === beside ? echo(frame, at) : null;
}

/** What an earlier page of this room left waiting, as far as there is a place for it here. */
export async function takeUp() {
  await outboxBegun;
  for (const item of await mine().catch(jotted)) {
    const frame = pending.has(item.key) ? null : frameOf(item);
    const one = frame && placed(frame, new Date(item.written));
    if (!one) continue;
    const file = item.fields.find(([, value]) => value instanceof Blob && value.size)?.[1];
    Object.assign(one, { file, handed: Boolean(item.state), kept: true });
    mark(one, item.state === "refused" ? "failed" : "waiting", item.reason);
    if (!one.handed) hand(one);
  }
}
