// A quiz with a clock: shows what is left, notes answers as they are given, and hands in
// when the time is over. The server's clock decides; without this script it still does.
// What came back to be mended stands in a new form under a new clock: both are found anew.

const { ends, now } = document.getElementById("clock").dataset;
const began = performance.now();
const seconds = Number(ends) - Number(now);
const AFTER_ANSWERING = 1500;
let noting = null;
let over = false;

function remaining() {
  return seconds - (performance.now() - began) / 1000;
}

function answered() {
  return document.querySelector("form[data-keep]");
}

function tick() {
  const clock = document.getElementById("clock");
  if (!clock) return;
  const left = clock.querySelector("[data-left]");
  const said = clock.querySelector("[data-said]");
  const rest = Math.max(0, Math.ceil(remaining()));
  left.hidden = false;
  left.textContent = `${Math.floor(rest / 60)}.${String(rest % 60).padStart(2, "0")}`;
  clock.classList.toggle("soon", rest <= 60);
  if (rest === 300) said.textContent = clock.dataset.five;
  if (rest === 60) said.textContent = clock.dataset.one;
  if (rest > 0 || over) return;
  over = true;
  said.textContent = clock.dataset.over;
  answered()?.requestSubmit();
}

// What is noted is no deed of its own: it carries no key, and the next note replaces it.
async function note() {
  const form = answered();
  if (!form) return;
  const skipped = ["idempotency_key", "written_by"];
  const fields = [...new FormData(form)].filter(([name]) => !skipped.includes(name));
  try {
    await fetch(form.dataset.keep, { method: "POST", body: new URLSearchParams(fields) });
  } catch {
    // No line: the next answer tries again, and handing in goes through the outbox.
  }
}

document.addEventListener("input", (event) => {
  if (event.target.form !== answered()) return;
  clearTimeout(noting);
  noting = setTimeout(note, AFTER_ANSWERING);
});
document.addEventListener("submit", () => clearTimeout(noting));
// What waited without a line and then came back is not lost when the time is over.
document.addEventListener("outbox:refused", note);
document.addEventListener("visibilitychange", tick);
tick();
setInterval(tick, 1000);
