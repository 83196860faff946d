"""What tests of the fetcher share."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from scraping.fetch.client import Fetcher, FetchError

Names = Callable[..., list[list[str]]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """A resolver that gives one answer after the other; what it was asked lies in the result."""

    def resolver(*answers: list[str]) -> list[list[str]]:
        left = list(answers)
        asked: list[list[str]] = []

        def getaddrinfo(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
            found = left.pop(0)
            asked.append(found)
            if not found:
                raise socket.gaierror(socket.EAI_NONAME, "no such name")
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return asked

    return resolver


def code_of(url: str, fetcher: Fetcher | None = None) -> str:
    with fetcher or Fetcher() as one, pytest.raises(FetchError) as caught:
        one.get(url)
    return caught.value.code
