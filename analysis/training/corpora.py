"""Reading the labelled texts: tab-separated, one header line, no quoting."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from analysis.labels import CrisisKind, CrisisLevel, Emotion

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
EXAMPLES = CORPORA.parent / "crisis" / "examples.tsv"
EMOTION_TRAIN = ("emotion/students_a",)
EMOTION_TEST = "emotion/students_c_test"
CRISIS_TRAIN = (*(f"writer_{writer}" for writer in "abdegijkm"), "examples")
DISTRESS_TRAIN = tuple(f"writer_{writer}" for writer in "abegij")
CRISIS_TEST = "writer_h_test"
# Measured before, and their figures seen on the way: kept for comparison.
CRISIS_TESTS_SEEN = ("writer_f_test", "writer_c_test", "writer_l_test")
EMOEVENT = "emoevent_es"
TOXIC_TWEETS = "toxicity_latam"


# The first kind that applies decides.
_FEELINGS = (
    (CrisisKind.THIRD_PARTY, Emotion.FEAR),
    (CrisisKind.VIOLENCE_THREATENED, Emotion.ANGER),
    (CrisisKind.SUICIDAL_IDEATION, Emotion.SADNESS),
    (CrisisKind.SELF_HARM, Emotion.SADNESS),
    (CrisisKind.VIOLENCE_SUFFERED, Emotion.FEAR),
    (CrisisKind.ACUTE_DISTRESS, Emotion.FEAR),
)


@dataclass(frozen=True)
class EmotionItem:
    """A text with its emotion; `group` (writer and scenario) must not be split in training."""

    text: str
    emotion: str
    group: str


@dataclass(frozen=True)
class LabelledItem:
    """A text with one label; `group` (writer and scenario) must not be split in training."""

    text: str
    label: str
    group: str
    variety: str = ""
    kind: str = ""


@dataclass(frozen=True)
class CrisisItem:
    """A text with its crisis labels (`level` and `kinds` as in `analysis.labels`)."""

    text: str
    is_crisis: bool
    level: CrisisLevel
    kinds: tuple[str, ...]
    category: str
    variety: str
    group: str


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def emoevent(data: Path, split: str) -> list[EmotionItem]:
    """The `train` or `dev` split of EmoEvent's Spanish tweets (`others` is neutral)."""
    return [
        EmotionItem(
            row["tweet"],
            Emotion.NEUTRAL if row["emotion"] == "others" else Emotion(row["emotion"]).value,
            row["event"],
        )
        for row in _rows(data / EMOEVENT / f"{split}.tsv")
    ]


def labelled(name: str, column: str) -> list[LabelledItem]:
    """The corpus `corpora/<name>.tsv` by the labels of one of its columns."""
    return [
        LabelledItem(
            row["text"],
            row[column],
            f"{name}:{row['scenario']}",
            row["variety"],
            row.get("kind", ""),
        )
        for row in _rows(CORPORA / f"{name}.tsv")
    ]


def toxic_tweets(data: Path) -> list[LabelledItem]:
    """The tweets of `toxicity_latam` on which two coders agree, by toxic (1) or not (0)."""
    lines = (data / TOXIC_TWEETS / "gold.tsv").read_text(encoding="utf-8").splitlines()
    parted = [line.split("\t", 1) for line in lines if "\t" in line]
    return [
        LabelledItem(text, label, f"{TOXIC_TWEETS}:{number}")
        for number, (label, text) in enumerate(parted)
    ]


def distress(name: str) -> list[EmotionItem]:
    """The feeling of those in crisis, by rule from a crisis corpus' kinds.

    A wish to die or to hurt oneself is sadness, a threat to others anger; violence suffered, an
    acute state and worry about somebody else are fear. Without these the classifier has never
    read such a message.
    """
    found = []
    for item in crisis(name):
        feeling = next((f for kind, f in _FEELINGS if kind in item.kinds), None)
        if feeling is not None:
            found.append(EmotionItem(item.text, feeling, item.group))
    return found


def crisis(name: str) -> list[CrisisItem]:
    """A corpus in `corpora/crisis`, or the detector's own `examples`."""
    return [
        CrisisItem(
            row["text"],
            row["is_crisis"] == "1",
            CrisisLevel(row["level"]),
            tuple(CrisisKind(kind).value for kind in row["kinds"].split(",") if kind),
            row["category"],
            row["variety"],
            f"{name}:{row['scenario']}",
        )
        for row in _rows(EXAMPLES if name == "examples" else CORPORA / "crisis" / f"{name}.tsv")
    ]
