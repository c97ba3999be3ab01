// The share button: opens the phone's own sheet where there is one.

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { shareTitle: title, shareText: text, shareUrl: url } = button.dataset;
    try {
      await navigator.share({ title, text, url });
    } catch (error) {
      // Closing the sheet is an answer, not a fault.
      if (error.name !== "AbortError") throw error;
    }
  });
}
