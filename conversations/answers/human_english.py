"""Whether a student asks in English to talk with a person instead of the program."""

from __future__ import annotations

import re

from analysis.slots_english_text import plain_english

_SOMEONE = (
    r"(?:an? (?:real |actual |human )?(?:person|human|human being|tutor|counsell?or|psychologist|"
    r"therapist|adviser|advisor|professional)|my tutor|someone real|somebody real|someone human|"
    r"(?:some|any)(?:one|body) (?:real|human|from (?:the )?(?:team|tutoring|university|support))|"
    r"a real one)"
)
_TALK = r"(?:talk|speak|chat|write|be put through|be connected|connect)"
_WANT = (
    r"(?:i(?:'d| would)? (?:want|like|love|need|prefer|rather)|can i|could i|may i|i want|"
    r"i'd rather|please let me|let me|how (?:can|do) i|is it possible|i wish)"
)
_ASKS = (
    re.compile(rf"\b{_WANT} (?:\w+ ){{0,2}}?{_TALK} (?:\w+ )?(?:to|with) {_SOMEONE}"),
    re.compile(rf"\b(?:put me through to|connect me (?:to|with)|get me|transfer me to) {_SOMEONE}"),
    re.compile(rf"^\W*(?:talk|speak|chat) (?:to|with) {_SOMEONE}"),
    re.compile(rf"^\W*(?:(?:i )?(?:want|need) )?{_SOMEONE}(?:,? please)?\W*$"),
    re.compile(
        r"\bis there (?:a|any) (?:real )?(?:person|human|one real) (?:i can|to) (?:talk|speak)"
    ),
)
_NOT_HERE = re.compile(
    r"^ (?:about (?:the|my|an?) |tomorrow|next week|on (?:mon|tues|wednes|thurs|fri)day|"
    r"who (?:i|knows)|i (?:like|met|love)|in (?:my|the) (?:class|course|group))"
)
_DENIED = re.compile(r"(?:don't|do not|didn't|never|not|without|no) (?:\w+ )?$")


def wants_human_english(text: str) -> bool:
    """True when `text` asks for a person here and now; talk about people is no such request."""
    folded = plain_english(text[:600])
    for pattern in _ASKS:
        for match in pattern.finditer(folded):
            before = re.split(r"[.!?,;\n]", folded[: match.start()])[-1]
            denied = _DENIED.search(before) or re.search(r"don't|do not", match[0])
            if not denied and not _NOT_HERE.match(folded[match.end() :]):
                return True
    return False
