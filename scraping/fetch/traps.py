"""Addresses that a server makes without end: calendars, lists, paths that repeat themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils import timezone

MOST_SEGMENTS = 15
MOST_PARAMETERS = 10
MOST_SAME_SEGMENTS = 3
LAST_LIST_PAGE = 50
LAST_LIST_OFFSET = 1_000
# How far from today a calendar is followed, in months; a calendar of days, only the nearest ones.
MONTHS_BACK = 12
MONTHS_AHEAD = 12
MONTHS_OF_DAYS = 1

_PAGE_NAMES = frozenset(
    "page paged pagina página pag pg pagenum page_num pageno pagenumber".split()
)
_OFFSET_NAMES = frozenset("offset start skip limitstart startrow".split())
_CALENDAR = re.compile(
    r"(?:^|[-_])(?:calendar|calendario|calendarios|cal|agenda|eventos?|events?|actividades)"
    r"(?:$|[-_.])"
)
_VIEW = frozenset(
    "month mes week semana day dia día year año anio list lista today hoy html php aspx".split()
)
_YEAR_NAMES = frozenset("year anio año ano yr y cal_year".split())
_MONTH_NAMES = frozenset("month mes mon m cal_month".split())
_DATE_NAMES = re.compile(
    r"(?:[\w-]*[-_])?(?:date|fecha|dia|día|day|mes|month|desde|from)(?:[-_]\w*)?"
)
_DATE = re.compile(r"((?:19|20|21)\d\d)(?:[-/_.]?(0?[1-9]|1[0-2])(?:[-/_.]?([0-3]?\d))?)?")
_YEAR = re.compile(r"\d{4,5}")


def trap(url: str) -> bool:
    """Whether a canonical address looks like one of endlessly many.

    The first pages of a list and the months around today's are followed; an archive by date
    (`/noticias/2019/05/una-noticia`) is no calendar.
    """
    parts = urlsplit(url)
    segments = [unquote(segment).lower() for segment in parts.path.split("/") if segment]
    query = [(name.lower(), value) for name, value in parse_qsl(parts.query)]
    return (
        len(segments) > MOST_SEGMENTS
        or len(query) > MOST_PARAMETERS
        or _repeats(segments)
        or _far_in_a_list(segments, query)
        or _far_in_a_calendar(segments, query)
    )


def _repeats(segments: list[str]) -> bool:
    """/a/a/a, /a/b/a/b/a/b, or one word again and again, as relative links that went wrong make."""
    words = Counter(segment for segment in segments if not segment.isdigit())
    if any(count > MOST_SAME_SEGMENTS for count in words.values()):
        return True
    for period in range(1, len(segments) // 3 + 1):
        for first in range(len(segments) - 3 * period + 1):
            part = segments[first : first + period]
            if (
                part == segments[first + period : first + 2 * period]
                and part == segments[first + 2 * period : first + 3 * period]
            ):
                return True
    return False


def _far_in_a_list(segments: list[str], query: list[tuple[str, str]]) -> bool:
    pages = [(name, value) for name, value in query if name in _PAGE_NAMES]
    pages += [pair for pair in pairwise(segments) if pair[0] in _PAGE_NAMES]
    return any(value.isdecimal() and int(value[:9]) > LAST_LIST_PAGE for _, value in pages) or any(
        name in _OFFSET_NAMES and value.isdecimal() and int(value[:9]) > LAST_LIST_OFFSET
        for name, value in query
    )


def _far_in_a_calendar(segments: list[str], query: list[tuple[str, str]]) -> bool:
    about_dates = any(_CALENDAR.search(segment) for segment in segments)
    return any(
        _far(*date) for date in [*_dates_in_query(query, about_dates), *_dates_in_path(segments)]
    )


def _dates_in_query(
    query: list[tuple[str, str]], about_dates: bool
) -> Iterator[tuple[int, int, bool]]:
    """(year, month, whether one day of it); month 0 where only a year is given."""
    named = dict(query)
    year = next((named[name] for name in _YEAR_NAMES if name in named), "")
    month = next((named[name] for name in _MONTH_NAMES if name in named), "")
    if _YEAR.fullmatch(year) and (month or about_dates):
        yield int(year), int(month) if month.isdecimal() and len(month) <= 2 else 0, False
    for name, value in query:
        if _DATE_NAMES.fullmatch(name) and (found := _DATE.fullmatch(value)) and found[2]:
            yield int(found[1]), int(found[2]), bool(found[3])


def _dates_in_path(segments: list[str]) -> Iterator[tuple[int, int, bool]]:
    """The date that the path of a calendar ends with; what goes on with words is a page."""
    at = next((i for i, segment in enumerate(segments) if _CALENDAR.search(segment)), None)
    if at is None:
        return
    rest = "/".join(segment for segment in segments[at + 1 :] if segment not in _VIEW)
    if (found := _DATE.fullmatch(rest)) and found[1]:
        yield int(found[1]), int(found[2] or 0), bool(found[3])


def _far(year: int, month: int, one_day: bool) -> bool:
    today = timezone.localdate()
    if not month:
        return abs(year - today.year) > 1
    months = (year - today.year) * 12 + month - today.month
    if one_day:
        return abs(months) > MONTHS_OF_DAYS
    return not -MONTHS_BACK <= months <= MONTHS_AHEAD
