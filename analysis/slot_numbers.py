"""Numbers as people write them in a message, in figures or in words; for folded text."""

from __future__ import annotations

import re

_UNITS = {
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9,
}  # fmt: skip
_OTHERS = {
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16,
    "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintiun": 21,
    "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "cien": 100, "ciento veinte": 120,
    "par de": 2, "un par de": 2, "pocos": 3, "pocas": 3, "unos": 3, "unas": 3,
    "unos pocos": 3, "unas pocas": 3,
}  # fmt: skip
_TENS = {
    "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90,
}  # fmt: skip
_VALUES = {**_UNITS, **_OTHERS, **_TENS}
_TEN = "|".join(_TENS)
NUMBER = (
    rf"(?:\d{{1,3}}(?:[.,]5)?|(?:{_TEN}) y (?:{'|'.join(_UNITS)})|"
    + "|".join(sorted(_VALUES, key=len, reverse=True))
    + ")"
)


def number(text: str) -> float:
    """The value of a text that `NUMBER` matches wholly."""
    if re.match(r"\d", text):
        return float(text.replace(",", "."))
    if text in _VALUES:
        return _VALUES[text]
    tens, unit = text.split(" y ")
    return _TENS[tens] + _UNITS[unit]
