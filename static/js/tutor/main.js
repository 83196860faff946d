// The tutors' pages: one socket for all, and what the page at hand needs.

import { startKnowledge } from "../knowledge/live.js";
import { startUpload } from "../knowledge/upload.js";
import { startCase } from "./case.js";
import { drawFeelings } from "./chart.js";
import { startForms } from "./forms.js";
import { startNotifications, showCount, tell } from "./notify.js";
import { byId, texts } from "./page.js";
import { startQueue } from "./queue.js";
import { startReview } from "./review.js";
import { TutorSocket } from "./socket.js";
import { startSound } from "./sound.js";
import { startClocks } from "./wait.js";

const socket = new TutorSocket();

function showState(state) {
  const place = byId("live-state");
  if (!place) return;
  place.dataset.state = state;
  const words = { online: texts.liveOn, offline: texts.liveOff, "signed-out": texts.signedOut };
  place.querySelector("[data-live-text]").textContent = words[state] ?? texts.liveConnecting;
}

startForms();
startSound();
startNotifications();
startClocks();
drawFeelings();
if (byId("queue")) startQueue(socket);
if (byId("case")) startCase(socket);
if (byId("review-list")) startReview();
startKnowledge(socket);
startUpload();

socket.addEventListener("state", (event) => showState(event.detail));
socket.addEventListener("counts", (event) => showCount(event.detail.waiting));
socket.addEventListener("alert", (event) => tell(event.detail));
showState(socket.state);
socket.start();
