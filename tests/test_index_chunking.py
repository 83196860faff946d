"""Chunks and snippets of a page (F5): where they are cut, and what stays when the page changes."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Any

import pytest
from django.db import OperationalError

from scraping import revision
from scraping.index import chunking, chunks, versions
from scraping.models import Chunk, Page, Snippet, Source, Vector
from tests.cast import Cast
from tests.knowledge_stage import make_page, make_source, write

pytestmark = pytest.mark.django_db

GRANTS = """# Becas

La universidad tiene tres becas. Se piden en línea.

## Beca de emergencia

Para quien pierde sus ingresos en el semestre. La pide el Dr. Soto con el art. 5 en la mano.

Se necesita:

- El formulario firmado.
- Tres liquidaciones de sueldo.

## Plazos

| Semestre | Cierre |
| --- | --- |
| Primero | 30 de abril |
| Segundo | 4 de diciembre |

## Preguntas frecuentes
"""


@pytest.fixture
def source(cast: Cast) -> Source:
    return make_source(cast)


@pytest.fixture
def grants(source: Source) -> Page:
    return make_page(source, "Becas", GRANTS)


def snippets(page: Page) -> list[Snippet]:
    return list(Snippet.objects.filter(page=page).order_by("position"))


def part(after: str, before: str) -> str:
    return GRANTS[GRANTS.index(after) + len(after) : GRANTS.index(before)]


def sentences(number: int, word: str = "uno") -> str:
    return " ".join(f"La frase {word} número {n} dice algo de la matrícula." for n in range(number))


# --- where it is cut ------------------------------------------------------------------------------
def test_a_page_of_sections(grants: Page) -> None:
    assert chunking.rebuild(grants) == 4
    found = snippets(grants)
    assert [(each.heading, each.text) for each in found] == [
        ("", "La universidad tiene tres becas. Se piden en línea."),
        (
            "Beca de emergencia",
            part("## Beca de emergencia\n\n", "\n\n## Plazos"),
        ),
        (
            "Plazos",
            part("## Plazos\n\n", "\n\n## Preguntas"),
        ),
        ("", "## Preguntas frecuentes"),  # nothing stands under it: it is all there is
    ]
    assert [GRANTS[each.start :].startswith(each.text) for each in found] == [True] * 4
    assert {(each.title, each.language, each.institution_id) for each in found} == {
        ("Becas", "es", grants.source.institution_id)
    }
    assert found[0].stems == "bec univers tres bec pid line"
    chunk = Chunk.objects.get()
    assert (chunk.position, chunk.start, chunk.text) == (0, 0, GRANTS.strip())
    assert {each.chunk_id for each in found} == {chunk.id}


def test_long_pages_are_cut_in_pieces_that_share_text(source: Source) -> None:
    text = "\n\n".join(f"## Parte {n}\n\n{sentences(50, f'de {n}')}" for n in range(3))
    page = make_page(source, "Reglamento", text)
    chunking.rebuild(page)
    pieces = list(Chunk.objects.all())
    assert len(pieces) == 6
    assert all(text[c.start : c.start + len(c.text)] == c.text for c in pieces)
    assert max(len(c.text) for c in pieces) <= 2000
    shared = [
        before.start + len(before.text) - after.start
        for before, after in pairwise(pieces)
        if before.heading == after.heading
    ]
    assert shared
    assert all(200 < overlap <= 400 for overlap in shared)
    assert {c.heading for c in pieces} == {"Parte 0", "Parte 1", "Parte 2"}
    assert pieces[0].text.endswith(".")  # at the end of a sentence


def test_snippets_are_whole_sentences_said_once(source: Source) -> None:
    text = sentences(60)
    page = make_page(source, "Reglamento", text)
    chunking.rebuild(page)
    found = snippets(page)
    assert " ".join(each.text for each in found) == text
    assert all(400 <= len(each.text) <= 520 for each in found[:-1])
    assert all(each.text.startswith("La frase") and each.text.endswith(".") for each in found)
    for each in found:
        chunk = each.chunk
        assert chunk.start <= each.start
        assert each.start + len(each.text) <= chunk.start + len(chunk.text)


def test_parts_of_a_list_keep_the_sentence_that_announces_it(source: Source) -> None:
    items = "\n".join(f"- El papel número {n}, firmado por quien corresponda." for n in range(30))
    page = make_page(source, "Papeles", f"Para pedirla se necesita:\n\n{items}")
    chunking.rebuild(page)
    found = snippets(page)
    assert len(found) > 2
    assert all(each.text.startswith("Para pedirla se necesita:") for each in found)
    assert sum(each.text.count("- El papel") for each in found) == 30


def test_rows_of_a_table_keep_their_header(source: Source) -> None:
    rows = "\n".join(f"| Carrera larga número {n} | {n}.000.000 |" for n in range(40))
    header = "| Carrera | Arancel |\n| --- | --- |"
    page = make_page(source, "Aranceles", f"{header}\n{rows}")
    chunking.rebuild(page)
    found = snippets(page)
    assert len(found) > 2
    assert all(each.text.startswith(header) for each in found)
    assert sum(each.text.count("número") for each in found) == 40


@pytest.mark.parametrize(
    "text",
    [
        "a " * 9000,
        "x" * 9000,
        "\n\n".join(["Lo mismo de siempre."] * 800),
        "| a |\n" * 3000,
        " \n ",
    ],
    ids=["letters", "no space", "the same", "rows", "blank"],
)
def test_strange_texts_are_covered_to_their_end(source: Source, text: str) -> None:
    pieces = chunks.split(text)
    assert all(text[p.start : p.end] == p.text for p in pieces)
    gaps = [text[a.end : b.start] for a, b in pairwise(pieces)]
    assert not "".join(gaps).strip()
    assert not text.strip() or pieces[-1].end == len(text.rstrip())
    page = make_page(source, "Rara", text)
    assert chunking.rebuild(page) == len(snippets(page))
    assert max((len(each.text) for each in snippets(page)), default=0) <= 800


# --- when it changes ------------------------------------------------------------------------------
def test_twice_does_nothing(grants: Page, django_assert_max_num_queries: Any) -> None:
    chunking.rebuild(grants)
    before = [each.id for each in snippets(grants)]
    number = revision.current(grants.source.institution_id)
    with django_assert_max_num_queries(4):
        assert chunking.rebuild(grants) == 4
    assert [each.id for each in snippets(grants)] == before
    assert revision.current(grants.source.institution_id) == number
    assert list(chunking.stale(grants.source_id)) == []


def test_what_did_not_change_stays_with_its_vector(grants: Page) -> None:
    chunking.rebuild(grants)
    old = {each.text: each.id for each in snippets(grants)}
    marks = embed_all(grants)
    new_text = "# Becas\n\nAhora son cuatro.\n\n" + GRANTS[GRANTS.index("## Beca") :]
    write(grants, new_text)
    number = revision.current(grants.source.institution_id)

    assert [stale.id for stale in chunking.stale()] == [grants.id]
    assert chunking.rebuild(grants) == 4
    found = snippets(grants)
    assert found[0].text == "Ahora son cuatro."
    assert found[0].id not in old.values()
    assert [each.id for each in found[1:]] == [old[each.text] for each in found[1:]]
    assert [new_text[each.start :].startswith(each.text) for each in found] == [True] * 4
    assert set(Vector.objects.values_list("id", flat=True)) == set(marks[1:])
    assert revision.current(grants.source.institution_id) == number + 1
    numbers = Source.objects.values_list("chunks", "embedded").get()
    assert numbers == (4, 3)


def test_snippets_change_places(grants: Page) -> None:
    chunking.rebuild(grants)
    old = {each.text: each.id for each in snippets(grants)}
    first, second = GRANTS.index("## Beca"), GRANTS.index("## Plazos")
    write(grants, GRANTS[:first] + GRANTS[second:] + "\n" + GRANTS[first:second])
    chunking.rebuild(grants)
    found = snippets(grants)
    assert [each.heading for each in found] == ["", "Plazos", "", "Beca de emergencia"]
    assert {each.text: each.id for each in found} == old
    assert [each.position for each in found] == [0, 1, 2, 3]


def test_the_same_words_twice_are_two_snippets(source: Source) -> None:
    page = make_page(source, "Ecos", "## A\n\nIgual.\n\n## B\n\nOtra.\n\n## A\n\nIgual.")
    chunking.rebuild(page)
    hashes = [each.content_hash for each in snippets(page)]
    assert (len(hashes), len(set(hashes))) == (3, 2)
    write(page, "## A\n\nIgual.")
    assert chunking.rebuild(page) == 1


def test_a_new_title_makes_new_snippets(grants: Page) -> None:
    chunking.rebuild(grants)
    old = {each.id for each in snippets(grants)}
    Page.objects.update(title="Ayudas", chunked_hash="")
    chunking.rebuild(grants)
    found = snippets(grants)
    assert {each.title for each in found} == {"Ayudas"}
    assert old & {each.id for each in found} == set()
    assert found[1].heading == "Becas › Beca de emergencia"


def test_a_page_without_text_has_none(grants: Page) -> None:
    chunking.rebuild(grants)
    write(grants, "")
    assert chunking.rebuild(grants) == 0
    assert (Chunk.objects.count(), Snippet.objects.count()) == (0, 0)
    assert Source.objects.get().chunks == 0


def test_a_page_that_has_vanished(grants: Page) -> None:
    Page.objects.all().delete()
    assert chunking.rebuild(grants) == 0


def test_a_death_in_the_middle_leaves_the_page_as_it_was(
    grants: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunking.rebuild(grants)
    before = list(Snippet.objects.order_by("id").values())
    write(grants, sentences(80))

    def die(*_: object) -> None:
        raise OperationalError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(revision, "bump", die)
        with pytest.raises(OperationalError):
            chunking.rebuild(grants)
    assert list(Snippet.objects.order_by("id").values()) == before
    assert Chunk.objects.get().text == GRANTS.strip()
    assert [stale.id for stale in chunking.stale(grants.source_id)] == [grants.id]
    assert chunking.rebuild(grants) == len(snippets(grants)) > 4


def test_a_long_page_takes_no_more_queries(
    source: Source, django_assert_max_num_queries: Any
) -> None:
    page = make_page(source, "Reglamento", sentences(40))
    with django_assert_max_num_queries(20):
        chunking.rebuild(page)
    write(page, sentences(30, "dos") + " " + sentences(200))
    with django_assert_max_num_queries(20):
        assert chunking.rebuild(page) > 20


def embed_all(page: Page) -> list[int]:
    """Marks of every snippet in the serving index, as if they had been embedded."""
    index = versions.serving()
    marks = Vector.objects.bulk_create(
        Vector(index=index, snippet=each, content_hash=each.content_hash, data=b"\0\0\x80?")
        for each in snippets(page)
    )
    Source.objects.update(embedded=len(marks))
    return [mark.id for mark in marks]


def test_hashes_are_of_what_is_embedded(grants: Page) -> None:
    chunking.rebuild(grants)
    first = snippets(grants)[0]
    said = f"Becas\x1f\x1f{first.text}".encode()
    assert first.content_hash == hashlib.sha256(said).hexdigest()
