"""The message after a step of an exercise: the next one, all of them, or how it went."""

from __future__ import annotations

from conversations.answers.embedded import exercise, life, study
from conversations.answers.embedded.turn import Turn

_A_FEW_WORDS = 6


def answer(turn: Turn) -> bool:
    """Go on with the exercise; False when the message is about something else."""
    seen = turn.seen
    current = exercise.current(turn)
    if current is None:
        return False
    over = exercise.is_over(turn, current)
    if seen.has("no_exercise", "not_helpful", "other_option", "stop") or (
        not over and seen.has("no")
    ):
        refuse(turn)
    elif not over and seen.has("all_steps"):
        exercise.all_steps(turn, current)
    elif not over and seen.has("next_step", "yes", "done", "continue", "dots", "start"):
        exercise.next_step(turn, current)
    elif seen.has("better", "same", "done", "next_step", "partly") or seen.count <= _A_FEW_WORDS:
        _how_it_went(turn)
    else:
        return False
    return True


def refuse(turn: Turn) -> None:
    """No exercise now, and none offered later unless it is asked for."""
    turn.memory.no_exercises = True
    turn.does("exercise:none")
    turn.say("exercise_refused") or turn.say("ack_no")
    _back(turn)


def _how_it_went(turn: Turn) -> None:
    seen = turn.seen
    turn.does("exercise:done")
    if seen.has("same", "no", "stuck"):
        turn.say("after_exercise_same")
    elif seen.has("better", "fine", "thanks", "partly"):
        turn.say("after_exercise_better")
    else:
        turn.say("after_exercise_done") or turn.say("after_exercise_better")
    _back(turn)


def _back(turn: Turn) -> None:
    """To the task that was left for it, or to the talk."""
    if life.current(turn) or not turn.memory.knows_task:
        turn.say("open_invite", optional=True)
        turn.offer("tell", "topic", "human")
        return
    turn.new_paragraph()
    study.work(turn)
