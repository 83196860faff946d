"""An address that was found and waits to be asked for, and the row that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scraping.models import Page, Source

# What a row begins a run with, whatever an earlier run left in it.
_FRESH: dict[str, Any] = {
    "state": Page.State.WAITING,
    "reason": "",
    "reason_detail": "",
    "worker": "",
    "lease_until": None,
    "attempts": 0,
    "retry_at": None,
    "http_status": None,
}
FIELDS_ANEW = (*_FRESH, "run", "depth", "order", "found_by")


@dataclass(frozen=True)
class Find:
    """An address, in its canonical form, and how it was come by."""

    url: str
    depth: int
    found_by: Page.Found = Page.Found.LINK
    order: int | None = None  # None: after all others

    @classmethod
    def instead_of(cls, page: Page, url: str) -> Find:
        """The address that a page named in its own place comes where that one was."""
        return cls(url, page.depth, Page.Found.REDIRECT, page.order)

    def row(self, source: Source, key: str, order: int, earlier: Any) -> Page:
        """The page of `source` for it; `earlier` is the id of its row from an earlier run."""
        same = {"id": earlier} if earlier is not None else {}
        return Page(
            **same,
            **_FRESH,
            source_id=source.id,
            url=self.url,
            url_hash=key,
            depth=self.depth,
            order=order,
            found_by=self.found_by,
            run=source.run,
        )
