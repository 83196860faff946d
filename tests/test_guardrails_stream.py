"""What is shown of an outside model's answer while it comes in pieces."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.pii import find
from conversations.guardrails import Grounds, OutputGuard, Withheld
from tests.guardrail_cases import cases, shown

GROUNDS = Grounds(
    known="Diego Fuentes, apoyo@uni.example, +56 2 2987 6543",
    sources=frozenset({"https://www.uni.example/apoyo"}),
    system_prompt="Hablas con calma, haces una pregunta cada vez y nunca das un diagnóstico.",
)
MEDICINES = ("ibuprofeno", "clonazepam", "sertralina", "melatonina")
HARMLESS = (
    "Suena pesado llegar así a la tarde. ",
    "¿Cuántos minutos tienes: 10, 15 o 25?\n",
    "Inhala 4 segundos y exhala 6. ",
    "Lee las páginas 12 a 18, por favor. ",
    "Hola, Diego: ",
    "Escribe a apoyo@uni.example. ",
    "- Abre el cuaderno\n",
    "**Plan** de la tarde:\n\n",
    "Te leo ",
    "1. Respira.\n",
)


def cut(text: str, places: list[int]) -> list[str]:
    """`text` in the pieces that begin at `places`."""
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    return [text[start:end] for start, end in pairwise(ends)]


places = st.lists(st.integers(0, 2000), max_size=12)
pieces_of_text = st.lists(
    st.one_of(
        st.sampled_from(HARMLESS),
        st.sampled_from([case.text for case in cases("building")]),
        st.sampled_from(
            ["\n", "  ", "[PERSON_3]", "[", "](", "400", "mg", ". ", "«", "`", "punto"]
        ),
        st.text(max_size=12),
    ),
    max_size=8,
).map("".join)


# --- the cut makes no difference ------------------------------------------------------------
@settings(max_examples=150, deadline=None)
@given(pieces_of_text, places)
@example("Toma 400 mg de ibuprofeno cada ocho horas.", [7, 8, 9])
@example("Mira https://malo.example/x y vuelve.", [6, 9, 20])
@example("Hola, [PERSON_3], ¿seguimos?", [7, 10, 15])
@example("\u2028.\x85a", [1, 2])
def test_the_cut_into_pieces_makes_no_difference(text: str, where: list[int]) -> None:
    assert shown(text, GROUNDS, cut(text, where)) == shown(text, GROUNDS)


@settings(max_examples=60, deadline=None)
@given(pieces_of_text)
def test_letter_by_letter_is_the_same_as_whole(text: str) -> None:
    assert shown(text, GROUNDS, list(text)) == shown(text, GROUNDS)


@pytest.mark.parametrize("part", ["building", "later"])
def test_what_passes_is_what_was_written(part: str) -> None:
    for case in cases(part):
        if not case.reason:
            assert shown(case.text, case.grounds, list(case.text)) == (case.text, "")


# --- nothing of what must not be read -------------------------------------------------------
around = st.lists(st.sampled_from(HARMLESS), max_size=4).map("".join)
units = st.sampled_from(["mg", "miligramos", "gotas", "comprimidos", "pastillas"])
amounts = st.one_of(
    st.integers(1, 2000).map(str), st.sampled_from(["0,5", "dos", "veinte", "media"])
)
doses = st.builds(
    lambda amount, unit, medicine, order: (
        f"{amount} {unit} de {medicine}" if order else f"{medicine}, {amount} {unit} diarios"
    ),
    amounts,
    units,
    st.sampled_from(MEDICINES),
    st.booleans(),
)
hosts = st.from_regex(r"[a-z]{3,9}(-[a-z]{2,5})?\.(com|org|net|io|cl|mx)", fullmatch=True)
links = st.builds(
    lambda before, host, after: f"{before}{host}{after}",
    st.sampled_from(["", "https://", "http://www.", "www.", "[la guía](https://"]),
    hosts,
    st.sampled_from(["", "/", "/a/b?x=1", ":8080/x"]),
).map(lambda link: link + ")" if link.startswith("[") else link)
phones = st.integers(30_000_000, 99_999_999).map(
    lambda number: f"+56 9 {str(number)[:4]} {str(number)[4:]}"
)
mails = st.from_regex(r"[a-z]{3,8}\.[a-z]{3,8}@[a-z]{3,8}\.(com|cl)", fullmatch=True)


@settings(max_examples=100, deadline=None)
@given(around, st.sampled_from(["Toma ", "Puedes usar ", "", "Yo diría: "]), doses, around, places)
def test_no_dose_is_ever_shown(
    before: str, lead: str, dose: str, after: str, where: list[int]
) -> None:
    text = f"{before}{lead}{dose} {after}"
    seen, reason = shown(text, GROUNDS, cut(text, where))
    assert reason == "medical"
    assert dose not in seen
    assert not re.search(r"mg\b|miligramos|gotas|comprimidos|pastillas", seen)


@settings(max_examples=100, deadline=None)
@given(around, st.sampled_from(["Mira ", "Está en ", "", "(ver "]), links, around, places)
def test_no_strange_link_is_ever_shown(
    before: str, lead: str, link: str, after: str, where: list[int]
) -> None:
    text = f"{before}{lead}{link} {after}"
    seen, reason = shown(text, GROUNDS, cut(text, where))
    assert reason == "link"
    host = re.search(r"[a-z-]+\.(?:com|org|net|io|cl|mx)", link)
    assert host is not None
    assert host[0] not in seen


@settings(max_examples=100, deadline=None)
@given(around, st.sampled_from(["Escríbele: ", "Es ", ""]), mails | phones, around, places)
def test_no_personal_data_of_others_are_ever_shown(
    before: str, lead: str, value: str, after: str, where: list[int]
) -> None:
    text = f"{before}{lead}{value} {after}"
    seen, reason = shown(text, GROUNDS, cut(text, where))
    assert reason in {"personal_data", "link"}
    assert value not in seen
    strange = [seen[span.start : span.end] for span in find(seen)]
    assert set(strange) <= {"apoyo@uni.example"}


# --- as soon as can be ----------------------------------------------------------------------
def test_harmless_words_pass_one_by_one() -> None:
    guard = OutputGuard(GROUNDS)
    pieces = ["Suena", " pesa", "do llegar", " así. ¿Qué", " parte", " hacemos?"]
    assert [guard.feed(piece) for piece in pieces] == [
        "",
        "Suena",
        " pesado",
        " llegar así.",
        " ¿Qué",
        " parte",
    ]
    assert guard.close() == " hacemos?"


def test_a_sentence_with_a_sign_waits_from_the_sign_to_its_end() -> None:
    guard = OutputGuard(GROUNDS)
    assert guard.feed("Sobre ese remedio pregunta a tu médica") == "Sobre ese"
    assert guard.feed(" cuanto antes. ") == " remedio pregunta a tu médica cuanto antes."


def test_a_number_waits_for_the_next_word_only() -> None:
    guard = OutputGuard(GROUNDS)
    assert guard.feed("Haz 20 ") == "Haz"
    assert guard.feed("minutos ") == " 20 minutos"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "I know that you are tired and we can start with a little step now, if you like.",
            "language",
        ),
        (
            "Hablas con calma, haces una pregunta cada vez y nunca das un diagnóstico.",
            "prompt_echo",
        ),
    ],
)
def test_twelve_words_at_most_of_another_language_or_of_the_prompt(text: str, reason: str) -> None:
    seen, found = shown(text, GROUNDS)
    assert found == reason
    assert len(seen.split()) <= 12


def test_most_words_of_harmless_answers_are_not_held_back() -> None:
    held = words = 0
    for case in cases("later"):
        if case.reason:
            continue
        guard = OutputGuard(case.grounds)
        behind = 0
        for word in re.findall(r"\s*\S+", case.text):
            behind += len(word) - len(guard.feed(word))
            words += 1
            held += behind > len(word)
    assert words > 500
    assert held / words < 0.4


def test_nothing_more_comes_after_a_refusal() -> None:
    guard = OutputGuard(GROUNDS)
    with pytest.raises(Withheld, match="medical"):
        guard.feed("Toma 400 mg de ibuprofeno. ")
    for call in (lambda: guard.feed("Hola. "), guard.close):
        with pytest.raises(Withheld, match="medical"):
            call()
