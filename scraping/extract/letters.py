"""Characters that no reader sees, taken out of text."""

from __future__ import annotations

import re

# Controls but tab and line feed; soft hyphen, zero-width and bidirectional marks, variation
# selectors; the tag characters, by which orders can be written that no person sees.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_FOLDED = str.maketrans("áàâãäéèêëíìîïóòôõöúùûüñç", "aaaaaeeeeiiiiooooouuuunc")
# The same for one byte a letter, which is many times quicker.
_FOLDED_BYTES = bytes(_FOLDED.get(code, code) for code in range(256))


def seen(text: str) -> str:
    """`text` without the characters that are not seen."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def squeezed(text: str) -> str:
    """`text` on one line, each run of white space one blank."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """`text` in lower case without accents, to be compared with phrases."""
    text = text.lower()
    if text.isascii():
        return text
    try:
        return text.encode("cp1252").translate(_FOLDED_BYTES).decode("cp1252")
    except UnicodeEncodeError:
        return text.translate(_FOLDED)
