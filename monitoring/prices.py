"""What a call to a language model costs, by the price in force on its day (requirement D8)."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

from accounts.answering import OWN_MACHINES
from monitoring.models import ModelPrice

_MILLION = Decimal(1_000_000)
_REMEMBERED_SECONDS = 60.0


class _Known:
    """What this process last read, and when (by its own clock)."""

    def __init__(self) -> None:
        self.read_at = 0.0
        self.prices: list[ModelPrice] = []


_known = _Known()


def cost(
    provider: str,
    model: str,
    day: date,
    *,
    tokens_in: int,
    tokens_out: int,
    tokens_cached: int = 0,
) -> Decimal | None:
    """US dollars; None where no price is known. `tokens_in` include the cached ones.

    A model on a machine of one's own costs nothing here.
    """
    if provider in OWN_MACHINES:
        return Decimal(0)
    price = price_of(provider, model, day)
    if price is None:
        return None
    fresh = max(0, tokens_in - tokens_cached)
    total = (
        fresh * price.tokens_in
        + tokens_cached * price.tokens_cached
        + tokens_out * price.tokens_out
    )
    return (total / _MILLION).quantize(Decimal("1e-8"))


def price_of(provider: str, model: str, day: date) -> ModelPrice | None:
    """The price in force on `day`: of the model itself, else of the longest name that it begins
    with (`gemini-2.5-flash-preview-09` by `gemini-2.5-flash`)."""
    name = model.removeprefix("models/")
    fitting = [
        price
        for price in _prices()
        if price.provider == provider
        and price.starts_on <= day
        and (name == price.model or name.startswith(f"{price.model}-"))
    ]
    return max(fitting, key=lambda price: (len(price.model), price.starts_on), default=None)


def is_priced(provider: str, model: str, day: date) -> bool:
    """Whether what a model costs on `day` is known."""
    return provider in OWN_MACHINES or price_of(provider, model, day) is not None


def forget() -> None:
    """Read the prices anew at the next call; in other processes within a minute."""
    _known.prices = []


def _prices() -> list[ModelPrice]:
    now = time.monotonic()
    if not _known.prices or now - _known.read_at > _REMEMBERED_SECONDS:
        _known.prices, _known.read_at = list(ModelPrice.objects.all()), now
    return _known.prices
