"""The study task in an English message, by rules (`labels.md`, Slots); never raises.

The extractor of `analysis.slots` reads Spanish only; the labels are the same.
"""

from __future__ import annotations

import re
from datetime import datetime

from analysis.results import Slots
from analysis.slots_english_dates import find_deadline
from analysis.slots_english_text import plain_english
from analysis.slots_english_words import (
    AHEAD,
    BEFORE_SUBJECT,
    BEHIND,
    BESIDE,
    DENIAL,
    EVERYDAY,
    FEELINGS,
    FINISHED,
    LANGUAGES,
    NOT_TASKS,
    OTHERS,
    OTHERS_FEELING,
    PHASES,
    STUDIED,
    SUBJECT,
    TASKS,
    TOOL_BEFORE,
    TURN,
)

_LONGEST = 1_200  # characters that are read
_BEFORE = 60
_LABEL = 25  # characters: no more than the name of the task
_LEAST, _MOST = 5, 300  # minutes of work that somebody may have now
_CLAUSE = re.compile(r"[.;!?\n,]|\bbut\b")
_DENIED = {"positivo": "otro", "neutral": "ansiedad_error"}
_NUMBERS = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30,
    "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "an": 1, "a": 1,
    "one": 1, "two": 2, "three": 3, "four": 4,
}  # fmt: skip
_AMOUNT = r"(?P<amount>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_MINUTES = re.compile(rf"(?<![\w-]){_AMOUNT} ?(?:more )?minutes?\b")
_HOURS = re.compile(
    rf"(?<![\w-])(?<!half )(?<!quarter of ){_AMOUNT}(?P<half> and a half)? ?hours?(?P<after> and a half)?\b"
)
_HALF_HOUR = re.compile(r"\bhalf an? hour\b|\bhalf hour\b")
_QUARTER = re.compile(r"\b(?P<many>three )?quarters? of an hour\b|\ba quarter hour\b")
# «for three hours», «two hours ago», «in an hour»: not time that there is now.
_PAST_BEFORE = re.compile(
    r"\b(?:for|spent|been|after|slept|sleep|wasted|lost|every|last|took|takes|in|within)"
    r"(?: (?:about|like|only|over|the|almost|the last|another))* $"
)
_PAST_AFTER = re.compile(
    r"^ (?:ago|late|away|long|of sleep|each|a day|per|before|and nothing|with a)"
)
_HAVE = re.compile(r"\b(?:have|got|there's|with|only|just|spare|give|is)\b")


def _before(folded: str, start: int) -> str:
    return _CLAUSE.split(folded[max(0, start - _BEFORE) : start])[-1]


def _feeling(folded: str) -> str | None:
    found: list[tuple[int, int, str]] = []
    for rank, (label, pattern) in enumerate(FEELINGS):
        for match in pattern.finditer(folded):
            before = _before(folded, match.start())
            if OTHERS_FEELING.search(before):
                continue
            if not match[0].startswith(("no ", "not ", "don't", "can't")) and DENIAL.search(before):
                found.append((match.start(), rank + len(FEELINGS), _DENIED.get(label, "neutral")))
            else:
                found.append((match.start(), rank, label))
    turn = max((match.end() for match in TURN.finditer(folded)), default=-1)
    after = [item for item in found if item[0] >= turn >= 0]
    stated = [item for item in after or found if item[1] < len(FEELINGS)]
    chosen = min(stated or after or found, default=None)
    return chosen[2] if chosen else None


def _phase(folded: str) -> str | None:
    found = [(match.start(), label) for label, rule in PHASES for match in rule.finditer(folded)]
    return max(found)[1] if found else None


def _task(folded: str, phase: str | None) -> str | None:
    for label, pattern in TASKS:
        for match in pattern.finditer(folded):
            around = folded[max(0, match.start() - 20) : match.end() + 20]
            before = _before(folded, match.start())
            if NOT_TASKS.search(around) or OTHERS.search(before):
                continue
            if FINISHED.search(before) and phase is None:
                continue
            return label
    return None


def _subject(folded: str, *, supported: bool) -> str | None:
    for match in SUBJECT.finditer(folded):
        name, before, after = match["name"], folded[: match.start()], folded[match.end() :]
        beside = BESIDE.search(after) is not None
        if name in LANGUAGES and TOOL_BEFORE.search(before) and not beside:
            continue
        if DENIAL.search(before):
            continue
        asked = BEFORE_SUBJECT.search(before) is not None
        supported = supported or STUDIED.search(before) is not None
        short = len(folded) <= _LABEL
        if name in EVERYDAY and not (beside or (asked and (supported or short))):
            continue
        if beside or supported or (asked and short):
            return name.capitalize() if name in LANGUAGES else name
    return None


def _minutes(folded: str) -> int | None:
    """Minutes of work that there are now."""
    found: list[tuple[int, int]] = []
    for pattern, size in ((_MINUTES, 1), (_HOURS, 60)):
        for match in pattern.finditer(folded):
            amount = match["amount"]
            count = (int(amount) if amount.isdigit() else _NUMBERS[amount]) * size
            if size > 1 and (match["half"] or match["after"]):
                count += 30
            if _is_available(folded, match):
                found.append((match.start(), count))
    found += [(m.start(), 30) for m in _HALF_HOUR.finditer(folded) if _is_available(folded, m)]
    for match in _QUARTER.finditer(folded):
        if _is_available(folded, match):
            found.append((match.start(), 45 if match["many"] else 15))
    fitting = [item for item in found if _LEAST <= item[1] <= _MOST]
    return max(fitting)[1] if fitting else None


def _is_available(folded: str, match: re.Match[str]) -> bool:
    before, after = _before(folded, match.start()), folded[match.end() :]
    if _PAST_AFTER.match(after):
        return False
    return not _PAST_BEFORE.search(before) or bool(_HAVE.search(before))


def extract_slots_english(text: object, now: datetime | None = None) -> Slots:
    """What an English `text` says of the study task; what it does not say is None.

    `now` is the writer's local time, by which «on Thursday» said on a Wednesday is `<24h`. Of a
    long message the beginning is read. What is no text has no slots.
    """
    if not isinstance(text, str):
        return Slots()
    folded = plain_english(text[:_LONGEST])
    minutes, phase = _minutes(folded), _phase(folded)
    task = _task(folded, phase)
    subject = _subject(folded, supported=bool(task or minutes or phase))
    due = find_deadline(folded, now, task=bool(task or subject))
    if task == "otro" and len(folded) > _LABEL and not (minutes or phase or due):
        ahead, behind = AHEAD.search(folded), BEHIND.search(folded)
        if behind or not ahead:
            task = subject = None
    return Slots(_feeling(folded), task, subject, due, phase, minutes)
