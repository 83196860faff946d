"""The plainest ways of saying it in English and in Portuguese, for students from abroad.

The text is normalised for Spanish (`analysis.normalise`): «não» reads «nao», «you're» keeps its
apostrophe, «I» reads «y», «to» «todo», «all» «hay» and a lone «t» «te».
"""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

IDEATION = (CrisisKind.SUICIDAL_IDEATION,)
ATTEMPT = (CrisisKind.SUICIDAL_IDEATION, CrisisKind.ACUTE_DISTRESS)
HARM = (CrisisKind.SELF_HARM,)
SUFFERED = (CrisisKind.VIOLENCE_SUFFERED,)
THIRD = (CrisisKind.THIRD_PARTY, CrisisKind.SUICIDAL_IDEATION)
MODERATE, HIGH, IMMINENT = CrisisLevel.MODERATE, CrisisLevel.HIGH, CrisisLevel.IMMINENT
GUARDS = ("joke", "fiction", "coursework")

PATTERNS = (
    Pattern(
        "english_wish", HIGH, IDEATION,
        r"(?<!not )(?<!never )\b(?:want(?:ed|ing)? (?:to|todo)|wanna|going (?:to|todo)|gonna|thinking (?:of|about)|"
        r"thoughts of|feel like|ready (?:to|todo)) (?:just )?(?:kill(?:ing)? myself|die\b(?! (?:of|from|"
        r"laugh))|dying\b(?! (?:of|from))|end(?:ing)? (?:my life|it (?:all|hay))|suicide|hang(?:ing)? "
        r"myself)|\b(?:don'?te?|do not) (?:want (?:to|todo)|wanna) (?:live(?: any ?more)?|be alive|exist|"
        r"wake up(?: any ?more| again| tomorrow)?)\b(?! (?:in|with|here|at|so|near|that|early))|"
        r"\b(?:wish y|wish i) (?:was|were) (?:dead|never born)\b|\bsuicidal\b|"
        r"\bkilling myself\b(?! (?:laugh|study|with work))",
        "I want to kill myself",
        "I don't want to live in this residence",
        guards=GUARDS,
    ),
    Pattern(
        "english_burden", MODERATE, IDEATION,
        r"\b(?:better off (?:without me|if (?:y|i) (?:was|were) (?:dead|gone))|no reason to live|"
        r"(?:life is|life'?s) not worth living|(?:y|i) hate being alive)\b",
        "everyone would be better off without me",
        "the group would be better off without this topic",
        guards=GUARDS,
    ),
    Pattern(
        "english_now", IMMINENT, ATTEMPT,
        r"\b(?:took (?:(?:all|hay) (?:of )?(?:my|the) pills|(?:too|todo) many pills|an overdose)|overdosed|"
        r"(?:end|ending) (?:my life|it (?:all|hay)) (?:tonight|today|now)|kill myself (?:tonight|today|now|"
        r"tomorrow)|goodbye everyone\b.{0,40}sorry|suicide note)\b",
        "I took all my pills and I'm scared",
        "I took my allergy pills and I'm sleepy",
        guards=GUARDS,
    ),
    Pattern(
        "english_harm", HIGH, HARM,
        r"\b(?:cut(?:ting)?|hurt(?:ing)?|burn(?:ing)?|starv(?:e|ing)) myself\b"
        r"(?!.{0,20}(?:cook|by accident|some slack|shaving|playing))|\bself[ -]?harm(?:ing)?\b",
        "I've been cutting myself again",
        "I cut myself some slack this week",
        guards=GUARDS,
    ),
    Pattern(
        "english_violence", HIGH, SUFFERED,
        r"\b(?:boyfriend|girlfriend|husband|wife|father|dad|mother|mum|mom|stepfather|uncle|brother|"
        r"ex|he|she) (?:hits|beats|hit|beat|raped|abuses|abused|chok\w+|threatens (?:to|todo) kill) me\b|"
        r"\b(?:y|i) was raped\b",
        "my boyfriend hits me",
        "my boyfriend hits the gym",
        guards=GUARDS,
    ),
    Pattern(
        "english_third", HIGH, THIRD,
        r"\b(?:friend|roommate|brother|sister|boyfriend|girlfriend|classmate|he|she)\b.{0,30}?\b"
        r"(?:wants (?:to|todo) (?:die|kill (?:herself|himself|themself))|(?:kill|killing) (?:herself|himself)|"
        r"is suicidal)",
        "my roommate says she wants to kill herself",
        "my roommate wants to kill time before class",
        guards=GUARDS,
    ),
    Pattern(
        "portuguese_wish", HIGH, IDEATION,
        r"(?<!nao )(?<!nunca )\b(?:quero|queria|vou|vontade de|penso em|pensando em|pensei em) (?:me )?"
        r"(?:matar\b(?! (?:de|o|a|uma?|as|os)\b)|morrer\b(?! de)|suicidar|desaparecer para sempre|"
        r"tirar (?:a )?minha (?:propria )?vida|acabar com (?:a )?minha vida)|"
        r"\bnao (?:quero|aguento) (?:mais )?(?:viver|existir|estar viv[oa])\b(?! (?:em|nest|ness|com|"
        r"aqui|na\b|no\b))|\bqueria (?:estar mort[oa]|nao (?:acordar|existir|ter nascido))|"
        r"\bme matar\b(?! de)",
        "quero morrer, não aguento mais",
        "quero morrer de rir com esse professor",
        guards=GUARDS,
    ),
    Pattern(
        "portuguese_burden", MODERATE, IDEATION,
        r"\b(?:melhor|bem|felizes) sem mim\b|\bseria melhor se eu (?:nao existisse|morresse)|"
        r"\bse eu (?:nao existisse|morresse|sumisse)\b.{0,30}(?:melhor|falta|ninguem|nobody)",
        "seria melhor se eu não existisse",
        "seria melhor se a prova não existisse",
        guards=GUARDS,
    ),
    Pattern(
        "portuguese_now", IMMINENT, ATTEMPT,
        r"\btomei (?:todos os (?:comprimidos|remedios)|muitos (?:comprimidos|remedios)|veneno)|"
        r"\b(?:hoje|esta noite|amanha)\b.{0,20}\bacabo com (?:a )?minha vida\b|"
        r"\bcarta de despedida (?:para|pra) (?:a )?minha (?:mae|familia)",
        "tomei todos os comprimidos",
        "tomei o remédio da gripe",
        guards=GUARDS,
    ),
    Pattern(
        "portuguese_harm", HIGH, HARM + SUFFERED,
        r"\b(?:eu me corto\b(?! o)|me cortei de novo|me machuco (?:de proposito|quando)|"
        r"(?:namorad[oa]|marido|pai|mae|padrasto|ele) me (?:bate|batem|espanca|ameaca|abusa)|"
        r"fui estuprad[oa])",
        "meu namorado me bate",
        "meu namorado bate bola aos sábados",
        guards=GUARDS,
    ),
    Pattern(
        "portuguese_third", HIGH, THIRD,
        r"\b(?:amig[oa]|irma|irmao|colega|namorad[oa])\b.{0,30}?\b(?:vai se matar|quer (?:morrer|se "
        r"matar)|tentou se matar)",
        "minha amiga disse que vai se matar",
        "minha amiga disse que vai se mudar",
        guards=GUARDS,
    ),
)  # fmt: skip
