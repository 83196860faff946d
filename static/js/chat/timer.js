// The agreed work block as a slim bar; it survives a reload and ends with a question.
import { announce } from "./announce.js";
import { byId, config, fill, memory, texts } from "./config.js";

const KEY = "timer";

/** The block that a state of the cycle tells of, if one is running. */
function blockOf(state, began) {
  const { time_block: minutes, pending, last_strategy: strategy, iteration } = state ?? {};
  if (!minutes || pending?.kind !== "running" || !began) return null;
  const id = [config.conversationId, strategy, iteration, minutes].join(" ");
  return { id, minutes, endsAt: new Date(began).getTime() + minutes * 60_000 };
}

export class BlockTimer {
  #bar = byId("timer");
  #left = byId("timer-left");
  #progress = byId("timer-progress");
  #pause = byId("timer-pause");
  #block = null;
  #tick = 0;

  /** `done` is called when the student says that the block is over. */
  constructor(scroller, done) {
    this.scroller = scroller;
    this.#pause.addEventListener("click", () => this.#togglePause());
    byId("timer-done").addEventListener("click", () => {
      this.#end();
      done();
    });
    try {
      this.#block = JSON.parse(memory.get(KEY));
    } catch {
      memory.set(KEY, "");
    }
    const isHere = this.#block?.id.startsWith(`${config.conversationId} `);
    if (isHere && !this.#block.isOver) this.#run();
  }

  /** Follow the state that came with an answer: a block begins, goes on, or is over. */
  sync(state, began) {
    const told = blockOf(state, began);
    if (!told) {
      if (!this.#bar.hidden) this.#end();
    } else if (told.id !== this.#block?.id && told.endsAt > Date.now()) {
      this.#keep({ ...told, leftAtPause: null, isOver: false });
      this.#run();
    }
  }

  #keep(block) {
    this.#block = block;
    memory.set(KEY, JSON.stringify(block));
  }

  #leftNow() {
    return this.#block.leftAtPause ?? Math.max(0, this.#block.endsAt - Date.now());
  }

  #run() {
    clearInterval(this.#tick);
    this.#tick = setInterval(() => this.#paint(), 1000);
    this.scroller.keep(() => {
      this.#bar.hidden = false;
    });
    this.#paint();
  }

  #paint() {
    const left = this.#leftNow();
    const minutes = Math.ceil(left / 60_000);
    const isPaused = this.#block.leftAtPause !== null;
    this.#progress.max = this.#block.minutes * 60_000;
    this.#progress.value = this.#progress.max - left;
    this.#pause.hidden = left === 0;
    this.#pause.textContent = isPaused ? texts.resume : texts.pause;
    const words = isPaused ? texts.paused : left < 60_000 ? texts.lastMinute : texts.minutesLeft;
    this.#left.textContent = left ? fill(words, { minutes }) : texts.timeUp;
    if (left) return;
    clearInterval(this.#tick);
    announce(texts.timeUp);
  }

  #togglePause() {
    const { leftAtPause } = this.#block;
    if (leftAtPause === null) this.#keep({ ...this.#block, leftAtPause: this.#leftNow() });
    else this.#keep({ ...this.#block, endsAt: Date.now() + leftAtPause, leftAtPause: null });
    this.#paint();
  }

  /** Remembered as over, or the next state would begin the same block again. */
  #end() {
    clearInterval(this.#tick);
    this.#keep({ ...this.#block, isOver: true });
    this.scroller.keep(() => {
      this.#bar.hidden = true;
    });
  }
}
