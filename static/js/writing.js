// Where one writes in the forums: a few Markdown buttons, answering and quoting a certain
// post, and a draft that the server keeps as one types, for every device. Without a line
// it is kept here until there is one, and so are changes to what stands already. Without
// this script the same page writes and quotes.

const PAUSE = 1200;
const person = document.querySelector('meta[name="lokadaya-person"]')?.content ?? "";

// --- marks -------------------------------------------------------------------

// As if it had been typed: the browser's own undo knows of it.
function type(field, text) {
  field.focus();
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function wrap(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  type(field, `${mark}${value.slice(start, end)}${mark}`);
  field.setSelectionRange(start + mark.length, end + mark.length);
}

function prefix(field, mark) {
  const { value, selectionEnd: end } = field;
  const start = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  field.setSelectionRange(start, end);
  type(field, value.slice(start, end).split("\n").map((line) => mark + line).join("\n"));
}

function link(field, address) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end);
  type(field, `[${words}](${address})`);
  const at = words ? start + words.length + 3 : start + 1;
  field.setSelectionRange(at, words ? at + address.length : at);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-writing] .markdown-bar button");
  if (!button) return;
  const field = button.closest("[data-writing]").querySelector("textarea");
  const { mark, line, link: address } = button.dataset;
  if (mark) wrap(field, mark);
  if (line) prefix(field, line);
  if (address) link(field, address);
});

// --- answering and quoting ---------------------------------------------------

let selected = null;

function selection() {
  const now = getSelection();
  return now.rangeCount && !now.isCollapsed ? now.getRangeAt(0).cloneRange() : null;
}

// A tap takes the selection away before it is a click: what it was is remembered.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest("[data-quote]")) selected = selection();
});

function wordsOf(post) {
  const words = post.querySelector("[data-words]");
  const chosen = selection() ?? selected;
  if (chosen && words.contains(chosen.commonAncestorContainer)) return String(chosen);
  const copy = words.cloneNode(true);
  for (const quoted of copy.querySelectorAll("blockquote")) quoted.remove();
  copy.hidden = false;
  words.after(copy);
  const text = copy.innerText;
  copy.remove();
  return text;
}

function quoted(heading, words) {
  const lines = words.trim().split(/\n+/);
  return [heading, "", ...lines.flatMap((line) => [line, ""]).slice(0, -1)].map((line) => `> ${line}`.trimEnd()).join("\n") + "\n\n";
}

document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-answer]");
  const form = document.querySelector("form.reply");
  const field = form?.elements.body;
  if (!asked || !field || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const { answer, name, quote } = asked.dataset;
  form.elements.reply_to.value = answer;
  form.querySelector("[data-answering]").hidden = !answer;
  form.querySelector("[data-answered]").textContent = name ?? "";
  field.setSelectionRange(field.value.length, field.value.length);
  if (quote) type(field, (field.value.trim() ? "\n\n" : "") + quoted(quote, wordsOf(asked.closest(".post"))));
  field.focus();
  form.scrollIntoView({ block: "nearest" });
  later(field);
});

// --- names -------------------------------------------------------------------

const BEGUN = /(?:^|[^\w@/.])@([^\n@]{2,40})$/u;
let asked = 0;

async function offer(field) {
  const place = field.closest("[data-names]");
  if (!place) return;
  const list = place.querySelector("[data-offered]");
  const begun = BEGUN.exec(field.value.slice(0, field.selectionEnd))?.[1];
  const number = (asked += 1);
  if (!begun) { list.hidden = true; return; }
  const answer = await fetch(`${place.dataset.names}?${new URLSearchParams({ q: begun })}`, { redirect: "manual" }).catch(() => null);
  if (number !== asked || !answer?.ok) return;
  const { names } = await answer.json();
  list.replaceChildren(...names.map((name) => {
    const [item, button] = [document.createElement("li"), document.createElement("button")];
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      field.setSelectionRange(field.selectionEnd - begun.length, field.selectionEnd);
      type(field, `${name} `);
      list.hidden = true;
    });
    item.append(button);
    return item;
  }));
  list.hidden = !names.length;
}

document.addEventListener("input", ({ target }) => {
  if (target.matches?.("[data-names] textarea")) offer(target);
});

// --- drafts ------------------------------------------------------------------

const DRAFTS = "[data-draft], [data-draft-here]";
const timers = new WeakMap();
// The words that the server holds, from which one went on.
const held = new WeakMap();
const sending = new WeakSet();
let leaving = false;

const spot = (place) => `lokadaya-draft ${person} ${place.dataset.draft ?? place.dataset.draftHere}`;
const otherSpot = (place) => `${spot(place)} other`;

const KEPT = [
  ...["title", "body", "reply_to", "files_ahead", "csrfmiddlewaretoken", "tags", "seen"],
  ...["question", "options", "takes_several", "is_named", "closes_on"].map((name) => `poll-${name}`),
];

function content(form) {
  const typed = new FormData(form);
  return new URLSearchParams(KEPT.flatMap((name) => typed.getAll(name).map((value) => [name, value])));
}

function later(field) {
  const place = field.closest("form")?.querySelector(DRAFTS);
  if (!place || !person) return;
  clearTimeout(timers.get(place));
  timers.set(place, setTimeout(keep, PAUSE, place));
}

async function keep(place) {
  timers.delete(place);
  const form = place.querySelector("textarea").form;
  if (leaving || form.getAttribute("aria-busy") === "true") return;
  const fields = content(form);
  const said = place.querySelector("[data-draft-said]");
  // One after the other: what is on its way decides which version comes next.
  if (sending.has(place)) return later(place.querySelector("textarea"));
  if (!place.dataset.draft) {
    keepHere(place, fields.get("body"), fields.get("title") ?? "");
    said.textContent = place.dataset.keptChange;
    return;
  }
  sending.add(place);
  try {
    const answer = await fetch(place.dataset.draft, { method: "POST", body: fields, redirect: "manual" });
    if (answer.status === 409) return meet(place, await answer.json());
    if (answer.status === 422) {
      keepHere(place, fields.get("body"), fields.get("title") ?? "");
      said.textContent = await answer.text();
      return;
    }
    if (!answer.ok) throw new Error();
    held.set(place, fields.get("body"));
    form.elements.seen.value = answer.headers.get("Draft") ?? "";
    localStorage.removeItem(spot(place));
    said.textContent = fields.get("body").trim() ? place.dataset.kept : "";
  } catch {
    keepHere(place, fields.get("body"), fields.get("title") ?? "");
    said.textContent = fields.get("body").trim() ? place.dataset.keptHere : "";
  } finally {
    sending.delete(place);
  }
}

// Another device wrote there meanwhile: an empty field takes its words, others stand beside
// them until one chooses.
function meet(place, { body, title, seen }) {
  const { elements } = place.querySelector("textarea").form;
  place.querySelector("[data-draft-said]").textContent = "";
  if (elements.title && !elements.title.value) elements.title.value = title;
  if (elements.body.value.trim()) {
    keepHere(place, elements.body.value, elements.title?.value ?? "");
    return offerOther(place, body, () => { elements.seen.value = seen; });
  }
  elements.body.value = body;
  elements.seen.value = seen;
  held.set(place, body);
}

function keepHere(place, body, title) {
  try {
    const from = held.get(place);
    if (body.trim() && body !== from) localStorage.setItem(spot(place), JSON.stringify({ body, title, from }));
    else localStorage.removeItem(spot(place));
  } catch { /* a full phone */ }
}

// What the server never got stands here again, and is sent to it: unless the words there
// changed meanwhile, on another device. Then both are kept, and one chooses.
function take(place) {
  const { form } = place.querySelector("textarea");
  const { body, title } = form.elements;
  held.set(place, body.value);
  let known = null;
  try {
    known = JSON.parse(localStorage.getItem(spot(place)));
    // Letters on their way when the page went: one text goes on where the other ends.
    if (known && body.value.startsWith(known.body)) {
      localStorage.removeItem(spot(place));
      known = null;
    }
    if (known && !known.body.startsWith(body.value) && (known.from ?? body.value) !== body.value) {
      localStorage.setItem(otherSpot(place), known.body);
      localStorage.removeItem(spot(place));
      known = null;
    }
    offerOther(place, localStorage.getItem(otherSpot(place)));
  } catch { return; }
  if (!known || body.value === known.body) return;
  body.value = known.body;
  if (title && !title.value) title.value = known.title;
  later(body);
}

function offerOther(place, words, chosen) {
  const offered = place.querySelector("[data-draft-other]");
  if (!words || !offered?.hidden) return;
  const answered = new AbortController();
  const field = place.querySelector("textarea");
  offered.hidden = false;
  offered.querySelector("[data-other]").textContent = words;
  for (const button of offered.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      if (button.hasAttribute("data-add")) field.value = `${field.value.trimEnd()}\n\n${words}`.trimStart();
      localStorage.removeItem(otherSpot(place));
      offered.hidden = true;
      answered.abort();
      chosen?.();
      later(field);
      field.focus();
    }, { signal: answered.signal });
  }
}

document.addEventListener("input", (event) => later(event.target));

// Sent, it is no draft any more: the server forgets its own copy.
window.addEventListener("submit", ({ target, submitter }) => {
  const place = target.querySelector?.(DRAFTS);
  if (!place || submitter?.hasAttribute("formaction")) return;
  clearTimeout(timers.get(place));
  localStorage.removeItem(spot(place));
}, true);

addEventListener("pagehide", () => {
  leaving = true;
  for (const place of document.querySelectorAll("[data-draft]")) {
    if (!timers.has(place)) continue;
    clearTimeout(timers.get(place));
    const { form } = place.querySelector("textarea");
    if (form.getAttribute("aria-busy") === "true") continue;
    keepHere(place, form.elements.body.value, form.elements.title?.value ?? "");
    navigator.sendBeacon(place.dataset.draft, content(form));
  }
});
addEventListener("pageshow", () => { leaving = false; });

for (const place of document.querySelectorAll(DRAFTS)) take(place);
