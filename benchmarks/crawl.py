"""Crawl and extraction of a site of this machine, without pauses, beside Scrapy on the same site.

    python -m benchmarks.crawl [--articles N] [--rounds N]

The site is `benchmarks.generated_site`, served by a process of its own, which counts every request.
In each round it is read three times, one after the other: as `manage.py crawl` does (one request at
a time, the text taken out in a process beside), as a Celery worker does (all in one process), and
by Scrapy (`benchmarks.scrapy_spider`: 16 requests at a time, text by trafilatura, links by its own
extractor, pages to a file). Ours also stores page and links in the database and cuts the text into
passages. Scrapy is installed by pip into a folder that is gone afterwards.

Pages a second: pages of HTML that were read, by the time from the first request that the server saw
to the last page stored. All of ours is imported before. Twice: requests beyond the first for the
same address. Other address: pages asked for again by an address with tracking parameters; for
Scrapy these count as pages read. Targets: ours at least as fast as Scrapy, no page twice.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.harness import ROOT, place, serving

SCRAPY = ("scrapy==2.19.0", "trafilatura==2.3.1", "lxml_html_clean")
OURS = {"PsiChat, as manage.py crawl": "beside", "PsiChat, as a worker": "here"}
THEIRS = "Scrapy and trafilatura"


@dataclass
class Figures:
    """Of one reader, a value for each round; `cpu` is milliseconds of processor for a page."""

    speeds: list[float] = field(default_factory=list)  # pages a second
    cpu: list[float] = field(default_factory=list)
    pages: int = 0
    texts: int = 0  # pages of which a text was kept
    twice: int = 0
    again: int = 0  # requests for a page under another address of it


# --- the child that crawls as PsiChat does
def crawl(url: str, how: str) -> None:
    """Read the site; writes a line of JSON as `benchmarks.scrapy_spider` does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psichat.settings")
    import django

    django.setup()
    from django.conf import settings

    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    settings.CRAWL_DELAY_SECONDS = 0

    from accounts.models import Institution
    from scraping.crawl import queue, run
    from scraping.crawl.reading import Beside, Here
    from scraping.extract import extract
    from scraping.index import chunks
    from scraping.models import Source

    institution, _ = Institution.objects.get_or_create(slug="u", defaults={"name": "U"})
    Source.objects.all().delete()
    source = Source.objects.create(institution=institution, url=url, max_pages=5_000)
    queue.ask(source.id)
    queue.claim(source.id)
    chunks.prepare()
    extract(b"<p>Una frase que no importa.", url=url, content_type="text/html")
    before = _processor_seconds(resource.RUSAGE_SELF)
    with Beside(processes=1) if how == "beside" else nullcontext(Here()) as readers:
        while run.work(source.id, readers=readers) is not None:
            pass
        end = time.time()
    spent = _processor_seconds(resource.RUSAGE_SELF) - before
    spent += _processor_seconds(resource.RUSAGE_CHILDREN)
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):  # what is still to be told to tutors
            thread.join(2)
    source.refresh_from_db()
    print(json.dumps({"end": end, "texts": source.fetched, "cpu": spent}))


# --- the parent
@contextmanager
def scrapys_python() -> Iterator[str]:
    """The Python of an environment with Scrapy, which is made for this and then deleted."""
    with tempfile.TemporaryDirectory(prefix="psichat-scrapy-") as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(Path(folder) / "bin" / "python")
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, *SCRAPY], check=True)
        yield python


def _said(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)


def measure(base: str, command: list[str], figures: Figures) -> None:
    """Let `command` read the site once, and add what came of it."""
    _said(f"{base}/_forget")
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    result = json.loads(run.stdout.splitlines()[-1])
    counts = _said(f"{base}/_counts")
    asked: dict[str, int] = counts["asked"]
    answered = sum(asked.values())
    plain = {path.partition("?utm_")[0] for path in asked}
    figures.pages = len(plain)
    figures.texts = int(result["texts"])
    figures.twice += sum(count - 1 for count in asked.values())
    figures.again += len(asked) - len(plain)
    figures.speeds.append(answered / (result["end"] - counts["first"]))
    figures.cpu.append(1000 * result["cpu"] / answered)


def _processor_seconds(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def report(found: dict[str, Figures]) -> int:
    print(
        f"{'':30}{'pages':>6}{'texts':>7}{'pages/s':>9}{'(least … most)':>18}{'cpu ms':>8}"
        f"{'twice':>7}{'other address':>15}"
    )
    for name, one in found.items():
        spread = f"({min(one.speeds):.1f} … {max(one.speeds):.1f})"
        print(
            f"{name:30}{one.pages:6}{one.texts:7}{statistics.median(one.speeds):9.1f}{spread:>18}"
            f"{statistics.median(one.cpu):8.1f}{one.twice:7}{one.again:15}"
        )
    theirs = statistics.median(found[THEIRS].speeds)
    quick = statistics.median(found[next(iter(OURS))].speeds) >= theirs
    once = all(found[name].twice + found[name].again == 0 for name in OURS)
    print(
        f"target at least as fast as Scrapy (manage.py crawl): {'reached' if quick else 'MISSED'}"
    )
    print(f"target no page twice: {'reached' if once else 'MISSED'}")
    return 0 if quick and once else 1


def main() -> int:
    if sys.argv[1:2] == ["--child"]:
        crawl(sys.argv[2], sys.argv[3])
        return 0
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scrapy", help="the Python of an environment that has Scrapy already")
    given = parser.parse_args()
    found = {name: Figures() for name in (*OURS, THEIRS)}
    server = [sys.executable, "-m", "benchmarks.generated_site", "{port}", str(given.articles)]
    with (
        place() as environment,
        scrapys_python() if not given.scrapy else _given(given.scrapy) as python,
        serving(environment, server, ready="/") as (base, _process),
    ):
        feed = Path(environment["PSICHAT_VAR"]) / "scrapy.jsonl"
        child = [sys.executable, "-m", "benchmarks.crawl", "--child", f"{base}/"]
        for _ in range(given.rounds):
            for name, how in OURS.items():
                measure(base, [*child, how], found[name])
            feed.unlink(missing_ok=True)
            spider = [python, "benchmarks/scrapy_spider.py", f"{base}/", str(feed)]
            measure(base, spider, found[THEIRS])
    return report(found)


@contextmanager
def _given(python: str) -> Iterator[str]:
    yield python


if __name__ == "__main__":
    raise SystemExit(main())
