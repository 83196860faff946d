"""Open questions are counted by what they ask, bounded, and kept apart by institution."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from scraping import questions
from scraping.models import OpenQuestion
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def rows() -> list[tuple[str, int]]:
    return list(OpenQuestion.objects.order_by("id").values_list("text", "times"))


def test_two_ways_to_ask_the_same_are_one(cast: Cast) -> None:
    questions.note("¿Dónde almuerzan los estudiantes?", cast.south.id)
    questions.note("donde almuerza el estudiante", cast.south.id)
    questions.note("¿Dónde queda la biblioteca?", cast.south.id)
    assert rows() == [("¿Dónde almuerzan los estudiantes?", 2), ("¿Dónde queda la biblioteca?", 1)]


def test_each_institution_has_its_own(cast: Cast) -> None:
    questions.note("¿Hay piscina?", cast.south.id)
    questions.note("¿Hay piscina?", cast.north.id)
    assert rows() == [("¿Hay piscina?", 1), ("¿Hay piscina?", 1)]


@pytest.mark.parametrize("text", ["", "  \n ", "¿y de la que?", "¿?!", "\x00"])
def test_words_without_substance_are_no_question(cast: Cast, text: str) -> None:
    assert questions.note(text, cast.south.id) is None
    assert rows() == []


def test_a_long_one_is_cut(cast: Cast) -> None:
    questions.note("piscina\x00 temperada\n" * 100, cast.south.id)
    ((text, _times),) = rows()
    assert len(text) == 300
    assert text.startswith("piscina temperada piscina")


def test_the_least_asked_and_oldest_goes(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(questions, "MOST_QUESTIONS", 3)
    for text in ("piscina", "gimnasio", "cancha"):
        questions.note(text, cast.south.id)
    questions.note("piscina", cast.south.id)
    past = timezone.now() - timedelta(days=1)
    OpenQuestion.objects.filter(text__in=("piscina", "cancha")).update(last_asked_at=past)
    questions.note("multicancha", cast.south.id)
    assert rows() == [("piscina", 2), ("gimnasio", 1), ("multicancha", 1)]


def test_one_that_was_put_aside_stays_so(cast: Cast) -> None:
    asked = questions.note("¿Hay piscina?", cast.south.id)
    assert asked is not None
    questions.dismiss(question=asked)
    questions.note("¿hay piscina?", cast.south.id)
    asked.refresh_from_db()
    assert asked.times == 2
    assert asked.dismissed_at is not None
