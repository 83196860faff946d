"""The chunks and snippets of a page, made anew where its text has changed (F5)."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Greatest

from scraping import revision
from scraping.index import blocks, chunks, forget, packing, versions, wording
from scraping.models import Chunk, Page, Snippet, Source, Vector
from scraping.search import words

# To be raised when pages are cut in another way: every page is then stale.
VERSION = 1
# Further than any position: those that stay step aside while the others take their places.
_ASIDE = 1_000_000_000
_ROWS = 500  # in one statement
# Of a page, to cut it. Its links and what its source knows of the site are long.
_READ = ("source", "title", "language", "text", "text_hash", "chunked_hash")


@dataclass(frozen=True)
class _Planned:
    """A snippet as it shall be; `chunk` is the position of its chunk."""

    chunk: int
    start: int
    path: tuple[str, ...]
    heading: str
    text: str
    content_hash: str


def rebuild(page: Page, *, bump: bool = True) -> int:
    """Cut the page's text, as it is in the database, into chunks and snippets; how many snippets.

    Who rebuilds several in one transaction says `bump=False` and raises the revision at its end.

    Snippets that say the same as before stay, with their vectors. All of it is one transaction, and
    nothing happens where the text is the one that was cut already. 0 for a page that has vanished.
    """
    chunks.prepare()
    with transaction.atomic():
        row = (
            Page.objects.select_for_update(of=("self",))
            .select_related("source")
            .only(*_READ, "source__institution_id")
            .filter(pk=page.pk)
            .first()
        )
        if row is None:
            return 0
        page.chunked_hash = mark(row)
        if row.chunked_hash == page.chunked_hash:
            return Snippet.objects.filter(page=row).count()
        count = _rebuild(row)
        if bump:
            revision.bump(row.source.institution_id)
        return count


def mark(page: Page) -> str:
    """`Page.chunked_hash` of a page that is cut as it should be."""
    return f"{page.text_hash}{_suffix()}"


def stale(source_id: UUID | None = None) -> Iterator[Page]:
    """The pages, without their text, that were read and must be cut: of one source or of all."""
    pages = Page.objects.filter(state=Page.State.DONE).exclude(text_hash="")
    if source_id is not None:
        pages = pages.filter(source_id=source_id)
    wanted = Concat(F("text_hash"), Value(_suffix()))
    return iter(pages.exclude(chunked_hash=wanted).defer("text", "links").order_by("order", "id"))


def _suffix() -> str:
    return f":{VERSION}"


def _rebuild(page: Page) -> int:
    planned, pieces = _plan(page)
    kept: dict[int, Snippet] = {}
    known: dict[str, deque[Snippet]] = defaultdict(deque)
    for snippet in Snippet.objects.filter(page=page).order_by("position"):
        known[snippet.content_hash].append(snippet)
    for position, plan in enumerate(planned):
        if known[plan.content_hash]:
            kept[position] = known[plan.content_hash].popleft()
    gone = [snippet.id for rest in known.values() for snippet in rest]
    lost = 0
    if gone:
        lost = Vector.objects.filter(index=versions.serving(), snippet_id__in=gone).count()
    grown = len(planned) - len(kept) - len(gone)
    forget.delete_snippets(page.source_id, gone)
    there = {chunk.position: chunk for chunk in Chunk.objects.filter(page=page)}
    rows = _write_chunks(page, pieces, planned, there)
    _write_snippets(page, planned, kept, rows)
    if len(there) > len(pieces):
        Chunk.objects.filter(page=page, position__gte=len(pieces)).delete()
    Page.objects.filter(pk=page.pk).update(chunked_hash=mark(page))
    if grown or lost:
        Source.objects.filter(pk=page.source_id).update(
            chunks=Greatest(F("chunks") + grown, 0), embedded=Greatest(F("embedded") - lost, 0)
        )
    return len(planned)


def _plan(page: Page) -> tuple[list[_Planned], list[chunks.Piece]]:
    drafts = packing.pack(blocks.sections(page.text), page.text)
    pieces = chunks.split(page.text)
    shared, pieces = chunks.needed(chunks.share_out(drafts, pieces), pieces)
    planned = []
    for draft, chunk in shared:
        heading = wording.heading_of(page.title, draft.path)
        text = draft.text(page.text)
        key = wording.content_hash(page.title, heading, text)
        planned.append(_Planned(chunk, draft.start, draft.path, heading, text, key))
    return planned, pieces


def _write_chunks(
    page: Page,
    pieces: Sequence[chunks.Piece],
    planned: Sequence[_Planned],
    there: dict[int, Chunk],
) -> list[Chunk]:
    """The chunks by position; those `there` become the new ones, so that snippets stay."""
    paths: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for plan in planned:
        paths[plan.chunk].append(plan.path)
    found = []
    for position, piece in enumerate(pieces):
        chunk = there.get(position) or Chunk(page=page, position=position)
        # What all of it stands under; a headless chunk has none.
        common = _common(paths[position])
        chunk.source_id = page.source_id
        chunk.start, chunk.text = piece.start, piece.text
        chunk.heading = wording.heading_of(page.title, common)
        found.append(chunk)
    Chunk.objects.bulk_update(
        [chunk for chunk in found if chunk.pk], ["start", "text", "heading"], batch_size=_ROWS
    )
    Chunk.objects.bulk_create([chunk for chunk in found if not chunk.pk], batch_size=_ROWS)
    return found


def _common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    levels = zip(*paths, strict=False)
    return tuple(level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))


def _write_snippets(
    page: Page, planned: Sequence[_Planned], kept: dict[int, Snippet], rows: Sequence[Chunk]
) -> None:
    if any(snippet.position != position for position, snippet in kept.items()):
        Snippet.objects.filter(page=page).update(position=F("position") + _ASIDE)
    snippets = []
    for position, plan in enumerate(planned):
        snippet = kept.get(position) or Snippet(page=page, content_hash=plan.content_hash)
        snippet.position, snippet.start, snippet.chunk = position, plan.start, rows[plan.chunk]
        snippet.source_id = page.source_id
        snippet.institution_id = page.source.institution_id
        snippet.title, snippet.heading, snippet.text = page.title, plan.heading, plan.text
        snippet.language = page.language
        snippet.stems = words.stems(
            wording.passage(page.title, plan.heading, plan.text), page.language
        )
        snippets.append(snippet)
    Snippet.objects.bulk_update(
        [snippet for snippet in snippets if snippet.pk],
        ["position", "start", "chunk", "language", "stems"],
        batch_size=_ROWS,
    )
    Snippet.objects.bulk_create(
        [snippet for snippet in snippets if not snippet.pk], batch_size=_ROWS
    )
