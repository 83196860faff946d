"""Questions whose answers lead somewhere of their own: how the block went, what was missing …"""

from __future__ import annotations

import re
from collections.abc import Callable

from conversations.answers.embedded import exercise, recall, rounds, study
from conversations.answers.embedded.react import react
from conversations.answers.embedded.replies import reply_to
from conversations.answers.embedded.strategy import STARTER_MINUTES
from conversations.answers.embedded.turn import Turn

_YES = re.compile(r"(?:si|dale|ya|bueno|ok|vale|yes|yeah|sure)\b,? (?!no\b)")


def _next(turn: Turn) -> bool:
    begins_with_yes = _YES.match(turn.seen.folded) is not None
    if not (begins_with_yes or turn.seen.has("yes", "continue", "fine")) or turn.seen.has("stop"):
        return False
    if study.says_facts(turn):
        return False
    turn.say("ack_yes", optional=True)
    study.propose(turn)
    return True


def _blocked_where(turn: Turn) -> bool:
    if turn.seen.topic is not None and not turn.seen.has("distracted", "too_much", "unclear"):
        return False
    if turn.seen.has("thanks", "better", "stop"):
        return False
    rounds.unblock(turn)
    return True


def _half_missing(turn: Turn) -> bool:
    seen = turn.seen
    if seen.has("lacked_time", "lacked_strength", "unclear", "sleepy", "pause", "dontknow"):
        rounds.missing(turn)
        return True
    if seen.has("yes", "continue"):
        return _next(turn)
    return False


def _what_instead(turn: Turn) -> bool:
    """What a proposal would have to be like: shorter, easier, or not now."""
    seen = turn.seen
    if seen.has("stop", "not_now"):
        study.stop(turn)
    elif seen.has("less", "lacked_time"):
        turn.memory.slots["tiempo_bloque"] = STARTER_MINUTES
        turn.say("ack_fact", optional=True)
        study.propose(turn)
    elif seen.has("other_option", "not_helpful"):
        rounds.another(turn)
    elif seen.has("easier", "yes", "dontknow", "no"):
        turn.say("easier", optional=True)
        turn.memory.slots["tiempo_bloque"] = STARTER_MINUTES
        study.propose(turn)
    else:
        return False
    return True


def _academic_part(turn: Turn) -> bool:
    """Where the subject matter is lost: a word on it, and the offer to work on it."""
    if study.says_facts(turn) or turn.seen.topic is not None or not reply_to(turn):
        return False
    turn.does("how_to_go_about")
    turn.offer("exam_of_it", "tell", "topic")
    return True


def _how_are_you(turn: Turn) -> bool:
    """«Más o menos» to a friendly question is a door, and it is taken."""
    if turn.seen.has("partly", "same", "no", "sad"):
        turn.say("so_so")
        turn.memory.topic = "low_mood"
        turn.memory.topics.setdefault("low_mood", {"stage": 1, "ideas": 0, "last": 0})
        if not turn.ask("low_what"):
            turn.say("open_invite")
            turn.offer("tell", "topic", "human")
        return True
    return False


def _back_task(turn: Turn) -> bool:
    """How it went after the student was away."""
    seen = turn.seen
    if seen.has("stuck", "no"):
        turn.memory.last_evaluation = "stuck"
        turn.say("ack_hard")
    elif seen.has("better", "fine", "done", "went_ok", "yes"):
        turn.memory.last_evaluation = "helped"
        turn.say("ack_good")
        recall.progress(turn)
    elif seen.has("same", "partly"):
        turn.memory.last_evaluation = "partly"
        turn.say("partly") or turn.say("ack_hard")
    else:
        return False
    turn.does("evaluate")
    if not turn.ask("next"):
        turn.say("next_statement")
        turn.wait("question", "next")
        turn.offer("continue", "topic", "bye")
    return True


def _calm_or_plan(turn: Turn) -> bool:
    seen = turn.seen
    if seen.has("plan"):
        turn.say("ack_yes", optional=True)
        study.work(turn)
        return True
    if not seen.has("breathe", "yes", "dontknow"):
        return False
    return exercise.offer(turn, exercise.BREATHING)


def _task_feeling(turn: Turn) -> bool:
    """How the student is with the task: taken up, and on to the minutes."""
    if turn.seen.topic is not None or study.says_facts(turn):
        return False
    if turn.seen.has("stop", "pause", "human"):
        return False
    reply_to(turn) or react(turn)
    study.work(turn)
    return True


# By the id of the question; what returns False is answered like any other message.
OF_ITS_OWN: dict[str, Callable[[Turn], bool]] = {
    "calm_or_plan": _calm_or_plan,
    "next": _next,
    "blocked_where": _blocked_where,
    "half_missing": _half_missing,
    "what_instead": _what_instead,
    "academic_part": _academic_part,
    "back_task": _back_task,
    "smalltalk_how": _how_are_you,
    "task_feeling": _task_feeling,
}
