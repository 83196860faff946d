// The live line to the server: comes back by itself, notices when it is dead, and counts as ready
// only once the server has told what was missed.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const PING_EVERY = 20_000;
const PONG_WITHIN = 8_000;
const OPEN_WITHIN = 10_000;
const TOO_MANY_FRAMES = 4429;
const FINAL = new Set([4401, 4403, 4404]);

export class LiveSocket extends EventTarget {
  #socket = null;
  #attempt = 0;
  #timer = 0;
  #heartbeat = 0;
  #deadline = 0;
  #wanted = false;
  ready = false;

  /** `resumeAfter()` says which seq the page has; events: "frame", "ready", "lost", "refused". */
  constructor(url, resumeAfter) {
    super();
    this.url = url;
    this.resumeAfter = resumeAfter;
  }

  open() {
    this.#wanted = true;
    clearTimeout(this.#timer);
    if (this.#socket) return;
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#expectWithin(OPEN_WITHIN);
    socket.addEventListener("open", () => this.resume());
    socket.addEventListener("message", ({ data }) => this.#received(data));
    socket.addEventListener("close", ({ code }) => {
      if (socket === this.#socket) this.#closed(code);
    });
  }

  close() {
    this.#wanted = false;
    this.#drop();
  }

  /** Try at once: the network is back, or the page was asleep. */
  wake() {
    if (!this.#wanted) return;
    this.#attempt = 0;
    if (this.ready) this.#ping();
    else if (this.#socket?.readyState !== WebSocket.CONNECTING) this.restart();
  }

  /** Leave a line that seems dead and take a new one. */
  restart() {
    this.#drop();
    this.open();
  }

  send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  resume() {
    this.send({ type: "resume", after: this.resumeAfter() });
  }

  #received(data) {
    const event = JSON.parse(data);
    clearTimeout(this.#deadline);
    this.dispatchEvent(new CustomEvent("frame", { detail: event }));
    if (event.type === "replay" && !this.ready) this.#caughtUp(event.data);
  }

  #caughtUp({ messages, last_seq: lastSeq }) {
    if (messages.length && messages.at(-1).seq < lastSeq) return; // more pages follow
    this.ready = true;
    this.#attempt = 0;
    this.#heartbeat = setInterval(() => this.#ping(), PING_EVERY);
    this.dispatchEvent(new Event("ready"));
  }

  /** Asks for a sign of life, and for whatever was lost on the way without leaving a gap. */
  #ping() {
    if (this.send({ type: "ping", t: Date.now() })) this.#expectWithin(PONG_WITHIN);
    this.resume();
  }

  #expectWithin(milliseconds) {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => {
      this.#drop();
      this.#closed(0);
    }, milliseconds);
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#deadline);
    clearTimeout(this.#timer);
    socket?.close();
    this.#lose();
  }

  #lose() {
    if (!this.ready) return;
    this.ready = false;
    this.dispatchEvent(new Event("lost"));
  }

  #closed(code) {
    this.#socket = null;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#deadline);
    this.#lose();
    if (FINAL.has(code)) {
      this.#wanted = false;
      this.dispatchEvent(new CustomEvent("refused", { detail: code }));
      return;
    }
    if (!this.#wanted) return;
    if (code === TOO_MANY_FRAMES) this.#attempt = Math.max(this.#attempt, 5);
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#attempt++);
    this.#timer = setTimeout(() => this.open(), wait * (0.5 + Math.random() / 2));
  }
}
