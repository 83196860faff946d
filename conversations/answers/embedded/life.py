"""Topics of life: listening first, then ideas one at a time, and a way out of each."""

from __future__ import annotations

import re

from conversations.answers.embedded.content import Topic
from conversations.answers.embedded.react import react
from conversations.answers.embedded.turn import Turn

_STAGE_OF_IDEAS = 3
_IDEAS_BEFORE_A_QUESTION = 2


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
    memory.topics[topic.id] = {"stage": 1, "ideas": 0}
    if turn.seen.has("vent"):
        memory.venting = True
    turn.say_one(topic.mirror) or react(turn)
    if turn.seen.has("ideas") and not memory.venting:
        idea(turn, topic)
    elif not _ask_next(turn, topic):
        turn.say("open_invite")
        turn.offer("tell", "topic", "human")


def _ask_next(turn: Turn, topic: Topic) -> bool:
    return any(turn.ask(id_) for id_ in topic.questions)


def idea(turn: Turn, topic: Topic) -> bool:
    """The next idea for the topic; says so when there is none left."""
    state = turn.memory.topics[topic.id]
    index = _next_idea(turn, topic)
    if index is not None:
        state["ideas"] += 1
        turn.new_paragraph()
        turn.write(topic.ideas[index].say)
        turn.say("idea_close", optional=True)
        turn.wait("idea", f"{topic.id}:{index}")
        turn.offer("helps", "other", "tell")
        return True
    turn.say("no_more_ideas") or turn.say("no_notice")
    turn.say("open_invite", optional=True)
    turn.offer("tell", "topic", "human")
    return False


def _next_idea(turn: Turn, topic: Topic) -> int | None:
    """The first idea not given yet that what was written asks for; else one for everybody."""
    told = turn.told
    left = [i for i, item in enumerate(topic.ideas) if turn.picker.is_new(item.say)]
    return min(
        left,
        key=lambda i: (not _asked_for(topic.ideas[i].when, told), i),
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
    turn.say("ack_yes", optional=True)
    turn.write(topic.ideas[int(index)].then)
    turn.say("then_close", optional=True)
    turn.wait("then", topic_id)
    turn.offer("other", "tell", "topic", "bye")
    return True


def listen(turn: Turn, topic: Topic) -> bool:
    """No idea, no pressure: a thought on the topic and room to go on."""
    turn.say_one(topic.listen) or turn.say("no_notice")
    turn.wait("listening", topic.id)
    turn.offer("ideas", "tell", "human")
    return turn.say("open_invite")


def go_on(turn: Turn, topic: Topic) -> None:
    """The conversation about a topic goes on: one thing at a time."""
    memory = turn.memory
    state = memory.topics.setdefault(topic.id, {"stage": 1, "ideas": 0})
    state["stage"] += 1
    if _reply(turn):
        return
    replied = turn.has_written
    if not replied:
        react(turn)
    memory.venting = turn.seen.has("vent") or (memory.venting and not turn.seen.has("ideas"))
    if turn.seen.has("ideas"):
        idea(turn, topic)
    elif memory.venting or topic.patient:
        _only_listen(turn, topic, replied=replied)
    elif turn.waits_for("then"):
        _ask_next(turn, topic) or listen(turn, topic)
    else:
        _lead(turn, topic, replied=replied)


def _only_listen(turn: Turn, topic: Topic, *, replied: bool) -> None:
    """Room to tell, and now and then a question; no ideas."""
    if not replied:
        turn.say_one(topic.listen, optional=True)
    if turn.memory.topics[topic.id]["stage"] % 2 and _ask_next(turn, topic):
        return
    turn.say("open_invite") or turn.say("no_notice")
    turn.wait("listening", topic.id)
    turn.offer(*(("ideas", "tell", "human") if topic.patient else ("tell", "topic", "human")))


def _lead(turn: Turn, topic: Topic, *, replied: bool) -> None:
    """Questions first, then what would help, then ideas with a question in between."""
    state = turn.memory.topics[topic.id]
    stage = state["stage"]
    if stage < _STAGE_OF_IDEAS:
        if not replied:
            turn.say_one(topic.listen, optional=True)
        if _ask_next(turn, topic):
            return
    if stage == _STAGE_OF_IDEAS and not topic.brisk and turn.ask("listen_or_ideas"):
        return
    if stage % 3 == 2 and state["ideas"] >= _IDEAS_BEFORE_A_QUESTION:
        _ask_next(turn, topic) or listen(turn, topic)
        return
    idea(turn, topic)


def _reply(turn: Turn) -> bool:
    """Take up the answer to the question just asked; true when that is all for this turn."""
    pending = turn.pending or {}
    question = turn.content.questions.get(str(pending.get("id"))) if pending else None
    if question is None or pending.get("kind") != "question":
        return False
    for reply in question.replies:
        if reply.when.search(turn.seen.folded) and turn.say_one((reply.say,)):
            if reply.hold:
                turn.wait("listening", turn.memory.topic or "")
                turn.offer("tell", "topic", "human")
            return reply.hold
    return False


def refused(turn: Turn, topic: Topic, acknowledgement: str = "ack_no") -> None:
    """The idea is not wanted: the next one."""
    turn.say(acknowledgement, optional=True)
    idea(turn, topic)
