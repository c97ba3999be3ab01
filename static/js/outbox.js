// The outbox: what is submitted is written down first, then sent, once, whenever there
// is a line. Without this script the same forms are ordinary forms.
//
// A form marked `data-outbox` is kept in IndexedDB (outbox-items.js) with an Idempotency-Key
// and posted with the header `Outbox: 1`; the server answers a repeated key with its first
// answer. Nothing that was written is let go of before the server has taken it, or shows
// it again in a page of its own.
//
// Other scripts use `enqueue`, `forget`, `mine`, `waiting`, `reached`, `begun` and `flush`, and
// hear, on `document`:
//   outbox:change {count}   outbox:sent {key, url, response}
//   outbox:refused {key, url, status, reason}

import { keep, mine, one, person, put, remove, takeIn, texts, waiting, words } from "./outbox-items.js";
import { closeDialog, openDialog, say, show, strip } from "./outbox-shown.js";

export { mine, waiting };

const PAUSES = [3, 10, 30, 60, 180].map((seconds) => seconds * 1000);
const PATIENCE = 25_000;
// Where a page says why it did not do what was asked.
const REASONS = [".error", '[role="alert"]:not([hidden])', ".notice p", ".empty p", "h1"];
// What an answer says that is no page.
const SAID = { "text/plain": (text) => text, "application/json": (text) => JSON.parse(text).message ?? "" };

let tries = 0;
let timer = null;
let flushing = null;
let broken = false;
const held = new Map();
/** Where something that waited has arrived since this page came. */
export const reached = new Set();
const refused = new WeakMap();

/** Take back what has not been sent yet. */
export function forget(key) {
  return remove(key).then(show);
}

/** Keep one post and try to send it. `fields` is a list of [name, value]. */
export async function enqueue({ key = crypto.randomUUID(), ...item }) {
  await keep({ ...item, key });
  await show();
  flush();
  return key;
}

// --- sending -----------------------------------------------------------------

class NoLine extends Error {}
// The server fails at this one: what is for other addresses need not wait for it.
class Stuck extends NoLine {}

async function post(item) {
  const fields = new FormData();
  for (const [name, value] of item.fields) fields.append(name, value);
  const files = item.fields.some(([, value]) => value instanceof Blob);
  const options = {
    method: "POST",
    body: files ? fields : new URLSearchParams(fields),
    headers: {
      "Idempotency-Key": item.key,
      "X-CSRFToken": cookie(strip.dataset.csrfCookie) ?? "",
      Outbox: "1",
      // Somebody else may have signed in meanwhile, in another tab.
      ...(item.person ? { "Outbox-Person": item.person } : {}),
    },
    signal: AbortSignal.timeout(files ? PATIENCE * 10 : PATIENCE),
  };
  let response;
  try {
    response = await fetch(item.url, options);
  } catch (error) {
    throw new NoLine(error.message);
  }
  if ([429, 503].includes(response.status)) throw new NoLine();
  if (response.status >= 500) throw new Stuck();
  return response;
}

function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found && decodeURIComponent(found.slice(name.length + 1));
}

/** Send all that waits, in order; one tab at a time. */
export function flush() {
  if (!person || broken) return Promise.resolve();
  flushing ??= locked(sendAll).finally(() => {
    flushing = null;
  });
  return flushing;
}

function locked(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request("lokadaya-outbox", work);
}

async function sendAll() {
  clearTimeout(timer);
  const stuck = new Set();
  let line = true;
  for (const item of await mine()) {
    // What was written for one address arrives in its order.
    if (!line || item.state === "refused" || stuck.has(item.url)) continue;
    try {
      await settle(item, await post(item));
    } catch (error) {
      if (!(error instanceof NoLine)) throw error;
      stuck.add(item.url);
      line = error instanceof Stuck;
    }
  }
  if (stuck.size) later();
  else tries = 0;
  await show();
}

async function settle(item, response) {
  if (!response.ok) return refuse(item, response.status, reasonIn(await read(response)));
  await remove(item.key);
  reached.add(item.url);
  say("outbox:sent", { key: item.key, url: item.url, response });
  return arrived(item, response.headers.get("Outbox-Location"));
}

async function refuse(item, status, reason) {
  await put({ ...item, reason, state: status === 401 ? "signed-out" : "refused" });
  say("outbox:refused", { key: item.key, url: item.url, status, reason });
}

async function read(response) {
  const text = await response.text();
  const said = SAID[response.headers.get("Content-Type")?.split(";")[0]]?.(text);
  const page = new DOMParser().parseFromString(said === undefined ? text : "<h1></h1>", "text/html");
  if (said !== undefined) page.querySelector("h1").textContent = said.slice(0, 300);
  return page;
}

function reasonIn(page) {
  const body = page.querySelector("main") ?? page.body;
  const found = REASONS.map((selector) => body.querySelector(selector)?.textContent.trim());
  return found.find(Boolean) ?? page.title;
}

function later() {
  const pause = PAUSES[Math.min(tries, PAUSES.length - 1)];
  tries += 1;
  clearTimeout(timer);
  timer = setTimeout(flush, pause * (0.75 + Math.random() / 2));
}

// --- forms -------------------------------------------------------------------

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-outbox]") || !person) return;
    if (broken && navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (broken) note(form, "outbox-unkept");
    else submit(form, event.submitter);
  },
  true,
);

async function submit(form, submitter) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const data = new FormData(form, submitter);
  const item = {
    url: submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href,
    fields: [...data.entries()],
    label: form.dataset.outboxLabel ?? document.title,
    key: data.get("idempotency_key") || crypto.randomUUID(),
  };
  try {
    // Pressed twice: the same words for the same place wait already.
    const twin = (await waiting(item.url)).find(
      (other) => other.state !== "refused" && words(other) === words(item),
    );
    if (twin) Object.assign(item, { key: twin.key, fields: twin.fields });
    await keep(item);
    // What was refused of this form is in what is sent now.
    if (refused.has(form)) await remove(refused.get(form));
    refused.delete(form);
  } catch {
    // Private windows and full phones may refuse to keep anything: then just send.
    broken = true;
    form.removeAttribute("aria-busy");
    // After the event that we stopped: while it runs, another is not begun.
    setTimeout(() => form.requestSubmit(submitter));
    return;
  }
  await show();
  try {
    await locked(async () => answer(form, await one(item.key)));
  } catch (error) {
    if (!(error instanceof NoLine)) throw error;
    hold(form, item);
    later();
  } finally {
    form.removeAttribute("aria-busy");
    show();
  }
}

async function answer(form, item) {
  if (!item) return; // another tab was faster
  const response = await post(item);
  if (response.status === 401) {
    await settle(item, response);
    hold(form, item);
    return;
  }
  const address = response.headers.get("Outbox-Location");
  const page = await read(response);
  const written = byHand(form, item);
  const isShown = written.every(shownOn(page));
  // In its field it is mended; any other no may be another tomorrow.
  const inFields = ([name]) => page.querySelector(`main [name="${CSS.escape(name)}"]`);
  const isMended = isShown && written.every((one) => response.status === 422 && inFields(one));
  if (response.ok || isMended) await remove(item.key);
  else await refuse(item, response.status, reasonIn(page));
  renew(form);
  if (response.ok) say("outbox:sent", { key: item.key, url: item.url, response });
  if (address) go(address);
  else if (response.ok || isShown) replace(page);
  else turnBack(form, item, reasonIn(page));
}

// What a person wrote and chose, without what the page put into the form.
function byHand(form, item) {
  const own = [...form.querySelectorAll("[type=hidden], button")].map((field) => field.name);
  return texts(item).filter(([name, value]) => !own.includes(name) && value.trim());
}

// Whether a page has what was written: words in a field, what was chosen by its field.
function shownOn(page) {
  const fields = [...page.querySelectorAll("main :is(input, textarea, select, button)")];
  const names = new Set(fields.map((field) => field.name));
  const values = new Set(fields.map((field) => even(field.value)));
  return ([name, value]) =>
    names.has(name) ? even(value).length <= 20 || values.has(even(value)) : values.has(even(value));
}

function even(text) {
  return text.replace(/\s+/g, " ").trim();
}

// A key is for one sending; the next from the same form is another.
function renew(root) {
  for (const key of root.querySelectorAll('[name="idempotency_key"]'))
    key.value = crypto.randomUUID();
}

function go(address) {
  const target = new URL(address, location.href);
  const same = target.pathname === location.pathname && target.search === location.search;
  location.assign(target);
  if (same) location.reload();
}

// The server's own page, with what was typed and what is wrong beside each field.
function replace(page) {
  const fresh = page.querySelector("main");
  if (!fresh) {
    location.reload();
    return;
  }
  document.querySelector("main").replaceWith(fresh);
  document.title = page.title || document.title;
  window.htmx?.process(fresh);
  const first = fresh.querySelector('[aria-invalid="true"], [role="alert"]');
  first?.scrollIntoView({ block: "center" });
  first?.focus?.();
}

// The words stay visible where they were written, marked as waiting.
function hold(form, item) {
  note(form, "outbox-held").scrollIntoView({ block: "nearest" });
  renew(form);
  if (form.hasAttribute("data-outbox-clears")) form.reset();
  held.set(item.key, { form, written: words(item) });
}

// The words stay where they were written, with why they could not go.
function turnBack(form, item, reason) {
  const told = note(form, "outbox-refused");
  told.querySelector("[data-reason]").textContent = reason;
  told.scrollIntoView({ block: "nearest" });
  renew(form);
  refused.set(form, item.key);
}

// What waited has arrived: the page that was waiting goes on, any other says so.
function arrived(item, address) {
  const { form, written } = held.get(item.key) ?? {};
  held.delete(item.key);
  if (form?.isConnected) {
    const now = words({ fields: [...new FormData(form).entries()] });
    const elsewhere = (document.activeElement?.form ?? form) !== form;
    if (address && now === written && !elsewhere) return go(address);
    return link(note(form, "outbox-sent"), item, address);
  }
  if (!address || bare(item.page) === bare(location.href)) return;
  const main = document.querySelector("main");
  main.querySelector(":scope > [data-outbox-note]")?.remove();
  main.prepend(document.getElementById("outbox-sent").content.cloneNode(true));
  link(main.firstElementChild, item, address);
}

const bare = (address) => address.split("#")[0];

function note(form, template) {
  form.querySelector("[data-outbox-note]")?.remove();
  form.append(document.getElementById(template).content.cloneNode(true));
  return form.querySelector("[data-outbox-note]");
}

function link(note, item, address) {
  const label = note.querySelector("a");
  label.textContent = item.label;
  if (address) label.href = address;
}

// --- asked for ------------------------------------------------------------------

const DEEDS = {
  close: closeDialog,
  delete: remove,
  retry: async (key) => {
    const item = key && (await one(key));
    if (item) await put({ ...item, state: "waiting", reason: "" });
    tries = 0;
    await flush();
  },
};

document.addEventListener("click", async ({ target }) => {
  if (target.closest("[data-outbox-open]")) openDialog();
  const deed = DEEDS[target.closest("[data-outbox-action]")?.dataset.outboxAction];
  if (!deed) return;
  await deed(target.closest("[data-key]")?.dataset.key);
  await show();
});

addEventListener("online", () => {
  tries = 0;
  flush();
});
addEventListener("offline", show);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") flush();
});
// Gone back to: the page is as it was left, with the keys of what was sent from it.
addEventListener("pageshow", ({ persisted }) => {
  const [visit] = performance.getEntriesByType("navigation");
  if (persisted || visit?.type === "back_forward") renew(document);
  if (persisted && strip) show().then(flush);
});

/** What earlier pages left behind is in the outbox now. */
export const begun = strip ? takeIn().then(show).catch(() => { broken = true; }) : Promise.resolve();
begun.then(flush).catch(() => { broken = true; });
