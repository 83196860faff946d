"""What is told in passing: marks, meals, locked doors, a search, a step back from the edge."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

IDEATION = (CrisisKind.SUICIDAL_IDEATION,)
HARM = (CrisisKind.SELF_HARM,)
SUFFERED = (CrisisKind.VIOLENCE_SUFFERED,)
THREAT = (CrisisKind.VIOLENCE_THREATENED,)
ACUTE = (CrisisKind.ACUTE_DISTRESS,)
THIRD = (CrisisKind.THIRD_PARTY, CrisisKind.SUICIDAL_IDEATION)
MODERATE, HIGH, IMMINENT = CrisisLevel.MODERATE, CrisisLevel.HIGH, CrisisLevel.IMMINENT
SERIOUS = ("denial", "joke", "fiction", "game", "coursework")
LIVED = (*SERIOUS, "past")
TOLD = ("joke", "fiction", "game", "coursework", "past")

PATTERNS = (
    Pattern(
        "afraid_of_myself", HIGH, IDEATION,
        r"\b(?:no me (?:fio|confio|tengo confianza|tuve confianza) (?:de mi|en mi)?\b(?=.{0,40}"
        r"(?:tren|metro|ventana|puente|anden|balcon|cuchill|pastill|sol[oa]\b))|"
        r"(?:tengo|da|dio) miedo (?:de )?(?:mi mism[oa]|mi (?:cuando|si)|lo que (?:pueda|podria) "
        r"hacerme)|me (?:tengo|doy) miedo|no se de que soy capaz conmigo)",
        "cambié de andén porque no me fío de mí cuando viene el tren",
        "no me fío de mí para las cuentas, uso la calculadora",
        guards=SERIOUS,
    ),
    Pattern(
        "searched_for_ways", HIGH, IDEATION,
        r"\b(?:busc(?:o|ando|ar|aba|ado)|busque|googl\w+|averigu\w+|investig\w+|lei|leyendo|"
        r"anot\w+)\b(?: \w+){0,6} (?:(?:metodos?|formas?|maneras?|dosis)(?: \w+){0,4} "
        r"(?:para (?:irme|mi|morir\w*|acabar)|de (?:morir\w*|irse|matar\w*)|sin dolor|letal\w*)|"
        r"como (?:morir\w*|matarme|suicidarme|colgarme|desaparecer para siempre))"
        r"(?!.{0,40}(?:parcial|examen|caso|tarea|trabajo))",
        "busqué formas de morir y las tengo guardadas",
        "busqué la dosis letal para el examen de toxicología",
        guards=LIVED,
    ),
    Pattern(
        "punished_by_food", HIGH, HARM,
        r"\b(?:(?:no (?:tengo|me gane|me gano|gane) (?:el )?derecho a|me (?:gano|gane) el derecho a|"
        r"no (?:me )?(?:merezco|mereci|permito)(?:me)?) (?:comer|cenar|agua|el plato)|"
        r"me (?:salto|prohibo|prohibi|quito) (?:la |las )?(?:comidas?|cenas?|comer)\b.{0,40}"
        r"(?:castig|aprend|reprob|nota|cada vez)|(?:horas|dias) sin permitirme comer|"
        r"(?:tomo|uso|abuso de) (?:los )?laxantes\b|laxantes (?:todos|cada|como)|"
        r"(?:devuelvo|devolver(?:lo)?) (?:todo )?(?:lo que como|despues de (?:comer|cada))|"
        r"despues de (?:comer|cada comida)\b.{0,30}(?:devolver|vomit|devuelv)|"
        r"me obligo a (?:correr|vomitar|entrenar)\b.{0,60}(?:por cada|como|comi|castig|desplom|"
        r"desmay)|por cada (?:\w+ ){1,3}que como)",
        "si no completo las vueltas no tengo derecho a comer",
        "tengo hambre y no tengo derecho a comedor por la beca",
        guards=LIVED,
    ),
    Pattern(
        "made_it_hurt", HIGH, HARM,
        r"\b(?:me (?:clav\w+|pellizc\w+|quem\w+|di|doy|peg\w+|pinch\w+|rasgun\w+|aran\w+|"
        r"golpe\w+)\b.{0,45}(?:a proposito|adrede|para (?:sentir|calmarme|castigarme|que me duela|"
        r"despertar|poder estudiar)|hasta (?:que )?(?:sangr\w+|salga|moretear\w*))|"
        r"(?:herida|corte|quemadura|marca)s? que me (?:hice|hago|ago) yo|"
        r"no fue (?:sin querer|el gato|el horno)|"
        r"dije que (?:habia sido|fue) (?:el (?:horno|gato|perro)|una caida|la puerta|jugando))",
        "me quemé el brazo adrede y dije que había sido el horno",
        "me quemé con el horno sacando el pan",
        guards=LIVED,
    ),
    Pattern(
        "hidden_marks_told", MODERATE, HARM,
        r"\b(?:se me (?:ven|vean|verian|notan)|me (?:van a ver|vean|verian)) (?:las marcas|"
        r"los cortes|las cicatrices|los brazos|las lineas)(?! del?\b)|(?:cicatrices|marcas)\b.{0,40}(?:las "
        r"extrano|echandolas de menos|ganas de (?:volver|hacer))|(?:quedarme|quede|quedo) mirando "
        r"la (?:cuchilla|navaja|hoja|hojita)",
        "en natación me van a ver las marcas y no sé qué inventar",
        "me van a ver las marcas del marcador en la camisa",
        guards=(*LIVED, "trivial"),
    ),
    Pattern(
        "controlled_by_partner", HIGH, SUFFERED,
        r"\b(?:<partner>|el)\b.{0,50}?\b(?:me (?:controla|elige|revisa|quita|quito|rompio|prohibe|"
        r"prohibio|bloqueo) (?:la ropa|el celular|el movil|el telefono|las llaves|las tarjetas|"
        r"la computadora|la compu|la laptop|salir|hablar con|ver a)\b.{0,80}(?:golpe|peg|hostia|"
        r"agarr|encierr|miedo|grit|cuello|marca|alcanzo|empuj|no me deja)|me (?:zamarre|sacude|"
        r"avienta|avento|tira las cosas|tiro contra|agarro del (?:cuello|pelo|brazo y)|"
        r"encierra|encerro|cobra a golpes))",
        "mi novio me revisa el celular y ayer me empujó",
        "mi novio me quita el celular cuando estudio, se lo pido yo",
        guards=LIVED,
    ),
    Pattern(
        "beaten", HIGH, SUFFERED,
        r"\bme (?:muele|molieron|muelen|mole) a (?:palos|golpes|patadas)|\bme (?:han )?(?:dado|"
        r"dieron|dio|da) (?:una (?:paliza|hostia|golpiza|pateadura|madriza|bofetada|cachetada)|"
        r"(?:una )?tunda)\b(?!.{0,20}(?:en el (?:parcial|examen|juego)|ajedrez|al futbol))|"
        r"\bme tira (?:lo que (?:tenga|encuentre)|platos|cosas)|\b(?:correazos|cinturonazos|"
        r"chancletazos|manguerazos)\b.{0,40}(?:me|nos|si)|\bme (?:amarraron|ataron)\b.{0,40}"
        r"(?:grab|golp|rieron)|\borden de alejamiento\b.{0,40}(?:\bel\b|contra|ex|papa|aparec)|"
        r"\b(?:toma|bebe|llega tomado|llega borracho) y (?:nos |me )?(?:pega|golpea)",
        "mi papá me muele a palos",
        "me dieron una paliza en el examen de física",
        guards=LIVED,
    ),
    Pattern(
        "unsafe_at_home", HIGH, SUFFERED,
        r"\b(?:(?:no estoy|no me siento) segur[oa] en (?:mi|la) casa|en (?:mi|la) casa no (?:estoy|"
        r"me siento) segur[oa]|(?:silla|mueble|cajonera) (?:en|contra|detras de) la puerta\b"
        r".{0,40}(?:padrastro|tio|papa|entre|entrar|el\b)|hago la dormida|entra (?:a|en) mi (?:pieza|"
        r"cuarto|cama|habitacion) (?:de noche|por las noches|cuando)|"
        r"(?:casero|patron|jefe|duen[oa])\b.{0,40}(?:mi pasaporte|favores para|me exige|no me deja "
        r"salir)|encerramos con mis hermanos)",
        "anoche fue peor, no estoy segura en mi casa",
        "mi tortuga está segura en mi casa",
        guards=LIVED,
    ),
    Pattern(
        "passed_round", HIGH, SUFFERED,
        r"\b(?:(?:montajes?|fotos?|videos?) (?:mi[oa]s?|mi[oa]) (?:desnud[oa]|sin ropa|intim[oa]s?)|"
        r"(?:comparten|circula|suben|rola|difund\w+)\b.{0,30}(?:desnud[oa]|sin ropa|intim[oa]s?|"
        r"violable)|si no (?:le |les )?(?:mando|pago|envio)(?: \w+){0,3} (?:sube|suben|publica|"
        r"publican) (?:el video|las fotos|mis|todo)|me (?:puso|pusieron) algo en (?:el|la) (?:trago|"
        r"vaso|bebida|copa)|desperte (?:sin ropa|desnud[oa])|(?:me )?(?:cita|atiende) a solas\b"
        r".{0,60}(?:tembl|toc|mano|llave|pide))",
        "circula un montaje mío desnuda en el grupo",
        "circula el temario del examen en el grupo",
        guards=LIVED,
    ),
    Pattern(
        "will_make_them_pay", IMMINENT, THREAT,
        r"\b(?:entro|entrar|voy|llego|aparezco)\b(?: \w+){0,6} con (?:la|el|un|una|mi) (?:escopeta|"
        r"pistola|rifle|machete|cuchillo|bate|fierro)\b|(?:no (?:llega|pasa) (?:al?|de) "
        r"(?:lunes|martes|miercoles|jueves|viernes|manana|hoy)\b.{0,40}(?:bidon|nafta|bencina|arma)|"
        r"(?:bidon|bencina|nafta|gasolina)\b.{0,50}(?:su (?:casa|auto|carro)|prend|no llega)|"
        r"(?:se van a|van a) (?:acordar|arrepentir)\b.{0,40}(?:capaz|noticias|hacer|humill|trataron)|"
        r"se lo (?:haria|hare) pagar a todos)",
        "mañana entro al claustro con la escopeta de mi padre",
        "entro al aula con la guitarra de mi padre",
        guards=("denial", "joke", "fiction", "game", "hyperbole_other", "coursework"),
    ),
    Pattern(
        "lost_touch", HIGH, ACUTE,
        r"\b(?:(?:la tele|el locutor|la radio|el presentador|las letras|los carteles)\b.{0,30}me "
        r"(?:hablan?|mandan? mensajes)|me (?:leen|roban) (?:el pensamiento|los pensamientos|"
        r"la mente)|saben (?:todos )?lo que pienso|me cambiaron por otr[oa]|tengo una mision\b"
        r".{0,60}(?:dorm|persig|imped|elegid)|vienen a (?:matarme|buscarme)\b.{0,40}(?:dorm|voces|"
        r"noche)?|(?:sombras|figuras)\b.{0,30}me (?:dicen|miran|hablan))",
        "el locutor de la radio me manda mensajes a mí",
        "la tele de la residencia está en inglés",
        guards=SERIOUS,
    ),
    Pattern(
        "someone_signs", HIGH, THIRD,
        r"\b<someone>\b.{0,60}?\b(?:(?:cuando (?:el|ella) falte)|(?:no cree|cree que no va a) "
        r"(?:vivir|llegar)|vale mas muert[oa]|la bajamos del?|nadie l[oa] va a extranar|"
        r"dejo (?:las llaves y )?un sobre|regalo (?:todas )?sus cosas|dej[oa] de tomar sus "
        r"(?:remedios|pastillas|medicinas)\b.{0,40}(?:ir|morir|ya))",
        "mi papá dice que vale más muerto, por el seguro",
        "mi papá dice que vale más un buen apunte",
        guards=TOLD,
    ),
)  # fmt: skip
