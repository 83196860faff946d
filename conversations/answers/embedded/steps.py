"""The steps of a strategy: read as they are written, sized to the minutes there are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conversations.answers.embedded.shapes import SIZES, Step, Strategy

_WRITTEN = re.compile(r"\s*(\d{1,2})\s*:\s*(\S.*?)\s*\Z")


def read_steps(lines: Iterable[str]) -> tuple[Step, ...]:
    """Steps from lines such as `3: escribe una frase.`

    Raises ValueError, with the line, for one that is not written like that.
    """
    found = []
    for line in lines:
        match = _WRITTEN.match(line)
        if match is None or not int(match[1]):
            raise ValueError(line)
        found.append(Step(minutes=int(match[1]), text=match[2]))
    return tuple(found)


def sized(strategy: Strategy, minutes: int) -> tuple[Step, ...]:
    """The steps of the largest size that fits, or of the smallest; they add up to `minutes`.

    What rounding leaves over goes to the steps that lost most by it; every step has a minute at
    least. With fewer minutes than steps the last ones are left for another time.
    """
    size = max((size for size in SIZES if size <= minutes), default=SIZES[0])
    kept = strategy.sizes[size][: max(1, minutes)]
    whole = sum(step.minutes for step in kept)
    exact = [step.minutes * minutes / whole for step in kept]
    parts = [max(1, int(share)) for share in exact]
    while (left := minutes - sum(parts)) != 0:
        change = 1 if left > 0 else -1
        able = [at for at, part in enumerate(parts) if part + change >= 1]
        if not able:
            break  # not one minute for the only step
        parts[max(able, key=lambda at: change * (exact[at] - parts[at]))] += change
    return tuple(Step(part, step.text) for part, step in zip(parts, kept, strict=True))


def numbered(steps: Iterable[Step]) -> str:
    """The steps as a list to read: `1. Escribe una frase (3 min).`"""
    return "\n".join(f"{number}. {_line(step)}" for number, step in enumerate(steps, start=1))


def _line(step: Step) -> str:
    words = step.text.rstrip(".")
    return f"{words[0].upper()}{words[1:]} ({step.minutes} min)."
