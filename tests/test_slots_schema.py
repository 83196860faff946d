"""What a language model may answer as slots, and what is refused."""

from __future__ import annotations

import pytest

from analysis.results import Slots
from analysis.slots_schema import LONGEST_SUBJECT, validated


def test_all_slots_and_none() -> None:
    full = {
        "sentimiento": "positivo",
        "tipo_tarea": "mcq",
        "ramo": "  Derecho   penal ",
        "plazo": "<24h",
        "fase": "revision",
        "tiempo_bloque": 25,
    }
    assert validated(full) == Slots("positivo", "mcq", "Derecho penal", "<24h", "revision", 25)
    assert validated({}) == Slots()
    assert validated(dict.fromkeys(full)) == Slots()
    assert validated({"tiempo_bloque": 30.0}) == Slots(tiempo_bloque=30)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "NoneType, not an object"),
        ([], "list, not an object"),
        ("{}", "str, not an object"),
        ({"humor": "bien"}, "Unknown slots: 'humor'"),
        ({1: 2}, "Unknown slots: 1"),
        ({"plazo": "mañana"}, "plazo is 'mañana'; allowed are hoy, <24h"),
        ({"fase": 3}, "fase is 3"),
        ({"sentimiento": ["positivo"]}, "sentimiento is"),
        ({"tipo_tarea": "Ensayo"}, "tipo_tarea is 'Ensayo'"),
        ({"ramo": 7}, "ramo is 7, not a string"),
        ({"ramo": " 12 "}, "ramo has no letters"),
        ({"ramo": "x" * (LONGEST_SUBJECT + 1)}, "ramo has 61 characters"),
        ({"ramo": "ética\u202eabc"}, "control characters"),
        ({"tiempo_bloque": True}, "tiempo_bloque is True"),
        ({"tiempo_bloque": "30"}, "tiempo_bloque is '30'"),
        ({"tiempo_bloque": 12.5}, "tiempo_bloque is 12.5"),
        ({"tiempo_bloque": float("nan")}, "tiempo_bloque is nan"),
        ({"tiempo_bloque": 0}, "not from 1 to 1440 minutes"),
        ({"tiempo_bloque": 5000}, "not from 1 to 1440 minutes"),
    ],
)
def test_what_is_wrong_is_named(data: object, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        validated(data)
    assert message in str(refusal.value)
