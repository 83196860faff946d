"""The words that a label rests on are words that a person finds telling."""

from __future__ import annotations

import pytest

from analysis import pipeline

TELLING = [
    ("¡Estoy FELIZ, aprobé el examen! 🎉", "emotion", {"FELIZ", "aprobé", "🎉"}),
    ("no me deja subir el pdf a moodle", "topic", {"subir", "pdf", "moodle"}),
]


@pytest.mark.parametrize(("text", "part", "telling"), TELLING)
def test_the_words_named_are_the_telling_ones(text: str, part: str, telling: set[str]) -> None:
    result = pipeline.analyse(text, [])
    spans = result.as_record()["why"][part]
    named = {text[span["start"] : span["end"]].strip("¡!,.") for span in spans}
    assert named & telling, named
    assert not {word for word in named if len(word) < 3 and word.isalpha()}
