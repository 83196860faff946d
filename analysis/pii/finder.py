"""All personal data of a text: each rule's finds, and one answer where they overlap."""

from __future__ import annotations

import re

from analysis.pii.accounts import find_cards, find_ibans
from analysis.pii.identities import find_identities
from analysis.pii.network import find_emails, find_handles, find_hosts
from analysis.pii.people import find_people
from analysis.pii.phones import find_linked_phones, find_phones
from analysis.pii.places import find_places
from analysis.pii.plain import plain
from analysis.pii.spans import PiiSpan, PiiType

_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+")
# Not looked for within a web address, where digits are anything.
_OUTSIDE_URLS = {PiiType.CARD, PiiType.NATIONAL_ID, PiiType.PHONE, PiiType.ADDRESS}


def find(text: str) -> tuple[PiiSpan, ...]:
    """The personal data in `text`, sorted, without overlaps. Linear; any string is accepted."""
    form = plain(text)
    low, cased = form.low, form.cased
    in_url = bytearray(len(low))
    for match in _URL.finditer(low):
        in_url[match.start() : match.end()] = b"\x01" * len(match[0])
    # In the order in which they win where they overlap.
    found = (
        (PiiType.EMAIL, find_emails(low)),
        (PiiType.PHONE, find_linked_phones(low)),
        (PiiType.IBAN, find_ibans(low)),
        (PiiType.CARD, find_cards(low)),
        (PiiType.NATIONAL_ID, find_identities(low, cased)),
        (PiiType.IP, find_hosts(low)),
        (PiiType.ADDRESS, find_places(low, cased)),
        (PiiType.PHONE, find_phones(low)),
        (PiiType.HANDLE, find_handles(low)),
        (PiiType.PERSON, find_people(form)),
    )
    taken = bytearray(len(low))
    spans: list[PiiSpan] = []
    for number, (kind, places) in enumerate(found):
        for start, end in sorted(set(places), key=lambda place: (place[0] - place[1], place)):
            barred = in_url[start] and kind in _OUTSIDE_URLS and number != 1
            if barred or any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            spans.append(PiiSpan(*form.original(start, end), kind))
    return tuple(sorted(spans))
