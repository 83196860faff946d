"""A message within the work cycle that is neither an answer to something nor a new topic."""

from __future__ import annotations

from conversations.answers.embedded import recall, rounds, study
from conversations.answers.embedded import strategy as rules
from conversations.answers.embedded.react import react
from conversations.answers.embedded.turn import Turn

_ABOUT_BLOCK = ("next", "half_missing", "blocked_where", "what_instead", "back_task")


def go_on(turn: Turn) -> None:
    """Take it up, and keep the cycle where it is or move it on."""
    if turn.seen.has("dots") and turn.pending is not None:
        turn.say("silence") or turn.say("no_notice")
        turn.keep_waiting()
    elif turn.waits_for("question", "minutes") and _takes_starter(turn):
        turn.say("ack_fact", optional=True)
        study.accept(turn, acknowledge=False)
    elif turn.seen.has("stuck", "distracted") and turn.memory.last_strategy:
        rounds.stuck(turn)
    elif study.says_facts(turn):
        study.acknowledge_facts(turn)
        study.work(turn)
    elif turn.waits_for("strategy") or _has_starter(turn):
        _before_start(turn)
    elif turn.waits_for("running"):
        react(turn)
        turn.does("running")
        turn.say("still_running") or turn.say("open_invite")
        turn.wait("running")
        turn.offer("done", "partly", "stuck", "pause")
    elif turn.seen.has("worry"):
        react(turn)
        turn.say("offer_listen") or turn.say("open_invite")
        turn.offer("breathe", "continue", "human")
    elif _is_between_blocks(turn):
        react(turn)
        if turn.seen.has("better"):
            recall.progress(turn)
        turn.say("next_statement") or turn.say("open_invite")
        turn.wait("question", "next")
        turn.offer("continue", "pause", "bye")
    elif _rests(turn):
        react(turn)
        turn.say("light_return") or turn.say("open_invite")
        turn.offer("continue", "topic", "human")
    else:
        react(turn)
        study.work(turn)


def _before_start(turn: Turn) -> None:
    """The strategy stays on the table while the student says something else."""
    if turn.seen.has("ideas"):
        turn.say("strategy_is_it") or turn.say("strategy_stands")
    else:
        react(turn)
    if turn.seen.values or turn.seen.has("worry", "sad", "hesitate"):
        turn.say("offer_listen", optional=True)
    turn.say("strategy_close")
    turn.wait("strategy", str(turn.memory.last_strategy))
    turn.offer("start", "other", "less", "human")


def _takes_starter(turn: Turn) -> bool:
    """Whether the minutes there are just cover the first block already on the table."""
    minutes = turn.seen.slots.get("tiempo_bloque")
    shown = turn.memory.last_strategy is not None
    return shown and isinstance(minutes, int) and minutes <= rules.SMALL_MINUTES


def _is_between_blocks(turn: Turn) -> bool:
    """Whether a block was had and the question was about it, not about the task."""
    about_block = any(turn.waits_for("question", id_) for id_ in _ABOUT_BLOCK)
    return about_block and turn.memory.last_strategy is not None


def _has_starter(turn: Turn) -> bool:
    """Whether the first block was shown and the minutes asked for, and not said."""
    return turn.waits_for("question", "minutes") and turn.memory.last_strategy is not None


def _rests(turn: Turn) -> bool:
    """Whether nothing was waited for and a block was had: no new plan is pushed."""
    return turn.pending is None and turn.memory.last_evaluation is not None
