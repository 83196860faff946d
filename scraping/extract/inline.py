"""The text within a block: one line, or several where the page breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from scraping.extract.nodes import Child, Node

_SPACE = re.compile(r"[^\S\n]+")
_ANY_SPACE = re.compile(r"\s+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_BULLET = re.compile(r"^[•·▪▫●○◦‣►▶▸✓✔➤❖∙■□*–-] +(?=\S)", re.MULTILINE)
# A line of text that Markdown would take for a heading.
_SHARP = re.compile(r"^(#{1,6} )", re.MULTILINE)
_APART = frozenset({"span", "a", "label", "strong", "small", "time", "b", "em", "div", "control"})


def line(kids: Iterable[Child]) -> str:
    """The text of these on one line."""
    return " ".join(_joined(kids).split())


def paragraphs(kids: Iterable[Child]) -> list[str]:
    """The paragraphs in a run of inline content, split where the page has two breaks."""
    text = _joined(kids)
    if "\n" not in text:
        text = " ".join(text.split())
        return [_marked(text)] if any(map(str.isalnum, text)) else []
    text = _AROUND_BREAK.sub("\n", _SPACE.sub(" ", text))
    parts = (part.strip() for part in re.split(r"\n{2,}", text))
    return [_marked(part) for part in parts if any(map(str.isalnum, part))]


def _marked(text: str) -> str:
    """Bullets that are drawn by hand become a list, and a line with `#` does not become a title."""
    if "\n" not in text and text[0].isalnum():
        return text
    text = _SHARP.sub(r"\\\1", text)
    bullets = _BULLET.findall(text)
    if len(bullets) > 1 or (bullets and bullets[0][0] not in "*–-"):
        text = _BULLET.sub("- ", text)
    return text


def _joined(kids: Iterable[Child]) -> str:
    pieces: list[str] = []
    _collect(kids, pieces)
    return "".join(pieces)


def _collect(kids: Iterable[Child], pieces: list[str]) -> None:
    last: Child = ""
    for kid in kids:
        if isinstance(kid, str):
            pieces.append(_ANY_SPACE.sub(" ", kid))
        elif kid.tag == "br":
            pieces.append("\n")
        elif kid.tag in {"gone", "img", "hr"}:
            pieces.append(" ")
        else:
            begin = len(pieces)
            if kid.block:
                pieces.append(" ")
            _collect(kid.kids, pieces)
            if kid.block:
                pieces.append(" ")
            elif kid.tag == "a":
                _address(kid, pieces, begin)
            if isinstance(last, Node):
                _set_apart(pieces, begin, last, kid)
        last = kid


def _set_apart(pieces: list[str], begin: int, last: Node, kid: Node) -> None:
    """A blank between two elements side by side that only a style sheet keeps apart."""
    if last.tag not in _APART or kid.tag not in _APART or not 0 < begin < len(pieces):
        return
    left, right = pieces[begin - 1][-1:], pieces[begin][:1]
    if not left.strip() or not right.strip():
        return
    if left in ".:;!?)" or (left.isalpha() and (right.isdigit() or right in "$€£")) or (
        right.isupper() and not left.isupper() and left.isalnum()
    ):  # fmt: skip
        pieces.insert(begin, " ")


def _address(node: Node, pieces: list[str], begin: int) -> None:
    """Mail addresses and telephone numbers that stand only in the link are said beside its text."""
    href = node.attrs.get("href", "").strip()
    scheme, _, rest = href.partition(":")
    scheme = scheme.lower()
    text = "".join(pieces[begin:])
    if "data-cfemail" in node.attrs or "/cdn-cgi/l/email-protection#" in href:
        code = node.attrs.get("data-cfemail") or href.rpartition("#")[2]
        address = _uncovered(code)
        if address:
            pieces[begin:] = [address if "email" in text else f"{text} ({address})"]
        return
    if scheme not in {"mailto", "tel"}:
        return
    address = unquote(rest.partition("?")[0]).strip()
    phone = scheme == "tel"
    said = _digits(address) in _digits(text) if phone else address.lower() in text.lower()
    if address and not said and len(address) <= 100:
        words = text.strip()
        pieces[begin:] = [f"{words} ({address})" if words else address]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))[-8:]


def _uncovered(code: str) -> str:
    """An address that a well-known proxy hides from collectors: hexadecimal, xor its first byte."""
    try:
        codes = bytes.fromhex(code)
        return bytes(byte ^ codes[0] for byte in codes[1:]).decode("utf-8").partition("?")[0]
    except (ValueError, IndexError):
        return ""
