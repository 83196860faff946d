// What every module of the tutors' pages uses: the sentences, storage, small notices.

export const byId = (id) => document.getElementById(id);

/** The sentences of templates/tutoring/_texts.html. */
export const texts = byId("tutor-texts").dataset;

/** `fill("{m} min", {m: 3})` */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const conversationUrl = (id) =>
  texts.conversation.replace("00000000-0000-0000-0000-000000000000", id);

/** Web storage that never throws: blocked storage is empty storage. */
export const memory = {
  get(key) {
    try {
      return localStorage.getItem(`psichat.tutor.${texts.me}.${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`psichat.tutor.${texts.me}.${key}`, value);
    } catch {
      // nothing to keep it in
    }
  },
};

/** Say something to screen readers; said twice, it is read twice. */
export function announce(sentence) {
  const place = byId("announcer");
  place.textContent = "";
  setTimeout(() => (place.textContent = sentence), 50);
}

const PASSING_MS = 8000;

/** A short notice; with `link` ({href, text}) it stays until it is closed. */
export function toast(sentence, { kind = "", link = null } = {}) {
  const box = document.createElement("div");
  box.className = `toast${kind ? ` toast--${kind}` : ""}`;
  const words = document.createElement("span");
  words.textContent = sentence;
  box.append(words);
  if (link) {
    const anchor = document.createElement("a");
    anchor.className = "button button--small button--primary";
    anchor.href = link.href;
    anchor.textContent = link.text;
    box.append(anchor);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button--quiet button--small";
  close.dataset.closeToast = "";
  close.textContent = texts.close;
  box.append(close);
  byId("toasts").append(box);
  if (!link && kind !== "error") setTimeout(() => box.remove(), PASSING_MS);
}

/** Let toasts that the server sent go by themselves, as those of the first load do. */
export function letToastsPass(root) {
  for (const box of root.querySelectorAll(".toast[data-passing]:not([data-timed])")) {
    box.dataset.timed = "";
    setTimeout(() => box.remove(), PASSING_MS);
  }
}
