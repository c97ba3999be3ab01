// What every open page knows of the panic button (room-panic.js): pressed in one tab, none
// of them shows anything any more, and all of them go where anybody may be reading.

const NEUTRAL = "/belajar/";
const YEAR = 31_536_000;
const tabs = new BroadcastChannel("lokadaya-sembunyi");

export function vanish() {
  document.body.replaceChildren();
  document.title = "Lokadaya";
}

export function leave() {
  location.replace(NEUTRAL);
}

/** Left first of all: the next request that reaches the server ends the session, whenever
 *  there is a line for it and whatever token a page had. */
export function mark() {
  const safe = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `lokadaya_net_sembunyi=1; Path=/; SameSite=Strict; Max-Age=${YEAR}${safe}`;
  tabs.postMessage("");
}

tabs.onmessage = () => {
  vanish();
  leave();
};
