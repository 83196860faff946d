"""Uploaded documents: what is taken, and where it is kept until it is read."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import Institution, User
from psichat.errors import Conflict, InvalidInput, TooLarge
from scraping import progress
from scraping.models import Page, Source
from scraping.reasons import sentence

# Endings of what is read, and the kind that each stands for.
KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}

# A Word document with a password is wrapped into a compound file that has a stream of this name.
# [MS-OFFCRYPTO] 2.3.4
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Upload:
    """A file that may be kept. `digest` is the SHA-256 of its content, in hex."""

    name: str
    content_type: str
    body: bytes
    digest: str


def check(file: UploadedFile) -> Upload:
    """`file` as a document, judged by what is in it. Raises `TooLarge` and `InvalidInput`."""
    name = PurePath((file.name or "").replace("\\", "/")).name.replace("\x00", "")[-255:]
    most = settings.KNOWLEDGE_FILE_BYTES
    body = file.read(most + 1)
    if len(body) > most:
        told = _("El archivo pasa de %(most)s MB.") % {"most": most // 2**20}
        raise TooLarge(told, errors={"file": [told]})
    content_type = KINDS.get(PurePath(name).suffix.lower(), "")
    if not body.strip():
        raise _refused(_("El archivo está vacío."))
    if not content_type:
        raise _refused(_("Se leen archivos PDF, Word (.docx), Markdown y de texto."))
    if body.startswith(_COMPOUND) and _ENCRYPTED in body:
        raise _refused(sentence("encrypted"))
    if not _is_so(body, content_type):
        raise _refused(_("El contenido del archivo no es de lo que dice su nombre."))
    return Upload(name, content_type, body, hashlib.sha256(body).hexdigest())


def refuse_same(document: Upload, *, by: User) -> None:
    """Raises `Conflict` where the institution has a file of the same content."""
    same = Page.objects.filter(
        source__institution_id=by.institution_id,
        source__kind=Source.Kind.FILE,
        source__deleted_at=None,
        url_hash=document.digest,
    ).select_related("source")
    if twin := same.first():
        raise Conflict(
            _("Ese archivo ya está: «%(name)s».") % {"name": twin.source},
            errors={"file": [_("Ya está entre las fuentes.")]},
        )


def save(document: Upload, *, by: User, **values: Any) -> Source:
    """A source of `document`, with the one page that it is. Raises `Conflict` as `refuse_same`."""
    source = Source(
        institution_id=by.institution_id,
        owner=by,
        kind=Source.Kind.FILE,
        file_name=document.name,
        max_pages=1,
        **values,
    )
    # The name that people see may hold anything; the one on the disk does not.
    ending = PurePath(document.name).suffix.lower()
    source.file.save(f"{source.id}{ending}", ContentFile(document.body), save=False)
    try:
        with transaction.atomic():
            # Who sends the same file at the same moment waits here, and then sees this one.
            list(Institution.objects.select_for_update(no_key=True).filter(id=by.institution_id))
            refuse_same(document, by=by)
            source.save(force_insert=True)
            Page.objects.create(
                source=source,
                url_hash=document.digest,
                found_by=Page.Found.UPLOAD,
                content_type=document.content_type,
                size=len(document.body),
            )
            audit.record(actor=by, action="source_uploaded", obj=source, bytes=len(document.body))
    except BaseException:
        source.file.delete(save=False)
        raise
    progress.tell(source.id)
    return source


def _is_so(body: bytes, content_type: str) -> bool:
    if content_type == "application/pdf":
        return b"%PDF-" in body[:1024]
    if content_type.startswith("text/"):
        return not body.startswith((b"%PDF-", b"PK\x03\x04", b"\x7fELF", b"MZ")) and (
            b"\x00" not in body or body.startswith((b"\xff\xfe", b"\xfe\xff"))
        )
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, RuntimeError):  # RuntimeError: packed in a way unknown here
        return False


def _refused(told: str) -> InvalidInput:
    return InvalidInput(told, errors={"file": [told]})
