"""The reviewed catalogue: each pattern for and against, and sentences for the guards."""

from __future__ import annotations

import pytest

from analysis.crisis.catalogue import CATALOGUE
from analysis.crisis.guards import GUARDS
from analysis.crisis.pattern import Pattern
from analysis.crisis.patterns import find
from analysis.normalise import normalise

pytestmark = pytest.mark.pure

BY_ID = pytest.mark.parametrize("pattern", CATALOGUE, ids=lambda pattern: pattern.id)


def ids(text: str) -> set[str]:
    return {each.pattern.id for each in find(normalise(text).text).finds}


@BY_ID
def test_fires(pattern: Pattern) -> None:
    assert pattern.id in ids(pattern.fires)


@BY_ID
def test_stays_silent(pattern: Pattern) -> None:
    assert pattern.id not in ids(pattern.silent)


def test_the_catalogue_is_well_formed() -> None:
    names = [pattern.id for pattern in CATALOGUE]
    assert len(names) == len(set(names)) >= 80
    for pattern in CATALOGUE:
        assert pattern.kinds
        assert set(pattern.guards) <= set(GUARDS)


@pytest.mark.parametrize(
    "text",
    [
        "ya no quiero seguir viviendo",
        "ya no kiero bibir",
        "me kiero kitar la bida",
        "weon, me quiero morir, no es webeo",
        "posta me quiero pegar un tiro",
        "me dijo que si lo dejo me mata",
        "mi amiga dice que se quiere matar",
        "esta noche me mato",
        "me tomé todas las pastillas",
        "me corto los brazos cuando repruebo",
    ],
)
def test_clear_ones(text: str) -> None:
    assert find(normalise(text).text).clear


@pytest.mark.parametrize(
    "text",
    [
        "me quiero morir de la risa",
        "este parcial me va a matar",
        "me quiero matar, olvidé el cargador jajaja",
        "me mato estudiando",
        "no me quiero morir, solo estoy cansada",
        "nunca he pensado en suicidarme",
        "la canción dice quiero morir en tus brazos",
        "¿por qué se suicida Emma Bovary en la novela?",
        "me mataron tres veces en la partida",
        "me suicidé con la granada en fortnite",
        "hace años intenté quitarme la vida, con terapia lo superé y hoy estoy bien",
        "me corté el dedo cocinando",
        "adiós, hasta mañana",
        "ya no quiero seguir en ingeniería",
        "mi mamá me va a matar si repruebo",
        "tasa de suicidio según la OMS, es para mi tarea",
        "tomé dos pastillas para el dolor de cabeza",
        "estoy en el puente esperando la micro",
    ],
)
def test_harmless_ones(text: str) -> None:
    assert not find(normalise(text).text).clear


def test_who_took_it_back_is_named() -> None:
    findings = find(normalise("no me quiero morir, solo estoy cansada").text)

    assert findings.finds == ()
    assert "denial" in findings.taken_back_by
