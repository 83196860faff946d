"""What leaves a conversation for a reviewer or a training file: without names, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from analysis import masking
from analysis.pii.masking import MaskingError


@pytest.mark.parametrize(
    "text",
    [
        "Ana Rojas me dijo que venía",
        "me llamo ana y me dicen Rojas",
        "escríbeme a ana.rojas@example.org, por favor",
    ],
)
def test_the_students_name_does_not_remain(text: str) -> None:
    found = masking.masked(text, ["Ana Rojas"])
    assert found is not None
    assert "ana" not in found.casefold()
    assert "rojas" not in found.casefold()


def test_small_words_of_a_name_stay() -> None:
    assert masking.masked("la casa de la esquina", ["María de la Luz"]) == "la casa de la esquina"


def test_nothing_personal_is_left_as_it_is() -> None:
    assert masking.masked("No sé cómo empezar el ensayo.", ["Ana Rojas", " "]) == (
        "No sé cómo empezar el ensayo."
    )


def test_what_breaks_gives_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_args: Any) -> None:
        raise MaskingError

    monkeypatch.setattr(masking, "masked_or_raise", breaks)
    assert masking.masked("soy Ana", ["Ana"]) is None
