"""What kinds of documents are read, and which of them an answer is, whatever it says."""

from __future__ import annotations

import re
from email.message import Message

HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain"
MARKDOWN = "text/markdown"

BINARY = "application/octet-stream"

ACCEPT = f"text/html,application/xhtml+xml,{PDF},{DOCX},text/plain;q=0.9,text/markdown;q=0.9"

_KINDS = {
    HTML: HTML,
    "application/xhtml+xml": HTML,
    PDF: PDF,
    "application/x-pdf": PDF,
    DOCX: DOCX,
    TEXT: TEXT,
    MARKDOWN: MARKDOWN,
    "text/x-markdown": MARKDOWN,
}
# What servers say when they do not know; the first bytes decide.
_UNSURE = frozenset(
    "application/octet-stream binary/octet-stream application/download application/x-download "
    "application/force-download application/unknown unknown/unknown content/unknown "
    "application/zip application/x-zip-compressed application/msword application/xml "
    "text/xml".split()
)
_ENDINGS = {".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": TEXT}
LOOKED_AT = 1024  # of the first bytes
# Parsing a longer header takes the square of its length.
_LONGEST_HEADER = 500
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*){0,3}"
    rb"<(?:!doctype\s+html|html|head|title|meta|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def declared(header: str) -> tuple[str, str]:
    """The type, lower-case, and the charset of a Content-Type header; "" for what is missing."""
    if not header:
        return "", ""
    header = header[:_LONGEST_HEADER]
    message = Message()
    message["Content-Type"] = header
    kind = header.partition(";")[0].strip().lower()
    charset = message.get_param("charset", "")
    return (kind if "/" in kind else ""), charset[:40] if isinstance(charset, str) else ""


def is_read(kind: str) -> bool:
    """Whether this declared type is read, if the answer is what it says."""
    return kind in _KINDS


def may_be_read(kind: str) -> bool:
    """Whether it is worth while to look into an answer of this declared type."""
    return not kind or kind in _KINDS or kind in _UNSURE


def sniffed(kind: str, start: bytes, path: str, charset: str = "") -> str:
    """What an answer is by its declared type, its first bytes and its path; "" when not read."""
    head = start[:LOOKED_AT]
    if head.lstrip().startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        is_docx = kind == DOCX or path.lower().endswith(".docx") or b"word/" in start
        return DOCX if is_docx else ""
    if _HTML_START.match(head):
        return HTML if kind not in {MARKDOWN, "text/x-markdown"} else MARKDOWN
    wide = charset.lower().startswith(("utf-16", "utf-32", "utf16", "utf32"))
    if b"\x00" in head and not wide and not head.startswith(_WIDE):
        return _KINDS[kind] if _KINDS.get(kind) in {PDF, DOCX} else ""
    if kind in _KINDS:
        return _KINDS[kind]
    if "xml" in kind:
        return ""
    for ending, found in _ENDINGS.items():
        if path.lower().endswith(ending):
            return found
    if kind:
        return ""
    return HTML if head.lstrip().startswith(b"<") else TEXT
