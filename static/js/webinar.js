// The page of a webinar's room: says every so often that it is still open.
//
// A phone that sleeps says nothing, and gets no minutes for it: the code word is for
// that. Each page is a device of its own; the server adds them up without doubling.

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
