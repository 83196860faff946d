// The analysis of the chosen message: which one it is, and where the focus goes.

import { announce, byId } from "./page.js";

/** Mark the message whose analysis is shown. */
function mark() {
  const chosen = byId("panel-analysis")?.dataset.message;
  for (const link of document.querySelectorAll("#messages [data-analysis]")) {
    const isChosen = link.closest("[data-key]").dataset.key === chosen;
    if (isChosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** Bring the chosen message into the transcript's box; the page itself does not move. */
function showChosen() {
  const turn = document.querySelector("#messages [data-analysis][aria-current]")?.closest("[data-key]");
  if (!turn) return;
  const box = byId("transcript");
  const [place, frame] = [turn.getBoundingClientRect(), box.getBoundingClientRect()];
  if (place.top >= frame.top && place.bottom <= frame.bottom) return;
  box.scrollTop += place.top - frame.top - (frame.height - Math.min(place.height, frame.height)) / 2;
}

export function startAnalysis(transcript) {
  document.addEventListener("htmx:afterSwap", (event) => {
    const { target, requestConfig } = event.detail;
    if (target.id !== "panel-analysis") return;
    const panel = byId("panel-analysis");
    mark();
    const thanks = panel.querySelector("[data-thanks]");
    if (thanks) announce(thanks.textContent.trim());
    if (requestConfig.verb === "get") {
      showChosen();
      panel.focus();
    } else if (!panel.querySelector('[aria-invalid="true"]')) (thanks ?? panel).focus();
  });
  document.body.addEventListener("analysis-corrected", (event) => {
    transcript.sync(event.detail.seq);
  });
  // Messages that are rendered anew have lost their mark.
  new MutationObserver(mark).observe(byId("messages"), { childList: true });
  mark();
  if (new URLSearchParams(location.search).has("message")) showChosen();
}
