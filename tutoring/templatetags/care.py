"""Words and marks of the tutors' templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.templatetags.moments import when
from analysis.labels import CrisisLevel, Emotion
from tutoring import words
from tutoring.models import Alert
from tutoring.waiting import Waiting
from tutoring.waiting import waiting as waiting_of

register = template.Library()
register.filter("when", when)


@register.filter
def kind_word(alert: Alert) -> str:
    return words.kind_word(alert)


@register.filter
def step_word(action: str) -> str:
    return words.step_word(action)


@register.filter
def waiting(alert: Alert) -> Waiting:
    return waiting_of(alert)


@register.filter
def emotion_word(label: str) -> str:
    """«Tristeza»; nothing for no emotion."""
    return str(Emotion(label).label) if label in Emotion.values else ""


@register.filter
def crisis_word(level: str) -> str:
    return str(CrisisLevel(level).label) if level in CrisisLevel.values else level


@register.filter
def percent(value: float) -> str:
    return f"{round(value * 100)} %"


@register.filter
def signed(value: float) -> str:
    return words.signed(value)


@register.filter
def initials(name: str) -> str:
    """«AR» for «Ana Rojas»."""
    return "".join(word[0] for word in name.split()[:2]).upper()


@register.filter
def with_evidence(message: Any) -> SafeString:
    """The message's text, escaped, with the words that showed a crisis marked."""
    text: str = message.text
    analysis = getattr(message, "analysis", None)
    spans = analysis.result["crisis"]["evidence"] if analysis and analysis.is_crisis else []
    pieces: list[SafeString] = []
    at = 0
    for span in sorted(spans, key=lambda item: item["start"]):
        start, end = max(at, span["start"]), min(len(text), span["end"])
        if start >= end:
            continue
        pieces.append(format_html("{}", text[at:start]))
        pieces.append(format_html('<mark class="evidence">{}</mark>', text[start:end]))
        at = end
    pieces.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
