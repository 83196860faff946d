"""Reading what was fetched or uploaded: the text that people would read, as Markdown."""

from __future__ import annotations

from scraping.extract import pdf, plain, web, word
from scraping.extract.document import Document, ExtractError, Link
from scraping.extract.kinds import ENDINGS, TYPES, kind_of

__all__ = ["ENDINGS", "TYPES", "Document", "ExtractError", "Link", "extract", "kind_of"]


def extract(
    body: bytes, *, url: str, content_type: str, charset: str = "", file_name: str = ""
) -> Document:
    """The document in `body`, fetched from `url` (or uploaded as `file_name`).

    Raises ExtractError: `type` (not read), `unreadable`, `encrypted`, `bomb` or `no_text`.
    """
    kind = kind_of(body, url=url, content_type=content_type, file_name=file_name)
    if kind == "html":
        return web.read(body, url=url, charset=charset)
    if kind == "pdf":
        return pdf.read(body)
    if kind == "docx":
        return word.read(body)
    if kind in {"markdown", "text"}:
        return plain.read(body, kind=kind, charset=charset)
    raise ExtractError("type", content_type or file_name.rpartition(".")[2])
