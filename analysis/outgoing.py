"""Texts of one conversation on their way to a language model: masked, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.pii.masking import masked_or_raise, unmask
from analysis.pii.placeholders import EXACT

# Shorter parts of a name are words of their own: «de», «la».
_SHORTEST = 3


@dataclass(frozen=True)
class Outgoing:
    """The texts with placeholders, in the order given, and what each placeholder stands for."""

    texts: tuple[str, ...]
    mapping: dict[str, str]

    def put_back(self, text: str) -> str:
        """`text`, which came back, with the values in their places."""
        return unmask(text, self.mapping)


def mask_all(texts: Sequence[str], names: Sequence[str] = ()) -> Outgoing:
    """`texts` with one set of placeholders; `names` are people whose names must not remain.

    Raises `MaskingError`: then nothing of it may leave.
    """
    whole = [" ".join(name.split()) for name in names if name.strip()]
    parts = [part for name in whole for part in name.split() if len(part) >= _SHORTEST]
    mapping = {
        f"[PERSON_{number}]": name for number, name in enumerate(dict.fromkeys([*whole, *parts]), 1)
    }
    done: list[str] = []
    for text in texts:
        masked = masked_or_raise(text, mapping)
        mapping = masked.mapping
        done.append(masked.text)
    return Outgoing(tuple(done), mapping)


def impersonal(text: str, names: Sequence[str] = ()) -> str:
    """`text` without what is personal in it, `names` among that. Raises `MaskingError`."""
    return " ".join(EXACT.sub(" ", mask_all([text], names).texts[0]).split())
