"""Short and plain ways of saying it that the other lists don't hold."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

IDEATION = (CrisisKind.SUICIDAL_IDEATION,)
ATTEMPT = (CrisisKind.SUICIDAL_IDEATION, CrisisKind.ACUTE_DISTRESS)
HARM = (CrisisKind.SELF_HARM,)
SUFFERED = (CrisisKind.VIOLENCE_SUFFERED,)
THREAT = (CrisisKind.VIOLENCE_THREATENED,)
ACUTE = (CrisisKind.ACUTE_DISTRESS,)
THIRD_IDEATION = (CrisisKind.THIRD_PARTY, CrisisKind.SUICIDAL_IDEATION)
THIRD_HARM = (CrisisKind.THIRD_PARTY, CrisisKind.SELF_HARM)
THIRD_VIOLENCE = (CrisisKind.THIRD_PARTY, CrisisKind.VIOLENCE_SUFFERED)
MODERATE, HIGH, IMMINENT = CrisisLevel.MODERATE, CrisisLevel.HIGH, CrisisLevel.IMMINENT
SERIOUS = ("denial", "joke", "fiction", "game")
SERIOUS_STUDY = (*SERIOUS, "coursework")
SUFFERED_GUARDS = ("denial", "joke", "fiction", "past", "coursework")

PATTERNS = (
    Pattern(
        "suicide_as_way_out", HIGH, IDEATION,
        r"\b(?:(?:el suicidio|morir|matarme|la muerte)(?: \w+){0,4} (?:salida|solucion|opcion)|"
        r"(?:unica|mejor) (?:salida|solucion|opcion)(?: \w+){0,3} (?:es )?(?:morir\w*|matarme|"
        r"el suicidio|la muerte|quitarme)|"
        r"idea de no seguir (?:viv\w+|aqui)|pienso en (?:saltar|tirarme|lanzarme)(?! (?:al agua|"
        r"la cuerda|a la pileta))|mirando el (?:balcon|vacio)|nudo de horca|"
        r"(?:cuanto|cuantas|que|cuales)(?: \w+){0,6} (?:para|en) (?:morirse|morirme|"
        r"matarse)(?: uno)?|menos dolorosa de (?:irse|morir|irme)|sin que duela)",
        "siento que la única salida es morir",
        "la única salida de la biblioteca es por el patio",
        guards=(*SERIOUS_STUDY, "trivial"),
    ),
    Pattern(
        "going_to_do_it", IMMINENT, IDEATION,
        r"\b(?:lo voy a hacer (?:hoy|esta noche|manana|ya|ahora|cuando)|solo falta hacerlo|"
        r"ya se (?:donde|cuando|como),? (?:ya )?(?:se )?(?:donde|cuando|como)\b|(?:cuando|"
        r"despues) (?:termine|mande|envie) este mensaje (?:me|lo|voy)|"
        r"manana a esta hora ya (?:(?:voy a estar|estare) (?:muert\w+|descansando|lejos)|"
        r"no (?:me va a doler|estare|voy a estar(?! en clase)|vivire))|voy camino al puente|"
        r"esta semana es mi ultima|nadie va a sospechar|"
        r"(?:compre|tengo|consegui) (?:el )?veneno(?: \w+){0,3}|estoy en (?:el|la) (?:puente|"
        r"azotea|cornisa)(?=$| ?[.!]+ ?$)|es mi ultima (?:semana|noche)\b(?! (?:de|en|del|antes)))",
        "mañana a esta hora ya voy a estar muerta",
        "mañana a esta hora ya voy a estar de vacaciones",
        guards=SERIOUS_STUDY,
    ),
    Pattern(
        "spoken_farewell", IMMINENT, IDEATION,
        r"\b(?:esta es mi despedida|queria despedirme\b(?!.{0,20}(?:hasta|curso|semestre|profe))|"
        r"no alcance a despedirme de todos|perdoname (?:mama|ma|papa|pa|mami)\b.{0,30}(?:pude|"
        r"puedo|mas|adios|$)|"
        r"(?:adios|chao|chau) (?:ma|pa|mama|papa|mami)\b.{0,20}perdon\w*|yo me bajo aqui|"
        r"ya no (?:van|vas) a tener que (?:hacerlo|aguantarme|esperarme|preocupar\w*|batallar)|"
        r"(?:chau|chao|adios) a (?:todos|tds)\b.{0,20}(?:perdon|quise|quiero)|"
        r"nos vemos del otro lado\b(?! (?:del|de la))|llevo en el alma|no me lloren)",
        "adiós ma, perdóname",
        "chao mamá, llego a las ocho",
        guards=SERIOUS,
    ),
    Pattern(
        "spoken_attempt", HIGH, IDEATION,
        r"\b(?:(?:ya )?lo intente (?:dos|tres|varias|una|otra|en|ayer|anoche|"
        r"el)\b.{0,60}(?:vencida|no funciono|no resulto|no pude(?! (?:con|resolver))|"
        r"nadie (?:lo )?sabe|igual o peor|ahora si)|me sacaron del (?:rio|mar|andén|anden|puente)|"
        r"casi lo hago\b|"
        r"no fue un accidente|me (?:tire|cai a proposito)\b.{0,40}(?:volveria|proposito|"
        r"accidente)|(?:cuchillo|navaja|cuchilla) en (?:la|las) munecas?|"
        r"no me atrevi\b(?=.{0,30}(?:$|hoy|pero))(?<=saltar no me atrevi))",
        "ya lo intenté dos veces y la tercera es la vencida",
        "ya lo intenté dos veces y la tercera integral no sale",
        guards=("denial", "joke", "trivial", "fiction", "game", "past"),
    ),
    Pattern(
        "spoken_overdose", IMMINENT, ATTEMPT,
        r"\b(?:(?:me )?trague un (?:blister|frasco)|tome (?:cloro|lejia|lavandina|raticida|"
        r"insecticida|soda caustica)|me (?:empastille|empastillo)|tome lo que encontre|"
        r"ya (?:me )?las tome\b(?=.{0,40}(?:rara|raro|miedo|mare|sueno|perdon))|"
        r"me corte las venas\b(?! (?:con (?:galletas|una cuchara|el power)))|tome (?:muchas|muxas|"
        r"demasiadas|todas) (?:las )?(?:pastillas|pstillas|pastis)|(?:pastillas|"
        r"frasco)\b.{0,30}no se si quiero que (?:alguien )?veng\w+)",
        "me tragué un blíster entero, no sé si quiero que alguien venga",
        "tomé un jugo y una pastilla para el resfrío",
        guards=SERIOUS_STUDY,
    ),
    Pattern(
        "spoken_harm", HIGH, HARM,
        r"\b(?:me corte otra ve[sz]|viendo sangre|(?:pincho|muerdo|rasguno|arano|golpeo|"
        r"pellizco)\b.{0,40}(?:hasta (?:que )?(?:sangr|duel|romper|hacerme|abrir)|duele mas que|"
        r"la piel)|cada error es un corte|me provoco (?:el vomito|arcadas)|"
        r"lo (?:devuelvo|vomito) todo|me (?:paso|pase) con los laxantes|(?:navaja|cuchilla|"
        r"hojita)\b.{0,20}(?:con|y) sangre|peso (?:3\d|treinta y \w+|"
        r"cuarenta)(?: kilos)?\b.{0,50}(?:gord|no como|nadie)|un dia sin comer\b(?=.{0,40}(?:nota|"
        r"error|$))|"
        r"(?:desmay\w+)\b.{0,30}(?:merecer|castig|no com|laxant)|no como (?:nada )?(?:hace|"
        r"desde hace) (?:\w+ )?dias|llevo (?:\w+ )?dias sin comer\b(?!.{0,30}(?:gastro|virus|suero|carne|azucar|"
        r"dulce|gluten)))",
        "me provoco el vómito todos los días",
        "vomité una vez por el marisco",
        guards=("denial", "joke", "fiction", "game", "past", "coursework"),
    ),
    Pattern(
        "urge_to_cut", MODERATE, HARM,
        r"\b(?:(?:no me cort\w+|limpi[oa])\b.{0,40}\bpero (?:ayer|anoche|hoy|ahora|"
        r"estos dias) (?:casi|tengo|quiero)|(?:ganas|impulso|"
        r"tentacion) de (?:volver a )?(?:cortarme(?! (?:el|las? (?:punt|un)))|lastimarme|"
        r"hacerme dano|hacerlo de nuevo)|extrano cortarme|mirando la (?:hoja|cuchilla|navaja)|"
        r"me hacia cortes y (?:anoche|ayer|hoy|ahora))",
        "me están volviendo las ganas de cortarme",
        "tengo ganas de cortarme el flequillo",
        guards=("joke", "fiction", "game"),
    ),
    Pattern(
        "fear_at_home", HIGH, SUFFERED,
        r"\b(?:(?:por )?lo que me (?:hace|hizo|hacen|hicieron) (?:mi |en (?:la|mi) casa|el\b|"
        r"ella\b)|se me nota (?:el golpe|lo que)|(?:cuando|si) (?:el|mi papa|mi padrastro|"
        r"mi viejo|mi marido) (?:toma|llega|vuelve|bebe)\b.{0,40}(?:miedo|encuentre|escond|"
        r"mejor que no|pega|peor)|"
        r"(?:puerta|pieza) (?:trancada|con (?:llave|seguro|silla)) por mi <kin>|"
        r"si se entera(?:n)? de que (?:hable|hablo|conte|escribo)|decide cuando (?:como|salgo|"
        r"duermo)|me quito (?:el telefono|el celular),? (?:el dinero|las llaves|la plata)|"
        r"me lastima y (?:despues|luego)|miedo de que me (?:mate|pegue|encuentre)|"
        r"dijo que si (?:pido|lo dejo|me voy|hablo|denuncio)\b.{0,30}me (?:mata|va a)|"
        r"me mata si (?:lo dejo|hablo|me voy|denuncio|cuento)|me (?:va|van) a ir muy mal)",
        "tengo miedo de que me mate si lo dejo",
        "mi mamá me mata si se entera de la nota",
        guards=SUFFERED_GUARDS,
    ),
    Pattern(
        "spoken_assault", HIGH, SUFFERED,
        r"\b(?:me drogaron|me pusieron algo en (?:el|la) (?:vaso|trago|bebida)|"
        r"me obligaron a (?:hacer|tener|tocar)|(?:me )?(?:pide|pidio|exige) fotos (?:para|"
        r"a cambio|desnud|intim)|si no me acuesto con|obliga a (?:grabarme|las|tener)|public(?:o|"
        r"aron) mis (?:fotos|videos)|"
        r"mandar mis fotos|mis fotos intimas|me chantaje\w+|(?:toca|tocaba|"
        r"toco)(?: \w+){0,2} (?:desde (?:que tengo|los|chic)|cuando (?:duermo|ella duerme|"
        r"estoy sola)|por las noches)|se mete (?:a|en) mi cama|le dije que parara|me (?:hicieron|"
        r"hizo) (?:algo|cosas)\b(?=.{0,30}(?:fiesta|no recuerdo|sin ropa)))",
        "me drogaron y no recuerdo qué me hicieron",
        "el ayudante pide fotos del informe",
        guards=SUFFERED_GUARDS,
    ),
    Pattern(
        "spoken_stalking", HIGH, SUFFERED,
        r"\b(?:me sigue a todas partes|no me deja en paz\b(?=.{0,40}(?:sigue|llama|miedo|amenaz|"
        r"casa|aparece))|(?:alguien|un tipo|un hombre|mi ex|el) (?:me )?(?:esta )?(?:vigilando\w*|"
        r"persiguiendo\w*|acosando\w*|siguiendo\w*)|nota en mi (?:puerta|coche|"
        r"casillero)\b.{0,30}(?:sab|hora|am)|"
        r"aparece en todos los lugares|(?:me )?esperan? afuera\b.{0,40}(?:pegar|golpe|miedo|"
        r"amenaz)|(?:me|unos tipos me|los tipos me) quieren? (?:matar|pegar|golpear)\b(?! (?:de|"
        r"del|con (?:tanta|tanto)))|gps en (?:la|mi)|saben? (?:donde vivo|mis horarios|mi rutina|"
        r"a que hora (?:llego|salgo)))",
        "mi ex no me deja en paz, me sigue a todas partes",
        "el gato me sigue a todos lados y no me deja en casa estudiar",
        guards=SUFFERED_GUARDS,
    ),
    Pattern(
        "spoken_threat", HIGH, THREAT,
        r"\b(?:(?:voy a )?(?:llevar|llevare|llevo|traer|traere) (?:un|el|una|la) (?:arma|pistola|"
        r"navaja|bate|fierro)\b(?! (?:de juguete|de utileria|para (?:la|el) (?:obra|disfraz)))|"
        r"si (?:lo|la) (?:veo|cruzo|encuentro) (?:lo|la) mato\b|me imagino (?:matando|apunalando|"
        r"golpeando)|"
        r"imagino como (?:mat|apun)\w+|vengarme\b.{0,30}(?:sangr|muert|pag)|hacerle algo malo a|"
        r"(?:agarrar|clavar\w*) (?:un )?cuchillo\b.{0,30}(?:a |clav|mientras)|que sangre\b|"
        r"lo que pueda hacerle)",
        "si lo veo lo mato, no estoy jugando",
        "si lo veo lo saludo",
        guards=("denial", "joke", "fiction", "game", "hyperbole_other"),
    ),
    Pattern(
        "spoken_acute", HIGH, ACUTE,
        r"\b(?:me persiguen y|chip en (?:mi|la) (?:cabeza|mente)|dentro de mi cabeza|"
        r"en mi cabeza que me|(?:creo que )?me estoy volviendo loc[oa]\b(?=.{0,60}(?:cuerpo|dorm|"
        r"voces|real|miedo|ayud|$))|no siento (?:mi cuerpo|el cuerpo|la cara|los brazos|"
        r"las piernas)|veo (?:monstruos|bichos|sombras)|"
        r"no puedo parar de (?:gritar|llorar|temblar)\b(?=.{0,50}(?:dias|semana|horas|duermo|ayud|"
        r"nadie|miedo))|muy drogad[oa]|que alguien (?:venga|haga algo|"
        r"me ayude)\b(?!.{0,30}(?:con (?:la|el)|ejercicio|tarea|integral|codigo))|"
        r"(?:cuatro|cinco|seis|siete|una semana|\d)(?: \w+)? (?:dias|noches|"
        r"semana)? ?(?:que no duermo|en blanco|sin dormir)\b(?=.{0,60}(?:grit|llor|desesper|loc|"
        r"real|hablo sol|muerd))|no se que es real|ya no soy yo)",
        "alguien metió un chip en mi cabeza y me dice qué hacer",
        "que alguien me ayude con el ejercicio tres",
        guards=SERIOUS_STUDY,
    ),
    Pattern(
        "spoken_third_ideation", HIGH, THIRD_IDEATION,
        r"\b<someone>\b.{0,50}?\b(?:amenaza con (?:matarse|hacerse)|dejo una nota|"
        r"(?:se esta despidiendo|se despidio|se despide) (?:de todos|en (?:insta|face|redes)|"
        r"por (?:insta|whats|mensaje))(?!.{0,30}(?:intercambio|viaj|muda))|"
        r"habla (?:mucho )?de (?:morirse|matarse|la muerte)|mejor sin (?:ella|el)\b|"
        r"se quiere hacer dano|despidiendose|"
        r"dice (?:que )?(?:ya )?(?:esta en paz|no quiere (?:seguir|vivir|existir|nada))|"
        r"que se siente morir|tiene una (?:soga|pistola)|se quiere ir (?:de este mundo|al cielo)|"
        r"ojala (?:me|lo|la) maten|muerto nos sirve|ya vivio lo suyo)",
        "mi amiga me mandó un mensaje raro despidiéndose y no contesta",
        "mi amiga se despide porque se va de intercambio",
        guards=("joke", "fiction", "game", "past", "coursework"),
    ),
    Pattern(
        "spoken_third_harm", HIGH, THIRD_HARM,
        r"\b<someone>\b.{0,50}?\b(?:vomita (?:a escondidas|todo|despues|lo que)|(?:tiene|con|"
        r"vi) (?:\w+ )?(?:cortes|cortadas|cicatrices)|me (?:mostro|mando) (?:sus|una foto de sus|"
        r"foto de los) (?:cicatrices|cortes|heridas)|no come (?:hace|desde|"
        r"nada)\b(?! (?:el almuerzo|carne))|le sangran los brazos|quemandose)"
        r"(?! (?:de carne|carne|gluten))",
        "vi que mi compañero tiene cortes en las muñecas",
        "mi compañero no come carne",
        guards=("joke", "fiction", "game", "past", "coursework"),
    ),
    Pattern(
        "spoken_third_violence", HIGH, THIRD_VIOLENCE,
        r"\b(?:a (?:mi|una|un|la|el) \w+ (?:la|lo|le) (?:toca(?:n)? (?:mi|su|el (?:novio|padr|tio|"
        r"abuelo|vecino|profe de))|(?:pega|golpea|manosea|amenaza|encierra)(?:n)? (?:el|su|mi|"
        r"la))(?! mismo)|(?:acosando|abusando|maltratando|manoseando) (?:a|de) (?:una|un|mi|"
        r"la) \w+|(?:ojo morado|labio partido|moretones)\b.{0,30}(?:dice|dijo) que se cayo|"
        r"grita(?:n)? todas las noches)",
        "a mi hermanita la toca mi tío",
        "a mi hermana le toca el mismo profe este semestre",
        guards=("joke", "fiction", "game", "past", "coursework"),
    ),
    Pattern(
        "spoken_third_act", IMMINENT, THIRD_IDEATION,
        r"\b<someone>\b.{0,50}?\b(?:va a saltar|se va a (?:tirar|aventar|lanzar)|(?:tomo|trago|"
        r"bebio) (?:veneno|cloro|raticida|lejia|muchas pastillas|un monton de|todas las pastillas|"
        r"algo y (?:esta|no))|foto de la soga|se corto las venas|esta noche se mata|se empastillo|"
        r"convulsionando|"
        r"cajas de pastillas vacias|(?:blanc[oa]|azul)\b.{0,30}(?:no responde|respira|boca))",
        "mi compañero tomó veneno, qué hago",
        "mi compañero tomó muchas optativas",
        guards=("joke", "fiction", "game", "past", "coursework"),
    ),
)  # fmt: skip
