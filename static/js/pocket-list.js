// What is saved on this phone: on a page of its own, and in place of a page that is not.

import { ask, day, size, weight } from "./pocket-talk.js";

const main = document.querySelector("main");
const own = main.querySelector("[data-own]").dataset.own;
const rows = document.getElementById("saved");
const PAUSE = 3000;

function row(course) {
  const copy = document.getElementById("saved-course").content.cloneNode(true);
  const link = copy.querySelector("[data-title]");
  link.textContent = course.title;
  link.href = course.url;
  copy.querySelector("[data-day]").textContent = day(course.at ?? Date.now());
  copy.querySelector("[data-size]").textContent = size(weight(course));
  copy.querySelector("[data-pages]").textContent = Object.keys(course.kept).length;
  const halted = copy.querySelector("[data-halted]");
  halted.hidden = course.complete;
  copy.querySelector("[data-leaves]").replaceChildren(
    ...course.pages.filter((leaf) => course.kept[leaf.url] && leaf.kind !== "course").map(item),
  );
  copy.querySelector("[data-remove]").addEventListener("click", async () => {
    await ask("remove", { slug: course.slug });
    await look();
    main.querySelector("h1").focus();
  });
  return copy;
}

function item(leaf) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = leaf.url;
  link.textContent = leaf.title;
  line.append(link);
  return line;
}

async function look() {
  const courses = await ask("list");
  rows.replaceChildren(...courses.map(row));
  rows.hidden = courses.length === 0;
  main.querySelector("[data-nothing]").hidden = courses.length > 0;
}

// A phone says "online" before anything can be reached, and someone may be on the way to
// a saved page by then: the page is loaded again only once the server answers.
let leaves = false;
addEventListener("beforeunload", () => (leaves = true));
addEventListener("pageshow", () => (leaves = false));

async function comeBack() {
  while (navigator.onLine && !leaves) {
    if (await answers()) {
      if (!leaves) location.reload();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function answers() {
  try {
    return (await fetch("/sehat/", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

// Shown in place of another page, it says so; that page is asked for once there is a line.
if (location.pathname !== own) {
  for (const part of main.querySelectorAll("[data-instead]")) part.hidden = false;
  for (const part of main.querySelectorAll("[data-own]")) part.hidden = true;
  document.title = main.querySelector("h1[data-instead]").textContent;
  addEventListener("online", comeBack);
}
if ("serviceWorker" in navigator) look();
else main.querySelector("[data-nothing]").hidden = false;
