// Watches over the answer that is due: shows that it is being written, offers to stop it, and asks
// the server again when nothing comes, so that the page never waits for ever.
import { byId } from "./config.js";

const SILENCE = 12_000;
const PATIENCE = 60_000;

export class Waiting {
  #stop = byId("stop");
  #timer = 0;
  #question = null;

  constructor(store, connection, presence) {
    Object.assign(this, { store, connection, presence });
    this.#stop.addEventListener("click", () => {
      connection.send({ type: "cancel" });
      this.#stop.hidden = true;
      byId("message").focus();
    });
    store.addEventListener("change", () => this.look());
  }

  /** The answer being written, or the question that has none yet. */
  #open() {
    const entries = this.store.ordered();
    const streaming = entries.findLast((entry) => entry.status === "streaming");
    if (streaming || this.presence.isTakenOver) return streaming;
    const last = entries.findLast((entry) => entry.seq && entry.sender !== "system");
    const isDue = last?.sender === "student" && last.delivery !== "unanswered";
    return isDue && Date.now() - new Date(last.created_at) < PATIENCE ? last : null;
  }

  look() {
    const open = this.#open();
    clearTimeout(this.#timer);
    this.#question = open?.sender === "student" ? open : null;
    this.presence.assistantTypes(Boolean(open) && (this.#question || !open.text || open.joined));
    this.#stop.hidden = !open || !this.connection.isLive || this.presence.isTakenOver;
    if (open) this.#timer = setTimeout(() => this.#nothingCame(), SILENCE);
  }

  /** The database knows better: an answer is finished or marked there even if its process died. */
  #nothingCame() {
    const question = this.#question;
    this.look();
    const gaveUp = question && !this.#question && this.store.last() === question;
    if (gaveUp && !this.presence.isTakenOver) this.store.mark(question, { delivery: "unanswered" });
    this.connection.resume();
  }
}
