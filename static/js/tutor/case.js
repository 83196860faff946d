// The conversation page: the live transcript, and panels that are read again when care changes.

import { startAnalysis } from "./analysis.js";
import { drawFeelings } from "./chart.js";
import { startComposer } from "./composer.js";
import { byId, texts } from "./page.js";
import { Transcript } from "./transcript.js";

const POLL_MS = 5000;
const CARE = ["speaker", "crisis", "alerts", "side", "notes"];
const waiting = new Set();
let wanted = "";
let draft = "";
let wasWriting = false;

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
  if (isBusy(panel)) offer(panel);
  else htmx.trigger(panel, "refresh");
}

function offer(panel) {
  if (panel.id === "panel-notes" || panel.querySelector("[data-stale]")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip";
  button.dataset.stale = "";
  button.textContent = texts.panelChanged;
  button.addEventListener("click", () => {
    wanted = panel.id;
    htmx.trigger(panel, "refresh");
  });
  panel.prepend(button);
}

/** While a panel was on its way, somebody may have begun to write in it. */
function keepWhatIsBegun(event) {
  const { target, requestConfig } = event.detail;
  if (requestConfig.verb !== "get" || !target.id.startsWith("panel-")) return;
  if (target.id === "panel-analysis") return; // another message was chosen
  if (target.id === "panel-composer") {
    draft = target.querySelector("textarea")?.value ?? "";
    wasWriting = target.contains(document.activeElement);
  } else if (target.id !== wanted && isBusy(target)) {
    event.detail.shouldSwap = false;
    offer(target);
  }
  if (target.id === wanted) wanted = "";
}

/** What stood in the tutor's box is there again when the box has been read anew. */
function giveBackDraft() {
  const field = byId("panel-composer").querySelector("textarea");
  if (!field) return;
  if (draft) field.value = draft;
  if (wasWriting) field.focus();
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

export function startCase(socket) {
  const { conversation, address } = byId("case").dataset;
  const transcript = new Transcript(address);
  const ours = (handle) => (event) => {
    if (event.detail.conversation_id === conversation) handle(event.detail);
  };
  startComposer(socket, conversation);
  startAnalysis(transcript);
  socket.watch(conversation);

  const arrived = ours(() => transcript.sync());
  socket.addEventListener("message", arrived);
  socket.addEventListener("complete", arrived);
  socket.addEventListener("complete", ours(() => soon("cycle"))); // it came with the state
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
      htmx.trigger(byId("panel-composer"), "refresh");
    }),
  );
  socket.addEventListener("alert", ours(() => soon("crisis", "alerts", "side")));

  // What the person did here: the other panels show it, with or without the socket.
  document.body.addEventListener("care-changed", (event) => {
    const from = event.detail.elt?.closest("[id^=panel-]")?.id.slice(6);
    soon(...CARE.filter((name) => name !== from));
    transcript.sync();
    if (from === "speaker" && socket.state !== "online") {
      htmx.trigger(byId("panel-composer"), "refresh");
    }
  });
  document.addEventListener("htmx:beforeSwap", keepWhatIsBegun);
  document.addEventListener("htmx:afterSwap", (event) => {
    const { target, requestConfig } = event.detail;
    if (target.id === "panel-detail") drawFeelings();
    if (target.id === "panel-composer" && requestConfig.verb === "get") giveBackDraft();
  });

  let polling = 0;
  const readAll = () => {
    transcript.sync();
    soon("speaker", "crisis", "alerts", "cycle", "detail");
  };
  socket.addEventListener("state", (event) => {
    clearInterval(polling);
    if (event.detail === "offline") polling = setInterval(readAll, POLL_MS);
    if (event.detail === "online") readAll();
  });
}
