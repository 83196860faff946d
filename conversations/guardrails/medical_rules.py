"""Doses, medicines recommended, diagnoses, and treatment given up."""

from __future__ import annotations

import re

from conversations.guardrails.rule import (
    NOT,
    STUDY,
    TOLD,
    Rule,
    RuleSet,
    clause_before,
    sentence_around,
)

MEDICINES = (
    r"(?:paracetamol|acetaminofen|acetaminophen|tylenol|ibuprofen[oa]?|aspirina?"
    r"|naproxen[oa]?|diclofenac[oa]?"
    r"|tramadol|morfina|morphine|codeina|codeine|melatonina?|valeriana|valerian"
    r"|litio|lithium|insulina?"
    r"|ritali?n|ritalin[ae]?|adderall|concerta|modafinilo?|prozac|zoloft|xanax"
    r"|valium|rivotril|ravotril|alplax"
    r"|benzodiacepinas?|benzodiazepines?|antidepresivos?|antidepressants?"
    r"|ansioliticos?|anxiolytics?"
    r"|somniferos?|sleeping pills|estimulantes|anfetaminas?|amphetamines?"
    r"|difenhidramina|diphenhydramine"
    r"|propranolol|quetiapina|quetiapine|risperidona|olanzapina|bupropion"
    r"|escitalopram|citalopram|venlafaxina"
    r"|\w{2,}(?:zepam|zolam|oxetina|oxetine|tralina|traline|pramina|pramine|fenidato"
    r"|phenidate|triptilina))"
)
_NUMBER = (
    r"(?:\d+(?:[.,/]\d+)?|un[ao]?|medi[ao]|dos|tres|cuatro|cinco|seis|siete|ocho"
    r"|diez|doce|quince|veinte"
    r"|treinta|half(?: an?)?|one|two|three|four|five|six|eight|ten|twenty|an?)"
)
_RANGE = rf"{_NUMBER}(?: ?(?:o|a|y|-|or|to|and) {_NUMBER})?"
_MASS = r"(?:mg|mgs|miligramos?|milligrams?|mcg|microgramos?|ug)"
_PIECES = (
    r"(?:pastill(?:as?|itas?)|comprimidos?|capsulas?|pildoras?|grageas?|ampollas?"
    r"|pills?|capsules?)"
)
_SPOONS = (
    r"(?:gotas?|drops?|tabletas?|tablets?|cucharad(?:as?|itas?)|ml|mililitros|gramos"
    r"|g|gr|unidades)"
)
_DOSE = rf"\b{_RANGE} ?"
_OFTEN = (
    r"(?:cada (?:\w+ )?(?:hora|horas|noche|manana|dia)|al dia|a la noche"
    r"|por (?:la )?(?:noche|dia)|diari[oa]s?"
    r"|antes de (?:dormir|acostarte)|en la (?:manana|noche)|(?:a|per|every"
    r"|each) (?:\w+ )?(?:day|night|hours?"
    r"|morning)|daily|before bed)"
)
_TAKE = (
    r"(?:tom(?:a|ar|ate|arte|es|as|e)|ingerir|take|taking|ponte|inyecta\w*|bastan?"
    r"|dosis|dose|dosage)"
)
_DISORDER = (
    r"(?:depresion|depresiv[oa]|depression|ansiedad (?:clinica|generalizada|social"
    r"|severa)|ansiedad$"
    r"|(?:generalized|social|severe) anxiety"
    r"|anxiety disorder|trastorno\w*|disorders?|bipolar\w*|tdah?|adhd|tept|ptsd|toc"
    r"|ocd|anorexia|bulimia"
    r"|bipolaridad|obsesiv[oa] compulsiv[oa]|esquizofreni\w+|schizophreni\w+"
    r"|psicosis|psychosis|borderline|autis\w+|asperger|fobia social"
    r"|distimia|cuadro (?:depresivo|ansioso|clinico|de)|ataques? de panico"
    r"|panic attacks|hipomania)"
)
_YOU_HAVE = (
    r"(?:tienes|tenes|padeces|sufres|presentas|eres|sos|lo tuyo es|(?:esto|eso) es"
    r"|se trata de|es un caso de"
    r"|you(?: \w+)? have|you(?: are|'re)(?: \w+)? suffering from|you suffer from"
    r"|you are|you're|this is)"
)
# «Tienes prueba de trastornos», «tienes que leer sobre la depresión».
_BETWEEN = (
    r"(?: (?!(?:sobre|prueba|examen|capitulo|ensayo|clase|tarea|texto|leer|estudiar"
    r"|si|que|about|exam"
    r"|chapter|essay|class|to)\b)\w+){0,4}?"
)
_CARE = (
    r"(?:pastillas?|remedios?|medicamentos?|medicacion|tratamiento|psicofarmacos?"
    r"|medications?|meds|medicines?"
    rf"|treatment|pills|{MEDICINES})"
)
_IF = re.compile(
    r"\b(?:si|cuando|if|when|whether|quien(?:es)?|person\w+ (?:que"
    r"|who))\W*(?:\w+\W+){0,3}$"
)
# A medicine as the matter of a course.
_STUDY = re.compile(
    r"\b(?:estudi\w+|farmacologia|ejemplo|capitulo|mecanismo|explica\w*|compara\w*"
    r"|dibuj\w+|resum\w+"
    r"|prueba de|pharmacology|example|chapter|mechanism|explain|compare|draw|sketch"
    r"|study)\b[^.!?]*$"
)
_ASK_FIRST = re.compile(
    r"\b(?:sin (?:consult\w+|hablar|preguntar|indicacion|receta)|por tu cuenta"
    r"|consult\w+|without (?:asking|talking)"
    r"|on your own)\b"
)
_TAKEN = re.compile(
    r"\b(?:tomaste|tomado|tragaste|ingeriste|you took|have taken"
    r"|swallowed)\b[^.!?]{0,20}$"
)

DOSES = (
    Rule(
        rf"{_DOSE}(?:{_MASS}|{_PIECES})\b(?! (?:de|of) (?:agua|acido|sal|azucar|cloruro"
        r"|muestra|reactivo|solucion"
        r"|la muestra|water|salt|sugar|sample))",
        (_TAKEN,),
    ),
    Rule(rf"{_DOSE}{_SPOONS}\b[^.!?]{{0,40}}\b(?:{MEDICINES}|{_OFTEN})\b", (_TAKEN,)),
    Rule(
        rf"\b(?:{MEDICINES}|jarabe|remedio|medicamento|medicine"
        rf"|syrup)\b[^.!?]{{0,40}}{_DOSE}{_SPOONS}\b",
        (_TAKEN,),
    ),
    Rule(rf"\b{_TAKE}\b[^.!?]{{0,30}}{_DOSE}(?:gotas?|drops?|tabletas?|tablets?)\b", (_TAKEN,)),
    Rule(
        r"\b(?:duplica\w*|sub[ie]\w*|aument[ae]\w*|baja\w*|redu[cz]\w*|ajusta\w*|double"
        r"|increase|raise|lower"
        r"|change|up)\b (?:\w+ )?(?:dosis|dose|dosage|medicacion|medication)\b"
    ),
)

ADVICE = (
    Rule(
        r"\b(?:recomiendo|recomendaria|sugiero|sugeriria|aconsejo|i(?:'d"
        r"| would)? (?:recommend|suggest))\b"
        rf"[^.!?]{{0,30}}\b{MEDICINES}\b",
        (NOT, _STUDY),
    ),
    Rule(
        r"\b(?:convendria|podrias|puedes|deberias|prueba|proba|trata de|intenta"
        r"|you (?:should|could|can)|try)\b"
        r" ?(?:con |a )?(?:tomar(?:te)?|tomando|usar|probar|conseguir|pedir|taking|take"
        r"|trying|try|using|get)?"
        rf" ?(?:con |un[ao]? |el |la |some |algun )?{MEDICINES}\b",
        (NOT, _STUDY),
    ),
    Rule(
        r"\b(?:toma|tomate|tomar(?:te)?|consigue|compra(?:te)?|pide(?:le)?|take|get|buy"
        r"|ask for)\b"
        rf"[^.!?]{{0,24}}\b{MEDICINES}\b",
        (NOT, TOLD, _STUDY),
    ),
    Rule(
        rf"\b{MEDICINES}\b[^.!?]{{0,30}}\b(?:te (?:\w+ )?(?:ayud\w+|serv\w+|sirv\w+"
        r"|calm\w+|relaj\w+|quit\w+|hara)"
        r"|help you|calm you|work for you|good for you)\b"
    ),
    Rule(rf"{_YOU_HAVE}\b{_BETWEEN} {_DISORDER}\b", (NOT, TOLD, _IF)),
    Rule(
        r"\b(?:tu|your) (?:problema|diagnostico|condicion|cuadro|problem|diagnosis"
        rf"|condition)\b[^.!?]{{0,25}}"
        rf"\b{_DISORDER}\b",
        (NOT, TOLD, _IF),
        (STUDY,),
    ),
    Rule(
        r"\b(?:indican?|significan?|apuntan? a|(?:es|son) (?:senal|sintoma|signo"
        r"|indicio)(?:es|s)? (?:clar[oa]s? )?de|revelan?"
        r"|means?|indicates?|(?:is|are) (?:a )?(?:clear )?signs? of|points? to)\b"
        rf"(?: (?:que )?(?:tienes|eres|you have|you are))?[^.!?]{{0,15}} {_DISORDER}\b",
        (NOT, TOLD, _IF),
        (STUDY,),
    ),
    Rule(
        rf"\bno (?:sigas|continues|tomes|vuelvas a tomar)\b[^.!?]{{0,20}}\b{_CARE}\b"
        r"|\b(?:don't|do not) (?:keep|continue"
        rf"|take)\b[^.!?]{{0,15}}\b(?:your|the|those) {_CARE}\b",
        (),
        (_ASK_FIRST,),
    ),
    Rule(
        r"\b(?:estas|eres|you are|you're) (?:\w+ )?(?:deprimid[oa] clinicamente"
        r"|clinicamente deprimid[oa]|clinically"
        r" depressed|psicotic[oa]|psychotic|maniac[oa]|manic|anorexic[oa]?"
        r"|bulimic[oa]?)\b",
        (NOT, _IF),
    ),
    Rule(
        rf"\b(?:se llama|is called|tiene nombre:?)[^.!?]{{0,10}}\b{_DISORDER}\b", (NOT,), (STUDY,)
    ),
    Rule(rf"\b(?:bota|tira|elimina|throw(?: away)?|flush|dump)\b[^.!?]{{0,12}}\b{_CARE}\b", (NOT,)),
    Rule(
        r"\b(?:gotas|aceite|capsulas|oil|drops) de (?:cannabis|cbd|marihuana)\b|\b(?:cbd"
        r"|cannabis|marihuana|weed)\b"
        r"[^.!?]{0,25}\b(?:te (?:ayud|relaj|calm|serv)\w*|help you|relax you|prueba|try)\b"
        r"|\b(?:prueba|try)\b[^.!?]{0,15}\b(?:cbd|cannabis|marihuana|weed|alcohol)\b",
        (NOT,),
        (STUDY,),
    ),
    Rule(rf"\bdiagnos(?:tico|is) ?: ?(?:\w+ ){{0,3}}?{_DISORDER}\b"),
    Rule(
        r"\b(?:lo que (?:describes|cuentas|sientes|te pasa)|tus sintomas|your symptoms"
        r"|what you (?:describe|feel))\b"
        rf"[^.!?]{{0,30}}\b(?:es|son|is|are|fits?|calzan?"
        rf"|correspond\w+)\b[^.!?]{{0,25}}\b{_DISORDER}\b"
    ),
    Rule(
        r"\b(?:deja(?:r)?|suspende[r]?|abandona[r]?|interrumpe|interrumpir|saltate|stop"
        r"|quit|skip)\b"
        rf"(?: (?:de )?(?:tomar(?:te)?|taking|using))?[^.!?]{{0,14}}\b{_CARE}\b",
        (NOT, TOLD),
    ),
    Rule(
        r"\bno (?:\w+ )?necesitas (?:\w+ )?(?:psiquiatra|psicolog[oa]|terapia|pastillas"
        r"|medicacion|medico|remedios)\b"
        r"|\b(?:don't|do not) need (?:\w+ )?(?:medication|a psychiatrist|therapy"
        r"|a doctor|pills)\b",
        (),
    ),
)

MEDICAL = RuleSet(DOSES + ADVICE)

# Chemistry and biology speak of these too.
_MATTER = frozenset({"litio", "lithium", "insulina", "insulin", "estimulantes"})
_NAMED = re.compile(rf"\b{MEDICINES}\b")
_DOCTOR = re.compile(
    r"\b(?:medic[oa]s?|psiquiatras?|doctor\w*|psychiatrist|prescrib\w+|recet\w+)\b"
)


def medicine_brought_up(text: str, new_from: int, given: str) -> bool:
    """Whether plain `text` names a medicine that nobody had spoken of, not as a course's matter."""
    for match in _NAMED.finditer(text, new_from):
        if match[0] in _MATTER or match[0] in given:
            continue
        sentence = sentence_around(text, *match.span())
        if STUDY.search(sentence) or _DOCTOR.search(sentence):
            continue
        if not NOT.search(clause_before(text, match.start())):
            return True
    return False
