"""What a rule on an answer is, and the readings that take a find back.

Rules are matched against the plain form of a text (`analysis.pii.plain`): lower case, no accents
(«ñ» is `n`), one space between words. English and Spanish stand side by side: an answer can be
in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Where the clause begins in which a find stands.
_CLAUSE = re.compile(r"[.!?;:]\s|\n|\bpero\b|\bbut\b")
_LOOK_BACK = 90

# «No puedo recomendarte …»: said in order not to do it. Up to a few words before the find.
NOT = re.compile(
    r"\b(?:no|ni|nunca|jamas|tampoco|sin|evita\w*|en (?:vez|lugar) de|antes de|not"
    r"|never|nor|cannot"
    r"|can't|won't|don't|doesn't|isn't|wasn't|without|instead of"
    r"|avoid\w*)\b(?:\W+\w+){0,6}?\W*$"
)
# What the student or somebody else thinks, says or is tempted to do.
TOLD = re.compile(
    r"\b(?:dic\w+|dij\w+|decir que|digan?|cuent\w+|contast\w*|escribi\w*|pens\w+"
    r"|piens\w+|cre[ei]\w*"
    r"|sient\w+|sent\w+|ganas de|impulsos? de|ideas? de|quier[ae]s?|oir\w*"
    r"|escuchar\w*|said|sa(?:y|ys)"
    r"|wrote|told|thinks?|thinking|thought|believ\w+|feel\w*|felt|urges?|wants? to"
    r"|wanting)\b"
    r"(?:[^\w,]+\w+){0,7}?[^\w,]*$"
)


# A matter of a course, a book or a case.
STUDY = re.compile(
    r"\b(?:ensayos?|novelas?|obras?|cuentos?|poemas?|pelicula|personajes?|autor(?:a"
    r"|es)?|capitulos?|teoria\w*"
    r"|historia|texto|libro|siglo|escrib(?:e|io)|clase|curso|resumen|apuntes|tabla"
    r"|esquema|criterios?|manual|dsm"
    r"|pacientes?|caso clinico|sociolog\w+|farmaco\w+|toxicolog\w+|psicopatolog\w+"
    r"|mecanismo|enzimas?|receptor\w*"
    r"|moleculas?|metabol\w+|sintesis|concepto|definicion|examen de|prueba de"
    r"|antiinflamatorio|essays?|novels?"
    r"|characters?|authors?|chapters?|theory|history|pharmacolog\w+"
    r"|psychopatholog\w+|enzymes?|receptors?|exam|course"
    r"|patients?|table)\b"
)
# Words of somebody who takes care.
CARING = re.compile(
    r"\b(?:preocup\w+|llam[aeo]\w*|ayuda|ayudar|ayudarte|ayuden|acompan\w*"
    r"|queda(?:te|rse) (?:con|cerca)|dic\w+|dij\w+|cuent\w+"
    r"|contar\w*|contaste|pensar|pensaste|pensando|pensamientos?|piensas|sient\w+"
    r"|gracias|riesgo|peligro|importa|numero|linea|habl\w+|aleja\w*"
    r"|lejos|lo siento|call|worr\w+|help\w*|said|says?|told|thank\w*|sorry|feel\w*"
    r"|felt|thinking|thoughts?|alone"
    r"|safe|talk\w*|away)\b"
)


@dataclass(frozen=True)
class Rule:
    """`regex` finds it; `unless` are readings of what stands before it in its clause, and
    `around` of its whole sentence, that take the find back."""

    regex: str
    unless: tuple[re.Pattern[str], ...] = (NOT,)
    around: tuple[re.Pattern[str], ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.regex)


def clause_before(text: str, at: int) -> str:
    """What stands before `at` in its clause, the last 90 characters at most."""
    before = text[max(0, at - _LOOK_BACK) : at]
    starts = [match.end() for match in _CLAUSE.finditer(before)]
    return before[starts[-1] :] if starts else before


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that `[start, end)` stands in."""
    first = max(text.rfind(mark, 0, start) for mark in (". ", "! ", "? "))
    last = min((at for mark in ".!?" if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[first + 1 : last]


class RuleSet:
    """Rules of one reason."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [(rule.pattern, rule) for rule in rules]

    def broken_by(self, text: str, new_from: int = 0) -> bool:
        """Whether a rule finds something in plain `text` that ends behind `new_from`."""
        return any(
            match.end() > new_from and _holds(rule, text, match)
            for pattern, rule in self._rules
            for match in pattern.finditer(text)
        )


def _holds(rule: Rule, text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if rule.unless:
        before = clause_before(text, start)
        if any(reading.search(before) for reading in rule.unless):
            return False
    if not rule.around:
        return True
    sentence = sentence_around(text, start, end)
    return not any(reading.search(sentence) for reading in rule.around)
