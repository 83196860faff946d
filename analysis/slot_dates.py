"""When the task is due, from a folded text (`labels.md`, plazo)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from analysis.slot_date_words import (
    BY_CLOCK,
    CUED,
    DATE,
    DAY_NAMES,
    DAY_OF_MONTH,
    DENIED,
    DENIED_AFTER,
    DUE_TODAY,
    ELSE,
    GONE,
    HABIT,
    IN,
    LATER,
    MONTHS,
    MOST_DATES,
    NEAR,
    NOT_TOMORROW,
    PAST,
    SEGMENT,
    SENTENCES,
    SHORT,
    STATE,
    TODAY,
    TOMORROW,
    WEEK,
    WEEKDAY,
    WORK,
)
from analysis.slot_minutes import DURATION
from analysis.slot_numbers import number
from analysis.slot_tasks import OTHERS_TASK


def _by_days(days: float) -> str:
    if days < 1:
        return "hoy"
    if days < 2:
        return "<24h"
    return "esta_semana" if days < 7 else ">1_semana"


def _weekday(match: re.Match[str], now: datetime | None) -> str:
    how, after = (match["how"] or "").strip(), (match["after"] or "").strip()
    next_week = "semana" in after or after in {"subsiguiente", "de la que viene", "de arriba"}
    if now is None:
        return ">1_semana" if next_week or how == "otro" else "esta_semana"
    if next_week:
        return ">1_semana"
    today = now.weekday()
    target = DAY_NAMES.index(match["day"])
    if how == "otro":
        return _by_days(7 - today + target)
    ahead = (target - today) % 7
    if ahead == 0 and (how or after):
        ahead = 7
    return _by_days(ahead)


def _from_date(match: re.Match[str], today: date) -> str | None:
    day = 1 if match["d"] == "primero" else int(match["d"])
    month = MONTHS.index(match["m"]) + 1 if match["m"] else int(match["mm"])
    for year in (today.year, today.year + 1):
        try:
            due = date(year, month, day)
        except ValueError:
            return None
        if due >= today - timedelta(days=30):
            return _by_days(max(0, (due - today).days))
    return None


def _from_day(match: re.Match[str], today: date) -> str | None:
    day = int(match["d"])
    for ahead in range(32):
        due = today + timedelta(days=ahead)
        if due.day == day:
            return _by_days(ahead)
    return None


_UNTIL = ("en", "dentro de", "queda", "falta", "de aqui a", "de aca a", "como en")
_UNIT_DAYS = {"dia": 1, "semana": 7, "quincena": 15, "mes": 30}
_SAME_DAY_HOURS, _LONG_HOURS = 6, 20


def _in_amount(match: re.Match[str], now: datetime | None) -> str | None:
    how, amount, unit = match["how"], number(match["n"]), match["unit"]
    if unit in {"hora", "minuto"}:
        if not how.startswith(_UNTIL):
            return None  # working time, not a date
        if unit == "minuto" or amount <= _SAME_DAY_HOURS:
            return "hoy"
        same_day = amount < _LONG_HOURS if now is None else _is_same_day(now, amount)
        return "hoy" if same_day else _by_days(max(1, amount / 24))
    if how == "hasta" and unit == "dia":
        return None
    return _by_days(amount * _UNIT_DAYS[unit])


def _is_same_day(now: datetime, hours: float) -> bool:
    return (now + timedelta(hours=hours)).date() == now.date()


def _later(match: re.Match[str], now: datetime | None) -> str:
    """«Fin de mes» is near when the month is nearly over; the rest is next week or later."""
    if now is None or not re.search(r"\b(?:fin|fines|final|finales|cierre) del? mes$", match[0]):
        return ">1_semana"
    last = monthrange(now.year, now.month)[1]
    return _by_days(last - now.day)


def _candidates(sentence: str, now: datetime | None) -> Iterator[tuple[re.Match[str], str | None]]:
    later = list(LATER.finditer(sentence))
    for match in later:
        yield match, _later(match, now)
    yield from _of_calendar(sentence, (now or datetime.now(UTC)).date())
    for match in IN.finditer(sentence):
        yield match, _in_amount(match, now)
    for match in WEEK.finditer(sentence):
        if not (later and "semana" in match[0]):
            yield match, "esta_semana"
    for match in WEEKDAY.finditer(sentence):
        if not any(other.start() - 4 <= match.start() <= other.end() for other in later):
            yield match, _weekday(match, now)
    for match in TOMORROW.finditer(sentence):
        before = sentence[max(0, match.start() - 20) : match.start()]
        if not NOT_TOMORROW.search(before) and not before.endswith("pasado "):
            yield match, "<24h"
    for match in TODAY.finditer(sentence):
        yield match, "hoy"


def _of_calendar(sentence: str, today: date) -> Iterator[tuple[re.Match[str], str | None]]:
    dates = list(DATE.finditer(sentence))
    for match in dates:
        yield match, _from_date(match, today)
    if not dates:
        for match in DAY_OF_MONTH.finditer(sentence):
            yield match, _from_day(match, today)


def _segment(sentence: str, start: int, end: int) -> tuple[str, str]:
    """The part of the sentence a date stands in, and what of it is before the date."""
    left = max(0, start - NEAR)
    cuts = [cut.end() for cut in SEGMENT.finditer(sentence, left, start)]
    begin = cuts[-1] if cuts else left
    cut = SEGMENT.search(sentence, end, end + NEAR)
    return sentence[begin : cut.start() if cut else end + NEAR], sentence[begin:start]


def _is_other(sentence: str, match: re.Match[str], segment: str, before: str) -> bool:
    """Whether the date is denied, past, a habit, or that of something or somebody else."""
    after = sentence[match.end() : match.end() + 30]
    wide = sentence[max(0, match.start() - 60) : match.start()]
    if DENIED.search(wide) or DENIED_AFTER.search(after) or GONE.search(after):
        return True
    if HABIT.search(before) or OTHERS_TASK.search(segment):
        return True
    return bool(ELSE.search(segment)) and not _HANDS_IN.search(before)


_HANDS_IN = re.compile(r"\b(?:entreg\w+|vence|rindo|expongo) (?:\w+ ){0,2}$")
_TO_HAND_IN = re.compile(r" (?:para (?:entreg|sub|mand|envi|que c)|y (?:cierra|vence))")
_HOW_LONG = re.compile(r"hoy(?: \w+)? tengo (?:\w+ )?(?:horas?|media)")


def _in_hours_belongs(
    match: re.Match[str], segment: str, before: str, after: str, *, alone: bool
) -> bool:
    """«Me quedan dos horas» says how long, «vence en dos horas» until when."""
    if match["how"].startswith("queda") and re.search(r"\b(?:me|nos) $", before):
        return bool(_TO_HAND_IN.match(after))
    return alone or match["how"].startswith("falta") or bool(DUE_TODAY.search(segment))


def _today_belongs(segment: str, before: str, *, task: bool, alone: bool) -> bool:
    if task and before.endswith(" de "):
        return True
    if DUE_TODAY.search(segment):
        return not _HOW_LONG.match(segment.strip())
    return (alone or task) and not DURATION.search(segment) and not STATE.search(segment)


def _belongs(sentence: str, match: re.Match[str], value: str, *, task: bool, alone: bool) -> bool:
    """Whether the date is that of the task; `task` tells that the text names one."""
    segment, before = _segment(sentence, match.start(), match.end())
    if _is_other(sentence, match, segment, before):
        return False
    if match[0].endswith((" rato", " toque", "breve")) and not DUE_TODAY.search(segment):
        return False
    if CUED.search(before) or match[0].startswith(("para ", "hasta ")):
        goodbye = before.rstrip().endswith("hasta") or match[0].startswith("hasta ")
        return task or bool(WORK.search(sentence)) or (not goodbye and len(sentence) < SHORT)
    if match.re is IN and match["unit"] in {"hora", "minuto"}:
        after = sentence[match.end() : match.end() + 30]
        return _in_hours_belongs(match, segment, before, after, alone=alone)
    if PAST.search(segment):
        return False
    if value == "hoy" and match.re is TODAY:
        return _today_belongs(segment, before, task=task, alone=alone)
    if STATE.search(segment) and not WORK.search(segment):
        return False
    brief = match.re is IN and len(sentence) < SHORT
    return alone or task or brief or bool(WORK.search(segment))


def find_deadline(folded: str, now: datetime | None = None, *, task: bool = False) -> str | None:
    """`hoy`, `<24h`, `esta_semana`, `>1_semana`, or None when no date of the task is said.

    `now` is the writer's local time; without it a bare weekday is `esta_semana`, and a date of
    the calendar is counted from UTC's today. `task` tells that the text names a task.
    """
    alone = len(folded.split()) <= 6
    for sentence in SENTENCES.split(folded):
        found = [
            (match.start(), value)
            for match, value in islice(_candidates(sentence, now), MOST_DATES)
            if value and _belongs(sentence, match, value, task=task, alone=alone)
        ]
        if found:
            return min(found)[1]
    for match in islice(BY_CLOCK.finditer(folded), 3):
        segment, before = _segment(folded, match.start(), match.end())
        due = DUE_TODAY.search(segment) or (
            task and match[0].startswith(("hasta", "antes", "para"))
        )
        dated = TOMORROW.search(folded) or WEEKDAY.search(folded) or LATER.search(folded)
        if due and not dated and not ELSE.search(segment) and not DENIED.search(before):
            return "hoy"
    return None
