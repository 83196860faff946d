// Messages before the first one that the page has.
import { history } from "./api.js";
import { byId, config } from "./config.js";

const PAGE = 50;

export function offerEarlier(store, scroller) {
  const row = byId("earlier");
  const button = row.querySelector("button");
  const look = () => {
    const first = store.lowestSeq;
    row.hidden = !Number.isFinite(first) || first <= 1;
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const after = Math.max(0, store.lowestSeq - 1 - PAGE);
      const limit = store.lowestSeq - 1 - after;
      const page = await history(config.conversationId, after, limit);
      scroller.keepFromBelow(() => {
        for (const message of page.results) store.upsert(message, { replayed: true });
        look();
      });
    } catch {
      // the button stays for another try; the header says how the connection is
    } finally {
      button.disabled = false;
    }
  });
  look();
}
