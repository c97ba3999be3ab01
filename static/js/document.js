// Commenting on chosen words of a document. Without this script every paragraph has its
// own link.

const offer = document.querySelector("[data-comment-url]");
const link = offer?.querySelector("a");

function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const start = selection.anchorNode.parentElement?.closest("[data-mark]");
  const end = selection.focusNode.parentElement?.closest("[data-mark]");
  return start && start === end ? { paragraph: start, words: String(selection).trim() } : null;
}

document.addEventListener("selectionchange", () => {
  const found = chosen();
  offer.hidden = !found?.words;
  if (offer.hidden) return;
  const asked = new URLSearchParams({
    bagian: found.paragraph.closest("[data-section]").dataset.section,
    paragraf: found.paragraph.dataset.mark,
    kutipan: found.words.slice(0, 400),
  });
  link.href = `${offer.dataset.commentUrl}?${asked}#komentar-baru`;
});
