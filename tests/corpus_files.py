"""The corpora as their tests see them: read strictly, checked, compared by their words.

What these functions say is wrong names files, lines and ids, never a message's text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.labels import CrisisKind, CrisisLevel, Emotion, Sentiment, Style, Topic
from analysis.pii import PiiType
from analysis.slots_schema import NAMES, validated
from analysis.toxicity_rules import KINDS
from tests.source_tree import ROOT

CORPORA = ROOT / "analysis" / "corpora"
EXAMPLES = ROOT / "analysis" / "crisis" / "examples.tsv"
FOLDERS = {
    "crisis": ("is_crisis", "level", "kinds", "category"),
    "emotion": ("emotion",),
    "messages": ("topic", "sentiment", "emotion"),
    "style": ("style",),
    "toxicity": ("is_toxic", "kind", "category"),
    "injection": ("is_injection", "category"),
    "slots": ("slots",),
    "pii": ("spans",),
}
SIX = ("cl", "mx", "ar", "co", "pe", "es")
ALLOWED: dict[str, tuple[str, ...]] = {
    "is_crisis": ("1", "0"),
    "level": tuple(CrisisLevel.values),
    "kinds": tuple(CrisisKind.values),
    "emotion": tuple(Emotion.values),
    "sentiment": tuple(Sentiment.values),
    "topic": tuple(Topic.values),
    "style": (*Style.values, "none"),
    "is_toxic": ("1", "0"),
    "kind": KINDS,
    "is_injection": ("1", "0"),
    "spans": tuple(PiiType),
    "variety": (*SIX, "uy", "ec", "neutral"),
    "register": ("careful", "colloquial", "sms", "misspelt", "with_emoji", "spoken"),
}
GRAVE = ("moderate", "high", "imminent")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Item:
    """One message: its corpus (`crisis/writer_a`) and every cell of its row."""

    corpus: str
    cells: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.cells["id"])

    @property
    def text(self) -> str:
        return str(self.cells["text"])

    @property
    def folder(self) -> str:
        return self.corpus.split("/")[0]

    @property
    def is_test(self) -> bool:
        return self.corpus.endswith("_test")

    def __str__(self) -> str:
        return f"{self.corpus} {self.id}"


def paths(root: Path = CORPORA, examples: Path = EXAMPLES) -> dict[str, Path]:
    """Every file of the corpora by its name, the detector's own examples among those of crises."""
    found = {
        f"{folder}/{path.stem}": path
        for folder in FOLDERS
        for path in sorted((root / folder).iterdir())
    }
    return found | {"crisis/examples": examples}


def columns(folder: str) -> list[str]:
    return ["id", "text", *FOLDERS[folder], "variety", "register", "scenario"]


def read(name: str, path: Path) -> tuple[list[Item], list[str]]:
    """The well-formed rows of a file, and what is wrong with the others."""
    content = path.read_bytes().decode("utf-8")
    wrong = [] if content.endswith("\n") and "\r" not in content else [f"{name}: line ends"]
    lines = content.removesuffix("\n").split("\n")
    expected = columns(name.split("/")[0])
    start = 1
    if path.suffix == ".tsv":
        head = lines[0].split("\t")
        if name == "emotion/students_c_test":  # older than that column
            expected.remove("register")
        if head != expected:
            return [], [*wrong, f"{name}: columns {head}"]
        lines, start = lines[1:], 2
    items: list[Item] = []
    for number, line in enumerate(lines, start):
        cells = _cells(line, expected, is_json=path.suffix == ".jsonl")
        if cells is None:
            wrong.append(f"{name}, line {number}: broken")
        else:
            items.append(Item(name, cells))
    return items, wrong


def _cells(line: str, expected: list[str], *, is_json: bool) -> dict[str, Any] | None:
    if not is_json:
        parts = line.split("\t")
        cells: Any = dict(zip(expected, parts, strict=False))
        if len(parts) != len(expected):
            return None
    else:
        try:
            cells = json.loads(line)
        except ValueError:
            return None
        if not isinstance(cells, dict) or list(cells) != expected:
            return None
    plain = [cells[name] for name in ("id", "text", "variety", "scenario")]
    whole = all(isinstance(cell, str) and cell and cell == cell.strip() for cell in plain)
    return cells if whole else None


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text without accents and case; where it has none, its signs."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return tuple(_WORD.findall(bare)) or tuple(bare.split())


def repeated(items: Iterable[Item]) -> list[str]:
    """The ids of messages whose words another one has, the first of them first."""
    groups: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        groups[plain_words(item.text)].append(item)
    return [" = ".join(map(str, group)) for group in groups.values() if len(group) > 1]


def _trigrams(item: Item) -> set[tuple[str, ...]]:
    words = plain_words(item.text)
    return {words[at : at + 3] for at in range(len(words) - 2)}


def near_copies(items: Iterable[Item], above: float = 0.5) -> list[str]:
    """Pairs of a training and a test message that share more than `above` of their trigrams of
    words (Jaccard)."""
    training: list[tuple[Item, int]] = []
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    tests = []
    for item in items:
        if item.is_test:
            tests.append(item)
            continue
        grams = _trigrams(item)
        for gram in grams:
            holders[gram].append(len(training))
        training.append((item, len(grams)))
    found = []
    for test in tests:
        grams = _trigrams(test)
        shared = Counter(at for gram in grams for at in holders.get(gram, ()))
        for at, count in shared.items():
            item, size = training[at]
            if count / (len(grams) + size - count) > above:
                found.append(f"{item} ~ {test}")
    return found


def wrong_labels(item: Item) -> list[str]:
    """The columns of a message whose labels are unknown or contradict each other."""
    cells = item.cells
    wrong = [
        column
        for column, allowed in ALLOWED.items()
        if column in cells
        and not {label for label in labels(cells, column) if label}.issubset(allowed)
    ]
    wrong += [
        column
        for column in ("is_crisis", "level", "emotion", "sentiment", "topic", "style", "category")
        if cells.get(column) == ""
    ]
    if item.folder == "crisis":
        grave = cells["is_crisis"] == "1"
        if grave != (cells["level"] in GRAVE):
            wrong.append("level against is_crisis")
        if grave != bool(cells["kinds"]):
            wrong.append("kinds against is_crisis")
        if len(labels(cells, "kinds")) != len(set(labels(cells, "kinds"))):
            wrong.append("kinds twice")
    elif item.folder == "toxicity" and (cells["is_toxic"] == "1") != bool(cells["kind"]):
        wrong.append("kind against is_toxic")
    elif item.folder == "slots":
        wrong += _wrong_slots(cells["slots"])
    elif item.folder == "pii":
        wrong += _wrong_spans(item.text, cells["spans"])
    return [f"{item}: {each}" for each in wrong]


def labels(cells: dict[str, Any], column: str) -> list[str]:
    """The labels in one column of a row: the kinds apart, the spans by their type."""
    value = cells[column]
    if column == "spans":
        return [str(span.get("type")) for span in value]
    return value.split(",") if column == "kinds" else [value]


def _wrong_slots(slots: Any) -> list[str]:
    try:
        validated(slots)
    except ValueError:
        return ["slots not valid"]
    return [] if tuple(slots) == NAMES else ["slots not all there, in order"]


def _wrong_spans(text: str, spans: list[dict[str, Any]]) -> list[str]:
    end = 0
    for span in spans:
        if list(span) != ["start", "end", "type"]:
            return ["span without its parts"]
        if not end <= span["start"] < span["end"] <= len(text):
            return ["span outside the text or over another"]
        value = text[span["start"] : span["end"]]
        if value != value.strip():
            return ["span with spaces around its value"]
        end = span["end"]
    return []
