"""The answerer's interface over `compose`."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator

from conversations.answers.base import Answer, AnswerRequest
from conversations.answers.embedded.compose import compose

_WORDS = re.compile(r"\S+\s*")
_SIZES = (3, 2, 4, 3)


def pieces(text: str) -> Iterator[str]:
    """`text` in pieces of two to four words; joined they are `text` again."""
    words = _WORDS.findall(text)
    at = turn = 0
    while at < len(words):
        size = _SIZES[turn % len(_SIZES)]
        yield "".join(words[at : at + size])
        at += size
        turn += 1


class EmbeddedAnswerer:
    """Always there: no key, no network, an answer within milliseconds."""

    name = "embedded"

    async def stream(self, request: AnswerRequest) -> AsyncIterator[str | Answer]:
        """The pieces of the text, then the whole answer; whoever calls sets the pace."""
        answer = compose(request)
        for piece in pieces(answer.text):
            yield piece
        yield answer
