// The service worker comes after everything that the page itself needs.

const register = () =>
  navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {
    // A private window may refuse; the pages work as before.
  });

if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
