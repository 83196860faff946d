"""The whole answer at once, as a pure function of the request."""

from __future__ import annotations

from conversations.answers.base import Answer, AnswerRequest
from conversations.answers.embedded import care, limits
from conversations.answers.embedded.policy import decide
from conversations.answers.embedded.turn import Turn

_LAST_RESORT = {"es": "Sigo leyendo.", "en": "I'm still reading."}


def compose(request: AnswerRequest) -> Answer:
    """Answer a message: at most 140 words, at most one question, no sentence said before.

    The same request gives the same answer. `request.state` is not changed; the state after the
    answer is in `Answer.state`.
    """
    turn = Turn(request)
    if not limits.answer(turn):
        _introduce(turn)
        decide(turn)
    if turn.is_empty:
        if not turn.say("open_invite") and not turn.say("no_notice"):
            turn.write(_LAST_RESORT[turn.content.language])
        turn.offer("task", "mood", "human")
    return turn.answer()


def _introduce(turn: Turn) -> None:
    """Say once, at the start, that this is a program; not in the middle of a crisis."""
    if turn.memory.greeted or care.applies(turn):
        return
    turn.memory.greeted = True
    if turn.seen.has("robot", "bot_name", "can_do"):
        return
    named = "name" in turn.values and turn.say("intro.named")
    if not named:
        turn.say("intro")
    if turn.request.summary and turn.seen.has("greeting"):
        turn.say("intro_known", optional=True)
    elif turn.seen.has("greeting") and turn.seen.topic is None:
        turn.say("intro_open", optional=True)
    turn.new_paragraph()
