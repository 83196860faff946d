# ruff: noqa: E501 - a pattern is easier to read whole
"""Whether a student asks to talk with a person instead of the program."""

from __future__ import annotations

import re

from analysis.folding import fold
from conversations.answers.human_english import wants_human_english

_WANT = r"(?:quiero|quisiera|prefiero|preferiria|necesito|me gustaria|podria|puedo|puede|se puede|como (?:puedo|hago para)|quiero que me)"
_SOMEONE = (
    r"(?:una? (?:persona|human[ao]|tutora?|psicolog[ao]|profesional|orientador[a]?|asesora?|consejer[ao]|"
    r"terapeuta)|mi tutora?|algun[ao]? (?:persona|tutora?|human[ao]|profesional|psicolog[ao])|alguien)"
)
_REAL = r"(?:real|de verdad|de carne y hueso|human[ao]|de tutoria|del equipo|del apoyo|que no sea (?:un )?(?:robot|bot|maquina|programa)|por favor|ahora|ya|aqui|mejor|del? (?:la )?(?:universidad|institucion|colegio|bienestar))"
_TALK = r"(?:hablar|conversar|chatear|comunicarme|contactar(?:me)?|que me (?:atienda|llame|responda|escuche|ayude)|ver|pedir hora)"
_ASKS = (
    re.compile(
        rf"\b{_WANT} (?:\w+ ){{0,2}}?{_TALK}(?: con| a)?(?: directamente con)? (?P<who>{_SOMEONE})(?P<rest>[^.!?,\n]*)"
    ),
    re.compile(
        rf"\b(?:{_WANT} )?(?:que )?me (?:atienda|llame|responda|conteste) (?P<who>{_SOMEONE})(?P<rest>[^.!?,\n]*)"
    ),
    re.compile(
        rf"\b(?:pasame|pasenme|comunicame|conectame|derivame|transfiereme|contactame|dame|llama) (?:con |a )?"
        rf"(?P<who>{_SOMEONE})(?P<rest>[^.!?,\n]*)"
    ),
    re.compile(rf"^\W*(?:hablar|conversar) con (?P<who>{_SOMEONE})(?P<rest>[^.!?,\n]*)"),
    re.compile(
        rf"\b(?:hay|esta|existe) (?:\w+ )?(?P<who>{_SOMEONE})(?P<rest> (?:con quien (?:pueda )?hablar|que (?:me )?pueda "
        r"(?:atender\w*|ayudar\w*|hablar)|(?:real|human[ao]) (?:ahi|aqui|disponible))[^.!?,\n]*)"
    ),
    re.compile(
        r"^\W*(?:(?:un|una|quiero (?:un|una|a una)|necesito (?:un|una|a una)) )(?P<who>human[ao]|persona(?: real)?|"
        r"tutora?)(?P<rest>(?: por favor)?)\W*$"
    ),
)
_DENIED = re.compile(r"\b(?:no|nunca|tampoco|ni|sin) (?:me |lo |la |yo )?$")
_NOT_ASKING = re.compile(
    r"\b(?:mi (?:amig[ao]|herman[ao]|novi[ao]|mama|papa)|ell?[ao]s?|el) (?:dice que |me dijo que )?$"
)
# «alguien que me gusta», «una persona de mi curso»: somebody in the student's life.
_SOMEBODY_ELSE = re.compile(
    r"^ (?:que me (?:gusta|gustaba|interesa)|que (?:conoci|conozco|vi)|de mi (?:curso|clase|grupo|familia|carrera|edad|pueblo)|"
    r"especial|muert[ao]|fallecid[ao]|en (?:ingles|frances)|sin que|y no (?:me|puedo|pude)|pero no (?:puedo|me atrevo|se como))"
)
# A tutor as part of a story: what about, or when, without asking for it here.
_ABOUT = re.compile(
    r"^ (?:sobre|acerca|por (?:el|la|lo) (?!chat)|para (?:que|el|la|entregar|pedir|revisar)|de (?:el|la|mi|lo|un))"
)
_STORY = re.compile(
    r"\b(?:manana|ayer|el (?:lunes|martes|miercoles|jueves|viernes)|tengo que|deberia|debo)\b"
)


def wants_human(text: str) -> bool:
    """True when `text` asks for a person here and now; talk about people is no such request.

    In Spanish or in English, whatever the language of the account.
    """
    folded = fold(text[:600])
    for pattern in _ASKS:
        for match in pattern.finditer(folded):
            before = re.split(r"[.!?,;\n]", folded[: match.start()])[-1]
            rest = match["rest"]
            if _DENIED.search(before + (" " if before and not before.endswith(" ") else "")):
                continue
            if _NOT_ASKING.search(before) or _SOMEBODY_ELSE.search(rest):
                continue
            if _STORY.search(before) or _STORY.search(rest):
                continue
            if "tutor" in match["who"] and _ABOUT.search(rest):
                continue
            if (
                match["who"] == "alguien"
                and rest.strip()
                and not re.match(rf"^ (?:mas )?{_REAL}\b", rest)
            ):
                continue
            return True
    return wants_human_english(text)
