"""What a message asks: whether the institution's pages are worth looking at, and how well they must
fit to be used.

Questions on studies, procedures, dates and contents are; small talk, feelings and a crisis are not
(requirement D5). Many ask without a question mark, or say what happened and leave the question out
(«debo dos cuotas»): pages are looked at for these too, but only used where they fit well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.folding import fold, words
from analysis.labels import CrisisLevel, Emotion
from analysis.results import Analysis
from conversations.answers.base import Said
from conversations.answers.matters import names_one
from conversations.answers.whole_questions import refers_back

# The confidence of a search from which its passages are used: for who asks, the search's own
# threshold; for who only says something, that of a page on just this.
ASKED = 0.0
SAID = 0.75
SAID_AT_FIRST = 0.65  # nothing else has been spoken of that it could belong to
_A_QUESTION = 3  # words: with fewer, it is only one by its mark
_A_MATTER = 2  # words: with fewer, what is said at first is too little to look up
_SAYING = 22  # words: more are a story, which is listened to

_REQUEST = re.compile(
    r"\b(?:(?:a|de|en|hasta|con|para|por) que (?:hora|dia|fecha|correo|oficina|piso|edificio)|"
    r"que (?:es|son|significa|diferencia|hace falta|necesito|requisitos|documentos|pasa si|"
    r"papel\w*|opciones|tramite|se (?:necesita|hace|puede)|hay que|tengo que (?:hacer|llevar))|"
    r"cual(?:es)?|como (?:se|puedo|hago|pido|saco|obtengo|inscribo|funciona|calculo|resuelvo|"
    r"justifico|solicito|tramito)|cuando|donde|dnd|cuant[oa]s?|quien(?:es)?|"
    r"(?:a|con) quien|que (?:hago|puedo hacer|pasa) (?:si|para|con|cuando)|"
    r"por que (?:se|el|la|los|las)|"
    r"que hago|se puede|puedo|existe|"
    r"hay (?:algo|algun\w*|una?|plazo|que|otr[oa]\w*|forma|manera|gente|alguien|posibilidad|como)|"
    r"habra|alguien que|gente (?:de|que)|algo para (?:poder|que)|"
    r"me (?:echan|expulsan|devuelven|descuentan|cobran|quitan|reciben|dejan)|(?:lo|la|los|las) "
    r"pueden|hasta cuando|para que sirve|necesito clases|"
    r"explica(?:me)?|define|dime|sabes|necesito saber|quiero saber|quisiera saber|me dices|busco|"
    r"what|which|how (?:do|does|can|to|much|many|long)|when|where|who|why (?:is|does|do|are)|"
    r"can i|is there|explain|define|tell me)\b|"
    r"(?:^|[,.;:!?¿¡\n]\s*|\by )como (?:lo |la |los |las |le |me )?\w+o\b"
)
_WISH = re.compile(
    r"\b(?:necesito|quiero|quisiera|busco|solicito|i (?:need|want))"
    r"(?: (?:pedir|sacar|obtener|solicitar|saber|ver|to get))? "
    r"(?:un|una|el|la|los|las|mi|an?|my|the)\b"
)
_SMALL_TALK = re.compile(
    r"\b(?:como (?:estas|andas|te va|te sientes|te llamas|va todo)|que (?:tal|haces|cuentas|onda|"
    r"puedes hacer|eres|opinas de ti)|quien (?:eres|te hizo|lee|ve esto)|"
    r"eres (?:un|una|real|humano|persona)|cuantos anos tienes|de donde eres|te gusta|un chiste|"
    r"me (?:puedes|podrias) ayudar|can you help|how are you|who are you|"
    r"what can you do|are you (?:a|real|human)|your name|who reads)\b"
)
_FEELING = re.compile(
    r"\b(?:me (?:siento|siente|da (?:miedo|pena|rabia|verguenza|ansiedad)|duele|angustia|agobia|"
    r"estresa|frustra|cuesta)|(?:estoy|ando) (?:triste|mal|ansios|nervios|agobiad|estresad|cansad|"
    r"harta?|hart[oa]|fatal|solo|sola)|no puedo mas|no doy mas|ya no aguanto|tengo miedo|llorar|"
    r"i feel|i am (?:sad|scared|anxious|tired)|i'm (?:sad|scared|anxious|tired))"
)
# «¿En serio?», «¿y tú?»: said to who is talking, not asked of the pages.
_REACTION = re.compile(
    r"^\W*(?:y |pero |and )*(?:en serio|de verdad|verdad|seguro|cierto|ah|eh|que|como|por ?que|"
    r"tu|vos|usted|ya|si|no|ok|bueno|really|why|what|you|sure|me (?:ayudas|entiendes|lees|"
    r"escuchas)(?: con (?:esto|eso))?|puedes hablar)\W*$"
)
_THANKS = re.compile(r"\b(?:gracias|thanks|chao|adios|buenas noches|hasta luego|bye)\b")
_CALM = frozenset({Emotion.NEUTRAL, Emotion.SURPRISE, Emotion.JOY})


def least_confidence(text: str, analysis: Analysis, history: Sequence[Said] = ()) -> float | None:
    """From which confidence on a search's passages answer `text`; None where there is nothing to
    look up.

    `history` is what was said before, oldest first.
    """
    if _is_elsewhere(analysis):
        return None
    folded = fold(text)
    if _SMALL_TALK.search(folded) or _REACTION.match(folded):
        return None
    if asks_for_search(text, analysis):
        return ASKED
    if "?" in text and _FEELING.search(folded):
        return SAID
    return _of_a_statement(text, folded, analysis, history)


def asks_for_search(text: str, analysis: Analysis) -> bool:
    """Whether `text` asks for something that the institution's pages may answer.

    Every question that is no small talk does: whether the pages answer it, the search tells.
    """
    if _is_elsewhere(analysis):
        return False
    folded = fold(text)
    if _SMALL_TALK.search(folded) or _REACTION.match(folded):
        return False
    requests, marked = bool(_REQUEST.search(folded)), "?" in text or "¿" in text
    about = names_one(text)
    if _FEELING.search(folded) and not about and not requests:
        return False
    if about:
        return requests or marked or bool(_WISH.search(folded))
    if refers_back(text):
        calm = analysis.emotion is None or analysis.emotion.label in _CALM
        return (requests or marked) and calm
    return marked or (requests and len(words(folded)) >= _A_QUESTION)


def _of_a_statement(
    text: str, folded: str, analysis: Analysis, history: Sequence[Said]
) -> float | None:
    """Of who says something and may want what the pages have on it.

    An answer to the assistant's question is none of these, nor a task that somebody has to do.
    """
    count = len(words(folded))
    task = analysis.slots is not None and bool(analysis.slots.tipo_tarea or analysis.slots.fase)
    if _is_asked(history) or task or count > _SAYING or _THANKS.search(folded):
        return None
    if names_one(text):
        return SAID if history else SAID_AT_FIRST
    return SAID if not history and count >= _A_MATTER else None


def _is_asked(history: Sequence[Said]) -> bool:
    """Whether the last word was a question to the student."""
    return bool(history) and history[-1].sender != "student" and "?" in history[-1].text


def _is_elsewhere(analysis: Analysis) -> bool:
    """A crisis, an attack, an attempt to rule the assistant: nothing to look up. What is only
    watched is no crisis.
    """
    toxicity, injection = analysis.toxicity, analysis.injection
    return (
        CrisisLevel(analysis.crisis.level) not in {CrisisLevel.NONE, CrisisLevel.LOW}
        or (toxicity is not None and toxicity.is_toxic)
        or (injection is not None and injection.is_injection)
    )
