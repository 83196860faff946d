"""Normalised text and the way back to the original."""

from __future__ import annotations

import pytest

from analysis.normalise import normalise

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("ÁÉÍÓÚÑ", "aeioun"),
        ("Nooooo puedooo", "no puedo"),
        ("ya no kiero bivir xq toy cansada", "ya no quiero vivir porque estoy cansada"),
        ("tmb me boi a matar", "tambien me voy a matar"),
        ("m quiero kitar la bida", "me quiero quitar la vida"),
        ("jajajajaj XD", "jaja xd"),
        ("mi hija y mi jefa", "mi hija y mi jefa"),
        ("#YaNoPuedoMas", "ya no puedo mas"),
        ("https://a.example/x @pepe a@b.example", "_url_ _user_ _email_"),
        ("¿qué?\n\nnada", "que? nada"),
        ("hola😭", "hola 😭 "),
        ("«adiós»", '"adios"'),
        ("s.u.i.c.i.d.i.o", "suicidio"),
        ("ｑｕｉｅｒｏ", "quiero"),
        ("m\u0000a\u200bt\u0301o", "mato"),
        ("\ud800y", "y"),
    ],
)
def test_plain_form(text: str, plain: str) -> None:
    assert normalise(text).text == plain


@pytest.mark.parametrize(
    ("text", "needle", "original"),
    [
        ("Ya no KIERO seguir viviendooo 😭", "viviendo", "viviendooo"),
        ("Ya no KIERO seguir", "quiero", "KIERO"),
        ("😭😭 ¡ADIÓS!", "adios", "ADIÓS"),
        ("hola\u0000 mañana", "manana", "mañana"),
        ("xq sí", "porque", "xq"),
    ],
)
def test_the_way_back(text: str, needle: str, original: str) -> None:
    plain = normalise(text)
    start = plain.text.index(needle)

    begin, end = plain.original(start, start + len(needle))

    assert text[begin:end] == original


@pytest.mark.parametrize(
    "text", ["", "a", "😂" * 2000, "مرحبا " * 300, "\u0000" * 50, "<b>é</b>" * 99]
)
def test_every_character_has_its_origin(text: str) -> None:
    plain = normalise(text)

    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(plain.starts, plain.ends, strict=True)
    )
    assert plain.original(0, 0) == (0, 0)
