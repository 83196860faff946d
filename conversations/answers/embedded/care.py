"""Gentle company after a crisis in the same conversation.

Beside the fixed text of `conversations.safety`, never instead of it. No productivity until the
student leads there.
"""

from __future__ import annotations

from conversations.answers.embedded import study
from conversations.answers.embedded.turn import Turn

_QUESTIONS = ("crisis_safe", "crisis_with", "crisis_body")


def applies(turn: Turn) -> bool:
    """Whether this turn is about keeping somebody company."""
    return turn.seen.crisis or (bool(turn.memory.crisis) and not turn.memory.crisis_led)


def _leads_to_study(turn: Turn) -> bool:
    said = turn.seen.slots
    return not turn.seen.crisis and bool(said.get("tipo_tarea") or said.get("plazo"))


def answer(turn: Turn) -> None:
    """One answer; the student may lead elsewhere at any time."""
    seen, memory = turn.seen, turn.memory
    memory.crisis = memory.crisis or True
    memory.greeted = True
    if seen.crisis:
        memory.crisis_led = False
    if seen.has("human"):
        turn.say("human") or turn.say("care.stay")
        turn.say("human_meanwhile", optional=True)
        turn.offer("tell", "breathe")
    elif _leads_to_study(turn):
        memory.crisis_led = True
        memory.topic = "deadline"
        memory.topics.setdefault("deadline", {"stage": 1, "ideas": 0})
        turn.say("care.study")
        turn.new_paragraph()
        study.work(turn)
    elif seen.has("unsafe") or (turn.waits_for("question", "crisis_safe") and seen.has("no")):
        turn.say("care.unsafe") or turn.say("care.near")
        turn.say("care.stay", optional=True)
        turn.offer("human", "tell")
    elif seen.has("safe") or (turn.waits_for("question", "crisis_safe") and seen.has("yes")):
        turn.say("care.safe") or turn.say("care.stay")
        _near(turn)
    elif seen.has("alone") or (
        turn.waits_for("question", "crisis_with") and seen.has("no", "dontknow")
    ):
        turn.say("care.alone") or turn.say("care.stay")
        _near(turn, ask=False)
    elif seen.has("together") or (turn.waits_for("question", "crisis_with") and seen.has("yes")):
        turn.say("care.together") or turn.say("care.stay")
        _near(turn, ask=False)
    elif seen.has("breathe") and study.exercise(turn, "breathing"):
        return
    elif seen.has("thanks", "farewell"):
        turn.say("care.thanks") or turn.say("care.stay")
        turn.say("thanks_close", optional=True)
        turn.offer("tell", "human")
    elif seen.has("better"):
        turn.say("care.better") or turn.say("care.stay")
        turn.say("care.near", optional=True)
        turn.offer("tell", "topic", "human")
    elif seen.has("topic_change", "casual", "talk", "joke") and not seen.crisis:
        turn.say("care.light") or turn.say("chat")
        turn.say("open_invite")
        turn.offer("tell", "human")
    else:
        _stay(turn)


def _stay(turn: Turn) -> None:
    if turn.seen.crisis:
        turn.say("care.believe", optional=True)
    if turn.memory.turn % 2 == 0 and not turn.seen.crisis:
        turn.say_quote()
    turn.say("care.stay") or turn.say("no_notice")
    _near(turn)


def _near(turn: Turn, *, ask: bool = True) -> None:
    """Something for the next minutes, and once each the questions that matter now."""
    turn.say("care.near", optional=True)
    if ask and any(turn.ask(id_) for id_ in _QUESTIONS):
        return
    turn.say("open_invite")
    turn.offer("tell", "breathe", "human")
