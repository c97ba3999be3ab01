// A worksheet's step saves itself while one writes, on the phone when there is no line.
// Without this script every button of the page does the same by submitting the form.

import { enqueue, forget } from "./outbox.js";

const AFTER_TYPING = 3000;
const form = document.getElementById("step-form");
const status = document.getElementById("saved");
let timer = null;
let saving = null;
let kept = null;
let shown = fingerprint();

function fields() {
  const skipped = ["csrfmiddlewaretoken", "idempotency_key"];
  return [...new FormData(form).entries()].filter(([name]) => !skipped.includes(name));
}

function fingerprint() {
  return JSON.stringify(fields());
}

function tell(name, more = "") {
  status.textContent = `${status.dataset[name]} ${more}`.trim();
  status.previousElementSibling.hidden = !["saved", "kept"].includes(name);
}

// --- saving ------------------------------------------------------------------

async function save() {
  clearTimeout(timer);
  if (saving) await saving;
  const written = fingerprint();
  if (written === shown) return;
  saving = send(written).finally(() => (saving = null));
  await saving;
}

async function send(written) {
  tell("saving");
  let response;
  try {
    response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(fields()),
      headers: {
        Accept: "application/json",
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      },
      redirect: "manual",
      signal: AbortSignal.timeout(20_000),
    });
    if (response.status >= 500) throw new Error();
  } catch {
    await keepHere();
    shown = written;
    return;
  }
  if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) {
    tell("out");
    return;
  }
  const said = await response.json();
  mark(said.errors ?? {});
  if (response.ok) {
    shown = written;
    await drop();
    tell("saved", said.saved_at);
  } else if (said.reason && !said.overtaken) status.textContent = said.reason;
  else tell(said.overtaken ? "overtaken" : "wrong");
}

// One item waits for this page, always the newest.
async function keepHere() {
  await drop();
  kept = await enqueue({
    url: form.action,
    fields: fields(),
    label: form.dataset.outboxLabel,
  });
  tell("kept");
}

async function drop() {
  if (kept) await forget(kept);
  kept = null;
}

document.addEventListener("outbox:sent", (event) => {
  if (event.detail.key !== kept) return;
  kept = null;
  const now = new Date().toTimeString().slice(0, 5).replace(":", ".");
  tell("saved", now);
});

function mark(errors) {
  for (const old of form.querySelectorAll("[data-own-error]")) old.remove();
  for (const field of form.querySelectorAll("[aria-invalid]"))
    if (!errors[field.name]) field.removeAttribute("aria-invalid");
  for (const [name, sentence] of Object.entries(errors)) {
    const field = form.elements[name];
    if (!(field instanceof Element)) continue;
    field.setAttribute("aria-invalid", "true");
    const line = document.createElement("p");
    line.className = "error";
    line.dataset.ownError = "";
    line.textContent = sentence;
    field.closest(".field")?.append(line);
  }
}

// --- rows --------------------------------------------------------------------

function add(table) {
  const numbers = [...table.querySelectorAll("[name]")]
    .map((field) => /-(\d+)-/.exec(field.name)?.[1])
    .filter(Boolean);
  const number = Math.max(-1, ...numbers) + 1;
  const copy = table.querySelector("template").content.cloneNode(true);
  for (const element of copy.querySelectorAll("*"))
    for (const attribute of [...element.attributes])
      if (attribute.value.includes("-NOMOR"))
        attribute.value = attribute.value.replace("-NOMOR", `-${number}`);
  const list = table.querySelector(".entries");
  list.append(copy);
  list.lastElementChild.querySelector("input, textarea, select").focus();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=add], button[name=remove]");
  if (!button) return;
  event.preventDefault();
  const table = button.closest("[data-table]");
  if (button.name === "add") return add(table);
  const row = button.closest("[data-row]");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (next?.querySelector("summary") ?? table.querySelector("[name=add]")).focus();
  sum();
  save();
});

// A row's line says what stands in it.
function name(row) {
  const [title, ...rest] = row.querySelectorAll("input, textarea, select");
  if (title.value) row.querySelector("[data-row-title]").textContent = title.value;
  let line = "";
  for (const field of rest) {
    if (!field.value) continue;
    const words = field.selectedOptions?.[0].text ?? field.value;
    line += line && (field.name.endsWith("-unit") ? " " : " · ");
    line += words;
  }
  row.querySelector("[data-row-details]").textContent = line;
}

function sum() {
  const shownTotal = form.querySelector("[data-total]");
  if (!shownTotal) return;
  const digits = [...form.querySelectorAll("[name^=needs-][name$=-value]")].map(
    (field) => Number(field.value.split(",")[0].replace(/\D/g, "")) || 0,
  );
  const total = digits.reduce((one, other) => one + other, 0);
  shownTotal.textContent = `Rp ${total.toLocaleString("id-ID")}`;
}

// --- while writing -----------------------------------------------------------

form.addEventListener("input", (event) => {
  const counter = form.querySelector(`[data-count-of="${event.target.id}"] [data-count]`);
  if (counter) counter.textContent = event.target.value.length;
  clearTimeout(timer);
  timer = setTimeout(save, AFTER_TYPING);
});

form.addEventListener("change", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) name(row);
  sum();
  save();
});

// A button that leaves the page sends everything itself.
form.addEventListener("submit", () => clearTimeout(timer), true);

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
