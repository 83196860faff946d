"""Acute states: voices, persecution, days without sleep, panic that does not end, intoxication."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

ACUTE = (CrisisKind.ACUTE_DISTRESS,)
HIGH = CrisisLevel.HIGH
NOT_SERIOUS = ("denial", "joke", "fiction", "game", "coursework")

PATTERNS = (
    Pattern(
        "voices", HIGH, ACUTE,
        r"\b(?:(?:oigo|escucho|oyendo|escuchando|siento) (?:unas |esas |las |muchas )?(?:voces|"
        r"boses|boces|que me hablan)|"
        r"(?:las|unas|esas|estas) (?:voces|boces|boses)(?: \w+){0,4} (?:me|dicen|disen|no|que)|"
        r"voces (?:en (?:la|mi) cabeza|que me)|"
        r"(?:escucho|oigo|oyendo)(?: \w+){0,4} (?:hablarme|que me (?:llama|habla|dice|ordena)|"
        r"llamarme))"
        r"(?!.{0,50}(?:son mis|comete|bibliotec|audio|grabad|volumen|tele|pasillo|vecin|microfono|parlante))",
        "hace tres días que oigo voces que me dicen que no sirvo",
        "oigo voces en el audio de la clase grabada",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "persecuted", HIGH, ACUTE,
        r"\b(?:me (?:controlan(?! (?:la|el|los|las) )|vigilan|leen la mente|observan|"
        r"persigue gente|persiguen|pusieron un chip|espian)\b.{0,50}(?:camara|celular|mente|"
        r"paredes|todos|microfono|gente|no est)|"
        r"las paredes (?:se mueven|hablan|respiran)|no se (?:ya )?(?:ni )?(?:quien|kien) soy|"
        r"no se si (?:estoy sonando|es real)|veo (?:cosas|gente|sombras) que no|persigue gente|"
        r"sigo viendo cosas|veo cosas\b)",
        "siento que me vigilan por la cámara del celular, tapé todo",
        "me controlan la asistencia con la cámara, todos tienen que prenderla",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "sleepless", HIGH, ACUTE,
        r"\b(?:(?:tres|cuatro|cinco|seis|siete|varios|muchos|[3-9]) (?:dias|"
        r"noches)(?: seguid[oa]s)? (?:casi )?sin (?:dormir|pegar)|no (?:duermo|he dormido|"
        r"pego un ojo|he pegado) (?:desde|hace)(?: \w+)? (?:\w+ )?(?:dias|lunes|martes|jueves|"
        r"viernes|sabado|domingo|semana|pasado))"
        r"\b.{0,90}(?:llorar|loc[oa]|desesper|no siento|miedo|nada va a|hablo sol|quien soy|"
        r"kien soy|no aguanto|vivir|morir|voces|controlar|cuerpo|nunca|temblan|manos)",
        "llevo cinco días sin dormir y siento que me estoy volviendo loca",
        "llevo tres días sin dormir bien por la maqueta",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "endless_panic", HIGH, ACUTE,
        r"\b(?:(?:ataque|crisis) de (?:panico|ansiedad|angustia)|panico|no puedo (?:respirar|"
        r"parar de temblar|dejar de temblar)|no paro de temblar|temblando|taquicardia)\b"
        r".{0,70}(?:horas|no (?:se me )?(?:quita|kita|pasa|para|cede|se va|termina)|"
        r"desde (?:la manana|hace|ase|ayer)|ase (?:rato|horas)|hace (?:rato|horas)|muero|"
        r"quien llamar|kien llamar|no se a quien|(?:no )?aguanto|jala)"
        r"|\bllevo (?:\w+ ){1,3}horas (?:con|temblando|llorando|sin poder (?:respirar|parar))",
        "llevo cuatro horas con un ataque de pánico que no se quita",
        "tuve un ataque de pánico antes del examen pero ya pasó",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "intoxicated", HIGH, ACUTE,
        r"\b(?:me (?:pase|meti|tome|mande)|mezcl(?:e|o))(?: \w+){0,4} (?:de merka|merca|coca|"
        r"cosas en|pastis|drogas?|cristal|tusi|no se que|un monton|"
        r"con alcohol)\b.{0,80}(?:corazon|no siento|taquicardia|veo cosas|ambulancia|llamar|"
        r"respira|viendo|explota|esplota|mal)",
        "me pasé de merca, no siento la cara y el corazón me explota",
        "me pasé de café y el corazón me va a mil jaja",
        guards=NOT_SERIOUS,
    ),
)  # fmt: skip
