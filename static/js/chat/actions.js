// What the menu and the buttons of a message do.
import { toast } from "./announce.js";
import { call } from "./api.js";
import { byId, config, texts } from "./config.js";
import { ask, showCitation } from "./dialogs.js";

export class Actions {
  constructor(parts) {
    Object.assign(this, parts);
    byId("menu").addEventListener("click", ({ target }) => {
      const name = target.closest("[data-action]")?.dataset.action;
      if (!name) return;
      byId("menu").open = false;
      this[name]();
    });
    byId("messages").addEventListener("click", (event) => this.#onMessage(event));
    this.refresh();
  }

  /** Which actions make sense now. */
  refresh() {
    for (const item of document.querySelectorAll("[data-needs-conversation]")) {
      item.hidden = !config.conversationId;
    }
    const isActive = byId("chat").dataset.status === "active";
    for (const item of document.querySelectorAll("[data-needs-active]")) {
      item.hidden ||= !isActive;
    }
    byId("closed").hidden = isActive;
  }

  setStatus(status) {
    byId("chat").dataset.status = status;
    this.refresh();
  }

  person() {
    this.submit(texts.talkToPerson);
  }

  rename() {
    const field = byId("rename-field");
    field.value = byId("title").textContent;
    this.#ask("rename-dialog", async () => {
      const { title } = await call("PATCH", this.#path(), { title: field.value });
      this.conversations.setTitle(title);
    });
    field.select();
  }

  async rate() {
    const isDone = await this.#ask("rate-dialog", async (form) => {
      const rating = Number(new FormData(form).get("rating"));
      const comment = byId("rate-comment").value;
      await this.#rate({ rating, comment });
    });
    if (isDone) toast(texts.thanks, { kind: "success" });
  }

  async complete() {
    const isDone = await this.#ask("complete-dialog", async () => {
      await call("POST", `${this.#path()}/complete`);
      this.setStatus("completed");
    });
    if (isDone) await this.rate();
  }

  /** Forget the work cycle; `onRestart` clears what the page shows of it. */
  async restart() {
    const isDone = await this.#ask("restart-dialog", () =>
      call("POST", `${this.#path()}/reset-state`),
    );
    if (!isDone) return;
    this.onRestart();
    toast(texts.restarted, { kind: "success" });
  }

  async delete() {
    const isDone = await this.#ask("delete-dialog", () => call("DELETE", this.#path()));
    if (isDone) location.assign(config.urls.home);
  }

  #path() {
    return `conversations/${config.conversationId}`;
  }

  #ask(id, save) {
    return ask(id, save, texts.actionFailed);
  }

  #rate(body) {
    return call("POST", "satisfaction", { conversation_id: config.conversationId, ...body });
  }

  #onMessage(event) {
    const item = event.target.closest("[data-key]");
    const entry = item && this.store.find(item.dataset.key);
    if (!entry) return;
    const citation = event.target.closest("[data-citation]");
    if (citation) {
      event.preventDefault();
      showCitation(entry.citations[citation.dataset.citation]);
      return;
    }
    const button = event.target.closest("[data-message-action]");
    const name = button?.dataset.messageAction;
    if (name === "retry") this.#retry(entry);
    else if (name === "edit") this.composer.insert(this.sender.withdraw(entry));
    else if (name?.startsWith("thumb-")) this.feedback.thumb(entry, button);
  }

  /** An interrupted answer is asked for again by its question. */
  #retry(entry) {
    const question =
      entry.sender === "student"
        ? entry
        : this.store
            .ordered()
            .findLast((other) => other.sender === "student" && other.rank < entry.rank);
    if (question?.client_id) this.sender.retry(question);
    else if (question) this.submit(question.text);
  }
}
