// What was typed goes out from here: kept first, shown at once, sent in order, one at a time, and
// again under the same client_id until the server says that it has it.
import { Acks } from "./acks.js";
import { csrfToken, isPassing, isSignedOut, outbox } from "./api.js";
import { config, fill, memory, texts, uuid } from "./config.js";
import { registerSync, sendOthers } from "./leftovers.js";

const AFTER_FAILURE = 5_000;

export class Sender extends EventTarget {
  #queue = [];
  #busy = false;
  #keeping = Promise.resolve();
  #timer = 0;
  #acks = new Acks();

  /** Events: "begun" (the conversation exists now), "sent" (a message is on its way). */
  constructor(store, connection) {
    super();
    this.store = store;
    this.connection = connection;
    this.thread = config.conversationId ?? memory.get("thread") ?? uuid();
    connection.addEventListener("state", () => this.#stateChanged());
    store.addEventListener("stored", ({ detail: entry }) => this.#stored(entry.client_id));
  }

  /** Take up what an earlier page left; tells whether something waits here. What belongs to other
   *  conversations goes out by itself. */
  async restore() {
    outbox.remember({ user_id: config.userId, csrf: csrfToken() });
    const items = await outbox.all(config.userId);
    const own = (item) =>
      item.thread === this.thread || item.conversation_id === config.conversationId;
    for (const item of items.filter(own)) {
      if (this.store.find(item.client_id)) {
        await outbox.remove(item.client_id);
        continue;
      }
      this.#show(item);
      this.#queue.push(item);
    }
    this.pump();
    const waits = this.#queue.length > 0;
    sendOthers(items.filter((item) => !own(item) && !item.failed));
    return waits;
  }

  /** Keep `text`, show it and send it; resolves once it is kept and shown. */
  async submit(text) {
    if (!config.conversationId) memory.set("thread", this.thread);
    const item = {
      client_id: uuid(), user_id: config.userId, thread: this.thread,
      conversation_id: config.conversationId, text, created_at: new Date().toISOString(),
      failed: false, reason: "",
    };
    // One after the other, so that what is typed fast stays in its order.
    this.#keeping = this.#keeping.then(() => outbox.put(item));
    await this.#keeping;
    this.#show(item);
    this.#queue.push(item);
    registerSync();
    this.pump();
  }

  /** Send again what failed, or ask anew for an answer that was interrupted. */
  retry(entry) {
    const kept = this.#queue.find((item) => item.client_id === entry.client_id);
    if (kept) {
      Object.assign(kept, { failed: false, reason: "" });
      outbox.put(kept);
      this.store.mark(entry, { delivery: this.#waitingState(), reason: "" });
    } else {
      this.#queue.push({
        client_id: entry.client_id, text: entry.text, conversation_id: config.conversationId,
        user_id: config.userId, thread: this.thread, isAgain: true,
      });
      this.store.mark(entry, { delivery: "stored", reason: "" });
    }
    this.pump();
  }

  /** Take a failed message back; returns its text. */
  withdraw(entry) {
    this.#forget(entry.client_id);
    this.store.remove(entry);
    return entry.text;
  }

  acknowledge(clientId) {
    this.#acks.settle(clientId, { stored: true });
    this.#forget(clientId);
  }

  /** Whether the refusal was of a message that waits here. */
  refuse({ client_id: clientId, ...error }) {
    return this.#acks.settle(clientId, { error });
  }

  async pump() {
    const item = this.#queue.find((waiting) => !waiting.failed);
    if (this.#busy || !item || this.#timer) return;
    this.#busy = true;
    try {
      await this.#send(item);
    } catch (error) {
      this.#failed(item, error);
    } finally {
      this.#busy = false;
    }
    if (this.connection.isUsable) this.pump();
  }

  async #send(item) {
    if (!item.conversation_id) await this.#begin(item);
    if (this.connection.isLive) {
      this.dispatchEvent(new CustomEvent("sent", { detail: item }));
      const fate = this.#acks.expect(item.client_id);
      this.connection.send({ type: "message", client_id: item.client_id, text: item.text });
      const { stored, error } = await fate;
      if (error) throw error;
      if (!stored && this.connection.isLive) this.connection.restart();
    } else if (this.connection.isUsable) {
      this.dispatchEvent(new CustomEvent("sent", { detail: item }));
      const answer = await outbox.deliver(item, { csrf: csrfToken() });
      this.acknowledge(item.client_id);
      this.#takeAnswer(answer);
    }
  }

  async #begin(item) {
    const id = await outbox.begin(item, { csrf: csrfToken() });
    for (const waiting of this.#queue) waiting.conversation_id ??= id;
    memory.set("thread", "");
    config.conversationId = id;
    this.dispatchEvent(new CustomEvent("begun", { detail: item }));
  }

  /** The plain call's answer as the events that it stands for. */
  #takeAnswer({ user_message, bot_message, safety, quick_replies, state, conversation_id }) {
    const take = (type, data) => this.connection.take({ type, data });
    if (user_message) take("accepted", { conversation_id, user_message });
    if (safety) take("safety", safety);
    if (bot_message) take("complete", { message: bot_message, quick_replies, state });
  }

  #failed(item, error) {
    const entry = this.store.find(item.client_id);
    if (isSignedOut(error)) {
      this.connection.signedOut();
    } else if (error.status === undefined ? error.retryable : isPassing(error)) {
      const wait = (error.retry_after ?? error.retryAfter) * 1000 || AFTER_FAILURE;
      this.#wait(wait);
      const when = fill(texts.waitSeconds, { seconds: Math.round(wait / 1000) });
      const reason = error.detail ? `${error.detail} ${when}` : "";
      if (entry) this.store.mark(entry, { delivery: "offline", reason });
    } else {
      Object.assign(item, { failed: true, reason: error.detail || texts.failed });
      if (!item.isAgain) outbox.put(item);
      if (entry) this.store.mark(entry, { delivery: "failed", reason: item.reason });
    }
  }

  #wait(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.pump();
    }, milliseconds);
  }

  #stored(clientId) {
    const item = this.#queue.find((waiting) => waiting.client_id === clientId);
    if (item && !item.isAgain) this.acknowledge(clientId);
  }

  #forget(clientId) {
    this.#queue = this.#queue.filter((item) => item.client_id !== clientId);
    outbox.remove(clientId);
  }

  #stateChanged() {
    if (this.connection.state === "idle" || this.connection.isUsable) this.#wakeUp();
    else this.#acks.giveUp();
    for (const item of this.#queue) {
      const entry = this.store.find(item.client_id);
      if (entry && !item.failed && !item.isAgain) {
        this.store.mark(entry, { delivery: this.#waitingState(), reason: "" });
      }
    }
  }

  #wakeUp() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.pump();
  }

  #waitingState() {
    const { state } = this.connection;
    return ["offline", "reconnecting", "signed-out"].includes(state) ? "offline" : "sending";
  }

  #show(item) {
    const delivery = item.failed ? "failed" : this.#waitingState();
    this.store.addPending({ ...item, delivery });
  }
}
