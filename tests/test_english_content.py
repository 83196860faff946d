"""The words of the two languages have the same addresses, so that no answer is half missing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from analysis.pipeline import analyse
from conversations.answers.embedded.content import FOLDER, load
from conversations.answers.embedded.files import languages, read

FILES = ("phrases", "care", "questions", "exercises", "names", "intents", "strategies", "safety")
# Fields that a line may use, beside those that the engine gives to a single line.
FIELDS = {
    "adj", "adj_cap", "adj_about", "noun", "task", "due", "when", "minutes", "name", "first",
    "quote", "mirror", "mirror_cap", "earlier", "several", "strategy", "service", "reach", "title",
}  # fmt: skip
_SPANISH = re.compile(
    r"[áéíóúñ¿¡«»]|\b(?:el|los|las|una|que|para|por|tu|muy|con|es)\b", re.IGNORECASE
)
# Words of the other tongue, and keys that strategies share, are Spanish on purpose.
_OTHER_TONGUE = {"english", "other_tongue"}


def keys(value: Any, at: str = "") -> Iterator[str]:
    """Every address in nested tables; of a list of tables its numbers count, of lines not."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield f"{at}.{name}"
            yield from keys(item, f"{at}.{name}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, dict):
                yield f"{at}.{number}"
                yield from keys(item, f"{at}.{number}")


def tables(language: str, name: str) -> dict[str, Any]:
    text = (FOLDER / language / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def topics(language: str) -> dict[str, Any]:
    raw = read(language)
    return {"topics": raw.topics, "validate": raw.validate}


def test_english_is_spoken() -> None:
    assert languages() == {"es", "en"}
    assert load("en").language == "en"
    assert load("es").language == load("fr").language == "es"


@pytest.mark.parametrize("name", FILES)
def test_no_key_is_missing_in_one_language(name: str) -> None:
    assert set(keys(tables("es", name))) ^ set(keys(tables("en", name))) == set()


def test_no_key_of_a_topic_is_missing_in_one_language() -> None:
    spanish, english = set(keys(topics("es"))), set(keys(topics("en")))
    # «when» is a pattern over what was written, which a language may not need.
    assert {key for key in spanish ^ english if not key.endswith(".when")} == set()


def test_questions_of_topics_have_the_same_ids() -> None:
    assert set(load("es").questions) == set(load("en").questions)
    assert {k: t.questions for k, t in load("es").topics.items()} == {
        k: t.questions for k, t in load("en").topics.items()
    }


def test_topics_rank_alike_and_are_of_the_same_kind() -> None:
    def rules(language: str) -> dict[str, tuple[object, ...]]:
        found = load(language).topics
        return {k: (t.rank, t.kind, t.brisk, t.patient, len(t.ideas)) for k, t in found.items()}

    assert rules("es") == rules("en")


def lines_of_english() -> list[str]:
    content = load("en")
    found = [line for lines in content.lines.values() for line in lines]
    for topic in content.topics.values():
        found += [*topic.mirror, *topic.listen]
        found += [text for idea in topic.ideas for text in (idea.say, idea.then)]
    for question in content.questions.values():
        found += [*question.texts, *(reply.say for reply in question.replies)]
        found += [text for chip in question.chips for text in (chip.label, chip.text)]
    found += [text for chip in content.chips.values() for text in (chip.label, chip.text)]
    return found


def test_english_lines_hold_no_spanish_and_no_unknown_field() -> None:
    for line in lines_of_english():
        assert not _SPANISH.search(line), line
        assert {name for _, name, _, _ in Formatter().parse(line) if name} <= FIELDS, line


def test_english_lines_are_said_in_one_place_only() -> None:
    """A sentence in two lists would be missing from the second once it was said."""
    content = load("en")
    shown = [line for lines in content.lines.values() for line in lines]
    assert sorted({line for line in shown if shown.count(line) > 1}) == []


def test_english_names_hold_no_spanish() -> None:
    names = read("en").names
    shown = [value for table in names.values() for value in table.values()]
    assert [value for value in shown if _SPANISH.search(value)] == []


def test_english_patterns_are_english() -> None:
    intents = read("en").intents
    for name, patterns in intents["any"].items():
        if name not in _OTHER_TONGUE:
            assert not any(re.search(r"[áéíóúñ¿¡«»]", pattern) for pattern in patterns), name


def test_what_an_english_chip_sends_is_taken_for_no_attack_and_no_attempt() -> None:
    content = load("en")
    chips = [
        *content.chips.values(),
        *(chip for question in content.questions.values() for chip in question.chips),
    ]
    for chip in chips:
        found = analyse(chip.text)
        assert not found.crisis.is_crisis, chip.text
        assert found.injection is not None
        assert not found.injection.is_injection, chip.text
        assert found.toxicity is not None
        assert not found.toxicity.is_toxic, chip.text
