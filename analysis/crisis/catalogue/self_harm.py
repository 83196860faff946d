"""Cutting, burning, hitting oneself; starving and purging as punishment or out of control."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

HARM = (CrisisKind.SELF_HARM,)
HIGH, MODERATE = CrisisLevel.HIGH, CrisisLevel.MODERATE

PATTERNS = (
    Pattern(
        "cutting", HIGH, HARM,
        r"\bme (?:(?:he |e |habia |acabo de |volvi a |vuelvo a |quiero |<going> |vuelto a )*)"
        r"(?:cort(?:o|e|aba|ar|ado|ando)|rasgu[nñ]\w*|raj(?:o|e|aba|ar|ado)|tajea\w*|taje[oe]|"
        r"hice cortes|hago cortes|abr[ioí])"
        r"(?: \w+){0,3} (?:(?:los|las|el|la|mis|en los|en las) <body>|cuando|otra vez|de nuevo|"
        r"para (?:calmar|sentir|castig)\w*|a proposito)"
        r"(?!.{0,25}(?:cocin|cebolla|papel|afeit|pelo|vendaj|gallet|cuchara|power|curita|puntadas|"
        r"maqueta|una con))",
        "me corto los brazos en el baño cuando suspendo",
        "me corté el dedo cocinando, tres puntadas",
    ),
    Pattern(
        "cutting_bare", HIGH, HARM,
        r"(?<!novio )(?<!novia )(?<!pololo )(?<!polola )(?<!ella )(?<!el )\bme (?:corto|"
        r"volvi a cortar|vuelvo a cortar|he vuelto a cortar|estoy cortando|e vuelto a cortar|"
        r"acabo de cortar|cortaba)\b"
        r"(?!.{0,12}venas con (?:gallet|una cuchara|el pow))(?! (?:el|un|una|con papel|"
        r"con el papel|por (?:mensaje|whats\w*|telefono|chat|insta\w*|otr[oa])|la (?:llamada|luz|inspir)|las unas|la barba|con (?:mi|el) (?:novi|polol)))|"
        r"\b(?:lo|los) (?:de )?(?:los|mis) cortes\b|\bcortarme\b(?! (?:el|un|una|las unas|"
        r"la (?:barba|inspir)))",
        "me volví a cortar anoche",
        "me corto el pelo y nadie se da cuenta",
    ),
    Pattern(
        "self_injury", HIGH, HARM,
        r"\b(?:me (?:autolesion\w+|autoflagel\w+)|autolesionarme|autolesionandome|autoflagelarme|"
        r"(?:mis|con) autolesion\w*|me lesiono)\b",
        "me autolesiono desde los catorce",
        "tengo que hacer un informe sobre autolesiones en escolares",
    ),
    Pattern(
        "hurt_myself", HIGH, HARM,
        r"\b(?:me (?:lastimo|lastimaba|hago dano|hacia dano|hice dano|vuelvo a lastimar|"
        r"volvi a lastimar|volvi a hacer dano|he hecho dano|he lastimado|lastime (?:las|los|"
        r"a proposito|otra))|"
        r"(?:<want>|<going>|me dan ganas de|necesito|volver a|empece a|sigo) (?:lastimarme|"
        r"hacerme dano|herirme|castigarme|golpearme|quemarme)|"
        r"hacerme dano|lastimarme)\b(?! (?:el|la) (?:rodilla|tobillo|hombro|espalda|"
        r"cuello))(?!.{0,25}(?:futbol|entren|gimnasio|corriendo))",
        "cuando me va mal me lastimo y nadie lo sabe",
        "me lastimé el tobillo jugando fútbol",
    ),
    Pattern(
        "burning_hitting", HIGH, HARM,
        r"\bme (?:he |doy (?:de )?|hago |ago |vuelvo a |sigo )?(?:quem(?:o|ado|aba|e)|golpe(?:o|"
        r"aba|ado)|pego\b|arano|aranaba|muerdo|pincho|clavo|punetazos|cachetadas|pellizco|"
        r"jalo el pelo|arranco|kemaditas|quemaditas|doy contra|doy con)"
        r"(?: \w+){0,3} (?:a mi mism[oa]|(?:los|las|el|la|en los|en las|en la|en el|mi|mis|"
        r"a) (?:<body>|pelo|unas|kara|braso|brasos|piel)|contra (?:la|el|las)|con (?:el|la|"
        r"un) (?:encendedor|plancha|cigarr\w+|cinturon|vela))"
        r".{0,60}(?:castig|cuando|cada (?:vez|que)|proposito|sangr|merezco|calm|ansiedad|marca|"
        r"morad|idiota|brut[oa]|inutil|porque|chichon|pared|nadie|otra vez)",
        "me golpeo la cabeza contra la pared cuando no me salen los ejercicios",
        "me pego a la pared del aula para escuchar mejor",
    ),
    Pattern(
        "blade_again", HIGH, HARM,
        r"\b(?:otra vez|de nuevo|volvi (?:a|con)|recai|compre|guard\w+|escond\w+|llevo|la|"
        r"necesito)\b(?: \w+){0,4} (?:la |las |una )?(?:cuchillas?|hojitas?|gillette|navajita|"
        r"tijera en el bano)"
        r"\b(?!.{0,30}(?:maqueta|afeit|taller|diseno|papel|carton|comprar para))|"
        r"\bver (?:mi )?sangre\b.{0,30}(?:calm|sentir|alivi|necesit)|\bnecesito ver sangre|"
        r"\b(?:brazos?|piernas?|muslos?) (?:llen[oa]s?|marcad[oa]s?) de (?:cort\w+|marcas|heridas|"
        r"rayas)|\b(?:mis|los) cortes (?:nuevos|de|en)\b|\bapag\w+ (?:los )?(?:puchos|"
        r"cigarr\w+) en (?:el|mi)|\bmuerd\w* hasta (?:hacerme|sangrar)|\bme corte muy profundo|"
        r"\bme hago (?:una |un )?(?:raya|corte|herida)s? en",
        "otra vez la cuchilla, llevaba tres semanas sin hacerlo",
        "compré una cuchilla para la maqueta",
    ),
    Pattern(
        "hidden_marks", MODERATE, HARM,
        r"\b(?:manga larga|mangas largas)\b.{0,60}(?:cort|marca|brazo|calor|verano|junio|enero|"
        r"por que|porque|esconder|tap|vean)|"
        r"\b(?:tapo|tapar|esconder|escondo|oculto|ocultar)\b(?: \w+){0,3} (?:las |los |"
        r"mis )?(?:marcas|cortes|cicatrices|heridas|moretones)\b",
        "uso manga larga en verano para esconder las marcas",
        "hay que ir de manga larga al laboratorio por seguridad",
    ),
    Pattern(
        "purging", HIGH, HARM,
        r"\b(?:vomit[oae]\w*|provoco el vomito|me provoco vomit\w*|purg(?:o|arme|"
        r"ando))(?: \w+){0,3} (?:todo lo que como|lo que como|a proposito|"
        r"despues de (?:comer|cenar|cada|almorzar)|para no (?:engordar|subir)|cada vez que como)|"
        r"\bno puedo (?:dejar|parar) de vomitar|\bme meto los dedos|"
        r"\bsi como (?:algo )?(?:lo )?vomito|\bpara vomitar lo que|\bya no puedo parar de vomitar",
        "vomito todo lo que como y nadie se da cuenta",
        "vomité lo que comí en el puesto, ¿me justifican la falta?",
    ),
    Pattern(
        "starving", HIGH, HARM,
        r"\b(?:no (?:como|he comido|voy a comer|comi|pienso comer)|dej[eo] de comer|(?:dias|"
        r"semana) sin comer|sin comer|me (?:impongo|prohibo) (?:no )?comer|a pura agua)\b"
        r".{0,60}(?:castig|merezc|merec|odio|gord[oa]|desmay|me lo gan|hasta (?:aprobar|adelgazar|"
        r"bajar|terminar)|mi cuerpo|reprob|aprend|vomit|culpa|asco|pura agua|se me cae el pelo|"
        r"calific|nota)",
        "no como hace días porque no lo merezco",
        "no he comido nada desde la mañana por el laboratorio",
    ),
    Pattern(
        "punishment", HIGH, HARM,
        r"\b(?:me castigo|mi castigo|castigarme|para castigarme|castigandome|lo castigo sin|"
        r"mi penitencia|puro castigo|sistema de castigos|como castigo)\b(?!.{0,30}(?:profe|mama|"
        r"papa|celular|consola|sin salir))",
        "si repruebo no ceno, es mi castigo",
        "mi mamá me castigó sin celular",
    ),
)  # fmt: skip
