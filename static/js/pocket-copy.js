// On a saved copy of a page: what was done on it and waits, what was read, what needs a line.

import { enqueue, mine, waiting } from "./outbox.js";
import { ask } from "./pocket-talk.js";

const main = document.querySelector("main");

// A copy is read many times, and each deed on it is a new one.
for (const key of main.querySelectorAll('[name="idempotency_key"]'))
  key.value = crypto.randomUUID();

function words(name) {
  return document.getElementById(name).content.cloneNode(true);
}

// Marks done and answers are sent to an address below that of their step.
async function waitingSteps() {
  const items = (await mine()).filter((item) => item.state !== "refused");
  return new Set(items.map((item) => new URL("../", item.url).pathname));
}

async function show() {
  const steps = await waitingSteps();
  for (const row of main.querySelectorAll(".rows > li")) {
    row.querySelector("[data-waits]")?.remove();
    const link = row.querySelector(".body a");
    const address = link?.pathname ?? (row.hasAttribute("aria-current") && location.pathname);
    if (steps.has(address)) row.querySelector(".body").append(words("copy-waits"));
  }
  for (const form of main.querySelectorAll("form[data-outbox]")) {
    const waits = steps.has(location.pathname);
    form.querySelector("[type=submit]").disabled = waits;
    if (waits && !form.querySelector("[data-outbox-note]")) form.append(words("outbox-held"));
    if (!waits) form.querySelector("[data-outbox-note]")?.remove();
  }
}

async function markMissing() {
  const kept = (await ask("list")).flatMap((course) => Object.keys(course.kept));
  for (const link of main.querySelectorAll(".rows .body a[href], .turn a[href]"))
    if (!kept.includes(link.pathname)) link.after(words("copy-missing"));
}

// A lesson that is done by being opened was opened here: its place hears of it, once.
async function noteReading() {
  const form = main.querySelector("form[data-done-by-reading]");
  if (!form || (await waiting(form.action)).length) return;
  await enqueue({ url: form.action, fields: [], label: form.dataset.doneByReading });
}

document.addEventListener("outbox:change", show);
show();
noteReading();
markMissing();
