// The list of messages: keeps the page in step with the store, by day and by speaker.
import { language, texts } from "./config.js";
import { paint } from "./bubble.js";

const SAME_BREATH_MS = 5 * 60_000;
const dayName = new Intl.DateTimeFormat(language, {
  weekday: "long",
  day: "numeric",
  month: "long",
});

const dayOf = (entry) => new Date(entry.created_at).toDateString();

function nameOf(day) {
  const today = new Date();
  if (day === today.toDateString()) return texts.today;
  today.setDate(today.getDate() - 1);
  return day === today.toDateString() ? texts.yesterday : dayName.format(new Date(day));
}

function separator(day) {
  const item = document.createElement("li");
  item.className = "day";
  item.dataset.day = day;
  item.textContent = nameOf(day);
  return item;
}

function isSameBreath(entry, before) {
  return (
    before?.sender === entry.sender &&
    before.author?.name === entry.author?.name &&
    before.provider !== "safety" &&
    entry.provider !== "safety" &&
    dayOf(before) === dayOf(entry) &&
    new Date(entry.created_at) - new Date(before.created_at) < SAME_BREATH_MS
  );
}

export class MessageList {
  #elements = new Map();
  #waiting = new Set();
  #frame = 0;

  /** `scroller` keeps the reader's place while something changes. */
  constructor(store, root, scroller) {
    this.store = store;
    this.root = root;
    this.scroller = scroller;
    root.replaceChildren();
    for (const entry of store.ordered()) this.#elements.set(entry, paint(entry));
    this.#arrange();
    if (this.#elements.size) this.showEnd();
    store.addEventListener("change", ({ detail }) => this.#changed(detail));
  }

  /** The end of the talk; what is said in a crisis is read from its beginning. */
  showEnd() {
    const last = this.store.last();
    if (last.provider === "safety") this.scroller.toStartOf(this.#elements.get(last));
    else this.scroller.toEnd();
  }

  /** Pieces of an answer may come faster than the screen is drawn: one painting a frame. */
  #changed({ kind, entry }) {
    if (kind === "changed") {
      this.#waiting.add(entry);
      this.#frame ||= requestAnimationFrame(() => this.flush());
      return;
    }
    this.flush();
    this.scroller.keep(() => {
      if (kind === "added") this.#elements.set(entry, paint(entry));
      else this.#elements.get(entry)?.remove();
      if (kind === "removed") this.#elements.delete(entry);
      this.#arrange();
    }, kind === "added" && entry.sender !== "student");
  }

  flush() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#waiting.size) return;
    const changed = [...this.#waiting];
    this.#waiting.clear();
    this.scroller.keep(() => {
      for (const entry of changed) {
        const element = this.#elements.get(entry);
        if (element) paint(entry, element);
      }
      this.#arrange();
    });
  }

  /** Put elements in order, group them, and separate days; moves only what is out of place. */
  #arrange() {
    const entries = this.store.ordered();
    const wanted = [];
    let before = null;
    const latestOwn = entries.findLast((entry) => entry.sender === "student");
    for (const entry of entries) {
      const element = this.#elements.get(entry);
      if (!element) continue;
      const day = dayOf(entry);
      if (!before || dayOf(before) !== day) wanted.push(this.#separatorOf(day));
      const isGrouped = isSameBreath(entry, before);
      element.classList.toggle("is-grouped", isGrouped);
      if (before) this.#elements.get(before)?.classList.toggle("has-next", isGrouped);
      element.classList.remove("has-next");
      element.classList.toggle("is-latest", entry === latestOwn);
      wanted.push(element);
      before = entry;
    }
    for (const old of this.root.querySelectorAll(".day")) if (!wanted.includes(old)) old.remove();
    wanted.forEach((element, index) => {
      const there = this.root.children[index];
      if (there !== element) this.root.insertBefore(element, there ?? null);
    });
  }

  #separatorOf(day) {
    return this.root.querySelector(`.day[data-day="${CSS.escape(day)}"]`) ?? separator(day);
  }
}
