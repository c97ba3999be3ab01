// Writing a section: what is typed is kept by the server every moment, visibly. Without a
// line it goes into the outbox, which survives the closing of the tab; the server counts
// by `turn`, so that what comes late changes nothing.

import { enqueue, forget } from "./outbox.js";

const PAUSE = 1500;
const AGAIN = 20_000;
const form = document.querySelector("form[data-drafting]");
const said = form?.querySelector("[data-drafting-said]");
const field = form?.elements.text;
let timer = null;
let busy = false;
let kept = field?.value;
let waiting = null;

function fields() {
  const names = [
    "sitting", "revision", "turn", "continues", "continues_turn", "is_plain", "text",
    "csrfmiddlewaretoken",
  ];
  return names.map((name) => [name, form.elements[name].value]);
}

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(keep, pause);
}

async function keep() {
  const text = field.value;
  if (busy || text === kept || form.getAttribute("aria-busy") === "true") return;
  busy = true;
  form.elements.turn.value = Number(form.elements.turn.value) + 1;
  said.textContent = form.dataset.saving;
  try {
    const body = new URLSearchParams(fields());
    const answer = await fetch(form.dataset.drafting, { method: "POST", body, redirect: "manual" });
    if (!answer.ok) throw new Error(answer.status);
    show(await answer.json());
    kept = text;
    if (waiting) forget(waiting);
    waiting = null;
  } catch {
    said.textContent = form.dataset.waiting;
    if (waiting) await forget(waiting).catch(() => {});
    waiting = await enqueue({
      url: form.dataset.drafting,
      fields: fields(),
      label: form.dataset.outboxLabel,
    }).catch(() => null);
    later(AGAIN);
  } finally {
    busy = false;
  }
  if (field.value !== text) later();
}

function show({ at, holder }) {
  said.textContent = `${form.dataset.saved} ${at}`;
  const notice = document.querySelector("[data-holder]");
  notice.hidden = !holder;
  notice.querySelector("[data-holder-name]").textContent = holder;
}

if (form) {
  form.addEventListener("input", ({ target }) => {
    if (target === field) later();
  });
  document.addEventListener("outbox:sent", ({ detail }) => {
    if (detail.key !== waiting) return;
    waiting = null;
    later(0);
  });
  // Sent whole with the form: what waits of the same sitting says no more than that.
  // The outbox takes the event away at the document.
  addEventListener("submit", ({ target }) => {
    if (target !== form) return;
    clearTimeout(timer);
    form.elements.turn.value = Number(form.elements.turn.value) + 1;
    if (waiting) forget(waiting);
  }, true);
  const leave = () => {
    if (field.value === kept || form.getAttribute("aria-busy") === "true") return;
    form.elements.turn.value = Number(form.elements.turn.value) + 1;
    const left = navigator.sendBeacon(form.dataset.drafting, new URLSearchParams(fields()));
    if (left) kept = field.value;
  };
  // The first, so that a page that comes next finds the words; phones know only the last.
  addEventListener("beforeunload", leave);
  addEventListener("pagehide", leave);
}
