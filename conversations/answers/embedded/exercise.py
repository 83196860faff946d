"""Regulation exercises (requirement D4), one step a turn or all at once.

Paced breathing is shown whole: the page paces it, and nobody writes between two breaths.
"""

from __future__ import annotations

from conversations.answers.embedded.content import Exercise
from conversations.answers.embedded.turn import Turn

BREATHING = "breathing"


def offer(turn: Turn, name: str | None = None) -> bool:
    """Begin the exercise `name`, or the one for the feeling; False when none is left or wanted."""
    memory = turn.memory
    if memory.no_exercises and name is None:
        return False
    left = [e for e in turn.content.exercises.values() if e.id not in memory.exercises]
    if not left:
        return False
    feeling = memory.feeling or ""
    chosen = min(left, key=lambda item: (item.id != name, feeling not in item.feelings))
    memory.exercises.append(chosen.id)
    turn.new_paragraph()
    turn.say_one(chosen.lead)
    _show(turn, chosen, 0, len(chosen.steps) if chosen.id == BREATHING else 1)
    return True


def current(turn: Turn) -> Exercise | None:
    """The exercise that the message before ended in."""
    if not turn.waits_for("exercise"):
        return None
    return turn.content.exercises.get(str((turn.pending or {}).get("id")))


def is_over(turn: Turn, exercise: Exercise) -> bool:
    """Whether all its steps have been shown."""
    return turn.memory.exercise_step >= len(exercise.steps)


def next_step(turn: Turn, exercise: Exercise) -> None:
    _show(turn, exercise, turn.memory.exercise_step, turn.memory.exercise_step + 1)


def all_steps(turn: Turn, exercise: Exercise) -> None:
    _show(turn, exercise, turn.memory.exercise_step, len(exercise.steps))


def _show(turn: Turn, exercise: Exercise, begin: int, end: int) -> None:
    """The steps from `begin` to `end`, and what may come next."""
    lines = [f"{n}. {step}" for n, step in enumerate(exercise.steps[begin:end], start=begin + 1)]
    turn.write(("\n" if turn.has_written else "") + "\n".join(lines))
    turn.memory.exercise_step = end
    turn.does(f"exercise:{exercise.id}")
    turn.wait("exercise", exercise.id)
    turn.new_paragraph()
    if end >= len(exercise.steps):
        turn.say_one(exercise.close)
        turn.offer("better", "same", "continue")
        return
    if begin == 0:
        turn.say("exercise_one_by_one", optional=True)
    turn.offer("next_step", "all_steps", "no_exercise")
