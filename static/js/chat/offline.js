// The service worker, which opens this page without a network.
import { config } from "./config.js";

const { serviceWorker } = navigator;

/** Ask the worker to keep the page under the address that it has now. */
export async function keepPage() {
  if (!serviceWorker) return;
  const { active } = await serviceWorker.ready;
  active.postMessage({ type: "keep", path: location.pathname });
}

export async function keepOffline() {
  if (!serviceWorker) return;
  try {
    await serviceWorker.register(config.urls.serviceWorker, { scope: "/" });
  } catch {
    return; // the page works without it; it only can't open offline
  }
  // A page whose loading began before the worker was there has not passed through it.
  const [loading] = performance.getEntriesByType("navigation");
  if (!loading?.workerStart) await keepPage();
}
