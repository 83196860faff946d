// The conversation page: the live transcript, and panels that are read again when care changes.

import { drawFeelings } from "./chart.js";
import { startComposer } from "./composer.js";
import { byId, texts } from "./page.js";
import { Transcript } from "./transcript.js";

const POLL_MS = 5000;
const CARE = ["speaker", "alerts", "side", "notes"];
const waiting = new Set();

/** Whether somebody is in the middle of something in that panel. */
function isBusy(panel) {
  const fields = [...panel.querySelectorAll("textarea, input[type=text], input:not([type])")];
  if (fields.some((field) => field.value !== field.defaultValue)) return true;
  if (panel.querySelector("details.fold[open]")) return true;
  return panel.contains(document.activeElement) && document.activeElement.matches("textarea, input");
}

/** Read a panel again, unless somebody is writing in it: then it offers to. */
function refresh(name) {
  const panel = byId(`panel-${name}`);
  if (!panel) return;
  if (!isBusy(panel)) {
    htmx.trigger(panel, "refresh");
    return;
  }
  if (name === "notes" || panel.querySelector("[data-stale]")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip";
  button.dataset.stale = "";
  button.textContent = texts.panelChanged;
  button.addEventListener("click", () => htmx.trigger(panel, "refresh"));
  panel.prepend(button);
}

/** Several reasons within a moment make one request for each panel. */
function soon(...names) {
  if (!waiting.size) {
    setTimeout(() => {
      const now = [...waiting];
      waiting.clear();
      now.forEach(refresh);
    }, 80);
  }
  for (const name of names) waiting.add(name);
}

/** What stood in the box is kept when the composer is read again. */
function refreshComposer() {
  const box = byId("panel-composer");
  const draft = box.querySelector("textarea")?.value ?? "";
  const writing = box.contains(document.activeElement);
  htmx.ajax("GET", box.getAttribute("hx-get"), { target: box, swap: "outerHTML" }).then(() => {
    const field = byId("panel-composer").querySelector("textarea");
    if (!field) return;
    if (draft) field.value = draft;
    if (writing) field.focus();
  });
}

export function startCase(socket) {
  const { conversation, address } = byId("case").dataset;
  const transcript = new Transcript(address);
  const ours = (handle) => (event) => {
    if (event.detail.conversation_id === conversation) handle(event.detail);
  };
  startComposer(socket, conversation);
  socket.watch(conversation);

  const arrived = ours(() => transcript.sync());
  socket.addEventListener("message", arrived);
  socket.addEventListener("complete", arrived);
  socket.addEventListener("safety", arrived);
  socket.addEventListener("chunk", ours((data) => transcript.chunk(data)));
  socket.addEventListener("typing", ours((data) => transcript.typing(data)));
  socket.addEventListener(
    "analysis",
    ours((data) => {
      transcript.sync(transcript.seqOf(data.message_id) || transcript.openSeq);
      soon("detail");
    }),
  );
  socket.addEventListener(
    "takeover",
    ours(() => {
      soon("speaker");
      refreshComposer();
    }),
  );
  socket.addEventListener("alert", ours(() => soon("alerts", "side")));

  // What the person did here: the other panels show it, with or without the socket.
  document.body.addEventListener("care-changed", (event) => {
    const from = event.detail.elt?.closest("[id^=panel-]")?.id.slice(6);
    soon(...CARE.filter((name) => name !== from));
    transcript.sync();
    if (from === "speaker" && socket.state !== "online") refreshComposer();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "panel-detail") drawFeelings();
  });

  let polling = 0;
  const readAll = () => {
    transcript.sync();
    soon("speaker", "alerts", "detail");
  };
  socket.addEventListener("state", (event) => {
    clearInterval(polling);
    if (event.detail === "offline") polling = setInterval(readAll, POLL_MS);
    if (event.detail === "online") readAll();
  });
}
