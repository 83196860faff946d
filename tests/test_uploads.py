"""Uploaded documents: which are taken, which are refused and why, and what is read of them (F1)."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts import audit
from accounts.models import AuditEntry
from psichat.errors import Conflict, InvalidInput, TooLarge
from scraping import progress, sources, uploading
from scraping.models import Page, Source
from scraping.reasons import sentence
from tests.cast import Cast
from tests.crawl_stage import crawl

pytestmark = pytest.mark.django_db

SAID = "La beca de emergencia cubre tres meses de arriendo para estudiantes."
WRONG_NAME = "El contenido del archivo no es de lo que dice su nombre."
KINDS = "Se leen archivos PDF, Word (.docx), Markdown y de texto."
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(autouse=True)
def quiet(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(progress, "tell", lambda _source_id: None)


def file(name: str = "becas.md", body: bytes = SAID.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


# --- documents
def word(*said: str) -> bytes:
    document = docx.Document()
    for paragraph in said:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(said: str = "", *, password: str = "") -> bytes:
    """One page that says `said` in Helvetica."""
    drawing = f"BT /F1 12 Tf 72 700 Td ({said}) Tj ET" if said else ""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 612 792]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawing)}>>\nstream\n{drawing}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R>>\n"
    whole = f"{body}{tail}startxref\n{len(body)}\n%%EOF\n".encode("latin-1")
    if not password:
        return whole
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(whole))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def without_document() -> bytes:
    """A zip archive that is no Word document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hola.txt", "hola")
    return out.getvalue()


# --- taken and read
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("becas.md", f"# Becas\n\n{SAID}\n".encode()),
        ("becas.markdown", SAID.encode()),
        ("becas.TXT", SAID.encode("utf-16")),
        ("becas.txt", f"{SAID} Año: ¿qué? Información.".encode("latin-1")),
        ("becas.docx", word("Becas", SAID)),
        ("becas.pdf", pdf(SAID)),
    ],
)
def test_taken_and_read(cast: Cast, name: str, body: bytes) -> None:
    source = sources.upload(by=cast.tomas, file=file(name, body))
    made = Page.objects.get()
    assert (source.kind, source.file_name, str(source), source.status) == (
        *("file", name, name),
        "PENDING",
    )
    assert (made.source, made.found_by, made.size) == (source, "upload", len(body))
    with source.file.open("rb") as there:
        assert there.read() == body
    assert name not in str(source.file.name)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["source_uploaded"]

    source = crawl(source)
    assert (source.stage, source.reason, source.fetched) == ("embedding", "", 1)
    made.refresh_from_db()
    assert made.state == "done"
    assert SAID in " ".join(made.text.split())
    assert source.chunks > 0


def test_a_name_with_folders_is_its_last_part(cast: Cast) -> None:
    source = sources.upload(by=cast.tomas, file=file("x.md"))
    assert source.file_name == "x.md"
    strange = file("x.md", b"# Otra")
    vars(strange)["_name"] = "..\\..\\etc\\no\x00ta.md"  # as a browser of old may send it
    assert sources.upload(by=cast.tomas, file=strange).file_name == "nota.md"


# --- refused at once
@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("a.exe", b"x", KINDS),
        ("a.doc", COMPOUND + bytes(600), KINDS),
        ("a", b"text", KINDS),
        ("a.pdf", b"<html>", WRONG_NAME),
        ("a.docx", b"PK\x03\x04 no", WRONG_NAME),
        ("a.docx", without_document(), WRONG_NAME),
        ("a.docx", COMPOUND + bytes(600), WRONG_NAME),
        ("a.txt", b"MZ\x00\x01", WRONG_NAME),
        ("a.md", pdf(SAID), WRONG_NAME),
        ("a.md", b" \n", "El archivo está vacío."),
        ("a.pdf", b"", "El archivo está vacío."),
        (
            "a.docx",
            COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "El archivo está protegido con una clave.",
        ),
    ],
)
def test_refused(cast: Cast, name: str, body: bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        sources.upload(by=cast.tomas, file=file(name, body))
    assert caught.value.errors == {"file": [told]}
    assert not Source.objects.exists()
    assert kept(tmp_path) == []


def test_too_large(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.KNOWLEDGE_FILE_BYTES = 10
    assert sources.upload(by=cast.tomas, file=file("a.md", b"x" * 10))
    with pytest.raises(TooLarge):
        sources.upload(by=cast.tomas, file=file("b.md", b"y" * 11))
    assert len(kept(tmp_path)) == 1


def test_what_cannot_be_stored_leaves_no_file(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(RuntimeError):
        sources.upload(by=cast.tomas, file=file())
    assert not Source.objects.exists()
    assert kept(tmp_path) == []


# --- taken, and then not readable
@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.pdf", b"%PDF-1.7 and nothing more", "unreadable"),
        ("a.pdf", pdf(SAID)[:200], "unreadable"),
        ("a.pdf", pdf(), "no_text"),
        ("a.pdf", pdf(SAID, password="clave"), "encrypted"),
        ("a.docx", word(), "no_text"),
    ],
)
def test_what_cannot_be_read_says_why(cast: Cast, name: str, body: bytes, reason: str) -> None:
    source = crawl(sources.upload(by=cast.tomas, file=file(name, body)))
    made = Page.objects.get()
    assert (source.status, source.stage, source.reason) == ("FAILED", "", reason)
    assert (made.state, made.reason, source.failed) == ("failed", reason, 1)
    assert sentence(made.reason, made.reason_detail).endswith(".")


def test_a_lost_file_says_why_and_is_mended(cast: Cast) -> None:
    source = sources.upload(by=cast.tomas, file=file())
    there = Path(source.file.path)
    body = there.read_bytes()
    there.unlink()
    source = crawl(source)
    assert (source.status, source.reason) == ("FAILED", "unreadable")
    there.write_bytes(body)
    source = crawl(source)
    assert (source.stage, source.reason, source.run) == ("embedding", "", 2)


# --- twice
def test_the_same_file_twice(cast: Cast, tmp_path: Path) -> None:
    first = sources.upload(by=cast.tomas, file=file("uno.md"))
    with pytest.raises(Conflict) as caught:
        sources.upload(by=cast.teresa, file=file("dos.md"))
    assert caught.value.detail == "Ese archivo ya está: «uno.md»."
    assert sources.upload(by=cast.olga, file=file()).institution == cast.north
    assert len(kept(tmp_path)) == 2
    sources.delete(by=cast.tomas, source=first)
    assert sources.upload(by=cast.teresa, file=file("tres.md")).file_name == "tres.md"


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A double click: both were looked at before either was stored."""
    gate = threading.Barrier(2)
    looked: set[int] = set()
    look: Callable[..., None] = uploading.refuse_same

    def both_look_first(*args: Any, **values: Any) -> None:
        look(*args, **values)
        if threading.get_ident() not in looked:
            looked.add(threading.get_ident())
            gate.wait(20)

    monkeypatch.setattr(uploading, "refuse_same", both_look_first)
    ends: list[str] = []

    def send() -> None:
        try:
            sources.upload(by=cast.tomas, file=file())
            ends.append("taken")
        except Conflict:
            ends.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(ends) == ["refused", "taken"]
    assert Source.objects.count() == 1
