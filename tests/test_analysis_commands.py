"""`manage.py analyse`, `train_models` and `evaluate_models`."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from analysis import pipeline
from analysis.artifacts import store
from analysis.training import cards, crisis, measuring, work
from analysis.training.measuring import Measurement


def run_analyse(
    monkeypatch: pytest.MonkeyPatch, lines: Iterable[bytes]
) -> tuple[list[Any], str, int]:
    """What it printed (parsed), what it said on standard error, and its exit code."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines))))
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("analyse", "--quiet", stdout=out, stderr=err)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), code


def test_analyse_answers_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        json.dumps({"id": "a", "text": "ya no quiero vivir"}).encode(),
        b"",
        json.dumps({"text": "¿hay clase?"}).encode(),
    ]

    answers, err, code = run_analyse(monkeypatch, lines)

    assert code == 0
    assert answers[0] == {"id": "a", **pipeline.analyse("ya no quiero vivir").as_dict()}
    assert answers[1] == pipeline.analyse("¿hay clase?").as_dict()
    assert set(answers[1]) == {
        "emotion", "style", "sentiment", "topic", "crisis", "toxicity", "pii", "injection", "slots",
        "versions",
    }  # fmt: skip
    assert err.splitlines()[-1].startswith("2 lines in ")
    assert err.rstrip().endswith("lines/s")


def test_a_bad_line_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        b"not json",
        b'{"id": 7, "text": 3}',
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": 8, "text": "\\ud800 hola"}',
    ]

    answers, _, code = run_analyse(monkeypatch, lines)

    assert code == 1
    assert [answer.get("error", {}).get("code") for answer in answers] == ["invalid"] * 5 + [None]
    assert [answer.get("id") for answer in answers] == [None, 7, None, None, None, 8]
    assert answers[5]["crisis"]["level"] == "none"


def test_evaluate_says_when_a_card_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = Measurement({"part": {"recall": 0.9, "rows": [1, 2]}}, "report")
    monkeypatch.setattr(work, "measure", lambda *_: measured)
    monkeypatch.setattr(
        measuring, "latency", lambda: {"p50_ms": 1.0, "p95_ms": 2.0, "per_second": 3.0}
    )
    out = io.StringIO()

    monkeypatch.setattr(cards, "figures", lambda _: {"part": {"recall": 0.9, "rows": [1, 2]}})
    call_command("evaluate_models", "crisis", stdout=out)
    assert "report" in out.getvalue()
    assert "The cards say the same." in out.getvalue()

    monkeypatch.setattr(cards, "figures", lambda _: {"part": {"recall": 0.8, "rows": [1, 3]}})
    with pytest.raises(CommandError) as wrong:
        call_command("evaluate_models", "crisis", stdout=out)
    assert wrong.value.returncode == 1
    assert str(wrong.value).splitlines()[1:] == [
        "crisis: part.recall: card 0.8, measured 0.9",
        "crisis: part.rows: card [1, 3], measured [1, 2]",
    ]


def test_a_part_without_data_is_passed_over() -> None:
    assert cards.differences({"a": 1, "b": {"c": 2}}, {"a": 1}) == []
    assert cards.differences({"a": 1}, {"a": 1, "z": 2}) == [".z: not on the card"]


@pytest.mark.parametrize("command", ["train_models", "evaluate_models"])
def test_an_unknown_model_is_refused(command: str) -> None:
    with pytest.raises(CommandError, match=r"No model is called nonsense\."):
        call_command(command, "nonsense")


def test_train_needs_its_data(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"train\.tsv is missing; say with --data"):
        call_command("train_models", "emotion", data=tmp_path)


def test_train_writes_artifact_and_card(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    shipped = store.crisis()
    monkeypatch.setattr(crisis, "train", lambda _date, step: step("all") or shipped)
    monkeypatch.setattr(store, "FOLDER", tmp_path)
    settings.BASE_DIR = tmp_path
    measured = Measurement({"detector": {"recall": 0.5}}, "a report")
    monkeypatch.setattr(work, "measure", lambda *_: measured)
    out = io.StringIO()

    try:
        call_command("train_models", "crisis", stdout=out)
    finally:
        store.forget()

    assert shipped.version.split("+")[1] in out.getvalue()
    assert (tmp_path / "crisis.npz").stat().st_size > 100_000
    assert cards.figures("crisis") == {"detector": {"recall": 0.5}}
    assert "a report" in cards.path("crisis").read_text()
