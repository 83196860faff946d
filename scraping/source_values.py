"""What a person entered for a source: its address and its settings, checked (F1).

All of it raises errors of `psichat.errors` that name the field.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from accounts.models import User
from psichat.errors import Conflict, InvalidInput
from scraping.fetch.addresses import BadAddress, canonical, page_key
from scraping.fetch.errors import FetchError
from scraping.fetch.guard import destination
from scraping.fetch.hosts import ip_of
from scraping.models import Source
from scraping.models.sources import MOST_PAGES
from scraping.reasons import sentence


def address(url: str) -> str:
    """The canonical form of `url`; what is seen to be private without asking anybody is refused."""
    try:
        found = canonical(url)
        host = urlsplit(found).hostname or ""
        if ip_of(host) or host.endswith("localhost"):
            destination(found, timeout=1.0)
    except (BadAddress, FetchError) as exc:
        raise _wrong(exc.code, exc.detail) from exc
    return found


def _wrong(code: str, detail: str) -> InvalidInput:
    told = sentence(code, detail)
    return InvalidInput(told, errors={"url": [told]})


def refuse_same(user: User, address: str) -> None:
    key = page_key(address)
    rows = Source.objects.filter(
        institution_id=user.institution_id, kind=Source.Kind.WEB, deleted_at=None
    )
    for other in rows.only("url", "name"):
        if page_key(other.url) == key:
            told = _("Esa dirección ya está: «%(name)s».") % {"name": other}
            raise Conflict(told, errors={"url": [told]})


def settings(**values: Any) -> dict[str, Any]:
    """Checked values of `name`, `max_pages` and `schedule`, as far as they are given."""
    errors: dict[str, list[str]] = {}
    if "name" in values:
        values["name"] = " ".join(str(values["name"]).replace("\x00", "").split())
        if len(values["name"]) > 200:
            errors["name"] = [_("El nombre tiene como máximo 200 caracteres.")]
    pages = values.get("max_pages", 1)
    if isinstance(pages, bool) or not isinstance(pages, int) or not 1 <= pages <= MOST_PAGES:
        errors["max_pages"] = [
            _("Entre 1 y %(most)s páginas.") % {"most": MOST_PAGES},
        ]
    if values.get("schedule", Source.Schedule.MANUAL) not in Source.Schedule.values:
        errors["schedule"] = [_("Es una de: %(all)s.") % {"all": ", ".join(Source.Schedule.values)}]
    unknown = sorted(set(values) - {"name", "max_pages", "schedule"})
    errors |= {field: [_("Este dato no se puede cambiar.")] for field in unknown}
    if errors:
        raise InvalidInput(errors=errors)
    return values
