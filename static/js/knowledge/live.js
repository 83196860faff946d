// How sources get on, as it happens: figures and bars from the socket; what changes its state is
// read again, in the person's own language.

import { announce, byId } from "../tutor/page.js";

const POLL_MS = 4000;
const LIST_MS = 3000;
const page = () => document.querySelector("[data-knowledge]");
const partsOf = (id) => document.querySelectorAll(`[data-source="${CSS.escape(id)}"]`);
const running = () => document.querySelectorAll('[data-source][data-status="PROCESSING"], [data-waiting]');

/** The address as people read it; the server's `short_url` does the same. */
function short(url) {
  try {
    const { host, pathname, search } = new URL(url);
    return (host.replace(/^www\./, "") + decodeURI(pathname + search)).replace(/\/$/, "");
  } catch {
    return url;
  }
}

function show(part, name, value) {
  for (const place of part.querySelectorAll(`[data-${name}]`)) {
    if (place.textContent !== String(value)) place.textContent = value;
  }
}

/** How much of the stage at hand is done, and of how much: as the server's `done` and `whole`. */
function measure({ progress, skipped, stage, max_pages: most }) {
  if (stage === "embedding") {
    return [progress.embedded, Math.max(1, progress.chunks, progress.embedded)];
  }
  const done = progress.fetched + progress.failed + skipped;
  const room = Math.max(0, most - progress.fetched);
  return [done, Math.max(1, done + Math.min(Math.max(0, progress.discovered - done), room))];
}

function update(part, data) {
  const { progress } = data;
  const [done, whole] = measure(data);
  const bar = part.querySelector("[data-bar]");
  if (bar) {
    bar.max = whole;
    bar.value = done;
  }
  show(part, "done", done);
  show(part, "whole", whole);
  show(part, "now", short(data.now_reading));
  for (const place of part.querySelectorAll("[data-figure]")) {
    const value = { ...progress, skipped: data.skipped }[place.dataset.figure];
    if (value !== undefined && place.textContent !== String(value)) place.textContent = value;
  }
}

/** Whether somebody is about to confirm something there: it is read again later. */
const isBusy = (part) => part.querySelector("details[open]") !== null;

function reread(part) {
  if (!isBusy(part)) htmx.trigger(part, "refresh");
}

/** Calls `work` at most once in `every` ms, the last time after the last call; later while `held`. */
function nowAndThen(every, held, work) {
  let at = 0;
  let timer = 0;
  return function call() {
    clearTimeout(timer);
    const wait = at + every - Date.now();
    if (wait > 0 || held()) {
      timer = setTimeout(call, Math.max(wait, 1000));
      return;
    }
    at = Date.now();
    work();
  };
}

/** The list of a source's pages, while nobody is in it. */
const rereadPages = nowAndThen(
  LIST_MS,
  () => byId("pages")?.contains(document.activeElement),
  () => byId("pages") && htmx.trigger(byId("pages"), "refresh"),
);

/** The whole list of sources, while nobody is about to confirm something in it. */
const rereadList = nowAndThen(
  LIST_MS,
  () => [...document.querySelectorAll("[data-source]")].some(isBusy),
  () => htmx.trigger(byId("sources"), "refresh-list"),
);

function heard(data) {
  const parts = [...partsOf(data.id)];
  if (!parts.length || data.deleted) {
    // Another person added or deleted it.
    if (byId("sources") && parts.length > 0 === data.deleted) rereadList();
    return;
  }
  for (const part of parts) {
    if (part.dataset.status === data.status && part.dataset.stage === data.stage) {
      update(part, data);
      continue;
    }
    reread(part);
    // Who waits has moved up.
    for (const waits of document.querySelectorAll("[data-waiting]")) {
      if (waits !== part) reread(waits);
    }
  }
  rereadPages();
}

// By the id of a part that is being read again: how its source stood before.
const before = new Map();
// The source on which somebody acted, or where the focus was, until what comes back is in place.
let attended = "";

function remember(event) {
  const { target, requestConfig } = event.detail;
  const actedOn = /\/sources\/([0-9a-f-]{36})\//.exec(requestConfig.path)?.[1] ?? "";
  if (requestConfig.verb === "post") attended = actedOn;
  else if (target.contains(document.activeElement)) attended = target.dataset?.source ?? "";
  if (target.dataset?.source && requestConfig.verb === "get") before.set(target.id, target.dataset.status);
}

/** The end of a run is said once. */
function sayEnds() {
  for (const [id, status] of before) {
    const now = byId(id)?.dataset;
    if (status === "PROCESSING" && now && now.status !== status) announce(now.said);
  }
  before.clear();
}

/** The button that was pressed may be gone: the focus goes to what stands in its place. */
function keepFocus() {
  const id = attended;
  attended = "";
  if (!id || document.activeElement !== document.body) return;
  const [part] = partsOf(id);
  const next = byId(`stop-${id}`) ?? byId(`start-${id}`) ?? part?.querySelector("a");
  if (!next && part) part.tabIndex = -1;
  (next ?? part)?.focus();
}

/** A way back that has passed is taken away. */
function letPass(root = document) {
  for (const box of root.querySelectorAll("[data-passing-seconds]:not([data-timed])")) {
    box.dataset.timed = "";
    setTimeout(() => box.remove(), Number(box.dataset.passingSeconds) * 1000);
  }
}

export function startKnowledge(socket) {
  if (!page()) return;
  socket.addEventListener("source", (event) => heard(event.detail));
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:afterSettle", () => {
    sayEnds();
    letPass();
    keepFocus();
  });
  letPass();

  let polling = 0;
  const readAll = () => {
    const parts = [...running()];
    parts.forEach(reread);
    if (parts.length) rereadPages();
  };
  socket.addEventListener("state", (event) => {
    clearInterval(polling);
    if (event.detail === "offline") polling = setInterval(readAll, POLL_MS);
    if (event.detail === "online") readAll();
  });
}
