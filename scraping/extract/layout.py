"""Where on a page the content is: its title's heading, its main element, the way down to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from scraping.extract.hints import part
from scraping.extract.letters import folded
from scraping.extract.nodes import HEADINGS, HOLDS_TITLE, Node

_OUTSIDE = {"nav", "footer", "aside", "cookie", "modal", "related"}
# A main element with less than this share of the page's prose is main in name only.
_LEAST_MAIN = 0.25
_ENOUGH = 300
# What the element of a page's title is called where it is no heading.
_TITLE_NAME = re.compile(r"(?<![a-z])(?:titulo|titular|title|headline)(?!-?bar)", re.IGNORECASE)


@dataclass
class Layout:
    """`body` and what is known of it. `spine` holds (by id) what the title's heading stands in."""

    body: Node
    heading: Node | None
    mains: list[Node]
    total: int
    spine: set[int] = field(default_factory=set)
    # Whether the text is about cookies or privacy itself.
    about_cookies: bool = False
    # Whether the foot of the page was found, and how many blocks looked like one.
    foot: bool = False
    feet: int = 0
    # Boxes of side columns that say whom to ask, where and when.
    contacts: list[Node] = field(default_factory=list)
    # What asked for an opinion on the page or a comment, and has been taken out.
    ends: list[Node] = field(default_factory=list)

    def holds(self, node: Node) -> bool:
        """Whether the title's heading or the main element stands in `node`, or is it."""
        return id(node) in self.spine


def survey(body: Node, names: Iterable[str]) -> Layout:
    """The layout of the page; `names` are what its head may call it."""
    titles = [name for name in names if name]
    heading = _title_heading(body, [_words(title) for title in titles]) or _made(body, titles)
    mains = _mains(body)
    layout = Layout(body, heading, mains, body.chars)
    for node in ([heading] if heading else []) + mains:
        layout.spine.add(id(node))
        layout.spine.update(id(above) for above in node.above())
    if not layout.spine:
        layout.spine = {id(node) for node in thickest(body)}
    return layout


def thickest(node: Node) -> list[Node]:
    """From `node` down, each time the child with most of the prose, while there is one."""
    way = [node]
    while True:
        best = max(way[-1].children(), key=lambda kid: kid.prose, default=None)
        if best is None or best.prose < 0.5 * way[-1].prose or not best.prose:
            return way
        way.append(best)


def _mains(body: Node) -> list[Node]:
    found: list[Node] = []
    for node in body.walk():
        main = node.chars and (node.tag == "main" or node.attrs.get("role") == "main")
        if main and not any(above in found for above in node.above()):
            found.append(node)
    prose = sum(node.prose for node in found)
    if prose < _LEAST_MAIN * body.prose and prose < _ENOUGH:
        return []
    return found


def _title_heading(body: Node, titles: list[set[str]]) -> Node | None:
    """The heading that says what the head of the page says; else its first of the first rank."""
    candidates: list[Node] = []
    for node in body.walk():
        if node.tag not in {"h1", "h2"} or not node.chars or len(candidates) >= 40:
            continue
        if not _is_outside(node, body.chars):
            candidates.append(node)
    best, best_score = None, 0.0
    for node in candidates:
        words = _words(node.text())
        score = max((_alike(words, title) for title in titles), default=0.0)
        # A linked heading before the others is most often the site's own name.
        score += (0.3 if node.tag == "h1" else 0.0) - 0.4 * node.density
        if score > best_score + 0.05:
            best, best_score = node, score
    if best is not None and (best.tag == "h1" or best_score > 0.45):
        return best
    return next((node for node in candidates if node.tag == "h1"), None)


def _made(body: Node, titles: list[str]) -> Node | None:
    """In a page without headings: the line that says what the page's title says, made one."""
    for title in sorted(titles, key=len, reverse=True):
        wanted = folded(title).strip()
        for node in body.walk() if 3 <= len(title) <= 150 else ():
            if node.links or abs(node.chars - len(title)) > 3 or folded(node.text()) != wanted:
                continue
            if not _is_outside(node, body.chars):
                return _as_heading(node)
    for node in body.walk():
        named = node.chars and _TITLE_NAME.search(node.names)
        if not named or not 3 <= node.chars <= 150 or node.links or node.holds:
            continue
        if node.tag not in HEADINGS and not _is_outside(node, body.chars):
            return _as_heading(node)
    return None


def _is_outside(node: Node, total: int) -> bool:
    """Whether it stands in a part that is no content; one of half the page is in name only."""
    return any(
        part(above) in _OUTSIDE for above in (node, *node.above()) if 2 * above.chars <= total
    )


def _as_heading(node: Node) -> Node:
    """A heading of the text of `node`, in the innermost element that has all of it."""
    while (kid := next(node.children(), None)) is not None and kid.chars == node.chars:
        node = kid
    made = Node("h1", {}, node)
    made.kids, node.kids, made.chars = node.kids, [made], node.chars
    for kid in made.children():
        kid.parent = made
    for above in (node, *node.above()):
        above.block = True
        above.holds |= HOLDS_TITLE
    return made


def _words(text: str) -> set[str]:
    return {word for word in folded(text).replace("|", " ").split() if len(word) > 2}


def _alike(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def before(node: Node, top: Node) -> list[Node]:
    """The elements in `top` that end before `node` begins, outermost ones only."""
    found: list[Node] = []
    child = node
    for above in node.above():
        for kid in above.children():
            if kid is child:
                break
            found.append(kid)
        if above is top:
            break
        child = above
    return found


def after(node: Node, top: Node) -> list[Node]:
    """The elements in `top` that begin after `node` has ended, outermost ones only."""
    found: list[Node] = []
    child = node
    for above in node.above():
        kids = list(above.children())
        found += kids[next(i for i, kid in enumerate(kids) if kid is child) + 1 :]
        if above is top:
            break
        child = above
    return found


def first_heading(node: Node) -> Node | None:
    """The first heading in `node` before which there is hardly any text."""
    read = 0
    for inner in node.walk():
        if inner.tag in HEADINGS or inner.tag in {"control", "caption", "legend"}:
            return inner if inner.chars else None
        leaf = inner.block and not any(kid.block for kid in inner.children())
        if leaf and not read and 0 < inner.chars <= 60 and not inner.links and inner is not node:
            return inner
        read += sum(len(kid.strip()) for kid in inner.kids if isinstance(kid, str))
        if read > 80:
            return inner if inner.tag in {"strong", "b"} and inner.chars <= 80 else None
    return None
