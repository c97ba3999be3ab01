// Puts the rich text editor over a textarea marked `data-editor`, where there is room
// for one. On a phone the textarea stays, with a button that opens the editor if wanted.

const ROOM = "(min-width: 48rem)";

for (const field of document.querySelectorAll("textarea[data-editor]")) {
  const button = field.form.querySelector("[data-editor-open]");
  const open = () => {
    if (button) button.hidden = true;
    load(field.dataset.editorBase).then((editors) => put(editors, field));
  };
  if (matchMedia(ROOM).matches) open();
  else if (button) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
}

function load(base) {
  window.CKEDITOR_BASEPATH = base;
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${base}ckeditor.js`;
    script.onload = () => resolve(window.CKEDITOR);
    script.onerror = reject;
    document.head.append(script);
  });
}

function put(editors, field) {
  const editor = editors.replace(field, JSON.parse(field.dataset.editor));
  // It looks as it will be read.
  editor.on("instanceReady", () => editor.editable().addClass("prose"));
  // The textarea always says what the editor shows: whatever reads the form, the outbox
  // too, finds it there.
  editor.on("change", () => {
    editor.updateElement();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
