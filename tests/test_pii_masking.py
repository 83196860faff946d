"""Personal data out of a text and back in, whatever the text; nothing leaves when it breaks."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.pii import masking
from analysis.pii.masking import MaskingError, mask, mask_for_log, masked_or_raise, unmask
from analysis.pii.placeholders import MOST
from analysis.pii.streaming import StreamUnmasker
from psichat.errors import PsiChatError

pytestmark = pytest.mark.pure

SECRET = "soy Ana Gil, cel 9 8765 4321"
PIECES = [
    "[", "]", "{", "}", "<", ">", "\\", "\\[", "\\]", "_", "\\_", " ", "-", "PERSON", "person",
    "PHONE", "TEXT", "P", "PER", "IP", "1", "2", "12", "0", "[PERSON_1]", "[person_1_2]",
    "PERSON_1", "text_1", "[IP 1]", "soy Ana", "Ana", "ana", " me llamo Luz Gil ", "@ana_g",
    "a@b.cl", "9 8765 4321", "é", "ñ", "\ud800", "\n", "13.480.160-3", "PERſON_1",
]  # fmt: skip
hostile = st.lists(st.sampled_from(PIECES), max_size=16).map("".join) | st.text(
    alphabet=st.characters(), max_size=60
)


def test_placeholders_by_kind_and_number() -> None:
    masked = mask("soy Ana Gil y mi mail es ana@uc.cl, o luis@uc.cl")
    assert masked.text == "soy [PERSON_1] y mi mail es [EMAIL_1], o [EMAIL_2]"
    assert masked.mapping == {
        "[PERSON_1]": "Ana Gil",
        "[EMAIL_1]": "ana@uc.cl",
        "[EMAIL_2]": "luis@uc.cl",
    }


def test_placeholders_are_stable_in_a_conversation() -> None:
    first = mask(SECRET)
    known = json.loads(json.dumps(first.mapping))
    second = mask("me llamo Luz; mi cel 9 8765 4321, a@b.cl", known)
    assert second.text == "me llamo [PERSON_2]; mi cel [PHONE_1], [EMAIL_1]"
    assert second.mapping == {**first.mapping, "[PERSON_2]": "Luz", "[EMAIL_1]": "a@b.cl"}


@pytest.mark.parametrize(
    ("text", "other", "placeholder"),
    [
        ("soy Ana Gil", "me llamo ANA GIL", "[PERSON_1_2]"),
        ("cel +56 9 8765 4321", "cel 987654321", "[PHONE_1_2]"),
        ("rut 13.480.160-3", "rut 13480160-3", "[NATIONAL_ID_1_2]"),
        ("ana@uc.cl", "ana arroba uc punto cl", "[EMAIL_1_2]"),
        ("4412 2503 9989 9082", "4412250399899082", "[CARD_1_2]"),
    ],
)
def test_another_spelling_has_the_same_number(text: str, other: str, placeholder: str) -> None:
    masked = mask(other, mask(text).mapping)
    assert placeholder in masked.text
    assert unmask(masked.text, masked.mapping) == other


def test_known_values_do_not_come_again_unannounced() -> None:
    known = mask("Hola, soy Ana Gil; mi cédula es 1.023.456.789").mapping
    masked = mask("Qué bueno, Ana. Dile a ana gil que anote 1.023.456.789. La gilada no.", known)
    for value in ("Ana", "ana", "1.023"):
        assert value not in masked.text
    assert masked.text.endswith("La gilada no.")
    assert "[PERSON_1" in masked.text
    assert "[PERSON_2" not in masked.text


def test_a_name_that_is_a_word_stays_a_word() -> None:
    known = mask("me llamo Luz Gil").mapping
    assert mask("prende la luz", known).text == "prende la luz"
    assert mask("Gracias, Luz", known).text == "Gracias, [PERSON_1_2]"


def test_text_without_personal_data_stays() -> None:
    assert mask("tengo certamen el 12/03") == masking.Masked("tengo certamen el 12/03", {})


@settings(max_examples=400, deadline=None)
@given(hostile, hostile)
def test_every_text_comes_back(first: str, second: str) -> None:
    one = mask(first)
    two = mask(second, one.mapping)
    assert unmask(one.text, one.mapping) == first
    assert unmask(two.text, two.mapping) == second
    assert unmask(one.text, two.mapping) == first


@settings(max_examples=400, deadline=None)
@given(hostile, st.randoms(use_true_random=False))
def test_a_stream_gives_the_same(text: str, chance: random.Random) -> None:
    mapping = {
        "[PERSON_1]": "Ana", "[PERSON_1_2]": "ANA", "[PERSON_12]": "Luz", "[TEXT_1]": "[PERSON_1]",
        "[IP_1]": "10.0.0.1", "[PHONE_2]": "PERSON_1",
    }  # fmt: skip
    stream, parts, at = StreamUnmasker(mapping), [], 0
    while at < len(text):
        step = chance.randint(1, 5)
        parts.append(stream.feed(text[at : at + step]))
        at += step
    assert "".join([*parts, stream.close()]) == unmask(text, mapping)


def test_a_stream_waits_only_for_a_placeholder() -> None:
    stream = StreamUnmasker({"[PERSON_1]": "Ana"})
    assert stream.feed("Hola, [PER") == "Hola, "
    assert stream.feed("SON_") == ""
    assert stream.feed("1], ¿qué tal?") == "Ana, ¿qué tal?"
    assert stream.feed("[" + "x" * MOST) == "[" + "x" * MOST
    assert stream.feed(" fin [PERSON_1") == " fin "
    assert stream.close() == "[Ana"


@pytest.mark.parametrize(
    "written",
    ["[PERSON_1]", "[person_1]", "[Person 1]", "[ PERSON_1 ]", "{PERSON_1}", "<PERSON_1>",
     "PERSON_1", r"\[PERSON\_1\]", r"[PERSON\_1]", "[PERSON-1]"],
)  # fmt: skip
def test_unmask_knows_what_models_make_of_it(written: str) -> None:
    assert unmask(f"Hola, {written}.", {"[PERSON_1]": "Ana"}) == "Hola, Ana."


@pytest.mark.parametrize(
    "written", ["[PERSON_9]", "person_1", "XPERSON_1", "[PERSON_]", "PERSON 1"]
)
def test_unmask_leaves_what_it_does_not_know(written: str) -> None:
    assert unmask(written, {"[PERSON_1]": "Ana"}) == written


def test_values_are_not_read_again() -> None:
    assert unmask("[TEXT_1]", {"[TEXT_1]": "[PERSON_1]", "[PERSON_1]": "Ana"}) == "[PERSON_1]"


# --- when it breaks -------------------------------------------------------------------------
@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_find(text: str) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(masking, "find", broken_find)


@pytest.mark.usefixtures("broken")
def test_nothing_leaves_when_the_finder_breaks() -> None:
    with pytest.raises(MaskingError) as caught:
        masked_or_raise(SECRET)
    error = caught.value
    assert isinstance(error, PsiChatError)
    assert (error.code, error.status) == ("masking_failed", 503)
    assert error.__cause__ is None
    assert error.__context__ is None
    assert "Ana" not in f"{error!r} {error} {error.body()}"


@pytest.mark.usefixtures("broken")
def test_a_log_gets_nothing_when_the_finder_breaks() -> None:
    assert mask_for_log(SECRET) == "[…]"


@pytest.mark.parametrize("known", [{"Ana": "x"}, {"[PERSON_0]": "x"}, {"[PERSON_1]": None}])
def test_a_broken_mapping_masks_nothing(known: dict[str, str]) -> None:
    with pytest.raises(MaskingError):
        masked_or_raise(SECRET, known)


def test_a_text_that_would_not_come_back_does_not_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masking, "unmask", lambda text, _mapping: text)
    with pytest.raises(MaskingError):
        masked_or_raise(SECRET)


def test_masked_or_raise_gives_what_mask_gives() -> None:
    assert masked_or_raise(SECRET) == mask(SECRET)


def test_log_has_placeholders() -> None:
    assert mask_for_log(SECRET) == "soy [PERSON_1], cel [PHONE_1]"
