"""A limit where a message attacks somebody, and a no where it tries to rule the assistant.

Which attacks get a limit is a rule of the institution (requirement C6). An attempt to rule the
assistant changes nothing here (C9): its words are neither followed, nor kept, nor given back.
"""

from __future__ import annotations

from conversations.answers.embedded import care
from conversations.answers.embedded.turn import Turn

# What says nothing beside an attack.
_EMPTY_WORDS = frozenset(
    "insult robot not_helpful yes no dontknow laugh dots fine same sad gibberish foreign "
    "english english_min other_tongue greeting casual bot_self family_word".split()
)
_A_FEW_WORDS = 25


def answer(turn: Turn) -> bool:
    """Set the limit, or say no; True when nothing is left to answer.

    Nothing is said of it in a crisis, nor in the company after one.
    """
    if care.applies(turn):
        return False
    kind = next((kind for kind in turn.seen.attack if kind in turn.request.limited), None)
    if kind:
        turn.say(f"limit.{kind}") or turn.say("limit.any")
        turn.seen = turn.seen.without("insult", "robot", "not_helpful")
    if turn.seen.attempt:
        turn.does("limit")
        turn.say("cannot") or turn.say("open_invite")
        turn.keep_waiting()
        return True
    if kind and _holds_nothing_else(turn):
        turn.does("limit")
        turn.say("limit.go_on") or turn.say("open_invite")
        turn.keep_waiting()
        return True
    turn.new_paragraph()
    return False


def _holds_nothing_else(turn: Turn) -> bool:
    """Whether, the attack aside, nothing was said that could be answered."""
    seen = turn.seen
    said = (value for name, value in seen.slots.items() if name != "sentimiento")
    return (
        seen.topic is None
        and not any(said)
        and not seen.values
        and seen.intents <= _EMPTY_WORDS
        and seen.count <= _A_FEW_WORDS
    )
