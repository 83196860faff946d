"""Where a citation leads, for templates."""

from __future__ import annotations

import re
from typing import Any

from django import template

register = template.Library()

# A page on the web, or an uploaded document in its reader here; `linkOf` in js/chat/config.js
# holds to the same. Everything else, such as `javascript:` or `//elsewhere`, is no link.
_LINK = re.compile(r"https?://[^\s/].*|/knowledge/documents/[0-9a-f-]{36}/(#p\d+)?")


@register.filter
def link_of(url: Any) -> str:
    """`url` where it may be a link, else nothing."""
    return url if isinstance(url, str) and _LINK.fullmatch(url) else ""
