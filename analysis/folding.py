"""Spanish as people type it, brought to one plain form: no accents, no case, common slips mended.

The forms here are for rules to match on, never to be shown.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = str.maketrans("áàäâãéèëêíìïîóòöôõúùüûñç", "aaaaaeeeeiiiiooooouuuunc")
_RUNS = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"[^\S\n]+")
_LONGEST_CHECKED = 120  # words of one text that are compared with the vocabulary

# Short forms and slips that a distance of one letter does not reach.
_SHORT = {
    "q": "que",
    "k": "que",
    "ke": "que",
    "xq": "porque",
    "pq": "porque",
    "xk": "porque",
    "x": "por",
    "toy": "estoy",
    "stoy": "estoy",
    "estoi": "estoy",
    "tmb": "tambien",
    "tb": "tambien",
    "mnn": "manana",
    "mnna": "manana",
    "manna": "manana",
    "mnana": "manana",
    "maniana": "manana",
    "ensallo": "ensayo",
    "ensalo": "ensayo",
    "ecsamen": "examen",
    "eksamen": "examen",
    "examn": "examen",
    "oi": "hoy",
    "oy": "hoy",
    "pa": "para",
    "pal": "para el",
    "hrs": "horas",
    "hr": "hora",
    "hs": "horas",
    "min": "minutos",
    "mins": "minutos",
    "minutito": "minutos",
    "minutitos": "minutos",
    "minuto": "minutos",
    "nose": "no se",
    "porfa": "por favor",
    "profe": "profesor",
    "profa": "profesora",
    "uni": "universidad",
    "kimica": "quimica",
    "cimica": "quimica",
    "filo": "filosofia",
    "ancioza": "ansiosa",
    "frustada": "frustrada",
    "frustado": "frustrado",
}

# Words worth recognising with one letter wrong, missing, too many or swapped.
_VOCABULARY = frozenset(
    """
    frustrada frustrado frustracion ansiosa ansioso ansiedad nerviosa nervioso nervios aburrida
    aburrido desmotivada desmotivado concentrar concentrarme procrastinar procrastinando agobiada
    agobiado abrumada abrumado estresada estresado angustiada angustiado preocupada preocupado
    bloqueada bloqueado estancada estancado cansada cansado agotada agotado distraigo ensayo examen
    parcial prueba certamen presentacion exposicion laboratorio informe resumen proyecto ejercicios
    filosofia historia matematicas matematica quimica biologia estadistica psicologia sociologia
    economia algebra calculo manana entregar entrega minutos semana tranquila tranquilo reprobe
    universidad profesor profesora companeros necesito persona gracias
    """.split()
)
# Words of their own that lie one letter away from a word above.
_NOT_SLIPS = frozenset(
    """
    manzana banana historial histeria historica historico presumen marcial economica economico
    entregas entregue entregado personal semanal pruebas universidades profesion nervio
    matematico quimicos resume informo informa
    """.split()
)
_SMALLEST = 6


def _deletions(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


_NEAR: dict[str, str] = {}
for _word in sorted(_VOCABULARY):
    for _form in {_word, *_deletions(_word)}:
        _NEAR.setdefault(_form, _word)


def _is_inflection(token: str, word: str) -> bool:
    """Whether the two differ by a plural or a final vowel only, which is no slip."""
    return token.rstrip("s")[:-1] == word.rstrip("s")[:-1] or token == word + "s"


def _mended(token: str) -> str:
    if token in _SHORT:
        return _SHORT[token]
    if len(token) < _SMALLEST or token in _VOCABULARY or token in _NOT_SLIPS:
        return token
    for form in (token, *_deletions(token)):
        word = _NEAR.get(form)
        if word and abs(len(word) - len(token)) <= 1 and not _is_inflection(token, word):
            return word
    return token


def tidy(text: str) -> str:
    """`text` composed (NFC), letters repeated for emphasis written once; case and accents stay."""
    return _RUNS.sub(r"\1", unicodedata.normalize("NFC", text))


def strip_accents(text: str) -> str:
    """Lower case without accents, of the same length for Spanish text; ñ becomes n."""
    return text.lower().translate(_ACCENTS)


def fold(text: str) -> str:
    """The plain form of `text`: tidied, lower case, no accents, slips mended, single spaces.

    Punctuation and line ends stay, because clauses end there.
    """
    checked = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal checked
        token = match[0]
        if len(token) >= _SMALLEST:
            checked += 1
            if checked > _LONGEST_CHECKED:
                return token
        return _mended(token)

    return _SPACES.sub(" ", _WORD.sub(mend, strip_accents(tidy(text)))).strip()


def words(folded: str) -> list[str]:
    """The words of a folded text, in order."""
    return _WORD.findall(folded)
