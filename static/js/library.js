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

function insert(html) {
  const field = document.querySelector("textarea[data-editor]");
  const editor = window.CKEDITOR?.instances[field.id];
  if (editor) editor.insertHtml(html);
  else field.setRangeText(`\n${html}\n`, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

open?.addEventListener("click", (event) => {
  event.preventDefault();
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
