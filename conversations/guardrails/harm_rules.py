"""Methods and means of harm to oneself or to others."""

from __future__ import annotations

import re

from conversations.guardrails.rule import CARING, NOT, STUDY, TOLD, Rule, RuleSet

_HEIGHTS = (
    r"(?:metro|tren|vias?|edificio|puente|azotea|balcon|ventana|techo|vacio"
    r"|acantilado|train|rails"
    r"|bridge|building|roof|window|cliff|balcony|ledge)"
)
_SKIN = (
    r"(?:antebrazos?|brazos?|munecas?|muslos?|piernas?|piel|venas?|wrists?|arms?"
    r"|thighs?|legs?|skin"
    r"|veins?)"
)
_BLADES = (
    r"(?:hojas? (?:de afeitar|nueva)|cuchillas?|navajas?|bisturi|razors?|blades?"
    r"|cutter)"
)
_ROPES = r"(?:cuerda|soga|cinturon|viga|lazo|rope|belt|noose|beam)"
_ARMS = (
    r"(?:cuchillo|pistola|arma|navaja|bate|machete|fierro|palo|tubo|cadena|acido"
    r"|bencina|nafta|knife|gun|weapon"
    r"|bat|brick|acid|pipe)"
)
_TAKE = (
    r"(?:toma|tomate|tomas|tomar(?:te)?|traga(?:te|rte)?|ingiere|take|taking"
    r"|swallow(?:ing)?)"
)
_PILLS = (
    r"(?:pastillas?|pildoras?|comprimidos?|remedios?|medicamentos?|frasco|caja"
    r"|pills?|tablets?"
    r"|bottle|meds)"
)
_DIE = (
    r"(?:suicid\w+|matar(?:te|se)|morir(?:te|se)?|quitar(?:te|se) la vida|hacer(?:te"
    r"|se) dano"
    r"|cortar(?:te|se)|lastimar(?:te|se)|autolesion\w+"
    r"|(?:kill|hurt|cut|harm|hang) (?:your|one)self|die|end (?:it all|your life)"
    r"|commit suicide)"
)
_MANY = (
    r"cajas?|frascos?|blister\w*|boxes|box|bottles?|bast(?:a|an|aria)|alcanza\w*"
    r"|suficientes?|enough|letal\w*|lethal"
    r"|de una vez|at once"
)

METHODS = (
    Rule(
        r"\b(?:(?:tirar|lanzar|arrojar|aventar|botar)(?:te|se)|tirate|lanzate|arrojate"
        r"|saltar?|jump(?:ing)?)"
        r" (?:al?|del?|desde|por|bajo|delante|frente|off|from|in front|out|under|onto)\b"
        rf"[^.!?]{{0,24}}\b{_HEIGHTS}\b",
        (NOT, TOLD),
    ),
    Rule(
        r"\b(?:ahorcar(?:te|se)|ahorcate|colgar(?:te|se)|cuelgate|hang(?:ing)? (?:your"
        r"|one)self)\b",
        (NOT, TOLD),
    ),
    Rule(
        r"\b(?:cortar(?:te|se)|cortate|corta|corte[ns]?|cut(?:ting|s)?(?: yourself)?"
        r"|hacer(?:te)? cortes"
        rf"|hazte (?:l?os |unos )?cortes)\b[^.!?]{{0,30}}\b(?:{_SKIN}|{_BLADES}"
        r"|nobody (?:looks|sees)"
        r"|(?:sin que )?(?:nadie|no) (?:lo )?(?:vea|note|se note))\b",
        (NOT, TOLD),
    ),
    Rule(
        rf"\b{_BLADES}\b[^.!?]{{0,40}}\b(?:{_SKIN}|cortar(?:te|se))\b",
        (NOT, TOLD),
    ),
    Rule(rf"\b(?:clean|limpia|desinfecta|usa|use)\b[^.!?]{{0,12}}\b{_BLADES}\b", (NOT,)),
    Rule(
        rf"\b{_ROPES}\b[^.!?]{{0,60}}\b(?:ahorc\w+|colg\w+|cuelg\w+|hang\w*|cuello"
        r"|neck)\b",
        (TOLD,),
    ),
    Rule(
        rf"\b{_TAKE}\b[^.!?]{{0,20}}\b(?:todas?|todos|enter[oa]|complet[oa]|punado|monton"
        r"|blister|all"
        rf"|whole|entire|handful)\b[^.!?]{{0,25}}\b{_PILLS}\b",
        (NOT,),
    ),
    Rule(rf"\b{_TAKE}\b[^.!?]{{0,20}}\b(?:el frasco|la caja|the bottle|the box)\b", (NOT,)),
    Rule(
        rf"\b{_PILLS}\b[^.!?]{{0,25}}\b(?:con|y|with|and) (?:alcohol|vino|vodka|pisco"
        r"|licor)\b",
        (NOT, TOLD),
    ),
    Rule(
        rf"\b(?:maneras?|formas?|metodos?|modos?|ways?|methods?)\b[^.!?]{{0,30}}\b(?:de"
        rf"|para|to|of) {_DIE}",
        (NOT, TOLD),
    ),
    Rule(rf"\b(?:como|how to) (?:puedes |podrias )?{_DIE}", (NOT, TOLD)),
    Rule(
        rf"\b(?:para|to) {_DIE}\b[^.!?]{{0,40}}\b(?:necesitas|usa|elige|consigue|basta"
        r"|mejor|you need|use"
        r"|choose|get)\b",
        (NOT,),
    ),
    Rule(
        r"\b(?:quickest|easiest|fastest|best|most effective|painless|mas (?:rapid|facil"
        r"|efectiv|segur|limpi)\w*)"
        r" (?:way|forma|manera) (?:out|de terminar|de acabar|to end|to go)\b",
        (NOT,),
    ),
    Rule(r"\b(?:terminar|acabar) con (?:todo|tu vida),? (?:lo|la) (?:mejor|mas)\b"),
    Rule(r"\bno (?:sufriras|sentiras (?:nada|dolor)(?! (?:especial|raro|distinto)))\b", ()),
    Rule(r"\b(?:you )?(?:won't|will not) feel (?:a thing|anything|any pain)\b", ()),
    Rule(
        r"\b(?:mezcla\w*|combina\w*|mix\w*|combine)\b[^.!?]{0,15}\b(?:cloro|lejia"
        r"|lavandina|bleach)\b",
        (NOT,),
    ),
    Rule(
        r"\b(?:dejar?|deja|deje|stop|quit) (?:de )?(?:comer|eating)\b(?! (?:frente|sano"
        r"|bien|dulces|en))",
        (NOT, TOLD),
    ),
    Rule(r"\b(?:para|to) (?:no|avoid|not) (?:comer|eat(?:ing)?)\b"),
    Rule(
        r"\bvomita\b|\bmake yourself (?:sick|throw up|vomit)\b|\bprovoca(?:te"
        r"|r(?:te)?) el vomito\b"
    ),
    Rule(
        r"\b(?:consigue|lleva|trae|compra|toma|agarra|usa|bring|get|grab|take"
        rf"|use)\b[^.!?]{{0,15}}\b{_ARMS}\b",
        (NOT, TOLD),
    ),
    Rule(
        r"\b(?:dales?|pegales?|golpea(?:l[oae]s?)|rompele|apunala\w+|disparale\w*"
        r"|matal[oa]s?|acuchilla\w*)\b"
        r"(?! (?:forma|un vistazo|una (?:mirada|vuelta|oportunidad)|tiempo|clic|play"
        r"|espacio|las gracias))"
        r"(?:[^.!?]{0,12}\b(?:golp\w+|paliza|punetazo\w*|tiro\w*|patada\w*|cara|fuerte"
        r"|duro)\b)",
        (NOT, TOLD),
    ),
    Rule(r"\b(?:hurt|beat|stab|shoot|punch|hit) (?:him|her|them)\b", (NOT, TOLD)),
)

# Said by an assistant only where it takes care, tells again, or speaks of a course's matter.
DANGER = (
    Rule(
        r"\b(?:lastimar(?:te|se)|lastimate|te vas a (?:lastimar|cortar|matar|herir)"
        r"|quema(?:r)?(?:te|se) (?:la|el|los|las|con)|hacer(?:te|se) dano"
        r"|autolesion\w*|(?:matar|cortar)te(?! (?:estudi|trabaj|el pelo|un mechon"
        r"|la linea))|suicid\w+|morirte|mueres"
        r"|mueras|te mueras|sobredosis|envenenar\w*|desangr\w+|asfixi\w+"
        r"|burn(?:ing)? your (?:skin|arm|leg|hand)\w*"
        r"|cutting yourself|overdos\w+|suicide|(?:kill|hurt|harm|starv)(?:e"
        r"|ing)? yourself|you die)\b",
        (NOT, TOLD),
        (CARING, STUDY),
    ),
    Rule(
        r"\b(?:manera|forma|modo|way)\b[^.!?]{0,20}\b(?:de (?:irse|irte|partir"
        r"|desaparecer|apagarse|apagarte|terminar todo)"
        r"|to (?:go|leave this world|disappear|end everything))\b",
        (NOT,),
        (CARING, STUDY),
    ),
    Rule(
        r"\b(?:ve|anda|vete|sube(?:te)?|camina|acercate|quedate|go|climb|walk"
        r"|stand)\b[^.!?]{0,16}"
        r"\b(?:puente|vias|azotea|cornisa|borde|acantilado|rieles|bridge|rails|ledge"
        r"|rooftop|cliff|edge)\b",
        (NOT, TOLD),
        (CARING, STUDY),
    ),
    Rule(
        rf"\b(?:pastillas|pildoras|somniferos|pills)\b[^.!?]{{0,30}}\b(?:{_MANY})\b"
        rf"|\b(?:{_MANY})\b[^.!?]{{0,20}}\b(?:pastillas|pildoras|somniferos|pills)\b",
        (NOT,),
        (CARING, STUDY),
    ),
    Rule(
        r"\b(?:corte|tajo|incision|cut)\b[^.!?]{0,20}\b(?:muneca|brazo|vena|cuello|wrist"
        r"|arm|vein|neck)s?\b",
        (NOT, TOLD),
        (CARING, STUDY),
    ),
    Rule(
        r"\b(?:banera|tina|bathtub|cuarto cerrado|garage"
        rf"|cochera)\b[^.!?]{{0,40}}\b(?:{_ARMS}|gas|motor|car|auto)\b",
        (NOT, TOLD),
        (CARING, STUDY),
    ),
    Rule(
        r"\b(?:ayun(?:ar|a|es|o)|fast(?:ing)?|purgar(?:te|se)?|laxantes?"
        r"|laxatives?)\b[^.!?]{0,40}"
        r"\b(?:te|dias?|you|days?|control\w*|bajar|peso|weight)\b",
        (NOT, TOLD),
        (CARING, STUDY),
    ),
    Rule(
        r"\b(?:mete|da|dale|pega|encaja|aplica|give|throw)(?:le|les|l[oa]s?|selo| him"
        r"| her| them)?\b[^.!?]{0,10}"
        r"\b(?:un[ao]?s?|a|an) (?:combos?|golpes?|punetazos?|pina|patadas?|cachetadas?"
        r"|bofetadas?|paliza|trompada"
        r"|punch|slap|kick|beating)\b",
        (NOT, TOLD),
    ),
    Rule(
        rf"\b{_TAKE}\b[^.!?]{{0,12}}\b(?:lo que|todo lo que|whatever"
        rf"|everything)\b[^.!?]{{0,25}}"
        r"\b(?:botiquin|encuentres|cajon|cabinet|find|drawer)\b",
        (NOT,),
    ),
    Rule(
        r"\b(?:esper\w+|lleva\w*|amenaza\w*|muestra\w*|golpe\w+|dale|usa|asust\w+|wait"
        r"|threaten|scare|show)\b"
        rf"[^.!?]{{0,45}}\b(?:con|un|una|with|a|an|the) {_ARMS}\b",
        (NOT, TOLD),
        (STUDY,),
    ),
    Rule(
        r"\b(?:rendirte|morir|desaparecer|irte|matarte|giving up|dying"
        r"|disappearing)\b[^.!?]{0,12}"
        r"\b(?:es|seria|is|would be)\b[^.!?]{0,10}\b(?:opcion|salida|solucion|alivio"
        r"|option|answer|relief|way out)\b",
        (NOT, TOLD),
    ),
    Rule(
        r"\b(?:dejaras|dejarias|vas a dejar) de sufrir\b|\byou (?:will|would"
        r"|'ll) stop suffering\b",
        (NOT, TOLD),
    ),
    Rule(
        r"\b(?:no tienes|no hay|there is no) (?:remedio|salida|arreglo|way out)\b"
        r"|\bnada va a mejorar\b"
        r"|\b(?:it|things|nothing) (?:won't|will never|will) get better\b"
        r"|\bno vales (?:nada|la pena)\b"
        r"|\bno sirves\b|\byou(?:'re| are) (?:worth )?nothing\b",
        (TOLD,),
        (re.compile(r"\bno es (?:verdad|cierto)\b"),),
    ),
)

HARMFUL = RuleSet(METHODS + DANGER)
