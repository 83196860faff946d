"""Short replies: what they mean depends on what the message before ended in."""

from __future__ import annotations

from conversations.answers.embedded import (
    after_exercise,
    enquiry,
    life,
    question_replies,
    rounds,
    study,
)
from conversations.answers.embedded.strategy import STARTER_MINUTES
from conversations.answers.embedded.turn import Turn

_WORK_INTENTS = ("start", "continue", "done", "partly", "stuck", "less", "pause", "stop")


def answer(turn: Turn) -> bool:
    """Short replies and chips, by what the message before ended in."""
    answers = {
        "idea": _answer_to_idea,
        "exercise": after_exercise.answer,
        "enquiry": _answer_to_enquiry,
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


def _answer_to_enquiry(turn: Turn) -> bool:
    return turn.seen.has("draft_mail", "yes") and enquiry.draft_mail(turn)


def _answer_to_question(turn: Turn) -> bool:
    seen, topic = turn.seen, life.current(turn)
    special = question_replies.OF_ITS_OWN.get(str((turn.pending or {}).get("id")))
    if special is not None and special(turn):
        return True
    if turn.waits_for("question", "listen_or_ideas") and topic and seen.has("vent", "ideas"):
        life.go_on(turn, topic)
    elif seen.has("stop") or (turn.waits_for("question", "next") and seen.has("no")):
        study.stop(turn)
    else:
        return False
    return True


def _answer_to_strategy(turn: Turn) -> bool:
    if turn.seen.has("the_first", "the_last") and study.take_again(turn):
        return True
    if turn.seen.has("nothing_helps"):
        return rounds.nothing_helps(turn)
    if turn.seen.has("not_now"):
        study.stop(turn)
    elif turn.seen.has("yes", "fine"):
        study.accept(turn)
    elif turn.seen.has("no"):
        rounds.another(turn, "ack_no")
    else:
        return False
    return True


def _answer_to_running(turn: Turn) -> bool:
    is_done = turn.seen.has("ready", "fine", "done")
    if turn.seen.has("start", "continue", "yes") and not is_done:
        turn.does("running")
        turn.say("running_go") or turn.say("still_running")
        turn.wait("running")
        turn.offer("done", "partly", "stuck", "pause")
    elif turn.seen.has("sleepy"):
        turn.say("lacked.strength", optional=True)
        study.pause(turn)
    elif turn.seen.has("no", "same", "distracted"):
        rounds.stuck(turn)
    elif turn.seen.has("partly"):
        rounds.partly(turn)
    elif turn.seen.has("better", "went_ok", "found", "ready", "fine"):
        rounds.done(turn)
    else:
        return False
    return True


def _work_intent(turn: Turn) -> bool:
    """«Empiezo», «ya terminé», «me trabé»: a word of the cycle, wherever it stands."""
    seen, memory = turn.seen, turn.memory
    if not seen.has(*_WORK_INTENTS) or (memory.last_strategy is None and not seen.has("stop")):
        return False
    if seen.has("farewell") and not seen.has("stop"):
        return False
    if seen.has("stop"):
        study.stop(turn)
    elif seen.has("pause"):
        study.pause(turn)
    elif seen.has("stuck") and (turn.waits_for("running") or not seen.has("blank")):
        rounds.stuck(turn)
    elif seen.has("less"):
        memory.slots["tiempo_bloque"] = STARTER_MINUTES
        turn.say("ack_fact", optional=True)
        study.propose(turn)
    elif seen.has("partly") and turn.waits_for("running"):
        rounds.partly(turn)
    elif seen.has("done"):
        rounds.done(turn)
    elif seen.has("continue"):
        turn.say("ack_yes", optional=True)
        study.propose(turn)
    elif seen.has("start"):
        study.accept(turn)
    else:
        return False
    return True
