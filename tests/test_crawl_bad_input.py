"""What is wrong with a site ends in a state and a sentence, and a later run mends it (F2, F3)."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from scraping.models import Page, Snippet, Source
from scraping.reasons import SENTENCES, sentence
from tests.cast import Cast
from tests.crawl_site import Answer, CrawlSite, Reply, page
from tests.crawl_stage import a_source, begin, crawl, crawl_whole, done, go_on, states
from tests.crawl_stage import site as site

pytestmark = pytest.mark.django_db

WHOLE: dict[str, Reply] = {"/": page("Inicio", "/a"), "/a": page("A")}


def to(path: str) -> Answer:
    return Answer(status=302, headers={"Location": path})


def text(body: str) -> Answer:
    return Answer(body, content_type="text/plain")


# What the site answers, and what the tutor reads at the source.
START: dict[str, tuple[dict[str, Reply], str]] = {
    "401": ({"/": Answer(status=401)}, "La página pide iniciar sesión (401)."),
    "403": ({"/": Answer(status=403)}, "El sitio no deja leer esta página (403)."),
    "404": ({}, "La página no existe (404)."),
    "410": ({"/": Answer(status=410)}, "La página fue retirada (410)."),
    "418": ({"/": Answer(status=418)}, "El sitio rechazó la petición (418)."),
    "429": ({"/": Answer(status=429)}, "El sitio pidió ir más despacio (429)."),
    "500": ({"/": Answer(status=500)}, "El sitio tiene un problema (500)."),
    "loop": ({"/": to("/x"), "/x": to("/")}, "La página se redirige en círculos."),
    "many redirects": (
        {"/": to("/r0"), **{f"/r{n}": to(f"/r{n + 1}") for n in range(30)}},
        "La página redirige demasiadas veces.",
    ),
    "outside": ({"/": to("https://other.example/")}, "La página lleva a otro sitio: {outside}."),
    "credentials": (
        {"/": to("https://ana:clave@127.0.0.1/")},
        "La dirección lleva un usuario o una clave. Quítalos y prueba de nuevo.",
    ),
    "file": (
        {"/": to("file:///etc/passwd")},
        "Solo se leen direcciones que empiezan con http:// o https://.",
    ),
    "image": (
        {"/": Answer(b"\x89PNG\r\n", content_type="image/png")},
        "Es de un tipo que no se lee: image/png.",
    ),
    "empty": (
        {"/": "<html><body></body></html>"},
        "No tiene texto que leer (quizás son imágenes, o se arma con JavaScript).",
    ),
    "broken PDF": (
        {"/": Answer(b"%PDF-1.7 and nothing more", content_type="application/pdf")},
        "El archivo está dañado o no se puede leer.",
    ),
    "no index": (
        {"/": page("Inicio", head="<meta name='robots' content='noindex, nofollow'>")},
        "La página pide no ser indexada.",
    ),
    "robots forbid": (
        {**WHOLE, "/robots.txt": text("User-agent: *\nDisallow: /")},
        "El archivo robots.txt del sitio pide no leerla.",
    ),
    "robots fail": (
        {**WHOLE, "/robots.txt": Answer(status=500)},
        "No se pudo leer el robots.txt del sitio, y sin él no se sigue.",
    ),
}


@pytest.mark.parametrize("case", START)
def test_start_that_cannot_be_read(cast: Cast, site: CrawlSite, case: str) -> None:
    site.pages, told = START[case]
    source = crawl(a_source(cast.tomas, site.url))
    assert (source.status, source.stage, source.worker) == ("FAILED", "", "")
    assert sentence(source.reason, source.reason_detail) == told.format(
        outside="https://other.example/"
    )
    assert source.finished_at is not None
    assert not Snippet.objects.exists()
    assert not Page.objects.filter(state__in=("waiting", "fetching")).exists()

    site.pages = dict(WHOLE)
    source = crawl_whole(source)
    assert (source.status, source.reason) == ("COMPLETED", "")
    assert done(source, site) == {"/", "/a"}


# --- the address itself
def test_name_that_does_not_exist(
    cast: Cast, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    source = a_source(cast.tomas, "https://becas.uni.example/")
    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", unknown)
        source = crawl(source)
    assert source.status == "FAILED"
    assert sentence(source.reason, source.reason_detail) == (
        "El nombre becas.uni.example no existe. Revisa que esté bien escrito."
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "10.0.0.1"])
def test_private_address(cast: Cast, site: CrawlSite, settings: Any, host: str) -> None:
    """As a row that was made while the settings allowed it."""
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ()
    source = crawl(a_source(cast.tomas, f"http://{host}:{site.server.server_address[1]}/"))
    assert source.status == "FAILED"
    assert sentence(source.reason) == "La dirección es de una red privada, y esas no se leen."
    assert site.asked == []


# --- robots.txt and sitemaps
def test_long_robots_hold_as_far_as_they_are_read(cast: Cast, site: CrawlSite) -> None:
    rules = "User-agent: *\nDisallow: /no\n" + "# nada\n" * 1_500_000
    site.pages = {**WHOLE, "/": page("Inicio", "/a", "/no"), "/robots.txt": text(rules)}
    source = crawl(a_source(cast.tomas, site.url))
    assert states(source, site) == {
        "/": ("done", ""),
        "/a": ("done", ""),
        "/no": ("skipped", "robots"),
    }


@pytest.mark.parametrize(
    "body",
    [
        "<urlset><url><loc>{a}</loc></url><url><lo",
        "<urlset><url><loc> {a} </loc></url><url><loc>ftp://x/</loc></url><url/></urlset>",
        "{a}\nhttps://other.example/x\n\n",
        '<!DOCTYPE d [<!ENTITY e "eeeeeeee">]><urlset><url><loc>{a}</loc></url>&e;</urlset>',
    ],
)
def test_sitemap_with_errors_gives_what_it_has(cast: Cast, site: CrawlSite, body: str) -> None:
    site.pages = {
        "/": page("Inicio"),
        "/a": page("A"),
        "/sitemap.xml": Answer(body.format(a=site.at("/a")), content_type="application/xml"),
    }
    source = crawl(a_source(cast.tomas, site.url))
    assert source.stage == "embedding"
    assert done(source, site) == {"/", "/a"}


def test_sitemap_of_itself(cast: Cast, site: CrawlSite) -> None:
    entry = f"<sitemap><loc>{site.at('/sitemap.xml')}</loc></sitemap>"
    site.pages = {
        **WHOLE,
        "/sitemap.xml": Answer(f"<sitemapindex>{entry}</sitemapindex>", content_type="text/xml"),
    }
    source = crawl(a_source(cast.tomas, site.url))
    assert done(source, site) == {"/", "/a"}
    assert site.times("/sitemap.xml") == 1


# --- a site that changes
def after(site: CrawlSite, path: str, change: Callable[[], None], answer: str) -> Reply:
    """At the first request for `path` the site becomes another."""

    def reply(_handler: Any) -> Answer:
        change()
        return Answer(answer)

    return reply


def test_site_that_changes_under_the_crawl(cast: Cast, site: CrawlSite) -> None:
    def change() -> None:
        site.pages |= {
            "/": page("Otro inicio", "/new"),
            "/b": to("/new"),
            "/c": Answer(status=410),
            "/new": page("Nueva"),
            "/robots.txt": text("User-agent: *\nDisallow: /d"),
        }

    site.pages = {
        "/": page("Inicio", "/a", "/b", "/c", "/d"),
        "/a": after(site, "/a", change, page("A", "/new")),
        **{path: page(path) for path in ("/b", "/c", "/d")},
    }
    source = crawl_whole(a_source(cast.tomas, site.url))
    assert source.status == "COMPLETED"
    assert states(source, site) == {
        "/": ("done", ""),
        "/a": ("done", ""),
        "/b": ("skipped", "redirected"),
        "/c": ("failed", "gone"),
        "/d": ("done", ""),
        "/new": ("done", ""),
    }
    assert site.twice == []

    source = crawl_whole(source)
    assert done(source, site) == {"/", "/new"}
    titles = set(Snippet.objects.values_list("page__title", flat=True))
    assert titles == {"Otro inicio", "Nueva"}


def test_page_that_no_longer_counts_leaves_the_index(cast: Cast, site: CrawlSite) -> None:
    """By canonical, by what it says, by where it leads, by robots.txt."""
    paths = ("/canonical", "/same", "/moved", "/forbidden", "/stays")
    site.pages = {"/": page("Inicio", *paths), **{path: page(path[1:]) for path in paths}}
    source = crawl_whole(a_source(cast.tomas, site.url))
    assert done(source, site) == {"/", *paths}
    stays = page("stays")
    site.pages |= {
        "/canonical": page("stays", head="<link rel='canonical' href='/stays'>"),
        "/same": stays,
        "/moved": Answer(status=301, headers={"Location": "/stays"}),
        "/robots.txt": text("User-agent: *\nDisallow: /forbidden"),
    }
    source = crawl_whole(source)
    assert done(source, site) == {"/", "/same"}  # the first of those that say it
    titles = list(Snippet.objects.values_list("page__title", flat=True).distinct())
    assert sorted(set(titles)) == ["Inicio", "stays"]
    assert states(source, site)["/forbidden"] == ("skipped", "robots")


# --- sentences
def test_every_code_has_a_sentence_that_takes_any_detail() -> None:
    for code in SENTENCES:
        told = sentence(code, "{detalle} 100 %")
        assert told.endswith("."), code
        assert told[0].isupper(), code


def test_a_run_cut_short_is_told_and_mended(cast: Cast, site: CrawlSite) -> None:
    site.pages = dict(WHOLE)
    source = begin(a_source(cast.tomas, site.url))
    Source.objects.update(attempts=5)
    source = go_on(source)
    assert source.status == "FAILED"
    assert sentence(source.reason) == "El proceso se interrumpió varias veces."
    assert done(crawl_whole(source), site) == {"/", "/a"}
