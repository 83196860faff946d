"""A large knowledge base out of real words: pages, chunks, snippets, and vectors that lie as
sentence vectors do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from accounts.models import Institution
    from scraping.models import Source

CHARACTERS = 500  # a snippet
ON_A_PAGE = 20  # snippets
IN_A_CHUNK = 4
DIMENSIONS = 384
# Sentence vectors fill far fewer directions than they have numbers.
DIRECTIONS = 48
NOISE = 0.15
ROWS = 2_000  # in one statement


class Words:
    """Texts of the words of `paragraphs.jsonl`, each as frequent as there."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        lines = (folder / "paragraphs.jsonl").read_text(encoding="utf-8").splitlines()
        counts = Counter(word for line in lines for word in json.loads(line)["text"].split())
        self._words = np.array(list(counts), dtype=object)
        frequencies = np.array(list(counts.values()), dtype=np.float64)
        self._share = frequencies / frequencies.sum()
        self._generator = np.random.default_rng(seed)
        self._folder = folder

    def texts(self, many: int) -> Iterator[str]:
        mean = float(self._share @ [len(word) + 1 for word in self._words])
        length = round(CHARACTERS / mean)
        for first in range(0, many, ROWS):
            rows = (min(ROWS, many - first), length)
            for row in self._generator.choice(self._words, size=rows, p=self._share):
                yield " ".join(row)

    def questions(self, many: int) -> list[str]:
        """Real questions, none twice."""
        lines = (self._folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        asked = list(dict.fromkeys(json.loads(line)["question"] for line in lines))
        step = max(1, len(asked) // many)
        return asked[::step][:many]


class Vectors:
    """Unit vectors of float32, (n, DIMENSIONS), all around the same few directions."""

    def __init__(self, seed: int = 2) -> None:
        self._generator = np.random.default_rng(seed)
        self._base = self._generator.standard_normal((DIRECTIONS, DIMENSIONS))

    def some(self, many: int) -> np.ndarray:
        parts = []
        for first in range(0, many, 20_000):
            count = min(20_000, many - first)
            inner = self._generator.standard_normal((count, DIRECTIONS)) @ self._base
            inner /= np.linalg.norm(inner, axis=1, keepdims=True)
            noise = self._generator.standard_normal((count, DIMENSIONS)) * NOISE
            vectors = inner + noise / np.sqrt(DIMENSIONS)
            parts.append(
                (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
            )
        return np.concatenate(parts)


def fill(institution: Institution, words: Words, many: int) -> Source:
    """A source with so many snippets, without vectors."""
    from scraping import revision
    from scraping.models import Chunk, Page, Snippet, Source
    from scraping.search.words import stems

    known: dict[str, str] = {}

    def stemmed(text: str) -> str:
        each = (known.get(w) if w in known else known.setdefault(w, stems(w)) for w in text.split())
        return " ".join(stem for stem in each if stem)

    source = Source.objects.create(
        institution=institution,
        url=f"https://{institution.slug}.example.edu/",
        status=Source.Status.COMPLETED,
        chunks=many,
        embedded=many,
    )
    texts = words.texts(many)
    number = 0
    while batch := list(islice(texts, ROWS)):
        by_page = [batch[at : at + ON_A_PAGE] for at in range(0, len(batch), ON_A_PAGE)]
        pages = Page.objects.bulk_create(
            Page(
                source=source,
                url=f"{source.url}{number + at}",
                url_hash=f"{number + at}",
                state=Page.State.DONE,
                title=_title(part[0]),
                language="es",
                text="\n\n".join(part),
            )
            for at, part in enumerate(by_page)
        )
        number += len(by_page)
        chunks = Chunk.objects.bulk_create(
            Chunk(page=page, source=source, position=at, start=0, text="\n\n".join(some))
            for page, part in zip(pages, by_page, strict=True)
            for at, some in enumerate(_groups(part))
        )
        rest = iter(chunks)
        snippets = []
        for page, part in zip(pages, by_page, strict=True):
            for some_at, some in enumerate(_groups(part)):
                chunk = next(rest)
                for at, text in enumerate(some):
                    snippets.append(
                        Snippet(
                            chunk=chunk,
                            page=page,
                            source=source,
                            institution=institution,
                            position=some_at * IN_A_CHUNK + at,
                            start=page.text.find(text),
                            title=page.title,
                            text=text,
                            language="es",
                            content_hash=f"{number}-{len(snippets)}",
                            stems=stemmed(f"{page.title} {text}"),
                        )
                    )
        Snippet.objects.bulk_create(snippets, batch_size=ROWS)
    revision.bump(institution.id)
    return source


def institution(name: str) -> Institution:
    from accounts.models import Institution

    return Institution.objects.create(name=name, slug=name)


def snippet_rows(source: Source) -> list[tuple[int, str]]:
    """(id, content hash) of a source's snippets."""
    from scraping.models import Snippet

    rows: Any = Snippet.objects.filter(source=source).order_by("id")
    return list(rows.values_list("id", "content_hash"))


def _groups(part: Sequence[str]) -> list[Sequence[str]]:
    return [part[at : at + IN_A_CHUNK] for at in range(0, len(part), IN_A_CHUNK)]


def _title(text: str) -> str:
    return " ".join(text.split()[:5]).capitalize()
