"""What all questions share is taken away from their vectors."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from psichat.embedding_providers import E5
from psichat.embeddings.inside import Inside
from psichat.embeddings.middle import FILE, TAKEN_AWAY, centred
from psichat.embeddings.rows import unit_rows
from scraping.management.commands import learn_middle

pytestmark = pytest.mark.pure

# About nothing that the others are about.
QUESTIONS = [
    "¿cuándo abre la biblioteca los sábados?",
    "me robaron el computador, ¿qué hago?",
    "quiero cambiarme de carrera",
    "¿hay menú vegetariano en el casino?",
    "¿cómo justifico una falta por enfermedad?",
]


def test_questions_lie_further_apart_and_keep_what_is_their_own() -> None:
    model = Inside(E5)
    found = unit_rows(np.concatenate([model.query(text)[0] for text in QUESTIONS]), 5)
    bare = unit_rows(np.concatenate([model._ready().query([text]) for text in QUESTIONS]), 5)
    others = ~np.eye(5, dtype=bool)
    assert (found @ found.T)[others].mean() < (bare @ bare.T)[others].mean() - 0.1
    # Each is still nearest to itself.
    assert ((found @ bare.T).argmax(axis=1) == np.arange(5)).all()


def test_half_of_the_middle_goes() -> None:
    middle = np.load(FILE)
    assert middle.shape == (384,)
    np.testing.assert_allclose(centred(middle[np.newaxis])[0], (1 - TAKEN_AWAY) * middle, atol=1e-6)


def test_the_middle_is_learnt_from_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learn_middle, "MESSAGES", 2)
    source, to = tmp_path / "some.tsv", tmp_path / "middle.npy"
    with source.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t")
        rows.writerows([["id", "text"], ["1", QUESTIONS[0]], ["2", QUESTIONS[1]]])
    call_command("learn_middle", source, "--to", to)
    bare = unit_rows(np.concatenate([Inside(E5)._ready().query([t]) for t in QUESTIONS[:2]]), 2)
    np.testing.assert_allclose(np.load(to), bare.mean(axis=0), atol=1e-5)


def test_too_few_messages_and_other_files_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "some.tsv"
    source.write_text("id\ttext\n1\thola\n", encoding="utf-8")
    with pytest.raises(CommandError, match="at least 400"):
        call_command("learn_middle", source)
    source.write_text("id\twords\n1\thola\n", encoding="utf-8")
    with pytest.raises(CommandError, match="can't be read"):
        call_command("learn_middle", source)
    with pytest.raises(CommandError, match="can't be read"):
        call_command("learn_middle", tmp_path / "none.tsv")
