"""How many minutes there are to work now, from a folded text (`labels.md`, tiempo_bloque)."""

from __future__ import annotations

import re

from analysis.slot_numbers import NUMBER, number

_MIN = r"(?:minutos?|minutit\w+|min|m|')(?!\w)"
_HOUR = r"(?:horas?|horitas?|hs|h)(?!\w)"
DURATION = re.compile(
    rf"(?:\b(?P<whole>(?:la|esta|una) hora)(?= (?:que (?:tengo|me queda)|libre))|\b(?P<three>(?:tres cuartos|3/4) de hora)\b"
    rf"|\b(?P<half>(?:una? )?medi[ao] ?(?:hora|horita|horica))\b(?! mas tarde)"
    rf"|\b(?P<quarter>(?:un )?cuarto de (?:hora|horita))\b"
    rf"|\b(?P<hm>(?P<h1>\d) ?(?:{_HOUR}) ?(?:y |con )?(?P<m1>\d\d)(?: ?{_MIN})?)(?!\w)"
    rf"|\b(?P<clock>(?P<h2>\d):(?P<m2>[0-5]\d)(?: ?{_HOUR}))"
    rf"|\b(?P<hours>{NUMBER} ?(?=h|ho))? ?(?<!\w)(?P<unit>horas?|horitas?|h|hs)(?!\w)(?: y (?P<plus>media|cuarto|pico|tres cuartos|{NUMBER} {_MIN}))?"
    rf"|\b(?P<minutes>{NUMBER}) ?{_MIN})"
)
_OTHER_TIME_BEFORE = re.compile(
    r"(?:\b(?:llev\w+|hace|desde hace|estudie|estudio|pase|paso|perdi|dormi\w*|duermo|dur[aeo]\w*|durante|tarde|tard[ao]\w*|"
    r"demor\w+|cada|faltan?|dentro de|estuve|espere|trabajo|trabaje|labure|laburo|curre|chambee|avance|empece|hasta las|"
    r"a los|a las|a la|son las|antes de las|desde las|de las|para las|sobre las|de|por|no tengo|ni|tuve|tiene|tienen|son|y|eran|"
    r"gaste|invierto|viajo|camino|manejo|clases?|una hora no|mas de|vence|cierra|cierran|entreg\w+|es|"
    r"mi hermana|media hora no|me tomo|me llevo|me lleva|toma|se va|va|me costo)"
    r"(?: (?:como|unos|unas|casi|mas de|solo|ya|las|los|aprox|apenas|me|haciendo|en|todavia|alrededor de|otras|estas|las ultimas))*\s*)$"
)
_NOT_STRONG = re.compile(
    r"\b(?:de|por|y|son|es|va|paso|ni)(?: (?:como|unos|unas|casi|apenas|solo|ya))*\s*$"
)
_OTHER_TIME_AFTER = re.compile(
    r"^\s*(?:de (?:clases?|sueno|viaje|retraso|trayecto|bus|metro|micro|duracion|video|audio|pelicula|cola|fila|turno|examen|exposicion|presentacion|retraso|ida|camino|atraso)|"
    r"sin (?:dormir|comer|avanzar|luz|internet|poder)|diarias|al dia|por dia|tarde|atras|despues|a la semana|seguidas|semanales|por semana|ya\b(?! (?:libre|para))|"
    r"(?:estudiando|escribiendo|leyendo|mirando|intentando|durmiendo|trabajando|tratando|buscando|peleando|resolviendo|programando|haciendo|con est[ea]|viendo|esperando|en (?:la fila|el bus|el metro|micro|combi)|viajando|atorad|trabad|pegad|atascad|scrolleando|perdid[ao])|"
    r"no\b(?! mas)[,;. ]|que (?:estoy|llevo|no duermo|intento))"
)
_HAVE = re.compile(
    r"\b(?:tengo|tenemos|dispongo|disponemos|puedo|podria|dedic\w+|quedan?|quedaron|cuento con|contamos con|alcanza\w*|alcanzo|libres?|disponibles?|"
    r"hay|solo|trabajar|con|dame|hagamos|serian|aprovech\w+|tendria|tendre|tenia|hueco|ventana|rato|saco|sacar|dispone\w*|doy|damos|ponerle|"
    r"no (?:tengo|dispongo de) mas (?:de|que)|antes de|me da para|apenas|no mas|otra|todavia|digamos|en|por delante|me dan|sobran?|quiero|meterle|echarle)\b"
)
_FREE_AFTER = re.compile(
    r"^\s*(?:mas |no mas |apenas |nada mas |justas? |justit\w+ )?(?:libres?|disponibles?|antes de|de (?:tiempo|biblioteca|recreo|refrigerio|almuerzo|hueco|ventana|combi|descanso)|no mas|y (?:quiero|ya|despues|me)|alcanzo|puedo|que (?:tengo|me queda)|hasta que|por delante|tengo|me quedan?|q(?:ue)? (?:me quedan?|tengo))"
)
_MAY_BE = re.compile(r"hora|minut|\d ?(?:h|m|hs|')(?!\w)|\bmin\b")
_VAGUE = re.compile(r"\b(?:unas|pocas|unas pocas|algunas|varias|unos|pocos) $")
_LIMIT = re.compile(
    r"\b(?:no tengo|no dispongo|dispongo|tengo|no me quedan?|no hay)(?: mas)? (?:de|que)(?: unos| unas| como)? $"
)
_DUE = re.compile(
    r"\b(?:entreg\w+|vence\w*|cierr\w+|sub\w+|mand\w+|envi\w+|deadline|plazo|empieza|entro|rind\w+|expon\w+|tengo (?:clase|prueba|examen|que))\b"
)
_LEAST, _MOST = 3, 720


def _minutes(match: re.Match[str]) -> float | None:
    if match["whole"]:
        return 60
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15
    if match["three"]:
        return 45
    if match["hm"]:
        return int(match["h1"]) * 60 + int(match["m1"])
    if match["clock"]:
        return int(match["h2"]) * 60 + int(match["m2"])
    if match["minutes"]:
        return number(match["minutes"])
    plus = match["plus"] or ""
    extra = {"": 0.0, "media": 30.0, "cuarto": 15.0, "tres cuartos": 45.0}.get(plus)
    if extra is None:
        if plus == "pico":
            return None
        extra = number(plus.rsplit(" ", 1)[0])
    if not match["hours"]:
        # «hora y media» and «una horita» say how long, «la hora de» does not.
        return 60 + extra if plus or match["unit"] == "horita" else None
    return number(match["hours"].strip()) * 60 + extra


def find_minutes(folded: str) -> int | None:
    """Minutes of working time available from now, or None."""
    if not _MAY_BE.search(folded):
        return None
    short = len(folded.split()) <= 7
    for count, match in enumerate(DURATION.finditer(folded)):
        if count > 8:
            break
        before = re.split(
            r"[.;!?\n,:]|\bpero\b", folded[max(0, match.start() - 60) : match.start()]
        )[-1]
        after = folded[match.end() : match.end() + 40]
        limit = _LIMIT.search(before)
        free = _FREE_AFTER.search(after)
        if (
            not limit
            and _OTHER_TIME_BEFORE.search(before)
            and not (free and _NOT_STRONG.search(before))
        ):
            continue
        if _OTHER_TIME_AFTER.search(after) or (
            _VAGUE.search(before + match[0][:0]) and "hora" in match[0] and not match["hours"]
        ):
            continue
        if re.search(r"\ben(?: (?:unos|unas|como))? $", before) and (
            _DUE.search(before) or _DUE.search(after)
        ):
            continue
        minutes = _minutes(match)
        leads = not before.strip() and re.match(r"\s*(?:para|p|pa)\b", after)
        if minutes is None or not (short or limit or free or leads or _HAVE.search(before)):
            continue
        if _LEAST <= minutes <= _MOST:
            return round(minutes)
    return None
