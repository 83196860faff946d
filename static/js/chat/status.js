// The state of the connection, in words.
import { announce, toast } from "./announce.js";
import { byId, config, texts } from "./config.js";

const WORDS = {
  idle: texts.statusOnline,
  connecting: texts.statusConnecting,
  online: texts.statusOnline,
  reconnecting: texts.statusReconnecting,
  polling: texts.statusPolling,
  offline: texts.statusOffline,
  "signed-out": texts.statusSignedOut,
  closed: texts.statusClosed,
};

export function showStatus(connection) {
  const box = byId("status");
  let wasOffline = false;
  let note = null;
  const show = () => {
    const { state } = connection;
    box.dataset.state = state === "idle" ? "online" : state;
    box.textContent = WORDS[state];
    if (state === "offline") {
      if (!wasOffline) note = toast(texts.offlineNote);
      wasOffline = true;
    } else if (state === "signed-out") {
      const next = encodeURIComponent(location.pathname);
      const link = { label: texts.signIn, url: `${config.urls.login}?next=${next}` };
      toast(texts.signedOutNote, { kind: "error", link });
    } else if (state === "closed") {
      toast(texts.goneNote, { kind: "error" });
    } else if (connection.isUsable && wasOffline) {
      wasOffline = false;
      note?.remove();
      announce(texts.backOnline);
    }
  };
  connection.addEventListener("state", show);
  show();
}
