// Who is there: a person who has taken over, and who is writing right now.
import { announce } from "./announce.js";
import { byId, config, fill, texts } from "./config.js";

const TYPING_LASTS = 6_000;

export class Presence {
  #banner = byId("takeover");
  #timer = 0;

  constructor(scroller) {
    this.scroller = scroller;
    this.typing = byId("typing");
    this.who = byId("typing-who");
    this.isTakenOver = !this.#banner.hidden;
  }

  /** The `takeover` event. */
  takeOver({ active, tutor }) {
    const name = tutor?.name ?? texts.person;
    const changed = active !== this.isTakenOver;
    this.isTakenOver = active;
    if (active) byId("takeover-name").textContent = name;
    this.scroller.keep(() => {
      this.#banner.hidden = !active;
    });
    if (changed) announce(active ? fill(texts.personHere, { name }) : texts.personLeft);
  }

  /** A crisis has opened: from now on the bar with a number and the plan is there. */
  stays() {
    this.scroller.keep(() => {
      byId("care-bar").hidden = false;
    });
  }

  /** The `typing` event of a person; our own other screens are not news. */
  personTypes({ who, on }) {
    if (who === config.userName) return;
    clearTimeout(this.#timer);
    this.#show(on ? fill(texts.personTyping, { name: who }) : "");
    if (on) this.#timer = setTimeout(() => this.#show(""), TYPING_LASTS);
  }

  assistantTypes(on) {
    if (this.isTakenOver) return;
    this.#show(on ? texts.assistantTyping : "");
  }

  #show(sentence) {
    if (sentence) this.who.textContent = sentence;
    if (this.typing.hidden === !sentence) return;
    this.scroller.keep(() => {
      this.typing.hidden = !sentence;
    });
  }
}
