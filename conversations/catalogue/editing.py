"""Changes to strategies and wordings by staff; each keeps what was there before."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from conversations.catalogue import checks, current, shipped
from conversations.models import ContentVersion, Strategy, Wording
from psichat.errors import InvalidInput

Entry = Strategy | Wording
Kind = ContentVersion.Kind
_LINES = frozenset({"lines", *shipped.LINES})


def kind_of(entry: Entry) -> Kind:
    return Kind.STRATEGY if isinstance(entry, Strategy) else Kind.WORDING


def key_of(entry: Entry) -> str:
    """The slug of a strategy, the address of a wording."""
    return entry.slug if isinstance(entry, Strategy) else entry.key


def data_of(entry: Entry) -> dict[str, Any]:
    """What an entry says, as a version keeps it."""
    names = (*shipped.STRATEGY_FIELDS, "is_active") if isinstance(entry, Strategy) else ("lines",)
    return {name: getattr(entry, name) for name in names}


def shipped_data(entry: Entry) -> dict[str, Any] | None:
    """What came with the program under this key, or None."""
    if entry.language not in shipped.languages():
        return None
    if isinstance(entry, Strategy):
        found = shipped.strategies(entry.language).get(entry.slug)
        return {**found, "is_active": True} if found else None
    return shipped.wordings(entry.language).get(entry.key)


@transaction.atomic
def add_strategy(*, entry: Strategy, by: User) -> Strategy:
    """Store a strategy of the staff's own. Raises InvalidInput."""
    entry.is_edited = True
    for name, value in _tidy(data_of(entry)).items():
        setattr(entry, name, value)
    _check(entry, data_of(entry))
    entry.save(force_insert=True)
    audit.record(actor=by, action="strategy_added", obj=entry, slug=entry.slug)
    _tell_this_process()
    return entry


@transaction.atomic
def change(*, entry: Entry, data: dict[str, Any], by: User, action: str = "") -> Entry:
    """Let `entry` say `data` from now on; keeps what it said, and by whom it was replaced.

    Nothing is written when it says so already. `action` is the verb of the audit log. Raises
    InvalidInput, with the fields, for what `checks` refuses.
    """
    row: Entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    before = data_of(row)
    after = {**before, **_tidy(data)}
    if after == before:
        return row
    _check(row, after)
    ContentVersion.objects.create(
        kind=kind_of(row),
        key=key_of(row),
        language=row.language,
        version=row.version,
        data=before,
        changed_by=by,
    )
    for name, value in after.items():
        setattr(row, name, value)
    _mark(row, after)
    row.version += 1
    row.updated_at = timezone.now()
    row.save()
    audit.record(
        actor=by,
        action=action or f"{kind_of(row).value}_changed",
        obj=row,
        key=key_of(row),
        language=row.language,
        version=row.version,
        fields=sorted(name for name in after if after[name] != before[name]),
    )
    _tell_this_process()
    return row


def _tell_this_process() -> None:
    """Whoever made a change sees it at once; the other processes look by themselves."""
    transaction.on_commit(partial(current.refresh, now=True), robust=True)


def _tidy(data: dict[str, Any]) -> dict[str, Any]:
    """Texts of lines without empty lines and spaces around."""
    return {
        name: "\n".join(line.strip() for line in value.splitlines() if line.strip())
        if name in _LINES
        else value
        for name, value in data.items()
    }


def _mark(row: Entry, after: dict[str, Any]) -> None:
    """An entry that says what came with the program counts as not edited, in use or not."""
    came = shipped_data(row)
    plain = {name: value for name, value in after.items() if name != "is_active"}
    same = came is not None and plain == {name: came[name] for name in plain}
    row.is_edited = not same
    if same:
        row.shipped = shipped.digest(plain)


def restore(*, version: ContentVersion, by: User) -> Entry:
    """Take back an earlier version; what is there now becomes a version itself.

    Raises InvalidInput when its entry is gone, or what it said is not allowed any more.
    """
    entry = entry_of(version)
    if entry is None:
        raise InvalidInput(_("Lo que esa versión cambiaba ya no existe."))
    return change(entry=entry, data=version.data, by=by, action="content_restored")


def entry_of(version: ContentVersion) -> Entry | None:
    """What a version is of, or None when it is gone."""
    if version.kind == Kind.STRATEGY:
        return Strategy.objects.filter(slug=version.key, language=version.language).first()
    return Wording.objects.filter(key=version.key, language=version.language).first()


def reset(*, entry: Entry, by: User) -> Entry:
    """Back to what came with the program. Raises InvalidInput for what did not come with it."""
    came = shipped_data(entry)
    if came is None:
        raise InvalidInput(_("No venía con el programa: no hay texto original al que volver."))
    return change(entry=entry, data=came, by=by, action="content_reset")


def _check(entry: Entry, data: dict[str, Any]) -> None:
    if isinstance(entry, Strategy):
        errors = checks.strategy_errors(data, entry.language)
    else:
        errors = checks.wording_errors(entry.key, entry.language, data["lines"])
    if errors:
        raise InvalidInput(errors=errors)
