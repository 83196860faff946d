"""Personal data out of a text and back in.

A mapping is a plain dictionary from placeholder to value (JSON as it is); handed from text to
text of a conversation it keeps the placeholders stable. `unmask(masked.text, masked.mapping)`
is the text that was masked, whatever the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import structlog

from analysis.pii.finder import find
from analysis.pii.placeholders import LIKE, READ, TEXT, Placeholder, identity, parse, value_for
from analysis.pii.recurrence import find_again
from psichat.errors import Unavailable

log = structlog.get_logger(__name__)

HIDDEN = "[…]"


class MaskingError(Unavailable):
    """A text could not be masked, so it must not leave. Says nothing of the text."""

    code = "masking_failed"


@dataclass(frozen=True)
class Masked:
    """The text with placeholders, and all placeholders of the conversation so far."""

    text: str
    mapping: dict[str, str] = field(default_factory=dict)


class _Register:
    """The placeholders given so far, and the next ones."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.mapping = dict(known)
        self._exact: dict[tuple[str, str], str] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._spellings: dict[tuple[str, int], int] = {}
        self._last: dict[str, int] = {}
        for key, value in known.items():
            self._enter(parse(key), value)

    def _enter(self, placeholder: Placeholder, value: str) -> None:
        kind, number = placeholder.kind, placeholder.number
        self._exact.setdefault((kind, value), str(placeholder))
        self._numbers.setdefault((kind, identity(kind, value)), number)
        self._spellings[kind, number] = max(
            placeholder.spelling, self._spellings.get((kind, number), 0)
        )
        self._last[kind] = max(number, self._last.get(kind, 0))

    def placeholder(self, kind: str, value: str, number: int | None = None) -> str:
        """The one for `value`; `number` says that it is another form of that value."""
        if (kind, value) in self._exact:
            return self._exact[kind, value]
        number = number or self._numbers.get((kind, identity(kind, value)))
        number = number or self._last.get(kind, 0) + 1
        new = Placeholder(kind, number, self._spellings.get((kind, number), 0) + 1)
        self._enter(new, value)
        self.mapping[str(new)] = value
        return str(new)


def _regions(text: str) -> Iterator[tuple[int, int, str]]:
    """What must not stay in `text`, sorted and apart: personal data, and look-alikes."""
    places = [(match.start(), match.end(), TEXT) for match in LIKE.finditer(text)]
    places += [(span.start, span.end, str(span.type)) for span in find(text)]
    current: tuple[int, int, str] | None = None
    for start, end, kind in sorted(places):
        if current is None or start >= current[1]:
            if current is not None:
                yield current
            current = (start, end, kind)
        else:
            both = current[2] if kind == TEXT else kind
            current = (current[0], max(end, current[1]), both)
    if current is not None:
        yield current


def mask(text: str, known: Mapping[str, str] | None = None) -> Masked:
    """`text` with a placeholder for each piece of personal data.

    `known` is the mapping of the conversation so far (None for a new one); the mapping that comes
    back contains it. Values that are known, and names that this text gives, are also replaced
    where they come again without an announcement. Raises ValueError for a broken mapping.
    """
    register = _Register(known or {})
    regions = list(_regions(text))
    for start, end, kind in regions:
        register.placeholder(kind, text[start:end])
    taken = [(start, end) for start, end, _ in regions]
    again = [
        (start, end, parse(key)) for start, end, key in find_again(text, register.mapping, taken)
    ]
    parts: list[str] = []
    at = 0
    numbered: list[tuple[int, int, str, int | None]] = []
    numbered += [(start, end, kind, None) for start, end, kind in regions]
    numbered += [(start, end, which.kind, which.number) for start, end, which in again]
    for start, end, kind, number in sorted(numbered, key=lambda item: item[0]):
        parts += [text[at:start], register.placeholder(kind, text[start:end], number)]
        at = end
    masked = Masked("".join([*parts, text[at:]]), register.mapping)
    if unmask(masked.text, masked.mapping) != text:
        raise ValueError("the masked text would not come back")
    return masked


def unmask(text: str, mapping: Mapping[str, str]) -> str:
    """`text` with the values put back. A placeholder in other brackets or case is recognised;
    one that the mapping does not know stays."""
    return READ.sub(lambda match: value_for(match[0], mapping), text)


def masked_or_raise(text: str, known: Mapping[str, str] | None = None) -> Masked:
    """`mask`, failing closed: raises MaskingError whatever broke, with nothing of the text."""
    kind = ""
    try:
        return mask(text, known)
    except Exception as exc:  # noqa: BLE001  # whatever broke, nothing may leave
        kind = type(exc).__name__
    # Out of the handler, so that the error carries no other one, which could carry the text.
    log.error("masking_failed", error=kind)
    raise MaskingError


def mask_for_log(text: str) -> str:
    """`text` masked for a log, or «[…]» when masking breaks."""
    try:
        return mask(text).text
    except Exception:  # noqa: BLE001  # a log line must neither break its caller nor leak
        return HIDDEN
