"""Short replies: what they mean depends on what the message before ended in."""

from __future__ import annotations

from conversations.answers.embedded import life, study
from conversations.answers.embedded.strategy import STARTER_MINUTES
from conversations.answers.embedded.turn import Turn

_A_FEW_WORDS = 6
_WORK_INTENTS = ("start", "continue", "done", "stuck", "less", "pause", "stop")


def answer(turn: Turn) -> bool:
    """Short replies and chips, by what the message before ended in."""
    answers = {
        "idea": _answer_to_idea,
        "exercise": _answer_to_exercise,
        "question": _answer_to_question,
        "strategy": _answer_to_strategy,
        "running": _answer_to_running,
    }
    answer_to = answers.get(str((turn.pending or {}).get("kind")))
    if answer_to is not None and answer_to(turn):
        return True
    working = turn.waits_for("running") or turn.waits_for("strategy")
    if working or life.current(turn) is None:
        return _work_intent(turn)
    if turn.seen.has("stop"):
        study.stop(turn)
        return True
    return False


def _answer_to_idea(turn: Turn) -> bool:
    topic = life.current(turn)
    if topic is None:
        return False
    if turn.seen.has("yes", "start", "fine"):
        return life.how(turn)
    if turn.seen.has("no"):
        life.refused(turn, topic)
        return True
    return False


def _answer_to_exercise(turn: Turn) -> bool:
    short = turn.seen.count <= _A_FEW_WORDS
    if not short and not turn.seen.has("better", "same", "done"):
        return False
    return _after_exercise(turn)


def _answer_to_question(turn: Turn) -> bool:
    seen, topic = turn.seen, life.current(turn)
    if turn.waits_for("question", "calm_or_plan"):
        return _calm_or_plan(turn)
    if turn.waits_for("question", "listen_or_ideas") and topic and seen.has("vent", "ideas"):
        life.go_on(turn, topic)
    elif seen.has("stop") or (turn.waits_for("question", "next") and seen.has("no")):
        study.stop(turn)
    elif turn.waits_for("question", "next") and seen.has("yes"):
        study.propose(turn)
    elif (
        turn.waits_for("question", "blocked_where")
        and seen.topic is None
        and not seen.has("thanks")
    ):
        study.unblock(turn)
    else:
        return False
    return True


def _answer_to_strategy(turn: Turn) -> bool:
    if turn.seen.has("yes", "fine"):
        study.accept(turn)
    elif turn.seen.has("no"):
        study.another(turn, "ack_no")
    else:
        return False
    return True


def _answer_to_running(turn: Turn) -> bool:
    if turn.seen.has("no", "same"):
        study.stuck(turn)
    elif turn.seen.has("better"):
        study.done(turn)
    else:
        return False
    return True


def _work_intent(turn: Turn) -> bool:
    """«Empiezo», «ya terminé», «me trabé»: a word of the cycle, wherever it stands."""
    seen, memory = turn.seen, turn.memory
    if not seen.has(*_WORK_INTENTS) or (memory.last_strategy is None and not seen.has("stop")):
        return False
    if seen.has("stop"):
        study.stop(turn)
    elif seen.has("pause"):
        study.pause(turn)
    elif seen.has("stuck"):
        study.stuck(turn)
    elif seen.has("less"):
        memory.slots["tiempo_bloque"] = STARTER_MINUTES
        turn.say("ack_fact", optional=True)
        study.propose(turn)
    elif seen.has("done") and not turn.waits_for("strategy"):
        study.done(turn)
    elif seen.has("continue"):
        turn.say("ack_yes", optional=True)
        study.propose(turn)
    elif seen.has("start"):
        study.accept(turn)
    else:
        return False
    return True


def _after_exercise(turn: Turn) -> bool:
    better = turn.seen.has("better", "yes", "done", "fine", "continue", "thanks")
    turn.say("after_exercise_better" if better else "after_exercise_same")
    topic = life.current(turn)
    if topic:
        turn.say("open_invite")
        turn.offer("tell", "topic", "human")
    else:
        turn.new_paragraph()
        study.work(turn)
    return True


def _calm_or_plan(turn: Turn) -> bool:
    seen = turn.seen
    if seen.has("plan"):
        turn.say("ack_yes", optional=True)
        study.work(turn)
        return True
    return seen.has("breathe", "yes", "dontknow") and study.exercise(turn, "breathing")
