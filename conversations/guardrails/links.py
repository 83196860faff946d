"""Addresses in an answer that are none of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

_TLD = (
    "com|org|net|edu|gov|gob|mil|info|io|dev|app|xyz|online|site|store|blog|link"
    "|club|tech|page|live"
    "|academy|education|university|cloud|ai|tv|me|ly|gl|gg|eu|us|uk|ca|cl|mx|ar|co"
    "|pe|es|uy|ec|bo|ve"
    "|cr|pa|gt|sv|hn|ni|pr|br|fr|de|it|pt|cat|ru|cn|jp|in|tk"
    "|nz|au|ch|nl|ie|za"
)
_ADDRESS = re.compile(r"(?:h(?:tt|xx)ps?\s?:(?:\s?//\s?)?|ftp://|www\.)[^\s<>\"«»]*", re.IGNORECASE)
_TARGET = re.compile(r"\]\s?\(\s*<?([^)\s>]*)")
_SCRIPT = re.compile(r"\b(?:javascript|vbscript)\s?:\s?\S|\bdata:[a-z]+/", re.IGNORECASE)
_LABEL = r"[^\W_](?:[\w-]{0,62})"
# Not within a path, an address of e-mail or a longer name; «//» begins an address too.
_START = r"(?<![\w@.\\-])(?<![^/]/)"
_BARE = re.compile(
    rf"{_START}(?:{_LABEL}\.){{1,8}}(?:(?i:{_TLD}))(?![\w@(-])(?!\.\w)(?:[/:?#][^\s<>\"«»]*)?"
)
# Whatever follows the last dot: no word has a path.
_PATHED = re.compile(rf"{_START}(?:{_LABEL}\.){{1,8}}[a-zA-Z]{{2,24}}/[^\s<>\"«»]*")
_SPELLED = re.compile(
    r"\w{2,}\s?(?:\b(?:punto|dot)\b|[\[({]\s?(?:\.|punto|dot)\s?[\])}])\s?(?:com|org"
    r"|net|edu|info|io|cl|mx)\b"
    r"|\w\s?[\[({]\.[\])}]\s?\w|\w{2,} ?\. (?:com|org|net)\b",
    re.IGNORECASE,
)
# Names of software that look like hosts.
_NO_HOSTS = frozenset({"asp.net", "ado.net", "vb.net", "ml.net", "socket.io", "draw.io"})
_TAIL = ".,;:!?)]}>*_`'’”…"


def normal(address: str) -> str:
    """`address` without what makes no other page of it; empty when it is none."""
    text = address.strip()
    if not re.match(r"https?://", text, re.IGNORECASE):
        if re.match(r"[\w+.-]+:/", text):
            return ""
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if not host or parts.username is not None:
        return ""
    place = f":{port}" if port not in {None, 80, 443} else ""
    query = f"?{unquote(parts.query)}" if parts.query else ""
    return f"{host}{place}{unquote(parts.path).rstrip('/')}{query}"


def listed(sources: Iterable[str]) -> frozenset[str]:
    """The addresses that an answer may give, as `unlisted` compares them."""
    return frozenset(normal(source) for source in sources) - {""}


def _candidates(text: str) -> Iterator[str]:
    for match in _ADDRESS.finditer(text):
        yield match[0]
    for match in _TARGET.finditer(text):
        yield match[1]
    for match in _PATHED.finditer(text):
        yield match[0]
    for match in _BARE.finditer(text):
        last = match[0].partition("/")[0].rpartition(".")[2]
        # «hecho.Es mejor»: two sentences without the space between them.
        if not (last[:1].isupper() and last[1:].islower()) and match[0].lower() not in _NO_HOSTS:
            yield match[0]


def _is_listed(candidate: str, allowed: frozenset[str]) -> bool:
    if normal(candidate) in allowed:
        return True
    # The address may stand in brackets, in emphasis, or at the end of a sentence.
    bare = re.split(r"\]?\)|\]\(", candidate, maxsplit=1)[0].rstrip(_TAIL)
    return normal(bare) in allowed


def unlisted(text: str, allowed: frozenset[str]) -> bool:
    """Whether `text` gives an address that is not in `allowed` (from `listed`)."""
    visible = text.translate(_UNSEEN)
    if _SCRIPT.search(visible) or _SPELLED.search(visible):
        return True
    return not all(_is_listed(candidate, allowed) for candidate in _candidates(visible))


# Characters that show nothing and could part an address.
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F)])
