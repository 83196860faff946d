// The agreed work block as a slim bar: it survives a reload, runs by the clock on the wall (a tab
// that slept is right when it wakes) and calls back at its end with «¿cómo te fue?».
import { announce } from "./announce.js";
import { callBack, offerNotifications } from "./attention.js";
import { byId, config, fill, memory, texts } from "./config.js";

const KEY = "timer";

/** The block that a state of the cycle tells of, if one is running. `began` is a time in ms. */
function blockOf(state, began) {
  const { time_block: minutes, pending, last_strategy: strategy, iteration } = state ?? {};
  if (!minutes || pending?.kind !== "running" || !Number.isFinite(began)) return null;
  const id = [config.conversationId, strategy, iteration, minutes].join(" ");
  return { id, minutes, endsAt: began + minutes * 60_000 };
}

function kept() {
  try {
    return JSON.parse(memory.get(KEY));
  } catch {
    memory.set(KEY, "");
    return null;
  }
}

export class BlockTimer {
  #bar = byId("timer");
  #left = byId("timer-left");
  #progress = byId("timer-progress");
  #pause = byId("timer-pause");
  #done = byId("timer-done");
  #asks = byId("timer-asks");
  #notify = byId("timer-notify");
  #block = null;
  #tick = 0;

  constructor(scroller) {
    this.scroller = scroller;
    this.#pause.addEventListener("click", () => this.#togglePause());
    this.#done.addEventListener("click", () => this.#finish());
    byId("timer-later").addEventListener("click", () => {
      this.#end();
      byId("message").focus();
    });
    this.#asks.addEventListener("submit", () => this.#end());
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("pageshow", () => this.#look());
    addEventListener("storage", ({ key }) => key?.endsWith(`.${KEY}`) && this.#follow());
    offerNotifications(this.#notify);
    this.#follow();
  }

  /** Follow the state that came with an answer: a block begins, goes on, or is over. */
  sync(state, began = Date.now()) {
    const told = blockOf(state, began);
    if (!told) {
      if (!this.#bar.hidden) this.#end();
    } else if (told.id !== this.#block?.id) {
      this.#keep({ ...told, leftAtPause: null, isOver: false });
      this.#run();
    }
  }

  /** Be as the block that this browser keeps: ours from before, or as another tab left it. */
  #follow() {
    this.#block = kept();
    const isHere = this.#block?.id?.startsWith(`${config.conversationId} `);
    if (isHere && !this.#block.isOver) this.#run();
    else this.#hide();
  }

  #keep(block) {
    this.#block = block;
    memory.set(KEY, JSON.stringify(block));
  }

  #leftNow() {
    return this.#block.leftAtPause ?? Math.max(0, this.#block.endsAt - Date.now());
  }

  /** Show the block; one whose end was missed asks at once, without calling anybody back. */
  #run() {
    clearInterval(this.#tick);
    const isUp = this.#leftNow() === 0;
    this.scroller.keep(() => {
      this.#bar.hidden = false;
      this.#ask(isUp);
    });
    this.#paint();
    if (isUp) announce(texts.timeUp);
    else this.#tick = setInterval(() => this.#look(), 1000);
  }

  /** What the clock says now; called every second, and when the tab wakes. */
  #look() {
    if (this.#bar.hidden || !this.#asks.hidden) return;
    this.#paint();
    if (this.#leftNow()) return;
    clearInterval(this.#tick);
    this.scroller.keep(() => this.#ask(true));
    callBack(texts.timeUp);
  }

  #paint() {
    const left = this.#leftNow();
    const isPaused = this.#block.leftAtPause !== null;
    const minutes = Math.ceil(left / 60_000);
    this.#progress.max = this.#block.minutes * 60_000;
    this.#progress.value = this.#progress.max - left;
    this.#pause.textContent = isPaused ? texts.resume : texts.pause;
    const isLast = left <= 60_000;
    const running = isLast ? texts.lastMinute : texts.minutesLeft;
    const paused = isLast ? texts.pausedLast : texts.paused;
    this.#left.textContent = fill(isPaused ? paused : running, { minutes });
  }

  /** The bar with the minutes, or the question how it went. */
  #ask(isAsking) {
    this.#asks.hidden = !isAsking;
    byId("timer-runs").hidden = isAsking;
  }

  #togglePause() {
    const { leftAtPause } = this.#block;
    if (leftAtPause === null) this.#keep({ ...this.#block, leftAtPause: this.#leftNow() });
    else this.#keep({ ...this.#block, endsAt: Date.now() + leftAtPause, leftAtPause: null });
    this.#paint();
    announce(this.#left.textContent);
  }

  /** Done before the time is up: the question comes now. */
  #finish() {
    clearInterval(this.#tick);
    this.#keep({ ...this.#block, endsAt: Date.now(), leftAtPause: null });
    this.scroller.keep(() => this.#ask(true));
    this.#asks.querySelector("button").focus();
  }

  /** Remembered as over, or the next state would begin the same block again. */
  #end() {
    this.#keep({ ...this.#block, isOver: true });
    this.#hide();
  }

  #hide() {
    clearInterval(this.#tick);
    if (this.#bar.hidden) return;
    this.scroller.keep(() => {
      this.#bar.hidden = true;
    });
  }
}
