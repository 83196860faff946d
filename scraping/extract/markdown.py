"""The content of a page as Markdown."""

from __future__ import annotations

from scraping.extract import tables
from scraping.extract.document import MOST_CHARACTERS
from scraping.extract.inline import line, paragraphs
from scraping.extract.letters import folded
from scraping.extract.nodes import HEADINGS, HOLDS_TABLE, HOLDS_TITLE, Child, Node

_LISTS = {"ul", "ol", "menu", "dir"}
_LONGEST_HEADING = 300
_DEEPEST = 4
# Repeated blocks of at least this length are the same text for two sizes of screen.
_LEAST_REPEATED = 60


def markdown(roots: list[Node]) -> str:
    """The text of these, one after another: at most 500,000 characters."""
    few = sum(node.tag in HEADINGS for root in roots for node in root.walk()) < 3
    writer = _Writer(bold_titles=few)
    blocks = [block for root in roots for block in writer.blocks(root)]
    return joined(blocks)


def joined(blocks: list[str]) -> str:
    """Blocks as one text, none of some length twice, cut at the bound between two blocks."""
    kept: list[str] = []
    said: set[str] = set()
    size = 0
    for block in blocks:
        if not block or (kept and kept[-1] == block):
            continue
        if len(block) >= _LEAST_REPEATED:
            if block in said:
                continue
            said.add(block)
        room = MOST_CHARACTERS - size
        if len(block) > room:
            kept.append(block[:room])
            break
        kept.append(block)
        size += len(block) + 2
    return "\n\n".join(kept).strip()


class _Writer:
    def __init__(self, *, bold_titles: bool) -> None:
        self.level = 0  # of the last heading
        self.bold_titles = bold_titles
        self.last_title = ""

    def blocks(self, node: Node) -> list[str]:
        """The blocks that stand in `node`."""
        out: list[str] = []
        run: list[Child] = []
        for kid in node.kids:
            if isinstance(kid, str) or not kid.block:
                run.append(kid)
                continue
            self._flush(run, out)
            run = []
            if kid.chars:
                out += self._block(kid)
        self._flush(run, out)
        return out

    def _flush(self, run: list[Child], out: list[str]) -> None:
        if not run:
            return
        if self.bold_titles and (title := _bold_title(run)):
            out += self._under(title)
            return
        out += paragraphs(run)

    def _block(self, node: Node) -> list[str]:
        tag = node.tag
        if tag in HEADINGS:
            return self._heading(node)
        if tag == "control":
            return self._under(line(node.kids))
        if tag in _LISTS:
            return self._list(node)
        if tag == "table":
            return self._table(node)
        if tag == "dl":
            return self._definitions(node)
        if tag == "pre":
            return [_preformatted(node)]
        if tag == "blockquote":
            return [_behind("> ", "> ", "\n\n".join(self.blocks(node)))]
        title = []
        if node.label and folded(node.label) != self.last_title:
            title = self._under(node.label)
        return title + self.blocks(node)

    def _heading(self, node: Node) -> list[str]:
        if any(inner.tag in {"p", "ul", "ol", "table"} for inner in node.walk()):
            return self.blocks(node)
        text = line(node.kids).rstrip(" ¶#§")
        if not text or len(text) > _LONGEST_HEADING:
            return [text]
        self.level = min(int(node.tag[1]), _DEEPEST)
        self.last_title = folded(text)
        return ["#" * self.level + " " + text]

    def _under(self, text: str) -> list[str]:
        """A title one below the last heading: what an accordion or a tab says, or a bold line."""
        if not text or len(text) > _LONGEST_HEADING:
            return [text]
        if folded(text) == self.last_title:
            return []
        self.last_title = folded(text)
        return ["#" * min(self.level + 1, _DEEPEST) + " " + text]

    def _list(self, node: Node) -> list[str]:
        items = _said(node)
        if any(kid.holds & (HOLDS_TITLE | HOLDS_TABLE) for kid in items):
            # Boxes that stand in a list, and no list.
            return self.blocks(node)
        numbered = node.tag == "ol"
        start = node.attrs.get("start", "1")
        number = int(start) if start.isdigit() and len(start) < 6 else 1
        out: list[str] = []
        for item in items:
            if item.tag in _LISTS:
                # A list straight in a list belongs to the point before it.
                nested = "\n".join(self._list(item))
                out.append(_behind("  ", "  ", nested) if out else nested)
                continue
            text = self._item(item)
            if not text:
                continue
            mark = f"{number}. " if numbered else "- "
            number += 1
            out.append(_behind(mark, " " * len(mark), text))
        return ["\n".join(out)]

    def _item(self, item: Node) -> str:
        text = ""
        for block in self.blocks(item):
            is_list = block.startswith(("- ", "1. "))
            text += ("\n" if is_list else "\n\n") + block if text else block
        # A point that begins with a bullet drawn by hand has one too many.
        return text.removeprefix("- ") if "\n" not in text else text

    def _table(self, node: Node) -> list[str]:
        found = tables.rows(node)
        if not tables.is_data(node, found):
            return self.blocks(node)
        caption = next((line(kid.kids) for kid in node.children() if kid.tag == "caption"), "")
        return [*([caption] if caption else []), tables.pipe_table(found)]

    def _definitions(self, node: Node) -> list[str]:
        out: list[str] = []
        for kid in _pairs(node):
            if kid.tag == "dt":
                term = line(kid.kids)
                if kid.holds & HOLDS_TITLE:
                    out += self.blocks(kid)
                elif term.endswith("?"):
                    out += self._under(term)
                elif term:
                    out.append(f"- {term.removesuffix(':')}:")
                continue
            found = self.blocks(kid)
            if out and out[-1].startswith("- ") and found:
                text = "\n\n".join(found)
                if out[-1].endswith(":") and "\n" not in text:
                    out[-1] += " " + text
                else:
                    out[-1] += "\n" + _behind("  ", "  ", text)
            else:
                out += found
        return _lists_together(out)


def _pairs(node: Node) -> list[Node]:
    found: list[Node] = []
    for kid in _said(node):
        found += _pairs(kid) if kid.tag == "div" else [kid]
    return found


def _said(node: Node) -> list[Node]:
    """What says something in `node`; text that stands there in no element is one of its own."""
    found: list[Node] = []
    for kid in node.kids:
        if isinstance(kid, str):
            if not kid.strip():
                continue
            box = Node("li", {}, node)
            box.kids, box.chars = [kid], len(kid.strip())
            found.append(box)
        elif kid.chars:
            found.append(kid)
    return found


def _lists_together(blocks: list[str]) -> list[str]:
    out: list[str] = []
    for block in blocks:
        if block.startswith("- ") and out and out[-1].startswith("- "):
            out[-1] += "\n" + block
        else:
            out.append(block)
    return out


def _behind(first: str, rest: str, text: str) -> str:
    """`text` with `first` before its first line and `rest` before the others."""
    if not text:
        return ""
    begin, *others = text.split("\n")
    return "\n".join([first + begin, *(((rest + other).rstrip()) for other in others)])


def _preformatted(node: Node) -> str:
    return "\n".join(part.rstrip() for part in _in_order(node).split("\n")).strip("\n")


def _in_order(node: Node) -> str:
    return "".join(
        kid if isinstance(kid, str) else "\n" if kid.tag == "br" else _in_order(kid)
        for kid in node.kids
    )


def _bold_title(run: list[Child]) -> str:
    """The text of a line that is bold and nothing else, where that makes it a title."""
    said = [kid for kid in run if (kid.strip() if isinstance(kid, str) else kid.chars)]
    if len(said) != 1 or isinstance(said[0], str) or said[0].tag not in {"b", "strong"}:
        return ""
    text = line(said[0].kids).removesuffix(":").strip()
    if not 3 <= len(text) <= 60 or text[-1] in ".,;" or any(c.isdigit() or c == "@" for c in text):
        return ""
    return text
