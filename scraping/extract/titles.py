"""The title of a page, without the name of the site that stands beside it."""

from __future__ import annotations

import re

from scraping.extract.document import MOST_TITLE
from scraping.extract.letters import folded, squeezed

_SEPARATOR = re.compile(r"\s+(?:[|·•»›:~/—–-]|::|<|>)+\s+|\s*\|\s*|\s*::\s*| [»›] ?")
_INSTITUTION = re.compile(
    r"\b(?:universidad|universidade|university|facultad|instituto|college|portal|intranet|inicio"
    r"|home|direccion de|departamento de)\b|^u[a-z]{1,5}$|\.(?:cl|edu|com|org|pt|br|mx|ar|pe|co)$"
)
# «Comedores UP», «Portal Alumnos UTX»: a word or two and the initials of an institution.
_OFFICE = re.compile(r"(?:\w+ ){1,2}[A-Z]{2,7}")
_GREETS = re.compile(r"¡?(?:bienvenid|welcome|hola|inicio|home)", re.IGNORECASE)


def page_title(title: str, shared: str, heading: str, site_name: str, text: str) -> str:
    """The best of <title>, og:title and the page's heading; at most 300 characters.

    `text` is the page's content, whose first lines tell which part of a title is the page's own.
    """
    heading = squeezed(heading).rstrip(" ¶#§")
    if heading and any(_same(heading, whole) for whole in (shared, title)):
        return heading[:MOST_TITLE]
    lines = {folded(line.lstrip("# ")) for line in text[:2_000].split("\n")[:30]}
    cut = [_without_site(whole, site_name, heading, lines) for whole in (shared, title)]
    if heading and len(heading) <= 150 and not _is_site(heading, site_name):
        words = set(folded(" ".join(cut)).split())
        if not any(cut) or words & {word for word in folded(heading).split() if len(word) > 3}:
            return heading[:MOST_TITLE]
        if all(_says_little(part, site_name) for part in cut) and not _GREETS.match(heading):
            return heading[:MOST_TITLE]
    return next((part for part in cut if part), heading)[:MOST_TITLE]


def own_parts(title: str, site_name: str) -> list[str]:
    """The parts of a <title> that are not the site's name, as far as that can be told."""
    found = [part.strip() for part in _SEPARATOR.split(squeezed(title)) if part and part.strip()]
    return [part for part in found if not _is_site(part, site_name)] or found


def _same(heading: str, title: str) -> bool:
    """Whether the heading is one of the parts of the title."""
    wanted = folded(heading)
    return any(folded(part) == wanted for part in [title, *_SEPARATOR.split(title)])


def _is_site(text: str, site_name: str) -> bool:
    name = folded(text).strip()
    return name == folded(site_name).strip() or bool(_INSTITUTION.search(name))


def _says_little(part: str, site_name: str) -> bool:
    """Whether a part of a title names a site or an office, rather than the page."""
    return " " not in part or _is_site(part, site_name) or bool(_OFFICE.fullmatch(part))


def _without_site(title: str, site_name: str, heading: str, lines: set[str]) -> str:
    parts = [part.strip() for part in _SEPARATOR.split(squeezed(title)) if part and part.strip()]
    if len(parts) < 2:
        return squeezed(title)
    own = [part for part in parts if folded(part) != folded(site_name)] or parts
    words = {word for word in folded(heading).split() if len(word) > 3}
    nearest = max(own, key=lambda part: len(words & set(folded(part).split())))
    if words & set(folded(nearest).split()):
        return nearest
    said = [part for part in own if folded(part) in lines]
    content = [part for part in own if not _INSTITUTION.search(folded(part))]
    return (said or content or own)[0]
