"""Names of the person who writes: after «me llamo», «mi nombre es», «soy» and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.pii.name_reader import NameReader
from analysis.pii.not_names import CALLED, NEVER
from analysis.pii.plain import Plain

# After these a name follows, known or not.
_STRONG = re.compile(
    r"\b(?:(?:me|m) ?(?:llamo|yamo|lamo|llamao)|me (?:dicen|llaman|conocen como|nombran|presento)"
    r"|(?:me )?(?:puedes?|pueden|podes) (?:decir|llamar)(?:me)?|(?:llama|lame|di|deci)me"
    r"|(?:mi|my) (?:nombre|nonbre|nomb?re)"
    r"(?: (?:completo|y apellidos?|real|de pila|legal|social|preferido|elegido))?"
    r"(?:,? (?:es|s|son|seria)\b|,? ?[:=])"
    r"|(?:nombre(?: completo| y apellidos?)?|firma|firmado|estudiante|alumn[oa]|remitente"
    r"|(?:quien|el que|la que) escribe) ?[:=])[ :,\"'*_]{0,3}"
)
_CERTAIN = re.compile(r"me? ?(?:ll|y|l)am(?:o|ao)|m[iy] n")
# After these only a name that is known as one.
_SOY = re.compile(
    r"\b(?:soy|soi|les? (?:habla|escribe|saluda)|te (?:habla|escribe|saluda)|os (?:habla"
    r"|escribe|saluda)|(?:aqui|aca) (?:habla|escribe|anda)|habla|atte|atentamente|att"
    r"|se despide|saludos|slds|(?:aqui|aca)(?= [a-z]+ (?:de nuevo|otra vez"
    r"|reportand)))\b[.,:]?[ \n,:\"'*_]{1,3}"
)
_TITLE = re.compile(
    r"(?:(?:el|la|yo|tu|su|un|una|don|dona|sr\.?|sra\.?|srta\.?|senor|senora|senorita"
    r"|alumn[oa]|estudiante|profe|profesor|profesora|dr\.?|dra\.?|doctor|doctora|companer[oa]"
    r"|amig[oa]|ing\.?|lic\.?) ){1,2}"
)
_SIGNS = re.compile(
    r"\b(?:signo|horoscopo|ascendente|zodia\w+|astrologi\w+|aries|tauro|geminis|libra|escorpio"
    r"|sagitario|capricornio|acuario|piscis|virgo)\b"
)
_WORK = re.compile(
    r"\b(?:serie|pelicula|peli|libro|novela|cancion|tema|meme|frase|cuento|obra|poema|telenovela"
    r"|escena)\b.{0,18}$"
)


def find_people(form: Plain) -> Iterator[tuple[int, int]]:
    """Where names stand; one place for each word that announces one."""
    low = form.low
    reader = NameReader(low, form.cased)
    for match in _STRONG.finditer(low):
        if form.written[match.start() : match.end()].rstrip(" ").endswith("ó"):
            continue  # «me llamó»: somebody else did
        at = _after_title(low, match.end())
        # «me dicen loca»: what others say is a name only with a capital, or when it is known.
        called = not _CERTAIN.match(match[0])
        end = reader.first(at, strong=not called and at == match.end())
        token = reader.token(at)
        if end == at and called and token is not None and reader.capital(at):
            end = token.end() if token[0] not in NEVER | CALLED else at
        if end > at:
            yield at, reader.rest(end, strong=True)
    for match in _SOY.finditer(low):
        at = _after_title(low, match.end())
        if at >= len(low) or _WORK.search(low[max(0, match.start() - 40) : match.start()]):
            continue
        greeting = low[match.start()] == "s" and not match[0].startswith(("soy", "soi"))
        if greeting and not (reader.capital(at) and match[0].rstrip(" ")[-1:] in ",.\n:"):
            continue
        end = reader.first(at, strong=False)
        if end > at and low[at:end] == "leo" and _SIGNS.search(low[max(0, at - 80) : at + 80]):
            continue
        if end > at:
            yield at, reader.rest(end)


def _after_title(low: str, at: int) -> int:
    title = _TITLE.match(low, at)
    return title.end() if title else at
