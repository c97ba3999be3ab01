// How pages talk with the service worker about what is saved, and how they say sizes.

const language = document.documentElement.lang;
const decimals = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });

/** Ask the worker for a deed; `hear` is called with each step of the way. */
export async function ask(deed, details = {}, hear = () => {}) {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data.progress) return hear(data.progress);
      port1.close();
      return data.error ? reject(new Error(data.error)) : resolve(data.result);
    };
    active.postMessage({ deed, ...details }, [port2]);
  });
}

/** 84 KB, 1,2 MB. */
export function size(bytes) {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${decimals.format(bytes / 1_000_000)} MB`;
}

export function day(milliseconds) {
  return days.format(milliseconds);
}

/** What the saved pages of a course take on this phone. */
export function weight(course) {
  return Object.values(course.kept).reduce((sum, leaf) => sum + leaf.bytes, 0);
}
