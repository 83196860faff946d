"""What a page says of itself: title, language, robots, addresses; and the links on it."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from scraping.extract import ExtractError, Link
from scraping.extract.language import _model, language_of
from tests.extract_stage import OTHER, SENTENCE, URL, page, read

pytestmark = pytest.mark.pure

BODY = f"<h1>Becas internas</h1><p>{SENTENCE}</p>"
ENGLISH = (
    "You can apply for a hardship grant at any time of the year. We answer within ten working "
    "days and pay the money into your bank account."
)


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Becas internas | Universidad X</title>", BODY, "Becas internas"),
        ("<title>Universidad X - Becas internas</title>", BODY, "Becas internas"),
        ("<title>Portal Estudiantil</title>", BODY, "Becas internas"),
        ("", BODY, "Becas internas"),
        ("<title>Horarios :: Universidad X</title>", f"<p>{SENTENCE}</p>", "Horarios"),
        (
            "<title>x</title><meta property='og:title' content='Plazos'>",
            f"<p>{SENTENCE}</p>",
            "Plazos",
        ),
        (
            "<title>Becas internas - DAE</title><meta property='og:site_name' content='DAE'>",
            f"<h1><a href='/'>DAE</a></h1><h2>Becas internas</h2><p>{SENTENCE}</p>",
            "Becas internas",
        ),
        (
            "<title>Costos\n  y\tplazos</title>",
            f"<svg><title>lupa</title></svg><p>{SENTENCE}</p>",
            "Costos y plazos",
        ),
    ],
)
def test_title(head: str, body: str, title: str) -> None:
    assert read(page(body, head)).title == title


def test_a_title_is_bounded() -> None:
    assert len(read(page(BODY, f"<title>{'largo ' * 500}</title>")).title) <= 300


def test_what_the_head_describes_is_not_in_the_text() -> None:
    head = "<title>Becas</title><meta name='description' content='Todo sobre las ayudas'>"
    assert "Todo sobre" not in read(page(BODY, head)).text


@pytest.mark.parametrize(
    ("said", "lang", "language"),
    [
        (SENTENCE + " " + OTHER, "es", "es"),
        (SENTENCE + " " + OTHER, "", "es"),
        (SENTENCE + " " + OTHER, "en", "es"),
        (ENGLISH, "es-CL", "en"),
        (ENGLISH, "", "en"),
        ("Cierra el 30 de mayo", "es-CL", "es"),
        ("Closed on Friday", "en", "en"),
        ("Wi-Fi 2,4 GHz", "", ""),
        ("Anexo 2145", "xx-nonsense-too-long!", ""),
    ],
)
def test_language(said: str, lang: str, language: str) -> None:
    assert read(page(f"<p>{said}</p>", "", lang)).language == language


@pytest.mark.parametrize(
    ("said", "language"),
    [
        (f"{SENTENCE} {OTHER} Los formularios y el recibo se entregan con una copia.", "es"),
        (ENGLISH, "en"),
        ("Os formulários devem ser entregues na secretaria com a cópia do documento. " * 2, "pt"),
        ("La universitat ofereix beques per als estudiants que viuen lluny del campus. " * 2, "ca"),
    ],
)
def test_the_model_is_asked_where_words_leave_doubt(
    monkeypatch: pytest.MonkeyPatch, said: str, language: str
) -> None:
    model = Mock(return_value=_model())
    monkeypatch.setattr("scraping.extract.language._model", model)
    assert language_of(said, "es") == language
    assert model.called is (language in {"pt", "ca"})


def test_of_a_title_without_words_of_the_page_its_heading_is_taken() -> None:
    assert read(page(BODY, "<title>Comedores UP</title>")).title == "Becas internas"
    assert read(page(BODY, "<title>Ayudas del año</title>")).title == "Ayudas del año"


@pytest.mark.parametrize(
    ("head", "noindex", "nofollow"),
    [
        ("<meta name='robots' content='index, follow'>", False, False),
        ("<meta name='ROBOTS' content='NOINDEX'>", True, False),
        ("<meta name='robots' content='noarchive,nofollow'>", False, True),
        ("<meta name='robots' content='none'>", True, True),
        ("<meta name='psichatbot' content='noindex'>", True, False),
        ("<meta name='otherbot' content='noindex'>", False, False),
    ],
)
def test_robots(head: str, noindex: bool, nofollow: bool) -> None:
    document = read(page(BODY, head))
    assert (document.noindex, document.nofollow) == (noindex, nofollow)


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ("<link rel='canonical' href='/becas'>", "https://www.example.edu/becas"),
        ("<link rel='Canonical' href='//m.example.edu/b#x'>", "https://m.example.edu/b"),
        ("<link rel='canonical' href='/a'><link rel='canonical' href='/b'>", ""),
        ("<link rel='canonical' href='mailto:x@example.edu'>", ""),
        ("<link rel='canonical' href='http://[bad'>", ""),
        ("<link rel='alternate' href='/b'>", ""),
    ],
)
def test_canonical(head: str, canonical: str) -> None:
    assert read(page(BODY, head)).canonical == canonical


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/nuevo", "https://www.example.edu/nuevo"),
        ("3;URL='nuevo'", "https://www.example.edu/bienestar/nuevo"),
        ("600; url=/nuevo", ""),
        ("5", ""),
        (f"0; url={URL}", ""),
        ("0; url=javascript:x()", ""),
    ],
)
def test_refresh(content: str, target: str) -> None:
    head = f'<meta http-equiv="refresh" content="{content}">'
    assert read(page(BODY, head)).refresh == target


def test_links_are_absolute_each_once_in_their_order() -> None:
    body = (
        "<nav><a href='/a'>A</a></nav><a href='b/../c?x=1&amp;y=2#z'>C</a><a href='#n'>N</a>"
        "<a href='mailto:x@example.edu'>M</a><a href='javascript:void(0)'>J</a><a>sin</a>"
        "<a href=' https://otra.example.org/ñ '>O</a><a href='/a' rel='nofollow'>A</a>"
        "<a href='/f' rel='external nofollow'>F</a><map><area href='/mapa'></map>"
        "<iframe src='//tv.example.org/v'></iframe><a href='http://[roto/'>R</a>"
        "<a href='?p=2'>2</a>"
    )
    assert read(page(BODY + body)).links == (
        Link("https://www.example.edu/a"),
        Link("https://www.example.edu/bienestar/c?x=1&y=2"),
        Link("https://otra.example.org/ñ"),
        Link("https://www.example.edu/f", nofollow=True),
        Link("https://www.example.edu/mapa"),
        Link("https://tv.example.org/v"),
        Link("https://www.example.edu/bienestar/becas?p=2"),
    )


@pytest.mark.parametrize("path", ["/x/../y", "/./y", "//z.org/a", "/a//b", "/a?b", "/a;p?q=1#f"])
def test_the_quick_way_to_an_address_is_the_long_one(path: str) -> None:
    from urllib.parse import urldefrag, urljoin  # noqa: PLC0415

    (link,) = read(page(f"{BODY}<a href='{path}'>x</a>")).links
    assert link.url == urldefrag(urljoin(URL, path)).url


def test_links_start_from_the_base() -> None:
    head = "<title>x</title><base href='https://static.example.edu/v2/'>"
    (link,) = read(page(BODY + "<a href='b'>b</a>", head)).links
    assert link.url == "https://static.example.edu/v2/b"


def test_links_are_bounded() -> None:
    many = "".join(f"<a href='/p/{i}'>{i}</a> " for i in range(6_000))
    assert len(read(page(BODY + many)).links) == 5_000


def test_a_page_without_text_still_says_where_to_go() -> None:
    source = page("<a href='/b'></a>", "<meta name='robots' content='noindex'>")
    with pytest.raises(ExtractError) as caught:
        read(source)
    assert caught.value.code == "no_text"
    assert caught.value.document is not None
    assert caught.value.document.links == (Link("https://www.example.edu/b"),)
    assert caught.value.document.noindex
