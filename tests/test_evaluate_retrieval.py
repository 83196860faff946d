"""The commands that try the search out and measure it."""

from __future__ import annotations

import io
import json
import statistics
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from scraping.search import calibrate, confidence, evaluation
from scraping.search.evaluation import Outcome
from tests.cast import Cast
from tests.search_stage import Library, Meaning
from tests.search_stage import model as model

UNI = "https://uni.example.edu"


@pytest.fixture
def library(cast: Cast, model: Meaning) -> Library:
    made = Library(cast.south)
    made.page("beca", "Beca de emergencia", "La beca de emergencia se pide en el portal.")
    made.page("multa", "Biblioteca", "La multa por atraso es de 500 pesos por día.")
    made.page("residencia", "Residencia", "La residencia tiene 120 camas.")
    made.embed()
    return made


def run(*arguments: Any, institution: str = "sur") -> str:
    out = io.StringIO()
    call_command(*arguments, institution=institution, stdout=out)
    return out.getvalue()


def file_of(folder: Path, *lines: Any) -> Path:
    path = folder / "questions.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_search_is_printed_as_the_api_answers(library: Library) -> None:
    printed = json.loads(run("search_knowledge", "multa por atraso", "--k", 2, "--json"))
    assert list(printed) == ["results"]
    assert len(printed["results"]) == 2
    first = printed["results"][0]
    assert set(first) == {"url", "title", "heading", "text", "score", "scores"}
    assert first["url"].startswith(f"{UNI}/multa#:~:text=")
    assert first["title"] == "Biblioteca"


def test_a_search_is_printed_for_people(library: Library) -> None:
    printed = run("search_knowledge", "multa por atraso", "--k", 1)
    assert "confidence 0." in printed or "confidence 1." in printed
    assert f"\nBiblioteca\n{UNI}/multa#" in printed
    assert "   La multa por atraso es de 500 pesos por día." in printed


def test_an_unknown_institution_is_an_error(library: Library) -> None:
    with pytest.raises(CommandError, match="«otra»"):
        run("search_knowledge", "beca", institution="otra")
    with pytest.raises(CommandError, match=r"norte, .*sur"):
        run("search_knowledge", "beca", institution="")


def test_figures_by_page(library: Library, tmp_path: Path) -> None:
    file = file_of(
        tmp_path,
        # The same page whatever the spelling of its address.
        {"question": "beca de emergencia", "answer_urls": ["HTTP://uni.example.edu/beca/?utm_x=1"]},
        {"question": "multa por atraso", "answer_urls": [f"{UNI}/otra", f"{UNI}/multa#abajo"]},
        "",
        # Found, but behind the page that fits better.
        {"question": "camas de la residencia, beca", "answer_urls": [f"{UNI}/beca"]},
        {"question": "camas", "answer_urls": [f"{UNI}/nunca-leida"]},
        {"question": "¿quién ganó el mundial?", "answer_urls": []},
    )
    figures = json.loads(run("evaluate_retrieval", file, "--json"))
    assert figures["questions"] == 4
    assert figures["unanswerable"] == 1
    assert figures["recall@1"] == 2 / 4
    assert figures["recall@4"] == figures["recall@10"] == 3 / 4
    assert figures["mrr"] == pytest.approx((1 + 1 + 1 / 2 + 0) / 4)
    printed = run("evaluate_retrieval", file)
    assert "recall@4   0.750" in printed
    assert "MRR        0.625" in printed
    assert "at 5 % refused" in printed


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"question": "beca"}',
        '{"question": "", "answer_urls": []}',
        '{"question": 3, "answer_urls": []}',
        '{"question": "beca", "answer_urls": "https://uni.example.edu/"}',
        '{"question": "beca", "answer_urls": [1]}',
        '{"question": "beca", "answer_urls": ["file:///etc/passwd"]}',
    ],
)
def test_a_bad_line_is_named_and_nothing_is_measured(
    library: Library, model: Meaning, tmp_path: Path, line: str
) -> None:
    file = file_of(tmp_path, {"question": "beca", "answer_urls": []}, line)
    with pytest.raises(CommandError, match=r"^Line 2: "):
        run("evaluate_retrieval", file)
    assert model.asked == []


def test_a_file_that_is_not_there_or_empty(library: Library, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        run("evaluate_retrieval", tmp_path / "nowhere.jsonl")
    with pytest.raises(CommandError, match="no question"):
        run("evaluate_retrieval", file_of(tmp_path, "", " "))


def test_the_threshold_refuses_one_in_twenty() -> None:
    found = [Outcome(True, 1, True, 0.5 + number / 100) for number in range(40)]
    found += [Outcome(False, 0, False, value) for value in (0.1, 0.515, 0.52, 0.9)]
    figures = evaluation.report(found)
    assert figures["threshold_at_5"] == pytest.approx(0.52)
    assert figures["recognised_at_5"] == 2 / 4
    assert figures["recognised"] == 1
    assert figures["refused"] == 0


def test_without_questions_of_a_kind_there_is_no_figure() -> None:
    figures = evaluation.report([Outcome(False, 0, True, 0.7)])
    assert figures["recall@4"] is None
    assert figures["recognised"] == 0
    assert figures["recognised_at_5"] is None


def test_calibration_learns_to_tell_answers_from_their_like(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"beca": "beca emergencia portal", "multa": "multa atraso pesos", "residencia": "camas"}
    lines: list[Any] = [
        {"question": f"{word} {extra}", "answer_urls": [f"{UNI}/{page}"]}
        for page, words in known.items()
        for word in words.split()
        for extra in ("dime", "por favor", "quiero saber", "hola")
    ]
    far = "mundial eclipse dinosaurio receta volcán guitarra ajedrez planeta cohete tango"
    lines += [
        {"question": f"{word} {also}", "answer_urls": []}
        for word in far.split()
        for also in ("día", "pide")
    ]
    to = tmp_path / "made.json"
    run("calibrate_search", file_of(tmp_path, *lines), "--to", to)
    made = json.loads(to.read_text())
    assert (made["questions"], made["unanswerable"]) == (28, 20)
    assert made["made_from"] == ["questions.jsonl"]
    for kind in ("vectors", "words"):
        figures = made["models"][kind]["cross_validated"]
        assert figures["refused"] <= 0.05
        assert figures["separated"] >= 0.8
    monkeypatch.setattr(confidence, "ARTIFACT", to)
    confidence.model.cache_clear()
    try:
        outcomes = list(
            evaluation.outcomes(
                evaluation.read(file_of(tmp_path, *lines)), library.institution.pk, outside=True
            )
        )
    finally:
        confidence.model.cache_clear()
    known_ones = [one.confidence for one in outcomes if one.answerable]
    far_ones = [one.confidence for one in outcomes if not one.answerable]
    assert statistics.mean(known_ones) > statistics.mean(far_ones) + 0.4


def test_calibration_needs_questions_of_both_kinds(library: Library, tmp_path: Path) -> None:
    file = file_of(tmp_path, {"question": "beca", "answer_urls": [f"{UNI}/beca"]})
    to = tmp_path / "made.json"
    with pytest.raises(CommandError, match="both kinds"):
        run("calibrate_search", file, "--to", to)
    assert not to.exists()
    assert calibrate.examples([], library.institution.pk, vectors=True) == []
