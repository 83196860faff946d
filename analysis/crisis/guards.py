"""Readings that take a pattern's find back: denial, jokes, fiction, games, a past overcome.

Each guard is asked about one find in the whole normalised text and says whether that find is
not about a person at risk.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from analysis.crisis.markers import (
    ABOUT_ONESELF,
    COURSEWORK,
    FICTION,
    GAME,
    LAUGHTER,
    LONG_AGO,
    NOT_A_JOKE,
    OVERCOME,
    RELAPSE,
    REPORTED,
    TAKEN_BACK,
    TARGET_IS_THING,
    TRIVIAL_CAUSE,
    TRIVIAL_NEAR,
)

_DENIAL_BEFORE = re.compile(
    r"(?<!\bsi )(?<!digo que )(?<!para )\b(?:no|nunca(?! pense)|jamas|tampoco|ni|sin|nadie)"
    r"(?: (?:me|se|te|lo|nos|es|esque|que|voy|va|vaya|a|pienso|pensado|pensando|pense|he|e|estoy|"
    r"tengo|tuve|hay|quiero|"
    r"quiera|siento|tenido|ganas|ideas?|intencion(?:es)?|haria|hare|para|por|de|en|ya|mas|digo|"
    r"porque|"
    r"significa|busco|planeo|llego|llegaria|ando|eso|signifique|nada|un|una|el|la|querer))*,? $"
)
_ASKED = re.compile(
    r"\b(?:me )?pregunt\w+(?: \w+){0,3} si (?:yo |ya |alguna vez |es que )*(?:\w+ ){0,3}$"
)
_DENIED_AFTER = re.compile(r"\b(?:no|jamas|nunca|nada)\b")
# «que me atropelle un camión… de tacos»: what follows the pause turns it round.
_TWIST = re.compile(
    r"(?: \w+){0,3}[^\w\s]*\. ?\.*(?:del? (?!verdad|veras|nuevo|todo|tod[oa]s|esto|una|hecho|mi|este|esta|noche|dia|"
    r"ahi|aqui|a de)|haciendo |incienso)"
)
Guard = Callable[[str, int, int], bool]


def _denial(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    if _DENIAL_BEFORE.search(before):
        return True
    return bool(_ASKED.search(before) and _DENIED_AFTER.search(text, end))


def _joke(text: str, start: int, end: int) -> bool:
    if NOT_A_JOKE.search(text):
        return False
    return bool(
        TAKEN_BACK.search(text) or LAUGHTER.search(text) or _TWIST.match(text, end, end + 40)
    )


def _trivial(text: str, start: int, end: int) -> bool:
    if NOT_A_JOKE.search(text):
        return False
    near = text[max(0, start - 25) : end + 50]
    return bool(
        TRIVIAL_NEAR.search(near) or TRIVIAL_CAUSE.search(text, max(0, start - 60), end + 80)
    )


def _quoted(text: str, start: int, end: int) -> bool:
    return text.count('"', 0, start) % 2 == 1 and '"' in text[end:]


def _fiction(text: str, start: int, end: int) -> bool:
    if ABOUT_ONESELF.search(text):
        return False
    if _quoted(text, start, end) and not REPORTED.search(text):
        return True
    around = text[max(0, start - 110) : end + 90]
    return bool(FICTION.search(around))


def _game(text: str, start: int, end: int) -> bool:
    return bool(GAME.search(text)) and not NOT_A_JOKE.search(text)


def _past(text: str, start: int, end: int) -> bool:
    return bool(LONG_AGO.search(text) and OVERCOME.search(text)) and not RELAPSE.search(text)


def _coursework(text: str, start: int, end: int) -> bool:
    return bool(COURSEWORK.search(text))


def _hyperbole_other(text: str, start: int, end: int) -> bool:
    return bool(TARGET_IS_THING.search(text[start : end + 40])) and not NOT_A_JOKE.search(text)


GUARDS: dict[str, Guard] = {
    "denial": _denial,
    "joke": _joke,
    "trivial": _trivial,
    "fiction": _fiction,
    "game": _game,
    "past": _past,
    "coursework": _coursework,
    "hyperbole_other": _hyperbole_other,
}
