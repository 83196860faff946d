"""Gentle company after a crisis in the same conversation.

Beside the fixed text of `conversations.safety`, never instead of it. No productivity until the
student leads there: to the studies (`crisis_led`), or to something else (`crisis_calm`), after
which the talk is as any other.
"""

from __future__ import annotations

import re

from conversations.answers.embedded import exercise, grounded, study
from conversations.answers.embedded.turn import Turn
from conversations.answers.embedded.understanding import WEAK

_QUESTIONS = ("crisis_safe", "crisis_with", "crisis_body")
_QUESTIONS_OF_FRIEND = ("crisis_friend", "crisis_support", "crisis_body")
_ABOUT_OTHER = re.compile(
    r"\b(?:mi|una?|un) (?:mejor )?(?:amig|companer|herman|prim|novi|polol|parej)\w+ (?:\w+ ){0,5}?"
    r"(?:se quiere|quiere|va a|intento) (?:matar|morir|suicid|cortar)\w*"
    r"|\b(?:my|a) (?:\w+ )?(?:friend|classmate|brother|sister|cousin|boyfriend|girlfriend|partner|"
    r"roommate|flatmate)\b(?: \w+){0,6}? (?:kill|die|suicid|cut|hurt|end)\w*"
)
_A_FEW_WORDS = 3
_CALMER = re.compile(
    r"\bmas (?:tranquil|calmad|aliviad)|\bme (?:escucharon|ayudaron|siento mejor)|\bcalmer\b"
)


def applies(turn: Turn) -> bool:
    """Whether this turn is about keeping somebody company."""
    memory = turn.memory
    led_on = memory.crisis_led or memory.crisis_calm
    return turn.seen.crisis or (bool(memory.crisis) and not led_on)


def elsewhere(turn: Turn) -> bool:
    """A crisis of another conversation is still open: a gentle word once, and how it is now."""
    memory, seen = turn.memory, turn.seen
    if turn.waits_for("question", "crisis_now"):
        return _how_it_is(turn)
    if not turn.request.in_crisis or memory.crisis or memory.crisis_elsewhere:
        return False
    if seen.has("human"):
        return False
    memory.crisis_elsewhere = True
    turn.does("care")
    turn.say("care.elsewhere")
    turn.new_paragraph()
    if grounded.answer(turn):  # what is asked is answered all the same
        turn.new_paragraph()
        turn.ask("crisis_now")
        return True
    known = turn.known_task
    if "task" in known:
        turn.say("care.task_later", optional=True)
        memory.topic = "deadline"
        memory.topics.setdefault("deadline", {"stage": 1, "ideas": 0})
    turn.ask("crisis_now")
    return True


def _how_it_is(turn: Turn) -> bool:
    """The answer to how it is now; the student may leave it at that."""
    seen = turn.seen
    turn.does("care")
    if seen.has("unsafe"):
        turn.say("care.unsafe")
        turn.offer("human", "tell")
        return True
    if seen.has("rather_not", "no_talk") or study.says_facts(turn):
        turn.say("care.rather_not")
        if turn.memory.knows_task:
            turn.memory.crisis_led = True
            turn.new_paragraph()
            study.work(turn)
        else:
            turn.say("open_invite")
            turn.offer("tell", "topic", "human")
        return True
    if seen.has("better", "fine") or seen.folded.startswith(("mejor", "bien", "better", "well")):
        turn.say_mirror()
        turn.say("care.better")
    elif seen.has("same", "no", "sad", "dontknow") or seen.slots.get("sentimiento"):
        turn.say("care.still_hard")
        turn.say("care.near", optional=True)
    else:
        turn.say_mirror() or turn.say("care.stay")
    turn.say("open_invite")
    turn.offer(*(("study_now",) if turn.memory.knows_task else ()), "tell", "human")
    return True


def _leads_to_study(turn: Turn) -> bool:
    said = turn.seen.slots
    return not turn.seen.crisis and bool(said.get("tipo_tarea") or said.get("plazo"))


def lets_go(turn: Turn) -> bool:
    """Whether the student, asked how safe they are before, turns to another topic of life."""
    seen, memory = turn.seen, turn.memory
    topic = seen.topic
    if seen.crisis or topic is None or topic.kind != "life" or topic.id in WEAK:
        return False
    if "crisis_safe" not in memory.asked or seen.has("unsafe", "alone"):
        return False
    memory.crisis_calm = True
    return True


def answer(turn: Turn) -> None:
    """One answer; the student may lead elsewhere at any time."""
    seen, memory = turn.seen, turn.memory
    memory.crisis = memory.crisis or True
    memory.greeted = True
    if seen.crisis:
        memory.crisis_led = memory.crisis_calm = False
    _answer(turn)
    turn.does("care")


def _answer(turn: Turn) -> None:
    seen, memory = turn.seen, turn.memory
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
    elif seen.has("called"):
        turn.say("care.called") or turn.say("care.thanks")
        turn.say("open_invite")
        turn.offer("tell", "breathe", "human")
    elif seen.has("alone") or (
        turn.waits_for("question", "crisis_with") and seen.has("no", "dontknow")
    ):
        turn.say("care.alone") or turn.say("care.stay")
        _near(turn, ask=False)
    elif seen.has("together") or (turn.waits_for("question", "crisis_with") and seen.has("yes")):
        turn.say("care.together") or turn.say("care.stay")
        _near(turn, ask=False)
    elif seen.has("breathe") and exercise.offer(turn, exercise.BREATHING):
        return
    elif seen.has("thanks", "farewell"):
        turn.say("care.thanks") or turn.say("care.stay")
        turn.say("thanks_close", optional=True)
        turn.offer("tell", "human")
    elif seen.has("topic_change", "casual", "talk", "joke", "pet") and not seen.has("unsafe"):
        memory.crisis_calm = True
        memory.topic = None
        turn.say("care.light", optional=True)
        turn.say_mirror() or turn.say("chat", optional=True)
        turn.say("open_invite")
        turn.offer("tell", "human")
    elif seen.has("better") or _CALMER.search(seen.folded):
        turn.say("care.better") or turn.say("care.stay")
        turn.say("care.near", optional=True)
        turn.offer("tell", "topic", "human")
    else:
        _stay(turn)


def _stay(turn: Turn) -> None:
    if turn.seen.crisis:
        turn.say("care.believe", optional=True)
    elif turn.seen.count > _A_FEW_WORDS:
        turn.say_mirror() or turn.say_quote()
    turn.say("care.stay") or turn.say("no_notice")
    _near(turn, near=turn.memory.turn % 2 == 0)


def _near(turn: Turn, *, ask: bool = True, near: bool = True) -> None:
    """Something for the next minutes, and once each the questions that matter now."""
    third = _ABOUT_OTHER.search(turn.told) is not None
    if near:
        turn.say("care.near_other" if third else "care.near", optional=True)
    questions = _QUESTIONS_OF_FRIEND if third else _QUESTIONS
    if ask and any(turn.ask(id_) for id_ in questions):
        return
    turn.say("open_invite")
    turn.offer("tell", "breathe", "human")
