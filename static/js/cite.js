// Copies a reference: as a link for editors, as Markdown for plain fields.

for (const button of document.querySelectorAll("[data-cite]")) {
  if (!navigator.clipboard?.write) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { cite, citeHtml } = button.dataset;
    const parts = { "text/plain": cite, "text/html": citeHtml };
    const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    const said = button.parentElement.querySelector("[data-cite-said]");
    said.textContent = said.dataset.done;
  });
}
