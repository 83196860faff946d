// Quick replies: chips above the box, gone once one is used or something else is said.
import { byId } from "./config.js";

export class QuickReplies {
  #form = byId("quick-replies");
  #chips = byId("quick-reply-chips");

  /** `scroller` keeps the end in sight when the chips take room. */
  constructor(submit, scroller) {
    this.scroller = scroller;
    for (const form of document.querySelectorAll("form[data-replies]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (!event.submitter?.value) return;
        this.hide();
        submit(event.submitter.value);
      });
    }
  }

  show(replies) {
    this.#chips.replaceChildren(
      ...replies.map(({ label, text }) => {
        const chip = document.createElement("button");
        Object.assign(chip, { className: "chip", name: "message", value: text });
        chip.textContent = label;
        return chip;
      }),
    );
    this.scroller.keep(() => {
      this.#form.hidden = !replies.length;
    });
  }

  focus() {
    this.#chips.querySelector("button")?.focus();
  }

  hide() {
    const hadFocus = this.#form.contains(document.activeElement);
    this.show([]);
    if (hadFocus) byId("message").focus();
  }
}
