"""A plan, means at hand, an attempt going on: someone is needed now."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

IDEATION = (CrisisKind.SUICIDAL_IDEATION,)
IMMINENT, HIGH = CrisisLevel.IMMINENT, CrisisLevel.HIGH
ATTEMPT = (CrisisKind.SUICIDAL_IDEATION, CrisisKind.ACUTE_DISTRESS)

PATTERNS = (
    Pattern(
        "when_then", IMMINENT, IDEATION,
        r"\b<when>\b.{0,40}?\b(?:me (?:mato|suicido|ahorco|cuelgo|quito la vida|tiro (?:al|por|"
        r"del|a las)|voy de este mundo|"
        r"<going> (?:<die_bare>|<jump>))|(?:lo )?(?:acabo|termino|termina)(?: con)? (?:todo|"
        r"mi vida|esto)(?! (?:el|la|los|las|lo) )|termino yo|<going> (?:acabar|"
        r"terminar) con (?:todo|mi vida|esto)(?! (?:el|la|los|las|lo) )|no paso|lo termino todo|"
        r"pongo (?:punto )?final a mi vida|"
        r"lo (?:voy a hacer|hago)\b(?=.{0,40}(?:decid|perdon|carta|adios|ya no|solo|valor|"
        r"en paz))|se acaba (?:todo|esto|mi vida)|me quito de en ?medio|es mi ultim[oa] (?:dia|"
        r"noche)(?! (?:de (?!(?:mi )?vida)|del|en (?!este mundo|la tierra)|como|desde|antes|para))|"
        r"sera mi ultim[oa]|dejo de (?:vivir|existir|sufrir|ser (?:una )?carga)|"
        r"por fin (?:descanso|me voy))",
        "esta noche me mato, ya está decidido",
        "esta noche termino con todo el resumen, es corto",
    ),
    Pattern(
        "then_when", IMMINENT, IDEATION,
        r"\b(?:me <going> (?:<die_bare>|<jump>)(?! \w+[ae]ndo\b)|me (?:mato|suicido|ahorco|cuelgo|quito la vida)|"
        r"(?:<going> )?(?:acab|termin)(?:ar|o) con (?:todo|mi vida)|<going> (?:quitarme la vida|"
        r"matarme|suicidarme|ahorcarme|colgarme|"
        r"tirarme|lanzarme)).{0,40}?\b<when>\b",
        "voy a quitarme la vida esta noche",
        "me voy a morir de sueño hoy",
    ),
    Pattern(
        "not_alive_by_then", IMMINENT, IDEATION,
        r"\b<when>\b.{0,40}?\bya no (?:voy a|estare|este|vamos a)(?: estar)? (?:viv[oa]|aqui|aca|"
        r"en este mundo|en ningun)|"
        r"\b(?:para|el|a) (?:esa|entonces|el \w+|manana)\b.{0,20}ya no (?:voy a|"
        r"estare)(?: estar)? (?:viv[oa]|aqui|aca|en este)",
        "para el sábado ya no voy a estar vivo",
        "mañana ya no voy a estar disponible, escríbeme hoy",
    ),
    Pattern(
        "means_ready", IMMINENT, IDEATION,
        r"\b(?:tengo|consegui|compre|junte|guarde|saque|agarre|conseguido|comprado|juntando|"
        r"guardando|traje|preparad[oa]|escondi)"
        r"\b.{0,30}?\b(?:la soga|una soga|la cuerda lista|el veneno|la pistola|una pistola|"
        r"el arma|el revolver|la escopeta|"
        r"(?:las|todas las|muchas|suficientes) (?:pastillas|pastis|pepas)|raticida|"
        r"lo que necesit\w+ para (?:irme|hacerlo|matarme)|"
        r"todo (?:listo|preparado|planeado|pensado)(?: para (?:irme|hacerlo|matarme|el (?:viernes|"
        r"sabado|domingo|lunes)|esta noche))?)"
        r"\b(?!.{0,20}(?:presion|freno|alergia|gripe|educacion|clase|la expo|maqueta|exposicion|"
        r"exponer|fiesta|viaje|presentacion|deposito|ratas|ratones|factura))",
        "ya tengo la soga, me falta el coraje",
        "tengo todo listo para la exposición",
    ),
    Pattern(
        "decided", IMMINENT, IDEATION,
        r"\b(?:ya )?(?:elegi|he elegido|tengo|puse|decidi|escogi|fije|marque) (?:ya )?(?:el dia|"
        r"la fecha|el sitio|el lugar|la hora|fecha)"
        r"\b.{0,50}(?:escrito|carta|morir|irme|matar|acabar|como|no me pregunt|despedi|pensad[oa]|"
        r"final|vida|ultimo)|"
        r"\bya (?:pense|se|tengo pensado|tengo claro|decidi) (?:como|cuando|donde) (?:hacerlo|"
        r"lo voy a hacer|irme|voy a (?:irme|morir))",
        "elegí el día y he dejado todo escrito, una carta para cada uno",
        "ya elegí el día para rendir el examen",
    ),
    Pattern(
        "at_the_edge", IMMINENT, IDEATION,
        r"\b(?:estoy|toy|sigo|estaba|me quede|me subi|subi|he subido)(?: \w+){0,3} (?:en|al|a|"
        r"sobre|del|desde|de)? ?"
        r"(?:el|la|un|una|al)? ?(?:filo|borde|cornisa|baranda|barandilla|orilla|puente|azotea|"
        r"techo|balcon|ventana|vias|anden|terraza|malecon|acantilado)"
        r"\b.{0,60}?(?:bajarme|saltar|adios|chau|chao|diganle|no encuentro|abajo|por fuera|afuera|"
        r"otro lado|soltando|tirarme|atrev|coraje|ultima|despedi|mirando|"
        r"no baj)(?!.{0,30}(?:midiendo|vigas|telescopio))",
        "estoy parado en el puente y no encuentro una razón para bajarme",
        "estoy en el puente midiendo las vigas para Estructuras",
        guards=("joke", "fiction", "game"),
    ),
    Pattern(
        "weapon_on_self", IMMINENT, IDEATION,
        r"\b(?:tengo|saque|agarre|estoy con|ando con) (?:el|la|un|una) (?:pistola|arma|revolver|"
        r"escopeta|cuchillo|soga|cuerda|cuchilla)"
        r"(?: \w+){0,3} (?:en la mano|al lado|aca|aqui|cargad[oa]|en la cabeza|conmigo|lista|"
        r"en el cuello)(?!.{0,30}(?:clase|escalada|gimnas|maqueta|cocin|tarta|torta))|"
        r"\b(?:arma|pistola|revolver|escopeta).{0,50}contra mi\b",
        "tengo la pistola en la mano y no paro de llorar",
        "tengo la cuerda en la mano para la clase de escalada",
        guards=("joke", "fiction", "game"),
    ),
    Pattern(
        "rehearsal", IMMINENT, IDEATION,
        r"\b(?:ensaye|ensayado|practic[oa]|practique|hice una prueba|"
        r"probe)(?: \w+){0,4} (?:el nudo|mi (?:propio )?(?:final|muerte)|"
        r"si aguantaba|la soga|como seria (?:no estar|morir))|\bbolsa en la cabeza",
        "he ensayado varias veces mi propio final",
        "ensayé varias veces mi propia exposición final",
    ),
    Pattern(
        "overdose", IMMINENT, ATTEMPT,
        r"\b(?:tom(?:e|ado|ando|arme|armelas|aba)|tome|ingeri(?:r|do)?|tragu?e|tragado|inger\w+|"
        r"meti|mezcle|pase con|trag[oó])(?:me)?"
        r" (?:ya )?(?:un monton|muchas?|muchos|demasiad[oa]s?|tod[oa]s?|toda la caja|un frasco|"
        r"el frasco|la caja|un blister|dos blister\w*|"
        r"como (?:\d+|veinte|treinta|diez|quince)|(?:1[0-9]|[2-9][0-9])|veinte|treinta|quince|"
        r"cuarenta|medio frasco|un poco|un pu[nñ]ad?o|entera|sobredosis|"
        r"tod[oa]s l[oa]s|l[oa]s)(?: (?:de|d|las|los|mis|la|el|esas|entero|entera|caja))* ?<pills>?"
        r"(?<= )?(?:<pills>)\b(?! (?:de|para|contra) (?:la |el |mi )?(?:alergia|gripe|presion|tiroides|"
        r"dolor|garganta|resfri\w+|menta|acne|tos|fiebre|migrana|regla|estomago|colico))",
        "me tomé un montón de pastillas hace un rato y me da miedo",
        "me tomé dos pastillas para el dolor de cabeza y se me pasó",
        guards=("denial", "joke", "fiction", "game", "coursework"),
    ),
    Pattern(
        "overdose_done", IMMINENT, ATTEMPT,
        r"\bya (?:me )?(?:las|los|la|lo|eso) ?(?:me )?(?:tome|trague|"
        r"hice)(?: tod[oa]s?)?\b(?! las| los)(?=[^?]{0,60}"
        r"(?:efecto|perdon|diga|adios|a nadie|mare|despert|borros|espero|piernas))|"
        r"\b(?:ya )?me las (?:acabo de tomar|tome) todas\b(?! las)|\bya me tome eso\b|"
        r"\bacabo de (?:tomarme|tragarme|ingerir|tomar)\b.{0,25}(?:<pills>|todas|veneno)|"
        r"\btome (?:el )?veneno|"
        r"\bme (?:baje|empine) (?:el|un) (?:blister|frasco)|\bperdi la cuenta de cuant[ao]s tome|"
        r"\babri el gas\b|"
        r"\bse me (?:paso|fue) la mano con (?:l[oa]s )?<pills>|\btome de mas (?:l[oa]s )?<pills>|"
        r"\bsobredosis\b.{0,40}\b(?:me|tome|hice|creo)\b|"
        r"\btodas las pastillas\b.{0,60}(?:mare|vomit|miedo|ayud)|\bme (?:pase|"
        r"tome demasiad\w+)\b.{0,15} <pills>",
        "ya me las tomé todas, solo espero que haga efecto",
        "ya me las tomé todas las clases optativas, ¿me gradúo?",
        guards=("denial", "joke", "fiction", "game"),
    ),
    Pattern(
        "have_the_means", IMMINENT, IDEATION,
        r"\b(?:tengo|consegui|se|hay) (?:ya )?(?:con que|como|donde) (?:hacerlo|matarme|irme|"
        r"colgarme)\b|"
        r"\b(?:consegui|compre|prepare|ate|tengo|junte|hice)(?: \w+){0,2} (?:la cuerda|el nudo|"
        r"la soga)\b(?!.{0,40}(?:escalad|clase|tender|maqueta|barco|scout))|"
        r"\bme ate y me solte|\bes esta noche\b(?!.{0,30}(?:fiesta|entrega|examen|partido|prueba|"
        r"concierto))|\bde hoy no paso\b",
        "ya conseguí la cuerda, está en el clóset",
        "ya conseguí la cuerda para la clase de escalada",
    ),
    Pattern(
        "other_side_of_the_rail", IMMINENT, IDEATION,
        r"\b(?:piernas|pies) (?:por fuera|afuera|colgando)\b|\botro lado de la (?:baranda|"
        r"barandilla|reja)\b|\bsub(?:i|ido)(?:me)? a la (?:baranda|barandilla|cornisa)\b",
        "estoy en el techo con las piernas afuera",
        "nos sentamos en el muelle con los pies en el agua",
        guards=("joke", "fiction", "game"),
    ),
)  # fmt: skip
