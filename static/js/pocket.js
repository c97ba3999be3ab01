// "Simpan di ponsel" on the page of a course: what it weighs, saving, renewing, removing.

import { ask, day, size, weight } from "./pocket-talk.js";

const panel = document.getElementById("pocket");
const { slug, list } = panel.dataset;
const bar = panel.querySelector("progress");
let offered = null;

function show(state, words = {}) {
  panel.dataset.state = state;
  for (const part of panel.querySelectorAll("[data-when]"))
    part.hidden = !part.dataset.when.split(" ").includes(state);
  for (const [name, text] of Object.entries(words))
    for (const place of panel.querySelectorAll(`[data-${name}]`)) place.textContent = text;
  panel.hidden = false;
}

async function look() {
  const mine = (await ask("list")).find((course) => course.slug === slug);
  if (mine?.running) return save();
  offered = await offer();
  if (!mine) {
    if (!offered || offered.pages.length < 2) return (panel.hidden = true);
    panel.querySelector("[data-left-out]").hidden = offered.left_out === 0;
    const { pages, left_out } = offered;
    return show("none", { pages: pages.length, size: size(offered.size), left: left_out });
  }
  const words = { kept: size(weight(mine)), day: day(mine.at ?? Date.now()) };
  if (!offered) return show(mine.complete ? "saved" : "halted", words);
  const changed = offered.pages.filter((leaf) => mine.kept[leaf.url]?.version !== leaf.version);
  const rest = changed.reduce((sum, leaf) => sum + leaf.size, 0);
  words.rest = size(rest);
  words.have = offered.pages.length - changed.length;
  words.pages = offered.pages.length;
  if (!mine.complete) return show("halted", words);
  const gone = Object.keys(mine.kept).length > offered.pages.length;
  if (changed.length || gone) return show("changed", words);
  show("saved", words);
  // What one has done since is no news of the course: its few pages are renewed quietly.
  const marked = offered.pages.some((leaf) => mine.kept[leaf.url].mark !== leaf.mark);
  if (marked) await ask("save", { slug }).catch(() => {});
}

async function offer() {
  try {
    const response = await fetch(list);
    return response.ok && !response.redirected ? await response.json() : null;
  } catch {
    return null; // no line: what is saved can still be removed
  }
}

async function save() {
  bar.removeAttribute("value");
  show("saving", { done: "" });
  navigator.storage?.persist?.();
  try {
    await ask("save", { slug }, ({ done, total }) => {
      bar.max = total;
      bar.value = done;
      show("saving", { done: `${size(done)} / ${size(total)}` });
    });
  } catch (error) {
    if (error.message === "QuotaExceededError") return show("full");
  }
  return look();
}

const DEEDS = {
  save,
  remove: async () => {
    await ask("remove", { slug });
    await look();
  },
};

panel.addEventListener("click", async (event) => {
  const deed = event.target.closest("[data-deed]")?.dataset.deed;
  if (!deed) return;
  await DEEDS[deed]();
  if (panel.dataset.state !== "saving") panel.querySelector("h2").focus();
});

if ("serviceWorker" in navigator) addEventListener("load", look);
