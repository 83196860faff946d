"""`manage.py crawl URL [--max-pages N]`: read a site and make it searchable, here and now."""

from __future__ import annotations

import os
import sys
import threading
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from accounts.models import Institution
from scraping import progress
from scraping.crawl import completing, queue, run
from scraping.crawl.reading import Beside, Here, Readers
from scraping.fetch.addresses import BadAddress, canonical, page_key
from scraping.index import work
from scraping.models import Source
from scraping.models.sources import MOST_PAGES
from scraping.reasons import sentence

WAIT_SECONDS = 1.0


class Command(BaseCommand):
    help = "Crawls an address and indexes its pages now, without a worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", help="where to begin")
        parser.add_argument(
            "--max-pages", type=int, default=None, help=f"1 to {MOST_PAGES}; 50 for a new source"
        )
        parser.add_argument("--institution", help="slug; not needed where there is only one")
        parser.add_argument(
            "--name", default="", help="what people see in the place of the address"
        )
        parser.add_argument(
            "--no-index", action="store_true", help="leave the vectors to the worker"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pages = options["max_pages"]
        if pages is not None and not 1 <= pages <= MOST_PAGES:
            raise CommandError(f"--max-pages is {pages}; it must be between 1 and {MOST_PAGES}.")
        source = _source(options)
        # One that was interrupted is taken up where it was.
        if queue.ask(source.id) and not queue.claim(source.id):
            raise CommandError(
                _("Se está leyendo otra fuente de la misma persona; esta espera su turno.")
            )
        try:
            self._crawl(source)
            source.refresh_from_db()
            if source.stage == Source.Stage.CRAWLING:
                raise CommandError(_("Esta fuente ya se está leyendo."))
            if not options["no_index"]:
                self._index(source)
        except KeyboardInterrupt:
            self.stderr.write(_("Interrumpida. Se retoma sola, o al volver a llamar esta orden."))
            sys.exit(130)
        _let_progress_end()
        source.refresh_from_db()
        why = sentence(source.reason, source.reason_detail)
        if source.status == Source.Status.FAILED:
            raise CommandError(why)
        self.stdout.write(
            _("%(pages)s páginas leídas, %(passages)s pasajes. %(why)s")
            % {"pages": source.fetched, "passages": source.chunks, "why": why}
        )

    def _crawl(self, source: Source) -> None:
        with ExitStack() as stack:
            beside = processes()
            readers: Readers = stack.enter_context(Beside(beside)) if beside else Here()
            bar = stack.enter_context(tqdm(total=source.max_pages, unit="p", disable=None))

            def told(now: Source) -> None:
                bar.n = now.fetched
                bar.set_postfix_str(now.now_reading[-60:])

            wait: float | None = 0.0  # seconds
            while wait is not None:
                wait = run.work(source.id, seconds=run.SLICE_SECONDS, readers=readers, told=told)
                if wait:
                    bar.set_postfix_str(_("en pausa, %(s)s s") % {"s": round(wait)})
                    time.sleep(wait)

    def _index(self, source: Source) -> None:
        rows = Source.objects.filter(id=source.id, stage=Source.Stage.EMBEDDING)
        with tqdm(total=source.chunks, unit="v", disable=None) as bar:
            while rows.filter(status=Source.Status.PROCESSING).exists():
                work.embed_pending(time.monotonic() + WAIT_SECONDS)
                completing.complete()
                bar.n = rows.values_list("embedded", flat=True).first() or source.chunks
                bar.refresh()


def processes() -> int:
    """How many processes read beside this one. Where there are pauses there is time enough."""
    return 1 if settings.CRAWL_DELAY_SECONDS == 0 and (os.cpu_count() or 1) > 1 else 0


def _let_progress_end() -> None:
    """Wait for what is still to be told to tutors: it can't be once the interpreter ends."""
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(2 * progress.INTERVAL_SECONDS)


def _source(options: dict[str, Any]) -> Source:
    """The source of the address, made where there is none."""
    institution = _institution(options["institution"])
    try:
        url = canonical(options["url"])
    except BadAddress as exc:
        raise CommandError(sentence(exc.code, exc.detail)) from exc
    rows = Source.objects.filter(institution=institution, kind=Source.Kind.WEB, deleted_at=None)
    same = [row for row in rows if page_key(row.url) == page_key(url)]
    source = same[0] if same else Source(institution=institution, url=url)
    source.max_pages = options["max_pages"] or source.max_pages
    source.name = options["name"] or source.name
    if same:
        Source.objects.filter(id=source.id).update(max_pages=source.max_pages, name=source.name)
    else:
        source.save()
    return source


def _institution(slug: str | None) -> Institution:
    rows = Institution.objects.filter(slug=slug) if slug else Institution.objects.all()
    found = list(rows[:2])
    if len(found) == 1:
        return found[0]
    slugs = ", ".join(Institution.objects.order_by("slug").values_list("slug", flat=True))
    raise CommandError(
        _("Indica la institución con --institution: %(slugs)s") % {"slugs": slugs or "—"}
    )
