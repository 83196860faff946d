// Telling of a new alert once: sound, screen reader, tab title, browser notification, toast.

import { announce, byId, conversationUrl, fill, memory, texts, toast } from "./page.js";
import { play } from "./sound.js";

const ORDER = ["critical", "high", "medium", "low"];
const title = document.title.replace(/^\(\d+\) /, "");
const told = new Map();

/** How many wait, in the tab's title. */
export function showCount(waiting) {
  document.title = waiting ? `(${waiting}) ${title}` : title;
}

/** Alerts that the page shows already are no news. */
export function know(id, priority) {
  told.set(id, Math.min(told.get(id) ?? 9, ORDER.indexOf(priority)));
}

/** Tell of an alert that nobody has taken, once, and again only when it has become more urgent. */
export function tell(alert) {
  const urgency = ORDER.indexOf(alert.priority);
  const before = told.get(alert.id) ?? 9;
  know(alert.id, alert.priority);
  if (alert.state !== "open" || urgency >= before) return;
  const critical = alert.priority === "critical";
  const sentence = fill(critical ? texts.alertCritical : texts.alertOther, {
    name: alert.student.name,
  });
  announce(sentence);
  if (!byId("queue")) {
    const href = conversationUrl(alert.conversation_id);
    toast(sentence, { kind: critical ? "error" : "", link: { href, text: texts.open } });
  }
  // With several tabs open, the first one that hears of it makes the noise.
  const mark = `${alert.id}.${alert.priority}`;
  if (memory.get("noise") === mark) return;
  memory.set("noise", mark);
  play(critical);
  notifyBrowser(sentence, alert);
}

function notifyBrowser(sentence, alert) {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  if (!document.hidden) return;
  // The words of the student stay out of a notification that others may see.
  const note = new Notification(sentence, { tag: alert.id, requireInteraction: true });
  note.onclick = () => {
    window.focus();
    location.assign(conversationUrl(alert.conversation_id));
  };
}

export function startNotifications() {
  const button = byId("notify-switch");
  if (!button || !("Notification" in window)) return;
  const show = () => {
    button.hidden = Notification.permission === "granted";
    const blocked = Notification.permission === "denied";
    button.disabled = blocked;
    button.title = blocked ? texts.notifyBlocked : "";
  };
  button.addEventListener("click", async () => {
    await Notification.requestPermission();
    if (Notification.permission === "granted") announce(texts.notifyOn);
    show();
  });
  show();
}
