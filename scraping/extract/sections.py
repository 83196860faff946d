"""A heading and what stands under it, taken out together."""

from __future__ import annotations

from scraping.extract.layout import Layout
from scraping.extract.links import has_document
from scraping.extract.nodes import HEADINGS, Node

# Of an element with more, single ones are not looked for.
_MOST_KIDS = 3_000
_LEVELS = {name: int(name[1]) for name in HEADINGS} | {"control": 5}


def drop_section(heading: Node, layout: Layout, least: float) -> None:
    """A heading with what stands under it, where at least this share of that is in links."""
    box = heading
    while (
        box.parent is not None
        and len(box.parent.kids) <= _MOST_KIDS
        and not layout.holds(box.parent)
        and box.parent.tag not in {"body", "article", "tr", "tbody", "table"}
        and stands_first(box)
        and not _more_sections(box, heading)
        and box.parent.chars <= 0.45 * layout.total
    ):
        box = box.parent
    rest = box.chars - heading.chars
    files = least and has_document(box)
    if not files and box.links and rest > 0 and _links_enough(box.link_chars, rest, least):
        box.drop()
        return
    _drop_following(box, heading, least)


def _more_sections(box: Node, heading: Node) -> bool:
    """Whether there are sections of the same rank beside `box`."""
    level = _LEVELS.get(heading.tag, 6)
    return box.parent is not None and any(
        _LEVELS.get(inner.tag, 9) <= level
        for kid in box.parent.children()
        if kid is not box and kid.chars
        for inner in kid.walk()
    )


def _drop_following(box: Node, heading: Node, least: float) -> None:
    if box.parent is None or len(box.parent.kids) > _MOST_KIDS:
        return
    level = _LEVELS.get(heading.tag, 6)
    kids = box.parent.kids
    at = next(i for i, kid in enumerate(kids) if kid is box)
    dropped = False
    for kid in kids[at + 1 :]:
        if isinstance(kid, str) or not kid.chars:
            continue
        if _LEVELS.get(kid.tag, 9) <= level or (not kid.links and kid.tag not in HEADINGS):
            break
        if not _links_enough(kid.link_chars, kid.chars, least) or (
            kid.tag == "p" and kid.density < 0.5
        ):
            break
        if least and has_document(kid):
            break
        kid.drop()
        dropped = True
    if dropped:
        box.drop()


def _links_enough(links: int, chars: int, least: float) -> bool:
    return chars > 0 and links >= least * chars


def stands_first(node: Node) -> bool:
    """Whether nothing is said before it in its box."""
    if node.parent is None:
        return False
    for kid in node.parent.kids:
        if kid is node:
            return True
        if kid.strip() if isinstance(kid, str) else kid.chars:
            return False
    return False
