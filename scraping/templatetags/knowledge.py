"""Words and marks of the knowledge templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from accounts.models import User
from scraping import access
from scraping.advice import advice
from scraping.models import Page, Source
from scraping.reasons import sentence

register = template.Library()
register.filter("advice", advice)
# Not `&` and `;`, of which escapes are made.
_MARKS = re.compile(r"([/_.?=-]+)(?=[^/_.?=-])")


@dataclass(frozen=True)
class Badge:
    """`tone` is one of the badges of the stylesheet, `icon` one of the icons."""

    tone: str
    icon: str
    word: str


@register.filter
def standing(source: Source) -> Badge:
    """How a source stands."""
    if source.status == Source.Status.PROCESSING:
        if source.stop_requested:
            return Badge("medium", "stop", _("Deteniéndose"))
        stage = source.get_stage_display() if source.stage else source.get_status_display()
        return Badge("accent", "refresh", stage)
    if source.status == Source.Status.FAILED:
        return Badge("critical", "alert", _("Falló"))
    if source.status == Source.Status.COMPLETED:
        if source.reason:
            return Badge("medium", "info", _("Lista, con un aviso"))
        return Badge("calm", "check-circle", _("Lista"))
    if source.requested_at:
        return Badge("low", "clock", _("En espera"))
    return Badge("plain", "pause", _("Sin leer"))


_STATES = {
    Page.State.WAITING: ("low", "clock"),
    Page.State.FETCHING: ("accent", "refresh"),
    Page.State.DONE: ("calm", "check-circle"),
    Page.State.SKIPPED: ("plain", "medium"),
    Page.State.FAILED: ("critical", "alert"),
    Page.State.GONE: ("plain", "close"),
}


@register.filter
def state_badge(page: Page) -> Badge:
    """How a page stands."""
    tone, icon = _STATES[Page.State(page.state)]
    return Badge(tone, icon, page.get_state_display())


@register.filter
def is_waiting(source: Source) -> bool:
    """Whether it waits its turn."""
    return source.status == Source.Status.PENDING and source.requested_at is not None


@register.filter
def is_working(source: Source) -> bool:
    return source.status == Source.Status.PROCESSING


@register.filter
def may_change(user: User, source: Source) -> bool:
    """Whether the person may start, stop, change and delete it."""
    return access.may_change(user, source)


@register.filter
def why(row: Source | Page) -> str:
    """The sentence of its reason; empty without one."""
    return sentence(row.reason, row.reason_detail)


@register.filter
def done(source: Source) -> int:
    """Of the stage at hand: how much is done, for the bar."""
    if source.stage == Source.Stage.EMBEDDING:
        return source.embedded
    return source.fetched + source.failed + source.skipped


@register.filter
def whole(source: Source) -> int:
    """Of the stage at hand: how much there is to do, at least 1 and never less than is done.

    Of the pages that were found only so many are read as the limit leaves room for.
    """
    at = done(source)
    if source.stage == Source.Stage.EMBEDDING:
        return max(1, source.chunks, at)
    room = max(0, source.max_pages - source.fetched)
    return max(1, at + min(max(0, source.discovered - at), room))


@register.filter
def percent(value: float) -> int:
    """0.734 → 73."""
    return round(max(0.0, min(1.0, value)) * 100)


@register.filter
def score_word(name: str) -> str:
    """The parts of a passage's score; one without a word of ours keeps its name."""
    words = {
        "semantic": _("Por significado"),
        "lexical": _("Por palabras"),
        "ngrams": _("Por partes de palabras"),
    }
    return words.get(name, name)


@register.filter
def language_word(code: str) -> str:
    """«español», in the reader's language; a code that Django has no word for stays."""
    try:
        return str(get_language_info(code)["name_translated"]).lower()
    except KeyError:
        return code


@register.filter
def breakable(text: str) -> SafeString:
    """`text`, escaped, that may be broken after the marks of addresses and file names."""
    return mark_safe(_MARKS.sub(r"\1<wbr>", escape(text)))  # noqa: S308


@register.filter
def short_url(url: str) -> str:
    """«uni.cl/becas/apoyo»: without scheme, `www.` and escapes, for people to read."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    # Half a character that the escapes may leave can't be shown.
    return host + unquote(f"{parts.path}{query}", errors="replace").rstrip("/")


@register.filter
def marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    """`text`, escaped, with what is in `spans` (start, end; in order) marked."""
    pieces: list[SafeString] = []
    at = 0
    for start, end in spans:
        pieces.append(format_html("{}", text[at:start]))
        pieces.append(format_html("<mark>{}</mark>", text[start:end]))
        at = end
    pieces.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
