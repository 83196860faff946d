{% load static %}// Keeps what the chat needs to open without a network, and sends what was typed meanwhile.
// Answers of the API are never kept; pages are, until the person signs out.
"use strict";

importScripts("{% static 'js/outbox.js' %}");

const ENTRY = "{% static 'js/chat/main.js' %}";
const OFFLINE = "/offline/";
const ASSETS = [
  OFFLINE,
  "{% static 'css/psichat.css' %}",
  "{% static 'css/chat.css' %}",
  "{% static 'css/plan.css' %}",
  "{% static 'js/plan.js' %}",
  "{% static 'img/icons.svg' %}",
  "{% static 'img/favicon.svg' %}",
  "{% static 'js/theme.js' %}",
  "{% static 'js/page.js' %}",
  "{% static 'js/outbox.js' %}",
];
const STATIC = "{% get_static_prefix %}";
const PAGES = "psichat-pages";
const PAGES_AT_MOST = 20;
const PLAN = "{% url 'chat:plan' %}"; // the safety plan stays, however many pages come after it
const HASHED = /\.[0-9a-f]{12}\.\w+$/; // such a name changes with the content
const IMPORT = /^(?:import|export)\b[^"']*["'](\.\.?\/[^"']+)["']/gm;
const PASSING = [0, 429, 500, 502, 503, 504];

const fingerprint = [ENTRY, ...ASSETS]
  .join()
  .split("")
  .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
const SHELL = `psichat-shell-${fingerprint}`;

addEventListener("install", (event) => {
  event.waitUntil(prepare().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(dropOldShells().then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname.startsWith("/accounts/logout")) {
    event.waitUntil(caches.delete(PAGES));
  } else if (request.method === "GET" && url.pathname.startsWith(STATIC)) {
    event.respondWith(asset(event, url));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(page(event, url));
  }
});

addEventListener("message", (event) => {
  if (event.data?.type === "keep") event.waitUntil(keep(event.data.path));
});

addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendAll());
});

/** A tap on what a chat page showed brings that page back, or the chat where it was closed. */
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(comeBack(event.notification.data?.path ?? "/chat/"));
});

const isChat = (path) => path.startsWith("/chat/");

async function prepare() {
  const cache = await caches.open(SHELL);
  await cache.addAll(ASSETS);
  await addModule(cache, new URL(ENTRY, location.origin), new Set());
}

/** A module and all that it imports, under the names by which the browser will ask. */
async function addModule(cache, url, seen) {
  if (seen.has(url.href)) return;
  seen.add(url.href);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  await cache.put(url, response.clone());
  const source = await response.text();
  const imports = [...source.matchAll(IMPORT)].map(([, path]) => new URL(path, url));
  await Promise.all(imports.map((one) => addModule(cache, one, seen)));
}

async function dropOldShells() {
  const old = (await caches.keys()).filter((name) => name !== SHELL && name !== PAGES);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Files whose name changes with them come from the cache, others from the network if it is there. */
async function asset(event, url) {
  const { request } = event;
  const cache = await caches.open(SHELL);
  if (HASHED.test(url.pathname)) {
    const kept = await cache.match(request);
    if (kept) return kept;
  }
  try {
    const fresh = await fetch(request);
    // Kept beside the answer: a full disk must not look like a missing network.
    if (fresh.status === 200) event.waitUntil(cache.put(request, fresh.clone()));
    return fresh;
  } catch (error) {
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function page(event, url) {
  try {
    const fresh = await fetch(event.request);
    event.waitUntil(remember(url.pathname, fresh.clone()));
    return fresh;
  } catch {
    const kept = await caches.match(url.pathname, { cacheName: PAGES, ignoreVary: true });
    return kept ?? (await caches.match(OFFLINE, { ignoreVary: true })) ?? Response.error();
  }
}

async function keep(path) {
  await remember(path, await fetch(path));
}

/** Only the chat's pages, and none once the session is over. */
async function remember(path, response) {
  const isSignIn = new URL(response.url || location.href).pathname.startsWith("/accounts/login");
  if (isSignIn) await caches.delete(PAGES);
  if (!isChat(path) || response.status !== 200 || response.redirected) return;
  // Read to its end first: a network that goes in the middle must not cost the page kept before.
  const { status, headers } = response;
  const whole = new Response(await response.blob(), { status, headers });
  const cache = await caches.open(PAGES);
  await cache.delete(path);
  await cache.put(path, whole);
  const kept = (await cache.keys()).filter((one) => new URL(one.url).pathname !== PLAN);
  await Promise.all(kept.slice(0, -PAGES_AT_MOST).map((old) => cache.delete(old)));
}

async function comeBack(path) {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find((client) => new URL(client.url).pathname === path);
  await (open ? open.focus() : clients.openWindow(path));
}

/** Send what waits when no page is open to do it; throwing asks the browser to try again later. */
async function sendAll() {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.some((client) => isChat(new URL(client.url).pathname))) return;
  const person = await psichatOutbox.remembered();
  if (!person) return;
  for (const item of await psichatOutbox.all(person.user_id)) {
    if (item.failed) continue;
    try {
      await psichatOutbox.deliver(item, { csrf: person.csrf });
    } catch (error) {
      if (PASSING.includes(error.status)) throw error;
      if (error.status === 401 || error.status === 403) return; // the next sign-in sends
      await psichatOutbox.put({ ...item, failed: true, reason: error.detail });
    }
  }
}
