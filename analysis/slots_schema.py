"""The shape that the slots of a message must have when something else than this program says them.

A language model that is asked for the slots (`labels.md`, Slots) answers with a JSON object;
`validated` lets nothing else through.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from analysis.results import Slots

VALUES: dict[str, tuple[str, ...]] = {
    "sentimiento": (
        "aburrimiento",
        "frustracion",
        "ansiedad_error",
        "dispersion_rumiacion",
        "baja_autoeficacia",
        "neutral",
        "positivo",
        "otro",
    ),
    "tipo_tarea": (
        "ensayo",
        "esquema",
        "borrador",
        "lectura_tecnica",
        "resumen",
        "resolver_problemas",
        "protocolo_lab",
        "mcq",
        "presentacion",
        "coding",
        "bugfix",
        "proofreading",
        "proyecto",
        "otro",
    ),
    "plazo": ("hoy", "<24h", "esta_semana", ">1_semana"),
    "fase": ("ideacion", "planificacion", "ejecucion", "revision"),
}
NAMES = tuple(each.name for each in fields(Slots))
LONGEST_SUBJECT = 60  # characters
LEAST_MINUTES, MOST_MINUTES = 1, 24 * 60


def _label(name: str, value: Any) -> str:
    if not isinstance(value, str) or value not in VALUES[name]:
        allowed = ", ".join(VALUES[name])
        raise ValueError(f"{name} is {_shown(value)}; allowed are {allowed} and null.")
    return value


def _subject(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"ramo is {_shown(value)}, not a string or null.")  # noqa: TRY004 - one kind of error for all
    plain = " ".join(unicodedata.normalize("NFC", value).split())
    if not plain or not any(character.isalpha() for character in plain):
        raise ValueError("ramo has no letters.")
    if len(plain) > LONGEST_SUBJECT:
        raise ValueError(f"ramo has {len(plain)} characters, more than {LONGEST_SUBJECT}.")
    if any(unicodedata.category(character).startswith("C") for character in plain):
        raise ValueError("ramo has control characters.")
    return plain


def _minutes(value: Any) -> int:
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not whole:
        raise ValueError(f"tiempo_bloque is {_shown(value)}, not whole minutes or null.")
    if not LEAST_MINUTES <= value <= MOST_MINUTES:
        raise ValueError(
            f"tiempo_bloque is {_shown(value)}, not from {LEAST_MINUTES} to {MOST_MINUTES} minutes."
        )
    return int(value)


def _shown(value: Any) -> str:
    """A value as an error may quote it: of what it says, no more than the beginning."""
    return repr(value)[:40]


def validated(data: object) -> Slots:
    """The slots in `data`: a mapping with some or all of the slots' names, None for «not said».

    A missing name counts as None. Raises `ValueError` that says what is wrong: not a mapping, an
    unknown name, a value that the slot does not have.
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"The slots are {type(data).__name__}, not an object.")  # noqa: TRY004
    unknown = sorted(_shown(key) for key in data if key not in NAMES)
    if unknown:
        raise ValueError(f"Unknown slots: {', '.join(unknown[:5])}; allowed: {', '.join(NAMES)}.")
    said = {name: value for name in NAMES if (value := data.get(name)) is not None}
    checked: dict[str, Any] = {
        name: _label(name, value) for name, value in said.items() if name in VALUES
    }
    if "ramo" in said:
        checked["ramo"] = _subject(said["ramo"])
    if "tiempo_bloque" in said:
        checked["tiempo_bloque"] = _minutes(said["tiempo_bloque"])
    return Slots(**checked)
