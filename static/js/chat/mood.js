// The mood check-in of a new conversation; its chips are quick replies, so only leaving it is here.
import { byId } from "./config.js";

export function startMood(composer) {
  byId("mood-skip")?.addEventListener("click", () => {
    byId("mood").remove();
    composer.focus();
  });
}
