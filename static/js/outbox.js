// Messages that were typed and that the server has not stored yet. They outlive the page and the
// browser (IndexedDB; localStorage where that is blocked), and go out under the client_id that
// they were given, so that the server stores each one once however often it is sent.
//
// Used by the pages (`import "../outbox.js"`) and by the service worker (`importScripts`), so it
// is written without import or export and hangs its functions on `self.psichatOutbox`.
//
// An item: {client_id, user_id, thread, conversation_id, text, created_at, failed, reason}.
// `thread` is the conversation's id, or a made-up one while the conversation does not exist yet.
"use strict";

(() => {
  const DATABASE = "psichat";
  const ITEMS = "outbox";
  const META = "meta";
  const SPARE = "psichat.outbox";
  const API = "/api/v1/chat/";

  const asPromise = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  let opened = null;
  function open() {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(ITEMS, { keyPath: "client_id" });
        request.result.createObjectStore(META);
      };
      request.onsuccess = () => {
        // Another tab with a newer version must not wait for this one.
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    });
    return opened;
  }

  async function run(store, mode, work) {
    const database = await open();
    const transaction = database.transaction(store, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = await asPromise(work(transaction.objectStore(store)));
    await done;
    return result;
  }

  const readSpare = () => JSON.parse(self.localStorage?.getItem(SPARE) ?? "{}");
  const writeSpare = (items) => self.localStorage?.setItem(SPARE, JSON.stringify(items));

  async function put(item) {
    try {
      await run(ITEMS, "readwrite", (store) => store.put(item));
    } catch {
      writeSpare({ ...readSpare(), [item.client_id]: item });
    }
  }

  async function remove(clientId) {
    const { [clientId]: _gone, ...rest } = readSpare();
    if (_gone) writeSpare(rest);
    try {
      await run(ITEMS, "readwrite", (store) => store.delete(clientId));
    } catch {
      // storage is blocked: it was in the spare place alone
    }
  }

  /** A person's items, oldest first. */
  async function all(userId) {
    let stored = [];
    try {
      stored = await run(ITEMS, "readonly", (store) => store.getAll());
    } catch {
      // storage is blocked: what there is lies in the spare place
    }
    return [...stored, ...Object.values(readSpare())]
      .filter((item) => item.user_id === userId)
      .sort((a, b) => a.created_at.localeCompare(b.created_at));
  }

  /** Who is signed in and with which CSRF token, for the service worker. */
  async function remember(person) {
    try {
      await run(META, "readwrite", (store) => store.put(person, "person"));
    } catch {
      // without storage there is nothing for the worker to send either
    }
  }

  async function remembered() {
    return run(META, "readonly", (store) => store.get("person"));
  }

  /** One call of the API. Throws {status, code, detail, retryAfter}; status 0 is no connection. */
  async function call(method, path, body, { csrf, signal } = {}) {
    let response;
    try {
      response = await fetch(path.startsWith("/") ? path : API + path, {
        method,
        signal,
        credentials: "same-origin",
        headers: {
          Accept: "application/json",
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...(csrf ? { "X-CSRFToken": csrf } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch {
      throw { status: 0, code: "offline", detail: "" };
    }
    let answer = null;
    try {
      answer = response.status === 204 ? null : await response.json();
    } catch {
      throw { status: response.ok ? 0 : response.status, code: "unreadable", detail: "" };
    }
    if (response.ok) return answer;
    const retryAfter = Number(response.headers.get("Retry-After")) || 0;
    throw { status: response.status, code: answer.code, detail: answer.detail, retryAfter };
  }

  const alone = (work) =>
    navigator.locks ? navigator.locks.request("psichat-outbox", work) : work();

  /** Make the conversation that an item and its thread wait for; returns its id. */
  function begin(item, options) {
    return alone(async () => {
      const known = (await all(item.user_id)).find(
        (other) => other.thread === item.thread && other.conversation_id,
      );
      const id = known?.conversation_id ?? (await call("POST", "conversations", {}, options)).id;
      for (const other of await all(item.user_id)) {
        if (other.thread === item.thread) await put({ ...other, conversation_id: id });
      }
      item.conversation_id = id;
      return id;
    });
  }

  /** Send an item by plain HTTP and take it out; returns the answer of `send`. */
  async function deliver(item, options) {
    if (!item.conversation_id) await begin(item, options);
    const answer = await call(
      "POST",
      "send",
      { message: item.text, conversation_id: item.conversation_id, client_id: item.client_id },
      options,
    );
    await remove(item.client_id);
    return answer;
  }

  self.psichatOutbox = { put, remove, all, remember, remembered, call, begin, deliver };
})();
