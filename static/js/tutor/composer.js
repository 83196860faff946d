// The tutor's box: prepared replies, Ctrl+Enter, and being seen to write.

import { byId } from "./page.js";

const TYPING_MS = 3000;

export function startComposer(socket, conversation) {
  let typedAt = 0;
  const typing = (on) => socket.send({ type: "typing", conversation_id: conversation, on });
  const field = () => byId("panel-composer").querySelector("textarea");

  document.addEventListener("input", (event) => {
    if (event.target !== field() || Date.now() - typedAt < TYPING_MS) return;
    typedAt = Date.now();
    typing(true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target !== field()) return;
    event.preventDefault();
    byId("composer").requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const reply = event.target.closest("[data-canned]");
    if (!reply) return;
    event.preventDefault();
    const box = field();
    box.value = box.value.trim() ? `${box.value.trimEnd()}\n${reply.dataset.canned}` : reply.dataset.canned;
    reply.closest("details").open = false;
    box.focus();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "panel-composer") return;
    if (event.detail.requestConfig.verb !== "post") return;
    typedAt = 0;
    typing(false);
    field()?.focus();
  });
}
