"""One spelling for an address; which addresses are one page, one site, or one of endlessly many."""

from __future__ import annotations

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from scraping.fetch.addresses import (
    BadAddress,
    aligned,
    canonical,
    page_key,
    same_site,
    trap,
)

pytestmark = pytest.mark.pure

PRINTABLE = {chr(code) for code in range(0x21, 0x7F)}
BASE = "https://www.uni.cl/becas/lista.html?x=1"


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("www.uni.cl/becas", "https://www.uni.cl/becas"),
        ("  HTTP://WWW.Uni.CL:80/Becas#arriba ", "http://www.uni.cl/Becas"),
        ("uni.cl:8443/a", "https://uni.cl:8443/a"),
        ("localhost:8000/universidad/", "http://localhost:8000/universidad/"),
        ("//uni.cl/a", "https://uni.cl/a"),
        ("https:/uni.cl/a", "https://uni.cl/a"),
        ("https:\\\\uni.cl\\a?b=\\", "https://uni.cl/a?b=%5C"),
        ("https://uni.cl:443", "https://uni.cl/"),
        ("https://uni.cl./a", "https://uni.cl/a"),
        ("https://ñandú.cl/a", "https://xn--and-6ma2c.cl/a"),
        ("https://ÑANDÚ.cl/a", "https://xn--and-6ma2c.cl/a"),
        ("https://straße.de/", "https://xn--strae-oqa.de/"),
        ("https://uni.cl/Matrícula y más", "https://uni.cl/Matr%C3%ADcula%20y%20m%C3%A1s"),
        ("https://uni.cl/matr%c3%adcula/%7euno/%62", "https://uni.cl/matr%C3%ADcula/~uno/b"),
        ("https://uni.cl/a/%2e%2E/b/./c/..", "https://uni.cl/b/"),
        ("https://uni.cl/../../a", "https://uni.cl/a"),
        ("https://uni.cl/a//b", "https://uni.cl/a//b"),
        ("https://uni.cl/a?", "https://uni.cl/a"),
        ("https://uni.cl?q=año nuevo&b", "https://uni.cl/?q=a%C3%B1o%20nuevo&b"),
        ("https://uni.cl/a\n\t?b=1\r", "https://uni.cl/a?b=1"),
        ("https://mi_sitio.uni.cl/", "https://mi_sitio.uni.cl/"),
        ("http://[2606:4700:0:0::1]:80/a", "http://[2606:4700::1]/a"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f000001/", "http://127.0.0.1/"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://１２７。0。0。1/", "http://127.0.0.1/"),
        ("http://%31%32%37.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_canonical(given_text: str, expected: str) -> None:
    assert canonical(given_text) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("cupos.html", "https://www.uni.cl/becas/cupos.html"),
        ("../Aranceles/", "https://www.uni.cl/Aranceles/"),
        ("/../../a", "https://www.uni.cl/a"),
        ("?p=2#x", "https://www.uni.cl/becas/lista.html?p=2"),
        ("#x", "https://www.uni.cl/becas/lista.html?x=1"),
        ("//otra.cl", "https://otra.cl/"),
        ("\\\\otra.cl\\a", "https://otra.cl/a"),
        ("uni.cl/becas", "https://www.uni.cl/becas/uni.cl/becas"),
        ("http://uni.cl", "http://uni.cl/"),
    ],
)
def test_references_start_from_their_page(reference: str, expected: str) -> None:
    assert canonical(reference, BASE) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_address"),
        ("   ", "bad_address"),
        ("becas", "bad_address"),
        ("hola qué tal", "bad_address"),
        ("https://", "bad_address"),
        ("https:///", "bad_address"),
        ("https://uni..cl/", "bad_address"),
        ("https://uni cl/", "bad_address"),
        ("https://-uni-.cl:99999/", "bad_address"),
        ("https://uni.cl:0/", "bad_address"),
        ("https://uni.cl:８０/", "bad_address"),
        ("https://uni.cl:ab/", "bad_address"),
        ("https://[::1/", "bad_address"),
        ("https://[::1%25eth0]/", "bad_address"),
        ("https://[hola]/", "bad_address"),
        ("http://1.2.3.4.5/", "bad_address"),
        ("http://256.1.1.1/", "bad_address"),
        ("http://1.2.3.09/", "bad_address"),
        ("http://99999999999/", "bad_address"),
        ("https://\udc80.cl/", "bad_address"),
        ("https://uni.cl/\udc80", "bad_address"),
        ("https://☃.cl/", "bad_address"),
        ("https://uni.cl/" + "a" * 2000, "bad_address"),
        ("https://uni.cl/" + "ñ" * 700, "bad_address"),
        ("https://" + "a" * 64 + ".cl/", "bad_address"),
        ("file:///etc/passwd", "bad_scheme"),
        ("ftp://uni.cl/", "bad_scheme"),
        ("javascript:alert(1)", "bad_scheme"),
        ("data:text/html,hola", "bad_scheme"),
        ("mailto:ana@uni.cl", "bad_scheme"),
        ("gopher://127.0.0.1:70/", "bad_scheme"),
        ("https://ana:clave@uni.cl/", "credentials"),
        ("https://ana@uni.cl/", "credentials"),
        ("https://uni.cl@evil.cl/", "credentials"),
    ],
)
def test_what_is_no_address(text: str, code: str) -> None:
    with pytest.raises(BadAddress) as caught:
        canonical(text)
    assert caught.value.code == code


@pytest.mark.parametrize("reference", ["mailto:a@uni.cl", "JavaScript:void(0)", "tel:+56 2"])
def test_links_of_other_schemes(reference: str) -> None:
    with pytest.raises(BadAddress) as caught:
        canonical(reference, BASE)
    assert caught.value.code == "bad_scheme"


def test_a_base_that_is_none_makes_no_host_of_a_path() -> None:
    with pytest.raises(BadAddress):
        canonical("otra.cl/becas", "about:blank")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["", BASE]))
def test_any_text_is_an_address_of_the_web_or_refused(text: str, base: str) -> None:
    try:
        url = canonical(text, base)
    except BadAddress as error:
        assert error.code in {"bad_address", "bad_scheme", "credentials"}  # noqa: PT017
    else:
        assert url.startswith(("http://", "https://"))
        assert not set(url) - PRINTABLE  # it becomes a line of a request
        assert canonical(url) == url
        assert len(page_key(url)) == 64


@pytest.mark.parametrize(
    "other",
    [
        "http://uni.cl/becas/",
        "https://www.uni.cl/becas",
        "https://www.uni.cl/becas/index.html",
        "https://www.uni.cl/becas/INDEX.PHP",
        "https://www.uni.cl/becas/default.aspx",
        "https://www.uni.cl/becas/?utm_source=x&UTM_campaign=y&gclid=1&fbclid=2&mc_cid=3",
        "https://www.uni.cl/becas/?PHPSESSID=a1&jsessionid=b2&sid=0f3a9c77e1",
        "https://www.uni.cl/becas;jsessionid=0A1B2C",
        "https://www.uni.cl/(S(abc123def))/becas",
        "https://www.uni.cl/becas/?&",
    ],
)
def test_one_page(other: str) -> None:
    assert page_key(other) == page_key("https://www.uni.cl/becas/")


def test_the_order_of_parameters_does_not_matter() -> None:
    assert page_key("https://uni.cl/a?b=2&a=1&a=0") == page_key("https://uni.cl/a?a=0&a=1&b=2")


@pytest.mark.parametrize(
    "other",
    [
        "https://www.uni.cl/Becas/",
        "https://www.uni.cl/becas/?p=1",
        "https://www.uni.cl/becas/?sid=12",
        "https://www.uni.cl/becas/?session=2",
        "https://www.uni.cl/becas/index.pdf",
        "https://www.uni.cl:8443/becas/",
        "https://dae.uni.cl/becas/",
        "https://www.uni.cl/becas/mi-index.html",
    ],
)
def test_other_pages(other: str) -> None:
    assert page_key(other) != page_key("https://www.uni.cl/becas/")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.uni.cl/otra", True),
        ("https://uni.cl/", True),
        ("https://dae.uni.cl/", False),
        ("https://uni.cl:8443/", False),
        ("https://uni.cl.evil.com/", False),
        ("https://www.www.uni.cl/", False),
        ("https://miuni.cl/", False),
    ],
)
def test_same_site(url: str, expected: bool) -> None:
    assert same_site(url, "https://www.uni.cl/becas/") is expected
    assert same_site("https://www.uni.cl/becas/", url) is expected


def test_www_alone_is_a_host() -> None:
    assert not same_site("https://www.cl/", "https://cl/")


def test_aligned_moves_only_within_the_site() -> None:
    start = "https://www.uni.cl/inicio"
    assert aligned("http://uni.cl/becas?a=1", start) == "https://www.uni.cl/becas?a=1"
    assert aligned("http://dae.uni.cl/becas", start) == "http://dae.uni.cl/becas"


@pytest.mark.parametrize(
    "path",
    [
        "/a/b/a/b/a/b",
        "/becas/becas/becas",
        "/es/uno/es/dos/es/tres/es/cuatro",
        "/" + "/".join(f"n{i}" for i in range(16)),
        "/lista?" + "&".join(f"p{i}=1" for i in range(11)),
        "/noticias?page=51",
        "/noticias/page/900/",
        "/noticias/pagina/99999999999999999999",
        "/buscar?offset=5000",
        "/calendario?year=2031&month=4",
        "/calendario?mes=1&anio=1999",
        "/calendario/2031/04",
        "/calendario-academico/mes/2029-11/",
        "/eventos/2026/09/30",
        "/events?date=2026-09-30",
        "/eventos/?tribe-bar-date=2028-01-01",
        "/agenda/1999",
    ],
)
@time_machine.travel("2026-04-15 12:00", tick=False)
def test_traps(path: str) -> None:
    assert trap(f"https://uni.cl{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/becas/alimentacion/junaeb/2019/requisitos",
        "/noticias/2015/05/una-noticia",
        "/noticias/2015/05",
        "/noticias?page=2",
        "/noticias/page/12/",
        "/?p=12345",
        "/buscar?start=20",
        "/calendario?year=2026&month=5",
        "/calendario/2026/04",
        "/calendario-academico",
        "/calendario-academico-2026.pdf",
        "/eventos/2026/04/20",
        "/eventos/2019/05/12/charla-de-becas",
        "/archivo/2/2/2019",
        "/reglamento?fecha=2001",
        "/a/b/a/b",
    ],
)
@time_machine.travel("2026-04-15 12:00", tick=False)
def test_ordinary_pages_are_no_traps(path: str) -> None:
    assert not trap(f"https://uni.cl{path}")
