// A voice note: recorded here, kept in the outbox, and sent once when there is a line.

import { toEnd } from "./room-log.js";
import { say } from "./room-sending.js";

const LONGEST = 5 * 60;
const BITS_A_SECOND = 24_000;
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const begin = document.getElementById("voice-begin");
const bar = document.getElementById("voice");
const words = bar.querySelector("[data-said]");
const kind = KINDS.find((each) => window.MediaRecorder?.isTypeSupported(each));
let recorder = null;

// Under a mask there is no button: a voice is known.
if (begin) begin.hidden = !kind || !navigator.mediaDevices;

async function record() {
  let stream;
  bar.hidden = false;
  bar.classList.remove("failed");
  words.textContent = bar.dataset.asking;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    bar.classList.add("failed");
    words.textContent = bar.dataset.refused;
    return;
  }
  const pieces = [];
  recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: BITS_A_SECOND });
  const started = Date.now();
  const clock = setInterval(() => tick(Math.floor((Date.now() - started) / 1000)), 500);
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  recorder.onstop = () => {
    clearInterval(clock);
    for (const track of stream.getTracks()) track.stop();
    if (recorder.wanted) send(new Blob(pieces, { type: kind }));
    recorder = null;
    bar.hidden = true;
    begin.hidden = false;
    begin.focus();
  };
  recorder.start(1000);
  begin.hidden = true;
  tick(0);
  bar.querySelector("[data-voice=send]").focus();
}

function tick(seconds) {
  const minutes = Math.floor(seconds / 60);
  words.textContent = `${bar.dataset.recording} ${minutes}.${String(seconds % 60).padStart(2, "0")}`;
  if (seconds >= LONGEST) end(true);
}

function end(wanted) {
  if (!recorder) { bar.hidden = true; return; }
  recorder.wanted = wanted;
  if (recorder.state !== "inactive") recorder.stop();
}

function send(sound) {
  say({ type: "message", body: "" }, new File([sound], bar.dataset.name, { type: sound.type }));
  toEnd();
}

begin?.addEventListener("click", record);
bar.addEventListener("click", ({ target }) => {
  const asked = target.closest("[data-voice]")?.dataset.voice;
  if (asked) end(asked === "send");
});
