// A quiz with a clock: shows what is left, notes answers as they are given, and hands in
// when the time is over. The server's clock decides; without this script it still does.

const clock = document.getElementById("clock");
const form = document.querySelector("form[data-keep]");
const left = clock.querySelector("[data-left]");
const said = clock.querySelector("[data-said]");
const began = performance.now();
const seconds = Number(clock.dataset.ends) - Number(clock.dataset.now);
const AFTER_ANSWERING = 1500;
let noting = null;
let over = false;

function remaining() {
  return seconds - (performance.now() - began) / 1000;
}

function tick() {
  const rest = Math.max(0, Math.ceil(remaining()));
  left.hidden = false;
  left.textContent = `${Math.floor(rest / 60)}.${String(rest % 60).padStart(2, "0")}`;
  clock.classList.toggle("soon", rest <= 60);
  if (rest === 300) said.textContent = clock.dataset.five;
  if (rest === 60) said.textContent = clock.dataset.one;
  if (rest > 0 || over) return;
  over = true;
  said.textContent = clock.dataset.over;
  form.requestSubmit();
}

// What is noted is no deed of its own: it carries no key, and the next note replaces it.
async function note() {
  const skipped = ["idempotency_key", "written_by"];
  const fields = [...new FormData(form)].filter(([name]) => !skipped.includes(name));
  try {
    await fetch(form.dataset.keep, { method: "POST", body: new URLSearchParams(fields) });
  } catch {
    // No line: the next answer tries again, and handing in goes through the outbox.
  }
}

form.addEventListener("input", () => {
  clearTimeout(noting);
  noting = setTimeout(note, AFTER_ANSWERING);
});
form.addEventListener("submit", () => clearTimeout(noting));
document.addEventListener("visibilitychange", tick);
tick();
setInterval(tick, 1000);
