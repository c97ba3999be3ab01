// Writing a section: what is typed is written down on this device first, in the outbox,
// then kept by the server every moment, visibly. What did not arrive waits in the outbox,
// which survives the closing of the tab and is sent by whatever page comes next; the
// server counts by `turn`, so that what comes late changes nothing.

import { flush, reached } from "./outbox.js";
import { keep, remove } from "./outbox-items.js";
import { show as showOutbox } from "./outbox-shown.js";

const PAUSE = 1500;
// Who types without a pause is kept all the same.
const LONGEST = 6000;
// A line that gives no answer for so long is dead.
const PATIENCE = 10_000;
const AGAIN = 20_000;
const NAMES = [
  "sitting", "revision", "turn", "continues", "continues_turn", "is_plain", "text",
  "csrfmiddlewaretoken",
];

const form = document.querySelector("form[data-drafting]");
const said = form?.querySelector("[data-drafting-said]");
const field = form?.elements.text;
const url = form && new URL(form.dataset.drafting, location.href).href;
const shown = field?.value;
const own = new Set();

let kept = shown;
let noted = shown;
let last = null;
let slot = Promise.resolve(null);
let timer = null;
let since = null;
let sending = false;

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function typed() {
  since ??= Date.now();
  later(Math.min(PAUSE, Math.max(0, since + LONGEST - Date.now())));
}

// The next turn of this sitting, in the one place that it has on this device.
function writeDown() {
  form.elements.turn.value = Number(form.elements.turn.value) + 1;
  const fields = NAMES.map((name) => [name, form.elements[name].value]);
  const turn = { key: crypto.randomUUID(), text: field.value, fields };
  own.add(turn.key);
  noted = turn.text;
  last = turn;
  slot = slot.then(async (before) => {
    try {
      await keep({ url, fields, label: form.dataset.outboxLabel, key: turn.key });
      if (before) await remove(before);
      return turn.key;
    } catch {
      return before; // a private window or a full phone: then only the line is left
    }
  });
}

// It arrived: nothing waits, unless more was written down meanwhile.
function letGo(key) {
  slot = slot.then(async (waiting) => {
    if (!waiting || waiting !== key) return waiting;
    await remove(waiting).catch(() => {});
    return null;
  });
}

async function save() {
  since = null;
  if (form.getAttribute("aria-busy") === "true") return;
  if (field.value !== noted) writeDown();
  if (sending || !last || last.text === kept) return;
  sending = true;
  const turn = last;
  said.textContent = form.dataset.saving;
  try {
    await post(turn);
    if (field.value !== turn.text) later();
  } catch {
    said.textContent = form.dataset.waiting;
    showOutbox().then(flush).catch(() => {});
    later(field.value === turn.text ? AGAIN : PAUSE);
  } finally {
    sending = false;
  }
}

async function post(turn) {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(turn.fields),
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) throw new Error(answer.status);
  arrived(turn, await answer.json());
}

function arrived(turn, { at, holder, removed }) {
  kept = turn.text;
  letGo(turn.key);
  said.textContent = `${form.dataset.saved} ${at}`;
  document.querySelector("[data-removed]").hidden = !removed;
  const notice = document.querySelector("[data-holder]");
  notice.hidden = !holder;
  notice.querySelector("[data-holder-name]").textContent = holder;
}

// What waited of an earlier sitting has come to the server: the page shows it.
function takeUp() {
  if (field.value === shown) location.reload();
}

// A page that goes, or a phone that may end it: the words are safe here, and on their way.
function leave() {
  if (field.value === noted || form.getAttribute("aria-busy") === "true") return;
  writeDown();
  navigator.sendBeacon(url, new URLSearchParams(last.fields));
}

if (form) {
  form.addEventListener("input", ({ target }) => {
    if (target === field) typed();
  });
  document.addEventListener("outbox:sent", async ({ detail }) => {
    if (detail.url !== url) return;
    if (!own.has(detail.key)) takeUp();
    else if (detail.key === last.key) arrived(last, await detail.response.clone().json());
  });
  // Sent whole with the form: what waits of the same sitting says no more than that.
  // The outbox takes the event away at the document.
  addEventListener("submit", ({ target }) => {
    if (target !== form) return;
    clearTimeout(timer);
    form.elements.turn.value = Number(form.elements.turn.value) + 1;
    kept = noted = field.value;
    if (last) letGo(last.key);
  }, true);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  // The first, so that a page that comes next finds the words; some know only the last.
  addEventListener("beforeunload", leave);
  addEventListener("pagehide", leave);
  if (reached.has(url)) takeUp();
}
