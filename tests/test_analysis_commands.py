"""`manage.py analyse`, `train_models` and `evaluate_models`."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from analysis import pipeline
from analysis.artifacts import store
from analysis.linear import load
from analysis.training import cards, crisis, measuring, work
from analysis.training.measuring import Measurement
from tests.source_tree import ROOT


def run_analyse(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: Iterable[bytes]
) -> tuple[list[Any], str, int]:
    """What it printed (parsed), what it said on standard error, and its exit code."""
    source = tmp_path / "lines"
    source.write_bytes(b"\n".join(lines))
    monkeypatch.setattr("sys.stdin", source.open("rb"))
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("analyse", "--quiet", stdout=out, stderr=err)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), code


def nearly(body: Any) -> Any:
    """`body` with its figures to three places: vectors of a batch differ in the last bits."""
    if isinstance(body, dict):
        return {key: nearly(value) for key, value in body.items()}
    return pytest.approx(body, abs=0.001) if isinstance(body, float) else body


def test_analyse_answers_in_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": "ya no quiero vivir"}).encode(),
        b"",
        json.dumps({"text": "¿hay clase?"}).encode(),
    ]

    answers, err, code = run_analyse(monkeypatch, tmp_path, lines)

    assert code == 0
    assert nearly(answers[0]) == nearly(
        {"id": "a", **pipeline.analyse("ya no quiero vivir").as_dict()}
    )
    assert nearly(answers[1]) == nearly(pipeline.analyse("¿hay clase?").as_dict())
    assert set(answers[1]) == {
        "emotion", "style", "sentiment", "topic", "crisis", "toxicity", "pii", "injection", "slots",
        "versions",
    }  # fmt: skip
    assert err.splitlines()[-1].startswith("2 lines in ")
    assert err.rstrip().endswith("lines/s")


def test_a_bad_line_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = [
        b"not json",
        b'{"id": 7, "text": 3}',
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": 8, "text": "\\ud800 hola"}',
    ]

    answers, _, code = run_analyse(monkeypatch, tmp_path, lines)

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


def test_whoever_writes_one_line_and_waits_gets_its_answer() -> None:
    with subprocess.Popen(
        [sys.executable, "manage.py", "analyse", "--quiet"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    ) as process:
        assert process.stdin
        assert process.stdout
        for identity in (1, 2):
            process.stdin.write(json.dumps({"id": identity, "text": "hola"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == identity


def test_corrections_that_cannot_be_read_stop_the_training(tmp_path: Path) -> None:
    bad = tmp_path / "corrections.jsonl"
    bad.write_text('{"text": 1}\n')
    with pytest.raises(CommandError, match="line 1"):
        call_command("train_models", "injection", corrections=bad)


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
    shipped = load(store.path("crisis"))
    monkeypatch.setattr(crisis, "train", lambda _date, step, _corrected: step("all") or shipped)
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
