"""Parts of a page for an answerer to read: 2,000 characters, 400 of them shared (F5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from scraping.index.packing import Draft, apart

SIZE, OVERLAP = 2_000, 400
# Where to cut, the best place first: headings, paragraphs, lines, sentences, words.
_SEPARATORS = (
    r"\n(?=#{1,2} )",
    r"\n(?=#{3,6} )",
    r"\n[ \t]*\n",
    r"\n",
    r"(?<=[.!?…])\s+(?=[«“\"'(\[*_¿¡]*[A-ZÁÉÍÓÚÜÑ])",
    r"(?<=[;:,])\s+",
    r"\s+",
    r"",
)


@dataclass(frozen=True)
class Piece:
    """`text` is `page[start : start + len(text)]`."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split(text: str) -> list[Piece]:
    """The chunks of a page, without white space at their ends; none of an empty text."""
    wholes = _whole_pieces(text)
    pieces = []
    for whole in wholes:
        said = whole.text.strip()
        if said:
            pieces.append(Piece(whole.start + whole.text.index(said), said))
    return pieces


def share_out(drafts: list[Draft], pieces: list[Piece]) -> list[tuple[Draft, int]]:
    """Each draft with the position of the chunk that holds it, the one where it is most central.

    A draft that no chunk holds is cut where one begins.
    """
    found: list[tuple[Draft, int]] = []
    waiting = list(reversed(drafts))
    first = 0  # no chunk before it holds any of what is left
    while waiting:
        draft = waiting.pop()
        while first < len(pieces) - 1 and pieces[first].end <= draft.start:
            first += 1
        near = [
            (at, piece)
            for at, piece in enumerate(pieces[first : first + 4], first)
            if piece.start < draft.end and piece.end > draft.start
        ]
        holding = [
            (min(draft.start - piece.start, piece.end - draft.end), -at)
            for at, piece in near
            if piece.start <= draft.start and draft.end <= piece.end
        ]
        if holding:
            found.append((draft, -max(holding)[1]))
            continue
        walls = [piece.start for _at, piece in near if draft.start < piece.start < draft.end]
        parts = apart(draft, walls[0]) if walls else [draft]
        if len(parts) > 1:
            waiting += reversed(parts)
        else:
            found.append((draft, near[0][0] if near else first))
    return found


def needed(
    shared: list[tuple[Draft, int]], pieces: list[Piece]
) -> tuple[list[tuple[Draft, int]], list[Piece]]:
    """Without the chunks that hold no draft: a heading by itself, before a long paragraph."""
    kept = sorted({at for _draft, at in shared})
    places = {at: place for place, at in enumerate(kept)}
    return [(draft, places[at]) for draft, at in shared], [pieces[at] for at in kept]


def _whole_pieces(text: str) -> list[Piece]:
    """The chunks with all white space, which cover `text` without a gap.

    The splitter tells only what a chunk says; where it stands is looked up, and in a text that
    repeats itself there may be several places. If they leave a gap, nothing is shared.
    """
    pieces: list[Piece] = []
    for said in _splitter(OVERLAP).split_text(text):
        least = max(pieces[-1].start + 1, pieces[-1].end - OVERLAP) if pieces else 0
        pieces.append(Piece(text.find(said, least), said))
    ends = [piece.end for piece in pieces]
    starts = [piece.start for piece in pieces]
    has_gap = any(start < 0 or start > end for start, end in zip(starts[1:], ends, strict=False))
    if pieces and not has_gap and starts[0] == 0 and ends[-1] == len(text):
        return pieces
    pieces, at = [], 0
    for said in _splitter(0).split_text(text):
        pieces.append(Piece(at, said))
        at += len(said)
    return pieces


@cache
def _splitter(overlap: int) -> Any:
    # Takes seconds to import, and only who builds an index needs it.
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: PLC0415

    return RecursiveCharacterTextSplitter(
        chunk_size=SIZE,
        chunk_overlap=overlap,
        separators=list(_SEPARATORS),
        is_separator_regex=True,
        keep_separator="start",
        strip_whitespace=False,
    )


def prepare() -> None:
    """Import what splitting needs, which takes seconds the first time."""
    _splitter(OVERLAP)
