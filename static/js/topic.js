// A topic that is being read: how far is told post by post, and what comes in meanwhile
// waits behind a button, so that nothing moves. The socket only says that there is
// something; what it is, this page asks for. Where sockets are blocked it asks now and then.
// Without this script the page is read as far as it goes, and shows what is new when loaded.

const talk = document.getElementById("percakapan");
const button = document.getElementById("tampilkan-baru");
const POLLING = 15_000;
const HEALING = 60_000;
const PAUSES = [1, 3, 10, 30, 60].map((seconds) => seconds * 1000);
const RESTING = 1500;

// --- how far -----------------------------------------------------------------

const seen = new Set();
let told = 0;
let resting = null;

const momentOf = (post) => Number(post.dataset.at);

// The last post before which nothing on the page was passed over; what is folded away
// counts as seen. They are in order by their moment: what was let through has an old number.
function farthest() {
  const posts = [...talk.querySelectorAll("[data-post]")].sort((one, other) => momentOf(one) - momentOf(other));
  let last = null;
  for (const post of posts) {
    if (!seen.has(post) && post.offsetParent) break;
    last = post;
  }
  return last;
}

function tell() {
  clearTimeout(resting);
  const last = farthest();
  if (!last || momentOf(last) <= told) return;
  told = momentOf(last);
  const token = document.querySelector("main [name=csrfmiddlewaretoken]")?.value ?? "";
  navigator.sendBeacon(`${talk.dataset.mark}${last.dataset.post}/`, new URLSearchParams({ csrfmiddlewaretoken: token }));
}

const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || document.hidden) continue;
    seen.add(target.closest("[data-post]"));
    watcher.unobserve(target);
  }
  clearTimeout(resting);
  resting = setTimeout(tell, RESTING);
});

// A post has been read when its end was on the screen.
function watch(root) {
  for (const post of root.querySelectorAll("[data-post]")) watcher.observe(post.lastElementChild);
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return tell();
  watcher.disconnect();
  watch(talk);
  look();
});
addEventListener("pagehide", tell);

// --- what comes in -----------------------------------------------------------

let socket = null;
let failures = 0;
let asking = false;
let fresh = [];
let received = null;
let timer = null;
let over = !talk.dataset.socket;

async function look() {
  clearTimeout(timer);
  if (over) return;
  if (!document.hidden && !asking) {
    asking = true;
    await fetchNew().catch(() => {});
    asking = false;
  }
  timer = setTimeout(look, socket?.readyState === WebSocket.OPEN ? HEALING : POLLING);
}

// Its author and the moderators had it on the page while it waited: it moved to the end.
function isHere(post) {
  const known = document.getElementById(post.id);
  if (known) known.dataset.at = post.dataset.at;
  return known;
}

async function fetchNew() {
  const answer = await fetch(`${talk.dataset.arrivals}${talk.dataset.last}/`, { redirect: "manual", headers: { "HX-Request": "true" } });
  if (answer.type === "opaqueredirect" || answer.status === 404 || answer.status === 401) over = true;
  if (answer.status !== 200) return;
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  const posts = [...template.content.querySelectorAll("[data-post]")];
  received = posts.at(-1).dataset.post;
  fresh = posts.filter((post) => !isHere(post));
  if (!fresh.length) talk.dataset.last = received;
  button.querySelector("span").textContent = `${fresh.length} ${talk.dataset.words}`;
  button.hidden = !fresh.length;
}

button.addEventListener("click", () => {
  const posts = fresh;
  if (!posts.length) return;
  fresh = [];
  talk.append(...posts);
  talk.dataset.last = received;
  button.hidden = true;
  for (const post of posts) {
    window.htmx?.process(post);
    watcher.observe(post.lastElementChild);
  }
  posts[0].tabIndex = -1;
  posts[0].focus({ preventScroll: true });
  posts[0].scrollIntoView({ block: "center" });
});

function connect() {
  if (over) return;
  const address = new URL(talk.dataset.socket, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.onmessage = ({ data }) => {
    const { type } = JSON.parse(data);
    if (type === "ready") failures = 0;
    look();
  };
  socket.onclose = ({ code }) => {
    if (code === 4401 || code === 4403 || code === 4404) { over = true; return; }
    const pause = PAUSES[Math.min(failures, PAUSES.length - 1)];
    failures += 1;
    setTimeout(connect, pause * (0.5 + Math.random()));
  };
}

watch(talk);
connect();
if (!over) timer = setTimeout(look, POLLING);
