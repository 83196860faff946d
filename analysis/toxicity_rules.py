"""Plain attacks, as patterns over normalised text (`analysis.normalise`).

They stand beside the classifier: either is enough. What tells of an attack that the writer
received, or is said in fun among friends, is left to the classifier.
"""

from __future__ import annotations

import re

INSULT, HATE, HARASSMENT, SEXUAL = "insult", "hate", "harassment", "sexual"
KINDS = (INSULT, HATE, HARASSMENT, SEXUAL)

_FOUL = (
    r"(?:imbecil(?:es)?|idiotas?|estupid[oa]s?|tarad[oa]s?|pendej[oa]s?|gilipollas|subnormal(?:es)?|"
    r"retrasad[oa]s?|mogolic[oa]s?|inutil(?:es)?|bastard[oa]s?|malparid[oa]s?|hijueputas?|gonorreas?|"
    r"cabron(?:es)? de mierda|mierda|basura|escoria|porqueria|put[oa]s?(?: de mierda)?|perra|zorra|"
    r"asqueros[oa]s?|lacra|hij[oa]s? de (?:puta|perra|la chingada)|hdp|culer[oa]s?|"
    r"conchetumare|conchesumadre|forr[oa]s?|pelotud[oa]s?|ctm|aweonad[oa]s?|maldit[oa]s? bot)"
)
_ADVERB = r"(?:muy |bien |tan |mas |re |un |una |unos |unas |pedazo de |tremend[oa] |pura |flor de |menud[oa] |el |la |solo |puro )"
_PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    INSULT: (
        re.compile(rf"\b(?:eres|sos|sois|usted es|ustedes son|you are) {_ADVERB}{{0,3}}{_FOUL}\b"),
        re.compile(r"\b(?:anda te|andate|vete|vayanse|vayase|anda|vayan|idos) (?:todos )?a (?:la (?:mierda|chingada|verga|"
                   r"concha|puta)|tomar por (?:el )?culo|cagar)\b"),
        re.compile(r"\b(?:chinga|chinguen|chingue)s? (?:a )?(?:tu|su) (?:puta )?madre\b"),
        re.compile(r"\b(?:callate|cierra el (?:pico|hocico|ort[oe])|cerra el orto)(?: ya)? ?,? (?:maldit[oa]|"
                   rf"pedazo|{_FOUL})"),
        re.compile(rf"\b(?:bot|asistente|chat|maquina|robot) (?:de mierda|del orto|{_FOUL})\b"),
        re.compile(rf"\b(?:pedazo|manga|bola|partida|montón|monton|hato|tira|sarta) de {_FOUL}\b"),
        re.compile(r"\b(?:la (?:concha|puta) de tu (?:madre|hermana)|conch(?:a|e) de tu ma(?:dre|re)|"
                   r"fuck you|puta (?:tu|su) madre|me cago en (?:tu|su|vuestra) (?:puta )?madre|que te den por (?:el )?culo)\b"),
    ),
    HATE: (
        re.compile(r"\b(?:indi[oa]s?|negr[oa]s?|gitan[oa]s?|judi[oa]s?|mor[oa]s?|sudacas?|maricon(?:es)?|travest\w+|trav[oa]s|"
                   r"bolitas?|paraguas|venecos?|panchitos?|cholos?|machupichus?|lesbian\w+|gays?|mujeres|feminazis?) "
                   r"(?:de mierda|asqueros[oa]s?|culiad[oa]s?|inmund[oa]s?|roñosos|sucios? de)\b"),
        re.compile(r"\b(?:deberian|habria que|hay que|ojala) (?:\w+ ){0,3}(?:matar(?:los|las)?|exterminar(?:los|las)?|"
                   r"quemar(?:los|las)|gasear(?:los|las)?|deportar(?:los|las)) (?:a )?(?:todos|todas|esos|esas)\b"),
        re.compile(r"\b(?:put[oa]s|malditos|pinches|asquerosos) (?:indios|negros|gitanos|judios|moros|sudacas|"
                   r"maricones|inmigrantes|extranjeros|venecos|panchitos|gays|peruanos|bolivianos|haitianos)\b"),
    ),
    SEXUAL: (
        re.compile(r"\b(?:mandame|envia(?:me)?|manda|pasame|enviame|quiero (?:una|ver)) (?:\w+ ){0,2}(?:nudes?|packs?|"
                   r"fotos? (?:desnud[oa]|de tus (?:tetas|pechos)|sin ropa)|tetas)\b"),
        re.compile(r"\b(?:chupame|mamame|comeme|lameme)(?:la|lo)? ?(?:la (?:pija|polla|verga|pinga)|el (?:pico|pito))?\b"),
    ),
}  # fmt: skip
_TOLD = re.compile(
    r"\b(?:me|nos|le|les) (?:\w+ ){0,2}(?:dij\w+|dice\w*|dicen|llam\w+|grit\w+|escrib\w+|puso|mand\w+|"
    r"contest\w+|respond\w+|trat\w+|insult\w+|decia\w*|pusieron|comento)\b|"
    r"[\"'].*[\"']|\b(?:un|una|el|la|mi) (?:\w+ ){0,2}(?:dijo|grito|dice|escribio|comento)\b|"
    r"\b(?:ensayo|trabajo|tarea|investigacion|linguistica|discurso de odio|significa|etimologia|traducir)\b"
)
_FRIENDLY = re.compile(
    r"\b(?:jaja\w*|jeje\w*|te quiero|te amo|amig[oa]|broma|bromeando)\b|[😂🤣❤😘🥰]"
)


def kinds(text: str) -> tuple[str, ...]:
    """Which kinds of attack normalised `text` plainly holds; none for most."""
    if _TOLD.search(text) or _FRIENDLY.search(text):
        return ()
    return tuple(
        kind
        for kind, patterns in _PATTERNS.items()
        if any(pattern.search(text) for pattern in patterns)
    )
