"""What an answer's head says, and its body within bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scraping.fetch.connection import Head
from scraping.fetch.errors import FetchError
from scraping.fetch.inflate import Decoder

# Bytes that come out of one, above which the contents were made to burst. HTML gives 5 to 40.
BOMB = 100
# What is looked at to know what it is.
ENOUGH_TO_KNOW = 4096
LONGEST_WAIT = 24 * 3600.0

# What stands before a colon in X-Robots-Tag, unless it is a directive with a value.
_AGENT_NAME = re.compile(r"(?!max-|unavailable_after)[a-z0-9_-]+")
_CODES = {401: "unauthorised", 403: "forbidden", 404: "not_found", 410: "gone"}
# 408 and 425 say that the same request may do better later.
_TRANSIENT = frozenset({408, 425, 429})


def failure(head: Head) -> FetchError:
    """The error that a status other than success is."""
    status = head.status
    wait = retry_after(head.get("retry-after"))
    if status == 429:
        return FetchError("too_many_requests", retryable=True, retry_after=wait, status=status)
    if status >= 500:
        return FetchError("server_error", str(status), True, wait, status)
    if status >= 400:
        code = _CODES.get(status, "client_error")
        detail = str(status) if code == "client_error" else ""
        return FetchError(code, detail, status in _TRANSIENT, wait, status)
    if status in {204, 205}:
        return FetchError("no_text", status=status)
    return FetchError("broken_answer", str(status), status=status)


def retry_after(value: str) -> float | None:
    """Seconds from now, at most a day, of a Retry-After in seconds or as a date; else `None`."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            when = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        seconds = (when - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else None


def robots_tag(head: Head, agent: str) -> str:
    """The directives of X-Robots-Tag that hold for `agent`: lower-case, joined by commas."""
    found = []
    for value in head.headers.get("x-robots-tag", ()):
        text = value.lower()
        who, colon, rest = (part.strip() for part in text.partition(":"))
        if colon and _AGENT_NAME.fullmatch(who):
            if who == agent.lower():
                found.append(rest)
        else:
            found.append(text.strip())
    return ", ".join(found)


def read_body(
    chunks: Iterable[bytes], decoder: Decoder, bound_of: Callable[[bytes], int], *, cut: bool
) -> tuple[bytes, bool]:
    """The decompressed body, and whether it was cut off at its bound.

    `bound_of` is given the first bytes, once, and says how many bytes there may be; it may raise.
    Without `cut` more than that raises `FetchError`: `bomb` when it came from very little, else
    `too_large`.
    """
    body = bytearray()  # not a list of pieces: of five million parts of a byte, too
    wire = 0
    bound = -1
    for chunk in chunks:
        wire += len(chunk)
        for piece in decoder.feed(chunk):
            body += piece
            burst = len(body) >= BOMB * max(wire - decoder.unread, 1)
            if bound < 0 and len(body) >= ENOUGH_TO_KNOW:
                try:
                    bound = bound_of(bytes(body))
                except FetchError:
                    if burst:  # zeros, most often, which are of no type either
                        raise FetchError("bomb") from None
                    raise
            if len(body) > bound >= 0:
                if cut:
                    del body[bound:]
                    return bytes(body), True
                raise FetchError("bomb" if burst else "too_large")
    decoder.finish()
    if bound < 0 and len(body) > (bound := bound_of(bytes(body))):
        if not cut:
            raise FetchError("too_large")
        return bytes(body[:bound]), True
    return bytes(body), False
