// The panic button: this tab and all others show nothing any more, and what this device
// knows of rooms is emptied before the page goes. The server ends the session and has the
// browser forget, which some browsers do not do.

import { leave, mark, vanish } from "./hidden.js";

const form = document.getElementById("panic");

async function forgetAll() {
  localStorage.clear();
  sessionStorage.clear();
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
  const databases = (await indexedDB.databases?.()) ?? [{ name: "lokadaya-outbox" }];
  for (const { name } of databases) indexedDB.deleteDatabase(name);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  mark();
  vanish();
  const fields = new URLSearchParams(new FormData(form));
  const gone = fetch(form.action, { method: "POST", body: fields, keepalive: true, redirect: "manual" });
  const patience = new Promise((resolve) => { setTimeout(resolve, 1500); });
  const done = Promise.allSettled([gone, forgetAll()]);
  Promise.race([done, patience]).then(leave);
});
