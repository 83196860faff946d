"""Giving a clause back as said to the student: «mi mamá está sola» as «tu mamá está sola».

Only where the words allow no doubt; a clause with a verb that is not known for sure is left alone.
"""

from __future__ import annotations

import re

from analysis.folding import fold, tidy

_CLAUSES = re.compile(
    r"[.,;:!¡…\n()\"«»—]+|\s(?:pero|porque|aunque|mientras|así que|asi que|ya que|cuando|y)\s"
)
_LEAD = re.compile(
    r"^(?:(?:y|e|que|es que|o sea|bueno|pues|entonces|la verdad(?: es)?(?: que)?|igual|encima|"
    r"ademas|además|porque|lo que pasa es que|a veces|también|tambien|che|oye|hola|ahora|hoy|"
    r"ayer|si|sí|no sé|no se)\s+)+",
    re.IGNORECASE,
)
_SIZE = range(3, 16)
# Never given back as a statement: judgements of oneself, sweeping words, harm, other people's
# words to the program, plans and wishes of the conversation itself.
_NOT_TO_STATE = re.compile(
    r"\b(?:tont\w+|inutil\w*|fracas\w+|burr[ao]|brut[ao]|estupid\w+|idiota|fe[ao]|gord[ao]|basura|"
    r"desastre|pesad[ao]|que soy|mierda|culpa|capaz|sirvo|valgo|nadie|nunca|siempre|todos|"
    r"todo el mundo|jamas|matar\w*|"
    r"mori\w*|muert\w+|suicid\w*|odi\w+|put\w+|weon\w*|culia\w*|peor|mal[ao] para|no puedo mas|"
    r"vos|tu|te|ti|contigo|usted|dime|puedes|podes|hola|gracias|perdon|por favor|porfa|"
    r"quisiera|querria|podria|nos|nosotr\w+|nuestr\w+|vamos|fuimos|@|https?)\b|\d{4,}|[?¿]"
)
_SUBJECT_THIRD = (
    r"vino|fue|tuvo|dio|quedo|"
    r"esta|estan|es|son|era|tiene|tienen|dice|dicen|dijo|quiere|quieren|vive|trabaja|hace|hacen|"
    r"hizo|se|no|ya|murio|fallecio|perdio|siente|piensa|va|viene|llega|llama|espera"
)
_THIRD = re.compile(rf"^(?:mi|mis)(?: \w+){{1,3}}? (?:{_SUBJECT_THIRD})\b")
_SWAPS = {
    "mi": "tu", "mis": "tus", "mí": "ti", "me": "te", "yo": "tú", "conmigo": "contigo",
    "mío": "tuyo", "mía": "tuya", "míos": "tuyos", "mías": "tuyas",
}  # fmt: skip
# First persons and their second ones, folded and as written.
_VERBS = dict(
    pair.split(":")
    for pair in (
        "estoy:estás soy:eres tengo:tienes siento:sientes quiero:quieres puedo:puedes hago:haces "
        "voy:vas ando:andas creo:crees pienso:piensas necesito:necesitas debo:debes veo:ves "
        "extraño:extrañas lloro:lloras duermo:duermes llevo:llevas sigo:sigues entiendo:entiendes "
        "leo:lees salgo:sales empiezo:empiezas pierdo:pierdes llego:llegas hablo:hablas "
        "escribo:escribes preocupo:preocupas distraigo:distraes bloqueo:bloqueas trabo:trabas "
        "quedo:quedas pongo:pones canso:cansas aburro:aburres concentro:concentras "
        "atrevo:atreves acuerdo:acuerdas levanto:levantas doy:das dije:dijiste hice:hiciste "
        "fui:fuiste tuve:tuviste pude:pudiste estuve:estuviste he:has vengo:vienes temo:temes "
        "estudié:estudiaste cuesto:cuestas conozco:conoces acabo:acabas prefiero:prefieres "
        "dejo:dejas echo:echas sé:sabes vuelvo:vuelves repaso:repasas olvido:olvidas quise:quisiste"
    ).split()
)
_NO_PRETERITE = frozenset("qué porqué café bebé sé té así aquí allí ahí sí casi mí".split())
# May be a first or a third person: without a subject of its own nobody knows.
_DOUBTFUL = re.compile(
    r"\b\w+(?:aba|ria)\b|\b(?:tenia|habia|hacia|queria|podia|debia|sentia|sabia|iba|era|pueda|"
    r"haga|tenga|vaya|sea|este|estuviera|pudiera|tuviera)\b"
)
# Words in -o that are no verb, or none here.
_SAFE_O = frozenset(
    "no lo los todo solo mucho poco cuando otro mismo tanto como algo medio nuevo malo bueno largo "
    "corto cero ocho cuatro cinco tampoco luego demasiado pronto tiempo incluso dentro bajo menos "
    "claro harto segundo primero ultimo proximo peso miedo sueno animo esfuerzo vino hizo dijo "
    "tuvo puso pudo quiso estuvo trajo supo".split()
)
_BEFORE_NOUN = frozenset(
    "el un mi mis tu del al de en con por para este ese otro mucho todo tanto muy mas super sin a "
    "su cada algun ningun que tan bien".split()
)
_BELIEF = re.compile(r"^(?:creo|siento|pienso) que\b")
_BELIEF_WORDS = 7  # fewer hold no sentence of their own
_ENCLITIC = re.compile(r"(r|ndo)me$")
_ACCENTS = {
    "mama": "mamá", "papa": "papá", "papas": "papás", "tambien": "también", "mas": "más",
    "despues": "después", "dia": "día", "dias": "días", "alla": "allá", "aqui": "aquí",
    "asi": "así", "estan": "están", "ningun": "ningún", "dificil": "difícil",
}  # fmt: skip


def mirrored(text: str) -> str | None:
    """The clause of `text` that says most, in the second person and lower case, or None."""
    best: str | None = None
    for raw in _CLAUSES.split(tidy(text)):
        clause = _second_person(_LEAD.sub("", raw.strip(" -–*_#")).strip())
        if clause is not None and (best is None or len(clause) > len(best)):
            best = clause
    return best


def _second_person(clause: str) -> str | None:
    words = clause.split()
    folded = fold(clause)
    if len(words) not in _SIZE or _NOT_TO_STATE.search(folded):
        return None
    if _BELIEF.match(folded) and len(words) < _BELIEF_WORDS:
        return None
    has_subject = _THIRD.match(folded) is not None
    if not has_subject and _DOUBTFUL.search(folded):
        return None
    turned: list[str] = []
    has_verb, before = has_subject, ""
    for at, word in enumerate(words):
        new, is_verb = _turned(word.lower() if at == 0 else word, before)
        if new is None:
            return None
        has_verb = has_verb or is_verb or (before == "me" and at > 0)
        turned.append(new)
        before = fold(word)
    if not has_verb or " ".join(turned).lower() == clause.lower():
        return None
    if before in {"que", "de", "a", "con", "en", "por", "para", "el", "la", "mi", "un", "una"}:
        return None
    return " ".join(turned)


def _turned(word: str, before: str) -> tuple[str | None, bool]:
    """The word for the second person (None where that is not sure), and whether it is a verb."""
    low = word.lower()
    if low in _SWAPS:
        return _SWAPS[low], False
    if low in _VERBS and before not in {"el", "un", "mi", "del"}:
        return _VERBS[low], True
    if _ENCLITIC.search(low):
        return _ENCLITIC.sub(r"\1te", low), False
    past = _past(low)
    if past is not None:
        return past, True
    plain = fold(low)
    if plain.endswith("o") and not plain.endswith(("ado", "ido")):
        third = low.endswith("ó")
        if not (third or plain in _SAFE_O or before in _BEFORE_NOUN):
            return None, False
    if plain == "esta" and low == "esta" and before not in _BEFORE_NOUN:
        return "está", False
    return _ACCENTS.get(word, word), False


def _past(low: str) -> str | None:
    """«estudié» as «estudiaste», «perdí» as «perdiste», «iré» as «irás»."""
    if low in _NO_PRETERITE or len(low) < len("leí"):
        return None
    if low.endswith(("aré", "eré", "iré")):
        return low[:-1] + "ás"
    if low.endswith("é"):
        stem = low[:-1]
        for soft, hard in (("qu", "c"), ("gu", "g"), ("c", "z")):
            if stem.endswith(soft):
                return stem[: -len(soft)] + hard + "aste"
        return stem + "aste"
    if low.endswith("í"):
        stem = low[:-1]
        return stem + ("íste" if stem[-1] in "aeou" else "iste")
    return None
