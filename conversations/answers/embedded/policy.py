"""What to do with a message: the first rule that applies answers."""

from __future__ import annotations

import re

from conversations.answers.embedded import aside, care, life, study
from conversations.answers.embedded.content import Topic
from conversations.answers.embedded.react import react
from conversations.answers.embedded.strategy import STARTER_MINUTES
from conversations.answers.embedded.turn import Turn
from conversations.answers.embedded.understanding import WEAK

_HAVE_TO = re.compile(
    r"\b(?:tengo|tenemos|hay que|debo|necesito|rindo|ahora|me toca|me falta|mejor|una (?:tarea|prueba))\b"
)
_A_FEW_WORDS = 6
_WORK_INTENTS = ("start", "continue", "done", "stuck", "less", "pause", "stop")


def decide(turn: Turn) -> None:
    """Write the answer of this turn."""
    rules = (
        _care,
        _human,
        _complaint,
        aside.answer,
        _answer_to_pending,
        _exercise,
        aside.content_question,
        _topic,
        aside.courtesy,
        _greeting,
        aside.unreadable,
        aside.small_talk,
        _current_topic,
    )
    for rule in rules:
        if rule(turn):
            return
    _open(turn)


def _care(turn: Turn) -> bool:
    if not care.applies(turn):
        return False
    care.answer(turn)
    return True


def _human(turn: Turn) -> bool:
    if not turn.seen.has("human"):
        return False
    turn.say("human") or turn.say("ack_yes")
    turn.say("human_meanwhile", optional=True)
    turn.offer("tell", "topic")
    return True


def _life_topic(turn: Turn) -> Topic | None:
    topic = turn.content.topics.get(turn.memory.topic or "")
    return topic if topic and topic.kind == "life" else None


def _complaint(turn: Turn) -> bool:
    """«No sirve», «no entendí», «otra opción»: said of what went before."""
    seen = turn.seen
    if turn.memory.turn == 1 or seen.has("insult"):
        return False
    topic = _life_topic(turn)
    if seen.has("not_understood") and not turn.waits_for("running"):
        turn.say("not_understood") or turn.say("my_misreading")
        turn.say("simple_strategy" if turn.waits_for("strategy") else "simple") or turn.say(
            "say_again"
        )
        turn.keep_waiting()
        return True
    if seen.has("not_helpful", "other_option"):
        acknowledgement = "not_helpful" if seen.has("not_helpful") else "next_try"
        if topic and not turn.waits_for("exercise"):
            life.refused(turn, topic, acknowledgement)
            return True
        if turn.memory.last_strategy and not topic:
            study.another(turn, acknowledgement)
            return True
        if turn.memory.knows_task and not topic:
            turn.say(acknowledgement, optional=True)
            study.work(turn)
            return True
        turn.say(acknowledgement)
        turn.say("simple")
        turn.offer("task", "mood", "human")
        return True
    return False


def _answer_to_pending(turn: Turn) -> bool:
    """Short replies and chips, by what the message before ended in."""
    answers = {
        "idea": _answer_to_idea,
        "exercise": _answer_to_exercise,
        "question": _answer_to_question,
        "strategy": _answer_to_strategy,
        "running": _answer_to_running,
    }
    answer = answers.get(str((turn.pending or {}).get("kind")))
    if answer is not None and answer(turn):
        return True
    working = turn.waits_for("running") or turn.waits_for("strategy")
    if working or _life_topic(turn) is None:
        return _work_intent(turn)
    if turn.seen.has("stop"):
        study.stop(turn)
        return True
    return False


def _answer_to_idea(turn: Turn) -> bool:
    topic = _life_topic(turn)
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
    seen, topic = turn.seen, _life_topic(turn)
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
    topic = _life_topic(turn)
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
    if seen.has("breathe", "yes", "dontknow") and study.exercise(turn, "breathing"):
        return True
    return False


def _exercise(turn: Turn) -> bool:
    return turn.seen.has("breathe") and study.exercise(turn, "breathing")


def _topic(turn: Turn) -> bool:
    """A topic named in the message, unless it is a mood within the one on the table."""
    topic = turn.seen.topic
    current = turn.content.topics.get(turn.memory.topic or "")
    if topic is None:
        return False
    if current and current.id != topic.id and topic.id in WEAK and current.kind == "life":
        if not _wants_work(turn, topic):
            return False
    if (
        current
        and current.kind == "life"
        and topic.kind == "study"
        and not _wants_work(turn, topic)
    ):
        return False
    if current and current.id == topic.id and topic.kind == "study":
        return False
    if current and current.kind == "study" and topic.id in {"exam", "deadline"}:
        return False
    if topic.kind == "study":
        study.start(turn, topic)
    else:
        life.start(turn, topic)
    return True


def _wants_work(turn: Turn, topic: Topic) -> bool:
    """Whether the student turns from a topic of life to a task, and is not answering about it."""
    said = turn.seen.slots
    if topic.kind != "study" or (turn.waits_for("question") and not said.get("tipo_tarea")):
        return False
    return bool(said.get("plazo") or _HAVE_TO.search(turn.seen.folded))


def _greeting(turn: Turn) -> bool:
    if not turn.seen.has("greeting"):
        return False
    if turn.memory.turn > 1:
        turn.say("greet_again", optional=True)
    if not turn.ask("feeling"):
        turn.say("open_invite")
        turn.keep_waiting()
    return True


def _current_topic(turn: Turn) -> bool:
    topic = turn.content.topics.get(turn.memory.topic or "")
    if turn.seen.has("topic_change"):
        turn.memory.topic = None
        turn.say("ack_yes", optional=True)
        if not turn.ask("feeling"):
            turn.say("open_invite")
            turn.offer("task", "mood", "human")
        return True
    if topic is None:
        return False
    if topic.kind == "life":
        life.go_on(turn, topic)
        return True
    earlier = [id_ for id_ in turn.memory.topics if turn.content.topics[id_].kind == "life"]
    if turn.seen.slots.get("sentimiento") == "otro" and earlier:
        turn.memory.topic = earlier[-1]
        life.go_on(turn, turn.content.topics[earlier[-1]])
    else:
        study.go_on(turn)
    return True


def _open(turn: Turn) -> None:
    """Nothing known yet: take it up, and ask one open question."""
    if any(turn.seen.slots.get(key) for key in ("ramo", "plazo", "tiempo_bloque", "fase")):
        study.start(turn, turn.content.topics["deadline"])
        return
    if turn.memory.turn > 1 or turn.seen.count > 2 or turn.seen.has("sad", "dots"):
        react(turn)
    if not turn.seen.has("dots") and turn.ask("feeling"):
        return
    if not turn.seen.has("dots") or turn.is_empty:
        turn.say("open_invite") or turn.say("no_notice") or turn.say_quote()
    turn.offer("task", "mood", "human")
