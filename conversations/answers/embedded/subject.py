"""What the talk is about: a topic named, the one at hand, and the ways between them."""

from __future__ import annotations

import re

from conversations.answers.embedded import cycle, life, recall, study
from conversations.answers.embedded.content import Topic
from conversations.answers.embedded.turn import Turn
from conversations.answers.embedded.understanding import WEAK

_WORK = re.compile(
    r"\b(?:entregarl[ao]|terminarl[ao]|hay que entregar\w*|(?:igual|ahora) (?:tengo que|me falta)|"
    r"avanzar (?:con|en|igual)|quiero avanzar|volv\w+ a (?:la tarea|estudiar)|"
    r"lo de los estudios|(?:still|also|now i) (?:have|need) to (?:hand|finish|submit|do)|"
    r"back to (?:the (?:task|essay|assignment)|work|studying)|work on it anyway)\b"
)
_HAVE_TO = re.compile(
    r"\b(?:tengo|tenemos|hay que|debo|necesito|rindo|ahora|me toca|me falta|mejor|"
    r"una (?:tarea|prueba)|i have|i've got|i need|i must|now|also|besides)\b"
)


def named(turn: Turn) -> bool:
    """A topic named in the message, unless it belongs to the one on the table."""
    topic = turn.seen.topic
    current = turn.content.topics.get(turn.memory.topic or "")
    mourned = _mourned(turn)
    if topic is not None and topic.kind == "study" and mourned is not None:
        life.with_work(turn, mourned)
        return True
    if topic is None or (current is not None and _stays(turn, current, topic)):
        return False
    if topic.kind == "study":
        study.start(turn, topic)
    else:
        life.start(turn, topic)
    return True


def _mourned(turn: Turn) -> Topic | None:
    """The loss that was spoken of, when a task is named in the middle of it and not wanted."""
    current = life.current(turn)
    if current is None or not current.patient or turn.seen.has("work_anyway", "start", "plan"):
        return None
    return current


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


def back_to_work(turn: Turn) -> bool:
    """From a topic of life to the task that was left, where the student goes back to it."""
    topic, seen = life.current(turn), turn.seen
    if topic is None or turn.waits_for("idea") or turn.waits_for("exercise"):
        return False
    wants = _WORK.search(seen.folded) is not None or (
        seen.has("start", "less") and not turn.waits_for("question")
    )
    is_left = turn.memory.knows_task or seen.slots.get("tiempo_bloque")
    if not wants or not is_left or (seen.topic is not None and seen.topic.kind == "life"):
        return False
    if topic.patient and not seen.has("work_anyway"):
        return False
    turn.memory.topic = "deadline"
    turn.memory.topics.setdefault("deadline", {"stage": 1, "ideas": 0, "last": 0})
    recall.task(turn) or turn.say("ack_fact", optional=True)
    study.work(turn)
    return True


def at_hand(turn: Turn) -> bool:
    """Go on with the topic that the talk is about; False when it is about none."""
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
        if turn.seen.has("start") and turn.memory.last_strategy is None and study.says_facts(turn):
            study.start(turn, turn.content.topics["deadline"])
            return True
        life.go_on(turn, topic)
        return True
    earlier = [turn.content.topics[id_] for id_ in turn.memory.topics]
    of_life = [item for item in earlier if item.kind == "life"]
    if turn.seen.slots.get("sentimiento") == "otro" and of_life:
        turn.memory.topic = of_life[-1].id
        life.go_on(turn, of_life[-1])
    else:
        cycle.go_on(turn)
    return True
