"""The institution that a command is about."""

from __future__ import annotations

from django.core.management.base import CommandError

from accounts.models import Institution


def named(slug: str) -> Institution:
    """The institution of that slug; without one, the only one. Raises `CommandError`."""
    rows = Institution.objects.order_by("slug")
    if slug:
        rows = rows.filter(slug=slug)
    found = list(rows[:2])
    if len(found) == 1:
        return found[0]
    if slug:
        raise CommandError(f"There is no institution «{slug}».")
    slugs = ", ".join(rows.values_list("slug", flat=True)[:20])
    raise CommandError(f"Name the institution with --institution: {slugs or 'there is none'}.")
