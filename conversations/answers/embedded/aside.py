"""Asides: questions about the program, small talk, what it cannot answer, what it cannot read."""

from __future__ import annotations

from conversations.answers.embedded.turn import Turn

CHAT = "chat"
_THEMES = ("pet_name", "pet", "sport", "screen", "food", "weather", "rest")
_LIGHT_QUESTIONS = ("chat_best", "chat_free", "chat_people", "chat_study")


def answer(turn: Turn) -> bool:
    """Answer an aside; False when the message is none. What was waited for still is."""
    seen = turn.seen
    if seen.has("foreign") and turn.request.passages:
        return False  # the institution's pages answer it, whatever its language
    for intent, keys in (
        ("foreign", ("other_language", "choose_below")),
        ("who_reads", (_who(turn), "choose_below")),
        ("can_do", ("can_do", "choose_below")),
        ("robot", (_robot(turn), "choose_below")),
        ("bot_name", ("bot_name", "choose_below")),
        ("insult", ("insult", "choose_below")),
        ("joke", ("joke", "light_return")),
    ):
        if seen.has(intent) and (intent != "can_do" or seen.topic is None):
            turn.does(intent if intent != "can_do" else "limit")
            if not turn.say(keys[0]):
                turn.say("say_again")
            turn.say(keys[1], optional=True)
            turn.keep_waiting()
            return True
    return False


def _robot(turn: Turn) -> str:
    """The first time it says who it is; later that it still is."""
    return "robot" if turn.memory.turn > 1 else "robot_first"


def _who(turn: Turn) -> str:
    """Which of the two things they want to know: who reads, or whether the family is told."""
    return "who_family" if turn.seen.has("family_word") else "who_reads"


def small_talk(turn: Turn) -> bool:
    """How are you, football, cats: a few warm words, and once how the student is."""
    seen = turn.seen
    if seen.has("bot_self"):
        turn.say("bot_self") or turn.say("chat")
        if not turn.ask("smalltalk_how"):
            turn.say("light_return")
            turn.keep_waiting()
        return True
    elsewhere = turn.memory.topic in turn.content.topics
    if not elsewhere and (
        seen.has("casual", "talk", "pet", "pet_name") or turn.memory.topic == CHAT
    ):
        _chat(turn)
        return True
    return False


def _chat(turn: Turn) -> None:
    """A few words on what was said, and every other time one light question."""
    seen = turn.seen
    turn.memory.topic = CHAT
    said = any(seen.has(theme) and turn.say(f"chat_{theme}") for theme in _THEMES)
    for intent in ("laugh", "dontknow"):
        said = said or (seen.has(intent) and turn.say(f"ack_{intent}"))
    if not said and seen.has("yes", "no", "fine", "same"):
        said = turn.say("ack_ok")
    if not said:
        turn.say("chat") or turn.say("ack_short") or turn.say("ack_listen")
    if turn.memory.turn % 2 and any(turn.ask(id_) for id_ in _LIGHT_QUESTIONS):
        return
    turn.say("light_return") or turn.say("no_notice")
    turn.offer("task", "mood", "human")


def unreadable(turn: Turn) -> bool:
    """Keys at random, or a message of signs only."""
    if turn.seen.has("gibberish"):
        turn.say("my_misreading") or turn.say("ack_dontknow")
        turn.say("say_again", optional=True)
        turn.keep_waiting()
        return True
    return False


def courtesy(turn: Turn) -> bool:
    """Greetings, thanks and farewells that are all a message says."""
    seen = turn.seen
    if seen.has("farewell"):
        turn.does("goodbye")
        turn.memory.closed = True
        turn.say("farewell")
        turn.say("thanks_close", optional=True)
        turn.offer("topic", "human")
        return True
    if seen.has("thanks") and seen.topic is None:
        turn.does("goodbye")
        turn.say("thanks") or turn.say("ack_yes")
        turn.say("thanks_close", optional=True)
        turn.offer("tell", "topic", "bye")
        if turn.pending and turn.pending["kind"] in {"strategy", "running"}:
            turn.keep_waiting()
        return True
    return False
