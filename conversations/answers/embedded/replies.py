"""What a question has ready for an answer to it."""

from __future__ import annotations

from conversations.answers.embedded.content import Question, Reply
from conversations.answers.embedded.turn import Turn

_MOST_WORDS = 14  # more is a story of its own, to be taken up as such
# Patterns that any message may match; they say nothing of one that does not answer the question.
_YES_OR_NO = ("si\\b", "^si", "no\\b", "|no", "nada", "yo\\b", "algo", "todo", "^yes", "yes\\b")


def reply_to(turn: Turn) -> Reply | None:
    """Say what the question just asked has for this answer; the reply, if it had one."""
    pending = turn.pending or {}
    question = turn.content.questions.get(str(pending.get("id")))
    if question is None or pending.get("kind") != "question" or turn.seen.count > _MOST_WORDS:
        return None
    for reply in question.replies:
        if _matches(reply, turn.seen.folded) and turn.say_one((reply.say,)):
            return reply
    return None


def told_already(turn: Turn, question: Question) -> bool:
    """Whether the message answers a question that was not asked yet; then it never is."""
    for reply in question.replies:
        pattern = reply.when.pattern
        if any(part in pattern for part in _YES_OR_NO) or reply.hold:
            continue
        if _matches(reply, turn.seen.folded):
            turn.memory.asked.append(question.id)
            turn.say_one((reply.say,), optional=True)
            return True
    return False


def _matches(reply: Reply, folded: str) -> bool:
    match = reply.when.search(folded)
    return match is not None and (match.start() == 0 or not folded[match.start() - 1].isalnum())
