// The box: grows to six lines, keeps the draft, counts from 1,800 characters on.
import { byId, config, fill, memory, texts } from "./config.js";

const COUNT_FROM = 1_800;
const STOPPED_TYPING = 4_000;
const TYPING_EVERY = 3_000;

/** As the server counts: code points of the trimmed text. */
const lengthOf = (text) => [...text.trim()].length;

export class Composer extends EventTarget {
  #form = byId("composer");
  #box = byId("message");
  #error = byId("composer-error");
  #count = byId("composer-count");
  #unkept = [];
  #lastTyping = 0;
  #stopTimer = 0;

  /** Events: "typing" with true or false. `submit(text)` resolves once the text is kept. */
  constructor(submit) {
    super();
    this.submit = submit;
    this.#form.noValidate = true;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    this.#box.addEventListener("input", () => this.#changed());
    addEventListener("pagehide", () => this.#keepDraft());
    this.#box.value ||= memory.get(this.#draftKey()) ?? "";
    this.#fit();
  }

  focus() {
    this.#box.focus();
  }

  /** Put `text` into the box, before what is there. */
  insert(text) {
    this.#box.value = [text, this.#box.value].filter(Boolean).join("\n");
    this.#changed();
    this.focus();
  }

  async send() {
    const text = this.#box.value.trim();
    if (!text) return this.#refuse(texts.empty);
    if (lengthOf(text) > config.maxCharacters) {
      return this.#refuse(fill(texts.tooLong, { most: config.maxCharacters }));
    }
    const draftKey = this.#draftKey();
    this.#unkept.push(text);
    this.#box.value = "";
    this.#fit();
    this.#typing(false);
    await this.submit(text);
    this.#unkept.shift();
    memory.set(draftKey, "");
    this.#keepDraft();
  }

  #draftKey() {
    return `draft.${config.conversationId ?? "new"}`;
  }

  /** What is on its way to the outbox is draft until it is there: the page may close any time. */
  #keepDraft() {
    const draft = [...this.#unkept, this.#box.value].filter(Boolean).join("\n");
    memory.set(this.#draftKey(), draft);
  }

  #key(event) {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!sends || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.send();
  }

  #changed() {
    this.#fit();
    this.#keepDraft();
    this.#typing(Boolean(this.#box.value.trim()));
  }

  #fit() {
    const length = lengthOf(this.#box.value);
    const most = config.maxCharacters;
    this.#count.hidden = length < COUNT_FROM;
    this.#count.textContent = fill(texts.count, { count: length, most });
    this.#showError(length > most ? fill(texts.tooLong, { most }) : "");
    // Measured at the smallest height, or a box never shrinks again.
    this.#box.style.height = "auto";
    const border = this.#box.offsetHeight - this.#box.clientHeight;
    this.#box.style.height = `${this.#box.scrollHeight + border}px`;
  }

  #refuse(sentence) {
    this.#showError(sentence);
    this.focus();
  }

  #showError(sentence) {
    if (this.#error.textContent !== sentence) this.#error.textContent = sentence;
    if (sentence) this.#box.setAttribute("aria-invalid", "true");
    else this.#box.removeAttribute("aria-invalid");
  }

  #typing(on) {
    clearTimeout(this.#stopTimer);
    if (on) this.#stopTimer = setTimeout(() => this.#typing(false), STOPPED_TYPING);
    const now = Date.now();
    if (on && now - this.#lastTyping < TYPING_EVERY) return;
    if (!on && !this.#lastTyping) return;
    this.#lastTyping = on ? now : 0;
    this.dispatchEvent(new CustomEvent("typing", { detail: on }));
  }
}
