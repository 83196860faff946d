"""The tree of an HTML page, however broken and however deep."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from lxml import etree

from scraping.extract.flattening import flattened

MOST_CHARACTERS = 6_000_000
MOST_TAGS = 200_000
# Smaller pages have not room for enough attributes to matter.
_LARGE, _LONG_TAG = 100_000, 20_000
_MOST_PIECES = 1_000
# A tag up to its end; a `>` within quotes after `=` does not end it. Takes no way back.
_LONG = re.compile(r"""<([a-zA-Z][^\s/>]{0,40})(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))*+""")
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def parse(text: str) -> Any:
    """The root element (lxml) of `text`; None when there is nothing in it.

    Of more than 6 million characters or 200,000 tags the beginning is read.
    """
    source = _BAD.sub("", text[:MOST_CHARACTERS])
    del text  # of some megabytes, and the tree is to come
    if source.count("<") > MOST_TAGS:
        source = source[: next(islice(re.finditer("<", source), MOST_TAGS, None)).start()]
    if len(source) > _LARGE:
        source = _LONG.sub(_without_attributes, source)
    root, too_deep = _parsed(source)
    if too_deep:
        # libxml2 stops at 2,048 levels and forgets the rest of the page.
        root, _ = _parsed(flattened(source))
    return root


def _without_attributes(match: re.Match[str]) -> str:
    """A tag with thousands of attributes as one with none: each costs as much as there are."""
    tag = match[0]
    if len(tag) <= _LONG_TAG or len(tag.split()) + tag.count("=") + tag.count("/") <= _MOST_PIECES:
        return tag
    # In a script, what looks like a tag may reach to the script's end.
    end = next((name for name in ("</script", "</style") if name in tag.lower()), "")
    return f"<{match[1]}>{end}" if end else f"<{match[1]}"


def _parsed(source: str) -> tuple[Any, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(source.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None, False
    deep = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return root, deep
