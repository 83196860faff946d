"""Farewells, last wishes, giving things away."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

IDEATION = (CrisisKind.SUICIDAL_IDEATION,)
IMMINENT, MODERATE = CrisisLevel.IMMINENT, CrisisLevel.MODERATE
NOT_A_JOKE = ("joke", "fiction", "game")

PATTERNS = (
    Pattern(
        "farewell_letter", IMMINENT, IDEATION,
        r"\b(?:escrib\w+|termine|deje|dejo|dejado|tengo|hice|redact\w+|ya (?:esta|tengo)|"
        r"preparando)\b(?: \w+){0,4} "
        r"(?:(?:cartas?|nota)(?: \w+){0,2} (?:de (?:despedida|adios)|para (?:cuando|que (?:la|"
        r"las) lean?)|a mis? <kin>.{0,30}(?:cuando (?:ya )?no|no (?:fue|es) su|la lea|"
        r"perdon(?:en)? por lo)|suicida)|mi despedida)"
        r"(?!.{0,30}(?:personaje|ejercicio|recomend|motiva|beca|perdid[oa] el ano|"
        r"profesor que se jubila|companer[oa] que|alumn|del? grupo|equipo|procer|trabajo|empresa|"
        r"practica))",
        "estoy escribiendo una carta de despedida para mi mamá",
        "tengo que escribir una carta de despedida de un personaje para el taller",
    ),
    Pattern(
        "when_you_read", IMMINENT, IDEATION,
        r"\b(?:cuando|si|para cuando|pa cuando) (?:lean|leas|lea|leais|reciban|encuentren|vean|"
        r"abran)\b(?: \w+){0,2} "
        r"(?:esto|este|carta|mensaje|la carta)?.{0,20}?\b(?:ya )?(?:no (?:estare?|este|"
        r"voy a estar|sere|habra)\b|(?:voy a estar|estare) (?:descans|lejos|muert|en paz)|"
        r"me habre (?:ido|muerto)|habre dejado|sera tarde)",
        "cuando lean esto yo ya no voy a estar",
        "cuando lean esto ya voy a estar en clase",
    ),
    Pattern(
        "last_day", IMMINENT, IDEATION,
        r"\b(?:es|sera|fue|son|sea) (?:la |el |los |las )?(?:mi |mis )?ultim[oa]s? (?:dia|noche|"
        r"mensaje|horas?|vez que (?:escrib|habl|me)\w*|palabras|navidad|"
        r"cumpleanos)\b(?! (?:de (?:la |el |clases?|matricula|inscrip|pago|plazo|pasantia|curso)|"
        r"del|de|para|en (?!este mundo)|desde|como|antes|que (?:tengo|hay|queda)))"
        r"(?!.{0,30}(?:nos vemos|semestre|pasantia|plazo))|"
        r"\bhoy (?:es|era|sera) mi ultim[oa] (?:dia|noche)\b(?! (?:de|del|en|antes|como|desde))",
        "solo quería que supieran que hoy es mi último día",
        "hoy es mi último día de pasantía",
        guards=NOT_A_JOKE,
    ),
    Pattern(
        "goodbye_all", IMMINENT, IDEATION,
        r"\b(?:adios|chau|chao|hasta siempre|me despido) (?:de |a )?(?:todos|todas|"
        r"tod[oa]s ustedes|mundo(?! cruel)|este mundo|para siempre|gente|amigos)\b"
        r"(?!.{0,30}(?:nos vemos|semestre|vacaciones|gracias por la ayuda|finde|clase|"
        r"hasta manana|curso|examen|promocion|algebra|calculo|estadistica|fisica|quimica|mates\b|"
        r"materia|ramo))",
        "adiós a todos, no me busquen",
        "chau a todos, nos vemos el lunes",
        guards=(*NOT_A_JOKE, "denial"),
    ),
    Pattern(
        "love_and_sorry", IMMINENT, IDEATION,
        r"\b(?:adios|chau|chao|los (?:amo|quise|quiero|adoro)|las (?:amo|quise)|l[oa] quise|"
        r"perdon(?:en|enme|ame)?|gracias por tod[oa])"
        r"[ ,.!]+(?:\w+[ ,.]+){0,6}?(?:perdon(?:en|enme)?|(?<!adios )(?<!chau )adios(?=[ .,!]*$)|los (?:amo|"
        r"quiero|quise)|no me busquen|no lloren|no yoren|"
        r"cuid(?:en|ense|enme)|ya no (?:voy a )?(?:molest\w+|aguant\w+)|por no ser mas fuerte|"
        r"para siempre|hasta siempre|tan poco)\b"
        r"(?!.{0,40}(?:semestre|nos vemos|vacaciones|tutoria|clase|algebra|calculo|estadistica|fisica|"
        r"quimica|materia))",
        "adiós, los amo, perdón",
        "perdón por molestar, gracias por todo, hasta mañana",
        guards=NOT_A_JOKE,
    ),
    Pattern(
        "tell_my_family", IMMINENT, IDEATION,
        r"\b(?:di(?:le|gan|ganle|ganles|gale|gales|les)|decile|deciles|decidle|avis(?:en|enle)|"
        r"cuid(?:en|enme|ame|eme)|cuiden)\b"
        r"(?: \w+){0,5} (?:que (?:l[oa]s? |te |la )?(?:amo|quiero|quise|ame|quise mucho|no (?:fue|"
        r"es) su culpa|no sufri|lo intente|me perdon\w+)|"
        r"en paz)\b|\bcuid(?:en|enme|ame|eme|enmel[oa]|amel[oa])(?: \w+){0,3} (?:(?:al|a mi|a la|"
        r"a mis) (?:perr\w+|gat\w+|hij\w+|bebe|herman\w+|<kin>))\b"
        r"(?!.{0,30}(?:el finde|vacaciones|mientras|fin de semana|jaja|viaje))",
        "díganle a mi mamá que la amo y que no fue su culpa",
        "dile a mi mamá que llego tarde",
        guards=NOT_A_JOKE,
    ),
    Pattern(
        "not_their_fault", IMMINENT, IDEATION,
        r"\b(?:no (?:fue|es|sera) (?:la )?(?:su |tu |vuestra )culpa\b(?=.{0,40}(?:perdon|adios|"
        r"decid|solo|cans)|$|[ .]+$)|nadie tiene la culpa|que no se culpen?|perdon(?:en|a|ame|"
        r"enme) "
        r"(?:por )?lo que (?:voy a|vaya a) hacer|por lo que voy a hacer|quien abra la puerta|"
        r"me perdone por lo que)\b",
        "que me perdonen por lo que voy a hacer el domingo",
        "no es culpa de nadie que se cayera la plataforma",
        guards=NOT_A_JOKE,
    ),
    Pattern(
        "gave_away", IMMINENT, IDEATION,
        r"\b(?=regal|repart|di\b|dej|entreg|don|hered)"
        r"(?!.{0,140}\b(?:pase (?:a|de|todo)|aprobe|me mudo|me cambio|intercambio|titul|egres|gradu))"
        r"\b(?:regal(?:e|ando|o|ado)|reparti|repartiendo|di|deje|dejo|entregue|doné|done|"
        r"herede)\b(?: \w+){0,6} "
        r"(?:mis? (?:cosas|ropa|libros?|guitarra|apuntes|poleras|perr\w+|gat\w+|consola|plantas|"
        r"celu\w*|compu\w*)|todo lo mio|lo que tenia|mis \w+)"
        r"\b.{0,70}?(?:ya no (?:l[oa]s? )?(?:voy a|necesit\w+|me (?:va|van) a)|no me (?:va|"
        r"van) a servir|nunca mas|pendiente|para despues|en paz|a donde voy|no (?:l[oa]s?|"
        r"me) (?:voy a )?(?:necesit|har)\w+|despedi)",
        "repartí mis apuntes porque a mí no me van a servir nunca más",
        "regalo mis libros de primer ciclo porque me mudo",
        guards=NOT_A_JOKE,
    ),
    Pattern(
        "this_far", IMMINENT, IDEATION,
        r"\b(?:hasta (?:aca|aqui) (?:no mas |nomas )?(?:llego|llegue|"
        r"llegamos yo)(?: yo)?\b(?!.{0,25}(?:con (?!mi vida|todo)|tema|lectura|pagina|ejercicio|"
        r"resumen|manana|clase))|"
        r"no me busquen\b|no me esperen (?:mas|nunca)|ya no (?:los|l[oa]s?|te|"
        r"les) (?:voy a )?molest(?:ar|o|are) (?:mas|nunca)\b(?!.{0,20}(?:duda|con))|"
        r"de este lado|no lloren por mi|no yoren)",
        "hasta acá no más llego, cuiden al perro",
        "hasta aquí llegué con la lectura, mañana sigo",
        guards=NOT_A_JOKE,
    ),
    Pattern(
        "after_me", MODERATE, IDEATION,
        r"\b(?:cuando (?:yo )?(?:ya )?no este|despues de mi|cuando me (?:haya ido|vaya de este)|"
        r"cuando yo falte|cuando ya no estoy|"
        r"para cuando (?:me )?(?:falte|no este))\b(?! (?:en (?:linea|casa|clase)|disponible|tan|"
        r"cansad))",
        "quién va a cuidar a mi mamá cuando yo no esté",
        "avísame cuando no esté cansada la profe",
        guards=NOT_A_JOKE,
    ),
)  # fmt: skip
