"""What of a text may leave the house. The app that knows personal data says it to those below."""

from __future__ import annotations

from collections.abc import Callable

Masker = Callable[[str], str | None]
_maskers: list[Masker] = []


def mask_with(masker: Masker) -> None:
    """`masker` gives a text without what is personal in it, or None where it can't make sure."""
    _maskers[:] = [masker]


def impersonal(text: str) -> str | None:
    """`text` without personal data; None where that can't be made sure: then it must not leave."""
    return _maskers[0](text) if _maskers else None
