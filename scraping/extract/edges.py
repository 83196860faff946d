"""Takes away what stands at the edges of the content, told by its place and not by its words."""

from __future__ import annotations

import re

from scraping.extract.layout import Layout, after
from scraping.extract.letters import folded
from scraping.extract.nodes import HEADINGS, Node
from scraping.extract.phrases import ACTS

# Of more blocks that look like the foot of a page, none is.
_MOST_FEET = 20
# After the foot of a page stands no larger share of its prose than this.
_MOST_AFTER = 0.25
_LEVELS = {name: int(name[1]) for name in HEADINGS} | {"control": 5}
# What a foot is made of: a box with short lines. A sentence of this length is content.
_BOXES = {"div", "td", "tr", "table", "tbody", "center", "section", "ul", "body"}
_SENTENCE = re.compile(r"[^.!?]{60,}[.!?]")
_MOST_FOOT, _MOST_SHARE, _MOST_OF_IT = 700, 0.3, 0.7
_SHORT = 160
_HOURS = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\blunes\b|\bmonday\b|\bhorario|\bopening hours\b|\b\d{1,2} ?h(?:rs?"
    r"|oras)?\b"
    r"|\bmartes\b|\bviernes\b|\bpiso \d|\boficina\b"
)


def drop_after(foot: Node, layout: Layout) -> None:
    """What comes after the foot of the page lies over it: invitations, chats, messages."""
    layout.feet += 1
    if layout.foot or layout.feet > _MOST_FEET:
        return
    rest = [node for node in after(foot, layout.body) if node.chars]
    if sum(node.prose for node in rest) > _MOST_AFTER * layout.body.prose:
        return
    layout.foot = True
    for node in rest:
        if not layout.holds(node):
            node.drop()


def drop_nameless_foot(layout: Layout) -> None:
    """In a page whose foot nothing tells, its last box, where that holds no sentence."""
    box = layout.body
    while True:
        kids = [kid for kid in box.children() if kid.chars or kid.tag == "gone"]
        way = next((kid for kid in kids if layout.holds(kid)), None)
        if way is None or way.tag not in _BOXES:
            return
        whole = way.chars >= _MOST_OF_IT * sum(kid.chars for kid in kids)
        if kids[-1] is not way or not whole:
            break
        box = way
    # Where nearly all that is said stands in the content's box, none after it is content.
    for last in reversed([kid for kid in kids[kids.index(way) + 1 :] if kid.chars]):
        several = any(_alike(kid, last, whole) and kid.chars for kid in kids if kid is not last)
        if last.tag not in _BOXES or several or not _is_foot(last, layout):
            return
        last.drop()
        if not whole:
            return


def _is_foot(last: Node, layout: Layout) -> bool:
    """Whether a last box has neither a sentence, nor hours, nor something that is to be done."""
    text = folded(last.text())
    if len(text) > min(_MOST_FOOT, _MOST_SHARE * layout.body.chars) or _SENTENCE.search(text):
        return False
    titled = any(inner.tag in HEADINGS for inner in last.walk())
    says = titled or _HOURS.search(text) or (ACTS.search(text) and len(text) <= _SHORT)
    return not says or last.density >= 0.4


def _alike(one: Node, other: Node, whole: bool) -> bool:
    """Whether both are one of several of a kind."""
    if one.tag == "tr" or (whole and not other.names):
        return False
    kinds = [node.attrs.get("class", "").split()[:1] for node in (one, other)]
    return one.tag == other.tag and (kinds[0] == kinds[1] != [] or one.names == other.names)


def drop_bare_titles(root: Node, layout: Layout) -> None:
    """Headings of which all that stood under them has been taken away."""
    title: Node | None = None
    lost = False
    for node in list(root.walk()):
        if node.tag == "gone":
            lost = True
        elif node.tag in _LEVELS and node.chars:
            if title is not None and lost and _LEVELS[node.tag] <= _LEVELS[title.tag]:
                title.drop()
            title, lost = (node if node is not layout.heading else None), False
        elif title is not None and _says(node) and not _within(node, title):
            title = None
    if title is not None and lost:
        title.drop()


def _says(node: Node) -> bool:
    return any(isinstance(kid, str) and kid.strip() for kid in node.kids)


def _within(node: Node, title: Node) -> bool:
    return any(above is title for above in node.above())
