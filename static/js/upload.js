// Files are sent ahead of their form, in pieces of half a megabyte (tus 1.0.0): after a
// break only the piece that was on its way is sent again. Chosen again on another day,
// the same file goes on where it stopped. Without this script it is a file field.

const PIECE = 500_000;
const PAUSES = [1, 2, 5, 10, 30].map((seconds) => seconds * 1000);
const PATIENCE = 60_000;
const TUS = { "Tus-Resumable": "1.0.0" };
const strip = document.getElementById("outbox");
const person = document.querySelector('meta[name="lokadaya-person"]')?.content ?? "";

class Failed extends Error {}
class WrongKind extends Failed {}
class SignedOut extends Error {}

function ask(url, method, headers = {}, body = undefined) {
  const cookie = strip.dataset.csrfCookie;
  const pair = document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`));
  return fetch(url, {
    method,
    body,
    headers: { ...TUS, "X-CSRFToken": pair?.slice(cookie.length + 1) ?? "", ...headers },
    signal: AbortSignal.timeout(PATIENCE),
  });
}

// --- one file ----------------------------------------------------------------

function memory(file) {
  return `lokadaya-upload:${person}:${file.name}:${file.size}:${file.lastModified}`;
}

async function begun(place, file) {
  const known = localStorage.getItem(memory(file));
  if (known) {
    const answer = await ask(known, "HEAD");
    if (answer.ok) return { url: known, offset: offsetOf(answer) };
    if (answer.status >= 500) throw new Error();
    localStorage.removeItem(memory(file));
  }
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
  const answer = await ask(place, "POST", {
    "Upload-Length": String(file.size),
    "Upload-Metadata": `filename ${name}`,
  });
  await judge(answer);
  const url = answer.headers.get("Location");
  localStorage.setItem(memory(file), url);
  return { url, offset: 0 };
}

function offsetOf(answer) {
  return Number(answer.headers.get("Upload-Offset"));
}

async function judge(answer) {
  if (answer.ok) return;
  if (answer.status === 401) throw new SignedOut();
  if (answer.status >= 500 || answer.status === 429) throw new Error();
  const Kind = answer.status === 422 ? WrongKind : Failed;
  throw new Kind(await answer.text());
}

async function piece(file, sending) {
  const headers = {
    "Content-Type": "application/offset+octet-stream",
    "Upload-Offset": String(sending.offset),
  };
  const part = file.slice(sending.offset, sending.offset + PIECE);
  const answer = await ask(sending.url, "PATCH", headers, part);
  // Our last piece did arrive, its answer did not: go on where the server is.
  if (answer.status !== 409) await judge(answer);
  sending.offset = offsetOf(answer);
}

async function send(place, file, row) {
  let sending = null;
  for (let tries = 0; !row.gone; ) {
    try {
      sending ??= await begun(place, file);
      row.url = sending.url;
      row.show(sending.offset);
      if (sending.offset >= file.size) break;
      await piece(file, sending);
      tries = 0;
    } catch (error) {
      if (error instanceof Failed || error instanceof SignedOut) {
        if (error instanceof Failed) localStorage.removeItem(memory(file));
        throw error;
      }
      sending = null; // ask anew how much has come
      row.wait();
      await pause(PAUSES[Math.min(tries, PAUSES.length - 1)]);
      tries += 1;
    }
  }
  localStorage.removeItem(memory(file));
  return sending?.url;
}

function pause(time) {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      done();
    };
    const timer = setTimeout(end, time);
    window.addEventListener("online", end);
  });
}

// --- one field ---------------------------------------------------------------

function makeRow(field, file) {
  const words = field.dataset;
  const item = document.createElement("li");
  const body = document.createElement("div");
  const name = document.createElement("strong");
  const bar = document.createElement("progress");
  const note = document.createElement("span");
  const drop = document.createElement("button");
  body.className = "body";
  name.textContent = file.name;
  bar.max = file.size;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  note.className = "soft small";
  drop.type = "button";
  drop.className = "button plain";
  drop.textContent = words.remove;
  drop.setAttribute("aria-label", `${words.remove} ${file.name}`);
  body.append(name, bar, note);
  item.append(body, drop);
  field.querySelector("[data-list]").append(item);
  // Whoever keeps a draft of the form hears of it.
  const changed = () => field.dispatchEvent(new Event("input", { bubbles: true }));
  const row = {
    gone: false,
    url: null,
    show(offset) {
      bar.value = offset;
      note.textContent = `${words.sending} ${Math.floor((100 * offset) / file.size)}%`;
    },
    wait: () => (note.textContent = words.waiting),
    done(url) {
      bar.hidden = true;
      note.textContent = words.sent;
      field.querySelector("[data-said]").textContent = `${words.sent}: ${file.name}`;
      const key = document.createElement("input");
      key.type = "hidden";
      key.name = words.field;
      key.value = url.split("/").at(-2);
      item.append(key);
      changed();
    },
    fail(text) {
      bar.hidden = true;
      note.className = "error small";
      note.setAttribute("role", "alert");
      note.textContent = text;
    },
  };
  drop.addEventListener("click", () => {
    row.gone = true;
    item.remove();
    changed();
    localStorage.removeItem(memory(file));
    if (row.url) ask(row.url, "DELETE").catch(() => {});
  });
  return row;
}

let sending = 0;
// The form that was sent before its files had arrived: it leaves with the last of them.
let held = null;

function leave() {
  const { form, button } = held ?? {};
  held = null;
  if (form?.isConnected) form.requestSubmit(button?.isConnected ? button : null);
}

async function take(field, file) {
  const row = makeRow(field, file);
  sending += 1;
  try {
    const url = await send(field.dataset.upload, file, row);
    if (url && !row.gone) row.done(url);
  } catch (error) {
    const out = error instanceof SignedOut;
    const wrong = error instanceof WrongKind ? ` ${field.dataset.taken ?? ""}` : "";
    const said = (error.message || field.dataset.failed) + wrong;
    row.fail(out ? field.dataset.signedOut : said);
    held = null;
  } finally {
    sending -= 1;
    if (!sending) leave();
  }
}

document.addEventListener("change", (event) => {
  const field = event.target.closest?.("[data-upload]");
  if (!field || event.target.type !== "file") return;
  const files = [...event.target.files];
  event.target.value = "";
  for (const file of files) take(field, file);
});

// Before the outbox hears of it: a form does not leave without its files.
window.addEventListener(
  "submit",
  (event) => {
    const field = event.target.querySelector?.("[data-upload]");
    if (!field || !sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = { form: event.target, button: event.submitter };
    field.querySelector("[data-said]").textContent = field.dataset.busy;
  },
  true,
);
