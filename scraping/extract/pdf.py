"""PDF files: their text page by page, put back into paragraphs, with the titles that stand out."""

from __future__ import annotations

import io
import logging
import re
import time
from typing import Any

from scraping.extract.document import MOST_CHARACTERS, MOST_TITLE, Document, ExtractError
from scraping.extract.language import language_of
from scraping.extract.letters import seen, squeezed
from scraping.extract.print_lines import Line, paragraphs, without_running

MOST_PAGES = 300
MOST_SECONDS = 60.0
# Of one page's drawing, decompressed: text has some kilobytes, maps and bombs have many megabytes.
_MOST_STREAM = 4_000_000
_NO_TITLE = re.compile(
    r"^(?:untitled|sin t[ií]tulo|documento? ?\d*|presentaci[oó]n.*|powerpoint.*"
    r"|microsoft word.*|.{0,3}"
    r"|(?:about|https?|file|data|chrome):\S*"
    r"|\S+\.(?:html?|docx?|pdf|xlsx?|pptx?|indd|qxd|odt))$",
    re.IGNORECASE,
)


class _TooLong(Exception):
    """The time for the file is over."""


def read(body: bytes) -> Document:
    """The document in `body`: at most 300 pages, and what can be read of them in a minute."""
    reader = _reader(body)
    deadline = time.monotonic() + MOST_SECONDS
    pages: list[list[Line]] = []
    size = 0
    for number in range(min(_count(reader), MOST_PAGES)):
        try:
            lines = _lines(reader, number, deadline)
        except _TooLong:
            break
        pages.append(lines)
        size += sum(len(line.text) for line in lines)
        if size > MOST_CHARACTERS:
            break
    text = "\n\n".join(paragraphs(without_running(pages)))[:MOST_CHARACTERS]
    if not any(character.isalpha() for character in text):
        raise ExtractError("no_text")
    title = _title(reader) or squeezed(text.split("\n", 1)[0].lstrip("# "))
    return Document(title[:MOST_TITLE], language_of(text), text, kind="pdf")


def _reader(body: bytes) -> Any:
    import pypdf  # noqa: PLC0415 - heavy

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pypdf.overwrite_configuration(
        zlib_maximum_output_length=_MOST_STREAM,
        lzw_maximum_output_length=_MOST_STREAM,
        run_length_maximum_output_length=_MOST_STREAM,
        brotli_maximum_output_length=_MOST_STREAM,
        array_based_stream_maximum_output_length=_MOST_STREAM,
    )
    try:
        reader = pypdf.PdfReader(io.BytesIO(body))
        # Many files only restrict printing: their password for reading is empty.
        open_to_read = not reader.is_encrypted or bool(reader.decrypt(""))
    except Exception as error:  # a damaged file fails in any way
        raise ExtractError("unreadable", type(error).__name__) from error
    if not open_to_read:
        raise ExtractError("encrypted")
    return reader


def _count(reader: Any) -> int:
    try:
        return len(reader.pages)
    except Exception as error:  # as above
        raise ExtractError("unreadable", type(error).__name__) from error


def _lines(reader: Any, number: int, deadline: float) -> list[Line]:
    """The lines of a page; none of one that is damaged, for the others may be whole."""
    pieces: list[tuple[str, float, bool]] = []

    def watch(*_: Any) -> None:
        if time.monotonic() > deadline:
            raise _TooLong

    def collect(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if text:
            pieces.append((text, _size(cm, tm, size), _is_bold(font)))

    watch()
    try:
        reader.pages[number].extract_text(visitor_operand_before=watch, visitor_text=collect)
    except _TooLong:
        raise
    except Exception:  # noqa: BLE001, S110 - as above; what was read of it stays
        pass
    return _as_lines(pieces)


def _size(cm: Any, tm: Any, size: Any) -> float:
    """The size of letters on the page: that of the font by the scale of the text."""
    try:
        return round(abs(float(size) * (tm[3] or tm[0]) * (cm[3] or cm[0])), 1)
    except (TypeError, ValueError, IndexError):
        return 0.0


def _is_bold(font: Any) -> bool:
    name = str((font or {}).get("/BaseFont", "")).lower()
    return "bold" in name or "black" in name or "heavy" in name


def _as_lines(pieces: list[tuple[str, float, bool]]) -> list[Line]:
    lines: list[Line] = []
    current: list[tuple[str, float, bool]] = []

    def end() -> None:
        text = squeezed(seen("".join(piece[0] for piece in current)))
        letters = [piece for piece in current if piece[0].strip()]
        lines.append(
            Line(
                text,
                max((piece[1] for piece in letters), default=0.0),
                bool(letters) and all(piece[2] for piece in letters),
            )
        )
        current.clear()

    for text, size, bold in pieces:
        first, *rest = text.split("\n")
        current.append((first, size, bold))
        for part in rest:
            end()
            current.append((part, size, bold))
    end()
    return lines


def _title(reader: Any) -> str:
    try:
        title = squeezed(seen(str((reader.metadata or {}).get("/Title") or "")))
    except Exception:  # noqa: BLE001 - as above
        return ""
    return "" if _NO_TITLE.match(title) else title
