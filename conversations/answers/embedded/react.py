"""The first words of an answer within a topic: what the student just said, taken up."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.answers.embedded.turn import Turn

_LONG_ENOUGH_TO_QUOTE = 6
_SHORT = 5  # words; a fact needs less of an answer than a story
# What a message does, and the lines that take it up; the first that fits is used.
_BY_INTENT = (
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


def react(turn: Turn) -> bool:
    """Take up the message: what it does, its feeling, its words; at least that it was read."""
    may_quote = turn.seen.count >= _LONG_ENOUGH_TO_QUOTE and turn.memory.turn % 2 == 0
    return (
        any(turn.say(key) for key in _intent_keys(turn))
        or any(turn.say(key) for key in _feeling_keys(turn))
        or (may_quote and turn.say_quote())
        or any(turn.say(key) for key in _plain_keys(turn))
        or turn.say_quote()
    )


def _intent_keys(turn: Turn) -> Iterator[str]:
    return (key for intent, key in _BY_INTENT if turn.seen.has(intent))


def _feeling_keys(turn: Turn) -> Iterator[str]:
    seen = turn.seen
    if "adj" in seen.values:
        yield "feel_adj"
    if "noun" in seen.values:
        yield "feel_noun"
    if not seen.values and seen.slots.get("sentimiento") == "otro":
        yield "emotion_sadness"


def _plain_keys(turn: Turn) -> Iterator[str]:
    seen = turn.seen
    if seen.emotion and f"emotion_{seen.emotion}" in turn.content.lines:
        yield f"emotion_{seen.emotion}"
    if turn.memory.topic == "good_news":
        yield "ack_joy"
    if seen.count <= _SHORT:
        yield "ack_short"
    yield "ack_listen"
