// The library of media as a drawer of the editor: chosen there, put where one writes.

const open = document.querySelector("[data-library]");
const drawer = document.querySelector("[data-library-drawer]");
const content = drawer?.querySelector("[data-library-content]");

async function show(address, options = {}) {
  const headers = { "HX-Request": "true" };
  const response = await fetch(address, { ...options, headers });
  content.innerHTML = await response.text();
  for (const button of content.querySelectorAll("[data-insert]")) button.hidden = false;
  for (const own of content.querySelectorAll("[data-library-own]")) own.remove();
}

const field = document.querySelector("textarea[data-editor]");
const editor = () => window.CKEDITOR?.instances[field.id];
let place = null;

// The paragraph, list or table one writes in: media goes after it, never inside.
function whereOneWrites() {
  const path = editor()?.elementPath();
  return path?.elements.find((each) => each.getParent()?.equals(editor().editable()));
}

function insert(html) {
  if (!editor()) {
    field.setRangeText(`\n${html}\n`, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  const made = window.CKEDITOR.dom.element.createFromHtml(html, editor().document);
  editor().fire("saveSnapshot");
  if (place) made.insertAfter(place);
  else editor().editable().append(made);
  editor().fire("saveSnapshot");
  editor().fire("change");
  made.scrollIntoView();
}

open?.addEventListener("click", (event) => {
  event.preventDefault();
  place = whereOneWrites();
  drawer.showModal();
  show(open.href);
});

content?.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-insert]");
  const page = event.target.closest(".pages a");
  if (page) {
    event.preventDefault();
    show(page.href);
  }
  if (chosen) {
    drawer.close();
    insert(chosen.dataset.insert);
  }
});

content?.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-library-form]");
  if (!form) return;
  event.preventDefault();
  const given = new FormData(form);
  const button = form.querySelector("[type=submit]");
  button.setAttribute("aria-busy", "true");
  if (form.method === "post") show(form.action, { method: "POST", body: given });
  else show(`${form.action}?${new URLSearchParams(given)}`);
});
