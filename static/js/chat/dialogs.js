// Native dialogs: they trap the focus and give it back by themselves.
import { byId, linkOf } from "./config.js";

for (const dialog of document.querySelectorAll("dialog.dialog")) {
  dialog.addEventListener("click", (event) => {
    const isOutside = event.target === dialog;
    if (isOutside || event.target.closest("[data-close]")) dialog.close("");
  });
}

/**
 * Ask by a dialog. `save(form)` runs at its button; the dialog stays open with the sentence that
 * `save` throws in `detail`. Resolves to whether it was saved.
 */
export function ask(id, save, orElse) {
  const dialog = byId(id);
  const form = dialog.querySelector("form");
  const error = dialog.querySelector("[data-dialog-error]");
  error.textContent = "";
  dialog.showModal();
  return new Promise((resolve) => {
    let isSaved = false;
    form.onsubmit = async (event) => {
      event.preventDefault();
      error.textContent = "";
      const buttons = form.querySelectorAll("button");
      buttons.forEach((button) => (button.disabled = true));
      try {
        await save(form);
        isSaved = true;
        dialog.close("ok");
      } catch (refusal) {
        error.textContent = refusal.detail || orElse;
      } finally {
        buttons.forEach((button) => (button.disabled = false));
      }
    };
    dialog.addEventListener("close", () => resolve(isSaved), { once: true });
  });
}

/** Show what a citation quotes. */
export function showCitation({ title, url, quote }) {
  byId("citation-title").textContent = title || url;
  byId("citation-quote").textContent = quote ?? "";
  byId("citation-quote").hidden = !quote;
  const href = linkOf(url);
  byId("citation-link").hidden = !href;
  if (href) byId("citation-link").href = href;
  byId("citation-dialog").showModal();
}
