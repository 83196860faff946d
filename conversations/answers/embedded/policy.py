"""What to do with a message: the first rule that applies answers."""

from __future__ import annotations

from conversations.answers.embedded import (
    after_exercise,
    aside,
    care,
    enquiry,
    exercise,
    grounded,
    life,
    pending,
    recall,
    rounds,
    study,
    subject,
)
from conversations.answers.embedded.react import react
from conversations.answers.embedded.turn import Turn


def decide(turn: Turn) -> None:
    """Write the answer of this turn."""
    rules = (
        _care,
        care.elsewhere,
        _human,
        _no_exercise,
        _complaint,
        aside.answer,
        _welcome_back,
        grounded.answer,
        enquiry.answer,
        subject.back_to_work,
        pending.answer,
        _exercise,
        _the_first,
        _no_talk,
        subject.named,
        aside.courtesy,
        _greeting,
        aside.unreadable,
        aside.small_talk,
        subject.at_hand,
    )
    for rule in rules:
        if rule(turn):
            return
    _open(turn)


def _care(turn: Turn) -> bool:
    if not care.applies(turn) or care.lets_go(turn):
        return False
    care.answer(turn)
    return True


def _human(turn: Turn) -> bool:
    if not turn.seen.has("human"):
        return False
    turn.does("human")
    turn.say("human") or turn.say("ack_yes")
    turn.say("human_meanwhile", optional=True)
    turn.offer("tell", "topic")
    return True


def _no_exercise(turn: Turn) -> bool:
    """«No me hagas respirar»: nothing of the kind any more."""
    if not turn.seen.has("no_exercise") or turn.waits_for("exercise"):
        return False
    after_exercise.refuse(turn)
    return True


def _welcome_back(turn: Turn) -> bool:
    """The first message after a farewell; one that says more than hello is answered as usual."""
    if not turn.memory.closed or turn.seen.has("farewell", "thanks"):
        return False
    if turn.seen.has("greeting", "continue"):
        return recall.welcome_back(turn)
    turn.memory.closed = False
    return False


def _complaint(turn: Turn) -> bool:
    """«No sirve», «no entendí», «otra opción»: said of what went before."""
    seen = turn.seen
    if turn.memory.turn == 1 or seen.has("insult") or turn.waits_for("exercise"):
        return False
    if turn.waits_for("question", "what_instead") or turn.waits_for("question", "half_missing"):
        return False
    topic = life.current(turn)
    tells = seen.topic is not None or study.says_facts(turn) or turn.waits_for("running")
    if seen.has("not_understood") and not tells:
        turn.say("not_understood") or turn.say("my_misreading")
        turn.say("simple_strategy" if turn.waits_for("strategy") else "simple") or turn.say(
            "say_again"
        )
        turn.keep_waiting()
        return True
    if seen.has("not_helpful", "other_option"):
        acknowledgement = "not_helpful" if seen.has("not_helpful") else "next_try"
        if seen.has("nothing_helps") and not topic and rounds.nothing_helps(turn):
            return True
        if turn.waits_for("running") and seen.has("not_helpful"):
            rounds.stuck(turn)
            return True
        if topic:
            life.refused(turn, topic, acknowledgement)
            return True
        if turn.memory.last_strategy and not topic:
            rounds.another(turn, acknowledgement)
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


def _exercise(turn: Turn) -> bool:
    return turn.seen.has("breathe") and exercise.offer(turn, exercise.BREATHING)


def _the_first(turn: Turn) -> bool:
    return turn.seen.has("the_first", "the_last") and study.take_again(turn)


def _no_talk(turn: Turn) -> bool:
    if not turn.seen.has("no_talk"):
        return False
    turn.say("no_talk") or turn.say("silence")
    if turn.waits_for("running"):
        turn.keep_waiting()
        return True
    turn.offer("breathe", "tell", "human")
    return True


def _greeting(turn: Turn) -> bool:
    if not turn.seen.has("greeting"):
        return False
    if turn.memory.turn > 1:
        turn.say("greet_again", optional=True)
    turn.does("greet")
    if not turn.ask("feeling"):
        turn.say("open_invite")
        turn.keep_waiting()
    return True


def _open(turn: Turn) -> None:
    """Nothing known yet: take it up, and ask one open question."""
    if any(turn.seen.slots.get(key) for key in ("ramo", "plazo", "tiempo_bloque", "fase")):
        study.start(turn, turn.content.topics["deadline"])
        return
    if turn.seen.has("vent"):
        turn.memory.venting = True
        turn.say("ack_vent")
        turn.say("open_invite")
        turn.offer("tell", "human")
        return
    if turn.memory.turn > 1 or turn.seen.count > 2 or turn.seen.has("sad", "dots"):
        react(turn)
    gentle = turn.memory.crisis_elsewhere or turn.memory.crisis
    if not turn.seen.has("dots") and not gentle and turn.ask("feeling"):
        return
    if gentle:
        if turn.seen.has("sad") or turn.seen.emotion in {"sadness", "fear"}:
            turn.say("care.near", optional=True)
        turn.say("open_invite") or turn.say("no_notice")
        turn.offer("tell", "breathe", "human")
        return
    if not turn.seen.has("dots") or turn.is_empty:
        turn.say("open_invite") or turn.say("no_notice") or turn.say_quote()
    turn.offer("task", "mood", "human")
