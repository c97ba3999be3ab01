// The service worker of lokadaya.net: keeps the courses that a person saved, and answers
// with them when there is no line; and shows news while no page is open.
// docs/protocols/pocket.md says what is kept where.
//
// `/sw.js` sets `self.pocket` {frame, lost, signOut, news} and then loads this.

const FRAME = "saku-rangka";
const WHO = "saku-orang";
const LIST = "saku.json";
// A page that is saved is shown when the line has not answered for so long.
const PATIENCE = 8000;
const AT_ONCE = 3;
const KEPT_PARTS = /^\/(static|media)\//;
// Of a page's headers those that matter without a line.
const HEADERS = ["Content-Type", "Content-Security-Policy", "Content-Language"];
const { frame, lost, signOut, news } = self.pocket;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));

async function install() {
  const cache = await caches.open(FRAME);
  const page = await fetch(lost, { headers: { Pocket: "1" }, cache: "no-store" });
  if (!page.ok) throw new Error(`${lost} answered ${page.status}`);
  await cache.put(lost, await plain(page));
  await cache.addAll(frame);
  await skipWaiting();
}

async function activate() {
  await registration.navigationPreload?.enable();
  await clients.claim();
}

// --- who holds the phone -----------------------------------------------------

let known = null;

async function person() {
  if (known !== null) return known;
  const written = await (await caches.open(WHO)).match(LIST);
  known ??= written ? await written.text() : "";
  return known;
}

// Only the server says who it is: each of its answers names the person, or nobody.
async function meet(response) {
  const named = response.headers.get("Lokadaya-Person");
  if (named !== null) await become(named);
}

async function become(sub) {
  const before = await person();
  if (sub === before) return;
  known = sub;
  // Whoever comes next on this phone is not shown what was meant for the one before.
  if (before) await (await registration.pushManager?.getSubscription())?.unsubscribe();
  await (await caches.open(WHO)).put(LIST, new Response(sub));
}

// --- answering ---------------------------------------------------------------

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "GET") event.respondWith(page(event));
    else if (url.pathname === signOut) event.waitUntil(become(""));
  } else if (request.method === "GET" && KEPT_PARTS.test(url.pathname)) {
    event.respondWith(part(request));
  }
});

async function page(event) {
  const answer = fresh(event);
  event.waitUntil(answer.catch(() => {}));
  const copy = await saved(event.request);
  try {
    const response = await (copy ? inTime(answer) : answer);
    return copy && response.status >= 502 ? copy : response;
  } catch {
    return copy ?? (await caches.match(lost, { cacheName: FRAME })) ?? Response.error();
  }
}

async function fresh(event) {
  const response = (await event.preloadResponse) ?? (await fetch(event.request));
  await meet(response);
  return response;
}

function inTime(answer) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  return Promise.race([answer, late]);
}

async function part(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request, { cacheName: FRAME, ignoreVary: true });
    const copy = kept ?? (await saved(request));
    if (copy) return copy;
    throw error;
  }
}

// --- what is kept ------------------------------------------------------------

// One cache for each course of each person: saku:<sub>:<slug>.
function named(sub, slug) {
  return `saku:${sub}:${slug}`;
}

async function own() {
  const sub = await person();
  if (!sub) return [];
  return (await caches.keys()).filter((name) => name.startsWith(named(sub, "")));
}

async function saved(request) {
  for (const cacheName of await own()) {
    const options = { cacheName, ignoreSearch: true, ignoreVary: true };
    const found = await caches.match(request, options);
    if (found) return found;
  }
  return undefined;
}

async function list() {
  const courses = await Promise.all((await own()).map(async (name) => read(await caches.open(name))));
  return courses.filter(Boolean).sort((one, other) => one.title.localeCompare(other.title));
}

async function read(cache) {
  const written = await cache.match(LIST);
  return written && (await written.json());
}

function write(cache, course) {
  return cache.put(LIST, new Response(JSON.stringify(course)));
}

// --- keeping -----------------------------------------------------------------

class Stopped extends Error {}
const running = new Map();

/** Keep a course, or what of it changed. Whoever asks again hears the same run. */
async function save(slug, tell) {
  const run = running.get(slug) ?? { hears: new Set(), stopped: false };
  run.hears.add(tell);
  if (!running.has(slug)) {
    running.set(slug, run);
    run.work = keepCourse(slug, run).finally(() => running.delete(slug));
  }
  return run.work;
}

async function keepCourse(slug, run) {
  const wanted = await listed(slug);
  const sub = await person();
  const cache = await caches.open(named(sub, slug));
  const course = (await read(cache)) ?? { slug, kept: {} };
  Object.assign(course, wanted, { complete: false });
  const left = wanted.pages.filter((leaf) => !same(course.kept[leaf.url], leaf));
  const total = left.reduce((sum, leaf) => sum + leaf.size, 0);
  let done = 0;
  await write(cache, course);
  const queue = [...left];
  const work = async () => {
    for (let leaf = queue.shift(); leaf; leaf = queue.shift()) {
      if (run.stopped) throw new Stopped();
      const bytes = await keepPage(cache, leaf, sub);
      course.kept[leaf.url] = { ...leaf, bytes, at: Date.now() };
      await write(cache, course);
      done += leaf.size;
      for (const tell of run.hears) tell({ done, total });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await tidy(cache, course);
  course.complete = true;
  course.at = Date.now();
  await write(cache, course);
  return course;
}

async function listed(slug) {
  const response = await fetch(`/belajar/${slug}/${LIST}`, { cache: "no-store" });
  await meet(response);
  if (!response.ok || response.redirected || !(await person())) throw new Stopped();
  return response.json();
}

function same(kept, leaf) {
  return kept?.version === leaf.version && kept.mark === leaf.mark;
}

async function keepPage(cache, leaf, sub) {
  const response = await fetch(leaf.url, { headers: { Pocket: "1" }, cache: "no-store" });
  const theirs = response.headers.get("Lokadaya-Person") === sub;
  if (!response.ok || response.redirected || !theirs) throw new Stopped();
  const copy = await plain(response);
  const html = await copy.clone().text();
  let bytes = new Blob([html]).size;
  for (const address of pictures(html)) bytes += await keepPicture(cache, address);
  await cache.put(leaf.url, copy);
  return bytes;
}

// A copy shows each picture in the one width that is kept.
async function plain(response) {
  const html = (await response.text()).replace(/ (srcset|sizes)="[^"]*"/g, "");
  const headers = HEADERS.map((name) => [name, response.headers.get(name)]);
  return new Response(html, { headers: headers.filter(([, value]) => value) });
}

function pictures(html) {
  const found = [...html.matchAll(/<img [^>]*?src="([^"]+)"/g)];
  const addresses = found.map(([, src]) => src.replaceAll("&amp;", "&"));
  return new Set(addresses.filter((src) => src.startsWith("/media/")));
}

async function keepPicture(cache, address) {
  let response = await cache.match(address);
  if (!response) {
    response = await fetch(address);
    // A picture that is gone from the lesson's place is gone from its copy too.
    if (!response.ok) return 0;
    await cache.put(address, response.clone());
  }
  return (await response.blob()).size;
}

/** Nothing stays that the course no longer shows. */
async function tidy(cache, course) {
  const pages = new Set(course.pages.map((leaf) => leaf.url));
  for (const url of Object.keys(course.kept)) if (!pages.has(url)) delete course.kept[url];
  const wanted = new Set([`${LIST}`, ...pages]);
  for (const url of pages) {
    const html = await (await cache.match(url)).text();
    for (const address of pictures(html)) wanted.add(address);
  }
  const addresses = new Set([...wanted].map((address) => new URL(address, location).href));
  for (const request of await cache.keys())
    if (!addresses.has(request.url)) await cache.delete(request);
}

async function remove(slug) {
  const run = running.get(slug);
  if (run) {
    run.stopped = true;
    await run.work.catch(() => {});
  }
  await caches.delete(named(await person(), slug));
}

// --- news on the screen --------------------------------------------------------

addEventListener("push", (event) => event.waitUntil(showNews(event.data?.json() ?? {})));

async function showNews({ person: whose, title, text, url, tag, plain }) {
  const theirs = whose === (await person());
  const { icon, inbox } = news;
  const data = { url: theirs ? url : inbox };
  const body = theirs ? text : "";
  // A second copy of the same news takes the place of the first, without a sound.
  await registration.showNotification((theirs && title) || plain || "Lokadaya", { body, tag, icon, data });
}

addEventListener("notificationclick", (event) => {
  event.notification.close();
  // In a window of its own: what is being written in an open page stays there.
  event.waitUntil(clients.openWindow(event.notification.data.url));
});

addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

async function renew({ oldSubscription: old, newSubscription: fresh }) {
  if (!old) return;
  const made = (fresh ?? (await registration.pushManager.subscribe(old.options))).toJSON();
  const said = { old_endpoint: old.endpoint, endpoint: made.endpoint, ...made.keys };
  await fetch(news.renew, { method: "POST", body: new URLSearchParams(said) });
}

// --- asked by pages ----------------------------------------------------------

const DEEDS = {
  list: async () => (await list()).map((course) => ({ ...course, running: running.has(course.slug) })),
  save: ({ slug }, tell) => save(slug, tell),
  remove: ({ slug }) => remove(slug),
};

addEventListener("message", (event) => {
  const [port] = event.ports;
  const tell = (progress) => port.postMessage({ progress });
  const answer = DEEDS[event.data.deed](event.data, tell).then(
    (result) => port.postMessage({ result }),
    (error) => port.postMessage({ error: error.name }),
  );
  event.waitUntil(answer);
});
