// Naming somebody after an @: who is meant is offered, and chosen with a finger or by keys.

import { room } from "./room-log.js";
import { draft } from "./room-page.js";

const BEGUN = /(^|[^\w@/.])@([^\s@][^@\n]{1,40})$/u;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const field = document.getElementById("id_body");
const names = document.getElementById("names");
let asked = 0;
let at = 0;

function hide() {
  names.hidden = true;
  names.replaceChildren();
  field.removeAttribute("aria-activedescendant");
}

function option(name, index) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", role: "option", id: `nama-${index}`, textContent: name, tabIndex: -1 });
  item.role = "presentation";
  item.append(button);
  return item;
}

function point(index) {
  const options = [...names.querySelectorAll("button")];
  at = (index + options.length) % options.length;
  for (const each of options) each.setAttribute("aria-selected", each === options[at]);
  field.setAttribute("aria-activedescendant", options[at].id);
  options[at].scrollIntoView({ block: "nearest" });
}

function choose(button) {
  const before = field.value.slice(0, field.selectionStart).replace(BEGUN, `$1@${button.textContent} `);
  field.value = before + field.value.slice(field.selectionStart);
  field.setSelectionRange(before.length, before.length);
  hide();
  draft.keep();
  field.focus();
}

field.addEventListener("input", async () => {
  const part = BEGUN.exec(field.value.slice(0, field.selectionStart))?.[2];
  asked += 1;
  const mine = asked;
  if (!part) return hide();
  const address = `${room.dataset.people}?cari=${encodeURIComponent(part)}`;
  const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
  if (mine !== asked || !answer?.ok) return;
  const found = (await answer.json()).names;
  // Written out already, there is nothing to choose.
  if (!found.length || found[0].toLowerCase() === part.trim().toLowerCase()) return hide();
  names.replaceChildren(...found.map(option));
  names.hidden = false;
  point(0);
});

field.addEventListener("keydown", (event) => {
  if (names.hidden || event.isComposing || event.shiftKey) return;
  if (event.key in STEPS) point(at + STEPS[event.key]);
  else if (["Enter", "Tab"].includes(event.key)) choose(names.querySelectorAll("button")[at]);
  else if (event.key === "Escape") hide();
  else return;
  event.preventDefault();
});

names.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) choose(button);
});
