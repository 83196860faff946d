"""The file of corrections for training: what leaves, what stays, and how it is read again."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import AuditEntry, Consent
from analysis import corrections, corrections_export
from analysis.models import MessageAnalysis
from analysis.training import corrections as training
from conversations.models import Conversation
from tests.cast import Cast, conversation_of
from tests.tutor_stage import says

pytestmark = pytest.mark.django_db


@pytest.fixture
def masks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A masker of the tests' own: names become a placeholder, «secreto» breaks it."""

    def masked(text: str, known: Any = ()) -> str | None:
        if "secreto" in text:
            return None
        for name in known:
            for word in name.split():
                text = text.replace(word, "[PERSON]")
        return text

    monkeypatch.setattr(corrections_export, "masked", masked)


def corrected(cast: Cast, conversation: Conversation, text: str, **what: str) -> MessageAnalysis:
    analysis: MessageAnalysis = says(conversation, text).analysis
    chosen = {"aspect": "emotion", "right": "fear"} | what
    corrections.correct(analysis=analysis, by=cast.tomas, **chosen)
    return analysis


def export(path: Path) -> str:
    out = StringIO()
    call_command("export_corrections", out=path, stdout=out)
    return out.getvalue()


def test_what_is_written(cast: Cast, masks: None, tmp_path: Path) -> None:
    of_ana, of_omar = conversation_of(cast.ana), conversation_of(cast.omar)
    first = corrected(cast, of_ana, "soy Ana y tengo miedo")
    corrections.correct(analysis=first, by=cast.tomas, aspect="style", right="none")
    corrected(cast, of_ana, "otro", aspect="crisis", right="low")
    corrected(cast, of_omar, "ñandú 🙂")
    path = tmp_path / "corrections.jsonl"
    path.write_text("what stood here")
    assert export(path).startswith("4 lines in ")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["corrections.jsonl"]

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    groups = [row.pop("group") for row in rows]
    assert groups[0] == groups[1] == groups[2] != groups[3]
    assert str(cast.ana.id) not in path.read_text()
    assert rows == [
        {
            "text": "soy [PERSON] y tengo miedo",
            "aspect": "emotion",
            "right": "fear",
            "said": "sadness",
            "variety": None,
        },
        {
            "text": "soy [PERSON] y tengo miedo",
            "aspect": "style",
            "right": "none",
            "said": "",
            "variety": None,
        },
        {"text": "otro", "aspect": "crisis", "right": "low", "said": "none", "variety": None},
        {
            "text": "ñandú 🙂",
            "aspect": "emotion",
            "right": "fear",
            "said": "sadness",
            "variety": None,
        },
    ]
    entries = AuditEntry.objects.filter(action="corrections_exported")
    assert {(e.institution, e.actor, e.detail["lines"]) for e in entries} == {
        (cast.south, None, 3),
        (cast.north, None, 1),
    }


def test_what_stays(cast: Cast, masks: None, tmp_path: Path) -> None:
    deleted = conversation_of(cast.ana)
    corrected(cast, deleted, "borrado")
    Conversation.objects.update(deleted_at=timezone.now())
    kept = conversation_of(cast.ana)
    corrected(cast, kept, "es un secreto")
    taken_back = corrected(cast, kept, "deshecho")
    standing = corrections.standing(taken_back).get()
    corrections.withdraw(correction=standing, by=cast.tomas)
    replaced = corrected(cast, kept, "reemplazado")
    corrections.correct(analysis=replaced, by=cast.alicia, aspect="emotion", right="joy")
    corrected(cast, conversation_of(cast.bruno), "sin consentimiento")
    Consent.objects.filter(user=cast.bruno).delete()

    path = tmp_path / "corrections.jsonl"
    said = export(path)
    assert "1 without consent, 1 that could not be masked" in said
    assert [(item.text, item.right) for item in training.read(path)] == [("reemplazado", "joy")]


def test_without_a_masker_nothing_is_written(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    corrected(cast, conversation_of(cast.ana), "soy Ana")
    monkeypatch.setattr(corrections_export, "masked", lambda _text, _known=(): None)
    with pytest.raises(CommandError, match="nothing was written"):
        export(tmp_path / "corrections.jsonl")
    assert list(tmp_path.iterdir()) == []
    assert not AuditEntry.objects.filter(action="corrections_exported").exists()


def test_what_fails_midway_leaves_what_stood_there(
    cast: Cast, masks: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    corrected(cast, conversation_of(cast.ana), "hola")
    path = tmp_path / "corrections.jsonl"
    path.write_text("before")

    def breaks(_done: Any) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(corrections_export, "_record", breaks)
    with pytest.raises(CommandError, match="No space left"):
        export(path)
    assert path.read_text() == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["corrections.jsonl"]


@pytest.mark.parametrize("where", [".", "missing/corrections.jsonl"])
def test_no_place_for_a_file(masks: None, tmp_path: Path, where: str) -> None:
    with pytest.raises(CommandError, match="is no file in a folder"):
        export(tmp_path / where)


# --- reading it again ---------------------------------------------------------------------------
GOOD = {
    "text": "hola",
    "aspect": "toxicity",
    "right": "false",
    "said": "true",
    "variety": None,
    "group": "student:1",
}


def test_reading_gives_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    items = [training.CorrectedItem(**GOOD), training.CorrectedItem(**(GOOD | {"said": ""}))]  # type: ignore[arg-type]
    path.write_text(items[0].line() + "\n" + items[1].line(), encoding="utf-8")
    assert training.read(path) == items


@pytest.mark.parametrize(
    "change",
    [
        {"right": "maybe"},
        {"right": "fear"},
        {"aspect": "mood"},
        {"aspect": None},
        {"said": None},
        {"text": " "},
        {"group": ""},
        {"variety": 5},
        {"more": 1},
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD | change) + "\n")
    with pytest.raises(ValueError, match="line 2"):
        training.read(path)


@pytest.mark.parametrize("line", ["{", "[]", '"x"', "[" * 100_000])
def test_a_line_that_is_no_object(tmp_path: Path, line: str) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text(line)
    with pytest.raises(ValueError, match="line 1"):
        training.read(path)
