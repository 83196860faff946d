"""Values already known as personal, where they come again without an announcement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from analysis.pii.names import GIVEN, PET, WORDS_TOO
from analysis.pii.placeholders import parse
from analysis.pii.plain import plain
from analysis.pii.spans import PiiType
from analysis.pii.surnames import SURNAMES

_WORD = re.compile(r"[^\W_]+")
# The others are found by their form wherever they stand.
_AGAIN = {PiiType.PERSON, PiiType.NATIONAL_ID, PiiType.PHONE, PiiType.ADDRESS}
_FEWEST_DIGITS = 6


def _table(mapping: Mapping[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By first word: the words of each value and of each part of a name, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, value in mapping.items():
        kind = parse(key).kind
        if kind not in _AGAIN:
            continue
        words = tuple(_WORD.findall(plain(value).low))
        forms = {words}
        if kind == PiiType.PERSON:
            forms |= {(word,) for word in words if word in GIVEN or word in PET or word in SURNAMES}
            forms |= {words[:count] for count in range(2, len(words))}
        elif sum(map(len, words)) < _FEWEST_DIGITS:
            continue
        for form in forms:
            if form:
                table.setdefault(form[0], []).append((form, key))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _is_name(cased: str, start: int, form: tuple[str, ...]) -> bool:
    """One word of a name is taken when it has a capital, or can be nothing but a name."""
    if len(form) > 1 or form[0].isdigit():
        return True
    if cased[start].isupper():
        return True
    return form[0] in GIVEN and form[0] not in WORDS_TOO and len(form[0]) > 3


def find_again(
    text: str, mapping: Mapping[str, str], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """Start, end and placeholder of each known value in `text` outside the `taken` places."""
    table = _table(mapping)
    if not table:
        return
    form = plain(text)
    busy = bytearray(len(text))
    for start, end in taken:
        busy[start:end] = b"\x01" * (end - start)
    words = list(_WORD.finditer(form.low))
    at = 0
    while at < len(words):
        step = 1
        for wanted, key in table.get(words[at][0], ()):
            some = words[at : at + len(wanted)]
            if tuple(word[0] for word in some) != wanted:
                continue
            start, end = form.original(some[0].start(), some[-1].end())
            if any(busy[start:end]) or not _is_name(form.cased, some[0].start(), wanted):
                continue
            yield start, end, key
            step = len(wanted)
            break
        at += step
