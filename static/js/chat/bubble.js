// One message on the page.
import { clone, fill, hotlines as ownHotlines, language, linkOf, texts } from "./config.js";
import { render } from "./markdown.js";
import { paintHotlines } from "./hotlines.js";
import { paintThumbs } from "./ratings.js";
import { paintReserve } from "./reserve.js";

const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

const STATES = {
  sending: texts.sending,
  stored: texts.stored,
  offline: texts.waiting,
  failed: texts.failed,
  unanswered: texts.unanswered,
};

const isSafety = (entry) => entry.provider === "safety";

function authorOf(entry) {
  if (entry.sender === "student") return texts.you;
  if (entry.sender === "tutor") return entry.author?.name ?? texts.person;
  return entry.sender === "assistant" ? "PsiChat" : "";
}

function stateOf(entry) {
  if (entry.status === "interrupted") return texts.interrupted;
  return entry.reason || STATES[entry.delivery] || "";
}

function actionsOf(entry) {
  if (entry.status === "interrupted" || entry.delivery === "unanswered") return ["retry"];
  if (entry.delivery === "failed") return ["retry", "edit"];
  const isRateable = entry.sender === "assistant" && entry.status === "complete" && entry.id;
  return isRateable && !isSafety(entry) ? ["thumbs"] : [];
}

function paintText(box, entry) {
  if (box.shown === entry.text) return;
  box.shown = entry.text;
  const isRich = entry.sender === "assistant";
  box.classList.toggle("is-rich", isRich);
  if (isRich) box.replaceChildren(...render(entry.text));
  else box.textContent = entry.text;
}

function paintCitations(bubble, entry) {
  bubble.querySelector(".citations")?.remove();
  if (!entry.citations?.length) return;
  const list = document.createElement("ol");
  list.className = "citations";
  list.setAttribute("role", "list");
  list.setAttribute("aria-label", texts.sources);
  entry.citations.forEach((citation, index) => {
    const href = linkOf(citation.url);
    const link = document.createElement(href ? "a" : "button");
    const title = citation.title || citation.url;
    Object.assign(link, { textContent: index + 1, title });
    if (href) Object.assign(link, { href, target: "_blank", rel: "noopener" });
    else link.type = "button";
    link.setAttribute("aria-label", fill(texts.citation, { number: index + 1, title }));
    link.dataset.citation = index;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  });
  bubble.querySelector(".bubble__text").after(list);
}

/** The buttons that dial stand right after the words that say to call. */
function paintSafety(bubble, entry) {
  if (bubble.querySelector(".hotlines")) return;
  if (entry.isNews) bubble.setAttribute("role", "alert");
  const lines = entry.hotlines ?? ownHotlines;
  const text = bubble.querySelector(".bubble__text");
  const call = [...text.children].find((part) =>
    lines.some(({ phone }) => phone && part.textContent.includes(phone)),
  );
  (call ?? text.lastElementChild ?? text).after(paintHotlines(lines));
}

function paintActions(box, entry) {
  const wanted = actionsOf(entry).join(" ");
  if (box.dataset.actions === wanted) return;
  box.dataset.actions = wanted;
  box.replaceChildren(...actionsOf(entry).map((name) => clone(`${name}-template`)));
  paintThumbs(box, entry.id);
}

function paintTime(time, entry) {
  const moment = new Date(entry.created_at);
  if (Number.isNaN(moment.getTime())) return;
  time.dateTime = entry.created_at;
  time.textContent = clock.format(moment);
  time.title = full.format(moment);
}

/** Bring `element` (made when missing) up to date with `entry`. */
export function paint(entry, element = clone("message-template")) {
  const bubble = element.firstElementChild;
  const kind = isSafety(entry) ? "safety" : entry.sender;
  element.className = element.className.replace(/msg--\w+/, "").trim();
  element.classList.add(`msg--${kind}`);
  Object.assign(element.dataset, { key: entry.key, status: entry.status });
  element.dataset.delivery = entry.delivery ?? "";
  element.hidden = entry.status === "streaming" && !entry.text;
  bubble.className = `bubble bubble--${entry.sender}`;
  bubble.querySelector(".bubble__author").textContent = authorOf(entry);
  paintText(bubble.querySelector(".bubble__text"), entry);
  if (entry.status !== "streaming") paintCitations(bubble, entry);
  if (isSafety(entry)) paintSafety(bubble, entry);
  paintTime(bubble.querySelector("time"), entry);
  bubble.querySelector(".msg__state").textContent = stateOf(entry);
  paintReserve(bubble, entry);
  paintActions(bubble.querySelector(".msg__actions"), entry);
  return element;
}
