// The review page: after each word the focus goes to the next message, and keys do what buttons do.

import { announce, byId } from "./page.js";

const list = byId("review-list");
const cards = () => [...list.querySelectorAll("[data-review]")];

/** The message at hand: the one with the focus in it. */
const current = () => document.activeElement?.closest("#review-list > li");

function go(card) {
  if (!card) return;
  card.focus();
  card.scrollIntoView({ block: "nearest" });
}

/** The next message that waits after that place, else the first one before it. */
function next(place) {
  const waiting = cards();
  const later = waiting.find(
    (card) => place.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return later ?? waiting[0];
}

function previous(place) {
  return cards().findLast(
    (card) => place.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_PRECEDING,
  );
}

function afterSwap(event) {
  const { target, requestConfig } = event.detail;
  if (requestConfig.verb !== "post" || !target.id.startsWith("review-")) return;
  const swapped = byId(target.id);
  const more = byId("review-more");
  more.hidden = cards().length > 0;
  if (swapped.matches("[data-review]")) {
    go(swapped);
    return;
  }
  announce(swapped.querySelector("p").textContent.replace(/\s+/g, " ").trim());
  swapped.dataset.at = String(Date.now());
  if (swapped.querySelector(".review__care")) go(swapped);
  else if (more.hidden) go(next(swapped));
  else more.querySelector("a").focus();
}

function undoLast() {
  const done = [...list.querySelectorAll("[data-review-done]")];
  const last = done.sort((one, other) => Number(one.dataset.at) - Number(other.dataset.at)).pop();
  last?.querySelector("[data-review-undo]").click();
}

/** Only with the focus in the list, so that the keys mean nothing elsewhere. */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const here = current() ?? (event.target.closest("#review-more") && list.lastElementChild);
  if (!here || event.target.matches("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "j") go(next(here));
  else if (key === "k") go(previous(here));
  else if (key === "u") undoLast();
  else here.querySelector(`[data-shortcut="${CSS.escape(key)}"]`)?.click();
}

export function startReview() {
  document.addEventListener("htmx:afterSwap", afterSwap);
  document.addEventListener("keydown", onKey);
  go(cards()[0]);
}
