"""Whole families of expression: other languages, what is told in passing, and their harmless
neighbours."""

from __future__ import annotations

import pytest

from analysis.crisis.patterns import find
from analysis.normalise import normalise

pytestmark = pytest.mark.pure


def clear(text: str) -> bool:
    return bool(find(normalise(text).text).clear)


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself",
        "i don't want to live anymore",
        "I just want to die",
        "im thinking about suicide",
        "everyone would be better off without me",
        "I took too many pills",
        "my friend wants to kill himself",
        "quero morrer",
        "eu quero me matar",
        "não quero mais viver",
        "tomei todos os comprimidos",
        "meu marido me bate",
        "minha irmã tentou se matar",
    ],
)
def test_english_and_portuguese(text: str) -> None:
    assert clear(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want to die of laughter",
        "this exam is killing me",
        "I don't want to live in this residence",
        "I never wanted to kill myself",
        "quero morrer de rir",
        "não quero morrer, só estou cansada",
        "vou matar a aula hoje",
        "tomei o remédio da gripe",
    ],
)
def test_their_harmless_neighbours(text: str) -> None:
    assert not clear(text)


@pytest.mark.parametrize(
    "text",
    [
        "me quemé el brazo a propósito y dije que fue la plancha",
        "tomo laxantes todos los días",
        "cada vez que repruebo me salto la comida, para que aprenda",
        "no me fío de mí cerca de la ventana",
        "busqué formas de morir sin dolor",
        "mi papá nos muele a palos, a mí me muele a golpes",
        "el casero tiene mi pasaporte y me exige favores",
        "circula un video mío desnuda en el curso",
        "mañana entro a la facultad con la pistola",
        "las letras de la pizarra me hablan",
        "mi hermano dice que vale más muerto",
    ],
)
def test_told_in_passing(text: str) -> None:
    assert clear(text)


@pytest.mark.parametrize(
    "text",
    [
        "me urge que me atropelle un camión… de tacos",
        "quiero morirme, qué vergüenza, le dije mamá a la profe",
        "voy a matar a mi equipo, nadie abrió el documento",
        "adiós mundo cruel, dijo mi laptop",
        "regalo todos mis apuntes, ya no los voy a necesitar, pasé a tercero",
        "me tomé las pastillas de la alergia",
        "hoy es mi último día de servicio social",
        "antes no quería vivir, hoy me falta tiempo",
        "si digo que quiero dormir para siempre es porque mañana no hay clases",
        "la consigna dice: escriba una carta de despedida en la voz del prócer",
        "quiero que se acabe todo, el semestre pues",
        "siento que sobro en mi grupo de tesis",
        "me preguntaron varias veces si pienso en lastimarme y digo que no",
    ],
)
def test_meant_otherwise(text: str) -> None:
    assert not clear(text)


@pytest.mark.parametrize(
    "text",
    [
        "jaja, todos creen que es broma y me quiero matar",
        "nunca pensé que llegaría a querer matarme",
        "cada noche peleo conmigo para no acabar con mi vida",
    ],
)
def test_words_of_a_joke_or_a_denial_that_are_neither(text: str) -> None:
    assert clear(text)
