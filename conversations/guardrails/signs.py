"""Words after which the rest of a sentence is held back until it has been checked.

A sign says nothing by itself: it is where something could begin that nobody may read before it
was understood. Signs that are too many cost a moment, signs that are too few show too much.
"""

from __future__ import annotations

import re
from enum import Enum

from analysis.pii.plain import plain
from conversations.guardrails.grounds import Grounds


class Sign(Enum):
    """What to do with a word: show it, decide by the next one, or hold it and what follows."""

    NONE = 0
    WAIT = 1
    HOLD = 2


# Of addresses, markup, placeholders, accounts, spelled-out addresses.
_MARKS = re.compile(
    r"[\[\]{}<>@_\\|]|://|www\.|[(]\.|\w\.\w+[/:]|#\d|\d{6}|\d[\d.,-]*\d[-./]?\d{4}"
    r"|^[+*#(]+\d"
)
_STEMS = re.compile(
    r"\b(?:"
    # medicines and treatment
    r"past(?:illa|i\b)|comprimid|tablet|capsul|pildor|gotas?\b|drops?\b|jarabe|inyec"
    r"|dosis|dos(?:e|age)\b|mg\b|mcg\b"
    r"|milig|microg|remedio|medic|farma|pharma|prescri|tratamient|treatment|psicof"
    r"|psiqu|psych|antide|ansiol"
    r"|somnif|estimulant|paraceta|acetam|ibuprof|aspirin|naprox|diclof|tramad|morfi"
    r"|codei|melato|valeri|litio|lithi"
    r"|insul|rital|addera|concert|modafin|prozac|zoloft|xanax|valium|rivot|alplax"
    r"|benzo|anfeta|amphet|difenh|diphen"
    r"|propran|quetiap|rispe|olanz|bupro|citalo|escital|venlaf|pills?\b|meds?\b|drug"
    r"|droga"
    r"|\w{2,}(?:zepam|zolam|oxetin|tralin|pramin|fenidat|phenidat|triptil)"
    # weapons and drugs
    r"|gasolin|nafta|querosen|mecha\b|trapo|polvora|nitrat|peroxid|acetona|efedri|explosiv|bomba"
    r"|molotov|detonad|cianur|metralla|petrol|kerosene|fuse\b|rag\b|gunpow|bomb\b|ricin"
    # diagnoses
    r"|diagn|depres|ansiedad|anxiety|trastor|disorder|bipol|td[ah]|adhd|tept|ptsd"
    r"|toc\b|ocd\b|anorex|bulim|esquiz"
    r"|schizo|psico[sp]|psycho|borderl|autis|fobia|sindro|cuadro|panic"
    # methods, means and violence
    r"|suicid|mat(?:ar|arte|ate|al[oa])\b|muer|mor(?:ir|irte)\b|die\b|kill|ahorc"
    r"|colg|cuelg|hang|soga|cuerda|rope|viga|cintur"
    r"|puente|bridge|edific|building|azotea|balcon|ventana|window|techo|roof|metro\b"
    r"|tren\b|train|acantil|cliff|salt[ae]r?\b"
    r"|jump|tirar?\b|tirar|tirat|bota\b|lanz|arroj|cort[aeo]|cut|hoja|cuchil|navaj"
    r"|blade|razor|knife|gun\b|arma\b|pistol|bate\b|weapon"
    r"|venen|poison|cloro|lejia|lavand|bleach|amon|sangr|venas?\b|vein|wrist|munec"
    r"|muslo|thigh|sobredos|overdos|frasco"
    r"|bottle|vomit|throw\b|purg|comer\b|eating\b|golp|pega(?:le|rle)|hit\b|hurt"
    r"|beat\b|stab|shoot|punch|dano\b|harm|autoles"
    r"|lastim|burn|encended|lighter|gas\b|botiquin|cabinet|whatever|encuentres"
    r"|fierro|palo\b|bencin|nafta|acido|acid\b"
    r"|ayun|fast\b|fasting|laxan|purg|banera|bathtub|combo|patada|cacheta|bofeta"
    r"|kick|slap|tajo|incision|cannabis|cbd\b"
    r"|borde\b|ledge|cornisa|rieles|rails?\b|mueres|irse\b|irte\b|rendir|sufr|suffer"
    r"|dolor\b|pain|mezcl|mix|quema"
    # cruelty
    r"|exager|drama|dramat|culpa|fault|inutil|estupi|idiot|imbec|tont[oa]|floj[oa]"
    r"|perez|fracas|patet|carga\b|burden"
    r"|estorb|worthl|useless|stupid|lazy|loser|pathet|gord|fat\b|obes|ugly|peso\b"
    r"|kilos|weight|atencion|attention"
    r"|tanto\b|mejor sin|descans|merec|deserv|provoc|madura\b|quej|complain"
    r"|overreact|big\b|inmigr|migrant|gitan|judi|negr"
    r"|victim|tonteri|cuerpo|body|haitian|venezol|bolivi|peruan|mujeres|women|gay"
    r"|lesb|homos|trans\b|foto|photo|desnud|naked|sex|ropa\b|llevas\b|better\b"
    # law
    r"|demand|sue\b|suing|lawsuit|juicio|juez|judge|tribunal|court|abog|lawyer|legal"
    r"|ilegal|illegal|ley\b|leyes\b|law\b"
    r"|delit|crime|indemn|contrat|contract|reglament|expuls|expel|denunc|garant"
    r"|guarant|asegur|derecho|pres[oa]\b|carcel|jail"
    # secrecy and pretending
    r"|secret|promet|promes|promise|nadie|nobody|anyone|confiden|entre\b|between"
    r"|human|robot|persona\b|person\b|amig"
    r"|friend|amo\b|adoro|love|siempre\b|always|never|nunca|quiero\b|soy\b|yo\b|mi\b"
    r"|i'm\b"
    # instructions
    r"|instruc|prompt|sistema\b|system|regla|rules?\b|norma|directri|guideline"
    r"|filtro|filter|restric|limit|modo\b"
    r"|mode\b|dan\b|jailbr|desarrollador|developer|admin|obed|acat|orden(?:es|a)?\b"
    r"|rol\b|role\b|ignor|olvid|acceso"
    # people, places, accounts
    r"|correo|mail|arroba|calle\b|avenida|av\b|pasaje|depto|departamento|street|road"
    r"|avenue|rut\b|dni\b|curp|cedula"
    r"|pasaporte|passport|iban|tarjeta|llam[aeo]|nombre\b|name\b|telefon|fono"
    r"|whatsapp|hotline|linea\b|marca\b|call\b|dial"
    r")"
)
_CODE = re.compile(r"\A[-*\u2022]\Z|\A\d{1,2}[.)]\Z")
_FIGURE = re.compile(r"\d")
_AT_ONCE = re.compile(r"\A\W?\d{1,3}(?:[.,:/]\d{1,2})?\W*[,;:)!?.]\W*\Z")
_SPELLED = frozenset({"punto", "dot"})
# What may stand after a number or after «punto» without ado.
_HARMLESS_NEXT = re.compile(r"\A[^\W\d_]+\W*\Z")
_DOSE_NEXT = re.compile(
    r"\A(?:mgs?|mcg|ug|ml|g|gr|gramos|cc|milig\w*|microg\w*|mililit\w*|gotas?|drops?"
    r"|past\w+|comp\w+|tab\w+|caps?\w*"
    r"|pild\w+|pills?|unidades|ampoll\w+|cuchar\w+|spoon\w*|o|a|y|or|to|and)\W*\Z"
)
_DOMAIN_NEXT = re.compile(r"\A(?:com|org|net|edu|info|io|cl|mx)\b")

_CAPITALS = frozenset(
    "i i'm i'll i'd i've psichat lunes martes miercoles jueves viernes sabado"
    " domingo monday tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july"
    " august september october "
    "november december english spanish ok".split()
)


class SignReader:
    """Tells the sign of one word after another."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._given: frozenset[str] | None = None

    def of(self, word: str, low: str, starts: bool) -> Sign:
        """The sign of `word`, whose plain form is `low`; `starts`: a sentence begins with it."""
        if _CODE.match(low):
            return Sign.NONE
        if _MARKS.search(low) or _STEMS.search(low):
            return Sign.HOLD
        if _FIGURE.search(low):
            return Sign.NONE if _AT_ONCE.match(low) else Sign.WAIT
        if low in _SPELLED:
            return Sign.WAIT
        if not starts and self._is_name(word, low):
            return Sign.HOLD
        return Sign.NONE

    @staticmethod
    def harmless_after(waiting: str, low: str) -> bool:
        """Whether the next word `low` makes what waits harmless."""
        if waiting in _SPELLED:
            return bool(_HARMLESS_NEXT.match(low)) and not _DOMAIN_NEXT.match(low)
        return bool(_HARMLESS_NEXT.match(low)) and not _DOSE_NEXT.match(low)

    def _is_name(self, word: str, low: str) -> bool:
        bare = word.lstrip("¿¡«\"'“(*`-—")
        if not bare[:1].isupper():
            return False
        if self._given is None:
            self._given = frozenset(re.findall(r"[\w']+", self._grounds.given))
        name = re.findall(r"[\w']+", low)
        return not all(part in _CAPITALS or part in self._given for part in name)


def plain_word(word: str) -> str:
    """The plain form of one word."""
    return word.lower() if word.isascii() else plain(word).low
