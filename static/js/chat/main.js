// Puts the parts of the chat page together.
import { Actions } from "./actions.js";
import { Composer } from "./composer.js";
import { byId, config, firstMessages, firstState } from "./config.js";
import { Connection } from "./connection.js";
import { Conversations } from "./conversations.js";
import { offerEarlier } from "./earlier.js";
import { Events } from "./events.js";
import { Feedback } from "./feedback.js";
import { startMood } from "./mood.js";
import { MessageList } from "./list.js";
import { keepOffline, keepPage } from "./offline.js";
import { Pacer } from "./pacer.js";
import { Presence } from "./presence.js";
import { QuickReplies } from "./replies.js";
import { Scroller } from "./scroller.js";
import { Sender } from "./sender.js";
import { showStatus } from "./status.js";
import { MessageStore } from "./store.js";
import { BlockTimer } from "./timer.js";
import { Waiting } from "./waiting.js";

const TITLE_AT_MOST = 100;

const log = byId("log");
const scroller = new Scroller(log, log.firstElementChild, byId("new-messages"));
const store = new MessageStore(firstMessages);
const connection = new Connection(store);
const sender = new Sender(store, connection);
const presence = new Presence(scroller);
const list = new MessageList(store, byId("messages"), scroller);
const waiting = new Waiting(store, connection, presence);
const conversations = new Conversations();

async function submit(text) {
  byId("welcome")?.remove();
  replies.hide();
  pacer.hide();
  actions.setStatus("active");
  await sender.submit(text);
  scroller.toEnd();
}

const replies = new QuickReplies(submit, scroller);
const composer = new Composer(submit);
const timer = new BlockTimer(scroller);
timer.sync(firstState, Date.parse(config.blockBegan));
const pacer = new Pacer(scroller, replies);
if (firstMessages.at(-1)?.sender === "assistant") pacer.sync(firstState);
const feedback = new Feedback(scroller);
const onRestart = () => {
  timer.sync({});
  pacer.hide();
  replies.hide();
};
const actions = new Actions({
  store, sender, composer, conversations, feedback, submit, onRestart,
});

new Events({
  store, list, connection, sender, presence, replies, timer, pacer, waiting,
});

composer.addEventListener("typing", ({ detail: on }) => connection.send({ type: "typing", on }));

sender.addEventListener("begun", ({ detail: item }) => {
  const line = item.text.split("\n")[0];
  const title = line.length > TITLE_AT_MOST ? `${line.slice(0, TITLE_AT_MOST - 1)}…` : line;
  history.replaceState(null, "", `${config.urls.home}${config.conversationId}/`);
  conversations.raise(title);
  conversations.setTitle(title);
  actions.refresh();
  keepPage();
  connection.start(config.conversationId);
});
sender.addEventListener("sent", () => conversations.raise());

showStatus(connection);
offerEarlier(store, scroller);
if (config.conversationId) connection.start(config.conversationId);
sender.restore().then((waits) => waits && replies.hide());
waiting.look();

startMood(composer);
keepOffline();
