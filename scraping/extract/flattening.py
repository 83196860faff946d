"""A page nested thousands of levels deep, made one that a parser reads to its end."""

from __future__ import annotations

import re

_DEEPEST = 200
# A value in quotes may hold `>`; a `<` outside quotes ends a tag that was never closed.
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,60})((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_CONCEALED = re.compile(
    r"\bhidden\b|display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0|font-size\s*:\s*0",
    re.IGNORECASE,
)
_RAW = {"script", "style", "template", "noscript", "textarea"}
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}
_LINES = {"div", "p", "li", "tr", "section", "article", "td", "ul", "ol", "table", "blockquote"}


def flattened(source: str) -> str:
    """`source` without the tags that stand deeper than 200 levels; their text stays.

    A concealed element loses its text with its tags, or it would be seen. Takes time in proportion
    to the length, whatever is in it.
    """
    return _Flattening(source).done()


class _Flattening:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        # Open elements: name, and whether their tags were kept.
        self.levels: list[tuple[str, bool]] = []
        self.opened: dict[str, int] = {}
        self.kept = 0
        self.unseen_from = 0  # the level of the concealed element that we are in; 0 is none

    def done(self) -> str:
        at = 0
        while (start := self.source.find("<", at)) >= 0:
            self._put(self.source[at:start])
            at = self._markup(start)
        self._put(self.source[at:])
        return "".join(self.out)

    def _put(self, text: str) -> None:
        if not self.unseen_from:
            self.out.append(text)

    def _markup(self, start: int) -> int:
        """Reads the markup at `start`; where the text goes on."""
        if self.source.startswith("<!--", start):
            return self._after("-->", start + 4)
        match = _TAG.match(self.source, start)
        if match is None:
            self._put(self.source[start])
            return start + 1
        name = match[2].lower()
        if match[1]:
            self._close(name)
        elif name in _RAW:
            return self._after(">", self._after(f"</{name}", match.end()))
        elif name in _VOID:
            self._put(match[0])
        else:
            self._open(name, match)
        return match.end()

    def _after(self, mark: str, start: int) -> int:
        found = self.source.find(mark, start)
        return len(self.source) if found < 0 else found + len(mark)

    def _open(self, name: str, match: re.Match[str]) -> None:
        keep = self.kept < _DEEPEST
        self.levels.append((name, keep))
        self.opened[name] = self.opened.get(name, 0) + 1
        self.kept += keep
        if keep:
            self._put(match[0])
        elif not self.unseen_from and _CONCEALED.search(match[3]):
            self.unseen_from = len(self.levels)
        elif name in _LINES:
            self._put("<br>")

    def _close(self, name: str) -> None:
        while self.opened.get(name):
            last, was_kept = self.levels.pop()
            self.opened[last] -= 1
            self.kept -= was_kept
            if was_kept:
                self._put(f"</{last}>")
            if self.unseen_from > len(self.levels):
                self.unseen_from = 0
            if last == name:
                break
