"""What the institution's pages say, made ready for a prompt: screened, numbered, fenced in."""

from __future__ import annotations

from functools import lru_cache

import structlog

from analysis.screening import screen
from conversations.answers.model import counts
from scraping.passages import Passage

log = structlog.get_logger(__name__)

# The fence is the only place for these signs, so that nothing within can close it.
_SIGNS = str.maketrans({"<": "‹", ">": "›", '"': "”"})
_REMEMBERED = 512  # passages whose screening is kept in this process; one takes some 50 ms


def harmless(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """`passages` without those in which somebody tries to rule the assistant; told of in the log.

    One that could not be looked through is left out as well.
    """
    kept: list[Passage] = []
    for passage in passages:
        if _is_harmless(f"{passage.title}\n{passage.heading}\n{passage.text}"):
            kept.append(passage)
        else:
            counts.PASSAGES_DROPPED.inc()
            log.warning("passage_dropped", url=passage.url)
    return tuple(kept)


@lru_cache(maxsize=_REMEMBERED)
def _is_harmless(text: str) -> bool:
    found = screen(text).injection
    return found is not None and not found.is_injection


def fenced(text: str, number: int, *, title: str, heading: str, names: dict[str, str]) -> str:
    """One passage as data, under its `number`; `names` are the words for title and heading."""
    inside = text.translate(_SIGNS).strip()
    labels = f'{names["title"]}="{title.translate(_SIGNS)}"'
    if heading:
        labels += f' {names["heading"]}="{heading.translate(_SIGNS)}"'
    return f'<data n="{number}" {labels}>\n{inside}\n</data>'


def open_fence(text: str) -> str:
    """`text` without the signs of a fence, to stand within one."""
    return text.translate(_SIGNS)
