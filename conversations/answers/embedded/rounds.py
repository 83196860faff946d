"""After a block, or a proposal refused: how it went, and what changes when nothing helps (D4)."""

from __future__ import annotations

from conversations.answers.embedded import exercise, recall, study
from conversations.answers.embedded import strategy as rules
from conversations.answers.embedded.turn import Turn

_REFUSALS_BEFORE_ASKING = 2
# What stood in the way, and the lines that help with it.
_OBSTACLES = (
    ("distracted", "unblock.distracted"),
    ("too_much", "unblock.much"),
    ("unclear", "unblock.unclear"),
)


def another(turn: Turn, acknowledgement: str = "next_try") -> None:
    """Another strategy; once, what would help; after three rounds a change of the whole."""
    memory = turn.memory
    memory.iteration += 1
    memory.refusals += 1
    if _recalibrate(turn):
        return
    turn.say(acknowledgement, optional=True)
    if memory.refusals == _REFUSALS_BEFORE_ASKING and turn.ask("what_instead"):
        return
    study.propose(turn)


def nothing_helps(turn: Turn) -> bool:
    """Nothing of it helps: said plainly, once, that it need not be now, nor with a program."""
    if not turn.say("nothing_helps"):
        return False
    turn.memory.iteration += 1
    turn.does("limit")
    turn.wait("strategy", str(turn.memory.last_strategy or ""))
    turn.offer("human", "tell", "other", "bye")
    return True


def _recalibrate(turn: Turn) -> bool:
    """Once after three rounds: the other level, a smaller block, and first an exercise."""
    memory = turn.memory
    if memory.iteration < rules.ROUNDS_BEFORE_CHANGE or memory.recalibrated:
        return False
    memory.recalibrated = True
    memory.slots["tiempo_bloque"] = rules.SMALL_MINUTES
    turn.say("recalibrate")
    if not exercise.offer(turn):
        study.propose(turn)
    return True


def done(turn: Turn) -> None:
    """The block helped."""
    memory = turn.memory
    memory.last_evaluation = "helped"
    memory.iteration = memory.refusals = 0
    memory.recalibrated = False
    turn.does("evaluate")
    if not (turn.seen.has("thanks") and turn.say("thanks")):
        turn.say("ack_good")
    if not recall.progress(turn) and memory.knows_task:
        turn.say("recap", optional=True)
    _what_next(turn)


def partly(turn: Turn) -> None:
    """Half of it was done, or half a success."""
    memory = turn.memory
    memory.last_evaluation = "partly"
    memory.refusals = 0
    turn.does("evaluate")
    turn.say("partly") or turn.say("ack_good")
    if turn.ask("half_missing"):
        return
    _what_next(turn)


def missing(turn: Turn) -> None:
    """What the half-done block lacked: time, a clear next step, or strength."""
    seen = turn.seen
    if seen.has("lacked_time"):
        turn.say("lacked.time")
        study.propose(turn)
    elif seen.has("lacked_strength", "sleepy", "pause"):
        turn.say("lacked.strength")
        study.pause(turn)
    else:
        turn.say("lacked.clarity")
        turn.new_paragraph()
        _keep_running(turn, "unstick")


def stuck(turn: Turn) -> None:
    """The block did not go: once the question where it broke off, then a small tool."""
    memory = turn.memory
    memory.last_evaluation = "stuck"
    memory.iteration += 1
    turn.does("evaluate")
    if memory.iteration < rules.ROUNDS_BEFORE_CHANGE or memory.recalibrated:
        turn.say("stuck") or turn.say("ack_hard")
    elif _recalibrate(turn):
        return
    if _obstacle(turn) or turn.ask("blocked_where"):
        return
    turn.new_paragraph()
    study.propose(turn)


def _obstacle(turn: Turn) -> bool:
    """Help with what the message itself says stood in the way."""
    for intent, key in _OBSTACLES:
        if turn.seen.has(intent):
            turn.new_paragraph()
            return _keep_running(turn, key)
    return False


def unblock(turn: Turn) -> None:
    """After the student said where it broke off."""
    if turn.seen.has("sleepy", "pause", "farewell"):
        turn.say("lacked.strength", optional=True)
        study.pause(turn)
        return
    if turn.seen.has("less", "too_much"):
        turn.memory.slots["tiempo_bloque"] = rules.STARTER_MINUTES
        turn.say("unblock.much") or turn.say("ack_hard")
        study.propose(turn)
        return
    if _obstacle(turn):
        return
    turn.say_mirror() or turn.say("ack_hard", optional=True)
    turn.new_paragraph()
    _keep_running(turn, "unstick")


def _keep_running(turn: Turn, key: str) -> bool:
    """A small tool, and the block goes on."""
    if not (turn.say(key) or turn.say("unstick")):
        study.propose(turn)
        return True
    turn.say("started_close", optional=True)
    turn.does("unblock")
    turn.wait("running")
    turn.offer("done", "other", "pause", "human")
    return True


def _what_next(turn: Turn) -> None:
    if not turn.ask("next"):
        turn.say("next_statement")
        turn.wait("question", "next")
        turn.offer("continue", "pause", "bye")
