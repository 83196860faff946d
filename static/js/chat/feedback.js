// Thumbs on an answer: set, changed, taken back; a thumb down asks what was wrong.
import { announce, toast } from "./announce.js";
import { call } from "./api.js";
import { clone, config, texts } from "./config.js";
import { DOWN, UP, paintThumbs, ratingOf, remember } from "./ratings.js";

const RATINGS = { "thumb-up": UP, "thumb-down": DOWN };

export class Feedback {
  constructor(scroller) {
    this.scroller = scroller;
  }

  /** A click on a thumb of the answer `entry`; the same thumb again takes it back. */
  async thumb(entry, button) {
    const bubble = button.closest(".bubble");
    const rating = RATINGS[button.dataset.messageAction];
    const isUndone = ratingOf(entry.id)?.rating === rating;
    const isDone = await this.#try(() => (isUndone ? withdraw(entry) : save(entry, { rating })));
    if (!isDone) return;
    this.#close(bubble);
    paintThumbs(bubble, entry.id);
    if (isUndone) announce(texts.ratingGone);
    else if (rating === DOWN) this.#ask(entry, bubble, button);
  }

  /** The reasons under the answer; the choice counts at once, the comment when it is sent. */
  #ask(entry, bubble, button) {
    const form = clone("why-template");
    for (const radio of form.querySelectorAll("input")) radio.name = `why-${entry.id}`;
    const comment = form.querySelector("textarea");
    const chosen = () => form.querySelector("input:checked")?.value ?? "";
    const tell = () => save(entry, { rating: DOWN, reason: chosen(), comment: comment.value });
    form.addEventListener("change", ({ target }) => target !== comment && this.#try(tell));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!(await this.#try(tell))) return;
      this.#close(bubble);
      button.focus();
      toast(texts.reasonKept, { kind: "success" });
    });
    const leave = () => {
      this.#close(bubble);
      button.focus();
    };
    form.querySelector("[data-why-close]").addEventListener("click", leave);
    form.addEventListener("keydown", ({ key }) => key === "Escape" && leave());
    this.scroller.keep(() => bubble.append(form));
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("input").focus({ preventScroll: true });
  }

  #close(bubble) {
    this.scroller.keep(() => bubble.querySelector(".why")?.remove());
  }

  async #try(work) {
    try {
      await work();
      return true;
    } catch (error) {
      toast(error.detail || texts.actionFailed, { kind: "error" });
      return false;
    }
  }
}

async function save(entry, { rating, reason = "", comment = "" }) {
  const { conversationId: conversation_id } = config;
  const body = { conversation_id, message_id: entry.id, rating, reason, comment };
  await call("POST", "satisfaction", body);
  remember(entry.id, { rating, reason, comment });
}

async function withdraw(entry) {
  const ids = { conversation_id: config.conversationId, message_id: entry.id };
  await call("DELETE", `satisfaction?${new URLSearchParams(ids)}`);
  remember(entry.id, null);
}
