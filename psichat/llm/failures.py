"""What a provider's exception means; the libraries have a tree of errors each."""

from __future__ import annotations

from collections.abc import Iterator

from psichat.llm.errors import (
    ModelBusy,
    ModelError,
    ModelRefused,
    ModelTimeout,
    ModelUnreachable,
)

# The HTTP clients under the providers' libraries, told by name: they are not imported for this.
_TRANSPORTS = frozenset({"httpx", "httpx2", "httpcore", "httpcore2", "anyio"})
_LONGEST_CHAIN = 8


def of(exc: BaseException) -> ModelError:
    """The error to raise for `exc`, without its words: they may quote what was asked."""
    if isinstance(exc, ModelError):
        return exc
    causes = list(_causes(exc))
    for cause in causes:
        status = _status(cause)
        if status is not None:
            return _by_status(status, _retry_after(cause))
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
    """Seconds, from the header of the response that the error holds."""
    headers = getattr(getattr(exc, "response", None), "headers", None) or {}
    value = str(headers.get("retry-after", "") or headers.get("Retry-After", ""))
    return int(value) if value.isdecimal() else None
