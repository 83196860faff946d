"""When the task is due, from a folded English text (`labels.md`, plazo)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

TODAY, TOMORROW, THIS_WEEK, LATER = "hoy", "<24h", "esta_semana", ">1_semana"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_WEEK, _SHORT, _NEAR_YEAR = 7, 60, 300
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "couple of": 2, "a couple of": 2, "a few": 3,
}  # fmt: skip
_NUMBER = r"(?P<count>\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|midnight|asap|right away|"
    r"(?:due|it's due) now|by the end of the day|end of (?:the )?day|in (?:a few|an?|two|three|"
    r"four|five|\d) hours?|(?:at|by|until) \d{1,2}(?:[:.]\d\d)? ?(?:pm|am)?(?= today))\b"
)
_TOMORROW = re.compile(
    r"(?<!day after )\btomorrow\b|\bin 24 hours\b|\bfirst thing in the morning\b"
)
_AFTER_TOMORROW = re.compile(r"\b(?:the )?day after tomorrow\b")
_WEEKDAY = re.compile(
    r"\b(?:(?P<how>next|this|on|by|for|until) )?(?P<day>" + "|".join(_DAYS) + r")s?\b"
)
_IN = re.compile(rf"\b(?:in|within) (?:about |like )?{_NUMBER} (?P<unit>day|week|month)s?\b")
_THIS_WEEK = re.compile(
    r"\b(?:this week|this weekend|later this week|end of the week|in a few days)\b"
)
_LATER = re.compile(
    r"\b(?:next (?:week|month|term|semester|year)|in (?:a few|some|several) weeks|end of (?:the )?"
    r"(?:month|term|semester)|later on|no rush|a long time|months? away|not (?:until|till) (?:next|the end))\b"
)
_DATE = re.compile(
    r"\b(?:the )?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>" + "|".join(_MONTHS) + r")|"
    r"(?P<month2>" + "|".join(_MONTHS) + r") (?:the )?(?P<day2>\d{1,2})(?:st|nd|rd|th)?)\b"
)
# What happened, or happens again and again, or is the date of something else.
_PAST = re.compile(
    r"\b(?:last|yesterday|was|were|went|failed|had|did|since|every|each|said|told|told me|saw|died|"
    r"happened|slept|cried|always on|don't sleep|meet|see|seeing|class|party|birthday|until late)"
    r"(?: \w+){0,2} ?$"
)
# All that a message holds beside the date when it only says when.
_ONLY_WHEN = frozenset(
    "it's it is due for by on until the at deadline actually no not wait sorry i mean meant said "
    "well ok yes maybe think hand in submit have to must has be before this next day after that's "
    "am pm but week month end of a an in about days weeks two three four five around coming "
    "morning evening noon".split()
)
_WORD = re.compile(r"[a-z']+")


def _by_days(days: int) -> str:
    if days <= 0:
        return TODAY
    if days == 1:
        return TOMORROW
    return THIS_WEEK if days < _WEEK else LATER


def _weekday(match: re.Match[str], now: datetime | None) -> str:
    if now is None:
        return LATER if match["how"] == "next" else THIS_WEEK
    days = (_DAYS.index(match["day"]) - now.weekday()) % _WEEK or _WEEK
    if match["how"] == "next" and now.weekday() + days < _WEEK:
        days += _WEEK  # «next Friday» on a Wednesday is the one of next week
    return _by_days(days) if days < _WEEK else LATER


def _date(match: re.Match[str], now: datetime | None) -> str | None:
    day, month = int(match["day"] or match["day2"]), match["month"] or match["month2"]
    if now is None:
        return None
    try:
        when = date(now.year, _MONTHS.index(month) + 1, day)
    except ValueError:
        return None
    if (now.date() - when) > timedelta(days=_NEAR_YEAR):
        when = when.replace(year=now.year + 1) if (month, day) != ("february", 29) else when
    return _by_days((when - now.date()).days) if when >= now.date() else None


def _in(match: re.Match[str]) -> str:
    count = int(match["count"]) if match["count"].isdigit() else _NUMBERS[match["count"]]
    days = count * {"day": 1, "week": _WEEK, "month": 30}[match["unit"]]
    return _by_days(days)


def _found(folded: str, now: datetime | None) -> Iterator[tuple[int, str]]:
    fixed = (
        (_AFTER_TOMORROW, THIS_WEEK),
        (_TOMORROW, TOMORROW),
        (_TODAY, TODAY),
        (_THIS_WEEK, THIS_WEEK),
        (_LATER, LATER),
    )
    for pattern, label in fixed:
        for match in pattern.finditer(folded):
            yield match.start(), label
    for match in _WEEKDAY.finditer(folded):
        yield match.start(), _weekday(match, now)
    for match in _IN.finditer(folded):
        yield match.start(), _in(match)
    for match in _DATE.finditer(folded):
        label_of_date = _date(match, now)
        if label_of_date:
            yield match.start(), label_of_date


def find_deadline(folded: str, now: datetime | None, *, task: bool) -> str | None:
    """The label of the date that a task or a short answer names, or None.

    Of several the last counts, because people correct themselves; without a task only a short
    message («on Friday») or one with a word such as «due» speaks of a date of work.
    """
    after: list[tuple[int, str]] = []
    for start, label in _found(folded, now):
        clause = re.split(r"[.;!?\n,]|\bbut\b", folded[max(0, start - 50) : start])[-1]
        if not _PAST.search(clause):
            after.append((start, label))
    if not after:
        return None
    return max(after)[1] if task or _says_when(folded) else None


def _says_when(folded: str) -> bool:
    """Whether a message without a task says when one is due."""
    if re.search(r"\b(?:due|deadline|hand (?:it )?in|submit)\b", folded):
        return True
    named = {*_DAYS, *_MONTHS, "today", "tomorrow", "tonight", "weekend", "midnight", "later"}
    return len(folded) <= _SHORT and all(
        word in _ONLY_WHEN or word in named for word in _WORD.findall(folded)
    )
