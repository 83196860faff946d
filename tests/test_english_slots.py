"""The study task and the wishes of an English message."""

from __future__ import annotations

from datetime import datetime

import pytest

from analysis.results import Slots
from analysis.slots_english import extract_slots_english
from analysis.slots_english_text import plain_english
from analysis.slots_schema import VALUES
from conversations.answers.embedded import wants_human
from conversations.answers.embedded.english.mirroring import mirrored
from conversations.answers.embedded.english.reading import correction
from conversations.answers.embedded.english.wording import feeling_values, quotable

pytestmark = pytest.mark.pure

NOW = datetime(2026, 11, 18, 15, 0)  # noqa: DTZ001 - a Wednesday, on the writer's wall


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I'm really frustrated with my philosophy essay, it's due tomorrow",
            Slots("frustracion", "ensayo", "philosophy", "<24h"),
        ),
        ("I have a calculus test on Friday", Slots(None, "otro", "calculus", "esta_semana")),
        (
            "stressed out about my anatomy multiple choice test thursday",
            Slots("ansiedad_error", "mcq", "anatomy", "<24h"),
        ),
        (
            "im anxous about the chem lab report, due tmrw",
            Slots("ansiedad_error", "protocolo_lab", None, "<24h"),
        ),
        ("my code doesn't compile and it's due tonight", Slots(None, "bugfix", None, "hoy")),
        (
            "no motivation to read this sociology chapter, it's for next week",
            Slots("aburrimiento", "lectura_tecnica", "sociology", ">1_semana"),
        ),
        (
            "I'm proofreading my history essay",
            Slots(None, "proofreading", "history", None, "revision"),
        ),
        (
            "I have to choose a topic for my literature essay and nothing comes to mind",
            Slots(None, "ensayo", "literature", None, "ideacion"),
        ),
        ("I can't concentrate", Slots("dispersion_rumiacion")),
        ("I'm not smart enough for this", Slots("baja_autoeficacia")),
        ("I'm not nervous", Slots("neutral")),
        ("I was sad but now I'm happy", Slots("positivo")),
        ("my friend is nervous", Slots()),
        ("25 min", Slots(tiempo_bloque=25)),
        ("half an hour", Slots(tiempo_bloque=30)),
        ("I have an hour and a half", Slots(tiempo_bloque=90)),
        ("I've been at it for three hours", Slots()),
        ("I slept two hours", Slots()),
        ("it's due on Thursday", Slots(plazo="<24h")),
        ("the day after tomorrow", Slots(plazo="esta_semana")),
        ("in two weeks", Slots(plazo=">1_semana")),
        ("it's due on 20 November", Slots(plazo="esta_semana")),
        ("next Friday", Slots(plazo=">1_semana")),
        ("I'm tired today", Slots()),
        ("I failed my chemistry midterm", Slots()),
        ("I broke up with my girlfriend on Sunday", Slots()),
        ("I need to study statistics", Slots(None, None, "statistics")),
        ("a French translation for Monday", Slots(None, "otro", "French", "esta_semana")),
        ("thanks for reading", Slots()),
        ("sorry, it's geography, not history", Slots(None, None, "geography")),
        ("hello", Slots()),
        ("", Slots()),
    ],
)
def test_what_a_message_says_of_the_task(text: str, expected: Slots) -> None:
    assert extract_slots_english(text, NOW) == expected


@pytest.mark.parametrize(
    "text", [None, 3, ["essay"], "x" * 5000, "😀" * 300, "\x00\n\t", "?!." * 400]
)
def test_no_text_breaks_it(text: object) -> None:
    assert extract_slots_english(text, NOW) == Slots()


def test_the_labels_are_those_of_the_scheme() -> None:
    texts = ["I'm anxious about my essay tomorrow, I'm writing it, 25 min", "a bug due tonight"]
    for text in texts:
        slots = extract_slots_english(text, NOW)
        for name, allowed in VALUES.items():
            assert getattr(slots, name) in {None, *allowed}


def test_without_a_clock_a_weekday_is_this_week() -> None:
    assert extract_slots_english("due on Thursday").plazo == "esta_semana"


def test_short_forms_are_written_out() -> None:
    assert plain_english("Idk, im stressd abt it tmrw, 20min") == (
        "i don't know, i'm stressed about it tomorrow, 20 minutes"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I asked my sister to stay with me", "you asked your sister to stay with you"),
        ("honestly I'm so tired of my flatmates", "you're so tired of your flatmates"),
        ("I was alone all weekend", "you were alone all weekend"),
        ("my mum is in hospital", "your mum is in hospital"),
        ("I blocked him lol", "you blocked him"),
        ("I'm a failure", None),
        ("you don't understand me", None),
        ("I want to kill myself tonight", None),
        ("do you think I can do it?", None),
        ("yes", None),
    ],
)
def test_a_clause_is_given_back_in_the_second_person(text: str, expected: str | None) -> None:
    assert mirrored(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "i'm really frustrated with it",
            {
                "adj": "really frustrated",
                "adj_cap": "Really frustrated",
                "adj_about": "really frustrated with",
            },
        ),
        ("i feel so lonely", {"adj": "so lonely", "adj_cap": "So lonely"}),
        ("i'm not worried", {}),
        ("my sister is worried", {}),
        ("i have so much anxiety", {"noun": "so much anxiety"}),
    ],
)
def test_the_students_word_for_the_feeling(text: str, expected: dict[str, str]) -> None:
    assert feeling_values(text) == expected


def test_a_personal_clause_may_be_quoted_and_a_harsh_one_not() -> None:
    assert quotable("it's that I never understood the material") == (
        "it's that I never understood the material"
    )
    assert quotable("I always hate my stupid self here") is None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("actually it's a summary", "mejor dicho"),
        ("now I have to study for a test", "además"),
        ("an English test", "examen"),
        ("25 minutes", ""),
    ],
)
def test_what_a_message_does_to_the_task_before(text: str, cue: str) -> None:
    assert correction(text) == cue


@pytest.mark.parametrize(
    "text",
    [
        "I want to talk to a person",
        "can I speak to a real human please",
        "I'd rather talk to a person",
        "talk to a tutor",
        "a real person please",
    ],
)
def test_asking_for_a_person(text: str) -> None:
    assert wants_human(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to talk to a person",
        "I want to talk to a person I like",
        "I talked to a tutor yesterday",
        "I have to talk to my friend",
        "a person in my class was rude",
    ],
)
def test_talk_about_people_is_no_such_request(text: str) -> None:
    assert not wants_human(text)
