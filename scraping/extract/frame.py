"""Takes out of a page the blocks that their words tell to be its frame: foot, cookies, menus."""

from __future__ import annotations

import re

from scraping.extract.edges import drop_after
from scraping.extract.invitations import drop_ends, drop_talk, drop_talk_run
from scraping.extract.layout import Layout
from scraping.extract.letters import folded
from scraping.extract.links import is_field
from scraping.extract.nodes import HEADINGS, Node
from scraping.extract.phrases import COOKIES, FOOT, LITTLE, MENU, NEWSLETTER, RELATED
from scraping.extract.sections import drop_section
from scraping.extract.talk import MOST_TALK, kind

_LONGEST = 700
_MOST_ABOUT = 400
_CRUMBS = re.compile(
    r"^(?:inicio|home|portada|principal|pagina principal|universidad|u\. ?\w+|estudiantes|area"
    r" personal"
    r"|dashboard|site home)\s*(?:[>›»/|→·:∕❯▸]|-\s|::)"
)
_SHORT_BY_NATURE = {"td", "th", "dt", "dd", "caption"}


def drop_frame(layout: Layout) -> None:
    """Drops them; each block once, in the order of the page."""
    for node in list(layout.body.walk()):
        if not node.chars or not node.block or node.tag == "gone":
            continue
        if node.tag == "dl" and _is_about(node):
            node.drop()
            continue
        blocks, breaks = _parted_by(node)
        if blocks or breaks:
            _drop_runs(node, layout)
        if node.tag != "body" and not blocks:
            text = folded(node.text()) if node.chars <= _LONGEST else ""
            if text:
                _judge(node, text, layout)
                _drop_more(node)
    drop_ends(layout)


def _parted_by(node: Node) -> tuple[bool, bool]:
    """Whether what stands in it is parted by blocks; and by breaks, before the first block."""
    breaks = False
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.block:
                return True, breaks
            breaks = breaks or kid.tag == "br"
    return False, breaks


def _drop_runs(node: Node, layout: Layout) -> None:
    """What stands between blocks and breaks, in no block of its own."""
    start = 0
    for end, last in enumerate([*node.kids, None]):
        if isinstance(last, str) or (last is not None and not last.block and last.tag != "br"):
            continue
        if end > start:
            run = node.kids[start:end]
            size = sum(len(kid.strip()) if isinstance(kid, str) else kid.chars for kid in run)
            if 0 < size <= 300:
                _judge_run(node, start, end, layout)
                if node.tag == "gone":
                    return
        start = end + 1


def _judge_run(node: Node, start: int, end: int, layout: Layout) -> None:
    run = Node("div", {}, None)
    run.kids = node.kids[start:end]
    text = folded(run.text())
    cookies = not layout.about_cookies and COOKIES.search(text)
    if not (LITTLE.match(text) or _CRUMBS.match(text) or FOOT.search(text) or cookies):
        if not drop_talk_run(node, run, text, layout):
            return
        if node.tag == "gone":
            return
    if FOOT.search(text) or cookies:
        box = _climbed(node, layout, 0.35 * layout.total, 2_000)
        if not layout.holds(box) and box.chars <= min(2_000, 0.35 * layout.total):
            box.drop()
            if not cookies:
                drop_after(box, layout)
            return
    for i in range(start, end):
        kid = node.kids[i]
        if isinstance(kid, str):
            size = len(kid.strip())
            for above in (node, *node.above()):
                above.chars -= size
            node.kids[i] = " "
        else:
            kid.drop()


def _drop_more(node: Node) -> None:
    """«Read more» at the end of a block, after a whole sentence."""
    said = [kid for kid in node.kids if (kid.strip() if isinstance(kid, str) else kid.chars)]
    if len(said) < 2 or isinstance(said[-1], str) or said[-1].tag != "a":
        return
    before = said[-2] if isinstance(said[-2], str) else said[-2].text()
    if before.rstrip().endswith((".", "!", "?", "…")) and LITTLE.match(folded(said[-1].text())):
        said[-1].drop()


def _judge(node: Node, text: str, layout: Layout) -> None:
    size = len(text)
    if node is layout.heading:
        return
    datum = size <= 220 and _is_datum(node)
    if size <= MOST_TALK and not datum and drop_talk(node, text, layout):
        return
    if size <= 220 and LITTLE.match(text) and not datum:
        if not is_field(node):
            node.drop()
    elif size <= 300 and FOOT.search(text):
        foot = _climbed(node, layout, 0.35 * layout.total, 3_000)
        foot.drop()
        drop_after(foot, layout)
    elif not layout.about_cookies and COOKIES.search(text):
        _climbed(node, layout, 0.5 * layout.total, size + 600).drop()
    elif size <= 200 and NEWSLETTER.search(text):
        _climbed(node, layout, 0.3 * layout.total, size + 150).drop()
    elif size <= 200 and _CRUMBS.match(text) and (node.links or size <= 100):
        node.drop()
    elif size <= 80 and _titles(node):
        if RELATED.search(text):
            drop_section(node, layout, least=0.0)
        elif MENU.search(text):
            drop_section(node, layout, least=0.45)


def _is_about(node: Node) -> bool:
    """Whether it is a list of who wrote the page, when, and how often it was read."""
    if node.chars > _MOST_ABOUT:
        return False
    said = [folded(kid.text()) for kid in node.children() if kid.tag == "dd" and kid.chars]
    talk = sum(bool(LITTLE.match(text) or kind(text)) for text in said)
    return talk > 0 and talk >= 0.5 * len(said)


def _is_datum(node: Node) -> bool:
    """Whether it is short by nature: a table may have a column «Inicio»."""
    if node.links or node.tag not in _SHORT_BY_NATURE or node.parent is None:
        return False
    return sum(kid.chars > 0 for kid in node.parent.children()) > 1


def _titles(node: Node) -> bool:
    """Whether it looks like the title of what follows."""
    if node.tag in HEADINGS or node.tag in {"control", "legend", "caption", "dt", "th"}:
        return True
    return node.tag in {"p", "div", "span", "strong", "li"} and not node.links


def _climbed(node: Node, layout: Layout, share: float, most: float) -> Node:
    """The largest box around `node` that is no more than that and has no content."""
    box = node
    for above in node.above():
        if layout.holds(above) or above.tag in {"body", "article"}:
            break
        if above.chars > share or above.chars > most:
            break
        box = above
    return box
