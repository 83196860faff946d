// What waits for the network when its page is not the one that is open.
import { csrfToken, isPassing, isSignedOut, outbox } from "./api.js";

/** Send what was typed in other conversations, by plain calls. */
export async function sendOthers(items) {
  for (const item of items) {
    try {
      await outbox.deliver(item, { csrf: csrfToken() });
    } catch (error) {
      if (isPassing(error) || isSignedOut(error)) return; // the next page tries again
      await outbox.put({ ...item, failed: true, reason: error.detail });
    }
  }
}

/** Let the service worker send should every page be closed before the network is back. */
export async function registerSync() {
  const worker = await navigator.serviceWorker?.getRegistration();
  try {
    await worker?.sync?.register("outbox");
  } catch {
    // the browser or the person does not allow it: the next page sends
  }
}
