"""The rules of safe messaging, held against every crisis text that can come about (D10).

After «Preventing suicide: a resource for media professionals» (WHO, 2023): believe, thank, stay; a
person, a number, a next step; no method, figure, blame, secrecy or borrowed family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from accounts.countries import Country
from analysis.labels import CrisisKind
from conversations import hotlines, safety
from conversations.hotlines import built_in
from conversations.safety import SafetyReply, first_to_call, hotlines_for, safety_reply

pytestmark = pytest.mark.pure

LEVELS = ("moderate", "high", "imminent")
KINDS = tuple(kind.value for kind in CrisisKind)
TIMES = (1, 2, 3, 4, 5, 6, 7, 8, 11)
MOST_WORDS = 170
CONTACT = {
    "name": "Dirección de Bienestar Estudiantil",
    "phone": "+56 2 2345 6789",
    "email": "",
    "hours": "lunes a viernes, 9 a 18",
}
FORBIDDEN = {
    "a method": r"pastilla|píldora|medicament|sobredosis|ahorc|cuerda|soga|puente|arma\b|cuchill|"
    r"navaja|cort(e|es|arte)\b|veneno|saltar|tomaste|"
    r"\bpills?\b|overdose|\bhang|\brope\b|\bbridge|\bgun\b|knife|blade|\bcut(ting)?\b|poison|\bjump",
    "the act by name": r"suicid|matar(te|se)|quitar(te|se) la vida|kill yourself",
    "blame": r"egoísta|cobarde|deberías|debiste|(?<!no )es (tu culpa|culpa tuya)|pecado|"
    r"selfish|coward|you should|(?<!not )your fault",
    "secrecy": r"entre (tú y yo|nosotros)|no se lo (diré|contaré)|confidencial|será un secreto|"
    r"tu secreto|prometo|between us|won't tell|confidential|i promise|your secret",
    "borrowed family": r"piensa en tu|tu familia|tus padres|quienes te quieren|tanto por "
    r"(qué )?vivir|think of your|your family|your parents|who love you|so much to live",
    "figures": r"\d+ ?%|de cada \d|\d+ de cada|por ciento|percent|\d in \d|estadístic|statistic",
    "a diagnosis": r"depresi|trastorno|bipolar|diagn|enferm|disorder|depress|illness|\bsick\b",
    "cheering": r"¡|ánimo|sé fuerte|échale|todo pasa|todo va a|cheer up|be strong|it'll be fine",
    "a hole": r"[{}]|\bNone\b|  ",
}
THANKS = re.compile(
    r"^(Estoy aquí contigo\.|I am here with you\.)?.*(Gracias por|Thank you for)", re.DOTALL
)
BELIEVES = re.compile(r"te creo|lo tomo en serio|i believe you|i take it seriously", re.IGNORECASE)
STAYS = re.compile(
    r"sigo aquí|sigue abierta|no me voy|a tu ritmo|aquí estoy|te leo|estoy aquí|"
    r"still here|stays open|not leaving|own pace|i am here|i am reading",
    re.IGNORECASE,
)
NEXT_STEP = re.compile(
    r"próximos minutos|por ahora|mientras tanto|escríbele|apoya|aguantar|piensa en una persona|"
    r"si hay lesiones|camina|no respondas|nombra|no hace falta que pare|puedes preguntarle|cuídate|"
    r"next minutes|for now|meanwhile|write to|put your feet|getting through|think of one|"
    r"if you are injured|walk,|don't answer|name five|doesn't have to stop|you can ask|look after",
    re.IGNORECASE,
)
PERSON = re.compile(r"equipo de tutoría|una persona|tutoring team|a person", re.IGNORECASE)


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory as it was shipped; `test_safety` shows that the database says the same."""
    monkeypatch.setattr(safety, "lines_for", hotlines.shipped_lines)


def reply(
    level: str, kind: str, country: str, language: str, times: int, **more: object
) -> SafetyReply:
    situation: dict[str, object] = {
        "institution_contact": CONTACT,
        "notified": True,
        "answer_minutes": 45,
    } | more
    return safety_reply(
        level=level,
        kinds=(kind,),
        country=country,
        language=language,
        times=times,
        **situation,  # type: ignore[arg-type]
    )


def every(language: str, kind: str) -> Iterator[tuple[str, SafetyReply, str, int]]:
    for country, level, times in product(Country.values, LEVELS, TIMES):
        found = reply(level, kind, country, language, times)
        yield f"{country} {level} {times}", found, country, times


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_what_no_text_says(language: str, kind: str) -> None:
    names = "|".join(re.escape(line["name"]) for lines in built_in().values() for line in lines)
    for where, found, _country, _times in every(language, kind):
        said = re.sub(names, "…", found.text)  # a line is called what it is called
        for rule, pattern in FORBIDDEN.items():
            assert not re.search(pattern, said, re.IGNORECASE), (where, rule, said)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_what_every_text_says(language: str, kind: str) -> None:
    for where, found, country, times in every(language, kind):
        text = found.text
        dialled = {line["phone"] for line in built_in()[country]} - {""}
        assert any(number in text for number in dialled), where
        assert {line["phone"] for line in found.hotlines} & dialled, where
        assert PERSON.search(text), (where, text)
        assert NEXT_STEP.search(text), (where, text)
        assert STAYS.search(text), (where, text)
        assert re.search(r"(unos|about) 45 minut", text), (where, text)
        assert len(text.split()) <= MOST_WORDS, where
        if times == 1:
            assert THANKS.search(text), (where, text)
            assert BELIEVES.search(text), (where, text)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("times", TIMES)
def test_whoever_was_not_told_is_not_promised(language: str, times: int) -> None:
    for kind, level in product(KINDS, LEVELS):
        text = reply(level, kind, "CL", language, times, notified=False).text
        assert not re.search(r"\d+ minut|ya avisé|tiene el aviso|been told|was told", text), text
        assert re.search(r"no pude|no he podido|sin poder|could not|can't reach", text), text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "unos 2 minutos"),
        (30, "unos 30 minutos"),
        (89, "unos 89 minutos"),
        (90, "unas 2 horas"),
        (121, "unas 3 horas"),
        (2880, "unas 48 horas"),
    ],
)
def test_the_institutions_time_is_said_and_never_made_shorter(minutes: int, said: str) -> None:
    assert said in reply("high", KINDS[0], "CL", "es", 1, answer_minutes=minutes).text


def test_a_name_with_brackets_stands_in_brackets_well() -> None:
    text = reply("high", "suicidal_ideation", "EC", "es", 1).text
    assert "171 (Línea 171, opción 6, 24 horas)" in text


@pytest.mark.parametrize("country", Country.values)
def test_every_country_has_numbers_that_can_be_dialled(country: str) -> None:
    lines = built_in()[country]
    assert lines[0]["use"] == "crisis"
    assert {"crisis", "emergency"} <= {line["use"] for line in lines}
    for line in lines:
        assert re.fullmatch(r"\*?[\d ]{2,16}|", line["phone"]), line
        assert line["phone"] or line["url"].startswith("https://"), line
    first = first_to_call(hotlines_for(country))
    assert first is not None
    assert first["phone"]


@pytest.mark.parametrize("country", [code for code in Country.values if code != Country.OTHER])
def test_the_crisis_line_comes_before_the_others(country: str) -> None:
    first = first_to_call(hotlines_for(country))
    crisis = [line["phone"] for line in built_in()[country] if line["use"] == "crisis"]
    assert first is not None
    assert first["phone"] == crisis[0]
    assert "violence" in {line["use"] for line in built_in()[country]}


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Guarda las pastillas.", "a method"),
        ("Piensa en tu familia.", "borrowed family"),
        ("Esto queda entre tú y yo.", "secrecy"),
        ("Le pasa al 20 % de la gente.", "figures"),
        ("¡Ánimo!", "cheering"),
        ("Es egoísta.", "blame"),
        ("Suena a depresión.", "a diagnosis"),
        ("You have so much to live for.", "borrowed family"),
    ],
)
def test_the_rules_see_what_they_forbid(sentence: str, rule: str) -> None:
    assert re.search(FORBIDDEN[rule], sentence, re.IGNORECASE)
