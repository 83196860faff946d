// The API as the page uses it: with the browser's session and its CSRF token.
import "../outbox.js";

const outbox = self.psichatOutbox;

/** The cookie is fresher than the page, which may come from the service worker's cache. */
export function csrfToken() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** Throws {status, code, detail, retryAfter}; status 0 means that nobody was reached. */
export const call = (method, path, body, signal) =>
  outbox.call(method, path, body, { csrf: csrfToken(), signal });

export const history = (conversationId, after, limit) => {
  const query = new URLSearchParams({ conversation_id: conversationId, after });
  if (limit) query.set("limit", limit);
  return call("GET", `history?${query}`);
};

export const isSignedOut = (error) => error.status === 401 || error.code === "not_signed_in";

/** Whether the same call may succeed later. */
export const isPassing = (error) =>
  error.status === 0 || error.status === 429 || error.status >= 500;

export { outbox };
