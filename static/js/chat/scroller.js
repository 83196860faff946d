// Where the reader is: at the end, then it stays at the end; further up, then nothing moves and a
// button says that there is something new.

const NEAR_END = 64;

export class Scroller {
  constructor(log, column, button) {
    this.log = log;
    this.button = button;
    this.atEnd = false;
    log.addEventListener("scroll", () => this.#look(), { passive: true });
    button.addEventListener("click", () => {
      this.toEnd();
      log.focus({ preventScroll: true });
    });
    // The keyboard opens, the box grows, a picture of text wraps anew: the end stays the end.
    const resized = new ResizeObserver(() => this.atEnd && this.toEnd());
    resized.observe(log);
    resized.observe(column);
  }

  #look() {
    const below = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
    this.atEnd = below < NEAR_END;
    if (this.atEnd) this.button.hidden = true;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.atEnd = true;
    this.button.hidden = true;
  }

  /** Show `element` from its start when it is taller than the log; otherwise the end. */
  toStartOf(element) {
    this.toEnd();
    const above = element.getBoundingClientRect().top - this.log.getBoundingClientRect().top;
    if (above >= 0) return;
    this.log.scrollTop += above;
    this.atEnd = false;
  }

  /** Change the page by `work` without moving what is being read. */
  keep(work, isNews = false) {
    const { atEnd } = this;
    work();
    if (atEnd) this.toEnd();
    else if (isNews) this.button.hidden = false;
  }

  /** The same when what is added stands above. */
  keepFromBelow(work) {
    const below = this.log.scrollHeight - this.log.scrollTop;
    work();
    this.log.scrollTop = this.log.scrollHeight - below;
  }
}
