"""Sources and their pages: the truth about a crawl, which any worker can take up."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution

MOST_PAGES = 5_000


class Source(models.Model):
    """A web address or an uploaded file whose text the assistant may answer from (F1).

    `PENDING` with `requested_at` waits its turn; `PENDING` without it was never started.
    `PROCESSING` is claimed by `worker` until `lease_until`: after that anyone may take it up.
    """

    class Kind(models.TextChoices):
        WEB = "web", _("Sitio web")
        FILE = "file", _("Archivo")

    class Status(models.TextChoices):
        PENDING = "PENDING", _("Pendiente")
        PROCESSING = "PROCESSING", _("En proceso")
        COMPLETED = "COMPLETED", _("Lista")
        FAILED = "FAILED", _("Falló")

    class Stage(models.TextChoices):
        NONE = "", ""
        CRAWLING = "crawling", _("Leyendo páginas")
        EMBEDDING = "embedding", _("Preparando la búsqueda")

    class Schedule(models.TextChoices):
        MANUAL = "manual", _("Solo cuando lo pida")
        DAILY = "daily", _("Cada día")
        WEEKLY = "weekly", _("Cada semana")
        MONTHLY = "monthly", _("Cada mes")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="sources", verbose_name=_("institución")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="sources",
        verbose_name=_("la agregó"),
    )
    kind = models.CharField(_("tipo"), max_length=4, choices=Kind, default=Kind.WEB)
    # Of a file: empty. Always in its canonical form (`scraping.fetch.addresses.canonical`).
    url = models.URLField(_("dirección"), max_length=2000, blank=True)
    file = models.FileField(_("archivo"), upload_to="knowledge/%Y/%m", max_length=300, blank=True)
    file_name = models.CharField(_("nombre del archivo"), max_length=255, blank=True)
    name = models.CharField(_("nombre"), max_length=200, blank=True)
    max_pages = models.PositiveIntegerField(
        _("páginas como máximo"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PAGES)],
    )
    schedule = models.CharField(
        _("volver a leer"), max_length=8, choices=Schedule, default=Schedule.MANUAL
    )
    status = models.CharField(
        _("estado"), max_length=10, choices=Status, default=Status.PENDING, editable=False
    )
    stage = models.CharField(
        max_length=10, choices=Stage, default=Stage.NONE, blank=True, editable=False
    )
    # Why it failed, or why it found so little: a code of `scraping.reasons` and what fills it in.
    reason = models.CharField(max_length=40, blank=True, editable=False)
    reason_detail = models.CharField(max_length=300, blank=True, editable=False)

    # --- the run
    run = models.PositiveIntegerField(default=0, editable=False)  # 1 is the first crawl
    requested_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    next_run_at = models.DateTimeField(null=True, db_index=True, editable=False)
    worker = models.CharField(max_length=64, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    stop_requested = models.BooleanField(default=False, editable=False)
    now_reading = models.CharField(max_length=2000, blank=True, editable=False)
    # robots.txt and sitemaps as this run has read them, so that who takes it up need not ask again.
    site = models.JSONField(default=dict, editable=False)

    # --- kept by the pipeline for lists; the rows of `Page` and `Snippet` are the truth
    discovered = models.PositiveIntegerField(default=0, editable=False)
    fetched = models.PositiveIntegerField(default=0, editable=False)
    failed = models.PositiveIntegerField(default=0, editable=False)
    skipped = models.PositiveIntegerField(default=0, editable=False)
    chunks = models.PositiveIntegerField(default=0, editable=False)  # snippets to embed
    embedded = models.PositiveIntegerField(default=0, editable=False)

    # Set: hidden at once from lists and search, and purged some time later (undo until then).
    deleted_at = models.DateTimeField(null=True, db_index=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("fuente")
        verbose_name_plural = _("fuentes")
        ordering = ("-created_at",)
        indexes: ClassVar = [
            models.Index(fields=["institution", "-created_at"], name="source_of_institution"),
            models.Index(fields=["status", "lease_until"], name="source_by_lease"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "url"],
                condition=models.Q(kind="web", deleted_at__isnull=True),
                name="source_url_once",
            ),
            # F1: one processing for each user; the others queue.
            models.UniqueConstraint(
                fields=["owner"],
                condition=models.Q(status="PROCESSING"),
                name="source_one_processing_for_each_user",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.url or self.file_name


class Page(models.Model):
    """An address of a source, or a file: its state in the current run, and its text."""

    class State(models.TextChoices):
        WAITING = "waiting", _("En espera")
        FETCHING = "fetching", _("Leyendo")
        DONE = "done", _("Leída")
        SKIPPED = "skipped", _("Omitida")
        FAILED = "failed", _("Falló")
        GONE = "gone", _("Ya no existe")

    class Found(models.TextChoices):
        START = "start", _("Dirección inicial")
        LINK = "link", _("Enlace")
        SITEMAP = "sitemap", _("Mapa del sitio")
        REDIRECT = "redirect", _("Redirección")
        UPLOAD = "upload", _("Archivo")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="pages")
    url = models.URLField(max_length=2000, blank=True)
    url_hash = models.CharField(max_length=64)  # of the key by which two addresses are one page
    found_by = models.CharField(max_length=8, choices=Found, default=Found.LINK)
    depth = models.PositiveSmallIntegerField(default=0)
    order = models.PositiveIntegerField(default=0)  # breadth first: by (depth, order)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    # Why skipped or failed: a code of `scraping.reasons` and what fills it in.
    reason = models.CharField(max_length=40, blank=True)
    reason_detail = models.CharField(max_length=300, blank=True)
    run = models.PositiveIntegerField(default=1)  # the last run that saw it
    worker = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    http_status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes, decompressed
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    fetched_at = models.DateTimeField(null=True)

    title = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=5, blank=True)
    text = models.TextField(blank=True)  # Markdown: headings, lists, tables
    text_hash = models.CharField(max_length=64, blank=True)
    # `text_hash` and the chunker's version when its chunks were last made; differs: to be chunked.
    chunked_hash = models.CharField(max_length=80, blank=True)
    # Addresses of the same site that it links to, for a later run in which it has not changed.
    links = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("página")
        verbose_name_plural = _("páginas")
        ordering = ("depth", "order", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "url_hash"], name="page_once_in_a_source"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["source", "state", "depth", "order"], name="page_frontier"),
            models.Index(fields=["source", "text_hash"], name="page_by_text"),
        ]

    def __str__(self) -> str:
        return self.title or self.url
