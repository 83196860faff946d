// What each event of the contract does to the page.
import { announce, toast } from "./announce.js";
import { config, fill, texts } from "./config.js";

const READ_OUT_AT_MOST = 3;

export class Events {
  constructor(parts) {
    Object.assign(this, parts);
    this.connection.addEventListener("event", ({ detail: { type, data } }) => {
      this[`on_${type}`]?.(data);
    });
  }

  on_accepted({ user_message: message }) {
    this.sender.acknowledge(message.client_id);
    this.#take(message);
    this.waiting.look();
  }

  on_safety(data) {
    this.store.addSafety(data);
    this.presence.stays();
    this.replies.hide();
    this.pacer.hide();
    this.list.showEnd();
  }

  on_chunk({ message_id: id, text }) {
    this.store.append(id, text);
  }

  on_complete({ message, quick_replies: replies, state }) {
    const isOther = this.#wasReplaced(message);
    this.#take(message);
    if (isOther) announce(fill(texts.answerReplaced, { text: message.text }));
    else this.#readOut(message);
    const isLast = this.store.last()?.id === message.id;
    const isNext = isLast && !this.presence.isTakenOver;
    this.replies.show(isNext ? (replies ?? []) : []);
    this.pacer.sync(isNext ? state : {});
    this.timer.sync(state);
  }

  on_message(message) {
    this.#take(message);
    this.replies.hide();
    if (message.sender !== "student") this.#readOut(message);
  }

  on_takeover(data) {
    this.presence.takeOver(data);
    if (data.active) {
      this.replies.hide();
      this.pacer.hide();
    }
    this.waiting.look();
  }

  on_typing(data) {
    this.presence.personTypes(data);
  }

  on_error(error) {
    if (this.sender.refuse(error)) return;
    const entry = error.client_id && this.store.find(error.client_id);
    if (entry) this.store.mark(entry, { delivery: "unanswered", reason: error.detail });
    else toast(error.detail, { kind: "error" });
  }

  on_replay({ messages }) {
    const unknown = messages.filter((message) => !this.store.find(message.id));
    const news = unknown.filter((message) => message.sender !== "student");
    for (const message of messages) this.store.upsert(message, { replayed: true });
    if (news.length > READ_OUT_AT_MOST) {
      announce(fill(texts.messagesArrived, { count: news.length }));
    } else {
      news.filter((message) => message.status === "complete").forEach((m) => this.#readOut(m));
    }
    if (unknown.length) this.replies.hide();
    this.waiting.look();
  }

  #take(message) {
    if (message.conversation_id !== config.conversationId) return;
    this.store.upsert(message);
    if (this.store.hasGap()) this.#askForMissing();
  }

  /** Whether the whole answer says other words than those that were read while it streamed. */
  #wasReplaced({ id, text }) {
    const entry = this.store.find(id);
    if (entry?.status !== "streaming" || entry.joined) return false;
    return !text.startsWith(entry.text.trim());
  }

  /** At most once a second, however many events show the same hole. */
  #askForMissing() {
    if (this.asking) return;
    this.connection.resume();
    this.asking = setTimeout(() => {
      this.asking = 0;
    }, 1000);
  }

  #readOut({ sender, author, text, provider }) {
    if (!text || provider === "safety") return; // the card is an alert, which reads itself out
    if (sender === "system") return announce(text);
    const name = sender === "tutor" ? (author?.name ?? texts.person) : "PsiChat";
    announce(fill(texts.answerFrom, { name, text }));
  }
}
