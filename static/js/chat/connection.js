// How the page reaches the server: by the socket, and by plain calls while that can't be had.
//
// `state` is one of: idle (no conversation yet), connecting, online, reconnecting, polling,
// offline, signed-out, closed. Events: "state", "event" (an event of the contract).
import { history, isSignedOut } from "./api.js";
import { config } from "./config.js";
import { LiveSocket } from "./socket.js";

const POLL_AFTER = 5_000;
const POLL_EVERY = 5_000;
const NOT_SIGNED_IN = 4401;

export class Connection extends EventTarget {
  #socket = null;
  #pollTimer = 0;
  state = "idle";

  constructor(store) {
    super();
    this.store = store;
    addEventListener("online", () => this.wake());
    addEventListener("offline", () => this.#networkLost());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.wake();
    });
    addEventListener("pageshow", ({ persisted }) => persisted && this.wake());
    if (!navigator.onLine) this.#become("offline");
  }

  /** Whether messages can go out now. */
  get isUsable() {
    return this.state === "online" || this.state === "polling";
  }

  get isLive() {
    return this.#socket?.ready ?? false;
  }

  start(conversationId) {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const url = `${scheme}//${location.host}${config.urls.socket}${conversationId}/`;
    this.#socket = new LiveSocket(url, () => this.store.resumeAfter());
    this.#socket.addEventListener("frame", ({ detail }) => this.take(detail));
    this.#socket.addEventListener("ready", () => this.#becameReady());
    this.#socket.addEventListener("lost", () => this.#wentAway("reconnecting"));
    this.#socket.addEventListener("refused", ({ detail }) => this.#refused(detail));
    this.#wentAway(navigator.onLine ? "connecting" : "offline");
    this.#socket.open();
  }

  /** An event from whatever transport. */
  take(event) {
    this.dispatchEvent(new CustomEvent("event", { detail: event }));
  }

  send(frame) {
    return this.isLive && this.#socket.send(frame);
  }

  resume() {
    if (this.isLive) this.#socket.resume();
    else if (this.state === "polling") this.#poll();
  }

  wake() {
    if (this.state === "signed-out" || this.state === "closed") return;
    if (this.#socket) this.#socket.wake();
    else this.#become("idle");
  }

  restart() {
    this.#socket?.restart();
  }

  signedOut() {
    this.#end("signed-out");
  }

  #networkLost() {
    if (!this.#socket) this.#become("offline");
    else this.#socket.restart(); // finds out whether the server is really out of reach
    if (this.#socket && !this.isLive) this.#wentAway("offline");
  }

  #becameReady() {
    clearTimeout(this.#pollTimer);
    this.#become("online");
  }

  #wentAway(state) {
    this.#become(state);
    clearTimeout(this.#pollTimer);
    this.#pollTimer = setTimeout(() => this.#poll(), POLL_AFTER);
  }

  async #poll() {
    clearTimeout(this.#pollTimer);
    try {
      const page = await history(config.conversationId, this.store.resumeAfter());
      if (this.isLive || this.#isOver()) return;
      this.take({ type: "replay", data: { messages: page.results, last_seq: page.last_seq } });
      this.#become("polling");
    } catch (error) {
      if (this.isLive || this.#isOver()) return;
      if (isSignedOut(error)) return this.signedOut();
      if (error.status === 404) return this.#end("closed");
      this.#become("offline");
    }
    this.#pollTimer = setTimeout(() => this.#poll(), POLL_EVERY);
  }

  #isOver() {
    return this.state === "signed-out" || this.state === "closed";
  }

  #refused(code) {
    this.#end(code === NOT_SIGNED_IN ? "signed-out" : "closed");
  }

  #end(state) {
    this.#socket?.close();
    clearTimeout(this.#pollTimer);
    this.#become(state);
  }

  #become(state) {
    if (this.state === state) return;
    if (this.#isOver()) return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
