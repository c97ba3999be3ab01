// A room, live: docs/protocols/rooms.md from the browser's side.
//
// What the server says is the truth: a message is sent when its acknowledgement has come,
// and a number that is missing is asked for. Without this script the page still reads and
// writes.

import { altered, appended, element, list, prepended, room, toEnd } from "./room-log.js";
import { acknowledged, handAll, line, refused, settled, takeUp, tidy } from "./room-sending.js";
import { flush } from "./outbox.js";
import { shelved } from "./room-shelf.js";
import { stopped, typing } from "./room-typing.js";
import "./room-deeds.js";
import "./room-voice.js";
import "./upload.js";

const form = document.getElementById("composer");
const status = document.getElementById("line");
const { socket: path, events, read, present } = room.dataset;
// The message beside which this page is, if it is not the room itself.
const beside = Number(room.dataset.thread) || undefined;
const ofThread = beside ? `&utas=${beside}` : "";

const SILENCE = 60_000;
const FAILURES_BEFORE_POLLING = 3;
const LONGEST_PAUSE = 60_000;

let seen = Number(room.dataset.seq);
let first = Number(room.dataset.first);
let posted = seen;
let seenByReader = seen;
let socket = null;
let ready = false;
let catching = false;
let over = false;
let failures = 0;
let heard = 0;
let reconnecting = null;
let polling = null;
let invited = 0;

const tell = (frame) => socket.send(JSON.stringify(frame));
line.isReady = () => ready;
line.tell = tell;

function show(words) {
  status.hidden = !words;
  status.textContent = words ? status.dataset[words] : "";
}

function take(frame) {
  if (frame.seq <= seen) return;
  if (frame.seq > seen + 1 && !catching) return ask();
  stopped(frame.author);
  if (beside && frame.thread === beside) {
    // Said on this page, beside its first message.
    const said = { ...frame, html: frame.words, target: undefined };
    settled(said, appended(said));
  }
  if (frame.target) {
    altered(frame);
    settled(frame);
  } else if (!beside) {
    settled(frame, appended(frame));
  }
  seen = frame.seq;
  noteRead();
}

// --- older ---------------------------------------------------------------------

list.addEventListener("click", async (event) => {
  const older = event.target.closest(".older a");
  if (!older?.search.startsWith("?sebelum")) return;
  event.preventDefault();
  older.setAttribute("aria-busy", "true");
  const answer = await get(`?sebelum=${first}${ofThread}`);
  older.removeAttribute("aria-busy");
  if (!answer) return;
  const row = older.closest("li");
  prepended(row, answer.events);
  first = answer.events[0]?.seq ?? 1;
  older.search = `?sebelum=${first}${ofThread}`;
  if (answer.events.length < 50) row.remove();
});

// --- the socket ------------------------------------------------------------------

function connect() {
  clearTimeout(reconnecting);
  if (over || socket) return;
  const address = new URL(path, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const mine = new WebSocket(address);
  socket = mine;
  heard = Date.now();
  mine.onopen = () => { heard = Date.now(); tell({ type: "hello", seq: seen }); catching = true; tellAway(); };
  mine.onmessage = ({ data }) => {
    heard = Date.now();
    const frame = JSON.parse(data);
    hear[frame.type]?.(frame);
  };
  mine.onclose = ({ code }) => { if (socket === mine) closed(code); };
}

function ask() {
  if (catching || socket?.readyState !== WebSocket.OPEN) return;
  catching = true;
  tell({ type: "after", seq: seen });
}

const hear = {
  event: take,
  typing,
  archived: shelved,
  heartbeat: (frame) => { shelved(frame); if (frame.seq > seen || !ready) ask(); },
  ack: acknowledged,
  refused,
  // What was asked may not have been looked at: the next heartbeat has it asked again.
  // The server restarts, and says when it is our turn to come back.
  reconnect: ({ after }) => { invited = after * 1000; },
  error: () => { catching = false; },
  ready: ({ seq, last, ...notes }) => {
    catching = false;
    shelved(notes);
    if (last < seen) return location.reload(); // the room was set back
    seen = Math.max(seen, seq);
    if (seq < last) return ask();
    tidy();
    if (!ready) connected();
  },
};

function connected() {
  ready = true;
  failures = 0;
  clearInterval(polling);
  polling = null;
  show("");
  noteRead();
  setTimeout(lookAround, 1000);
  flush();
}

function closed(code) {
  socket = null;
  ready = catching = false;
  handAll();
  if (code === 4403 || code === 4404) return finish("gone");
  if (code === 4401) return setTimeout(poll, 2000, true);
  if (code === 1012 && invited) {
    reconnecting = setTimeout(connect, invited);
    invited = 0;
    return show("again");
  }
  failures += 1;
  if (failures >= FAILURES_BEFORE_POLLING && !polling) {
    poll();
    polling = setInterval(poll, 5_000);
  }
  show(navigator.onLine ? (polling ? "polling" : "again") : "offline");
  const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** (failures - 1));
  reconnecting = setTimeout(connect, pause * (0.5 + Math.random()));
}

function finish(words) {
  over = true;
  clearInterval(polling);
  show(words);
  form.elements.body.disabled = words === "gone";
}

// --- without a socket ------------------------------------------------------------

async function get(query) {
  let answer;
  try {
    answer = await fetch(events + query, { redirect: "manual", headers: { Accept: "application/json" } });
  } catch { return null; }
  if (answer.type === "opaqueredirect") finish("out");
  else if (answer.status === 404) finish("gone");
  return answer.ok ? answer.json() : null;
}

async function poll(reconnect = false) {
  if (document.hidden && !reconnect) return;
  const answer = await get(`?setelah=${seen}`);
  if (!answer && reconnect && !over) return connect();
  if (!answer || ready) return;
  catching = true;
  shelved(answer);
  answer.events.forEach(take);
  catching = false;
  seen = Math.max(seen, answer.seq);
  if (answer.seq < answer.last) return poll(reconnect);
  tidy();
  if (reconnect) connect();
}

document.addEventListener("room:sent", () => { if (ready) ask(); else poll(); });

// --- reading, presence, watching over the line -----------------------------------

function noteRead() {
  if (!document.hidden) seenByReader = seen;
}

/** Who does not look at the page is not in the room: they are told of what names them. */
function tellAway(back = false) {
  if (socket?.readyState === WebSocket.OPEN && (document.hidden || back)) tell({ type: "away", on: document.hidden });
}

function tellRead() {
  if (seenByReader <= posted) return;
  posted = seenByReader;
  const token = form.elements.csrfmiddlewaretoken.value;
  navigator.sendBeacon(read, new URLSearchParams({ seq: posted, csrfmiddlewaretoken: token }));
}

async function lookAround() {
  const here = document.getElementById("present");
  if (document.hidden || !ready || !here.offsetParent) return;
  const answer = await fetch(present, { redirect: "manual" }).catch(() => null);
  if (answer?.ok) here.replaceWith(element(await answer.text()));
}

document.addEventListener("visibilitychange", () => {
  tellAway(true);
  if (document.hidden) {
    tellRead();
    list.querySelector(".day.new[data-away]")?.removeAttribute("data-away");
    return;
  }
  noteRead();
  if (!ready) { clearTimeout(reconnecting); connect(); }
});
addEventListener("pagehide", tellRead);
addEventListener("online", () => { failures = 0; show("again"); connect(); });
addEventListener("offline", () => show("offline"));
setInterval(() => {
  if (socket && Date.now() - heard > SILENCE) {
    // A line that went dead says nothing: leave this socket to itself.
    const dead = socket;
    closed(1006);
    dead.close();
  }
}, 10_000);
setInterval(() => { tellRead(); lookAround(); }, 30_000);

connect();
takeUp().then(() => {
  const unread = document.getElementById("baru");
  if (unread) unread.scrollIntoView();
  else if (!document.querySelector(".side:target, .message:target")) toEnd();
});
