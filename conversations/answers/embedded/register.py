"""How the student writes: a word or a page at a time, formally or not, with signs or without.

The voice stays the same, with «tú»; what changes is how much of it there is.
"""

from __future__ import annotations

import re

from analysis.folding import fold
from conversations.answers.embedded.memory import Memory

_FORMAL = re.compile(
    r"\b(?:usted|le agradec\w+|quisiera que me|(?:podria|puede|quiere|tiene|sabe|seria tan) "
    r"(?:usted|amable|ayudarme|decirme|indicarme|orientarme)|me (?:ayudara|orientara|recomienda))\b"
)
_VOSEO = re.compile(
    r"\b(?:vos|sos|tenes|podes|queres|sabes vos|haceme|decime|contame|escribilo|che|decis|venis)\b"
)
_SIGNS = re.compile("[\U0001f300-\U0001faff☀-➿]")
_BRIEF_WORDS, _FEW_MESSAGES = 3, 3


class Register:
    """What `Memory.register` has noticed: `messages`, `mean` (words, in tenths), `formal` …"""

    def __init__(self, memory: Memory) -> None:
        self._seen = memory.register

    def note(self, text: str) -> None:
        """Take in a message; the later ones count more."""
        seen, folded = self._seen, fold(text)
        words = 10 * len(folded.split())
        seen["messages"] = seen.get("messages", 0) + 1
        seen["mean"] = words if seen["messages"] == 1 else (2 * seen.get("mean", 0) + words) // 3
        for name, pattern in (("formal", _FORMAL), ("voseo", _VOSEO)):
            seen[name] = seen.get(name, 0) + bool(pattern.search(folded))
        seen["signs"] = seen.get("signs", 0) + bool(_SIGNS.search(text))

    @property
    def is_brief(self) -> bool:
        """Who writes a word or two at a time reads no more than needed."""
        few = self._seen.get("messages", 0) < _FEW_MESSAGES
        return not few and self._seen.get("mean", 0) <= 10 * _BRIEF_WORDS
