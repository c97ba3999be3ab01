// A recording: the browser knows which seconds it has played, and says so now and then.

const EVERY = 20_000;
const player = document.querySelector("video.player");
const form = document.getElementById("watched");
let told = "";

function played() {
  const ranges = [];
  for (let index = 0; index < player.played.length; index += 1) {
    const start = Math.ceil(player.played.start(index));
    const end = Math.floor(player.played.end(index));
    if (end > start) ranges.push([start, end]);
  }
  return JSON.stringify(ranges);
}

async function tell() {
  const ranges = played();
  if (ranges === told || ranges === "[]") return;
  const body = new FormData(form);
  body.set("ranges", ranges);
  try {
    const answer = await fetch(form.action, { method: "POST", body, keepalive: true });
    if (answer.ok) told = ranges;
  } catch {
    // No line just now: what was played is told with what is played next.
  }
}

setInterval(tell, EVERY);
player.addEventListener("pause", tell);
player.addEventListener("ended", tell);
addEventListener("pagehide", tell);
