"""The study task in a message, by rules (`labels.md`, Slots); never raises, about a millisecond."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import datetime

from analysis.results import Slots
from analysis.slot_dates import find_deadline
from analysis.slot_feelings import DENIAL, FEELINGS, OTHERS_FEELING, TURN
from analysis.slot_minutes import find_minutes
from analysis.slot_phases import PHASE_DENIED, PHASES
from analysis.slot_subjects import find_subject
from analysis.slot_tasks import (
    AHEAD,
    BEHIND,
    DONE_BEFORE,
    ENQUIRY,
    HANDED_IN,
    OTHERS_TASK,
    OWN,
    TASKS,
)
from analysis.slot_text import plain

_HEAD, _TAIL = 700, 500  # of a long message: the task is named where it begins or ends
_LABEL = 25  # characters: no more than the name of the task
_AT_SOMEBODY = re.compile(r" (?:con|de) (?:mi|mis|el|la|un|una|ell?[ao]s?) ?(?:\w+)?")
_VAGUE = "otro"
_CORRECTS = re.compile(
    r"\bno,? (?:es|era|son)\b|\bme (?:equivoque|confundi)|\bperdon\b|\bcorrijo\b|\bdigo,|\bno,? no\b|"
    r"\b(?:quise|queria) decir|\bmejor dicho|\ben realidad|\bya no es|\bcambiaron"
)
_NEXT_ONE = re.compile(r"\b(?:otr[ao]|tambien|ademas|ahora (?:tengo|me toca|toca|voy))\b")
_NEXT = re.compile(
    rf"{_NEXT_ONE.pattern}|\b(?:examen|prueba|parcial|certamen|control|final|solemne|oral|traduccion)\b"
)
_CLAUSE = re.compile(r"[.;!?\n,]|\bpero\b")
_MOST_MATCHES = 12
_SHORT = 60  # characters: an answer to a question, in which nothing else need be said
_DENIED_FEELING = {"positivo": "otro", "neutral": "ansiedad_error"}


def _before(folded: str, start: int) -> str:
    """What the clause says up to `start`, at most 60 characters."""
    return _CLAUSE.split(folded[max(0, start - 60) : start])[-1]


def _feeling(folded: str, *, task: bool) -> str | None:
    found: list[tuple[int, int, str]] = []
    for rank, (label, pattern) in enumerate(FEELINGS):
        for count, match in enumerate(pattern.finditer(folded)):
            if count >= _MOST_MATCHES:
                break
            before = _before(folded, match.start())
            if OTHERS_FEELING.search(before):
                continue
            meant = label
            if label == "enojo":
                # Of the task, unless the message is about something else.
                near = folded[match.end() : match.end() + 30]
                brief = len(folded) < _SHORT and not _AT_SOMEBODY.match(near)
                meant = "frustracion" if task or brief else "otro"
            if not match[0].startswith(("no ", "sin ", "ni ")) and DENIAL.search(before):
                # «no ... nada» of a bad feeling is a denial; a mood of its own needs no mention.
                found.append((match.start(), rank + 20, _DENIED_FEELING.get(meant, "neutral")))
            else:
                found.append((match.start(), rank, meant))
    if not found:
        return None
    turn = max((match.end() for match in TURN.finditer(folded)), default=-1)
    after = [item for item in found if item[0] >= turn >= 0]
    stated = [item for item in after or found if item[1] < 20]
    return min(stated or after or found)[2]


def _task(folded: str, phase: str | None) -> str | None:
    # «Terminé el resumen, lo reviso»: what is being checked is still the task.
    done = DONE_BEFORE if phase is None else HANDED_IN
    for label, pattern in TASKS:
        for count, match in enumerate(pattern.finditer(folded)):
            if count >= _MOST_MATCHES:
                break
            before = _before(folded, match.start())
            within = match[0].rsplit(" ", 1)[0] + " " if " " in match[0] else ""
            if done.search(before) or done.search(before + within):
                continue
            if not OTHERS_TASK.search(before + match[0]):
                return label
    return None


def _phase(folded: str) -> str | None:
    found = [
        (match.start(), label)
        for label, pattern in PHASES
        for match in pattern.finditer(folded)
        if not PHASE_DENIED.search(_before(folded, match.start()))
    ]
    return max(found)[1] if found else None


def extract_slots(text: object, now: datetime | None = None) -> Slots:
    """What `text` says of the study task; what it does not say is None.

    `now` is the writer's local time (aware), by which «el jueves» said on a Wednesday is `<24h`;
    without it a bare weekday is `esta_semana`. Of a long message the beginning and the end are
    read. What is no text has no slots.
    """
    if not isinstance(text, str):
        return Slots()
    if len(text) > _HEAD + _TAIL:
        text = f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    folded = plain(text)
    minutes, phase = find_minutes(folded), _phase(folded)
    task = _task(folded, phase)
    if task == "otro" and len(folded) > _LABEL and not (minutes or phase):
        ahead = AHEAD.search(folded) or find_deadline(folded, now, task=True)
        if not ahead or (BEHIND.search(folded) and not find_deadline(folded, now, task=True)):
            task = None
    subject = find_subject(text, folded, supported=bool(task or minutes or phase))
    due = find_deadline(folded, now, task=bool(task or subject))
    feeling = _feeling(folded, task=bool(task or subject or phase))
    slots = Slots(feeling, task, subject, due, phase, minutes)
    own = bool(OWN.search(folded))
    if phase and not (task or subject or minutes or due) and len(folded) > _SHORT:
        slots = replace(slots, fase=None)
    if ENQUIRY.search(folded) and not (feeling or minutes or phase) and not own:
        return Slots()
    return slots


def merged(earlier: Slots, new: Slots, text: str = "") -> Slots:
    """The slots of a conversation, `earlier`, after a message `text` that said `new`.

    What the message does not say stays; what it says fills in or corrects. With another task
    (`is_other_task`) what belonged to the one before is dropped unless said again: type, subject,
    `plazo`, `fase` and `tiempo_bloque`.
    """
    if is_other_task(earlier, new, text):
        earlier = Slots(sentimiento=earlier.sentimiento)
    elif new.tipo_tarea == _VAGUE and earlier.tipo_tarea:
        new = replace(new, tipo_tarea=None)  # «el trabajo» is the task already known
    said = {name: value for name, value in asdict(new).items() if value is not None}
    return replace(earlier, **said)


def is_other_task(earlier: Slots, new: Slots, text: str = "") -> bool:
    """Whether the message `text` that said `new` speaks of another task than `earlier`.

    So it does with another type or subject, unless it corrects («no es un ensayo, es un
    resumen») or only names the task vaguely («el trabajo», which is `otro`).
    """
    folded = plain(text[: _HEAD + _TAIL])
    if _CORRECTS.search(folded):
        return False
    was, now = earlier.ramo, new.ramo
    if isinstance(was, str) and isinstance(now, str) and was.casefold() != now.casefold():
        return True
    if not new.tipo_tarea or not earlier.tipo_tarea or new.tipo_tarea == earlier.tipo_tarea:
        return False
    if new.tipo_tarea == _VAGUE:
        return bool(_NEXT.search(folded))
    return earlier.tipo_tarea != _VAGUE or bool(_NEXT_ONE.search(folded))
