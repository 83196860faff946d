"""Check digits of identity documents, cards and accounts.

Sources: RUT, Servicio de Registro Civil (modulus 11); DNI and NIE, Real Decreto 1553/2005
(modulus 23); CURP, RENAPO's Instructivo normativo (modulus 10 over base 37); CUIT and CUIL, AFIP
(modulus 11); Ecuadorian cédula, Registro Civil (modulus 10); Uruguayan cédula, DNIC (weights
2987634); cards, ISO/IEC 7812-1 (Luhn); IBAN, ISO 13616 (modulus 97).

Every function takes the characters without separators, in lower case, and answers False to
anything of another form.
"""

from __future__ import annotations

import re

DNI_LETTERS = "trwagmyfpdxbnjzsqvhlcke"
_CURP_SIGNS = "0123456789abcdefghijklmnñopqrstuvwxyz"
_CURP = re.compile(r"[a-z][aeioux][a-z]{2}\d{6}[hmx][a-z]{2}[^aeiou\W\d_]{3}[a-z0-9]\d")
_RFC_SIGNS = "0123456789abcdefghijklmn&opqrstuvwxyz ñ"
_RFC = re.compile(r"[a-zñ&]{4}\d{6}[a-z0-9]{2}[\da]")

IBAN_LENGTHS = {
    name: length
    for length, names in {
        15: "no", 16: "be", 18: "dk fi fo gl nl sd", 19: "mk si", 20: "at ba ee kz lt lu mn xk",
        21: "ch hr li lv", 22: "bg bh cr de gb ge ie me rs va", 23: "ae gi il iq om so tl",
        24: "ad cz es md pk ro sa se sk tn vg", 25: "ly pt st", 26: "is tr",
        27: "bi dj fr gr it mc mr sm", 28: "al az by cy do gt hu lb ni pl sv", 29: "br eg ps qa ua",
        30: "jo kw mu yt", 31: "mt sc", 32: "lc", 33: "ru",
    }.items()
    for name in names.split()
}  # fmt: skip


def rut(value: str) -> bool:
    """Chile: 6 to 8 digits and the check digit, `k` for ten."""
    if not re.fullmatch(r"\d{6,8}[\dk]", value) or not int(value[:-1]):
        return False
    total = sum(int(d) * (2 + i % 6) for i, d in enumerate(reversed(value[:-1])))
    return "0123456789k"[-total % 11] == value[-1]


def dni(value: str) -> bool:
    """Spain: 7 or 8 digits and a letter; a NIE has x, y or z in place of the first digit."""
    if not re.fullmatch(r"(?:\d{7,8}|[xyz]\d{7})[a-z]", value):
        return False
    number = value[:-1].translate(str.maketrans("xyz", "012"))
    return DNI_LETTERS[int(number) % 23] == value[-1]


def curp(value: str) -> bool:
    """Mexico: 18 characters, the last a check digit."""
    if not _CURP.fullmatch(value):
        return False
    total = sum(_CURP_SIGNS.index(sign) * (18 - i) for i, sign in enumerate(value[:17]))
    return str(-total % 10) == value[17]


def rfc(value: str) -> bool:
    """Mexico, a natural person's tax number: 13 characters, the last a check digit."""
    if not _RFC.fullmatch(value):
        return False
    rest = sum(_RFC_SIGNS.index(sign) * (13 - i) for i, sign in enumerate(value[:12])) % 11
    return "0a987654321"[rest] == value[12]


def cuit(value: str) -> bool:
    """Argentina: CUIT or CUIL, 11 digits."""
    if not re.fullmatch(r"(?:2[03457]|3[034])\d{9}", value):
        return False
    total = sum(int(d) * w for d, w in zip(value, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=False))
    return -total % 11 == int(value[10])


def cedula_ec(value: str) -> bool:
    """Ecuador: 10 digits, the first two a province (01 to 24, or 30 for those abroad)."""
    if not re.fullmatch(r"(?:0[1-9]|1\d|2[0-4]|30)[0-6]\d{7}", value):
        return False
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(value[:9])]
    return -sum(d - 9 if d > 9 else d for d in doubled) % 10 == int(value[9])


def ci_uy(value: str) -> bool:
    """Uruguay: 6 or 7 digits and the check digit."""
    if not re.fullmatch(r"\d{7,8}", value) or not int(value[:-1]):
        return False
    total = sum(int(d) * int(w) for d, w in zip(value[:-1].zfill(7), "2987634", strict=True))
    return -total % 10 == int(value[-1])


def luhn(value: str) -> bool:
    """A payment card's number: 13 to 19 digits of the ranges that banks issue (2 to 6)."""
    if not re.fullmatch(r"[2-6]\d{12,18}", value):
        return False
    digits = [int(d) for d in reversed(value)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * d, 10)) for d in digits[1::2])) % 10 == 0


def iban(value: str) -> bool:
    """A bank account of a country in the registry, of that country's length."""
    if not re.fullmatch(r"[a-z]{2}\d{2}[a-z0-9]+", value):
        return False
    if IBAN_LENGTHS.get(value[:2]) != len(value):
        return False
    return int("".join(str(int(sign, 36)) for sign in value[4:] + value[:4])) % 97 == 1
