// A room, live: docs/protocols/rooms.md from the browser's side.
//
// What the server says is the truth: a message is sent when its acknowledgement has come,
// and a number that is missing is asked for. What the socket cannot take goes to the
// outbox, under the same id, so it arrives once. Without this script the page still
// reads and writes.

const room = document.getElementById("room");
const log = room.querySelector("[role=log]");
const list = document.getElementById("messages");
const end = document.getElementById("terbaru");
const form = document.getElementById("composer");
const field = form.elements.body;
const line = document.getElementById("line");
const { socket: path, events, read, present, zone, label } = room.dataset;
const me = document.querySelector('meta[name="lokadaya-person"]').content;
const store = `lokadaya-room ${me} ${path}`;
// The page's own copy, under whatever name the server gave the file.
const outbox = import(document.querySelector('script[src*="js/outbox"]').src);

const ACK_PATIENCE = 8_000;
const SILENCE = 60_000;
const FAILURES_BEFORE_POLLING = 3;
const LONGEST_PAUSE = 60_000;

const pending = new Map();
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

// --- showing -----------------------------------------------------------------

const language = document.documentElement.lang === "en" ? "en-GB" : "id-ID";
const clock = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
const dayName = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
const dayKey = new Intl.DateTimeFormat("sv-SE", { timeZone: zone });

function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function shown(frame) {
  const item = element(frame.html);
  const time = item.querySelector("time");
  time.textContent = clock.format(new Date(frame.at));
  item.dataset.day = dayKey.format(new Date(frame.at));
  item.classList.toggle("mine", frame.author === me);
  return item;
}

function dayLine(frame) {
  const item = document.createElement("li");
  item.className = "day";
  item.dataset.day = dayKey.format(new Date(frame.at));
  item.textContent = dayName.format(new Date(frame.at));
  return item;
}

// The events as rows, each new day under its name.
function rows(frames, day) {
  const made = [];
  for (const frame of frames) {
    const item = shown(frame);
    if (item.dataset.day !== day) made.push(dayLine(frame));
    day = item.dataset.day;
    made.push(item);
  }
  return made;
}

function atEnd() {
  if (log.scrollHeight > log.clientHeight) return Math.abs(log.scrollTop) < 80;
  return innerHeight + scrollY > document.documentElement.scrollHeight - 160;
}

function toEnd() {
  log.scrollTop = 0;
  if (log.scrollHeight <= log.clientHeight) scrollTo(0, document.documentElement.scrollHeight);
}

function append(frame) {
  if (frame.seq <= seen) return;
  if (frame.seq > seen + 1 && !catching) return ask();
  const stay = !atEnd();
  const [day] = [...list.querySelectorAll(".day[data-day]")].slice(-1);
  const made = rows([frame], day?.dataset.day);
  const echo = frame.author === me && pending.get(frame.client_id);
  list.querySelector(".quiet-room")?.remove();
  if (echo) settle(frame.client_id, made[made.length - 1]);
  else if (document.hidden && frame.author !== me) divide(made);
  (list.querySelector(".waiting, .failed") ?? end).before(...made);
  seen = frame.seq;
  noteRead();
  if (!stay || echo) toEnd();
}

// Where the reader left off, drawn once for each time they look away.
function divide(made) {
  if (list.querySelector(".day.new[data-away]")) return;
  list.querySelector(".day.new")?.remove();
  const item = document.getElementById("divider").content.firstElementChild.cloneNode(true);
  made.splice(made.length - 1, 0, item);
}

function say(words) {
  line.hidden = !words;
  line.textContent = words ? line.dataset[words] : "";
}

// --- one's own words ---------------------------------------------------------

function echo(id, body, at) {
  const item = document.getElementById("echo").content.firstElementChild.cloneNode(true);
  const time = item.querySelector("time");
  time.dateTime = at.toISOString();
  time.textContent = clock.format(at);
  for (const part of body.split("\n")) {
    const text = document.createElement("p");
    text.textContent = part;
    item.querySelector(".text").append(text);
  }
  item.dataset.id = id;
  end.before(item);
  const one = { id, body, at, item };
  pending.set(id, one);
  return one;
}

function mark(one, state, why) {
  one.state = state;
  one.item.classList.toggle("waiting", state === "waiting");
  one.item.classList.toggle("failed", state === "failed");
  for (const part of one.item.querySelectorAll("[data-state]")) part.hidden = part.dataset.state !== state;
  if (why) one.item.querySelector("[data-why]").textContent = why;
}

// The server's own row takes the place of ours.
function settle(id, item) {
  const one = pending.get(id);
  clearTimeout(one.timer);
  mark(one, "sent");
  one.item.remove();
  for (const old of list.querySelectorAll("[data-seq] > [data-state]")) old.remove();
  item.append(one.item.querySelector("[data-state=sent]"));
  pending.delete(id);
  forget(id);
}

// Until it is acknowledged or in the outbox, a message is also kept here.
function kept() {
  try { return JSON.parse(localStorage.getItem(store)) ?? {}; } catch { return {}; }
}

function keep(change) {
  const all = kept();
  change(all);
  try { localStorage.setItem(store, JSON.stringify(all)); } catch { /* a full phone */ }
}

const remember = (one) => keep((all) => { all[one.id] = { body: one.body, at: +one.at }; });
const forget = (id) => keep((all) => { delete all[id]; });

function send(one) {
  mark(one, "waiting");
  remember(one);
  if (!ready || !navigator.onLine) return hand(one);
  socket.send(JSON.stringify({ type: "message", client_id: one.id, body: one.body }));
  one.timer = setTimeout(hand, ACK_PATIENCE, one);
}

// What the socket cannot take: the outbox has it, and knows when there is a line.
async function hand(one) {
  clearTimeout(one.timer);
  if (one.handed || one.state === "sent") return;
  one.handed = true;
  try {
    const { enqueue } = await outbox;
    await enqueue({ url: form.action, fields: [["body", one.body]], label, key: one.id });
    forget(one.id);
  } catch {
    one.handed = false;
    mark(one, "failed");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const body = field.value.trim();
  if (!body) return;
  const one = echo(crypto.randomUUID(), body, new Date());
  form.reset();
  field.focus();
  toEnd();
  send(one);
});

field.addEventListener("keydown", (event) => {
  const keyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !keyboard) return;
  event.preventDefault();
  form.requestSubmit();
});

list.addEventListener("click", async (event) => {
  const older = event.target.closest(".older a");
  if (older?.search) {
    event.preventDefault();
    return loadOlder(older);
  }
  const one = pending.get(event.target.closest("[data-id]")?.dataset.id);
  if (!one) return;
  if (event.target.closest("[data-retry]")) {
    one.handed = false;
    send(one);
  }
  if (event.target.closest("[data-drop]")) {
    pending.delete(one.id);
    one.item.remove();
    forget(one.id);
    (await outbox).forget(one.id);
    field.focus();
  }
});

document.addEventListener("outbox:sent", ({ detail }) => {
  const one = pending.get(detail.key);
  if (!one) return;
  mark(one, "sent");
  if (ready) ask(); else poll();
});
document.addEventListener("outbox:refused", ({ detail }) => {
  const one = pending.get(detail.key);
  if (one && detail.status !== 401) mark(one, "failed");
});

// --- older -------------------------------------------------------------------

async function loadOlder(link) {
  link.setAttribute("aria-busy", "true");
  const answer = await get(`?sebelum=${first}`);
  link.removeAttribute("aria-busy");
  if (!answer) return;
  const row = link.closest("li");
  const below = row.nextElementSibling;
  const top = below.getBoundingClientRect().top;
  const made = rows(answer.events);
  const last = made[made.length - 1]?.dataset.day;
  row.after(...made);
  if (below.matches(".day") && below.dataset.day === last) below.remove();
  first = answer.events[0]?.seq ?? 1;
  link.search = `?sebelum=${first}`;
  if (first <= 1) row.remove();
  const anchor = below.isConnected ? below : made[made.length - 1].nextElementSibling;
  requestAnimationFrame(() => {
    const moved = anchor.getBoundingClientRect().top - top;
    if (log.scrollHeight <= log.clientHeight) scrollBy(0, moved);
    else log.scrollTop += moved;
  });
}

// --- the socket --------------------------------------------------------------

function connect() {
  clearTimeout(reconnecting);
  if (over || socket) return;
  const address = new URL(path, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const mine = new WebSocket(address);
  socket = mine;
  heard = Date.now();
  mine.onopen = () => { heard = Date.now(); tell({ type: "hello", seq: seen }); catching = true; };
  mine.onmessage = ({ data }) => {
    heard = Date.now();
    const frame = JSON.parse(data);
    hear[frame.type]?.(frame);
  };
  mine.onclose = ({ code }) => { if (socket === mine) closed(code); };
}

const tell = (frame) => socket.send(JSON.stringify(frame));

function ask() {
  if (catching || socket?.readyState !== WebSocket.OPEN) return;
  catching = true;
  tell({ type: "after", seq: seen });
}

const hear = {
  event: append,
  heartbeat: ({ seq }) => { if (seq > seen) ask(); },
  ack: ({ client_id }) => {
    const one = pending.get(client_id);
    if (!one) return;
    clearTimeout(one.timer);
    mark(one, "sent");
    forget(client_id);
  },
  refused: ({ client_id, code, message }) => {
    const one = pending.get(client_id);
    if (!one) return;
    clearTimeout(one.timer);
    if (code === "slow_down") one.timer = setTimeout(send, 10_000, one);
    else { forget(client_id); mark(one, "failed", message); }
  },
  ready: ({ seq, last }) => {
    catching = false;
    if (last < seen) return location.reload(); // the room was set back
    seen = seq;
    if (seq < last) return ask();
    tidy();
    if (!ready) connected();
  },
};

// All there is has been shown: an echo the outbox has sent stands here twice, when its
// event was on the page, or came, before the echo was taken up again.
function tidy() {
  for (const [id, one] of pending) {
    if (!one.handed || one.state !== "sent") continue;
    one.item.remove();
    pending.delete(id);
  }
}

async function connected() {
  ready = true;
  failures = 0;
  clearInterval(polling);
  polling = null;
  say("");
  noteRead();
  setTimeout(lookAround, 1000);
  (await outbox).flush();
}

function closed(code) {
  socket = null;
  ready = catching = false;
  for (const one of pending.values()) if (one.state === "waiting") hand(one);
  if (code === 4403 || code === 4404) return finish("gone");
  if (code === 4401) return setTimeout(poll, 2000, true);
  failures += 1;
  if (failures >= FAILURES_BEFORE_POLLING && !polling) {
    poll();
    polling = setInterval(poll, 5_000);
  }
  say(navigator.onLine ? (polling ? "polling" : "again") : "offline");
  const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** (failures - 1));
  reconnecting = setTimeout(connect, pause * (0.5 + Math.random()));
}

function finish(words) {
  over = true;
  clearInterval(polling);
  say(words);
  field.disabled = words === "gone";
}

// --- without a socket --------------------------------------------------------

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
  answer.events.forEach(append);
  catching = false;
  seen = Math.max(seen, answer.seq);
  if (answer.seq < answer.last) return poll(reconnect);
  tidy();
  if (reconnect) connect();
}

// --- reading, presence, watching over the line -------------------------------

function noteRead() {
  if (!document.hidden) seenByReader = seen;
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
  if (document.hidden) {
    tellRead();
    list.querySelector(".day.new[data-away]")?.removeAttribute("data-away");
    return;
  }
  noteRead();
  if (!ready) { clearTimeout(reconnecting); connect(); }
});
addEventListener("pagehide", tellRead);
addEventListener("online", () => { failures = 0; say("again"); connect(); });
addEventListener("offline", () => say("offline"));
setInterval(() => {
  if (socket && Date.now() - heard > SILENCE) {
    // A line that went dead says nothing: leave this socket to itself.
    const dead = socket;
    closed(1006);
    dead.close();
  }
}, 10_000);
setInterval(() => { tellRead(); lookAround(); }, 30_000);

async function takeUp() {
  for (const [id, { body, at }] of Object.entries(kept())) hand(echo(id, body, new Date(at)));
  const { waiting } = await outbox;
  for (const item of await waiting(form.action)) {
    if (pending.has(item.key)) continue;
    const body = item.fields.find(([name]) => name === "body")[1];
    const one = echo(item.key, body, new Date(item.written));
    one.handed = true;
    mark(one, item.state === "refused" ? "failed" : "waiting");
  }
  const unread = document.getElementById("baru");
  if (unread) unread.scrollIntoView();
  else if (!document.querySelector(".side:target")) toEnd();
}

connect();
takeUp();
