"""Whom to call, for templates."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from conversations import safety
from conversations.hotlines import HotlineDict

register = template.Library()


@register.filter
def first_to_call(lines: Sequence[HotlineDict]) -> HotlineDict | None:
    return safety.first_to_call(lines)
