"""Whom to call, by country; answers even when the database does not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

import structlog
from django.db import DatabaseError

from conversations.models import Hotline

log = structlog.get_logger(__name__)

FILE = Path(__file__).resolve().parent / "hotlines.toml"
ANYWHERE = "XX"


class HotlineDict(TypedDict):
    """A line as the contract's `safety` event has it."""

    name: str
    phone: str
    hours: str
    url: str


class Line(HotlineDict):
    """A line and what it is for (`Hotline.Use`)."""

    use: str


@lru_cache(maxsize=1)
def built_in() -> dict[str, tuple[Line, ...]]:
    """The directory as it was shipped, by country."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        country: tuple(
            Line(
                name=line["name"],
                phone=line["phone"],
                hours=line["hours"],
                url=line.get("url", ""),
                use=line["use"],
            )
            for line in lines
        )
        for country, lines in data.items()
    }


def _stored(country: str) -> list[Line]:
    rows = Hotline.objects.filter(country=country, active=True).order_by("position", "name")
    return [
        Line(name=row.name, phone=row.phone, hours=row.hours, url=row.url, use=row.use)
        for row in rows
    ]


def lines_for(country: str) -> list[Line]:
    """The lines of `country`; those for anywhere when it has none; never empty."""
    try:
        found = _stored(country) or _stored(ANYWHERE)
    except DatabaseError:
        log.exception("hotlines_not_read", country=country)
        found = []
    return found or shipped_lines(country)


def shipped_lines(country: str) -> list[Line]:
    """The same from the directory as it was shipped, without the database."""
    directory = built_in()
    return list(directory.get(country) or directory[ANYWHERE])


def ordered(lines: Iterable[Line], uses: tuple[str, ...]) -> list[HotlineDict]:
    """The lines of those uses, in the order of `uses`, in the form of the contract."""
    found = list(lines)
    return [
        HotlineDict(name=line["name"], phone=line["phone"], hours=line["hours"], url=line["url"])
        for use in uses
        for line in found
        if line["use"] == use
    ]
