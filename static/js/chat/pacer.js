// Paced breathing as a circle that grows and shrinks, with the same in words: each phase is said
// once, and where motion is not wanted there are only words and the count.
import { byId, fill, texts } from "./config.js";

const IN = 4;
const OUT = 6;
const ROUNDS = 6;
const SECOND = 1_000;
const LOOK_EVERY = 200;

export class Pacer {
  #box = byId("pacer");
  #circle = byId("pacer-circle");
  #count = byId("pacer-count");
  #phase = byId("pacer-phase");
  #start = byId("pacer-start");
  #stop = byId("pacer-stop");
  #began = 0;
  #tick = 0;
  #shown = "";

  constructor(scroller, replies) {
    Object.assign(this, { scroller, replies });
    this.#start.addEventListener("click", () => this.#run());
    this.#stop.addEventListener("click", () => this.#end(texts.pacerStopped));
  }

  /** Offer the circle while the state waits for the breathing exercise, and only then. */
  sync(state) {
    const { kind, id } = state?.pending ?? {};
    if (kind === "exercise" && id === "breathing") this.#offer();
    else this.hide();
  }

  hide() {
    clearInterval(this.#tick);
    if (this.#box.hidden) return;
    this.scroller.keep(() => {
      this.#box.hidden = true;
    });
  }

  #offer() {
    this.#rest(texts.pacerReady);
    this.scroller.keep(() => {
      this.#box.hidden = false;
    });
  }

  #run() {
    this.replies.hide();
    this.#began = Date.now();
    this.#shown = "";
    this.#start.hidden = true;
    this.#stop.hidden = false;
    this.#stop.focus({ preventScroll: true });
    this.#look();
    this.#tick = setInterval(() => this.#look(), LOOK_EVERY);
    this.#box.scrollIntoView({ block: "nearest" });
  }

  /** By the clock on the wall, so that a slow page does not slow the breath. */
  #look() {
    const elapsed = Math.floor((Date.now() - this.#began) / SECOND);
    const round = Math.floor(elapsed / (IN + OUT));
    if (round >= ROUNDS) return this.#end(texts.pacerDone);
    const second = elapsed % (IN + OUT);
    const isIn = second < IN;
    this.#count.textContent = isIn ? IN - second : IN + OUT - second;
    const phase = `${round} ${isIn}`;
    if (phase === this.#shown) return;
    this.#shown = phase;
    this.#circle.classList.toggle("is-in", isIn);
    const words = isIn ? texts.breatheIn : texts.breatheOut;
    this.#phase.textContent = fill(words, { round: round + 1, rounds: ROUNDS });
  }

  #end(sentence) {
    const hadFocus = this.#box.contains(document.activeElement);
    this.#rest(sentence);
    this.replies.show([
      { label: texts.feelBetter, text: "Mejor" },
      { label: texts.feelSame, text: "Sigo igual" },
      { label: texts.goOn, text: "Seguir" },
    ]);
    if (hadFocus) this.replies.focus();
  }

  #rest(sentence) {
    clearInterval(this.#tick);
    this.#circle.classList.remove("is-in");
    this.#count.textContent = "";
    this.#phase.textContent = sentence;
    this.#start.hidden = false;
    this.#stop.hidden = true;
  }
}
