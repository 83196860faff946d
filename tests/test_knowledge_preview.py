"""What would be read from an address, looked up on a site of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from psichat.errors import Unavailable
from scraping.crawl import preview as looking
from scraping.crawl.preview import Preview, preview

PAGE = """<!doctype html><html lang="es"><head><title>Vida estudiantil</title></head><body><main>
<h1>Vida estudiantil</h1><p>Aquí encuentras las becas, los plazos y a quién escribir cuando algo
se pone difícil durante el semestre en la universidad.</p>
<a href="/becas">Becas</a> <a href="/becas#plazo">Plazo</a> <a href="/privado/x">Interno</a>
<a href="https://elsewhere.example/">Otro sitio</a></main></body></html>"""
ROBOTS = "User-agent: *\nDisallow: /privado\nCrawl-delay: 3\nSitemap: /mapa.xml\n"
NOINDEX = '<head><meta name="robots" content="noindex">'
MAP = "<urlset>{}</urlset>"


@pytest.fixture
def site(settings: Any) -> Iterator[Callable[..., str]]:
    """Serves what it is given, `path: (status, type, text)`; gives the address of its root."""
    pages: dict[str, tuple[int, str, str]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, text = pages.get(self.path, (404, "text/plain", ""))
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if status in {301, 302}:
                self.send_header("Location", text)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    settings.CRAWL_DELAY_SECONDS = 1

    def serve(given: dict[str, tuple[int, str, str]]) -> str:
        pages.update(given)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    server.shutdown()
    server.server_close()


def test_it_counts_what_the_crawl_would_follow(site: Callable[..., str]) -> None:
    root = site({"/": (200, "text/html", PAGE), "/robots.txt": (200, "text/plain", ROBOTS)})
    listed = "".join(f"<url><loc>{root}p{n}</loc></url>" for n in range(30))
    site({"/mapa.xml": (200, "application/xml", MAP.format(listed))})
    seen = preview(root, max_pages=20)
    assert (seen.problem, seen.title, seen.language) == ("", "Vida estudiantil", "es")
    # «Becas» once, neither what robots.txt keeps for itself nor other sites.
    assert (seen.links, seen.sitemap_pages, seen.found) == (1, 30, 32)
    assert (seen.pages, seen.delay, seen.minutes) == (20, 3.0, 1)
    assert seen.has_robots
    assert "las becas, los plazos" in seen.excerpt
    again = preview(root, max_pages=100)
    assert (again.pages, again.minutes) == (32, 2)


def test_without_robots_and_sitemap(site: Callable[..., str]) -> None:
    seen = preview(site({"/": (200, "text/html", PAGE)}))
    assert (seen.problem, seen.has_robots, seen.sitemap_pages) == ("", False, None)
    assert (seen.links, seen.pages, seen.delay, seen.minutes) == (2, 3, 1.0, 0)


@pytest.mark.parametrize(
    ("pages", "problem"),
    [
        ({"/robots.txt": (200, "text/plain", "User-agent: *\nDisallow: /")}, "robots"),
        ({"/robots.txt": (503, "text/plain", "")}, "robots_unreachable"),
        ({}, "not_found"),
        ({"/": (401, "text/html", "")}, "unauthorised"),
        ({"/": (500, "text/html", "")}, "server_error"),
        ({"/": (200, "image/png", "x")}, "type"),
        ({"/": (302, "text/html", "https://elsewhere.example/")}, "redirect_outside"),
        ({"/": (302, "text/html", "/")}, "redirect_loop"),
        ({"/": (200, "text/html", "<html><body></body></html>")}, "no_text"),
        (
            {
                "/": (
                    200,
                    "text/html",
                    PAGE.replace("<head>", '<meta name="robots" content="none">'),
                )
            },
            "noindex",
        ),
    ],
)
def test_it_says_why_it_can_not_be_read(
    site: Callable[..., str], pages: dict[str, Any], problem: str
) -> None:
    seen = preview(site(pages))
    assert seen.problem == problem
    assert seen.sentence


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("nada", "bad_address"),
        ("file:///etc/passwd", "bad_scheme"),
        ("http://ana:clave@sur.example/", "credentials"),
        ("http://127.0.0.1:9/", "private_address"),
        ("http://169.254.169.254/latest/", "private_address"),
        ("http://[::1]/", "private_address"),
        ("http://nowhere.invalid/", "not_resolved"),
    ],
)
def test_bad_addresses_are_not_asked(url: str, problem: str) -> None:
    assert preview(url).problem == problem


def test_one_look_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_look", Preview)
    with looking._one_at_a_time, pytest.raises(Unavailable):
        preview("https://sur.example/")
    assert preview("https://sur.example/").problem == ""
