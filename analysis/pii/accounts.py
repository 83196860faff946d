"""Payment cards and bank accounts (IBAN), by form and check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.pii.checks import IBAN_LENGTHS, iban, luhn
from analysis.pii.runs import Run, part, runs

_IBAN_HEAD = re.compile(
    r"(?<![^\W_])(?:" + "|".join(sorted(IBAN_LENGTHS)) + r") ?\d\d(?=[ .-]?[^\W_])"
)
_SHAPES = {
    (13,), (14,), (15,), (16,), (17,), (18,), (19,), (4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (8, 8),
    (4, 4, 4, 3), (4, 4, 4, 1), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (4, 12),
    (6, 10), (6, 4, 6), (4, 5, 6), (4, 4, 8), (8, 4, 4), (6, 6, 4), (4, 4, 4, 2),
}  # fmt: skip
_NOT_CARD = re.compile(
    r"\b(?:is[bs]n|imei|orcid|ean|tracking|clabe|cbu|cvu|cci)\b\W{0,4}(?:\w+\W{1,3}){0,2}$"
)


def _is_card(low: str, run: Run) -> bool:
    if run.shape not in _SHAPES or run.plus or not luhn(run.digits):
        return False
    return len(set(run.digits)) > 1 and not _NOT_CARD.search(
        low[max(0, run.start - 30) : run.start]
    )


def find_cards(low: str) -> Iterator[tuple[int, int]]:
    """Where card numbers stand, also with other numbers (expiry, code) beside them."""
    for run in runs(low):
        count = len(run.groups)
        first = 0
        while first < count:
            for last in range(min(count, first + 5), first, -1):
                some = part(low, run, first, last)
                if 13 <= len(some.digits) <= 19 and _is_card(low, some):
                    yield some.places[0][0], some.end
                    first = last
                    break
            else:
                first += 1


def find_ibans(low: str) -> Iterator[tuple[int, int]]:
    """Where an IBAN of a known country, of the right length and check digits, stands."""
    for match in _IBAN_HEAD.finditer(low):
        wanted = IBAN_LENGTHS[match[0][:2]]
        signs: list[str] = []
        at = match.start()
        while at < len(low) and len(signs) < wanted:
            if low[at].isascii() and low[at].isalnum():
                signs.append(low[at])
            elif low[at] not in " -." or low[at - 1] in " -.":
                break
            at += 1
        ends_well = at >= len(low) or not low[at].isalnum()
        if ends_well and iban("".join(signs)):
            yield match.start(), at
