"""Whether an answer gives the system prompt back word by word."""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache

from analysis.pii.plain import plain
from conversations.guardrails.grounds import Grounds

# As many words in a row as in the prompt are no chance.
RUN = 8
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=32)
def _runs(prompt: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(plain(prompt).low)
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


class EchoWatch:
    """Compares the last words of an answer with the system prompt."""

    def __init__(self, grounds: Grounds) -> None:
        self._runs = _runs(grounds.system_prompt)
        self._given = grounds
        self._last: deque[str] = deque(maxlen=RUN)

    def echoes(self, low: str) -> bool:
        """Whether with the words of `low`, which come next, a run of the prompt is whole.

        What the student or the institution wrote too may be said.
        """
        for word in _WORD.findall(low):
            self._last.append(word)
            if tuple(self._last) in self._runs and not self._was_given():
                return True
        return False

    def _was_given(self) -> bool:
        return " ".join(self._last) in " ".join(_WORD.findall(self._given.given))
