// The outbox: what is submitted is written down first, then sent, once, whenever there
// is a line. Without this script the same forms are ordinary forms.
//
// A form marked `data-outbox` is kept in IndexedDB with an Idempotency-Key and posted with
// the header `Outbox: 1`; the server answers a repeated key with its first answer. What
// waits belongs to the person who wrote it: another account neither sees nor sends it.
//
// Other scripts use `enqueue`, `forget`, `mine`, `waiting` and `flush`, and hear, on `document`:
//   outbox:change {count}   outbox:sent {key, url, response}   outbox:refused {key, url, status}

const STORE = "items";
const PAUSES = [3, 10, 30, 60, 180].map((seconds) => seconds * 1000);
const PATIENCE = 25_000;

const strip = document.getElementById("outbox");
const person = document.querySelector('meta[name="lokadaya-person"]')?.content ?? "";
let tries = 0;
let timer = null;
let flushing = null;
let broken = false;
const held = new Map();

// --- keeping -----------------------------------------------------------------

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("lokadaya-outbox", 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function store(mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/** All that waits of this person, oldest first. */
export async function mine() {
  const items = await store("readonly", (items) => items.getAll());
  return items
    .filter((item) => item.person === person)
    .sort((one, other) => one.written - other.written);
}

/** What waits for one address, oldest first. */
export async function waiting(url) {
  const address = new URL(url, location.href).href;
  return (await mine()).filter((item) => item.url === address);
}

/** Take back what has not been sent yet. */
export function forget(key) {
  return store("readwrite", (items) => items.delete(key)).then(show);
}

/** Keep one post and try to send it. `fields` is a list of [name, value]. */
export async function enqueue({ url, fields, label, key = crypto.randomUUID() }) {
  await keep({ url, fields, label, key });
  flush();
  return key;
}

function keep({ url, fields, label, key }) {
  return store("readwrite", (items) =>
    items.put({
      key,
      person,
      url: new URL(url, location.href).href,
      fields: fields.filter(([name]) => name !== "csrfmiddlewaretoken"),
      label,
      page: location.href,
      written: Date.now(),
      state: "waiting",
    }),
  ).then(show);
}

// --- sending -----------------------------------------------------------------

class NoLine extends Error {}

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
  if (response.status >= 500 || response.status === 429) throw new NoLine();
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
  for (const item of await mine()) {
    if (item.state === "refused") continue;
    try {
      await settle(item, await post(item));
      tries = 0;
    } catch (error) {
      if (!(error instanceof NoLine)) throw error;
      later();
      break;
    }
  }
  await show();
}

async function settle(item, response) {
  if (response.ok) {
    await store("readwrite", (items) => items.delete(item.key));
    say("outbox:sent", { key: item.key, url: item.url, response });
    arrived(item, response.headers.get("Outbox-Location"));
    return;
  }
  const state = response.status === 401 ? "signed-out" : "refused";
  await store("readwrite", (items) => items.put({ ...item, state }));
  say("outbox:refused", { key: item.key, url: item.url, status: response.status });
}

function later() {
  const pause = PAUSES[Math.min(tries, PAUSES.length - 1)];
  tries += 1;
  timer = setTimeout(flush, pause * (0.75 + Math.random() / 2));
}

// --- forms -------------------------------------------------------------------

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-outbox]") || !person || broken) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    submit(form, event.submitter);
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
  } catch {
    // Private windows and full phones may refuse to keep anything: then just send.
    broken = true;
    HTMLFormElement.prototype.submit.call(form);
    return;
  }
  try {
    await locked(async () => answer(form, await kept(item.key)));
  } catch (error) {
    if (!(error instanceof NoLine)) throw error;
    hold(form, item);
    later();
  } finally {
    form.removeAttribute("aria-busy");
    show();
  }
}

function kept(key) {
  return store("readonly", (items) => items.get(key));
}

async function answer(form, item) {
  if (!item) return; // another tab was faster
  const response = await post(item);
  if (response.status === 401) {
    await settle(item, response);
    hold(form, item);
    return;
  }
  await store("readwrite", (items) => items.delete(item.key));
  const location_ = response.headers.get("Outbox-Location");
  if (response.ok && location_) {
    say("outbox:sent", { key: item.key, url: item.url, response });
    go(location_);
    return;
  }
  await replace(await response.text());
}

function go(address) {
  const target = new URL(address, location.href);
  const same = target.pathname === location.pathname && target.search === location.search;
  location.assign(target);
  if (same) location.reload();
}

// The server's own page, with what was typed and what is wrong beside each field.
async function replace(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
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
  const key = form.querySelector('[name="idempotency_key"]');
  if (key) key.value = crypto.randomUUID();
  if (form.hasAttribute("data-outbox-clears")) form.reset();
  held.set(item.key, { form, written: words(item) });
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
  if (!address || item.page === location.href) return;
  const main = document.querySelector("main");
  main.querySelector(":scope > [data-outbox-note]")?.remove();
  main.prepend(document.getElementById("outbox-sent").content.cloneNode(true));
  link(main.firstElementChild, item, address);
}

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

// What a person wrote, without what the page adds each time.
function words(item) {
  const added = ["csrfmiddlewaretoken", "idempotency_key"];
  return JSON.stringify(
    item.fields.filter(([name, value]) => !added.includes(name) && !(value instanceof Blob)),
  );
}

// --- telling -----------------------------------------------------------------

function say(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

async function show() {
  const items = person ? await mine() : [];
  say("outbox:change", { count: items.length });
  const { waiting, offline, refused, signIn } = strip.dataset;
  const wrong = items.filter((item) => item.state === "refused").length;
  const out = items.some((item) => item.state === "signed-out");
  const rest = items.length - wrong;
  const words = [];
  if (rest) words.push(navigator.onLine ? "" : offline, out ? signIn : `${rest} ${waiting}`);
  if (wrong) words.push(`${wrong} ${refused}`);
  strip.hidden = items.length === 0;
  strip.querySelector("[data-outbox-text]").textContent = words.filter(Boolean).join(" ");
  if (document.getElementById("outbox-dialog").open) list(items);
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
    copy.querySelector("[data-page]").href = item.page;
    for (const state of copy.querySelectorAll("[data-when]"))
      state.hidden = state.dataset.when !== item.state;
    return copy;
  });
  document.getElementById("outbox-list").replaceChildren(...rows);
}

function excerpt(item) {
  const skipped = ["idempotency_key", "written_by"];
  return item.fields
    .filter(([name, value]) => !skipped.includes(name) && typeof value === "string")
    .map(([, value]) => value)
    .filter((value) => value.trim().length > 3)
    .join(" · ")
    .slice(0, 400);
}

document.addEventListener("click", async (event) => {
  const dialog = document.getElementById("outbox-dialog");
  if (event.target.closest("[data-outbox-open]")) {
    list(await mine());
    dialog.showModal();
  }
  const action = event.target.closest("[data-outbox-action]")?.dataset.outboxAction;
  if (!action) return;
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (action === "close") dialog.close();
  if (action === "delete") await store("readwrite", (items) => items.delete(key));
  if (action === "retry") {
    const item = key && (await kept(key));
    if (item) await store("readwrite", (items) => items.put({ ...item, state: "waiting" }));
    tries = 0;
    await flush();
  }
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

if (strip) show().then(flush).catch(() => { broken = true; });
