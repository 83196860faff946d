"""Which content types and file endings are read, and as what."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/plain": "text",
}
ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
# Said by servers and browsers that don't know what they hand over.
_UNKNOWN = ("", "application/octet-stream", "binary/octet-stream", "application/download")


def kind_of(body: bytes, *, url: str = "", content_type: str = "", file_name: str = "") -> str:
    """What `body` is to be read as, a value of `TYPES`; empty for what is not read."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf\x00\t\r\n\f ")
    if start.startswith(b"%PDF-"):
        return "pdf"
    kind = TYPES.get(content_type.partition(";")[0].strip().lower(), "")
    path = file_name or unquote(urlsplit(url).path)
    ending = ENDINGS.get(PurePosixPath(path).suffix.lower(), "")
    if kind == "text" and ending == "markdown":
        return ending
    if kind:
        return kind
    if content_type.partition(";")[0].strip().lower() not in _UNKNOWN:
        # A DOCX is often sent as one of many names for a ZIP.
        return "docx" if ending == "docx" and start.startswith(b"PK") else ""
    if ending:
        return ending
    lowered = start[:200].lower()
    return "html" if lowered.startswith((b"<!doctype html", b"<html")) else ""
