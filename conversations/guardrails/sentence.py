"""Where a sentence of an answer ends, and what is wrong with one."""

from __future__ import annotations

import re

from analysis.pii.plain import plain
from analysis.toxicity_rules import kinds
from conversations.guardrails.cruelty_rules import CRUEL
from conversations.guardrails.danger_rules import DANGEROUS
from conversations.guardrails.grounds import (
    HARM,
    INSTRUCTIONS,
    LEGAL,
    LINK,
    MEDICAL,
    PERSONAL_DATA,
    PROMPT_ECHO,
    SECRECY,
    Grounds,
    flat,
)
from conversations.guardrails.harm_rules import HARMFUL
from conversations.guardrails.links import unlisted
from conversations.guardrails.medical_rules import MEDICAL as MEDICAL_RULES
from conversations.guardrails.medical_rules import medicine_brought_up
from conversations.guardrails.order_rules import ECHOED, OBEYED, PERSONA
from conversations.guardrails.personal import strange
from conversations.guardrails.promise_rules import LEGAL as LEGAL_RULES
from conversations.guardrails.promise_rules import SECRECY as SECRECY_RULES

_END = re.compile(r"[.!?…][\"'»”)\]*_]*\Z")
_ABBREVIATION = re.compile(
    r"(?:\b(?:dra?|sra?|srta|prof|lic|ing|ud|uds|p|ej|av|avda|art|num|nro|no|pag"
    r"|pags|cap|fig|vol|ed|etc|aprox"
    r"|tel|ext|depto|mg|ml|mr|mrs|ms|vs|st|e\.g|i\.e|p\.ej|ee\.uu|a|m|min|max|hrs?"
    r"|seg)|\b[^\W\d])\.\Z",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"\d{1,2}\.\Z")
_QUOTED = re.compile(r"«([^»]*)»|“([^”]*)”|\"([^\"]*)\"")
# One of several sentences has no end yet.
_OPEN_QUOTED = re.compile(r"«[^»]*(?:»|\Z)|“[^”]*(?:”|\Z)|(?:(?<=[\s(])|\A)\"(?=\w)[^\"]*(?:\"|\Z)")
# In the order in which they are named when several are broken.
_BLANKED = (
    (PROMPT_ECHO, ECHOED),
    (INSTRUCTIONS, OBEYED),
    (SECRECY, SECRECY_RULES),
)
_AS_WRITTEN = (
    (HARM, HARMFUL),
    (HARM, CRUEL),
    (HARM, DANGEROUS),
    (MEDICAL, MEDICAL_RULES),
    (LEGAL, LEGAL_RULES),
)


def ends(word: str, *, first: bool) -> bool:
    """Whether a sentence ends with `word`; a figure that is its `first` one numbers a list."""
    if not _END.search(word) or _ABBREVIATION.search(word):
        return False
    return not (first and _LIST_MARK.match(word))


def fault(before: str, new: str, grounds: Grounds, allowed: frozenset[str]) -> str | None:
    """The reason for which `new`, a sentence that follows on `before`, must not be shown.

    `before` passed already and only says how `new` is meant. `allowed` is from `links.listed`.
    """
    if unlisted(new, allowed):
        return LINK
    if strange(before + new, len(before), grounds):
        return PERSONAL_DATA
    earlier, low = flat(plain(before).low), flat(plain(new).low)
    text = f"{earlier} {low}".strip()
    new_from = len(text) - len(low)
    own = _without_given_quotes(text, grounds.flat)
    for reason, rules in _AS_WRITTEN:
        if rules.broken_by(own, new_from):
            return reason
    if kinds(own[new_from:]):
        return HARM
    if medicine_brought_up(own, new_from, grounds.flat):
        return MEDICAL
    unquoted = _OPEN_QUOTED.sub(lambda match: " " * len(match[0]), own)
    for reason, rules in _BLANKED:
        if rules.broken_by(unquoted, new_from):
            return reason
    return INSTRUCTIONS if PERSONA.search(new) else None


def _without_given_quotes(text: str, given: str) -> str:
    """`text` of the same length with blanks for the quotations of what was given."""

    def replaced(match: re.Match[str]) -> str:
        words = next(group for group in match.groups() if group is not None)
        return " " * len(match[0]) if words.strip(" .,!?¡¿") in given else match[0]

    return _QUOTED.sub(replaced, text)
