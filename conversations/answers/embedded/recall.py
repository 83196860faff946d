"""Remembering aloud: what was said before, where it helps to hear it again."""

from __future__ import annotations

from conversations.answers.embedded.turn import Turn
from conversations.answers.embedded.words import task_words

_HARD = frozenset(
    {"aburrimiento", "frustracion", "ansiedad_error", "dispersion_rumiacion", "baja_autoeficacia"}
)
_CALM = frozenset({"neutral", "positivo"})
_AT_THE_START = 4  # turns


def changed_mind(turn: Turn) -> bool:
    """Somebody who said to be calm says now not to be: it is heard, and no contradiction."""
    feelings = turn.memory.feelings
    now = turn.seen.slots.get("sentimiento")
    if len(feelings) <= 1 or feelings[-2] not in _CALM or now not in _HARD:
        return False
    return turn.say("recall_change")


def set_aside(turn: Turn) -> bool:
    """The task before this one is kept, and it is said once for each."""
    tasks = turn.memory.set_aside
    if len(tasks) <= turn.set_aside_before or turn.memory.last_evaluation == "helped":
        return False
    named = task_words(tasks[-1].get("slots") or {}, tasks[-1].get("words") or {}, turn.content)
    return "task" in named and turn.say("recall_set_aside", optional=True, earlier=named["task"])


def progress(turn: Turn) -> bool:
    """How it began and how it is now, once, where it was hard and has become better."""
    memory = turn.memory
    felt_at = memory.register.get("felt_at", 0)
    if "progress" in memory.recalled or memory.first_feeling not in _HARD:
        return False
    if not 0 < felt_at <= _AT_THE_START or memory.turn <= felt_at + 1:
        return False
    if not turn.say("recall_progress"):
        return False
    memory.recalled.append("progress")
    return True


def task(turn: Turn) -> bool:
    """The task and its date, once for each, when the talk comes back to it."""
    known = turn.known_task
    if "task" not in known or "due" not in known:
        return False
    mark = f"task:{known['task']}:{known['due']}"
    if mark in turn.memory.recalled or not turn.say("recall_task", optional=True):
        return False
    turn.memory.recalled.append(mark)
    return True


def welcome_back(turn: Turn) -> bool:
    """After a farewell: pick up where the talk ended."""
    memory = turn.memory
    if not memory.closed:
        return False
    memory.closed = False
    turn.does("greet")
    known = turn.known_task
    turn.say("back")
    if memory.last_strategy and "task" in known and turn.ask("back_task"):
        return True
    if memory.topics and turn.ask("back_life"):
        return True
    turn.say("open_invite")
    turn.offer("task", "mood", "human")
    return True
