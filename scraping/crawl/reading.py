"""From the bytes of an answer to its text and links, here or in processes beside this one."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Protocol, Self

import structlog

from scraping.extract import extract
from scraping.extract.document import Document, ExtractError
from scraping.fetch.client import Fetched
from scraping.models import Page

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Read:
    """What was read, or why it was not: a code of `scraping.reasons`; sometimes both."""

    document: Document | None = None
    code: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Job:
    """An answer that is being read, and the page that was asked for."""

    page: Page
    fetched: Fetched


class Readers(Protocol):
    """Reads up to `most` answers at a time."""

    most: int

    def start(self, job: Job) -> None: ...

    def finished(self, *, block: bool) -> list[tuple[Job, Read]]: ...

    def __len__(self) -> int: ...


def read(
    body: bytes, *, url: str = "", content_type: str = "", charset: str = "", file_name: str = ""
) -> Read:
    """`extract` without exceptions, so that the answer can travel between processes."""
    try:
        return Read(
            extract(body, url=url, content_type=content_type, charset=charset, file_name=file_name)
        )
    except ExtractError as exc:
        return Read(exc.document, exc.code, exc.detail)
    except Exception as exc:  # one page that breaks a parser must not end the crawl
        log.exception("page_not_read", url=url, error=type(exc).__name__)
        return Read(code="internal")


def _read_fetched(fetched: Fetched) -> Read:
    return read(
        fetched.body,
        url=fetched.url,
        content_type=fetched.content_type,
        charset=fetched.charset,
    )


class Here:
    """Reads at once, in this thread."""

    most = 1

    def __init__(self) -> None:
        self._finished: list[tuple[Job, Read]] = []

    def start(self, job: Job) -> None:
        self._finished.append((job, _read_fetched(job.fetched)))

    def finished(self, *, block: bool) -> list[tuple[Job, Read]]:
        finished, self._finished = self._finished, []
        return finished

    def __len__(self) -> int:
        return len(self._finished)


class Beside:
    """Reads in processes of their own, while this one asks for the next pages.

    For sites that ask for no pause, from a process that may have children (a Celery worker's may
    not). Use as a context manager.
    """

    def __init__(self, processes: int) -> None:
        # Each has the next one ready when it has read one.
        self.most = processes + 1
        self._processes = processes
        self._jobs: dict[Future[Read], Job] = {}
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        # Forked, so that what extraction needs is imported once; a child touches no connection.
        return ProcessPoolExecutor(self._processes, mp_context=multiprocessing.get_context("fork"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self, job: Job) -> None:
        self._jobs[self._pool.submit(_read_fetched, job.fetched)] = job

    def finished(self, *, block: bool) -> list[tuple[Job, Read]]:
        done, _ = wait(self._jobs, None if block else 0, FIRST_COMPLETED)
        return [(self._jobs.pop(future), self._result(future)) for future in done]

    def _result(self, future: Future[Read]) -> Read:
        try:
            return future.result()
        except BrokenProcessPool:
            # A document too much for a process: those that were beside it share its fate.
            log.warning("reading_process_died")
            self._pool = self._new_pool()
            return Read(code="unreadable")

    def __len__(self) -> int:
        return len(self._jobs)
