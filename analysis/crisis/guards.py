"""Readings that take a pattern's find back: denial, jokes, fiction, games, a past overcome.

Each guard is asked about one find in the whole normalised text and says whether that find is
not about a person at risk.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_DENIAL_BEFORE = re.compile(
    r"(?<!\bsi )(?<!digo que )\b(?:no|nunca|jamas|tampoco|ni|sin|nadie)"
    r"(?: (?:me|se|te|lo|nos|es|esque|que|voy|va|vaya|a|pienso|pensado|pensando|pense|he|e|estoy|tengo|tuve|hay|quiero|"
    r"quiera|siento|tenido|ganas|ideas?|intencion(?:es)?|haria|hare|para|por|de|en|ya|mas|digo|porque|"
    r"significa|busco|planeo|llego|llegaria|ando|eso|signifique|nada|un|una|el|la|querer))*,? $"
)
_ASKED = re.compile(r"\b(?:me )?pregunt\w+ si (?:yo |ya |alguna vez |es que )*(?:\w+ ){0,3}$")
_DENIED_AFTER = re.compile(r"\b(?:no|jamas|nunca|nada)\b")
_TAKEN_BACK = re.compile(
    r"\b(?:es|era|fue) (?:(?:una|un|puro?|solo) )?(?:broma|chiste|joda|decir|talla|guasa|webeo|hueveo|meme)\b|\ben broma\b|"
    r"\bno te creas\b|\bmentira\b|\bno literal"
)
_NOT_A_JOKE = re.compile(
    r"\b(?:no (?:es|era|fue) (?:una |un |ningun[oa]? )?(?:broma|chiste|joda|talla|decir|exageracion|meme|drama)|en serio|enserio|va en serio|"
    r"de verdad|de veras|posta|lo digo (?:bien|mal|de)|sin (?:broma|joda)|no (?:estoy|toy|ando) (?:jugando|bromeando|exagerando)|literal(?:mente)? quiero|"
    r"no exagero|hablo en serio|nadie (?:me cree|lo sabe)|ayuda por favor|ayudenme)\b"
)
_LAUGHTER = re.compile(r"\bjaja\b|\bxd+\b|\blol\b|[😂🤣😅😆😹😜🤪😝🤭💀☠]")
_TRIVIAL_NEAR = re.compile(
    r"\b(?:(?:de|d|del) (?:la |el |puro |tanto |tanta |lo )?(?:risa|hambre|sueno|calor|frio|verguenza|aburrimiento|aburrid[oa]|amor|ternura|"
    r"cansancio|plancha|nervios|ganas|envidia|curiosidad|pena|roche|oso|vergu\w*|sed|flojera|gusto|felicidad|emocion)|"
    r"(?:con|por) (?:est[eao]s?|es[eao]s?|l[ao]s|el|la|tant[oa]s?|un|una) (?:\w+ )?(?:parcial(?:es)?|examen(?:es)?|prueba|certamen|tarea|ramo|materia|"
    r"curso|profe\w*|quiz|final|entrega|informe|tp|ensayo|tesis|maqueta|integral(?:es)?|calculo|estadistica|algebra|fisica|quimica|excel|word|python|codigo|"
    r"bibliografia|grupo|clase|calor|equipo|partido|trabajo))"
)
_TRIVIAL_CAUSE = re.compile(
    r"\b(?:(?:me|se me) (?:olvid\w+|equivoq\w+|borr\w+)|olvid\w+|mand[eé]|he mandado|envi[eé]|(?:llegue|fui) (?:a la \w+ )?(?:sin|tarde)|"
    r"no (?:guarde|anote|traje|imprimi|lleve)|deje el|perdi (?:el|la) (?:micro|bus|usb|cargador|pendrive)|spoiler|vi (?:mal )?(?:la hora|la fecha)|estudie (?:otro|el tema)|subi (?:mal|el archivo|otro))"
)
_FICTION = re.compile(
    r"\b(?:cancion(?:es)?|letra|verso|poema|poesia|rola|libro|novela|(?:el|un|este|ese|del|mi) cuento|pelicula|peli|serie|personajes?|protagonista|"
    r"(?:el|en el|del) capitulo|(?:la|una|esta|esa) frase|corrido|tango|bolero|autora?|poetas?|escritora?|monologo|estrofa|coro|escena|narrador|narra|guion|documental|anime|"
    r"manga(?! larga)|romeo|julieta|hamlet|werther|ofelia|bovary|karenina|videoclip|cantante|actor|actriz|teleserie|podcast|noticias?|"
    r"reportaje|tragedia|mito|leyenda|villano|heroe|obra de teatro|la obra|dorama|refran)\b"
)
_ABOUT_ONESELF = re.compile(
    r"\b(?:yo tambien|igual que yo|como yo|me pasa (?:lo mismo|igual)|me identific\w+|asi me siento|conmigo|es lo que (?:yo )?siento|"
    r"yo (?:quiero|siento|pienso|estoy)|en mi caso|lo mismo que yo|me siento asi|lo mio)\b"
)
_REPORTED = re.compile(
    r"\b(?:dij\w+|dice|dise|dicen|escrib\w+|mand\w+|puso|publico|cartas?|nota|mensaje|audio|pienso|pense|siento|digo|historia)\b"
)
_GAME = re.compile(
    r"\b(?:partidas?|ronda|nivel|boss|jefe final|minecraft|fortnite|valorant|free fire|respawn\w*|npc|sims|gta|nether|kills?|server|"
    r"raid|zelda|elden ring|dark souls|videojuegos?|(?<!conoci )(?<!fue )jugando|jugar|jugamos|juego|call of duty|among us|mi jungla|clasificatoria|roblox|"
    r"pokemon|mario|lobby|hitbox|mi main|dota|rol|dungeon|mafia|hombre lobo|play|xbox|rankeds?|elo|creeper|zombies?|pacman|el mapa|"
    r"counter|cs ?go|pubg|overwatch|hollow knight|terraria|clash|ajedrez|truco|lag|mi personaje|gg)\b"
)
_COURSEWORK = re.compile(
    r"\b(?:durkheim|camus|freud|nietzsche|oms|factores de riesgo|caso (?:clinico|practico)|(?:el|la|un|una|mi|de) pacientes?|practica simulada|codigo penal|articulo \d+|"
    r"(?:para|es de|en) (?:mi |la |el |un |una )?(?:tarea|ensayo|clase de|exposicion|trabajo|examen de|parcial de|prueba de|monografia|tesis|tfg|informe|debate|"
    r"psicopatologia|criminologia|derecho|enfermeria|sociologia|psicologia|penal|legislacion|farmaco\w*|toxicologia|clinica|urgencias|historia|lengua|literatura)|"
    r"(?:ensayo|tesis|monografia|informe|articulo|investigacion|charla|taller|trabajo|exposicion|proyecto) (?:sobre|de|acerca)|prevencion|legislacion|"
    r"protocolo|definicion|tasa de|segun (?:el|la|los)|estadisticas?|encuesta|hipotesis|autores|bibliografia|diagnostico diferencial|dosis)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:hace (?:\w+ ){0,2}(?:anos|tiempo|mil|decada)|ase (?:\w+ )?(?:anos|mil|tiempo)|antes|(?:en|de|desde) (?:el |la )?(?:colegio|liceo|prepa|secundaria|instituto|"
    r"bachillerato|chic[oa]|nin[oa]|morr[oa]|adolescen\w+|joven|pandemia)|\d+ anos|cuando (?:tenia|era)|a los (?:\d+|quince|catorce|trece|doce|once|diez|dieci\w+|veint\w+)|en mi (?:adolescencia|infancia|juventud)|con (?:\w+ ){1,2}anos|(?:en|desde) 20\d\d|tuve|viv[ií]|pase por|lo pase|mi ex|anterior|una epoca|mi peor)\b"
)
_OVERCOME = re.compile(
    r"\b(?:ya (?:estoy|ando|me siento|esta|lo trabaje) ?(?:re |muy |super |bastante |mucho )?(?:bien|mejor|limpi[oa]|recuperad[oa]|tranquil[oa]|trabajad[oa])?|"
    r"(?:hoy|ahora)(?: en dia)?,? (?:ya )?(?:estoy|ando|vivo|soy|doy|tengo|estudio|gracias|me siento|lo cuento|puedo)|supere|superad[oa]|quedo atras|gracias a (?:la |mi )?(?:terapia|psicolog\w+|dios)|"
    r"con terapia|feliz de seguir|me alegr[oa] (?:de|mucho)|alta medica|ya no (?:me|lo|pienso)|recuperad[oa]|limpi[oa]|sali adelante|eso (?:termino|quedo|ya paso)|contarlo|lo cuento|se lo (?:cuento|menciono)|anos sin (?:hacerlo|cortarme)|aquello (?:esta|quedo)|una vida que quiero|me la dieron|lo denuncie|nos fuimos|por suerte|sigo (?:en terapia|aca y contenta)|ya paso)\b"
)
_RELAPSE = re.compile(
    r"\b(?:otra vez|de nuevo|volvi|volvio|volvieron|vuelven|ultimamente|recai|estas semanas|este (?:semestre|mes|ciclo) (?:volvi|otra)|volver a (?:hacer|intentar|lastim)\w*|"
    r"pero (?:ahora|hoy|anoche|ayer|ultimamente)|sigo (?:pensando|sintiendo|con)|no (?:lo he|se me)|todavia (?:pienso|quiero)|y hoy compre|me cuesta no)\b"
)
_TARGET_IS_THING = re.compile(
    r"\b(?:al? (?:que|profe\w*|compilador|profesor|decano|impresora|wifi|pc|computador\w*|quien invento|inventor|ayudante|grupo|equipo))\b"
)

Guard = Callable[[str, int, int], bool]


def _denial(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    if _DENIAL_BEFORE.search(before):
        return True
    return bool(_ASKED.search(before) and _DENIED_AFTER.search(text, end))


def _joke(text: str, start: int, end: int) -> bool:
    if _NOT_A_JOKE.search(text):
        return False
    return bool(_TAKEN_BACK.search(text) or _LAUGHTER.search(text))


def _trivial(text: str, start: int, end: int) -> bool:
    if _NOT_A_JOKE.search(text):
        return False
    near = text[max(0, start - 25) : end + 50]
    return bool(_TRIVIAL_NEAR.search(near) or _TRIVIAL_CAUSE.search(text, max(0, start - 60), end + 80))


def _quoted(text: str, start: int, end: int) -> bool:
    return text.count('"', 0, start) % 2 == 1 and '"' in text[end:]


def _fiction(text: str, start: int, end: int) -> bool:
    if _ABOUT_ONESELF.search(text):
        return False
    if _quoted(text, start, end) and not _REPORTED.search(text):
        return True
    around = text[max(0, start - 110) : end + 90]
    return bool(_FICTION.search(around))


def _game(text: str, start: int, end: int) -> bool:
    return bool(_GAME.search(text)) and not _NOT_A_JOKE.search(text)


def _past(text: str, start: int, end: int) -> bool:
    return bool(_LONG_AGO.search(text) and _OVERCOME.search(text)) and not _RELAPSE.search(text)


def _coursework(text: str, start: int, end: int) -> bool:
    return bool(_COURSEWORK.search(text))


def _hyperbole_other(text: str, start: int, end: int) -> bool:
    return bool(_TARGET_IS_THING.search(text[start : end + 40])) and not _NOT_A_JOKE.search(text)


GUARDS: dict[str, Guard] = {
    "denial": _denial,
    "joke": _joke,
    "trivial": _trivial,
    "fiction": _fiction,
    "game": _game,
    "past": _past,
    "coursework": _coursework,
    "hyperbole_other": _hyperbole_other,
}
