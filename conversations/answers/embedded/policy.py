"""What to do with a message: the first rule that applies answers."""

from __future__ import annotations

import re

from conversations.answers.embedded import aside, care, life, pending, study
from conversations.answers.embedded.content import Topic
from conversations.answers.embedded.react import react
from conversations.answers.embedded.turn import Turn
from conversations.answers.embedded.understanding import WEAK

_HAVE_TO = re.compile(
    r"\b(?:tengo|tenemos|hay que|debo|necesito|rindo|ahora|me toca|me falta|mejor|"
    r"una (?:tarea|prueba))\b"
)


def decide(turn: Turn) -> None:
    """Write the answer of this turn."""
    rules = (
        _care,
        _human,
        _complaint,
        aside.answer,
        pending.answer,
        _exercise,
        aside.content_question,
        _topic,
        aside.courtesy,
        _greeting,
        aside.unreadable,
        aside.small_talk,
        _current_topic,
    )
    for rule in rules:
        if rule(turn):
            return
    _open(turn)


def _care(turn: Turn) -> bool:
    if not care.applies(turn):
        return False
    care.answer(turn)
    return True


def _human(turn: Turn) -> bool:
    if not turn.seen.has("human"):
        return False
    turn.say("human") or turn.say("ack_yes")
    turn.say("human_meanwhile", optional=True)
    turn.offer("tell", "topic")
    return True


def _complaint(turn: Turn) -> bool:
    """«No sirve», «no entendí», «otra opción»: said of what went before."""
    seen = turn.seen
    if turn.memory.turn == 1 or seen.has("insult"):
        return False
    topic = life.current(turn)
    if seen.has("not_understood") and not turn.waits_for("running"):
        turn.say("not_understood") or turn.say("my_misreading")
        turn.say("simple_strategy" if turn.waits_for("strategy") else "simple") or turn.say(
            "say_again"
        )
        turn.keep_waiting()
        return True
    if seen.has("not_helpful", "other_option"):
        acknowledgement = "not_helpful" if seen.has("not_helpful") else "next_try"
        if topic and not turn.waits_for("exercise"):
            life.refused(turn, topic, acknowledgement)
            return True
        if turn.memory.last_strategy and not topic:
            study.another(turn, acknowledgement)
            return True
        if turn.memory.knows_task and not topic:
            turn.say(acknowledgement, optional=True)
            study.work(turn)
            return True
        turn.say(acknowledgement)
        turn.say("simple")
        turn.offer("task", "mood", "human")
        return True
    return False


def _exercise(turn: Turn) -> bool:
    return turn.seen.has("breathe") and study.exercise(turn, "breathing")


def _topic(turn: Turn) -> bool:
    """A topic named in the message, unless it belongs to the one on the table."""
    topic = turn.seen.topic
    current = turn.content.topics.get(turn.memory.topic or "")
    if topic is None or (current is not None and _stays(turn, current, topic)):
        return False
    if topic.kind == "study":
        study.start(turn, topic)
    else:
        life.start(turn, topic)
    return True


def _stays(turn: Turn, current: Topic, topic: Topic) -> bool:
    """Whether a message that names `topic` is still about the `current` one."""
    if current.kind == "study":
        return topic.id in {current.id, "exam", "deadline"}
    is_mood = topic.id in WEAK and topic.id != current.id
    return (is_mood or topic.kind == "study") and not _wants_work(turn, topic)


def _wants_work(turn: Turn, topic: Topic) -> bool:
    """Whether the student turns from a topic of life to a task, and is not answering about it."""
    said = turn.seen.slots
    if topic.kind != "study" or (turn.waits_for("question") and not said.get("tipo_tarea")):
        return False
    return bool(said.get("plazo") or _HAVE_TO.search(turn.seen.folded))


def _greeting(turn: Turn) -> bool:
    if not turn.seen.has("greeting"):
        return False
    if turn.memory.turn > 1:
        turn.say("greet_again", optional=True)
    if not turn.ask("feeling"):
        turn.say("open_invite")
        turn.keep_waiting()
    return True


def _current_topic(turn: Turn) -> bool:
    topic = turn.content.topics.get(turn.memory.topic or "")
    if turn.seen.has("topic_change"):
        turn.memory.topic = None
        turn.say("ack_yes", optional=True)
        if not turn.ask("feeling"):
            turn.say("open_invite")
            turn.offer("task", "mood", "human")
        return True
    if topic is None:
        return False
    if topic.kind == "life":
        life.go_on(turn, topic)
        return True
    earlier = [turn.content.topics[id_] for id_ in turn.memory.topics]
    of_life = [item for item in earlier if item.kind == "life"]
    if turn.seen.slots.get("sentimiento") == "otro" and of_life:
        turn.memory.topic = of_life[-1].id
        life.go_on(turn, of_life[-1])
    else:
        study.go_on(turn)
    return True


def _open(turn: Turn) -> None:
    """Nothing known yet: take it up, and ask one open question."""
    if any(turn.seen.slots.get(key) for key in ("ramo", "plazo", "tiempo_bloque", "fase")):
        study.start(turn, turn.content.topics["deadline"])
        return
    if turn.memory.turn > 1 or turn.seen.count > 2 or turn.seen.has("sad", "dots"):
        react(turn)
    if not turn.seen.has("dots") and turn.ask("feeling"):
        return
    if not turn.seen.has("dots") or turn.is_empty:
        turn.say("open_invite") or turn.say("no_notice") or turn.say_quote()
    turn.offer("task", "mood", "human")
