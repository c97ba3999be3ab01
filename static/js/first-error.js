// A page that came back because something was wrong starts at the first of it.

const first = document.querySelector('main [aria-invalid="true"], main [role="alert"]:not([hidden])');
first?.scrollIntoView({ block: "center" });
first?.focus({ preventScroll: true });
