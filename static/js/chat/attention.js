// Calls a person back to this page: aloud, in the tab's title, and by a notification if allowed.
import { announce } from "./announce.js";
import { language, memory, texts } from "./config.js";

const FLASH_EVERY = 1_500;
const ASKED = "notify-asked";

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

let flashing = 0;

/** The title says `sentence` until the page is looked at; it takes turns with the usual one. */
function flash(sentence) {
  stopFlashing();
  const usual = document.title;
  const called = `● ${sentence}`;
  document.title = called;
  const toggle = () => {
    if (document.title === called) document.title = usual;
    else if (document.title === usual) document.title = called;
  };
  if (!isStill()) flashing = setInterval(toggle, FLASH_EVERY);
  const seen = () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", seen);
    stopFlashing();
    if (document.title === called) document.title = usual;
  };
  document.addEventListener("visibilitychange", seen);
}

function stopFlashing() {
  clearInterval(flashing);
  flashing = 0;
}

function notify(sentence) {
  if (globalThis.Notification?.permission !== "granted") return;
  const data = { path: location.pathname };
  const options = { body: sentence, tag: "psichat-block", lang: language, data };
  try {
    const note = new Notification("PsiChat", options);
    note.onclick = () => {
      focus();
      note.close();
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // phones show notifications through the service worker only
    navigator.serviceWorker?.ready.then((worker) => worker.showNotification("PsiChat", options));
  }
}

/** Say it; who looks elsewhere sees it in the title and, if they allowed it, as a notification. */
export function callBack(sentence) {
  announce(sentence);
  if (!document.hidden) return;
  flash(sentence);
  notify(sentence);
}

/** Show `button` while notifications are neither allowed nor refused; it asks for them. */
export function offerNotifications(button) {
  const mayAsk = () => globalThis.Notification?.permission === "default" && !memory.get(ASKED);
  button.hidden = !mayAsk();
  button.addEventListener("click", async () => {
    memory.set(ASKED, "yes");
    const answer = await Notification.requestPermission();
    button.hidden = true;
    announce(answer === "granted" ? texts.willNotify : texts.willNotNotify);
  });
}
