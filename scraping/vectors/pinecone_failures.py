"""How asking Pinecone fails, in the words of a vector store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, wait
from contextlib import contextmanager
from typing import TypeVar

import structlog
from django.utils.translation import gettext as _

from scraping.vectors.base import StoreUnavailable

T = TypeVar("T")
log = structlog.get_logger(__name__)


@contextmanager
def failing_clearly() -> Iterator[None]:
    """Turn the client's errors into `StoreUnavailable`, and log their kind alone."""
    from pinecone import errors  # noqa: PLC0415 - takes a while

    try:
        yield
    except errors.PineconeError as exc:
        status = getattr(exc, "status_code", None)
        log.warning("pinecone_failed", kind=type(exc).__name__, status=status)
        raise _unavailable(exc, status) from exc


def _unavailable(exc: Exception, status: int | None) -> StoreUnavailable:
    if status in {401, 403}:
        return StoreUnavailable(_("Pinecone no acepta la clave."), is_retryable=False)
    if status == 402:
        return StoreUnavailable(_("La cuenta de Pinecone no permite más."), is_retryable=False)
    if status == 429:
        return StoreUnavailable(_("Pinecone pide ir más despacio."))
    if status is not None and 400 <= status < 500 and status != 408:
        if "dimension" in str(exc).lower():
            return StoreUnavailable(
                _("El índice de Pinecone es de otro número de dimensiones."), is_retryable=False
            )
        return StoreUnavailable(
            _("Pinecone rechaza la petición ({status}). Revisa PINECONE_HOST.").format(
                status=status
            ),
            is_retryable=False,
        )
    if isinstance(exc, TimeoutError):
        return StoreUnavailable(_("Pinecone tardó demasiado en responder."))
    return StoreUnavailable(_("Pinecone no responde."))


@contextmanager
def missing_is_fine() -> Iterator[None]:
    """What is to be deleted may be gone already."""
    from pinecone.errors import NotFoundError  # noqa: PLC0415 - takes a while

    try:
        yield
    except NotFoundError:
        pass


def together(calls: Sequence[Future[T]], seconds: float) -> list[T]:
    """All results, or the first failure; `StoreUnavailable` after so many seconds.

    The client waits as long as the other side asks for between its attempts; a person does not.
    """
    done, late = wait(calls, timeout=seconds, return_when=FIRST_EXCEPTION)
    for call in late:
        call.cancel()
    for call in done:
        call.result()
    if late:
        raise StoreUnavailable(_("Pinecone tardó demasiado en responder."))
    return [call.result() for call in calls]
