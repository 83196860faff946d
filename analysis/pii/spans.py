"""The kinds of personal data (`labels.md`, Personal data) and a place where one stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PiiType(StrEnum):
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    NATIONAL_ID = "NATIONAL_ID"
    CARD = "CARD"
    IBAN = "IBAN"
    IP = "IP"
    HANDLE = "HANDLE"
    PERSON = "PERSON"
    ADDRESS = "ADDRESS"


@dataclass(frozen=True, slots=True, order=True)
class PiiSpan:
    """The value alone, `[start, end)` in code points of the text as given."""

    start: int
    end: int
    type: PiiType
