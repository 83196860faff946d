"""The fixed, reviewed text for a crisis, with whom to call (requirement D10).

No model is asked. The words are in `answers/content/<language>/safety.toml`; how they must sound
is in the guidelines for safe messaging that the file names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any

from analysis.labels import CrisisKind, CrisisLevel
from analysis.results import CrisisResult
from conversations.hotlines import (
    ANYWHERE,
    HotlineDict,
    Line,
    lines_for,
    ordered,
    shipped_lines,
)
from conversations.models import Hotline
from conversations.wire import Event, event

CONTENT = Path(__file__).resolve().parent / "answers" / "content"
DEFAULT_LANGUAGE = "es"
# As `provider` of the messages that hold the text.
SAFETY_PROVIDER = "safety"
_CRISIS, _VIOLENCE, _EMERGENCY = Hotline.Use.CRISIS, Hotline.Use.VIOLENCE, Hotline.Use.EMERGENCY
# Whose danger comes first when a message shows several kinds.
_BY_WEIGHT = (
    CrisisKind.THIRD_PARTY,
    CrisisKind.VIOLENCE_THREATENED,
    CrisisKind.VIOLENCE_SUFFERED,
    CrisisKind.SUICIDAL_IDEATION,
    CrisisKind.SELF_HARM,
    CrisisKind.ACUTE_DISTRESS,
)
_MINUTES_TO_HOURS = 90
# No person reads and answers in less, whatever the institution has written down.
_FEWEST_MINUTES = 2
_WITH_POLICE = frozenset({CrisisKind.VIOLENCE_SUFFERED, CrisisKind.VIOLENCE_THREATENED})
# Their own words already begin with the emergency number, at every level.
_EMERGENCY_FIRST = frozenset({CrisisKind.THIRD_PARTY, CrisisKind.VIOLENCE_THREATENED})


@dataclass(frozen=True)
class SafetyReply:
    """The text, and the lines to call in the order in which to try them."""

    text: str
    hotlines: tuple[HotlineDict, ...]


@lru_cache(maxsize=4)
def _words(language: str) -> dict[str, Any]:
    file = CONTENT / language / "safety.toml"
    if not file.exists():
        return _words(DEFAULT_LANGUAGE)
    return tomllib.loads(file.read_text(encoding="utf-8"))


def first_to_call(lines: Sequence[HotlineDict]) -> HotlineDict | None:
    """The first line that can be dialled; None when none can."""
    return next((line for line in lines if line["phone"]), None)


def hotlines_for(country: str) -> list[HotlineDict]:
    """All lines of a country for «Ayuda ahora»; works without a database."""
    return ordered(lines_for(country or ANYWHERE), (_CRISIS, _EMERGENCY, _VIOLENCE))


def safety_reply(
    *,
    level: str,
    kinds: Sequence[str],
    country: str,
    institution_contact: Mapping[str, str] | None,
    notified: bool,
    answer_minutes: int,
    language: str = DEFAULT_LANGUAGE,
    times: int = 1,
) -> SafetyReply:
    """What a student in a crisis reads, at once.

    `notified` says whether a person was really told; `answer_minutes` is the time in which one
    usually answers. `times` counts the crisis messages of the conversation from 1: from the
    second on the words change and the number stays. Never raises for want of a database.
    """
    return _reply(
        level=level,
        kind=_main_kind(kinds),
        lines=lines_for(country or ANYWHERE),
        contact=institution_contact or {},
        person=_person(_words(language), notified, answer_minutes, times),
        words=_words(language),
        times=times,
    )


def safety_without_database(
    crisis: CrisisResult, country: str = ANYWHERE, language: str = DEFAULT_LANGUAGE
) -> SafetyReply:
    """The same when nothing could be stored, so that nobody was told."""
    words = _words(language)
    return _reply(
        level=crisis.level,
        kind=_main_kind(crisis.kinds),
        lines=shipped_lines(country),
        contact={},
        person=_person(words, notified=False, minutes=0, times=1),
        words=words,
        times=1,
    )


def safety_event(crisis: CrisisResult, reply: SafetyReply, *, notified: bool) -> Event:
    """The contract's event; `notified` says whether a person was really told."""
    return event(
        "safety",
        level=crisis.level,
        text=reply.text,
        hotlines=list(reply.hotlines),
        notified=notified,
    )


def _main_kind(kinds: Sequence[str]) -> str:
    return next((kind.value for kind in _BY_WEIGHT if kind in kinds), CrisisKind.ACUTE_DISTRESS)


def _uses(level: str, kind: str) -> tuple[str, ...]:
    """Which lines, and which first."""
    own = _VIOLENCE if kind == CrisisKind.VIOLENCE_SUFFERED else _CRISIS
    other = (_CRISIS,) if own == _VIOLENCE else ()
    if level == CrisisLevel.IMMINENT or kind == CrisisKind.VIOLENCE_THREATENED:
        return (_EMERGENCY, own, *other)
    return (own, *other, _EMERGENCY)


def _person(words: Mapping[str, Any], notified: bool, minutes: int, times: int) -> str:
    """Who was told, and in what time they usually answer: rounded up, so that nobody waits longer
    than was said.
    """
    key = "notified" if notified else "not_notified"
    if minutes >= _MINUTES_TO_HOURS:
        amount = words["units"]["hours"].format(n=ceil(minutes / 60))
    else:
        amount = words["units"]["minutes"].format(n=max(minutes, _FEWEST_MINUTES))
    return _variant(words["person"][key], times).format(amount=amount)


def _variant(lines: Sequence[str], times: int) -> str:
    """The first at first; the others in turn after that."""
    if times <= 1 or len(lines) == 1:
        return lines[0]
    return lines[1 + (times - 2) % (len(lines) - 1)]


def _named(line: HotlineDict, words: Mapping[str, Any]) -> str:
    """A line within a sentence: the number first, because it is what must be found."""
    if not line["phone"]:
        return f"{line['name']} ({line['url']})"
    name = line["name"].replace(" (", ", ").replace(")", "")  # it stands in brackets itself
    hours = f", {line['hours']}" if line["hours"] else ""
    return str(words["units"]["line"]).format(phone=line["phone"], name=name, hours=hours)


def _call(
    words: Mapping[str, Any], level: str, kind: str, hotlines: Sequence[Line], times: int
) -> str:
    own = _VIOLENCE if kind == CrisisKind.VIOLENCE_SUFFERED else _CRISIS
    help_line = next(iter(ordered(hotlines, (own, _CRISIS, _EMERGENCY))))
    emergencies = ordered(hotlines, (_EMERGENCY,)) or [help_line]
    # The ambulance is listed before the police.
    emergency = emergencies[-1 if kind in _WITH_POLICE else 0]
    group = level if level in words["call"] else CrisisLevel.HIGH.value
    if kind in words["call"] and (level != CrisisLevel.IMMINENT or kind in _EMERGENCY_FIRST):
        group = kind
    short: HotlineDict = {**emergency, "hours": ""}
    return _variant(words["call"][group], times).format(
        help=_named(help_line, words), emergency=_named(short, words)
    )


def _reply(
    *,
    level: str,
    kind: str,
    lines: Sequence[Line],
    contact: Mapping[str, str],
    person: str,
    words: Mapping[str, Any],
    times: int,
) -> SafetyReply:
    opening = words["open"][kind] if times <= 1 else _variant(words["again"]["lines"], times)
    paragraphs = [opening, _call(words, level, kind, lines, times)]
    where = _contact(words, contact) if times <= 1 else ""
    paragraphs.append(" ".join(part for part in (person, where) if part))
    paragraphs.append(_variant(words["minutes"][kind], times))
    paragraphs.append(_variant(words["stay"]["lines"], times))
    if level == CrisisLevel.IMMINENT:
        paragraphs[0], paragraphs[1] = paragraphs[1], paragraphs[0]
        paragraphs[0] = (
            f"{words['units']['first']} {paragraphs[0]}" if times <= 1 else paragraphs[0]
        )
    return SafetyReply(
        text="\n\n".join(paragraphs),
        hotlines=tuple(ordered(lines, _uses(level, kind))),
    )


def _contact(words: Mapping[str, Any], contact: Mapping[str, str]) -> str:
    name, phone = contact.get("name", ""), contact.get("phone", "")
    if not name or not (phone or contact.get("email")):
        return ""
    hours = f" ({contact['hours']})" if contact.get("hours") else ""
    return str(words["units"]["contact"]).format(
        name=name, reach=phone or contact["email"], hours=hours
    )
