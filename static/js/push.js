// News on this device's screen: switched on here, and known among the devices listed.

const here = document.getElementById("push-here");
const form = here.querySelector("form");

function show(state) {
  for (const part of here.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
}

const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

async function subscription() {
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.getSubscription();
}

async function rowOf(held) {
  const bytes = new TextEncoder().encode(held.endpoint);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const trace = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return document.querySelector(`[data-endpoint="${trace}"]`);
}

async function look() {
  if (!able) return show("unable");
  if (Notification.permission === "denied") return show("denied");
  // A worker on its first visit is not ready yet: nothing is switched on here then.
  if (!navigator.serviceWorker.controller) show("off");
  const held = await subscription();
  const row = held && (await rowOf(held));
  if (!row) return show("off");
  row.querySelector("[data-here]").hidden = false;
  row.querySelector("[data-remove]").addEventListener("submit", () => held.unsubscribe());
  show("on");
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if ((await Notification.requestPermission()) !== "granted") return show("denied");
  try {
    const { pushManager } = await navigator.serviceWorker.ready;
    // One that was made for another key of ours would never be reached.
    await (await pushManager.getSubscription())?.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: here.dataset.key };
    const { endpoint, keys } = (await pushManager.subscribe(options)).toJSON();
    for (const [name, value] of Object.entries({ endpoint, ...keys }))
      if (form.elements[name]) form.elements[name].value = value;
    form.submit();
  } catch {
    show("failed");
    form.hidden = false;
  }
});

look();
