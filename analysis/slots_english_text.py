"""English as people type it, brought to one plain form: lower case, straight marks, short forms
written out. For rules to match on, never to be shown.
"""

from __future__ import annotations

import re

from analysis.folding import strip_accents, tidy

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_MARKS = str.maketrans({"’": "'", "`": "'", "´": "'", "‘": "'", "“": '"', "”": '"'})
_SPACES = re.compile(r"[^\S\n]+")
_GLUED = re.compile(r"(?<![a-z])(\d{1,4})(?=(?:min|mins|minutes?|h|hrs?|hours?)\b)")

# Short forms and slips; contractions without their apostrophe.
_SHORT = {
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks",
    "tnx": "thanks", "ty": "thanks", "thanx": "thanks", "tmrw": "tomorrow", "tmr": "tomorrow",
    "tmw": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow",
    "2moro": "tomorrow", "2day": "today", "2nite": "tonight", "tonite": "tonight",
    "idk": "i don't know", "dk": "don't know", "bc": "because", "cuz": "because", "cos": "because",
    "coz": "because", "rn": "right now", "im": "i'm", "ive": "i've", "dont": "don't",
    "didnt": "didn't", "doesnt": "doesn't", "cant": "can't", "couldnt": "couldn't",
    "wont": "won't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "havent": "haven't",
    "hasnt": "hasn't", "thats": "that's", "whats": "what's", "theres": "there's", "hes": "he's",
    "shes": "she's", "youre": "you're", "theyre": "they're", "lets": "let's", "wanna": "want to",
    "gonna": "going to", "gotta": "have to", "abt": "about", "w": "with", "ppl": "people",
    "uni": "university", "prob": "probably", "mins": "minutes", "min": "minutes", "hrs": "hours",
    "hr": "hour", "assignement": "assignment", "asignment": "assignment", "esay": "essay",
    "essey": "essay", "presantation": "presentation", "homewrok": "homework", "maths": "maths",
    "nite": "night", "wknd": "weekend", "mon": "monday", "tue": "tuesday", "tues": "tuesday",
    "weds": "wednesday", "thu": "thursday", "thur": "thursday", "thurs": "thursday",
    "fri": "friday", "stressd": "stressed", "anxios": "anxious", "anxous": "anxious",
    "frustated": "frustrated", "fustrated": "frustrated", "overwelmed": "overwhelmed",
    "overwhelmd": "overwhelmed", "definately": "definitely", "soory": "sorry", "becuase": "because",
}  # fmt: skip


def plain_english(text: str) -> str:
    """`text` folded for English rules; punctuation and line ends stay. Of any text."""
    folded = strip_accents(tidy(text)).lower().translate(_MARKS)
    folded = _GLUED.sub(r"\1 ", _SPACES.sub(" ", folded)).strip()
    return _WORD.sub(lambda match: _SHORT.get(match[0], match[0]), folded)
