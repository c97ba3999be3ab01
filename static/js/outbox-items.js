// What waits in the outbox: rows in IndexedDB, each of the person who wrote it. Another
// account on the same phone neither sees nor sends them.

const STORE = "items";

export const person = document.querySelector('meta[name="lokadaya-person"]')?.content ?? "";

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("lokadaya-outbox", 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(watched(request.result));
    request.onerror = () => reject(request.error);
  }).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

// The browser closes a database when the phone is full or its data is cleared, and a tab
// with a newer version of this script waits until the older let go of it.
function watched(database) {
  const lose = () => { opened = null; };
  database.onclose = lose;
  database.onversionchange = () => { database.close(); lose(); };
  return database;
}

async function begin(mode) {
  try {
    return (await open()).transaction(STORE, mode);
  } catch {
    // It was closed under our hands: opened again, it is as it was.
    opened = null;
    return (await open()).transaction(STORE, mode);
  }
}

async function store(mode, work) {
  const transaction = await begin(mode);
  return new Promise((resolve, reject) => {
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

export function one(key) {
  return store("readonly", (items) => items.get(key));
}

export function put(item) {
  return store("readwrite", (items) => items.put(item));
}

export function remove(key) {
  return store("readwrite", (items) => items.delete(key));
}

/** Write one post down. `fields` is a list of [name, value]. */
export function keep({ url, fields, label, key, page = location.href, written = Date.now() }) {
  return put({
    key,
    person,
    url: new URL(url, location.href).href,
    fields: fields.filter(([name]) => name !== "csrfmiddlewaretoken"),
    label,
    page,
    written,
    state: "waiting",
  });
}

// --- in haste ------------------------------------------------------------------

// What goes another way first, as a frame on a socket that may be dead, is jotted down
// where that takes no time. Whatever is still there when a page opens was left behind.
const jot = (key) => `lokadaya-jot ${person} ${key}`;

export function jotDown(item) {
  try {
    const more = { page: location.href, written: Date.now() };
    localStorage.setItem(jot(item.key), JSON.stringify({ ...more, ...item }));
  } catch { /* a full phone */ }
}

export function strike(key) {
  localStorage.removeItem(jot(key));
}

export function jotted() {
  const names = Object.keys(localStorage).filter((name) => person && name.startsWith(jot("")));
  return names.map((name) => JSON.parse(localStorage.getItem(name))).filter(Boolean);
}

/** What a closed tab left behind waits like everything else. */
export async function takeIn() {
  for (const item of jotted()) {
    await keep(item);
    strike(item.key);
  }
}

// What the page adds to a form each time.
const ADDED = ["csrfmiddlewaretoken", "idempotency_key", "written_by"];

/** What a person wrote, as [name, text]. */
export function texts(item) {
  return item.fields.filter(([name, value]) => !ADDED.includes(name) && typeof value === "string");
}

/** The same for the same words, whenever they were written. */
export function words(item) {
  return JSON.stringify(texts(item));
}
