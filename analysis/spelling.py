"""How students write words in a hurry, and the words that those spellings stand for.

Works on lower-case text without accents. `canonical` is what the rest of the analysis uses; it
looks at one word at a time and keeps what it does not know.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Shorthand that stands for one word (or a few) whatever is around it.
SHORTHAND: dict[str, str] = {
    "q": "que", "k": "que", "ke": "que", "qe": "que", "qu": "que",
    "xq": "porque", "pq": "porque", "porq": "porque", "xk": "porque", "xke": "porque",
    "xque": "porque", "prq": "porque", "x": "por", "xfa": "por favor", "xfis": "por favor",
    "pls": "por favor", "plis": "por favor", "porfa": "por favor",
    "tb": "tambien", "tmb": "tambien", "tbn": "tambien", "tmbn": "tambien", "tambn": "tambien",
    "tmpc": "tampoco", "tp": "tampoco", "tpco": "tampoco",
    "bn": "bien", "d": "de", "dl": "del", "m": "me", "t": "te", "l": "el", "stoy": "estoy",
    "toy": "estoy", "tas": "estas", "toi": "estoy", "stoi": "estoy", "i": "y", "ia": "ya", "xau": "chau", "xao": "chao", "estoi": "estoy", "sta": "esta",
    "pa": "para", "pal": "para el", "to": "todo", "na": "nada", "nd": "nada", "nda": "nada",
    "cn": "con", "kn": "con", "dsd": "desde", "dnd": "donde", "dsp": "despues",
    "dps": "despues", "mñn": "manana", "mnn": "manana", "hj": "hijo", "vdd": "verdad",
    "vd": "verdad", "cmo": "como", "kmo": "como", "qn": "quien", "qien": "quien",
    "kien": "quien", "qiero": "quiero", "kero": "quiero", "qero": "quiero", "qro": "quiero",
    "qrer": "querer", "qria": "queria", "pdo": "puedo", "puedp": "puedo", "pso": "paso",
    "msj": "mensaje", "mjs": "mensaje", "sbs": "sabes", "grax": "gracias", "grcs": "gracias",
    "ntp": "no te preocupes", "nc": "no se", "nse": "no se", "nose": "no se", "nosé": "no se",
    "sq": "es que", "esq": "es que", "eske": "es que", "asik": "asi que", "asiq": "asi que",
    "aunq": "aunque", "aunke": "aunque", "nomas": "no mas", "haci": "asi", "asin": "asi",
    "tngo": "tengo", "tng": "tengo", "kreo": "creo", "ksa": "casa", "muxo": "mucho",
    "mxo": "mucho", "mcho": "mucho", "muxa": "mucha", "nadien": "nadie", "nadies": "nadie",
    "haiga": "haya", "ah": "ah", "ps": "pues", "pos": "pues", "pz": "pues", "jamas": "jamas",
    "c": "se", "ntc": "no te creas", "sui": "suicidio", "kms": "matarme", "kys": "matate",
    "unalive": "matarme", "desvivirme": "suicidarme", "desvivir": "suicidar",
    "desviva": "suicide", "desvivo": "suicido", "autodesvivirme": "suicidarme",
}  # fmt: skip

# Words that decide whether a person is at risk; a misspelling of one of them is repaired when it
# sounds the same («bivir», «kitarme», «aserme», «suisidio»).
KEYWORDS: tuple[str, ...] = tuple(
    """
    vivir vivo vida vivas viva viviendo muerto muerta muerte morir morirme morirse muero muere
    quiero quisiera quiere quieren querer queria hacer hacerme hacerse hago hice hizo haciendo
    hacia matar matarme matarse mato mate matara suicidio suicidar suicidarme suicidarse suicida
    suicidas suicidarte quitar quitarme quitarse quito acabar acabarme acabo terminar desaparecer
    desaparecido despertar despertarme dormir dormirme cortar cortarme cortarse corto corte cortes
    lastimar lastimarme lastimo golpea golpean golpearme golpeo pega pegan pego pegarme pastillas
    pastilla viniera existir existiera seguir sigo siguiera aguanto aguantar aguante soporto voy
    vas vaya haya hay hoy hora ahora ayer ayuda ayudar ayudenme viola violo violaron abusa abuso
    abusaron abusa amenaza amenazo amenazan daño carga sobro vale valgo valer vacio vacia cansado
    cansada cabeza voces oigo veneno puente cuchillo navaja soga cuerda balcon azotea ventana
    verdad haberme hubiera nacido naci despedirme despido adios perdonen perdon nadie nunca
    siempre solo sola basura asco llorar lloro llorando razon fuerzas fuerza quemar quemarme
    quemo brazos muñecas venas pistola arma escopeta volver vuelvo vuelto volvi intentar intento intente hermanos hermanita amiga amigo noche hijo hija siento sirvo vomito vomitar comer encierra encerrada
    encerrado miedo hermana hermano cuchilla mejor estorbo bajo paz descansar desangrarme
    """.replace("ñ", "n").split()
)

_LAUGHTER = re.compile(
    r"[aeiou]?(?:[jh]+a+){2,}[jhs]*|[aeiou]?(?:[jh]+e+){2,}[jhs]*|(?:j+i+){2,}[jhs]*|"
    r"(?:j+o+){2,}j*|"
    r"[aj]*(?:aj|ja){2,}[aj]*|(?:js){2,}j?|(?:jk)+j?|lo+l|k{4,}|lmao|jaj|jsj|rofl"
)
_RUN = re.compile(r"(.)\1{2,}")
_FINAL_DOUBLE = re.compile(r"([aeiouyns])\1$")
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})
_HAS_LEET = re.compile(r"[a-z][013450@$*]|[013450@$*][a-z]")
_SOUND: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^s(?=[tkpqc][^h])", "es"),
        (r"(?<=[aeiou])x(?=[aeo]$)", "ch"),
        (r"qu(?=[ei])|q(?=[ei])", "k"),
        (r"ch|sh", "X"),
        (r"h", ""),
        (r"c(?=[ei])|z", "s"),
        (r"[cq]", "k"),
        (r"X", "ch"),
        (r"v", "b"),
        (r"ll", "y"),
        (r"g(?=[ei])", "j"),
        (r"gu(?=[ei])", "g"),
        (r"n(?=[bp])", "m"),
        (r"i(?=[aeo])", "y"),
        (r"y$", "i"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A key that words sounding alike share: `sound("kiero") == sound("quiero")`."""
    for pattern, replacement in _SOUND:
        word = pattern.sub(replacement, word)
    return word


_BY_SOUND: dict[str, str] = {}
for _word in KEYWORDS:
    _BY_SOUND.setdefault(sound(_word), _word)
_KNOWN = frozenset(KEYWORDS)
# Words that sound like a keyword and mean something else.
_OTHER_WORDS = frozenset(
    "alla ola ay ahi ai e as a asia casa caza ves bes tubo cayo hallo halla valla baya bello hola "
    "echo hecho coser basta hato boa maté oy".split()
)
_CENSORED = {
    re.compile(rf"{head}[*x.\-_]+{tail}"): word
    for word, head, tail in (
        ("suicidio", "su?i?c?i?", "i?d?i?o"),
        ("suicidarme", "su?i?c?i?", "i?d?a?rme"),
        ("matarme", "ma?", "t?a?rme"),
        ("morir", "mo?", "r?i?r"),
        ("morirme", "mo?", "r?i?rme"),
        ("muerte", "mu?e?", "r?te"),
        ("violo", "vi?", "o?lo"),
    )
}


@lru_cache(maxsize=50_000)
def canonical(word: str) -> str:
    """The usual spelling of one lower-case, accent-free word; may be several words."""
    if _LAUGHTER.fullmatch(word):
        return "jaja"
    if "*" in word:
        for pattern, meant in _CENSORED.items():
            if pattern.fullmatch(word):
                return meant
    if _HAS_LEET.search(word):
        plain = word.translate(_LEET)
        if sound(plain) in _BY_SOUND:
            return _BY_SOUND[sound(plain)]
        if "@" in word or "$" in word:
            return plain if plain.isalpha() else word
    word = _FINAL_DOUBLE.sub(r"\1", _RUN.sub(r"\1", word))
    if word in SHORTHAND:
        return SHORTHAND[word]
    if word in _KNOWN or word in _OTHER_WORDS or len(word) < 3:
        return word
    return _BY_SOUND.get(sound(word), word)
