"""Addresses that open at the passage."""

from __future__ import annotations

import pytest

from scraping.search.fragments import with_fragment

pytestmark = pytest.mark.pure

URL = "https://uni.example.edu/becas"


@pytest.mark.parametrize(
    ("snippet", "directive"),
    [
        ("Se pide en línea. Hasta mayo.", "Se%20pide%20en%20l%C3%ADnea."),
        ("Pre-grado, y posgrado & más", "Pre%2Dgrado%2C%20y%20posgrado%20%26%20m%C3%A1s"),
        (
            "La beca cubre hasta tres meses de arriendo para quien perdió su ingreso. Otra.",
            "La%20beca%20cubre%20hasta%20tres,para%20quien%20perdi%C3%B3%20su%20ingreso.",
        ),
        ("## Plazos\n\nEl plazo vence el 30.", "El%20plazo%20vence%20el%2030."),
        ("- **Cédula** de [identidad](https://x.cl/a)", "C%C3%A9dula%20de%20identidad"),
        ("| Mes | Monto de la cuota |\n| --- | --- |", "Monto%20de%20la%20cuota"),
        ("## Contacto", "Contacto"),
    ],
)
def test_the_first_sentence_is_looked_for(snippet: str, directive: str) -> None:
    assert with_fragment(URL, snippet) == f"{URL}#:~:text={directive}"


def test_a_fragment_of_the_address_is_kept() -> None:
    assert with_fragment(f"{URL}#plazos", "Vence en mayo.") == (
        f"{URL}#plazos:~:text=Vence%20en%20mayo."
    )
    assert with_fragment(f"{URL}#a:~:text=viejo", "Vence en mayo.") == (
        f"{URL}#a:~:text=Vence%20en%20mayo."
    )


@pytest.mark.parametrize("snippet", ["", "---\n\n***", "| --- |"])
def test_without_words_the_address_stays(snippet: str) -> None:
    assert with_fragment(URL, snippet) == URL
