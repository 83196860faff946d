"""Boxes that ask something of the visitor, and what is left of the page's end after them.

An opinion on the page, a comment, a permission, a chat: told by one line and by the box around it.
"""

from __future__ import annotations

import re

from scraping.extract.layout import Layout, after
from scraping.extract.letters import folded
from scraping.extract.links import has_document
from scraping.extract.nodes import HEADINGS, HOLDS_FIELDS, HOLDS_TABLE, Node
from scraping.extract.phrases import ACTS, CONTACT
from scraping.extract.talk import is_meta, kind

# Most characters of such a box, with fields to fill in and without, and of one answer in it.
_MOST_FORM, _MOST_BOX, _MOST_ANSWER = 900, 420, 40
_MOST_REST = 600
# After such a box stands no larger share of the page's prose than this.
_MOST_AFTER = 0.25
_SENTENCE = re.compile(r"\w+\W+\w+\W+\w[^.!?]*\.(?:\W|$)|[^.!?]{70,}")
_PARTED = re.compile(r"[·•|]| - ")
_CHOSEN = re.compile(r"^\W*(?:(?:si|no|yes|sim|nao)\b.{0,20}|[1-5])?\W*$")
_REPLY = re.compile(r"^(?:responder|reply|responde|contestar)\b")
_ADDS = re.compile(
    r"^\W*(?:los campos|required|os campos|agreg|add|post a|publica un|please"
    r"|you must|debes|inicia|log ?in|sign in)"
)
_STOPS = {"body", "main", "article"}
# By these ends the content: what follows in short pieces is none.
_ENDS = {"ask", "comments"}


def drop_talk(node: Node, text: str, layout: Layout) -> bool:
    """Drops `node` (of this text), where it is talk, and the box that is for it."""
    what = kind(text, 0.0 if node.links and has_document(node) else node.density)
    if not what and text[-1] == "?" and _is_answered(node):
        what = "ask"
    if not what:
        if _is_meta(node, text, layout):
            node.drop()
            return True
        return False
    if what == "comments" and not _is_for_comments(node, text):
        return False
    if what == "line":
        _byline(node, layout).drop()
        return True
    box = _box(node, layout, what)
    if box is node and what in {"choice", "invite"} and not _is_apart(node, layout):
        return False
    if what in _ENDS:
        _drop_answers(box)
    box.drop()
    if what in _ENDS:
        layout.ends.append(box)
    return True


def drop_talk_run(node: Node, run: Node, text: str, layout: Layout) -> bool:
    """Whether a run of text straight in `node` is talk; with it goes a box that is for it."""
    links = sum(kid.link_chars if kid.tag != "a" else kid.chars for kid in run.children())
    what = kind(text, 0.0 if links and has_document(run) else links / len(text))
    if what == "line" and _REPLY.match(text):
        # It is taken out before the title of the comments is come to.
        node.holds |= HOLDS_FIELDS
    if what in {"", "line"}:
        return what == "line" or is_meta(_pieces(run, text), 0.5)
    first = next(kid for kid in node.kids if not isinstance(kid, str) or kid.strip())
    if layout.holds(node) or node.tag in _STOPS or not _is_for(node, node, what):
        return what in _ENDS and (what == "ask" or _is_for_comments(node, text))
    if what in _ENDS and first is not run.kids[0] and first not in run.kids:
        return True
    box = _box(node, layout, what)
    box.drop()
    if what in _ENDS:
        layout.ends.append(box)
    return True


def drop_ends(layout: Layout) -> None:
    """After the page has asked for an opinion: what is left and says nothing."""
    for end in layout.ends[:10]:
        rest = [node for node in after(end, layout.body) if node.chars]
        if sum(node.prose for node in rest) > _MOST_AFTER * layout.body.prose:
            continue
        for node in rest:
            if node.tag not in HEADINGS and not layout.holds(node) and says_nothing(node):
                node.drop()


def says_nothing(node: Node) -> bool:
    """Whether it is links to elsewhere and short pieces: no sentence, document, place or hour."""
    if node.chars > _MOST_REST or node.holds & HOLDS_TABLE or has_document(node):
        return False
    if node.density >= 0.7:
        return True
    text = folded(node.text())
    return not (CONTACT.search(text) or ACTS.search(text) or _SENTENCE.search(text))


def _is_meta(node: Node, text: str, layout: Layout) -> bool:
    """Whether it is a line about the page: date, author, counts, tools."""
    if text[-1] in ".?:" or (len(node.kids) == 1 and not _PARTED.search(text)):
        return False
    pieces = _pieces(node, text)
    if len(pieces) < 2 or (node.links and has_document(node)):
        return False
    # Right beside the title one date or count tells what the names with it are.
    beside = node.parent is not None and node.parent is getattr(layout.heading, "parent", None)
    return is_meta(pieces, 0.2 if beside else 0.5)


def _byline(node: Node, layout: Layout) -> Node:
    """The box beside the title in which a date or a count stands with a name or two."""
    box = node.parent
    if box is None or layout.heading is None or layout.holds(box):
        return node
    short = box.chars - node.chars <= 60 and not box.text().endswith(".")
    return box if short and box.parent is layout.heading.parent else node


def _pieces(node: Node, text: str) -> list[str]:
    """The parts of a line: its elements, or what stands between dots and bars."""
    said = [kid.strip() if isinstance(kid, str) else folded(kid.text()) for kid in node.kids]
    said = [piece for piece in said if any(map(str.isalnum, piece))]
    if len(said) > 1:
        return said
    return [piece.strip() for piece in _PARTED.split(text) if piece.strip()]


def _is_apart(node: Node, layout: Layout) -> bool:
    """Whether it stands in a box of its own, away from the title and long text."""
    return not any(layout.holds(above) for above in (node, node.parent) if above is not None)


def _is_for_comments(node: Node, text: str) -> bool:
    """Whether there is something to fill in near it: «Comentarios» may title content as well."""
    if _ADDS.match(text):
        return True
    near = (box for box in [node, *node.above()][:4] if box.chars < 5_000)
    return any(_has_replies(box) for box in near)


def _has_replies(box: Node) -> bool:
    return any(
        inner.holds & HOLDS_FIELDS or (inner.chars <= 40 and _REPLY.match(folded(inner.text())))
        for inner in box.walk()
    )


def _box(node: Node, layout: Layout, what: str) -> Node:
    """The largest box around `node` that is for nothing else."""
    box = node
    for above in node.above():
        if layout.holds(above) or above.tag in _STOPS or above.chars > 0.5 * layout.total:
            break
        if above.chars > box.chars and not _is_for(above, box, what):
            break
        box = above
    return box


def _is_for(above: Node, box: Node, what: str) -> bool:
    if has_document(above):
        return False
    fields = above.holds & HOLDS_FIELDS
    if what == "comments":
        return _stands_first(box, above) and _has_replies(above)
    if above.chars > (_MOST_FORM if fields else _MOST_BOX):
        return False
    if what in {"choice", "invite"}:
        return True
    if not _stands_first(box, above):
        return False
    return (
        what == "author"
        or bool(fields)
        or all(_is_answer(kid) for kid in above.children() if kid is not box and kid.chars)
    )


def _is_answer(node: Node) -> bool:
    """Whether it is what goes with a question: a short piece, links, more talk."""
    text = folded(node.text())
    if len(text) <= _MOST_ANSWER and not text.endswith("."):
        return node.tag not in HEADINGS
    return says_nothing(node) or bool(kind(text))


def _drop_answers(box: Node) -> None:
    """Short pieces right after a question that has no box of its own: «Sí», «No»."""
    if box.parent is None or len(box.parent.kids) > 500:
        return
    kids = box.parent.kids
    at = next(i for i, kid in enumerate(kids) if kid is box)
    for kid in kids[at + 1 :]:
        if isinstance(kid, str):
            continue
        text = folded(kid.text()) if kid.chars <= _MOST_ANSWER else "."
        if kid.tag in HEADINGS or text.endswith((".", ":")) or has_document(kid):
            break
        kid.drop()


def _is_answered(question: Node) -> bool:
    """Whether faces, stars or «Sí» and «No» to choose from follow, and nothing else."""
    if question.parent is None or len(question.parent.kids) > 20:
        return False
    kids = list(question.parent.children())
    rest = [kid for kid in kids[kids.index(question) + 1 :] if kid.chars]
    if len(rest) == 1 and rest[0].chars <= _MOST_ANSWER:
        rest = [kid for kid in rest[0].children() if kid.chars]
    return len(rest) > 1 and all(
        kid.chars <= _MOST_ANSWER and bool(_CHOSEN.match(folded(kid.text()))) for kid in rest[:2]
    )


def _stands_first(box: Node, above: Node) -> bool:
    for kid in above.kids:
        if kid is box:
            return True
        if len(kid.strip()) > 3 if isinstance(kid, str) else kid.chars > 3:
            return False
    return True
