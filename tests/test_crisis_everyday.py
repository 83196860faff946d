"""Plain needs are no alarm; the same words with danger in them are."""

from __future__ import annotations

import pytest

from analysis.labels import CrisisLevel
from analysis.pipeline import analyse

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "text",
    [
        "tengo un bebe y no tengo con quien dejarlo",
        "no tengo con quien dejar a mi hijo",
        "tengo una guagua y no tengo quien la cuide",
        "tengo un bebe y no tengo donde dejarlo mientras estoy en clases",
        "busco a alguien que cuide a mi hija los martes en la tarde",
        "se rompió el condon anoche, donde consigo la pastilla del dia despues",
        "¿dan la pastilla del día después en la enfermería?",
    ],
)
def test_a_plain_need_is_no_crisis(text: str) -> None:
    assert CrisisLevel(analyse(text).crisis.level).rank <= CrisisLevel.LOW.rank


@pytest.mark.parametrize(
    "text",
    [
        "mi pareja me pega delante de mi bebé y no tengo con quien dejarlo",
        "anoche me violaron, necesito la pastilla del día después",
        "no tengo con quién dejar a mi hijo y ya no quiero vivir",
        "me obligó a tener relaciones y se rompió el condón",
        "necesito la pastilla del dia despues, me forzaron en una fiesta",
        "no tengo con quien dejar a mis hijos, hoy me tomé todas las pastillas",
    ],
)
def test_the_same_words_with_danger_are_one(text: str) -> None:
    assert CrisisLevel(analyse(text).crisis.level).rank >= CrisisLevel.MODERATE.rank
