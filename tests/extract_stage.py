"""Pages and files for the tests of reading: small, made on the spot."""

from __future__ import annotations

import io
from typing import Any

import pypdf

from scraping.extract import Document, ExtractError, extract

URL = "https://www.example.edu/bienestar/becas"
SENTENCE = "La beca cubre la mitad del arancel durante toda la carrera."
OTHER = "Se pide en la oficina 12 con la cédula de identidad y el certificado de notas."


def page(body: str, head: str = "<title>Becas</title>", lang: str = "es") -> str:
    """A whole page with this in its body and head."""
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def read(source: str | bytes, *, url: str = URL, charset: str = "") -> Document:
    """What is read of an HTML page."""
    body = source.encode() if isinstance(source, str) else source
    return extract(body, url=url, content_type="text/html", charset=charset)


def text_of(body: str) -> str:
    """The Markdown of a page with this in its body."""
    return read(page(body)).text


def failure(body: bytes, content_type: str, file_name: str = "") -> str:
    """The code with which reading fails; empty where it does not fail."""
    try:
        extract(body, url=URL, content_type=content_type, file_name=file_name)
    except ExtractError as error:
        return error.code
    return ""


def pdf(*pages: list[tuple[int, str]], title: str = "") -> bytes:
    """A PDF file; each page has lines as (size in points, text), 16 points apart or more."""
    writer = pypdf.PdfWriter()
    font = pypdf.generic.DictionaryObject()
    for key, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica")):
        font[_name(key)] = _name(value)
    font[_name("Encoding")] = _name("WinAnsiEncoding")
    reference = writer._add_object(font)
    for lines in pages:
        sheet = writer.add_blank_page(595, 842)
        fonts = pypdf.generic.DictionaryObject({_name("F1"): reference})
        resources = pypdf.generic.DictionaryObject({_name("Font"): fonts})
        sheet[_name("Resources")] = resources
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(_drawn(lines))
        sheet[_name("Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title})
    return written(writer)


def _name(text: str) -> Any:
    return pypdf.generic.NameObject(f"/{text}")


def _drawn(lines: list[tuple[int, str]]) -> bytes:
    height = 800
    pieces = []
    for size, text in lines:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        pieces.append(f"BT /F1 {size} Tf 1 0 0 1 60 {height} Tm ({escaped}) Tj ET")
        height -= max(16, size + 6)
    return "\n".join(pieces).encode("cp1252")


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(document: Any) -> bytes:
    """The bytes of a document of python-docx."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
