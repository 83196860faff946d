"""The page as it is read: what people see of it, with the counts by which text is told from links.

Everything after this works on these nodes, once built in one walk over the parsed tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Union

from lxml import etree

from scraping.extract.hidden import Hidden
from scraping.extract.letters import seen

Child = Union["Node", str]

_NEVER = frozenset(
    "script style template noscript svg iframe object embed canvas audio video select datalist"
    " textarea input progress meter map head frameset applet dialog option link meta title"
    " base".split()
)
_FIELDS = frozenset({"select", "textarea", "input"})
_NO_FIELD = frozenset({"hidden", "submit", "button", "image", "reset"})
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre"
    " search section summary table tbody td tfoot th thead tr ul caption control".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OPENING_NAMES = ("accord", "acorde", "faq", "toggle", "collaps", "question", "pregunt", "desplega")
HOLDS_TITLE, HOLDS_TABLE, HOLDS_BOX, HOLDS_FIELDS = 1, 2, 4, 8
_HELD = (
    dict.fromkeys((*HEADINGS, "control"), HOLDS_TITLE)
    | dict.fromkeys(("form", "main", "article", "nav", "section", "hr", "center"), HOLDS_BOX)
    | {"table": HOLDS_TABLE}
)
_DEEPEST = 80
# What such a link does to the window is of no use to who reads its text elsewhere.
_COMMAND = re.compile(r"\s*javascript:\s*(?:window\.|self\.)?(?:history|print|close|external)\b")
# More elements and characters than these of one page are not read; of text, a third is kept.
_MOST_NODES = 60_000
_MOST_READ = 1_500_000
_NOTHING: Mapping[str, str] = {}


class Node:
    """An element. `chars` is its text's length, `link_chars` what of it stands in links."""

    __slots__ = (
        "attrs", "block", "chars", "fields", "holds", "kids", "label", "link_chars", "links",
        "names", "parent", "tag",
    )  # fmt: skip

    def __init__(self, tag: str, attrs: Mapping[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.kids: list[Child] = []
        self.chars = self.link_chars = self.links = self.fields = 0
        # What kinds of element stand in it, or have stood: HOLDS_… together.
        self.holds = 0
        # Whether it stands on lines of its own, itself or by what is in it.
        self.block = tag in BLOCKS or "-" in tag
        # Of the panel of a tab or an accordion: what its control says.
        self.label = ""
        self.names = f"{attrs.get('id', '')} {attrs.get('class', '')}".strip() if attrs else ""
        if "-" in tag:
            # An element of the site's own making says by its tag what it is.
            self.names = f"{tag} {self.names}"

    @property
    def density(self) -> float:
        """The share of its text that stands in links, 0 to 1."""
        return self.link_chars / self.chars if self.chars else 0.0

    @property
    def prose(self) -> int:
        return self.chars - self.link_chars

    def children(self) -> Iterator[Node]:
        return (kid for kid in self.kids if isinstance(kid, Node))

    def walk(self) -> Iterator[Node]:
        """Itself and all nodes in it, in the order of the page."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            for kid in reversed(node.kids):
                if kid.__class__ is Node:
                    stack.append(kid)

    def above(self) -> Iterator[Node]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def parent_is(self, *tags: str) -> bool:
        return self.parent is not None and self.parent.tag in tags

    def text(self) -> str:
        """Its text on one line."""
        if len(self.kids) == 1 and isinstance(self.kids[0], str):
            return " ".join(self.kids[0].split())
        pieces: list[str] = []
        stack: list[Child] = [self]
        while stack:
            child = stack.pop()
            if isinstance(child, str):
                pieces.append(child)
            else:
                if child.block or child.tag == "br":
                    pieces.append(" ")
                    stack.append(" ")
                stack.extend(reversed(child.kids))
        return " ".join("".join(pieces).split())

    def drop(self) -> None:
        """Empties it: what is left keeps two texts apart and says nothing."""
        for node in self.above():
            node.chars -= self.chars
            node.link_chars -= self.link_chars
            node.links -= self.links
            node.fields -= self.fields
        for inner in self.walk():
            inner.chars = inner.link_chars = inner.links = inner.fields = 0
        self.tag, self.kids, self.attrs, self.names, self.label = "gone", [], _NOTHING, "", ""


def build(root: Any, hidden: Hidden) -> Node:
    """The nodes of what is seen under `root` (lxml)."""
    top = Node("body", _NOTHING, None)
    stack = [top]
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: Any = None
    count = read = 0
    for event, element in walker:
        if event == "start":
            count += 1
            if count > _MOST_NODES or read > _MOST_READ:
                break
            node = _node(element, stack[-1], hidden)
            if node is None:
                skipped = element
                walker.skip_subtree()
                continue
            if len(stack) > _DEEPEST:
                # Its text goes to the deepest that there is, on a line of its own.
                stack.append(stack[-1])
                node = Node("br", _NOTHING, stack[-1])
            else:
                stack.append(node)
            (node.parent or top).kids.append(node)
            if text := element.text:
                _add_text(stack[-1], text)
                read += len(text)
            continue
        if element is skipped:
            skipped = None
        else:
            node = stack.pop()
            if node is not stack[-1]:
                _add_counts(node, stack[-1])
        if (tail := element.tail) and element is not root:
            _add_text(stack[-1], tail)
            read += len(tail)
    while len(stack) > 1:
        node = stack.pop()
        if node is not stack[-1]:
            _add_counts(node, stack[-1])
    return top


def _node(element: Any, parent: Node, hidden: Hidden) -> Node | None:
    """The node of an element; None where nobody sees it."""
    tag = element.tag
    if tag in _NEVER and not (tag == "dialog" and "open" in element.attrib):
        if tag in _FIELDS and element.get("type", "").lower() not in _NO_FIELD:
            parent.fields += 1
            parent.holds |= HOLDS_FIELDS
        return None
    attributes = dict(element.items()) or _NOTHING
    if attributes and hidden(element, attributes):
        return None
    if tag == "a" and _COMMAND.match(attributes.get("href", "")):
        return None
    if tag == "button" or attributes.get("role") in {"button", "tab"}:
        tag = _button(element, attributes, parent, hidden)
        if not tag:
            return None
    elif tag == "summary":
        tag = "control"
    elif attributes.get("role") == "heading":
        level = attributes.get("aria-level", "2")
        tag = "h" + (level if level in "123456" else "2")
    node = Node(tag, attributes, parent)
    if attributes and ("id" in attributes or "aria-labelledby" in attributes):
        node.label = hidden.label(attributes)
    return node


def _button(element: Any, attributes: Mapping[str, str], parent: Node, hidden: Hidden) -> str:
    """The tag by which a button is read: the title of what it opens; empty for other buttons."""
    tag = str(element.tag)
    if parent.tag in HEADINGS or parent.tag in {"control", "dt", "summary"}:
        return "span"
    names = f"{attributes.get('class', '')} {parent.names}".lower()
    text = "".join(element.itertext()).strip()
    opens = (
        "aria-expanded" in attributes
        or "aria-controls" in attributes
        or any(name in names for name in _OPENING_NAMES)
    )
    if attributes.get("role") == "tab":
        target = attributes.get("aria-controls") or attributes.get("href", "").lstrip("#")
        named = target in hidden.labels or attributes.get("id", "") in hidden.controls
        return "" if named else "control"
    if len(text) >= 3 and (text.endswith("?") or (opens and len(text.split()) > 1)):
        return "control"
    if opens and len(text) >= 3 and attributes.get("aria-controls", "") in hidden.labels:
        return "control"
    # A link or a box dressed up as a button is read as what it is.
    return "" if tag == "button" else tag


def _add_text(node: Node, text: str) -> None:
    if text.isspace():
        node.kids.append(text)
        return
    text = seen(text)
    node.kids.append(text)
    node.chars += len(text.strip())


def _add_counts(node: Node, parent: Node) -> None:
    if node.tag == "a":
        node.link_chars = node.chars
        node.links = 1 if node.chars else 0
    parent.chars += node.chars
    parent.link_chars += node.link_chars
    parent.links += node.links
    parent.fields += node.fields
    parent.block = parent.block or node.block
    parent.holds |= node.holds | _HELD.get(node.tag, 0)
