"""What the links in a part of a page lead to: a menu, the same page, files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraping.extract.letters import folded
from scraping.extract.nodes import Node

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|zip)(?:$|[?#])", re.IGNORECASE)
_LEAST_FIELDS, _LONGEST_LABEL = 4, 40
_HOME = {"inicio", "home", "portada", "pagina de inicio", "pagina inicial", "area personal"}


def is_menu(node: Node) -> bool:
    """Whether it is a row or a list of links to elsewhere: short ones, none to a document."""
    if node.links < 2 or node.density < 0.7 or node.link_chars > 45 * node.links:
        return False
    return not has_document(node)


def has_document(node: Node) -> bool:
    """Whether a link in it leads to a file."""
    return any(_DOCUMENT.search(a.attrs.get("href", "")) for a in links_in(node))


def is_contents(node: Node) -> bool:
    """Whether it is a list of links into the same page."""
    if node.links < 2 or node.density < 0.8:
        return False
    return all(a.attrs.get("href", "").startswith("#") for a in links_in(node))


def is_trail(node: Node) -> bool:
    """Whether it is the way from the home page to here."""
    if node.chars > 200 or node.density <= 0.3:
        return False
    first = next(links_in(node), None)
    return first is not None and folded(first.text()).strip(" >›»/") in _HOME


def links_in(node: Node) -> Iterator[Node]:
    return (inner for inner in node.walk() if inner.tag == "a" and inner.chars)


def is_field(node: Node) -> bool:
    """Whether it is a field of a record, «Autor: …», as others beside it that link nowhere."""
    kind = _first_name(node)
    if not kind or node.parent is None or ":" not in node.text()[:_LONGEST_LABEL]:
        return False
    alike = [kid for kid in node.parent.children() if kid.chars and _first_name(kid) == kind]
    return len(alike) >= _LEAST_FIELDS and any(not kid.links for kid in alike)


def _first_name(node: Node) -> str:
    return (node.attrs.get("class", "").split() or [""])[0]
