// What waits in the outbox, shown: the strip above the page, and the dialog that lists it.

import { mine, person, texts } from "./outbox-items.js";

export const strip = document.getElementById("outbox");
const dialog = document.getElementById("outbox-dialog");

export function say(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

export async function show() {
  const items = person ? await mine() : [];
  say("outbox:change", { count: items.length });
  const { waiting, offline, refused, signIn } = strip.dataset;
  const wrong = items.filter((item) => item.state === "refused").length;
  const out = items.some((item) => item.state === "signed-out");
  const rest = items.length - wrong;
  const said = [];
  if (rest) said.push(navigator.onLine ? "" : offline, out ? signIn : `${rest} ${waiting}`);
  if (wrong) said.push(`${wrong} ${refused}`);
  strip.hidden = items.length === 0;
  strip.querySelector("[data-outbox-text]").textContent = said.filter(Boolean).join(" ");
  if (dialog.open) list(items);
}

export async function openDialog() {
  list(await mine());
  dialog.showModal();
}

export function closeDialog() {
  dialog.close();
}

function list(items) {
  const row = document.getElementById("outbox-item");
  const rows = items.map((item) => {
    const copy = row.content.cloneNode(true);
    const root = copy.querySelector("[data-key]");
    root.dataset.key = item.key;
    root.dataset.state = item.state;
    copy.querySelector("[data-label]").textContent = item.label;
    copy.querySelector("[data-text]").textContent = excerpt(item);
    copy.querySelector("[data-reason]").textContent = item.reason ?? "";
    copy.querySelector("[data-page]").href = item.page;
    for (const state of copy.querySelectorAll("[data-when]"))
      state.hidden = state.dataset.when !== item.state;
    return copy;
  });
  document.getElementById("outbox-list").replaceChildren(...rows);
}

// Whole where it may have to be copied from here; else so much that one knows it again.
function excerpt(item) {
  const long = texts(item).map(([, value]) => value).filter((value) => value.trim().length > 3);
  return item.state === "refused" ? long.join("\n\n") : long.join(" · ").slice(0, 400);
}
