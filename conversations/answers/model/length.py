"""At most 140 words, cut where a sentence ends (requirement D2)."""

from __future__ import annotations

import re

from conversations.answers.embedded.turn import MOST_WORDS, count_words
from conversations.answers.model.sentences import END

# So far words are let through as they come; from here on only whole sentences that still fit.
_FREE_WORDS = 90
_ENDED = re.compile(r"(?:[.!?…:;][»”\"')\]]*(?: ?\[\d+\])*|^)\s*\Z|\n\Z")


class Short:
    """Lets text through until it is long enough; `said` is what a student has read already.

    `question` may have to follow: without a question of its own the text leaves room for it.
    """

    def __init__(self, said: str = "", question: str = "") -> None:
        self._shown = said
        self._reserved = count_words(question)
        self._held = ""
        self.is_full = False

    def feed(self, piece: str) -> str:
        """What fits of all that has come so far."""
        self._held += piece
        if count_words(self._shown + self._held) <= _FREE_WORDS:
            return self._show(self._held)
        out = ""
        while not self.is_full and (match := END.search(self._held)):
            out += self._take(self._held[: match.end()])
        return out

    def close(self) -> str:
        """The end, if it still fits."""
        return "" if self.is_full else self._take(self._held)

    def _take(self, sentence: str) -> str:
        text = self._shown + sentence
        most = MOST_WORDS if "?" in text else MOST_WORDS - self._reserved
        if count_words(text) > most:
            self.is_full = True
            return "" if _ENDED.search(self._shown) else "…"
        return self._show(sentence)

    def _show(self, text: str) -> str:
        self._shown += text
        self._held = self._held[len(text) :]
        return text
