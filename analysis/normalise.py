"""Spanish chat text in one plain form, with the way back to the text as it was written.

Lower case, no accents, one space between words, elongations and hurried spellings undone
(`analysis.spelling`), emoji as words of their own, hashtags split, addresses and names of users
replaced by a mark. Any string is accepted: no input raises.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from analysis.spelling import canonical

URL, USER, EMAIL = "_url_", "_user_", "_email_"

_PUNCTUATION = {
    "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‘": "'", "’": "'", "´": "'", "`": "'",
    "–": "-", "—": "-", "−": "-", "…": ".", "¿": " ", "¡": " ", "\n": " ", "\t": " ", "\r": " ",
    "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i",
    # Cyrillic letters that look Latin
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i",
}  # fmt: skip
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)\S+)"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.]+)"
    r"|(?P<user>(?<!\w)@\w+)"
    r"|(?P<spaced>(?<![a-z0-9])(?:[a-z][ .\-_*]){3,}[a-z](?![a-z0-9]))"
    r"|(?P<word>[a-z0-9]+(?:[@$*]+[a-z0-9]+)*)"
    r"|(?P<space>\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """`text`, and for each of its characters the stretch `[starts[i], ends[i])` it came from."""

    text: str
    starts: list[int]
    ends: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` came from; `(0, 0)` for none."""
        if start >= end or not self.starts:
            return (0, 0)
        last = min(end, len(self.text)) - 1
        return (self.starts[min(start, last)], self.ends[last])


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """One character without case, accent or ornament; an emoji stands between spaces."""
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    category = unicodedata.category(character)
    if category[0] == "C" or category in {"Mn", "Me"} or ord(character) in _SKIN_TONES:
        return ""
    if category[0] == "Z":
        return " "
    if category in {"So", "Sk"} and ord(character) > 0x2000:
        return f" {character} "
    plain = unicodedata.normalize("NFKD", character).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return "".join(_PUNCTUATION.get(c, c) for c in plain)


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded characters, and for each the position that it came from."""
    parts: list[str] = []
    origins: list[int] = []
    in_hashtag = False
    previous = ""
    for position, character in enumerate(text):
        if character == "#":
            in_hashtag = True
            folded = " "
        elif in_hashtag and not (character.isalnum() or character == "_"):
            in_hashtag = False
            folded = _fold(character)
        else:
            folded = _fold(character)
            if in_hashtag:
                new_word = character.isupper() and previous.islower()
                folded = " " if character == "_" else " " * new_word + folded
        parts.append(folded)
        origins.extend([position] * len(folded))
        previous = character
    return "".join(parts), origins


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "word":
        return canonical(match.group())
    if kind == "space":
        return " "
    if kind == "other":
        return match.group()
    if kind == "spaced":
        joined = re.sub(r"[ .\-_*]", "", match.group())
        known = canonical(joined)
        return known if len(joined) >= 5 else match.group()
    return {"url": URL, "email": EMAIL, "user": USER}[str(kind)]


def normalise(text: str) -> Normalised:
    """`text` in the plain form. Linear in its length."""
    folded, origins = _folded(text)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(folded):
        begin, end = match.span()
        new = _replacement(match)
        if new == " " and (not parts or parts[-1].endswith(" ")):
            continue
        parts.append(new)
        if len(new) == end - begin and new == match.group():
            starts.extend(origins[begin:end])
            ends.extend(origin + 1 for origin in origins[begin:end])
        else:
            starts.extend([origins[begin]] * len(new))
            ends.extend([origins[end - 1] + 1] * len(new))
    return Normalised("".join(parts), starts, ends)
