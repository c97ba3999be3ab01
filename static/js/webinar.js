// A webinar while it is open: minutes, and questions that change under one's eyes.

// --- minutes -----------------------------------------------------------------
//
// The page of the room says every so often that it is still open. A phone that sleeps
// says nothing, and gets no minutes for it: the code word is for that. Each page is a
// device of its own; the server adds them up without doubling.

const EVERY = 45_000;
const form = document.getElementById("presence");
const minutes = document.getElementById("minutes");
const bar = document.getElementById("minutes-bar");
const device = crypto.randomUUID();
let timer = null;

async function see() {
  const body = new FormData(form);
  body.set("device", device);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body });
  } catch {
    return; // No line just now; the next one may pass.
  }
  if (answer.status === 403 || answer.status === 404) return clearInterval(timer);
  if (!answer.ok || answer.redirected) return;
  const seen = await answer.json();
  if (minutes.value !== String(seen.minutes)) minutes.value = seen.minutes;
  bar.value = Math.min(seen.minutes, seen.needed);
}

if (form) {
  see();
  timer = setInterval(see, EVERY);
  document.addEventListener("visibilitychange", see);
}

// --- questions ---------------------------------------------------------------
//
// The socket says only that something changed; the page asks for what its own reader may
// see. Not all at once, and not while somebody writes an answer in the list.

const LONGEST_PAUSE = 60_000;
const asked = document.querySelector("[data-webinar]");
let failures = 0;
let planned = null;

function writing() {
  return asked.querySelector("#webinar-questions details[open]") !== null;
}

function refresh() {
  if (planned) return;
  planned = setTimeout(() => {
    planned = null;
    if (writing()) return setTimeout(refresh, 5_000);
    document.body.dispatchEvent(new Event("questions"));
  }, 300 + Math.random() * 1_700);
}

function listen() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}${asked.dataset.webinar}`);
  socket.addEventListener("message", () => {
    failures = 0;
    refresh();
  });
  socket.addEventListener("close", (event) => {
    if (event.code === 4404) return;
    failures += 1;
    setTimeout(listen, Math.min(LONGEST_PAUSE, 1_000 * 2 ** failures) * (0.5 + Math.random()));
  });
}

if (asked) listen();
