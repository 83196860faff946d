"""The corpora: well-formed, labelled with known labels, apart from each other, counted right.

Each check is also shown a wrong row, so that none passes for want of looking. A failure names
files, lines and ids, never the text of a message.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analysis.training import corpora as sources
from analysis.training.tasks import TASKS
from tests.corpus_files import (
    ALLOWED,
    CORPORA,
    FOLDERS,
    SIX,
    Item,
    columns,
    labels,
    near_copies,
    paths,
    read,
    repeated,
    wrong_labels,
)
from tests.corpus_tables import (
    README,
    Cells,
    expected,
    is_hard,
    is_harmless,
    parsed,
    renewed,
    written,
)

pytestmark = pytest.mark.pure

Corpora = dict[str, tuple[list[Item], list[str]]]

TEXT = "mañana entrego el informe de la práctica y todavía me falta la discusión"
ROWS: dict[str, dict[str, Any]] = {
    "crisis": {"is_crisis": "1", "level": "high", "kinds": "self_harm", "category": "self_harm"},
    "emotion": {"emotion": "fear"},
    "messages": {"topic": "other", "sentiment": "neutral", "emotion": "neutral"},
    "style": {"style": "none"},
    "toxicity": {"is_toxic": "1", "kind": "insult", "category": "insult"},
    "injection": {"is_injection": "0", "category": "ordinary"},
    "slots": {
        "slots": {
            "sentimiento": None,
            "tipo_tarea": "otro",
            "ramo": None,
            "plazo": "<24h",
            "fase": None,
            "tiempo_bloque": 20,
        }
    },
    "pii": {
        "spans": [
            {"start": 0, "end": 6, "type": "PERSON"},
            {"start": 7, "end": 14, "type": "EMAIL"},
        ]
    },
}


def message(corpus: str, number: str = "1", text: str = TEXT, **cells: Any) -> Item:
    """A right row of the folder, but for `cells`."""
    more = {"variety": "cl", "register": "sms", "scenario": "informe"}
    row = {"id": number, "text": text} | ROWS[corpus.split("/")[0]] | more
    return Item(corpus, row | cells)


@pytest.fixture(scope="module")
def corpora() -> Corpora:
    return {name: read(name, path) for name, path in paths().items()}


@pytest.fixture(scope="module")
def items(corpora: Corpora) -> list[Item]:
    return [item for of_file, _ in corpora.values() for item in of_file]


@pytest.fixture(scope="module")
def training(items: list[Item]) -> list[Item]:
    return [item for item in items if not item.is_test]


# Form


def test_every_row_is_well_formed(corpora: Corpora) -> None:
    assert [problem for _, wrong in corpora.values() for problem in wrong] == []
    assert [name for name, (of_file, _) in corpora.items() if not of_file] == []


def test_every_file_lies_in_a_known_folder_and_each_folder_has_a_file_to_measure_on() -> None:
    inside = {path.relative_to(CORPORA).parent.name for path in CORPORA.rglob("*.*")} - {""}
    assert inside == set(FOLDERS)
    assert {name.split("/")[0] for name in paths() if name.endswith("_test")} == set(FOLDERS)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("1\thola\tnone\tcl\tsms\tsaludo", None),
        ("1\thola\tnone\tcl\tsms", "line 2: broken"),
        ("1\thola\tnone\tcl\tsms\tsaludo\t", "line 2: broken"),
        ("1\t\tnone\tcl\tsms\tsaludo", "line 2: broken"),
        ("1\thola \tnone\tcl\tsms\tsaludo", "line 2: broken"),
        ("1\thola\tnone\tcl\tsms\t", "line 2: broken"),
        ("", "line 2: broken"),
        ("1\thola\tnone\tcl\tsms\tsaludo\r", "line ends"),
    ],
)
def test_a_broken_row_is_found(tmp_path: Path, line: str, problem: str | None) -> None:
    path = tmp_path / "writer_x.tsv"
    path.write_text("\t".join(columns("style")) + f"\n{line}\n", encoding="utf-8", newline="")
    found, wrong = read("style/writer_x", path)
    assert [each.partition("style/writer_x")[2].strip(":, ") for each in wrong][:1] == (
        [problem] if problem else []
    )
    assert bool(found) is (problem is None)


def test_wrong_columns_and_a_missing_end_are_found(tmp_path: Path) -> None:
    path = tmp_path / "writer_x.tsv"
    path.write_text("id\ttext\n1\thola", encoding="utf-8")
    found, wrong = read("style/writer_x", path)
    assert found == []
    assert wrong == ["style/writer_x: line ends", "style/writer_x: columns ['id', 'text']"]


@pytest.mark.parametrize(
    "row", ["{", "[]", '{"id": "1"}', json.dumps(dict.fromkeys(columns("pii"), 1))]
)
def test_a_broken_object_is_found(tmp_path: Path, row: str) -> None:
    path = tmp_path / "writer_x.jsonl"
    path.write_text(row + "\n", encoding="utf-8")
    assert read("pii/writer_x", path) == ([], ["pii/writer_x, line 1: broken"])


# Labels


def test_every_label_is_known_and_none_contradicts_another(items: list[Item]) -> None:
    assert [problem for item in items for problem in wrong_labels(item)] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_right_row_is_not_called_wrong(folder: str) -> None:
    assert wrong_labels(message(f"{folder}/writer_x")) == []


@pytest.mark.parametrize(
    ("folder", "cells"),
    [
        ("crisis", {"is_crisis": "yes"}),
        ("crisis", {"level": "grave"}),
        ("crisis", {"level": "low"}),
        ("crisis", {"is_crisis": "0", "kinds": ""}),
        ("crisis", {"is_crisis": "0", "level": "none"}),
        ("crisis", {"kinds": ""}),
        ("crisis", {"kinds": "self_harm,sadness"}),
        ("crisis", {"kinds": "self_harm,self_harm"}),
        ("crisis", {"category": ""}),
        ("emotion", {"emotion": "worry"}),
        ("emotion", {"emotion": ""}),
        ("emotion", {"variety": "ve"}),
        ("emotion", {"register": "formal"}),
        ("messages", {"topic": "money"}),
        ("messages", {"sentiment": "mixed"}),
        ("style", {"style": "ironic"}),
        ("toxicity", {"is_toxic": "0"}),
        ("toxicity", {"kind": ""}),
        ("toxicity", {"kind": "rude"}),
        ("injection", {"is_injection": "true"}),
        ("slots", {"slots": {"plazo": "<24h"}}),
        ("slots", {"slots": ROWS["slots"]["slots"] | {"plazo": "ayer"}}),
        ("slots", {"slots": ROWS["slots"]["slots"] | {"tiempo_bloque": 0}}),
        ("slots", {"slots": []}),
        ("pii", {"spans": [{"start": 0, "end": 6, "type": "NAME"}]}),
        ("pii", {"spans": [{"start": 0, "end": len(TEXT) + 1, "type": "PERSON"}]}),
        ("pii", {"spans": [{"start": -2, "end": 6, "type": "PERSON"}]}),
        ("pii", {"spans": [{"start": 6, "end": 6, "type": "PERSON"}]}),
        ("pii", {"spans": [{"start": 0, "end": 7, "type": "PERSON"}]}),
        ("pii", {"spans": [{"start": 0, "type": "PERSON"}]}),
        ("pii", {"spans": [ROWS["pii"]["spans"][1], ROWS["pii"]["spans"][0]]}),
    ],
)
def test_a_wrong_label_is_found(folder: str, cells: dict[str, Any]) -> None:
    assert wrong_labels(message(f"{folder}/writer_x", **cells)) != []


# Apart from each other


def test_no_id_stands_twice(items: list[Item]) -> None:
    ids = Counter(item.id for item in items)
    assert [str(item) for item in items if ids[item.id] > 1] == []


def test_no_text_stands_twice(items: list[Item]) -> None:
    assert repeated(items) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("¿No entendí?", "no  entendi", True),
        ("NO ENTENDÍ!! 😵", "no entendí", True),
        ("👍🏽", "👍🏽", True),
        ("👍", "👎", False),
        ("no entendí", "no entendí nada", False),
    ],
)
def test_the_same_words_are_the_same_text(one: str, other: str, *, same: bool) -> None:
    found = repeated([message("style/writer_x", "1", one), message("pii/writer_y", "2", other)])
    assert found == (["style/writer_x 1 = pii/writer_y 2"] if same else [])


def test_no_training_message_is_a_near_copy_of_a_test_message(items: list[Item]) -> None:
    assert near_copies(items) == []


def test_a_near_copy_is_found_in_another_folder_and_among_training_messages_only() -> None:
    close = TEXT.replace("todavía", "TODAVIA").replace("mañana", "hoy")
    copy = message("emotion/writer_x", "2", close)
    assert near_copies([message("style/writer_c_test"), copy]) == [
        "emotion/writer_x 2 ~ style/writer_c_test 1"
    ]
    assert near_copies([message("style/writer_c"), copy]) == []
    half = message("emotion/writer_x", "2", " ".join(TEXT.split()[:7]))
    assert near_copies([message("style/writer_c_test"), half]) == []


def test_nothing_is_trained_on_what_is_measured_on(corpora: Corpora) -> None:
    trained = {f"crisis/{name}" for name in sources.CRISIS_TRAIN}
    measured = {f"crisis/{name}" for name in (sources.CRISIS_TEST, *sources.CRISIS_TESTS_SEEN)}
    for task in TASKS.values():
        trained |= set(task.train)
        measured |= set(task.test)
    assert {name for name in trained if name.endswith("_test")} == set()
    assert {name for name in measured if not name.endswith("_test")} == set()
    assert trained | measured <= set(corpora)


# Counts


def differing(readme: Cells, counted: Cells) -> list[str]:
    return [
        f"{' / '.join(cell)}: README {readme.get(cell)}, files {counted.get(cell)}"
        for cell in dict.fromkeys([*counted, *readme])
        if readme.get(cell) != counted.get(cell)
    ]


def test_the_readme_has_the_counts_of_the_files(items: list[Item]) -> None:
    """`python -m tests.corpus_tables` writes the tables anew."""
    assert differing(parsed(README.read_text(encoding="utf-8")), expected(items)) == []


def test_a_message_more_or_otherwise_labelled_and_an_unknown_file_are_found() -> None:
    one, two = message("style/writer_x"), message("style/writer_x", "2", scenario="prueba")
    readme = expected([one, two])
    assert differing(readme, expected([one, two])) == []
    assert differing(readme, expected([one])) == [
        "style / messages / x: README 2, files 1",
        "style / scenarios / x: README 2, files 1",
        "style / style: none / x: README 2, files 1",
        "variety / cl / style: README 2, files 1",
        "register / sms / style: README 2, files 1",
    ]
    other = message("style/writer_x", "2", scenario="prueba", style="passive")
    assert differing(readme, expected([one, other])) == [
        "style / style: passive / x: README 0, files 1",
        "style / style: none / x: README 2, files 1",
    ]
    more = expected([one, two, message("style/writer_y", "3")])
    assert "style / for / y: README None, files train" in differing(readme, more)
    assert "style / for / y: README train, files None" in differing(more, readme)


def test_the_tables_are_read_as_they_are_written(items: list[Item]) -> None:
    assert parsed(written(expected(items))) == expected(items)


def test_a_table_is_written_anew_and_the_text_around_it_stays() -> None:
    old = expected([message("style/writer_x")])
    new = expected([message("style/writer_x"), message("style/writer_x", "2")])
    around = "# Before\n\n| other | a |\n| --- | --- |\n| 1 | 2 |\n\n{}\nAfter.\n"
    assert renewed(around.format(written(old)), new) == around.format(written(new))


def test_no_line_of_the_readme_is_long() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert [
        number for number, line in enumerate(lines, 1) if len(line) > 100 and line[:1] != "|"
    ] == []


# Sizes: of what is trained on, so that a test file never fills a gap


def least(items: list[Item], column: str, *folders: str) -> dict[str, int]:
    """How many messages of the folders have each label that the column may have."""
    found = Counter(
        label for item in items if item.folder in folders for label in labels(item.cells, column)
    )
    return {label: found[label] for label in ALLOWED[column]}


def short(counted: dict[str, int], floor: int) -> dict[str, int]:
    return {label: count for label, count in counted.items() if count < floor}


def test_the_crisis_corpora_are_large_and_half_of_the_harmless_are_hard(
    training: list[Item],
) -> None:
    of_crisis = [item for item in training if item.folder == "crisis"]
    harmless = [item for item in of_crisis if is_harmless(item)]
    assert len(of_crisis) - len(harmless) >= 1500
    assert len(harmless) >= 3000
    assert sum(map(is_hard, harmless)) * 2 >= len(harmless)
    assert short(least(of_crisis, "kinds", "crisis"), 100) == {}
    assert short(least(of_crisis, "level", "crisis"), 400) == {}


def test_the_other_corpora_are_large(training: list[Item]) -> None:
    styles = least(training, "style", "style")
    assert styles.pop("none") >= 500
    assert short(styles, 250) == {}
    assert short(least(training, "emotion", "emotion", "messages"), 200) == {}
    assert short(least(training, "topic", "messages"), 150) == {}
    assert sum(item.folder == "slots" for item in training) >= 500


def test_every_folder_has_the_six_varieties(items: list[Item]) -> None:
    for kind in (True, False):
        found = Counter(
            (item.folder, item.cells["variety"]) for item in items if item.is_test is kind
        )
        assert short({f"{at} {each}": found[at, each] for at in FOLDERS for each in SIX}, 25) == {}


@pytest.mark.parametrize("variety", SIX)
def test_a_label_or_variety_that_is_missing_counts_as_none(variety: str) -> None:
    others = [message("style/writer_x", each, variety=each) for each in SIX if each != variety]
    assert short(least(others, "variety", "style"), 1).keys() == {variety, "uy", "ec", "neutral"}
    assert least(others, "style", "style") == dict.fromkeys(ALLOWED["style"], 0) | {"none": 5}
    assert least(others, "style", "messages") == dict.fromkeys(ALLOWED["style"], 0)
