// Tells screen readers what arrived, once and whole, and shows short notes.
import { byId, clone } from "./config.js";

const SHOWN_FOR = 8_000;

export function announce(sentence) {
  const box = byId("announcer");
  const line = document.createElement("p");
  line.textContent = sentence;
  box.append(line);
  while (box.childElementCount > 3) box.firstElementChild.remove();
}

/** A note that goes by itself, or stays when it has a link: {label, url}. */
export function toast(sentence, { kind = "", link = null } = {}) {
  const note = clone("toast-template");
  if (kind) note.classList.add(`toast--${kind}`);
  const words = note.querySelector("span");
  words.textContent = sentence;
  if (link) {
    const anchor = document.createElement("a");
    Object.assign(anchor, { href: link.url, textContent: link.label });
    words.append(" ", anchor);
  } else {
    setTimeout(() => note.remove(), SHOWN_FOR);
  }
  byId("toasts").append(note);
  return note;
}
