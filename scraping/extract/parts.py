"""Takes out of a page the parts that its tags, roles and names tell to be no content."""

from __future__ import annotations

from itertools import islice

from scraping.extract.edges import drop_after
from scraping.extract.hints import part
from scraping.extract.layout import Layout, first_heading
from scraping.extract.letters import folded
from scraping.extract.nodes import HOLDS_TABLE, HOLDS_TITLE, Node
from scraping.extract.phrases import CONTACT, MENU, NEWSLETTER, RELATED, SIDE

_CONTENT = {"main", "article", "section", "figure", "blockquote", "td", "li", "details"}
# Most characters that such a part has, where only its name tells it.
_MOST_BY_NAME = {
    "share": 400,
    "search": 500,
    "login": 800,
    "meta": 700,
    "newsletter": 900,
    "modal": 4_000,
    "cookie": 6_000,
}
_MOST_FORM, _MOST_TITLE = 1_500, 60
# Most characters of a box with fields that is called no form.
_MOST_NAMELESS = 250
_MOST_FLOATING = 800
# Least characters that say more than the linked title of an entry.
_LEAST_ENTRY, _MOST_ENTRY_LINKS = 25, 4
# Rows with as many cells as another, by which a table is one of data.
_LEAST_ROWS, _MOST_ROWS = 2, 20
_LEAST_CONTACT, _MOST_CONTACT = 15, 900


def drop_parts(layout: Layout) -> None:
    """Drops them, outermost first."""
    stack = [layout.body]
    while stack:
        node = stack.pop()
        if _is_form(node, layout):
            _drop_form(node, layout)
            continue
        if _floats(node) and not layout.holds(node):
            node.drop()
            continue
        what = part(node)
        if what and node.chars and _goes(node, what, layout):
            node.drop()
            if what == "footer" and not _in_content(node):
                drop_after(node, layout)
            continue
        stack.extend(reversed(list(node.children())))


def _goes(node: Node, what: str, layout: Layout) -> bool:
    if layout.holds(node) or (what == "cookie" and layout.about_cookies) or _is_row(node):
        return False
    if what == "header":
        return _is_page_header(node)
    if what == "aside":
        return _is_side(node, layout)
    if what == "footer":
        return _is_footer(node)
    named = _named_only(node)
    if what == "nav":
        if named and node.prose >= _LEAST_CONTACT and _left_with_contacts(node, layout):
            return False
        if not named and not node.links:
            # Some kits make panels of it that open under a question.
            return not node.text().endswith((".", "!", "…"))
        return not named or node.density >= 0.3 or node.prose <= 150
    if what == "related":
        return node.chars <= 0.6 * layout.total
    return not named or node.chars <= _MOST_BY_NAME.get(what, 100_000)


def _is_row(node: Node) -> bool:
    """Whether it is a row of data, whatever its name: the last one is often called a foot."""
    if node.tag != "tr" or node.parent is None or node.holds & HOLDS_TABLE:
        return False
    cells = sum(1 for _ in node.children())
    rows = islice((kid for kid in node.parent.children() if kid is not node), _MOST_ROWS)
    alike = sum(sum(1 for _ in row.children()) == cells for row in rows)
    return cells > 1 and alike >= _LEAST_ROWS


def _floats(node: Node) -> bool:
    """Whether it lies over the page, as invitations to chat and to accept do."""
    style = node.attrs.get("style", "")
    return (
        "fixed" in style
        and "position:fixed" in "".join(style.split()).lower()
        and node.chars <= _MOST_FLOATING
    )


def _named_only(node: Node) -> bool:
    return node.tag != "nav" and "role" not in node.attrs


def _in_content(node: Node) -> bool:
    return any(
        above.tag in _CONTENT or above.attrs.get("role") in {"main", "article"}
        for above in node.above()
    )


def _is_page_header(node: Node) -> bool:
    """The head of the page, and not that of an article, a card or a section."""
    if node.tag == "header" and not node.links and not node.fields:
        # It has nothing but a title; that of the page itself comes before the content.
        titled = first_heading(node)
        return titled is None or titled.chars < node.chars
    if not _in_content(node):
        return True
    return node.density > 0.6 and not _names_entry(node)


def _names_entry(header: Node) -> bool:
    """Whether it is the linked title of an entry, of which more is said after it."""
    entry = header.parent
    return (
        header.links <= (_MOST_ENTRY_LINKS if header.holds & HOLDS_TITLE else 1)
        and entry is not None
        and entry.tag in {"article", "li", "section"}
        and entry.prose - header.prose >= _LEAST_ENTRY
    )


def _is_footer(node: Node) -> bool:
    """The foot of the page; that of an article may say whom to ask."""
    if node.tag != "footer" or not any(
        above.tag in {"article", "blockquote", "figure", "section"} for above in node.above()
    ):
        return True
    if node.chars > _MOST_CONTACT or node.density > 0.5:
        return True
    return not (CONTACT.search(folded(node.text())) or node.parent_is("blockquote", "figure"))


def _is_side(node: Node, layout: Layout) -> bool:
    """Whether a side column or box goes as a whole; else it is left with what it has to say."""
    if node.chars > 0.5 * layout.total and node.density < 0.3:
        return False
    heading = first_heading(node)
    said = folded(heading.text()) if heading else ""
    if RELATED.search(said) or MENU.search(said) or SIDE.search(said):
        return not _left_with_contacts(node, layout)
    inside = any(above.tag in {"main", "article"} for above in node.above())
    if node.tag == "aside" and inside and node.density < 0.35 and not node.fields:
        return False
    return not _left_with_contacts(node, layout)


def _left_with_contacts(node: Node, layout: Layout) -> bool:
    """Drops all but the boxes that say whom to ask, where and when; False where there are none."""
    if not any(_says_contact(inner) for inner in node.walk() if inner.block and inner.chars):
        return False
    kept = False
    for kid in list(node.children()):
        if not kid.chars:
            continue
        if kid.block and _says_contact(kid):
            kept = True
            layout.contacts.append(kid)
        elif kid.block and kid.chars > 200 and _left_with_contacts(kid, layout):
            kept = True
        elif kid.tag not in {"h2", "h3", "h4"}:
            kid.drop()
    return kept


def _says_contact(node: Node) -> bool:
    if node.fields or node.density > 0.6 or not _LEAST_CONTACT <= node.chars <= _MOST_CONTACT:
        return False
    text = folded(node.text())
    heading = first_heading(node)
    if heading is not None and RELATED.search(folded(heading.text())):
        return False
    return bool(CONTACT.search(text)) and not NEWSLETTER.search(text)


def _is_form(node: Node, layout: Layout) -> bool:
    if not node.fields:
        return False
    if node.tag != "form":
        own = node.fields > sum(kid.fields for kid in node.children())
        return own and node.chars <= _MOST_NAMELESS and not layout.holds(node)
    return (
        node.fields > 0
        and not layout.holds(node)
        and node.chars <= _MOST_FORM
        and node.chars <= 0.5 * layout.total
    )


def _drop_form(node: Node, layout: Layout) -> None:
    """The form, and the box around it that only invites to fill it in."""
    box = node
    for above in node.above():
        if layout.holds(above) or above.chars > 350 + node.chars or above.chars > layout.total / 2:
            break
        if above.tag in {"main", "article", "body"} or CONTACT.search(folded(above.text())):
            break
        box = above
    if box is not node and not NEWSLETTER.search(folded(box.text())):
        box = _with_title(node, layout)
    box.drop()


def _with_title(form: Node, layout: Layout) -> Node:
    """The box around a form that has nothing but its title beside it."""
    box = form
    # A single field is for an address or a word to search.
    most = _MOST_TITLE * (3 if form.fields == 1 else 1)
    for above in form.above():
        if layout.holds(above) or above.tag in (_CONTENT | {"body"}) - {"td"}:
            break
        if above.chars - form.chars > most or above.links > form.links or above.holds & HOLDS_TABLE:
            break
        box = above
    return box
