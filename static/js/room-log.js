// What a room shows: messages under the name of their day, and what happens to them.

export const room = document.getElementById("room");
export const log = room.querySelector("[role=log]");
export const list = document.getElementById("messages");
export const end = document.getElementById("terbaru");
const mine = room.dataset.me.split(" ");
// Signs are given under the name one has now.
const marks = [mine[0].slice(0, 8)];
const unheard = room.dataset.unheard.split(" ").filter(Boolean);
const zone = room.dataset.zone;
const pinned = document.getElementById("pinned");

const language = document.documentElement.lang === "en" ? "en-GB" : "id-ID";
const time = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
const dayName = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
const dayKey = new Intl.DateTimeFormat("sv-SE", { timeZone: zone });

export const clock = (at) => time.format(at).replace(":", ".");
export const isMine = (voice) => mine.includes(voice);
export const isUnheard = (voice) => unheard.includes(voice);

export function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

export function copyOf(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

// A picture in the place that said how heavy it is.
export function fetched(place) {
  const picture = place.querySelector("template").content.firstElementChild;
  place.replaceChildren(picture.cloneNode());
  place.classList.remove("saver");
}

// Of whom the reader blocked there is a place, and no words.
function hush(item) {
  const quoted = item.querySelector("[data-said-by]");
  if (quoted && isUnheard(quoted.dataset.saidBy)) quoted.lastElementChild.textContent = "…";
  if (!isUnheard(item.dataset.author)) return;
  for (const part of item.querySelectorAll(":scope > :is(.album, .files, .quoted)")) part.remove();
  item.querySelector(".text").replaceChildren(copyOf("hushed"));
}

// One message as this reader has it: their own clock, their own words and signs.
function personal(item) {
  const when = item.querySelector("time");
  const at = new Date(when.dateTime);
  when.textContent = clock(at);
  item.dataset.day = dayKey.format(at);
  item.classList.toggle("mine", isMine(item.dataset.author));
  hush(item);
  if (!("saves" in room.dataset)) item.querySelectorAll("a.saver").forEach(fetched);
  for (const sign of item.querySelectorAll("[data-who]")) {
    const given = sign.dataset.who.split(" ").some((mark) => marks.includes(mark));
    sign.setAttribute("aria-pressed", given);
  }
  return item;
}

function dayLine(item) {
  const line = document.createElement("li");
  line.className = "day";
  line.dataset.day = item.dataset.day;
  line.textContent = dayName.format(new Date(item.querySelector("time").dateTime));
  return line;
}

// Events as rows, each new day under its name.
export function rows(frames, day) {
  const made = [];
  for (const frame of frames) {
    const item = personal(element(frame.html));
    if (item.dataset.day !== day) made.push(dayLine(item));
    day = item.dataset.day;
    made.push(item);
  }
  return made;
}

export function rowOf(seq) {
  return document.getElementById(`pesan-${seq}`);
}

// What happened to an earlier message: it is shown as it is now, wherever it is shown.
export function altered(frame) {
  const item = personal(element(frame.html));
  const old = rowOf(frame.target);
  const words = item.querySelector(".text").textContent.trim();
  for (const quote of list.querySelectorAll(`[data-quotes="${frame.target}"] > span`))
    quote.textContent = words.slice(0, 120);
  keepPinned(frame.target, item, words);
  if (!old) return;
  item.dataset.day = old.dataset.day;
  const focused = old.contains(document.activeElement);
  old.replaceWith(item);
  if (focused) item.querySelector(".deeds, .reaction")?.focus();
}

function keepPinned(seq, item, words) {
  const shown = pinned.querySelector("ul");
  const old = shown.querySelector(`[data-pin="${seq}"]`);
  const is = "pinned" in item.dataset;
  if (is) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    line.dataset.pin = seq;
    link.href = `?sekitar=${seq}#pesan-${seq}`;
    link.textContent = words.slice(0, 120);
    line.append(link);
    if (old) old.replaceWith(line); else shown.prepend(line);
  } else old?.remove();
  pinned.querySelector("[data-count]").textContent = shown.children.length;
  pinned.hidden = shown.children.length === 0;
}

export function atEnd() {
  if (log.scrollHeight > log.clientHeight) return Math.abs(log.scrollTop) < 80;
  return innerHeight + scrollY > document.documentElement.scrollHeight - 160;
}

export function toEnd() {
  log.scrollTop = 0;
  if (log.scrollHeight <= log.clientHeight) scrollTo(0, document.documentElement.scrollHeight);
}

// A new message at the end.
export function appended(frame) {
  const stay = !atEnd();
  const [day] = [...list.querySelectorAll(".day[data-day]")].slice(-1);
  const made = rows([frame], day?.dataset.day);
  list.querySelector(".quiet-room")?.remove();
  if (document.hidden && !isMine(frame.author)) divide(made);
  (list.querySelector(":scope > :is(.waiting, .failed):not([data-seq])") ?? end).before(...made);
  if (!stay || isMine(frame.author)) toEnd();
  return made[made.length - 1];
}

// Where the reader left off, drawn once for each time they look away.
function divide(made) {
  if (list.querySelector(".day.new[data-away]")) return;
  list.querySelector(".day.new")?.remove();
  made.splice(made.length - 1, 0, copyOf("divider"));
}

// Older messages above; what is being read stays where it is. Whether there are more.
export function prepended(row, frames) {
  const below = row.nextElementSibling;
  const top = below.getBoundingClientRect().top;
  const made = rows(frames);
  const last = made[made.length - 1]?.dataset.day;
  row.after(...made);
  if (below.matches(".day") && below.dataset.day === last) below.remove();
  const anchor = below.isConnected ? below : made[made.length - 1].nextElementSibling;
  requestAnimationFrame(() => {
    const moved = anchor.getBoundingClientRect().top - top;
    if (log.scrollHeight <= log.clientHeight) scrollBy(0, moved);
    else log.scrollTop += moved;
  });
}
