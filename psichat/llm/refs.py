"""Which models are asked: those of the settings, or those that an institution chose (D1)."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import structlog
from django.conf import settings

from psichat import providers

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ModelRef:
    """A model by its provider and its name there."""

    provider: str
    model: str

    @property
    def label(self) -> str:
        return f"{self.provider}:{self.model}"


def chain(choice: str = "") -> tuple[ModelRef, ...]:
    """The models to ask, in order; none means that the embedded engine answers alone.

    `choice` is an institution's (`accounts.answering`): empty for the settings', `embedded`, or
    `provider:model` separated by commas. What this server can't ask is left out, and logged once.
    """
    if not choice.strip():
        return tuple(ModelRef(*each) for each in settings.LLM_CHAIN)
    found: list[ModelRef] = []
    for part in filter(None, (part.strip() for part in choice.split(","))):
        provider, model = providers.named(part)
        if provider == providers.EMBEDDED:
            continue
        why = _lack(provider, model)
        if why:
            _say_once(part, why)
        else:
            found.append(ModelRef(provider, model))
    return tuple(dict.fromkeys(found))


def _lack(provider: str, model: str) -> str:
    if provider not in providers.PACKAGES:
        return "unknown_provider"
    if not model:
        return "no_model_named"
    keys = ("GOOGLE_API_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL")
    return providers.lacking(provider, {name: getattr(settings, name) for name in keys})


@functools.lru_cache(maxsize=256)
def _say_once(choice: str, why: str) -> None:
    log.warning("model_left_out", choice=choice, why=why)
