"""The English catalogue: what it says, and that pages and API speak it.

That it is complete, free of fuzzy entries and compiled is in `tests/test_project.py`.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from analysis.labels import Emotion
from tests import messages
from tests.cast import Cast, conversation_of
from tests.source_tree import ROOT
from tutoring.models import Alert, FollowUp

FILE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
ENGLISH = messages.catalogue(FILE)
BRACES = re.compile(r"\{\w+\}")
TAGS = re.compile(r"</?\w+>")

# The same in both languages: names, numbers with their unit, and a few words.
SAME = {"Argentina", "Chile", "Colombia", "Ecuador", "Uruguay", "Crisis", "Neutral"} | {
    "US$",
    "crisis",
    "error",
    "no",
    "total (ms)",
}
UNIT = re.compile(r"(?:(?:%\(\w\)d|\{\w\}) (?:s|min|h|d) ?)+|\{name\}: \{text\}")

SPANISH_SIGN = re.compile(r"[¿¡«»ñáéíóúü]", re.IGNORECASE)
SPANISH_WORD = re.compile(
    r"\b(?:abrir|administración|alertas?|aquí|ayuda|buscar|cancelar|cerrar|contraseña|conversar"
    r"|conversación|conversaciones|correo|cuenta|cursos?|días|enviar|enviando|escribe|estás?"
    r"|estudiantes?|guardado|guardar|hoy|inicia|mensajes?|ningun[ao]|nombre|nueva|olvidé|para|país"
    r"|persona|qué|quién|salir|seguimientos?|sesión|tema|todavía|tus?|una?|ver|volver)\b",
    re.IGNORECASE,
)
NO_WORDS = ("script", "style")
SPOKEN = ("alt", "aria-label", "placeholder", "title")
VOID = ("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")


def said(entries: dict[str, messages.Entry]) -> Iterator[tuple[str, str]]:
    """Each text with what stands for it, one and many apart; the header left out."""
    for key, entry in entries.items():
        if key:
            for number, text in enumerate(entry.translations):
                yield entry.originals[min(number, len(entry.originals) - 1)], text


class Words(HTMLParser):
    """What a page says to its reader, in its own language: `texts`, spoken attributes included."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(html)

    @property
    def silent(self) -> bool:
        return any(mute for _tag, mute in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        mute = tag in NO_WORDS or (tag != "html" and "lang" in given)
        if not (mute or self.silent):
            self.texts += [given[name] or "" for name in SPOKEN if name in given]
        if tag not in VOID:
            self.open.append((tag, mute))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.silent:
            self.texts.append(data.strip())


def spanish_in(html: str, *names: str) -> list[str]:
    """The texts of a page with Spanish words, apart from these names of people and things."""
    texts = Words(html).texts
    for name in names:
        texts = [text.replace(name, "") for text in texts]
    return [text for text in texts if SPANISH_WORD.search(text)]


def english(user: Any = None) -> Client:
    client = Client(headers={"accept-language": "en-GB,en;q=0.9"})
    if user:
        client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Spanish at the start; a request leaves its language behind in the thread."""
    with translation.override("es"):
        yield


# --- the catalogue --------------------------------------------------------------------------
def test_no_spanish_is_left_in_the_english() -> None:
    assert [text for _key, text in said(ENGLISH) if SPANISH_SIGN.search(text)] == []


def test_only_what_is_the_same_in_both_languages_is_left_as_it_is() -> None:
    same = {text for original, text in said(ENGLISH) if text == original}
    assert {text for text in same if not UNIT.fullmatch(text)} == SAME


def test_what_scripts_fill_in_and_tags_stay() -> None:
    changed = [
        original
        for original, text in said(ENGLISH)
        for pattern in (BRACES, TAGS)
        if sorted(pattern.findall(original)) != sorted(pattern.findall(text))
    ]
    assert changed == []


def test_one_and_many_are_told_apart_as_in_english() -> None:
    assert "nplurals=2; plural=(n != 1);" in ENGLISH[""].fields["msgstr"]
    with FILE.with_suffix(".mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    one, many = "Enviamos %(n)d enlace.", "Enviamos %(n)d enlaces."
    assert [catalogue.ngettext(one, many, n) % {"n": n} for n in (0, 1, 2)] == [
        "We sent 0 links.",
        "We sent 1 link.",
        "We sent 2 links.",
    ]


def test_a_word_with_a_plural_answers_without_one_too() -> None:
    with translation.override("en"):
        assert FollowUp._meta.verbose_name == "follow-up"
        assert Alert._meta.get_field("resolved_at").verbose_name == "closed"
        assert ngettext("seguimiento", "seguimientos", 2) == "follow-ups"


def test_labels_follow_the_language() -> None:
    assert str(Emotion.JOY.label) == "Alegría"
    with translation.override("en"):
        assert str(Emotion.JOY.label) == "Joy"


# --- pages and API --------------------------------------------------------------------------
def test_words_of_a_page_are_seen() -> None:
    page = (
        '<html lang="en"><p title="Buscar">Hi<br>there</p><script>const una = 1</script>'
        '<button lang="es">Ver en español</button><input placeholder="Escribe aquí"></html>'
    )
    assert Words(page).texts == ["Buscar", "Hi", "there", "Escribe aquí"]
    assert spanish_in(page) == ["Buscar", "Escribe aquí"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["login", "register", "password_reset"])
def test_visitors_read_english(name: str) -> None:
    response = english().get(reverse(f"accounts:{name}"))
    assert response.headers["Content-Language"] == "en"
    html = response.content.decode()
    assert '<html lang="en"' in html
    assert spanish_in(html) == []


@pytest.mark.parametrize("name", ["accounts:login", "accounts:register", "accounts:password_reset"])
@pytest.mark.django_db
def test_the_same_pages_are_found_out_in_spanish(name: str) -> None:
    html = Client(headers={"accept-language": "es"}).get(reverse(name)).content.decode()
    assert len(spanish_in(html)) > 5


def test_students_read_english(cast: Cast) -> None:
    client = english(cast.ana)
    for address in (
        reverse("chat:home"),
        reverse("chat:conversation", args=[conversation_of(cast.ana).id]),
        reverse("accounts:me"),
        reverse("accounts:consent"),
    ):
        html = client.get(address).content.decode()
        assert "Help now" in html
        assert spanish_in(html, *names_of_places()) == [], address


def test_what_a_student_sends_by_button_stays_spanish(cast: Cast) -> None:
    """The assistant reads Spanish: a request for a person must not get lost in English."""
    html = english(cast.ana).get(reverse("chat:home")).content.decode()
    assert 'data-talk-to-person="Quiero hablar con una persona"' in html
    assert 'value="Quiero ordenar mi semana">I want to organise my week<' in html


def test_tutors_read_english(cast: Cast) -> None:
    client = english(cast.tomas)
    conversation = conversation_of(cast.ana)
    for address in (
        reverse("tutor:queue"),
        reverse("tutor:students"),
        reverse("tutor:student", args=[cast.ana.id]),
        reverse("tutor:conversation", args=[conversation.id]),
        reverse("tutor:follow_ups"),
    ):
        html = client.get(address).content.decode()
        assert spanish_in(html, *names_of_places()) == [], address


def test_the_api_explains_itself_in_english(db: None) -> None:
    answer = english().get("/api/v1/auth/me").json()
    assert answer["detail"] == "Sign in to continue."


def names_of_places() -> tuple[str, ...]:
    return ("Introducción a la Filosofía", "Universidad del Sur")
