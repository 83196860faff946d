"""Texts for other eyes than those of the conversation's readers: masked, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.pii.masking import MaskingError, masked_or_raise

# Shorter parts of a name are words of their own: «de», «la».
SHORTEST = 3


def masked(text: str, known: Sequence[str] = ()) -> str | None:
    """`text` with placeholders for what is personal; `known` are names that must not remain.

    None when it can't be done for whatever reason: then the text must not be used.
    """
    try:
        return masked_or_raise(text, _mapping(known)).text
    except MaskingError:
        return None


def _mapping(names: Sequence[str]) -> dict[str, str]:
    """Whole names and their parts, as the masker knows the values of a conversation."""
    whole = [" ".join(name.split()) for name in names if name.strip()]
    parts = [part for name in whole for part in name.split() if len(part) >= SHORTEST]
    values = dict.fromkeys([*whole, *parts])
    return {f"[PERSON_{number}]": value for number, value in enumerate(values, start=1)}
