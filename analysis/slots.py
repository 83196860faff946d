"""The study task in a message, by rules (`labels.md`, Slots); never raises, well under 2 ms."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from analysis.folding import fold
from analysis.results import Slots
from analysis.slot_feelings import DENIAL, FEELINGS, OTHERS_FEELING, TURN
from analysis.slot_subjects import find_subject
from analysis.slot_tasks import DONE_BEFORE, PHASES, TASKS
from analysis.slot_times import find_deadline, find_minutes

_HEAD, _TAIL = 700, 500  # of a long message: the task is named where it begins or ends
_CLAUSE = re.compile(r"[.;!?\n,]")


def _before(folded: str, start: int) -> str:
    """What the clause says up to `start`, at most 60 characters."""
    return _CLAUSE.split(folded[max(0, start - 60) : start])[-1]


def _feeling(folded: str) -> str | None:
    found: list[tuple[int, int, str]] = []
    for rank, (label, pattern) in enumerate(FEELINGS):
        for match in pattern.finditer(folded):
            before = _before(folded, match.start())
            if OTHERS_FEELING.search(before):
                continue
            if DENIAL.search(before):
                denied = {"positivo": "otro", "neutral": "ansiedad_error"}.get(label, "neutral")
                # «no ... nada» of a bad feeling is a denial; a mood of its own needs no mention.
                found.append((match.start(), rank + 10, denied))
            else:
                found.append((match.start(), rank, label))
    if not found:
        return None
    turn = max((match.end() for match in TURN.finditer(folded)), default=-1)
    after = [item for item in found if item[0] >= turn >= 0]
    stated = [item for item in after or found if item[1] < 10]
    return min(stated or after or found)[2]


def _task(folded: str) -> str | None:
    for label, pattern in TASKS:
        for match in pattern.finditer(folded):
            if not DONE_BEFORE.search(_before(folded, match.start())) and not DONE_BEFORE.search(
                _before(folded, match.start()) + match[0].rsplit(" ", 1)[0] + " "
            ):
                return label
    return None


def _phase(folded: str) -> str | None:
    found = [
        (match.start(), label) for label, pattern in PHASES for match in pattern.finditer(folded)
    ]
    return max(found)[1] if found else None


def extract_slots(text: str, now: datetime | None = None) -> Slots:
    """What `text` says of the study task; what it does not say is None.

    `now` is the writer's time, by which «en tres horas» and «el 15 de marzo» are read; UTC's if
    not given. Of a long message the beginning and the end are read.
    """
    if len(text) > _HEAD + _TAIL:
        text = f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    folded = fold(text)
    return Slots(
        sentimiento=_feeling(folded),
        tipo_tarea=_task(folded),
        ramo=find_subject(text, folded),
        plazo=find_deadline(folded, now or datetime.now(UTC)),
        fase=_phase(folded),
        tiempo_bloque=find_minutes(folded),
    )
