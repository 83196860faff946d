// The transcript: messages come as the server renders them; what streams is shown as it comes.

import { announce, byId, fill, texts } from "./page.js";

const NEAR_PX = 80;

export class Transcript {
  constructor(address) {
    this.address = address;
    this.box = byId("transcript");
    this.list = byId("messages");
    this.frozen = "frozen" in this.list.dataset; // an old page of the transcript stays as it is
    this.newest = byId("to-newest");
    this.newest.addEventListener("click", () => this.toEnd());
    this.box.addEventListener("scroll", () => {
      if (this.isAtEnd()) this.newest.hidden = true;
    });
    if (!this.frozen) this.toEnd();
  }

  get lastSeq() {
    return Number(this.list.querySelector("[data-seq]:last-of-type")?.dataset.seq ?? 0);
  }

  /** The first message that may still change, or the one after the last. */
  get openSeq() {
    const open = this.list.querySelector('[data-status="streaming"]');
    return Number(open?.dataset.seq ?? this.lastSeq + 1);
  }

  isAtEnd() {
    return this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR_PX;
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
    this.newest.hidden = true;
  }

  /** Change the list; who reads its end stays there, who reads above does not move. */
  change(work) {
    const atEnd = this.isAtEnd();
    const added = work();
    if (atEnd) this.toEnd();
    else if (added) this.newest.hidden = false;
  }

  find(id) {
    return this.list.querySelector(`[data-key="${CSS.escape(id)}"]`);
  }

  seqOf(id) {
    return Number(this.find(id)?.dataset.seq ?? 0);
  }

  /** Read the messages from that number on; several wishes at once become one request. */
  sync(since = this.openSeq) {
    if (this.frozen) return;
    this.since = Math.min(since, this.since ?? since);
    this.asked ??= Promise.resolve().then(() => this.read());
  }

  async read() {
    const since = Math.max(1, this.since);
    this.since = this.asked = null;
    let answer;
    try {
      answer = await fetch(`${this.address}?since=${since}`, { headers: { "HX-Request": "true" } });
    } catch {
      return; // the next event, or the poll, asks again
    }
    if (!answer.ok || answer.redirected) return;
    const html = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.change(() => this.takeIn([...html.querySelectorAll("li[data-key]")]));
  }

  takeIn(rows) {
    let added = 0;
    for (const row of rows) {
      const old = this.find(row.dataset.key);
      if (old) old.replaceWith(row);
      else {
        this.place(row);
        added += 1;
        this.say(row);
      }
      htmx.process(row);
    }
    byId("no-messages")?.remove();
    return added;
  }

  /** Into its place by number, whatever came first. */
  place(row) {
    const later = [...this.list.children].find(
      (other) => Number(other.dataset.seq ?? Infinity) > Number(row.dataset.seq),
    );
    this.list.insertBefore(row, later ?? null);
  }

  say(row) {
    const name = row.querySelector(".bubble__author")?.textContent.trim() ?? "";
    const text = row.querySelector(".bubble__text").textContent.trim();
    announce(fill(texts.said, { name, text }));
  }

  /** A piece of an answer that is being written. */
  chunk({ message_id: id, text }) {
    if (this.frozen) return;
    this.change(() => {
      let row = this.find(id);
      if (!row) {
        row = byId("streaming-message").content.firstElementChild.cloneNode(true);
        row.dataset.key = id;
        row.dataset.status = "streaming";
        this.list.append(row);
      }
      row.querySelector(".bubble__text").append(text);
      return 0;
    });
  }

  typing({ who, on }) {
    const place = byId("typing");
    clearTimeout(this.typingEnds);
    this.change(() => {
      place.textContent = on ? fill(texts.typing, { name: who }) : "";
      return 0;
    });
    if (on) this.typingEnds = setTimeout(() => (place.textContent = ""), 6000);
  }
}
