// What the page was given by the server: its settings, its first messages, its words.

const parse = (id) => JSON.parse(document.getElementById(id)?.textContent || "null");

export const byId = (id) => document.getElementById(id);

/** {conversationId, lastSeq, userName, userId, maxCharacters, urls}; changes when one begins. */
export const config = parse("chat-config");
export const firstMessages = parse("chat-messages") ?? [];
export const firstState = parse("chat-state") ?? {};
export const firstRatings = parse("chat-ratings") ?? {};
export const hotlines = parse("chat-hotlines") ?? [];

/** The sentences of templates/chat/_texts.html. */
export const texts = byId("chat-texts").dataset;

/** `fill("Quedan {minutes} min", {minutes: 3})` */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** Whether an address is a page on the web, and may be a link. */
export const isPage = (url) => /^https?:\/\//.test(url ?? "");

/** Where a citation may lead: a page on the web or an uploaded document here; else nothing. */
export const linkOf = (url) =>
  /^(https?:\/\/[^\s/]|\/knowledge\/documents\/[0-9a-f-]{36}\/(#p\d+)?$)/.test(url ?? "") ? url : "";

/** A copy of what a <template> holds. */
export const clone = (id) => byId(id).content.firstElementChild.cloneNode(true);

export const language = document.documentElement.lang || "es";

/** Web storage that never throws: blocked storage is empty storage. */
export const memory = {
  get(key) {
    try {
      return localStorage.getItem(`psichat.${config.userId}.${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      if (value) localStorage.setItem(`psichat.${config.userId}.${key}`, value);
      else localStorage.removeItem(`psichat.${config.userId}.${key}`);
    } catch {
      // nothing to keep it in
    }
  },
};

export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // randomUUID is missing on plain http away from localhost
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
