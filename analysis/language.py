"""In which language a text is, as far as that matters: the models know Spanish only.

By the commonest short words of six languages. A library was tried (py3langid): it took 70 MB in
each process for a yes or no that these words give as well for texts of a sentence or more.
"""

from __future__ import annotations

import re

SPANISH = "es"
UNKNOWN_SCRIPT = "und"
_FEWEST_LETTERS = 8
# How many words must speak for another language, and how many more than for Spanish.
_FEWEST_WORDS = 2
_LEAD = 2.0

_WORDS: dict[str, frozenset[str]] = {
    SPANISH: frozenset(
        "de la que el en y los se del las un por con no una su para es al lo como más o pero sus le "
        "ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy "
        "hasta desde mi porque qué sólo yo hay vez puede todos así nos ni te algo tengo estoy q xq "
        "pa hola ayuda quiero necesito puedo soy está estar hacer tan bien mañana hoy gracias eso "
        "esto ese nada otro otra cómo cuál dónde a e tu mis les nunca siempre ahora mejor".split()
    ),
    "en": frozenset(
        "the of and to in is you that it he was for on are as with his they at be this have from i "
        "or had by but what some we can out other were all there when up use your how said an each "
        "she do their if will my don't dont i'm im want need help please would could should about "
        "not know just like get make am feel so been has more very who which anymore can't cant "
        "myself hello thanks really think going".split()
    ),
    "pt": frozenset(
        "o a de que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele "
        "das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela "
        "entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa "
        "num nem suas meu às minha numa pelos elas qual nós lhe deles estou preciso ajuda obrigado "
        "obrigada olá posso fazer tudo vou uns ao".split()
    ),
    "fr": frozenset(
        "le la les de des du et à un une je tu il elle nous vous ils est sont pas ne que qui dans pour "
        "sur avec ce cette ces mon ma mes ton ta tes son sa ses au aux plus mais ou où suis ai as a "
        "avons avez ont être avoir très bien fait comme tout j'ai c'est n'ai d'un l'on bonjour merci "
        "aide besoin peux veux y en se si on même moi toi".split()
    ),
    "it": frozenset(
        "il lo la i gli le di del della dei delle e è un una che non per con sono mi ti si ho hai ha "
        "abbiamo hanno anche come più ma o se questo questa quello quella nel nella alla al dal sul "
        "cosa perché molto bene io tu lui lei noi voi loro ciao grazie aiuto bisogno voglio posso "
        "essere avere fare mio mia suo sua ci da".split()
    ),
    "de": frozenset(
        "der die das und ist ich du er sie es wir ihr nicht ein eine einen einem einer mit von zu auf "
        "für den dem des im in an auch als aber wie was wenn noch nur so mehr sich mich dich mir dir "
        "bin bist sind war haben habe hat kann will muss mein meine dein sein sehr gut hallo danke "
        "hilfe bitte über oder".split()
    ),
}
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def of(text: str) -> str:
    """A two-letter code of `text` (as it was written); empty when it has too little to tell by,
    `und` when it is in no script that these languages are written in. In doubt it is Spanish."""
    letters = [character for character in text if character.isalpha()]
    cjk = sum(ord(character) >= 0x2E80 for character in letters)
    if len(letters) + cjk < _FEWEST_LETTERS:
        return ""
    if sum(ord(character) < 0x250 for character in letters) < len(letters) / 2:
        return UNKNOWN_SCRIPT
    words = _TOKEN.findall(text.lower())
    counts = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    spanish = counts.pop(SPANISH)
    other = max(counts, key=counts.__getitem__)
    if counts[other] >= max(_FEWEST_WORDS, spanish * _LEAD + 1, len(words) * 0.3):
        return other
    return SPANISH


def is_foreign(code: str) -> bool:
    """Whether a text of that language is one that the models don't know."""
    return code not in {"", SPANISH}
