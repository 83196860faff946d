"""Weapons, explosives, poisons, drugs and break-ins: asked for by a student, or told by a model.

What is asked for is found by a noun of danger near a word of making or getting; what is told by a
material of danger in a sentence that says what to do with it. Lessons *about* these matters (a war,
a reaction, a law) may be taken for a request: then the embedded engine answers, which tells none.
"""

from __future__ import annotations

import re

from analysis.pii.plain import plain
from conversations.guardrails.rule import NOT, Rule, RuleSet

_DANGER = (
    r"(?:bombas?|explosivos?|molotov\w*|granadas?|detonador\w*|dinamita|polvora|napalm|termita"
    r"|nitroglicerina|artefactos?|silenciador\w*|municion\w*|armas?|pistolas?|rifles?|escopetas?"
    r"|venenos?|toxinas?|ricina|cianuro|arsenico|estricnina|sarin|gas (?:toxico|mostaza|nervioso)"
    r"|gases toxicos|metanfetaminas?|anfetaminas?|cocaina|crack|heroina|fentanilo|opio|lsd|mdma"
    r"|extasis|ghb|burundanga|escopolamina|drogas?|narcoticos?|bombs?|explosives?|grenades?"
    r"|weapons?|guns?|poisons?|toxins?|cyanide|ricin|meth(?:amphetamine)?|cocaine|heroin|fentanyl"
    r"|nerve gas|drugs?|malware|ransomware|virus informatico|keylogger|troyanos?)"
)
_GET = (
    r"(?:hac(?:er|es|e|en|iendo|emos)|haria\w*|hago|haz(?:me|lo)?|fabric\w+|prepar\w+|arm(?:ar|o|as|a)"
    r"|constru\w+|sintetiz\w+|cocin\w+|mezcl\w+|consegu\w+|consig\w+|compr\w+|obten\w+|extra\w+"
    r"|produc\w+|cre(?:ar|o|as)|deton\w+|us(?:ar|o)|receta|pasos|instrucciones|guia|manual|tutorial"
    r"|formula|ingredientes|proporcion\w*|cantidad\w*|make|build|cook|mix|synthes\w+|buy|get|recipe"
    r"|steps|instructions|guide|write|program\w*)"
)
_REQUESTS = re.compile(
    rf"\b{_GET}\b(?:\W+\w+){{0,6}}?\W+{_DANGER}\b"
    rf"|\b{_DANGER}\b(?:\W+\w+){{0,4}}?\W+(?:caser\w+|{_GET})\b"
    r"|\b(?:envenen\w+|drogar|intoxicar|poison|drug)\b(?:\W+\w+){0,3}?\W+(?:a|al|la|mi|una?|my|the"
    r"|some\w*)\b"
    r"|\b(?:matar|asesinar|lastimar|kill|hurt)\b(?:\W+\w+){0,6}?\W+(?:sin (?:que|dejar)|without)\b"
    r"|\b(?:hacke\w+|jaque\w+|falsific\w+|clon(?:ar|o)|hack|forge|break into)\b(?:\W+\w+){0,5}?\W+"
    r"(?:cuentas?|contrasen\w+|claves?|tarjetas?|notas|sistemas?|servidor\w*|camaras?|certificad\w+"
    r"|accounts?|passwords?|cards?|grades|systems?|servers?)\b"
    r"|\b(?:cuant\w+|how many)\b(?:\W+\w+){0,4}?\W+(?:pastillas?|comprimidos|gotas|pills?)\b"
    r"(?:\W+\w+){0,6}?\W+(?:letal\w*|mat\w+|morir\w*|dormir\w*|lethal|kill|die)\b"
)
_DO = (
    r"(?:mezcl\w+|llen\w+|agreg\w+|anad\w+|calient\w+|enciend\w+|prend\w+|ech(?:a|as|ar|e)\b"
    r"|conect\w+|introduc\w+|tap(?:a|as|ar)\b|mete\w*|pon(?:le|er|es)?\b|moj\w+|disuelv\w+|filtr\w+"
    r"|reduc\w+|mix|fill|add|heat|light|pour|connect|soak|stuff|dissolve)"
)
_MATERIAL = (
    r"(?:gasolina|bencina|nafta|querosen\w*|mechas?|trapo|polvora|nitrato|peroxido|acetona|efedrina"
    r"|pseudoefedrina|fosforo rojo|detonador\w*|explosiv\w+|cianuro|ricina|cloro y amoniaco"
    r"|amoniaco y cloro|lejia y amoniaco|metralla|clavos y|petrol|gasoline|kerosene|fuse|rag"
    r"|gunpowder|ammonium nitrate|peroxide|ephedrine|red phosphorus|detonator|shrapnel)"
)
DANGEROUS = RuleSet(
    (
        Rule(rf"\b{_DO}[^.!?]{{0,90}}\b{_MATERIAL}\b", (NOT,)),
        Rule(rf"\b{_MATERIAL}\b[^.!?]{{0,60}}\b{_DO}", (NOT,)),
        Rule(rf"\b{_GET}[^.!?]{{0,40}}\b(?:bomba|molotov|explosivo|bomb|explosive)\b", (NOT,)),
    )
)


def asks_for_danger(text: str) -> bool:
    """Whether a student's message seems to ask for a dangerous method; then no model is asked."""
    return bool(_REQUESTS.search(plain(text).low))
