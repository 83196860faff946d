"""The first words of an answer within a topic: what the student just said, taken up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conversations.answers.embedded import recall
from conversations.answers.embedded.turn import Turn

_A_CLAUSE = 3  # words; fewer hold nothing to give back
_SHORT = 4  # words; a fact needs less of an answer than a story
# What a message does, and the lines that take it up; the first that fits is used.
_BY_INTENT = (
    ("sorry", "ack_sorry"),
    ("asks_help", "ack_help"),
    ("worry", "worry"),
    ("blank", "blank"),
    ("hesitate", "ack_hesitate"),
    ("vent", "ack_vent"),
    ("ideas", "ack_ideas"),
    ("did", "ack_did"),
    ("dontknow", "ack_dontknow"),
    ("laugh", "ack_laugh"),
    ("dots", "silence"),
    ("better", "ack_good"),
    ("done", "ack_good"),
    ("found", "ack_good"),
    ("went_ok", "ack_good"),
    ("sad", "emotion_sadness"),
    ("yes", "ack_ok"),
    ("no", "ack_ok"),
    ("fine", "ack_ok"),
    ("same", "ack_ok"),
)

_GLAD = re.compile(
    r"\b(?:feliz|content|orgullos|aliviad|emocionad|animad|happy|proud|relieved|excited|glad)"
)


def react(turn: Turn, *, plain: bool = True) -> bool:
    """Take up the message: what it does, its feeling, its own words; at least that it was read.

    Without `plain`, a word or two that hold none of that are left without an answer of their own.
    """
    if recall.changed_mind(turn):
        return True
    tells = turn.seen.count > _SHORT and not turn.seen.is_question
    return (
        any(turn.say(key) for key in _intent_keys(turn))
        or any(turn.say(key) for key in _feeling_keys(turn))
        or (turn.seen.count >= _A_CLAUSE and not turn.seen.is_question and turn.say_mirror())
        or (tells and turn.say_quote())
        or any(turn.say(key) for key in _emotion_keys(turn))
        or (plain and any(turn.say(key, optional=True) for key in _plain_keys(turn)))
    )


def _intent_keys(turn: Turn) -> Iterator[str]:
    return (key for intent, key in _BY_INTENT if turn.seen.has(intent))


def _feeling_keys(turn: Turn) -> Iterator[str]:
    seen = turn.seen
    if "adj" in seen.values:
        yield "feel_good" if _GLAD.search(seen.values["adj"]) else "feel_adj"
    if "noun" in seen.values:
        yield "feel_noun"
    doubt = f"validate.{seen.slots.get('sentimiento')}"
    at_work = turn.memory.last_strategy is not None and turn.memory.topic != "good_news"
    if not seen.values and at_work and doubt in turn.content.lines:
        yield doubt


def _emotion_keys(turn: Turn) -> Iterator[str]:
    seen = turn.seen
    if not seen.values and seen.slots.get("sentimiento") == "otro":
        yield "emotion_sadness"
    if seen.emotion and f"emotion_{seen.emotion}" in turn.content.lines:
        yield f"emotion_{seen.emotion}"
    if turn.memory.topic == "good_news":
        yield "ack_joy"


def _plain_keys(turn: Turn) -> Iterator[str]:
    if turn.seen.is_question:
        yield "ack_question"
    elif turn.seen.count <= _SHORT:
        yield "ack_short"
    else:
        yield "ack_listen"
