// The queue page: read again when something changes, without moving what is under the pointer.

import { know, showCount, tell } from "./notify.js";
import { byId, fill, texts } from "./page.js";

const POLL_MS = 5000;
const LEAVING_MS = 600;
const hovers = matchMedia("(hover: hover)");
let pending = null;
let own = false;
let leaving = 0;

const rowsOf = (root) => [...root.querySelectorAll(".queue__row")];
const keyOf = (row) => row.dataset.key;
const shown = () => rowsOf(byId("queue-body"));

const alertOf = (row) => ({
  id: keyOf(row),
  priority: row.dataset.priority,
  state: row.dataset.state,
  student: { name: row.dataset.name },
  conversation_id: row.dataset.conversation,
});

/** Somebody is about to click or type in the list, or in what is shown beside it. */
function isHeld() {
  if (!shown().length) return false;
  const places = [byId("queue-body"), byId("queue-held"), byId("arrivals")];
  return places.some(
    (place) =>
      (hovers.matches && place.matches(":hover")) || place.contains(document.activeElement),
  );
}

/** Replace a row by its new state, in its place. */
function swapRow(old, row) {
  const focused = old.contains(document.activeElement);
  old.replaceWith(row);
  htmx.process(row);
  if (focused) row.querySelector("button, a")?.focus({ preventScroll: true });
}

/** Bring the rows that stay up to date; returns those that are new and how many have gone. */
function updateRows(fresh, drop) {
  const now = new Map(shown().map((row) => [keyOf(row), row]));
  const arrived = [];
  for (const row of rowsOf(fresh)) {
    const old = now.get(keyOf(row));
    now.delete(keyOf(row));
    if (!old) arrived.push(row);
    else if (old.dataset.version !== row.dataset.version) swapRow(old, row.cloneNode(true));
  }
  if (drop) for (const row of now.values()) row.remove();
  return { arrived, gone: drop ? 0 : now.size };
}

/** Put the whole list as the server has it; rows that have not changed stay the same elements. */
function showAll(fresh) {
  const known = new Map(shown().map((row) => [keyOf(row), row]));
  const focused = document.activeElement?.closest(".queue__row");
  for (const row of rowsOf(fresh)) {
    const old = known.get(keyOf(row));
    if (old?.dataset.version === row.dataset.version) row.replaceWith(old);
    else if (!old && known.size) row.classList.add("is-new");
  }
  byId("queue-body").replaceWith(fresh);
  htmx.process(fresh);
  if (focused) byId(focused.id)?.querySelector("button, a")?.focus({ preventScroll: true });
  hideHeld();
}

function hideHeld() {
  pending = null;
  byId("queue-held").replaceChildren();
  byId("arrivals").replaceChildren();
  byId("arrivals").hidden = true;
}

/** Say what waits outside the list; critical ones are shown at once, over the top of the page. */
function hold(fresh, arrived) {
  pending = fresh;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip is-on";
  const count = arrived.length;
  button.textContent =
    count === 1 ? texts.newOne : count ? fill(texts.newMany, { count }) : texts.changed;
  button.addEventListener("click", () => {
    showAll(pending);
    byId("queue-body").querySelector("a")?.focus();
  });
  byId("queue-held").replaceChildren(button);
  const critical = arrived.filter((row) => row.dataset.priority === "critical");
  const band = critical.map((row) => row.cloneNode(true));
  for (const row of band) row.removeAttribute("id");
  byId("arrivals").replaceChildren(...band);
  byId("arrivals").hidden = !band.length;
  htmx.process(byId("arrivals"));
}

/** Once nobody is there any more; on the way to a button the pointer may pass between. */
function release() {
  if (!pending || leaving) return;
  leaving = setTimeout(() => {
    leaving = 0;
    if (pending && !isHeld()) showAll(pending);
  }, LEAVING_MS);
}

/** Take in the answer to a request for the queue; `acted`: the person did something there. */
function takeIn(fragment, acted) {
  for (const id of ["queue-stats", "queue-said"]) {
    const part = fragment.querySelector(`#${id}`);
    byId(id).replaceWith(part);
    htmx.process(part);
  }
  showCount(Number(byId("waiting-count").textContent));
  const fresh = fragment.querySelector("#queue-body");
  for (const row of rowsOf(fresh)) tell(alertOf(row));
  if (!isHeld()) {
    showAll(fresh);
    return;
  }
  const { arrived, gone } = updateRows(fresh, acted);
  const order = shown().map(keyOf).join();
  if (order === rowsOf(fresh).map(keyOf).join()) {
    if (order) hideHeld();
    else showAll(fresh);
  } else if (arrived.length || gone || shown().length) hold(fresh, arrived);
  else showAll(fresh);
}

export function startQueue(socket) {
  for (const row of shown()) know(keyOf(row), row.dataset.priority);
  htmx.defineExtension("keyed", {
    handleSwap(style, target, fragment) {
      if (style !== "keyed") return false;
      takeIn(fragment, own);
      own = false;
      return [];
    },
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig.verb === "post") own = true;
  });
  document.addEventListener("pointermove", release, { passive: true });
  document.addEventListener("focusin", release);

  let soon = 0;
  const refresh = () => {
    clearTimeout(soon);
    soon = setTimeout(() => htmx.trigger(byId("queue"), "refresh"), 60);
  };
  socket.addEventListener("alert", refresh);
  let polling = 0;
  socket.addEventListener("state", (event) => {
    clearInterval(polling);
    if (event.detail === "offline") polling = setInterval(refresh, POLL_MS);
    if (event.detail !== "signed-out") refresh();
  });
}
