"""Which of several places that fit comes first."""

from __future__ import annotations

import uuid

import numpy as np
import pytest

from scraping.search.asked import Asked, read
from scraping.search.fields import Text
from scraping.search.merging import Place
from scraping.search.preferring import AHEAD, preferred

pytestmark = pytest.mark.pure
UNI = "https://uni.example.edu"


def place(path: str, text: str = "Se postula en el portal.") -> Place:
    number = abs(hash((path, text))) % 10_000
    words = Text(number, "Becas", "", text, "es", "")
    return Place(words, 1, uuid.uuid4(), uuid.uuid4(), 0, f"{UNI}{path}" if path else "")


def asked(question: str) -> Asked:
    found = read(question)
    assert found is not None
    return found


def first(question: str, places: list[Place], scores: list[float]) -> int:
    fused = np.array(scores, dtype=np.float32)
    found = preferred(asked(question), places, fused, 2026)
    assert fused.tolist() == pytest.approx(scores)  # what was given is left as it was
    return int(np.argmax(found))


def test_what_is_valid_now_comes_before_years_gone_by() -> None:
    old, new = place("/a", "Hasta el 30 de mayo de 2025."), place("/b", "Hasta el 4 de diciembre.")
    assert first("hasta cuándo postulo", [old, new], [1.0, 0.8]) == 1
    assert first("hasta cuándo postulo", [old, new], [2.0, 0.8]) == 0
    assert first("hasta cuándo postulé en 2025", [old, new], [1.0, 0.8]) == 0
    both = place("/c", "El reglamento de 2019 rige también en 2026.")
    assert first("hasta cuándo postulo", [both, new], [1.0, 0.8]) == 0


def test_a_page_comes_before_the_overview_that_announces_it() -> None:
    overview, page = place("/becas/"), place("/becas/emergencia/")
    assert first("beca", [overview, page], [1.0, 0.5]) == 1
    assert first("beca", [overview, page], [1.0 + AHEAD, 0.5]) == 0
    assert first("beca", [overview, place("/biblioteca/")], [1.0, 0.9]) == 0
    assert first("beca", [place("/becas"), place("/becas-antiguas/")], [1.0, 0.9]) == 0


def test_an_upload_has_no_pages_below_it() -> None:
    assert first("beca", [place(""), place("/becas/")], [1.0, 0.9]) == 0
