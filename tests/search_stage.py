"""Pages to search in, cut as the real ones are, with a model of meaning that knows few words."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from accounts.models import Institution
from psichat.llm.errors import ModelUnreachable
from scraping import revision
from scraping.index import chunking
from scraping.models import Index, Page, Snippet, Source
from scraping.search import full_text, memory, semantic
from scraping.search.words import words
from scraping.vectors import Row, store_for
from scraping.vectors import memory as vector_memory

# Words of one line mean the same to the model; all others mean nothing.
MEANINGS = (
    "plata dinero lucas beca ayuda economica money grant",
    "comida almuerzo casino colacion comer",
    "animo pena triste psicologo psicologa terapia",
    "libro prestamo biblioteca multa",
    "arriendo residencia hogar dormir",
)


def meaning(text: str) -> NDArray[np.float32]:
    """A unit vector: which meanings are in the text, and what all texts have in common."""
    found = words(text)
    has = [any(word in line.split() for word in found) for line in MEANINGS]
    vector = np.array([6.0, *(2.5 * one for one in has)], dtype=np.float32)
    return vector / np.float32(np.linalg.norm(vector))


class Meaning:
    """Stands in the place of an embedder; `is_broken` makes it fail."""

    label = "test:meaning"

    def __init__(self, *, outside: bool = False) -> None:
        self.outside = outside
        self.is_broken = False
        self.asked: list[str] = []

    def query(self, text: str, books: Any = None) -> NDArray[np.float32]:
        self.asked.append(text)
        if self.is_broken:
            raise ModelUnreachable
        return meaning(text)


class Library:
    """The sources and pages of an institution."""

    def __init__(self, institution: Institution, name: str = "uni") -> None:
        self.institution = institution
        self.source = Source.objects.create(
            institution=institution, name=name, url=f"https://{name}.example.edu/"
        )

    def page(self, path: str, title: str, text: str, language: str = "es") -> Page:
        """A page of the source at that path, cut into snippets."""
        page = Page.objects.create(
            source=self.source,
            url=f"{self.source.url}{path}",
            url_hash=path,
            state=Page.State.DONE,
            title=title,
            language=language,
        )
        self.write(page, text)
        return page

    def write(self, page: Page, text: str) -> None:
        """Give the page another text, as a crawl does."""
        page.text = text
        page.text_hash = hashlib.sha256(text.encode()).hexdigest()
        page.save()
        chunking.rebuild(page)

    def remove(self, page: Page) -> None:
        page.delete()
        revision.bump(self.institution.pk)

    def embed(self) -> None:
        """Vectors for all its snippets."""
        snippets = Snippet.objects.filter(institution=self.institution)
        store_for(Index.objects.get()).upsert(
            [
                Row(
                    one.id,
                    one.source_id,
                    one.institution_id,
                    one.content_hash,
                    meaning(f"{one.title} {one.text}"),
                )
                for one in snippets
            ]
        )


def forget() -> None:
    """What this process remembers: as if another one began."""
    memory.kept.forget()
    full_text.samples.forget()


@pytest.fixture
def model(db: None, monkeypatch: pytest.MonkeyPatch) -> Meaning:
    """The index that serves is of this model."""
    forget()
    made = Meaning()
    index = Index.objects.create(
        embedder=made.label,
        store="embedded",
        state=Index.State.SERVING,
        dimensions=1 + len(MEANINGS),
    )
    vector_memory.kept.forget(index.pk)
    monkeypatch.setattr(semantic, "embedder", lambda _label: made)
    return made
