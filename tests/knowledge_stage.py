"""Sources and pages with a text, as a crawl leaves them."""

from __future__ import annotations

import hashlib

from accounts.models import User
from scraping.index import chunking
from scraping.models import Page, Source
from tests.cast import Cast


def make_source(cast: Cast, owner: User | None = None, name: str = "Servicios") -> Source:
    """A source of Tomás's (or of `owner`) that was read and waits for its vectors."""
    person = owner or cast.tomas
    return Source.objects.create(
        institution=person.institution,
        owner=person,
        url=f"https://{name.lower()}.example.edu/",
        name=name,
        status=Source.Status.PROCESSING,
        stage=Source.Stage.EMBEDDING,
        run=1,
    )


def make_page(source: Source, title: str, text: str) -> Page:
    """A page that was read, and not cut yet."""
    page = Page.objects.create(
        source=source,
        url=f"{source.url}{title.lower()}",
        url_hash=hashlib.sha256(f"{source.id}{title}".encode()).hexdigest(),
        title=title,
        language="es",
        state=Page.State.DONE,
    )
    write(page, text)
    return page


def write(page: Page, text: str) -> None:
    """The page says something else now."""
    page.text, page.text_hash = text, hashlib.sha256(text.encode()).hexdigest()
    page.save(update_fields=["text", "text_hash"])


def cut_page(source: Source, title: str, *passages: str) -> Page:
    """A page with a section, and so a snippet, for each passage."""
    text = "\n\n".join(f"## Parte {number}\n\n{said}" for number, said in enumerate(passages, 1))
    page = make_page(source, title, text)
    chunking.rebuild(page)
    return page
