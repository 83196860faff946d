"""The connections that a fetcher keeps open, one for each scheme and host."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from scraping.fetch import guard
from scraping.fetch.connection import Connection, Head, Stale
from scraping.fetch.limits import Limits

MOST_KEPT = 4


class Connections:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._kept: dict[str, Connection] = {}  # by scheme and host; the oldest use first

    def ask(
        self, url: str, target: str, headers: list[tuple[str, str]], deadline: float
    ) -> tuple[Connection, Head]:
        """Send a GET for the canonical `url`; to be followed by `keep`. Raises `FetchError`.

        A kept connection that the server had closed meanwhile is replaced once.
        """
        kept = self._kept.pop(_origin(url), None)
        while True:
            connection = kept or self._connect(url, deadline)
            connection.deadline = deadline
            # A read may bring the first of the body with the head.
            connection.most = 3 * self._limits.head
            try:
                if kept:
                    if not kept.is_alive():
                        raise Stale  # noqa: TRY301 — as if the server had said so
                    kept.check(url)
                return connection, connection.ask(target, headers)
            except Stale:
                connection.close()
                kept = None
            except BaseException:
                connection.close()
                raise

    def keep(self, url: str, connection: Connection) -> None:
        """Keep a connection whose answer was read to its end; close it otherwise."""
        if not connection.reset():
            connection.close()
            return
        self._kept[_origin(url)] = connection
        if len(self._kept) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept))).close()

    def close(self) -> None:
        while self._kept:
            self._kept.popitem()[1].close()

    def _connect(self, url: str, deadline: float) -> Connection:
        left = deadline - time.monotonic()
        to = guard.destination(url, min(self._limits.resolving, left))
        return Connection(urlsplit(url).scheme, to, self._limits, deadline)


def _origin(url: str) -> str:
    return url[: url.index("/", 8)]
