"""Bytes to text, whatever the server, the page or nobody says about their encoding."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
# UTF-8 read as windows-1252 and written as UTF-8 again: «Ã³» for «ó», «â€œ» for «“».
_TWICE = re.compile(
    "[\u00c2-\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|\u00e2\u20ac[\u0080-\u00bf\u0152\u0153\u0161\u0178\u02dc\u00a6\u201c\u201d\u2122\u0153]"
)
# One of these decodes any bytes at all, so that it says little to be declared.
_WESTERN = {"latin-1", "iso8859-1", "iso8859-15", "cp1252", "ascii"}
_HEAD = 4096


def _byte_as_western(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 stands for its windows-1252 character."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return "".join(_WINDOWS[byte] for byte in wrong), error.end


_WINDOWS = [bytes([i]).decode("cp1252", errors="ignore") for i in range(256)]
codecs.register_error("western", _byte_as_western)


def decode(body: bytes, charset: str = "") -> str:
    """The text of `body`; `charset` is what the server said.

    A byte order mark counts most, then that it is UTF-8 (by chance other text hardly ever is), then
    what the server and then the page declare. Bytes that fit nowhere are read as windows-1252.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, errors="replace")
    wide = _without_mark(body)
    if wide:
        return body.decode(wide, errors="replace")
    try:
        return _once(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    for name in _declared(body, charset):
        if name in _WESTERN or name.startswith("utf"):
            continue
        try:
            return body.decode(name)
        except (UnicodeDecodeError, ValueError):
            continue
    return body.decode("utf-8", errors="western")


def _declared(body: bytes, charset: str) -> list[str]:
    names = [charset]
    for pattern in (_META, _XML):
        found = pattern.search(body[:_HEAD])
        if found:
            names.append(found[1].decode("ascii"))
    known = []
    for name in names:
        try:
            found_codec = codecs.lookup(name.strip("\"' ")) if name else None
        except (LookupError, ValueError):
            continue
        # Codecs such as `zlib` are in the same register and are no charsets.
        if found_codec is not None and getattr(found_codec, "_is_text_encoding", True):
            known.append(found_codec.name)
    return known


def _without_mark(body: bytes) -> str:
    """UTF-16 without its mark is known by its zeros."""
    head = body[:_HEAD]
    if len(head) < 8 or b"\0" not in head:
        return ""
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _once(text: str) -> str:
    """Text that was encoded twice, put right; other text as it is."""
    if "Ã" not in text and "â€" not in text:
        return text
    if len(_TWICE.findall(text)) < 3:
        return text
    return _TWICE.sub(_put_right, text)


def _put_right(match: re.Match[str]) -> str:
    codes = bytearray()
    for character in match[0]:
        try:
            codes += character.encode("cp1252")
        except UnicodeEncodeError:
            codes.append(ord(character) & 0xFF)
    try:
        return codes.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
