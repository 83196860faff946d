"""Putting values back into an answer that comes in chunks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.pii.placeholders import KINDS, MOST, READ, value_for

_PREFIXES = "|".join(
    sorted({kind[:size] for kind in KINDS for size in range(1, len(kind) + 1)}, key=len)[::-1]
)
_KIND = "|".join(KINDS)
_NUMBER = r"(?:\\?_?|[ -])(?:(?<=[_ -])\d{1,6}(?:\\?_?|\\?_\d{1,4})?)?"
# The end of a text that may yet become a placeholder.
_MAYBE = re.compile(
    rf"(?:\\?\[|[{{<]) ?(?:{_PREFIXES})?\Z|\\\Z"
    rf"|(?:\\?\[|[{{<]) ?(?:{_KIND}){_NUMBER} ?\\?\Z"
    rf"|(?<!\w)(?-i:{_PREFIXES})\Z|(?<!\w)(?-i:{_KIND}){_NUMBER}\Z",
    re.IGNORECASE | re.ASCII,
)


class StreamUnmasker:
    """`unmask` for chunks: what `feed` and `close` give, joined, is the whole text unmasked.

    An end that may be the beginning of a placeholder waits for the next chunk, at most
    `placeholders.MOST` characters.
    """

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self._mapping = mapping
        self._waiting = ""
        self._before = ""  # the last character dealt with, which decides where a word begins

    def feed(self, chunk: str) -> str:
        """What is certain after `chunk`, with the values put back."""
        self._waiting += chunk
        return self._release(self._certain())

    def close(self) -> str:
        """What still waited."""
        return self._release(len(self._before + self._waiting))

    def _certain(self) -> int:
        text = self._before + self._waiting
        match = _MAYBE.search(text, max(len(self._before), len(text) - MOST))
        return match.start() if match else len(text)

    def _release(self, until: int) -> str:
        text = self._before + self._waiting
        parts: list[str] = []
        at = len(self._before)
        for match in READ.finditer(text, at):
            if match.start() >= until:
                break
            parts += [text[at : match.start()], value_for(match[0], self._mapping)]
            at = match.end()
        parts.append(text[at:until])
        at = max(at, until)
        self._before, self._waiting = text[at - 1 : at] if at else "", text[at:]
        return "".join(parts)
