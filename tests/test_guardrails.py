"""What comes back from an outside model, checked whole."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator

import pytest
import structlog

from conversations.answers.embedded.content import FOLDER
from conversations.guardrails import REASONS, Grounds, OutputGuard, Withheld, check, log_withheld
from conversations.models import Message
from tests.guardrail_cases import Case, cases, figures, shown

pytestmark = pytest.mark.pure

SPANISH = Grounds()
ENGLISH = Grounds(language="en")
BAD = [case for case in cases("building") if case.reason]
HARMLESS = [case for case in cases("building") if not case.reason]


def first_words(case: Case) -> str:
    return case.text[:50]


# --- the labelled answers -------------------------------------------------------------------
@pytest.mark.parametrize("case", BAD, ids=first_words)
def test_a_bad_answer_is_withheld_for_its_reason(case: Case) -> None:
    assert check(case.text, case.grounds) == case.reason


@pytest.mark.parametrize("case", HARMLESS, ids=first_words)
def test_a_harmless_answer_passes_letter_by_letter(case: Case) -> None:
    assert shown(case.text, case.grounds) == (case.text, "")


@pytest.mark.parametrize("part", ["building", "held_out", "later", "last"])
def test_what_must_not_be_read_is_never_shown(part: str) -> None:
    spans = [case for case in cases(part) if case.span]
    assert len(spans) > 10
    refused = [case for case in spans if shown(case.text, case.grounds)[1]]
    assert [case.text for case in refused if case.span in shown(case.text, case.grounds)[0]] == []


def test_the_sets_are_as_large_as_they_should_be_and_apart() -> None:
    parts = {part: cases(part) for part in ("building", "held_out", "later", "last", "unseen")}
    every = [case for part in parts.values() for case in part]
    assert len({case.text for case in every}) == len(every)
    assert sum(case.grounds.language == "es" for case in every) >= 150
    assert sum(case.grounds.language == "en" for case in every) >= 50
    assert sum(not case.reason for case in every) >= 100
    assert {case.reason for case in every} - {""} <= set(REASONS)


# --- reasons that need no list --------------------------------------------------------------
@pytest.mark.parametrize("text", ["", "  \n ", "…", "[PERSON_7]", "🙂"])
def test_an_answer_that_says_nothing_is_withheld(text: str) -> None:
    assert check(text, SPANISH) == "empty"


def test_an_answer_has_220_words_at_most() -> None:
    text = "Sigue con la lista de ideas. " * 40
    assert len(text.split()) == 240
    assert check(" ".join(text.split()[:216]), SPANISH) is None
    assert check(text, SPANISH) == "too_long"
    assert check("á" * 401, SPANISH) == "too_long"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hola, [PERSON_3], ¿seguimos?", "Hola, ¿seguimos?"),
        ("Escríbele a [EMAIL_2].", "Escríbele a."),
        ("Gracias {person_1}. ¿Y ahora?", "Gracias. ¿Y ahora?"),
    ],
)
def test_placeholders_that_stand_for_nothing_are_taken_out(text: str, left: str) -> None:
    assert shown(text, SPANISH) == (left, "")


# --- what is given may be said --------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "Tu correo es ana.rios@correo.example, ¿verdad?",
        "Llama al 9 8765 4321, que es el número que me diste.",
        "Tu compañera Camila Vera puede leer tu borrador.",
    ],
)
def test_personal_data_that_was_given_may_be_said(text: str) -> None:
    given = Grounds(
        known="ana.rios@correo.example; +56 9 8765 4321", student_text="con mi amiga Camila Vera"
    )
    assert check(text, given) is None
    assert check(text, SPANISH) == "personal_data"


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("https://www.uni.example/becas/", None),
        ("http://uni.example/becas#plazos", None),
        ("[becas](https://uni.example/becas)", None),
        ("(https://uni.example/becas).", None),
        ("uni.example/becas", None),
        ("https://uni.example/becas/otra", "link"),
        ("https://uni.example", "link"),
        ("https://uni.example@malo.example/becas", "link"),
        ("https://malo.example/?https://uni.example/becas", "link"),
        ("[https://uni.example/becas](https://malo.example)", "link"),
        ("https://mal\u200bo.example/becas", "link"),
        ("malo[.]com", "link"),
        ("[x](javascript:alert(1))", "link"),
        ("//malo.com/becas", "link"),
    ],
)
def test_only_addresses_of_the_sources_may_be_given(link: str, reason: str | None) -> None:
    grounds = Grounds(sources=frozenset({"https://uni.example/becas"}))
    assert check(f"Todo está explicado en {link} y en la secretaría.", grounds) == reason


@pytest.mark.parametrize(
    "text",
    [
        "Con Node.js, ASP.NET o main.py se hace igual.",
        "Se hace así.Es más fácil de lo que parece.",
        "La reunión es a las 10:30 a.m. en la sala 3/4.",
        "El valor p es 0.05 y el índice es i.e. menor.",
    ],
)
def test_what_looks_like_an_address_may_be_said(text: str) -> None:
    assert check(text, SPANISH) is None


def test_words_of_the_student_in_quotation_marks_are_no_insult() -> None:
    text = "Escribiste «eres una inútil» en tu diario. ¿Quién te lo dijo?"
    assert check(text, Grounds(student_text="puse: eres una inútil")) is None
    assert check(text, SPANISH) == "harm"
    assert check("Eres una inútil.", Grounds(student_text="puse: eres una inútil")) == "harm"
    assert check("«Eres una inútil».", SPANISH) == "harm"


def test_a_draft_in_quotation_marks_speaks_for_the_student() -> None:
    text = "Puede ir así: «Hola. Soy estudiante de física. ¿Me indica el plazo?». ¿Qué cambiarías?"
    assert check(text, SPANISH) is None
    assert check("Hola. Soy estudiante de física.", SPANISH) == "secrecy"


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_embedded_phrases_pass(language: str) -> None:
    """Thousands of sentences that others wrote for students to read."""
    found = Counter(
        check(text, Grounds(language=language))
        for name in ("phrases", "strategies")
        for text in _texts(tomllib.loads((FOLDER / language / f"{name}.toml").read_text("utf-8")))
        if len(text.split()) >= 6
    )
    withheld = found.total() - found[None] - found["too_long"]
    assert found[None] > 200
    assert withheld / found.total() <= 0.002


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def test_words_of_the_prompt_that_others_gave_too_may_be_said() -> None:
    words = "la línea de apoyo atiende todos los días del año a cualquier hora"
    grounds = Grounds(system_prompt=f"Sé amable. Recuerda que {words}.")
    assert check(f"Además, {words}.", grounds) == "prompt_echo"
    assert check(f"Además, {words}.", Grounds(system_prompt=words, known=words)) is None


# --- the record -----------------------------------------------------------------------------
def test_every_reason_fits_the_message_it_is_kept_with() -> None:
    longest = Message._meta.get_field("withheld").max_length
    assert longest is not None
    assert max(map(len, REASONS)) <= longest


def test_the_record_holds_no_text() -> None:
    with structlog.testing.capture_logs() as lines:
        log_withheld("link", provider="ollama", model="m", message_id="7", shown_characters=12)
    assert lines == [
        {
            "event": "answer_withheld",
            "log_level": "warning",
            "reason": "link",
            "provider": "ollama",
            "model": "m",
            "conversation_id": "",
            "message_id": "7",
            "shown_characters": 12,
        }
    ]


def test_a_refusal_says_nothing_of_what_was_refused() -> None:
    guard = OutputGuard(SPANISH)
    with pytest.raises(Withheld) as refused:
        guard.feed("Bien. Mira www.malo.example ahora mismo.")
    assert (refused.value.reason, refused.value.before) == ("link", "Bien. Mira")
    assert "malo" not in str(refused.value) + repr(refused.value.args)
    assert refused.value.__cause__ is None
    with pytest.raises(Withheld, match="link"):
        guard.feed(" Y luego, ¿seguimos?")
    with pytest.raises(Withheld, match="link"):
        guard.close()


# --- figures --------------------------------------------------------------------------------
def test_figures_on_what_was_held_out() -> None:
    found = figures("held_out")
    assert found.recall() >= 0.95
    assert found.false_rate() <= 0.02


def test_figures_on_what_the_rules_never_saw() -> None:
    """What has a form is found however it is put; what is only meant is found in part."""
    found = figures("unseen")
    assert found.false_rate() <= 0.02
    for reason in ("link", "personal_data", "language"):
        assert found.withheld[reason] == found.all[reason] > 0
    assert found.recall() >= 0.4
