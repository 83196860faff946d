"""The pages of the example university, read once from the Markdown files under `content/`.

`content/index.md` is the home page, `content/<section>/index.md` a section's, and
`content/<section>/<slug>.md` a page of it. A file begins with a head between lines of `---`, a
`name: value` on each line:

    title     what the page is called
    summary   one sentence for lists and the description
    updated   the day of the last change, 2026-10-05
    layout    page (default), service (with a box of the office) or news (with a date)
    office, place, hours, phone, mail   of the unit that serves, each optional
    related   addresses of other pages, separated by blanks
    previous, next   addresses of a text's other parts
    lang      of the page, `es` by default
    noindex   `yes` for what search engines should leave out
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from scraping.demo_site.markdown import html_of

FOLDER = Path(__file__).parent / "content"
# In the order of the menu.
SECTIONS = (
    "beneficios",
    "matricula-y-aranceles",
    "vida-academica",
    "apoyo-al-aprendizaje",
    "bienestar",
    "comunidad",
    "campus",
    "servicios-digitales",
    "mundo",
    "egreso",
    "noticias",
    "ayuda",
)
# What has another address now.
MOVED = {
    "becas/emergencia": "beneficios/beca-de-emergencia-economica",
}
UNIT: tuple[str, ...] = ("office", "place", "hours", "phone", "mail")
LAYOUTS = frozenset({"page", "service", "news"})


@dataclass(frozen=True)
class Page:
    """One page. `path` is its address under the site's root, without slashes around it."""

    path: str
    title: str
    summary: str
    updated: date
    html: str
    headings: tuple[tuple[str, str], ...]  # (anchor, text) of each h2
    layout: str = "page"
    lang: str = "es"
    noindex: bool = False
    related: tuple[str, ...] = ()
    previous: str = ""
    next: str = ""
    unit: dict[str, str] = field(default_factory=dict)

    @property
    def section(self) -> str:
        return self.path.partition("/")[0]

    @property
    def is_section(self) -> bool:
        return self.path in SECTIONS

    @property
    def changed_at(self) -> datetime:
        return datetime.combine(self.updated, time(9), tzinfo=UTC)


@cache
def pages() -> dict[str, Page]:
    """Every page by its path: the home page (""), then section by section in the menu's order."""
    return {page.path: page for page in _read_all()}


def in_section(section: str) -> list[Page]:
    """The pages below a section: news latest first, others by title; parts of a text together."""
    found = [page for page in pages().values() if page.section == section and not page.is_section]
    if section == "noticias":
        return sorted(found, key=lambda page: page.updated, reverse=True)
    return sorted(found, key=lambda page: page.path)


def _read_all() -> Iterator[Page]:
    yield read(FOLDER / "index.md", "")
    for section in SECTIONS:
        yield read(FOLDER / section / "index.md", section)
        for file in sorted((FOLDER / section).glob("*.md")):
            if file.stem != "index":
                yield read(file, f"{section}/{file.stem}")


def read(file: Path, path: str) -> Page:
    """The page in `file`; raises `ValueError` with the file's name where its head is wrong."""
    _before, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
    values: dict[str, str] = {}
    for line in head.splitlines():
        name, _colon, value = line.partition(":")
        values[name.strip()] = value.strip()
    unit: dict[str, str] = {name: values.pop(name) for name in UNIT if name in values}
    try:
        page = Page(
            path=path,
            title=values.pop("title"),
            summary=values.pop("summary"),
            updated=date.fromisoformat(values.pop("updated")),
            layout=values.pop("layout", "page"),
            lang=values.pop("lang", "es"),
            noindex=values.pop("noindex", "") == "yes",
            related=tuple(values.pop("related", "").split()),
            previous=values.pop("previous", ""),
            next=values.pop("next", ""),
            unit=unit,
            **html_of(body)._asdict(),
        )
    except KeyError as exc:
        raise ValueError(f"{file}: the head lacks {exc}") from exc
    if values or page.layout not in LAYOUTS:
        raise ValueError(f"{file}: the head has {values or page.layout}")
    return page
