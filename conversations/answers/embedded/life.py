"""Topics of life: listening first, then ideas one at a time, and a way out of each."""

from __future__ import annotations

import re

from conversations.answers.base import QuickReply
from conversations.answers.embedded.content import Topic
from conversations.answers.embedded.react import react
from conversations.answers.embedded.replies import reply_to, told_already
from conversations.answers.embedded.turn import Turn

_SEVERAL, _MOST_NAMED = 2, 3
_STAGE_OF_IDEAS = 3
_TURNS_BETWEEN_IDEAS = 2
_REFUSALS_BEFORE_ASKING = 2


def current(turn: Turn) -> Topic | None:
    """The topic of life that the conversation is about, if it is about one."""
    topic = turn.content.topics.get(turn.memory.topic or "")
    return topic if topic and topic.kind == "life" else None


def start(turn: Turn, topic: Topic) -> None:
    """The first answer to a topic, or the way back to it."""
    memory = turn.memory
    known = topic.id in memory.topics
    memory.topic = topic.id
    if known:
        go_on(turn, topic)
        return
    memory.topics[topic.id] = {"stage": 1, "ideas": 0, "last": 0}
    if turn.seen.has("vent"):
        memory.venting = True
    if _overview(turn, topic):
        return
    if turn.seen.has("vent"):
        turn.say("ack_vent", optional=True)
    turn.say_one(topic.mirror) or react(turn)
    if topic.questions:
        told_already(turn, turn.content.questions[topic.questions[0]])
    if turn.seen.has("ideas") and not memory.venting:
        idea(turn, topic)
    elif not _ask_next(turn, topic):
        turn.say("open_invite")
        turn.offer("tell", "topic", "human")


def _overview(turn: Turn, topic: Topic) -> bool:
    """A long message about several things: name them, and ask which one weighs most."""
    names = turn.content.names.get("topic", {})
    ids = [item.id for item in (topic, *turn.seen.others) if item.id in names][:_MOST_NAMED]
    if len(ids) < _SEVERAL or not turn.can_ask("overview_first"):
        return False
    for id_ in ids:
        turn.memory.topics.setdefault(id_, {"stage": 1, "ideas": 0, "last": 0})
    join = turn.content.names.get("join", {}).get("and", "y")
    named = ", ".join(names[id_] for id_ in ids[:-1]) + f" {join} {names[ids[-1]]}"
    if not turn.say("overview", several=named):
        return False
    if turn.ask("overview_first"):
        capital = [names[id_][0].upper() + names[id_][1:] for id_ in ids]
        turn.offer_written(tuple(QuickReply(name, name) for name in capital))
    return True


def _ask_next(turn: Turn, topic: Topic) -> bool:
    return any(turn.ask(id_) for id_ in topic.questions)


def idea(turn: Turn, topic: Topic) -> bool:
    """The next idea for the topic; says so when there is none left."""
    state = turn.memory.topics[topic.id]
    index = _next_idea(turn, topic)
    if index is not None:
        state["ideas"] += 1
        state["last"] = turn.memory.turn
        turn.does("idea")
        turn.new_paragraph()
        turn.write(topic.ideas[index].say)
        turn.say("idea_close", optional=True)
        turn.wait("idea", f"{topic.id}:{index}")
        turn.offer("helps", "other", "tell")
        return True
    turn.does("limit")
    turn.say("no_more_ideas") or turn.say("no_notice")
    turn.say("open_invite", optional=True)
    turn.offer("tell", "topic", "human")
    return False


def _next_idea(turn: Turn, topic: Topic) -> int | None:
    """The first idea not given yet that what was written asks for; else one for everybody, and
    only then one for another case."""
    told = turn.told
    left = [i for i, item in enumerate(topic.ideas) if turn.picker.is_new(item.say)]
    return min(
        left,
        key=lambda i: (
            not _asked_for(topic.ideas[i].when, told),
            topic.ideas[i].when is not None,
            i,
        ),
        default=None,
    )


def _asked_for(when: re.Pattern[str] | None, told: str) -> bool:
    return when is not None and bool(when.search(told))


def how(turn: Turn) -> bool:
    """The idea just given is wanted: how to go about it."""
    pending = turn.pending or {}
    topic_id, _, index = str(pending.get("id", "")).partition(":")
    topic = turn.content.topics.get(topic_id)
    if topic is None or not index.isdigit() or int(index) >= len(topic.ideas):
        return False
    turn.memory.refusals = 0
    turn.does("idea:how")
    turn.say("ack_yes", optional=True)
    turn.write(topic.ideas[int(index)].then)
    turn.say("then_close", optional=True)
    turn.wait("then", topic_id)
    turn.offer("other", "tell", "topic", "bye")
    return True


def _listen(turn: Turn, topic: Topic) -> None:
    """No idea, no pressure: a thought on the topic and room to go on."""
    if not turn.say_one(topic.listen):
        turn.say("open_invite") or turn.say("no_notice")
    elif turn.memory.turn % 2:
        turn.say("open_invite", optional=True)
    turn.wait("listening", topic.id)
    turn.offer("ideas", "tell", "human")


def go_on(turn: Turn, topic: Topic) -> None:
    """The conversation about a topic goes on: one thing at a time."""
    memory, seen = turn.memory, turn.seen
    state = memory.topics.setdefault(topic.id, {"stage": 1, "ideas": 0, "last": 0})
    if seen.has("dots") and seen.count <= 1:
        turn.say("silence") or turn.say("no_notice")
        turn.keep_waiting()
        return
    state["stage"] += 1
    if seen.has("found"):
        _solved(turn)
        return
    reply = reply_to(turn)
    if reply is not None and reply.hold:
        turn.wait("listening", memory.topic or "")
        turn.offer("tell", "topic", "human")
        return
    if reply is None:
        react(turn, plain=not (memory.venting or topic.patient))
    memory.venting = seen.has("vent") or (memory.venting and not seen.has("ideas"))
    if seen.has("ideas"):
        idea(turn, topic)
    elif memory.venting or topic.patient:
        _only_listen(turn, topic, answered=reply is not None)
    elif seen.has("yes", "fine") and not turn.waits_for("question"):
        _listen(turn, topic)
    elif turn.waits_for("then"):
        if not _ask_next(turn, topic):
            _listen(turn, topic)
    else:
        _lead(turn, topic, answered=reply is not None)


def _solved(turn: Turn) -> None:
    turn.does("solved")
    turn.say("ack_good")
    turn.say("solved", optional=True)
    turn.offer("task", "tell", "bye")


def _only_listen(turn: Turn, topic: Topic, *, answered: bool) -> None:
    """Room to tell, and now and then a question; no ideas."""
    stage = turn.memory.topics[topic.id]["stage"]
    if not answered:
        turn.say_one(topic.listen, optional=True)
    if stage % 2 and _ask_next(turn, topic):
        return
    if not stage % 2:
        turn.say("open_invite") or turn.say("no_notice")
    turn.wait("listening", topic.id)
    turn.offer(*(("ideas", "tell", "human") if topic.patient else ("tell", "topic", "human")))


def _lead(turn: Turn, topic: Topic, *, answered: bool) -> None:
    """Questions first, then what would help, then an idea now and then."""
    state = turn.memory.topics[topic.id]
    stage = state["stage"]
    if stage < _STAGE_OF_IDEAS:
        if not answered:
            turn.say_one(topic.listen, optional=True)
        if _ask_next(turn, topic):
            return
    if stage == _STAGE_OF_IDEAS and not topic.brisk and turn.ask("listen_or_ideas"):
        return
    soon = state["ideas"] and turn.memory.turn - state["last"] < _TURNS_BETWEEN_IDEAS
    if not soon:
        idea(turn, topic)
    elif _ask_next(turn, topic):
        return
    else:
        _listen(turn, topic)


def refused(turn: Turn, topic: Topic, acknowledgement: str = "ack_no") -> None:
    """The idea is not wanted: once, what would help; else the next one."""
    memory = turn.memory
    memory.refusals += 1
    turn.say(acknowledgement, optional=True)
    if memory.refusals == _REFUSALS_BEFORE_ASKING and turn.ask("listen_or_ideas"):
        return
    idea(turn, topic)


def with_work(turn: Turn, topic: Topic) -> None:
    """A task named in the middle of a loss: no plan for it; how to have it put off."""
    turn.memory.topic = topic.id
    turn.does("listen")
    turn.say("grief_work") or react(turn)
    if not turn.memory.topics[topic.id]["ideas"]:
        idea(turn, topic)
    turn.offer("draft_mail", "work_anyway", "tell", "human")
