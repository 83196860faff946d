"""A conversation's gist without a model: facts remembered, and the student's telling sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from analysis.folding import fold, words
from conversations.answers.base import Said

MOST_CHARACTERS = 900
_MOST_SENTENCES = 8
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_LENGTHS = range(4, 41)  # words of a sentence that tells something
# What a sentence tells of: the student's own, a feeling, a date, a decision, what helped.
_TELLING = (
    re.compile(r"\b(?:me|mi|mis|yo|tengo|estoy|soy|siento|quiero|debo|puedo|my|i|i'm)\b"),
    re.compile(
        r"\b(?:miedo|ansi\w+|frustrad\w+|triste\w*|pena|rabia|agobi\w+|estres\w*|cansad\w+|"
        r"bloque\w+|nervios\w*|sola?|perdid\w+|motiv\w+|afraid|anxious|sad|tired|stuck)\b"
    ),
    re.compile(
        r"\b(?:hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|semana|mes|entreg\w+|"
        r"prueba|examen|ensayo|tesis|informe|tomorrow|week|exam|essay|due)\b|\d"
    ),
    re.compile(
        r"\b(?:porque|desde que|decidi\w*|voy a|prefiero|me (?:sirvio|ayudo|funciono)|"
        r"no me (?:sirve|sirvio|ayudo)|reprob\w+|familia|mama|papa|trabajo|because|"
        r"decided|helped)\b"
    ),
)


def extract(messages: Sequence[Said], state: Mapping[str, Any], earlier: str, language: str) -> str:
    """At most `MOST_CHARACTERS`: what is known, what was said before, and what was said since.

    `messages` are oldest first, `earlier` is the summary so far. The newest sentences stay where
    there is no room for all.
    """
    with override(language):
        known = _facts(state)
        heading = _("Dijo:")
    told = [*_quoted(earlier), *_telling(messages)]
    kept: list[str] = []
    room = MOST_CHARACTERS - len(known) - len(heading) - 2
    for sentence in reversed(list(dict.fromkeys(told))):
        quoted = f"«{sentence}»"
        if len(quoted) + 1 <= room:
            kept.insert(0, quoted)
            room -= len(quoted) + 1
    said = f"{heading} {' '.join(kept)}" if kept else ""
    return cut("\n".join(part for part in (known, said) if part), MOST_CHARACTERS)


def cut(text: str, most: int) -> str:
    """`text`, or as many of its sentences as fit into `most` characters, else of its words."""
    if len(text) <= most:
        return text
    beginning = text[:most]
    ends = [match.start() for match in _SENTENCE.finditer(beginning)]
    return beginning[: ends[-1]] if ends else beginning.rsplit(maxsplit=1)[0]


def _facts(state: Mapping[str, Any]) -> str:
    """What the session remembers, as labelled facts."""
    slots = state.get("slots") or {}
    named = (
        (_("Tarea"), slots.get("tipo_tarea")),
        (_("Ramo"), slots.get("ramo")),
        (_("Plazo"), slots.get("plazo")),
        (_("Fase"), slots.get("fase")),
        (_("Minutos"), slots.get("tiempo_bloque")),
        (_("Sentimientos"), ", ".join(state.get("feelings") or ())),
        (_("Estrategias probadas"), ", ".join(state.get("tried") or ())),
        (_("Última evaluación"), state.get("last_evaluation")),
    )
    return " ".join(f"{name}: {str(value).replace('_', ' ')}." for name, value in named if value)


def _quoted(earlier: str) -> list[str]:
    """The sentences that an earlier gist quotes; a model's summary counts as one of its own."""
    found = re.findall(r"«([^«»]+)»", earlier)
    return found or ([cut(earlier, MOST_CHARACTERS // 2)] if earlier else [])


def _telling(messages: Sequence[Said]) -> list[str]:
    """The sentences of the student that tell most, at most `_MOST_SENTENCES`, in their order."""
    scored: list[tuple[int, int, str]] = []
    for said in messages:
        if said.sender != "student":
            continue
        for part in _SENTENCE.split(said.text):
            sentence = " ".join(part.translate(_NO_QUOTES).split())
            folded = fold(sentence)
            if len(words(folded)) in _LENGTHS:
                score = sum(bool(pattern.search(folded)) for pattern in _TELLING)
                scored.append((score, len(scored), sentence))
    best = sorted((each for each in scored if each[0]), key=lambda each: (-each[0], -each[1]))
    return [
        sentence for _score, _at, sentence in sorted(best[:_MOST_SENTENCES], key=lambda e: e[1])
    ]


_NO_QUOTES = str.maketrans({"«": "“", "»": "”"})
