// The socket of tutors: keeps itself connected and says when it is not.

const PING_MS = 20_000;
const SILENCE_MS = 45_000;
const LONGEST_WAIT_MS = 15_000;
const SIGNED_OUT = 4401;
const NOT_ALLOWED = 4403;

/**
 * Events: "state" (detail: "online", "connecting", "offline", "signed-out") and one for each
 * frame of the contract, with its data as detail.
 */
export class TutorSocket extends EventTarget {
  constructor() {
    super();
    this.state = "connecting";
    this.attempts = 0;
    this.watched = new Set();
  }

  start() {
    this.connect();
    setInterval(() => this.beat(), PING_MS);
    addEventListener("online", () => this.soon());
    addEventListener("offline", () => this.drop());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.soon();
    });
  }

  connect() {
    clearTimeout(this.timer);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/ws/tutor/`);
    this.socket = socket;
    this.heardAt = Date.now();
    socket.onmessage = (message) => this.heard(message.data);
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code);
    };
  }

  heard(text) {
    this.heardAt = Date.now();
    const frame = JSON.parse(text);
    // The first frame says that the person is known, and not only that the line is open.
    if (this.state !== "online") {
      this.attempts = 0;
      for (const id of this.watched) this.send({ type: "watch", conversation_id: id });
      this.become("online");
    }
    this.dispatchEvent(new CustomEvent(frame.type, { detail: frame.data }));
  }

  closed(code) {
    if (code === SIGNED_OUT || code === NOT_ALLOWED) {
      this.become("signed-out");
      return;
    }
    this.become("offline");
    const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** this.attempts);
    this.attempts += 1;
    this.timer = setTimeout(() => this.connect(), wait / 2 + (Math.random() * wait) / 2);
  }

  /** Try at once when there is reason to hope. */
  soon() {
    if (this.state === "offline") this.connect();
  }

  beat() {
    if (this.state !== "online") return;
    if (Date.now() - this.heardAt > SILENCE_MS) this.drop();
    else this.send({ type: "ping", t: Date.now() });
  }

  /** Give up a line that is dead, without waiting until the browser notices. */
  drop() {
    if (this.state === "signed-out") return;
    const dead = this.socket;
    this.socket = null;
    dead.close();
    this.closed(0);
  }

  watch(conversationId) {
    this.watched.add(conversationId);
    if (this.state === "online") this.send({ type: "watch", conversation_id: conversationId });
  }

  send(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}
