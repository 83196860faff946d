// The list of conversations: a drawer on a phone, and in step with what happens here.
import { byId, clone, config, language, texts } from "./config.js";

const shortDate = new Intl.DateTimeFormat(language, { dateStyle: "short" });

export class Conversations {
  #panel = byId("conversaciones");
  #items = byId("conversation-items");
  #opener = byId("list-open");

  constructor() {
    this.#opener.addEventListener("click", (event) => this.#toggle(event, true));
    for (const id of ["list-close", "list-scrim"]) {
      byId(id).addEventListener("click", (event) => this.#toggle(event, false));
    }
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#toggle(event, false);
    });
  }

  setTitle(title) {
    byId("title").textContent = title;
    document.title = `${title} · PsiChat`;
    const own = this.#own();
    if (own) own.querySelector("a > span").textContent = title;
  }

  /** The conversation that has just begun, or that somebody wrote in, goes to the top. */
  raise(title) {
    byId("conversation-none").hidden = true;
    let own = this.#own();
    if (!own) {
      own = clone("conversation-template");
      own.dataset.conversation = config.conversationId;
      const link = own.querySelector("a");
      link.href = `${config.urls.home}${config.conversationId}/`;
      link.setAttribute("aria-current", "page");
      link.querySelector("span").textContent = title || texts.untitled;
      const time = own.querySelector("time");
      time.dateTime = new Date().toISOString();
      time.textContent = shortDate.format(new Date());
    }
    if (this.#items.firstElementChild !== own) this.#items.prepend(own);
  }

  #own() {
    return [...this.#items.children].find(
      (item) => item.dataset.conversation === config.conversationId,
    );
  }

  #toggle(event, isOpen) {
    if (this.#panel.classList.contains("is-open") === isOpen) return;
    event.preventDefault();
    this.#panel.classList.toggle("is-open", isOpen);
    for (const rest of document.querySelectorAll(".chat-header, .chat__main")) rest.inert = isOpen;
    (isOpen ? byId("list-close") : this.#opener).focus();
  }
}
