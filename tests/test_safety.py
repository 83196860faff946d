"""The fixed text for a crisis, and whom to call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any
from unittest import mock

import pytest
from django.db import DatabaseError

from accounts.countries import Country
from analysis.labels import CrisisKind
from analysis.results import CrisisResult
from conversations import hotlines
from conversations.models import Hotline
from conversations.safety import (
    SafetyReply,
    hotlines_for,
    safety_reply,
    safety_without_database,
)

LEVELS = ("moderate", "high", "imminent")
KINDS = tuple(kind.value for kind in CrisisKind)
CONTACT = {
    "name": "Bienestar Estudiantil",
    "phone": "+56 2 2345 6789",
    "email": "bienestar@example.edu",
    "hours": "lunes a viernes, 9 a 18",
}


def reply(**changes: Any) -> SafetyReply:
    situation: dict[str, Any] = {
        "level": "high",
        "kinds": ("suicidal_ideation",),
        "country": "CL",
        "institution_contact": CONTACT,
        "notified": True,
        "answer_minutes": 30,
        "language": "es",
    }
    return safety_reply(**{**situation, **changes})


@contextmanager
def broken_database() -> Iterator[None]:
    with mock.patch.object(Hotline.objects, "filter", side_effect=DatabaseError):
        yield


def uses(country: str) -> list[str]:
    return list(
        Hotline.objects.filter(country=country).order_by("position").values_list("use", flat=True)
    )


@pytest.mark.django_db
def test_the_directory_is_loaded_for_every_country() -> None:
    for country in Country.values:
        assert {"crisis", "emergency"} <= set(uses(country))
        if country != Country.OTHER:
            assert "violence" in uses(country)


@pytest.mark.django_db
def test_the_built_in_copy_says_the_same_as_the_database() -> None:
    for country in Country.values:
        assert hotlines.lines_for(country) == hotlines.shipped_lines(country)


@pytest.mark.django_db
def test_suicidal_ideation_in_chile() -> None:
    text = reply().text
    assert text.startswith("Gracias por decirme algo tan difícil. Te creo")
    assert "*4141" in text
    assert "ya avisé a una persona" in text
    assert "unos 30 minutos" in text
    assert "Bienestar Estudiantil: +56 2 2345 6789" in text
    assert reply().hotlines[0]["phone"] == "*4141"


@pytest.mark.django_db
def test_in_an_imminent_danger_the_emergency_number_comes_first() -> None:
    found = reply(level="imminent")
    assert found.hotlines[0]["phone"] == "131"
    assert found.text.index("131") < found.text.index("*4141")
    assert found.text.index("131") < found.text.index("Gracias por decirme")


@pytest.mark.django_db
def test_violence_brings_its_own_line_and_the_police() -> None:
    found = reply(kinds=("violence_suffered",))
    assert found.hotlines[0]["phone"] == "1455"
    assert "133" in found.text
    assert "no es culpa tuya" in found.text


@pytest.mark.django_db
def test_a_third_person_in_danger_is_not_spoken_to_as_the_writer() -> None:
    text = reply(kinds=("suicidal_ideation", "third_party"), level="imminent").text
    assert "quédate con esa persona" in text
    assert "tanto dolor" not in text


@pytest.mark.django_db
def test_nobody_is_said_to_be_told_when_nobody_was() -> None:
    text = reply(notified=False).text
    assert "no pude avisar a una persona" in text
    assert "ya avisé" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_complete_and_safe(kind: str, level: str, language: str) -> None:
    for country in Country.values:
        for times in (1, 2, 3, 5, 9):
            found = reply(
                kinds=(kind,), level=level, language=language, country=country, times=times
            )
            named = [line["phone"] or line["url"] for line in found.hotlines]
            assert any(number in found.text for number in named)
            assert not re.search(r"[{}]", found.text)
            assert not re.search(
                r"familia te|piensa en tu|think of your|pastilla|pill|secreto prometo|"
                r"\d+ ?%|depresi[oó]n|diagn",
                found.text.lower(),
            )
            assert all(set(line) == {"name", "phone", "hours", "url"} for line in found.hotlines)
            assert len(found.text.split()) <= 190


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_later_texts_change_the_words_and_keep_the_number(kind: str) -> None:
    for level in LEVELS:
        texts = [reply(kinds=(kind,), level=level, times=times).text for times in (1, 2, 3)]
        for earlier, later in pairwise(texts):
            assert not set(earlier.split("\n\n")) & set(later.split("\n\n"))
            assert re.search(r"\*4141|1455|131|133", later)


@pytest.mark.django_db
def test_a_country_without_lines_gets_those_for_anywhere() -> None:
    Hotline.objects.filter(country="CL").delete()
    assert [line["url"] for line in hotlines_for("CL")][0] == "https://findahelpline.com/"
    assert hotlines_for("") == hotlines_for("XX")


@pytest.mark.django_db
def test_staff_change_the_directory() -> None:
    Hotline.objects.filter(country="CL", phone="*4141").update(active=False)
    assert reply().hotlines[0]["phone"] == "600 360 7777"


@pytest.mark.django_db
def test_without_a_database_the_text_is_the_same() -> None:
    whole = reply()
    with broken_database():
        assert reply() == whole
        assert hotlines_for("CL")[0]["phone"] == "*4141"


def test_when_nothing_could_be_stored_the_text_is_complete() -> None:
    crisis = CrisisResult("high", ("suicidal_ideation",), 0.9)
    found = safety_without_database(crisis, country="MX")
    assert "800 911 2000" in found.text
    assert "no pude avisar" in found.text
    assert safety_without_database(crisis).hotlines


@pytest.mark.django_db
def test_an_unknown_kind_or_none_still_gets_an_answer() -> None:
    assert "*4141" in reply(kinds=()).text
    assert "*4141" in reply(kinds=("something_new",), level="unknown").text


@pytest.mark.django_db
def test_long_answer_times_are_said_in_hours() -> None:
    assert "unas 3 horas" in reply(answer_minutes=180).text


@pytest.mark.django_db
def test_the_institutions_contact_is_left_out_when_there_is_none() -> None:
    empty = {"name": "", "phone": "", "email": "", "hours": ""}
    assert "En tu institución" not in reply(institution_contact=empty).text
    assert "En tu institución" not in reply(institution_contact=None).text
