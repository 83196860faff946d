"""The content of a page: what is left when menus, columns and what stands before it are gone."""

from __future__ import annotations

import re

from scraping.extract.edges import drop_bare_titles, drop_nameless_foot
from scraping.extract.layout import Layout, before, first_heading, thickest
from scraping.extract.letters import folded
from scraping.extract.links import has_document, is_contents, is_field, is_menu, is_trail
from scraping.extract.nodes import HEADINGS, Node
from scraping.extract.phrases import CONTACT, MENU, RELATED, SIDE

_LEAVES = HEADINGS | {"p", "ul", "ol", "dl", "li", "pre", "blockquote", "control", "a", "address"}
_BOXES = {"ul", "ol", "div", "section", "p", "table", "td", "center", "dl", "li", "body", "menu"}
_SENTENCES = 120
_SENTENCE = re.compile(r"[^.!?]{40,}[.!?]")
_MOST_KIDS = 3_000
_COLUMN = re.compile(r"\b(?:col|columns?|columna)\b|\bcol-(?:\w\w-)?\d|\b(?:span|grid_)\d")


def find(layout: Layout) -> list[Node]:
    """The elements whose text is the page's content, in the order of the page."""
    roots = [main for main in layout.mains if main.chars] or [layout.body]
    trusted = roots[0] is not layout.body
    if layout.heading is not None:
        _drop_before(layout)
        if trusted and not _is_in(layout.heading, roots):
            roots.insert(0, _head(layout))
        elif trusted:
            _drop_columns(layout)
    if not trusted and not layout.foot:
        drop_nameless_foot(layout)
    if trusted:
        roots += [box for box in layout.contacts if not _is_in(box, roots)]
    for root in roots:
        if not trusted:
            _drop_beside(root, layout)
        _drop_menus(root, layout, trusted)
        drop_bare_titles(root, layout)
    return roots


def _is_in(node: Node, roots: list[Node]) -> bool:
    return any(above in roots for above in (node, *node.above()))


def _head(layout: Layout) -> Node:
    """The box of the title's heading that stands outside of the main element."""
    assert layout.heading is not None
    box = layout.heading
    for above in box.above():
        if above.chars > 600 or any(main in above.walk() for main in layout.mains):
            break
        box = above
    _drop_menus(box, layout, trusted=False)
    return box


def _drop_before(layout: Layout) -> None:
    """What stands before the title: hardly ever content, but where it says whole sentences."""
    assert layout.heading is not None
    for node in before(layout.heading, layout.body):
        if not node.chars:
            continue
        if is_trail(node) or node.density >= 0.5 or node.prose < _SENTENCES:
            node.drop()


def _drop_beside(root: Node, layout: Layout) -> None:
    """Columns beside the content, as in pages whose elements have neither names nor meaning."""
    for node in thickest(root):
        if node.tag in _LEAVES:
            break
        thick = max((kid.prose for kid in node.children()), default=0)
        for kid in list(node.children()):
            if not kid.chars or layout.holds(kid) or kid.tag in _LEAVES or kid.prose == thick:
                continue
            if _is_beside(kid, thick) and not is_field(kid):
                kid.drop()


def _drop_columns(layout: Layout) -> None:
    """Columns of a grid beside the one of the title, within a main element."""
    assert layout.heading is not None
    column = layout.heading
    for row in column.above():
        if _COLUMN.search(column.names):
            for kid in list(row.children()):
                if kid is column or not kid.chars or layout.holds(kid):
                    continue
                if _COLUMN.search(kid.names) and _is_beside(kid, column.prose):
                    kid.drop()
        if row in layout.mains:
            return
        column = row


def _is_beside(node: Node, thick: int) -> bool:
    """Whether what stands beside the content is a menu, a call or a column of news."""
    if node.density >= 0.6 and is_menu(node):
        return True
    if node.density >= 0.9 and node.chars <= 60 and node.links == 1:
        return not has_document(node)
    if node.density >= 0.4 and node.prose < 0.2 * thick and not _says_more(node):
        return True
    heading = first_heading(node)
    said = folded(heading.text()) if heading else ""
    if node.density >= 0.35 and node.links > 2 and (RELATED.search(said) or MENU.search(said)):
        return True
    return (
        node.prose < 0.4 * thick
        and bool(SIDE.search(said))
        and not CONTACT.search(folded(node.text()))
    )


def _says_more(node: Node) -> bool:
    """Whether it says more than what its links lead to: a sentence, an address, a document."""
    text = folded(node.text())
    return bool(_SENTENCE.search(text) or CONTACT.search(text)) or has_document(node)


def _drop_menus(root: Node, layout: Layout, trusted: bool) -> None:
    stack = [root]
    while stack:
        node = stack.pop()
        judged = node.tag in _BOXES and node is not root and node.links and not layout.holds(node)
        if judged and (
            is_contents(node)
            or is_trail(node)
            or (is_menu(node) and _elsewhere(node, trusted) and not is_field(node))
        ):
            node.drop()
            continue
        if node.links:
            stack.extend(node.children())


def _elsewhere(node: Node, trusted: bool) -> bool:
    """Whether a list of links is a menu; under a heading of the content it is content."""
    heading = _heading_before(node)
    said = folded(heading.text()) if heading is not None else ""
    if heading is not None:
        return bool(MENU.search(said) or RELATED.search(said))
    return not trusted and node.links >= 3 and node.tag != "p"


def _heading_before(node: Node) -> Node | None:
    """The heading right before it, or before the box in which it stands alone; or in itself."""
    own = first_heading(node)
    if own is not None:
        return own
    child = node
    for above in (node, *node.above()):
        if above is not node:
            if len(above.kids) > _MOST_KIDS:
                return None
            kids = list(above.children())
            at = next(i for i, kid in enumerate(kids) if kid is child)
            for kid in reversed(kids[:at]):
                if kid.tag in HEADINGS:
                    return kid
                if kid.chars:
                    return kid if kid.tag == "p" and kid.density < 0.5 else None
            child = above
    return None
