"""Giving a clause back as said to the student: «my mum is alone» as «your mum is alone».

Only where the words allow no doubt; a clause that says «you», or in which «I» does not stand where
a subject does, is left alone.
"""

from __future__ import annotations

import re

from analysis.folding import tidy
from analysis.slots_english_text import plain_english

_CLAUSES = re.compile(
    r"[.,;:!…\n()\"“”—]+|\s(?:but|because|although|though|while|since|when|and)\s|\sso\s(?=(?:i|my|he|she|they|we|it)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:and|so|well|that|but|honestly|like|also|besides|because|the thing is(?: that)?|"
    r"sometimes|hi|hello|hey|now|today|yesterday|yes|yeah|no|ok|okay|just|anyway|still|plus|"
    r"actually|i guess|i think|i mean)\s+)+",
    re.IGNORECASE,
)
_SIZE = range(3, 16)
# Never given back as a statement: judgements of oneself, sweeping words, harm, other people's
# words to the program, plans and wishes of the conversation itself.
_NOT_TO_STATE = re.compile(
    r"\b(?:stupid|dumb|useless|failure|idiot|ugly|fat|garbage|trash|disaster|shit\w*|fault|capable|"
    r"worthless|worth|nobody|no one|never|always|everyone|everybody|kill\w*|die\w*|dead|dying|"
    r"suicid\w*|hate\w*|fuck\w*|worse|worst|bad at|terrible at|you|your|yours|thanks?|thank|please|"
    r"sorry|hello|hi|can i|could|would|should|let's|we|us|our|ours|want to talk|need help|may|"
    r"might|will|i'll|going to|gonna|wish|hope|if|whether|don't know|@|https?)\b|\d{4,}|\?"
)
_SUBJECT = re.compile(
    r"^(?:i|my (?:\w+ ){1,3}?(?:is|are|was|were|has|have|had|does|doesn't|did|didn't|says?|said|"
    r"wants?|wanted|lives?|works?|thinks?|keeps?|left|died|lost|told|makes?|came|got|won't|can't)|"
    r"he|she|they|it|there)\b"
)
_SWAPS = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "am": "are",
}  # fmt: skip
_TAIL = re.compile(r"(?:\s+(?:lol|haha\w*|though|anyway|too|x+|tbh))+$", re.IGNORECASE)
_WAS = re.compile(r"\bi was\b", re.IGNORECASE)
_DANGLING = frozenset("that of to at with in on for the a an my and or from by about i".split())
_BARE_SUBJECT = re.compile(r"^(?:he|she|they|it|there)\b")


def mirrored(text: str) -> str | None:
    """The clause of `text` that says most, in the second person and lower case, or None."""
    best: str | None = None
    for raw in _CLAUSES.split(tidy(text.replace("’", "'"))):
        clause = _second_person(_TAIL.sub("", _LEAD.sub("", raw.strip(" -–*_#")).strip()))
        if clause is not None and (best is None or len(clause) > len(best)):
            best = clause
    return best


def _second_person(clause: str) -> str | None:
    clause = re.sub(r"^im\b", "I'm", clause, flags=re.IGNORECASE)
    plain = plain_english(clause)
    words = clause.split()
    if len(words) not in _SIZE or _NOT_TO_STATE.search(plain):
        return None
    subject = plain.replace("i'm", "i am").replace("i've", "i have")
    if not _SUBJECT.match(subject) or _BARE_SUBJECT.match(subject):
        return None
    if plain.split()[-1] in _DANGLING:
        return None
    spoken = _WAS.sub("I were", clause).split()
    turned = [_SWAPS.get(word.lower(), word) for word in spoken]
    return " ".join([turned[0].lower(), *turned[1:]])
