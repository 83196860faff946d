"""The example university under /universidad/, as a crawler and a person find it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from scraping.demo_site import content
from tests.source_tree import ROOT as PROJECT

ROOT = "/universidad/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
# What production would ask for.
PRODUCTION = {
    "SECRET_KEY": "long enough and only for this test, 0123456789 abcdefghij klmnopqrst",
    "ALLOWED_HOSTS": "chat.example.edu",
    "CSRF_TRUSTED_ORIGINS": "https://chat.example.edu",
    "DATABASE_URL": "postgres://psichat:secret@db.example.edu:5432/psichat",
    "REDIS_URL": "redis://redis.example.edu:6379/0",
}
# What retrieval is measured on: a figure of each kind of page that must not get lost.
FACTS = {
    "beneficios/beca-de-emergencia-economica": ("$450.000", "4 de diciembre de 2026", "B-112"),
    "beneficios/fondo-por-catastrofe": ("$600.000", "45 días corridos"),
    "vida-academica/calendario-academico": ("15 de marzo de 2027",),
    "vida-academica/reglamento-del-estudiante-2": ("inteligencia artificial generativa",),
    "apoyo-al-aprendizaje/biblioteca": ("8:00 a 24:00",),
    "bienestar/urgencias-de-salud-mental": ("*4141", "131"),
    "ayuda/preguntas-frecuentes": ("poder simple",),
    "mundo/international-students": ("290,000 pesos",),
    "noticias/plazo-beca-de-emergencia-2025": ("30 de mayo de 2025",),
}


class Read(HTMLParser):
    """What a page has that a crawler or a browser's policy looks at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.lang = self.canonical = self.robots = ""
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        self.names |= set(found)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        elif tag == "html":
            self.lang = found["lang"]
        elif tag == "link" and found.get("rel") == "canonical":
            self.canonical = found["href"]
        elif tag == "meta" and found.get("name") == "robots":
            self.robots = found["content"]

    def handle_data(self, data: str) -> None:
        self.text += data


def address(path: str) -> str:
    return f"{ROOT}{path}/" if path else ROOT


@pytest.fixture(scope="module")
def site() -> dict[str, Read]:
    """Every page of the content by its path, read over HTTP."""
    client = Client()
    found: dict[str, Read] = {}
    for path in content.pages():
        answer = client.get(address(path))
        assert answer.status_code == 200, path
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        found[path] = Read(answer.content.decode())
    return found


def test_there_are_pages_in_every_section(site: dict[str, Read]) -> None:
    assert sum(not page.is_section for page in content.pages().values()) > 60
    files = {file.relative_to(content.FOLDER) for file in content.FOLDER.rglob("*.md")}
    assert len(files) == len(site)
    assert {file.parts[0] for file in files if len(file.parts) > 1} == set(content.SECTIONS)
    assert [section for section in content.SECTIONS if len(content.in_section(section)) < 3] == []


def test_every_page_is_long_enough_and_has_its_facts(site: dict[str, Read]) -> None:
    pages = content.pages()
    words = {path: len(re.sub(r"<[^>]+>", " ", pages[path].html).split()) for path in pages}
    pages_of_text = {path: n for path, n in words.items() if path and not pages[path].is_section}
    short = {path: n for path, n in pages_of_text.items() if not 60 <= n <= 900}
    assert short == {}
    lost = [(path, fact) for path in FACTS for fact in FACTS[path] if fact not in site[path].text]
    assert lost == []


def test_pages_are_what_a_policy_without_scripts_allows(site: dict[str, Read]) -> None:
    for path, read in site.items():
        assert {"script", "style", "iframe", "form"} & set(read.tags) == set(), path
        assert {name for name in read.names if name == "style" or name.startswith("on")} == set()
        assert read.tags.count("h1") == 1, path
        assert len(read.ids) == len(set(read.ids)), path


def test_languages_and_canonical_addresses(site: dict[str, Read]) -> None:
    foreign = {path: read.lang for path, read in site.items() if read.lang != "es"}
    assert foreign == {"mundo/international-students": "en"}
    wrong = [p for p, read in site.items() if read.canonical != "http://testserver" + address(p)]
    assert wrong == []
    english = Client().get(address("mundo/international-students"))
    spanish = Client(headers={"accept-language": "en"}).get(ROOT)
    assert english.headers["Content-Language"] == "en"
    assert spanish.headers["Content-Language"] == "es"


def test_the_home_page_says_that_it_is_an_example(site: dict[str, Read]) -> None:
    assert "Sitio de ejemplo. La Universidad del Sur Austral no existe" in site[""].text
    assert all("esta universidad no existe" in read.text for read in site.values())


def test_every_inner_link_leads_somewhere(site: dict[str, Read]) -> None:
    client = Client()
    targets: dict[str, str] = {}
    anchors: list[str] = []
    for path, read in site.items():
        for link in read.links:
            whole = urlsplit(urljoin(f"http://testserver{address(path)}", link))
            if whole.netloc == "testserver":
                targets[whole.path] = path
                if whole.fragment and whole.path == address(path):
                    anchors += [link] if whole.fragment not in read.ids else []
    assert anchors == []
    unknown = set(targets) - {address(path) for path in site}
    # Not pages of the content: what moved, and the document.
    assert unknown == {
        "/universidad/becas/emergencia/",
        "/universidad/documentos/normas-de-convivencia.pdf",
    }
    broken = [target for target in unknown if client.get(target, follow=True).status_code != 200]
    assert broken == []


def test_everything_is_within_three_clicks(site: dict[str, Read]) -> None:
    clicks = {ROOT: 0}
    waiting = deque([""])
    while waiting:
        path = waiting.popleft()
        for link in site[path].links:
            target = urlsplit(urljoin(address(path), link)).path
            inner = target.removeprefix(ROOT).strip("/")
            if target == address(inner) and inner in site and target not in clicks:
                clicks[target] = clicks[address(path)] + 1
                waiting.append(inner)
    assert set(clicks) == {address(path) for path in site}
    assert max(clicks.values()) <= 3


def test_the_sitemap_lists_every_page_to_be_found(site: dict[str, Read]) -> None:
    answer = Client().get(f"{ROOT}sitemap.xml")
    assert answer.headers["Content-Type"].startswith("application/xml")
    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    listed = [each.text for each in root.iter(SITEMAP)]
    hidden = [path for path, read in site.items() if read.robots]
    assert hidden == ["matricula-y-aranceles/aranceles-2024"]
    assert site[hidden[0]].robots == "noindex, follow"
    assert listed == ["http://testserver" + address(p) for p in site if p not in hidden]


def test_parts_of_one_text_lead_from_one_to_the_next(site: dict[str, Read]) -> None:
    parts = [f"vida-academica/reglamento-del-estudiante-{number}" for number in (1, 2, 3)]
    pages = content.pages()
    assert [pages[part].next for part in parts] == [parts[1], parts[2], ""]
    assert [pages[part].previous for part in parts] == ["", parts[0], parts[1]]
    assert address(parts[1]) in site[parts[0]].links


def test_what_moved_leads_on_for_good() -> None:
    answer = Client().get("/universidad/becas/emergencia/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == address("beneficios/beca-de-emergencia-economica")


def test_a_known_page_is_not_sent_again() -> None:
    client = Client()
    first = client.get(address("beneficios/gratuidad"))
    assert first.headers["Last-Modified"] == "Mon, 05 Oct 2026 09:00:00 GMT"
    for known in (
        {"if-none-match": first.headers["ETag"]},
        {"if-modified-since": first.headers["Last-Modified"]},
    ):
        again = client.get(address("beneficios/gratuidad"), headers=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    other = client.get(address("beneficios/gratuidad"), headers={"if-none-match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_the_document_is_a_pdf() -> None:
    answer = Client().get("/universidad/documentos/normas-de-convivencia.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    again = Client().get(
        "/universidad/documentos/normas-de-convivencia.pdf",
        headers={"if-none-match": answer.headers["ETag"]},
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    ["", "beneficios/", "becas/emergencia/", "sitemap.xml", "documentos/normas-de-convivencia.pdf"],
)
def test_production_has_no_such_site(path: str, settings: Any) -> None:
    assert Client().get(ROOT + path).status_code in {200, 301}
    settings.CRAWL_DEMO_SITE = ""
    assert Client().get(ROOT + path).status_code == 404


def test_unknown_addresses_and_other_methods_are_refused() -> None:
    client = Client()
    assert client.get("/universidad/beneficios/no-hay/").status_code == 404
    assert client.get("/universidad/documentos/no-hay.pdf").status_code == 404
    assert client.get("/universidad/beneficios/index/").status_code == 404
    assert client.post(ROOT).status_code == 405


@pytest.mark.parametrize(
    ("environment", "site_address"),
    [
        ({"PORT": "8012"}, "http://localhost:8012/universidad/"),
        ({"PSICHAT_ENV": "production", "PORT": "8012"}, ""),
    ],
)
def test_the_setting_names_the_site(
    environment: dict[str, str], site_address: str, tmp_path: Path, settings: Any
) -> None:
    """In a process of its own: the settings of this one, without a PORT, are read already."""
    assert settings.CRAWL_DEMO_SITE == "http://localhost:8000/universidad/"
    program = "from psichat import settings; print(settings.CRAWL_DEMO_SITE)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | PRODUCTION | {"PSICHAT_VAR": str(tmp_path)} | environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == site_address


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("title: A\nupdated: 2026-01-01\n", "lacks 'summary'"),
        ("title: A\nsummary: B\nupdated: 2026-01-01\ncolour: red\n", "colour"),
        ("title: A\nsummary: B\nupdated: 2026-01-01\nlayout: wide\n", "wide"),
    ],
)
def test_a_wrong_head_is_named(tmp_path: Path, head: str, problem: str) -> None:
    file = tmp_path / "page.md"
    file.write_text(f"---\n{head}---\nText.\n")
    with pytest.raises(ValueError, match=problem):
        content.read(file, "page")
