// Moves modules and activities by dragging their grip, or with the arrow keys on it. The
// order goes to the server whole, which answers with the outline as it has become.

const SAVE_AFTER = 700;
const EDGE = 80;
let lifted = null;
let timer = 0;

const outline = () => document.getElementById("workbench");
const item = (grip) => grip.closest("[data-activity]") ?? grip.closest("[data-module]");
const isModule = (moved) => moved.matches("[data-module]");
const items = (moved) =>
  [...outline().querySelectorAll(isModule(moved) ? "[data-module]" : "[data-activity]")];

function wake() {
  for (const hidden of outline()?.querySelectorAll("[data-grip], [data-arrange-how]") ?? []) {
    hidden.hidden = false;
  }
}

function order() {
  return [...outline().querySelectorAll("[data-module]")]
    .map((module) => {
      const steps = [...module.querySelectorAll("[data-activity]")];
      return `${module.dataset.module}:${steps.map((step) => step.dataset.activity)}`;
    })
    .join(";");
}

function save() {
  const form = outline().querySelector("[data-arrange-form]");
  form.elements.order.value = order();
  form.requestSubmit();
}

function saveSoon() {
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER);
}

function tell(moved) {
  const says = outline().querySelector("[data-arrange-says]");
  const module = moved.closest("[data-module]");
  const among = isModule(moved) ? items(moved) : [...moved.parentElement.children];
  const said = {
    name: moved.dataset.name,
    n: among.indexOf(moved) + 1,
    all: among.length,
    where: isModule(moved) ? says.dataset.whole : module.dataset.name,
  };
  says.textContent = says.dataset.moved.replace(/\{(\w+)\}/g, (_, word) => said[word]);
}

// One step, over the edge of a module into the next.
function step(moved, by) {
  const sibling = by < 0 ? moved.previousElementSibling : moved.nextElementSibling;
  if (sibling) return by < 0 ? sibling.before(moved) : sibling.after(moved);
  if (isModule(moved)) return;
  const module = moved.closest("[data-module]");
  const next = by < 0 ? module.previousElementSibling : module.nextElementSibling;
  const list = next?.querySelector("[data-activities]");
  if (list) by < 0 ? list.append(moved) : list.prepend(moved);
}

function follow(event) {
  if (event.clientY < EDGE) scrollBy(0, -EDGE / 4);
  if (event.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 4);
  const under = document.elementFromPoint(event.clientX, event.clientY);
  if (!under || lifted.contains(under)) return;
  const over = under.closest(isModule(lifted) ? "[data-module]" : "[data-activity]");
  if (over) {
    const box = over.getBoundingClientRect();
    event.clientY < box.top + box.height / 2 ? over.before(lifted) : over.after(lifted);
  } else if (!isModule(lifted)) {
    // Above or below the steps of a module, or in an empty one.
    const list = under.closest("[data-module]")?.querySelector("[data-activities]");
    if (!list || list.contains(lifted)) return;
    event.clientY < list.getBoundingClientRect().top ? list.prepend(lifted) : list.append(lifted);
  }
}

function drop() {
  lifted?.classList.remove("is-lifted");
  if (lifted) {
    tell(lifted);
    saveSoon();
  }
  lifted = null;
}

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (!grip || event.button) return;
  clearTimeout(timer);
  lifted = item(grip);
  lifted.classList.add("is-lifted");
  event.preventDefault();
  grip.focus();
});
document.addEventListener("pointermove", (event) => lifted && follow(event));
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", drop);

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.("[data-grip]");
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!grip || !by) return;
  event.preventDefault();
  const moved = item(grip);
  step(moved, by);
  grip.focus();
  tell(moved);
  saveSoon();
});

// A menu closes when something else is used, or with Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".row-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.(".row-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// The outline comes back new after every change: the grip that had the focus gets it again.
let focused = "";
document.addEventListener("htmx:before:swap", () => {
  focused = document.activeElement?.id ?? "";
});
document.addEventListener("htmx:after:swap", () => {
  wake();
  document.getElementById(focused)?.focus();
});
wake();
