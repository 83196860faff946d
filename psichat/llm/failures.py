"""What a provider's exception means; the libraries have a tree of errors each."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from psichat.llm.errors import (
    ModelAnswerInvalid,
    ModelBusy,
    ModelError,
    ModelRefused,
    ModelTimeout,
    ModelUnreachable,
)

# The HTTP clients under the providers' libraries, told by name: they are not imported for this.
_TRANSPORTS = frozenset({"httpx", "httpx2", "httpcore", "httpcore2", "anyio"})
# What the libraries raise on a line that is no JSON, or not that of an answer.
_GARBLED = frozenset({"JSONDecodeError", "UnicodeDecodeError", "ValidationError"})
_LONGEST_CHAIN = 8
_SECONDS = re.compile(r"(\d+(?:\.\d+)?)s")


def of(exc: BaseException) -> ModelError:
    """The error to raise for `exc`, without its words: they may quote what was asked."""
    if isinstance(exc, ModelError):
        return exc
    causes = list(_causes(exc))
    for cause in causes:
        status = _status(cause)
        if status is not None:
            waits = (_retry_after(each) for each in causes)
            return _by_status(status, next((each for each in waits if each is not None), None))
    if any(type(cause).__name__ in _GARBLED for cause in causes):
        return ModelAnswerInvalid()
    for cause in causes:
        if isinstance(cause, TimeoutError) or "Timeout" in type(cause).__name__:
            return ModelTimeout()
        if isinstance(cause, OSError) or type(cause).__module__.split(".")[0] in _TRANSPORTS:
            return ModelUnreachable()
    return ModelError()


def _by_status(status: int, retry_after: int | None) -> ModelError:
    if status == 429:
        return ModelBusy(retry_after=retry_after)
    if status >= 500 or status == 408:
        return ModelUnreachable(retry_after=retry_after)
    return ModelRefused()


def _causes(exc: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = exc
    for _step in range(_LONGEST_CHAIN):
        if current is None:
            return
        yield current
        current = current.__cause__ or current.__context__


def _status(exc: BaseException) -> int | None:
    """The HTTP status that an error tells, under the names that the libraries use."""
    for name in ("status_code", "code"):
        value = getattr(exc, name, None)
        if isinstance(value, int) and 400 <= value <= 599:
            return value
    return None


def _retry_after(exc: BaseException) -> int | None:
    """Seconds, from the header of the response that the error holds, or from Google's body."""
    headers = getattr(getattr(exc, "response", None), "headers", None) or {}
    value = str(headers.get("retry-after", "") or headers.get("Retry-After", "")).strip()
    if value.isdecimal():
        return int(value)
    if value:
        return _until(value)
    return _google_delay(getattr(exc, "details", None))


def _until(date: str) -> int | None:
    """Seconds until a date as HTTP writes it."""
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return max(0, math.ceil((moment - datetime.now(UTC)).total_seconds()))


def _google_delay(body: Any) -> int | None:
    """The `retryDelay` («7s», «0.5s») in the details of an error of Google's."""
    error = body.get("error", body) if isinstance(body, dict) else {}
    details = error.get("details") if isinstance(error, dict) else None
    for detail in details if isinstance(details, list) else ():
        delay = str(detail.get("retryDelay", "")) if isinstance(detail, dict) else ""
        if found := _SECONDS.fullmatch(delay):
            return math.ceil(float(found[1]))
    return None
