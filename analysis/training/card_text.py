"""The prose parts of a model card."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CardText:
    """The prose parts of a card, in Markdown."""

    title: str
    what: str
    use: str
    data: str
    failures: str
