"""Cards of what has rules and no weights: personal data and slots."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.training import pii, slots
from analysis.training.card_text import CardText
from analysis.training.corpora import CORPORA
from analysis.training.measuring import Measurement
from analysis.training.metrics import table

PII, SLOTS = "pii", "slots"
TEST = "writer_c_test"


def _rows(figures: dict[str, dict[str, Any]], count: str) -> list[list[str]]:
    return [
        [name, *(f"{row[column]:.3f}" for column in ("precision", "recall", "f1")), str(row[count])]
        for name, row in figures.items()
    ]


_HEAD = ["precision", "recall", "F1"]


def _path(name: str) -> Path:
    return CORPORA / name / f"{TEST}.jsonl"


def measure_pii() -> Measurement:
    """Personal data on its test corpus: exact spans."""
    found = pii.measure(_path(PII))
    overall = found["overall"]
    report = "\n\n".join(
        [
            f"### {TEST}: {found['texts']} texts, {overall['spans']} spans",
            (
                f"Precision {overall['precision']:.3f}, recall {overall['recall']:.3f} (exact "
                f"start, end and type). Left alone: {found['clean']} of {found['clean_texts']} "
                "texts without personal data."
            ),
            table(["type", *_HEAD, "spans"], _rows(found["by_type"], "spans")),
            table(["variety", *_HEAD, "spans"], _rows(found["by_variety"], "spans")),
        ]
    )
    return Measurement({TEST: found}, report + "\n")


def measure_slots() -> Measurement:
    """The slots on their test corpus: exact values."""
    found = slots.measure(_path(SLOTS))
    report = "\n\n".join(
        [
            f"### {TEST}: micro-F1 {found['micro_f1']:.3f}, {found['texts']} texts",
            f"Every slot right in {found['all_right']:.1%} of the texts.",
            table(["slot", *_HEAD, "values"], _rows(found["per_slot"], "values")),
            table(["value", *_HEAD, "values"], _rows(found["per_value"], "values")),
            table(["variety", *_HEAD, "values"], _rows(found["per_variety"], "values")),
        ]
    )
    return Measurement({TEST: found}, report + "\n")


MEASURES = {PII: measure_pii, SLOTS: measure_slots}

TEXTS = {
    PII: CardText(
        title="Personal data in a message",
        what=(
            "Rules (`analysis/pii/`): formats of e-mail addresses, phones, national identity numbers, "
            "cards, IBAN, host addresses, handles, street addresses, and names after words such as "
            "«me llamo»; check digits are verified where there are any (RUT, DNI, NIE, CURP, CUIT, "
            "cédulas of Ecuador and Uruguay, Luhn, IBAN). The same finder masks text before it "
            "leaves for an outside model or a log; when it breaks, nothing leaves."
        ),
        use=(
            "To replace personal data by placeholders, and to show where a message holds some. Not a "
            "proof that a text is anonymous: what is not found stays in it. Not for other languages' "
            "names and addresses."
        ),
        data=(
            "Nothing is trained. The rules were written against `pii/writer_a.jsonl` and measured on "
            "`pii/writer_c_test.jsonl`, by another writer; all values are invented (project licence)."
        ),
        failures=(
            "- Names of third persons («mi amiga Carla») and names without an announcing word.\n"
            "- Lower-case names that are words too, after «soy» («soy flor»).\n"
            "- Streets without a type or a word such as «vivo en».\n"
            "- Numbers spelt out, save in e-mail addresses."
        ),
    ),
    SLOTS: CardText(
        title="Slots of a study task",
        what=(
            "Rules (`analysis/slots.py` and its tables) for six slots: feeling, kind of task, subject, "
            "deadline, phase, minutes at hand. Where a language model is configured, its validated "
            "answer fills what the rules left open."
        ),
        use=(
            "To ask the next useful question and to suggest a strategy. A slot that was not said is "
            "null; a later message fills it. Not for records about a person."
        ),
        data=(
            "The rules were written against `slots/writer_a.jsonl` and measured on "
            "`slots/writer_c_test.jsonl`, by another writer (project licence)."
        ),
        failures=(
            "- Feelings told by a situation only.\n"
            "- Subjects that no table knows and no word such as «para» announces.\n"
            "- The deadline of something else in the same sentence."
        ),
    ),
}
