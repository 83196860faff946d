"""Passive ideation and indirect signs: not waking, being too much, life without meaning."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

IDEATION = (CrisisKind.SUICIDAL_IDEATION,)
MODERATE = CrisisLevel.MODERATE

PATTERNS = (
    Pattern(
        "not_wake", MODERATE, IDEATION,
        r"\b(?:no|nunca|jamas) (?:(?:me )?(?:volver a |volviera a |quiero |quisiera |queria )?"
        r"(?:despert(?:ar|ara|arme|armas|ase)|levantarme (?:nunca|jamas|mas))|me (?:despierte|"
        r"despertara|despierten)|despierte)"
        r"(?: (?:mas|nunca|jamas|manana))?(?! (?:mas )?temprano)(?! (?:manana )?(?:(?:mas )?temprano|a tiempo|"
        r"con|antes|tarde|a las|al|por))",
        "ojalá mañana no despertara",
        "tengo miedo de no despertar a tiempo para la prueba",
    ),
    Pattern(
        "sleep_for_ever", MODERATE, IDEATION,
        r"\b(?:dormir(?:me)?|sueno|descansar|cerrar los ojos|acostarme|desaparecer|irme|"
        r"apagarme)(?: \w+){0,3},? "
        r"(?:para siempre|definitiv\w+|eternamente|y (?:ya )?no (?:volver a )?(?:despert|levant|"
        r"abrir)\w*|sin despertar)",
        "quiero dormirme y no despertar",
        "quiero dormir para no llegar cansada a la prueba",
    ),
    Pattern(
        "no_dawn", MODERATE, IDEATION,
        r"\b(?:que no amanezca\b(?! (?:nublad|llov|frio|con))|no (?:quiero|quisiera) que amanezca|"
        r"que (?:el|este) dia sea el ultimo|"
        r"no (?:quiero|creo) (?:llegar|que llegue) a(?:l)? (?:manana|ano nuevo|otro dia|los \w+|"
        r"verano|fin de ano)|"
        r"no hay (?:un )?(?:manana|futuro|proximo ano|salida) para mi)",
        "no quiero que amanezca",
        "ojalá que no amanezca nublado para la excursión",
    ),
    Pattern(
        "without_me", MODERATE, IDEATION,
        r"\b(?:mejor(?:es)?|tranquil[oa]s?|feliz|felices|aliviad[oa]s?|"
        r"descansari?an?)(?: \w+){0,3} (?:sin mi(?=$| ?[.,;!)]| y | todos| aqui| en la tierra|"
        r" cuando)|si yo no\b|que yo no exist\w+|que yo desaparezca)"
        r"|\bsin mi (?:todos |todo |ellos |mi familia )?(?:estari?an?|viviri?an?|seri?an?|"
        r"descansari?an?)\b(?! (?:reprobad|jalad|suspens|perdid))",
        "mi familia estaría mejor sin mí",
        "el grupo trabaja mejor sin mi compañero",
    ),
    Pattern(
        "if_i_were_gone", MODERATE, IDEATION,
        r"\bsi (?:yo )?(?:ya )?(?:no (?:existiera|estuviera(?: (?:aqui|mas|viv[oa]))?\b(?! (?:en|"
        r"tan|con|estudiando|inscrit))|"
        r"hubiera nacido|despertara)|me muriera|muriera|falleciera|faltara|"
        r"desapareciera|desaparezco|me (?:pasara|pasa) algo)",
        "si yo no existiera mis papás descansarían",
        "si no estuviera tan cansada estudiaría más",
    ),
    Pattern(
        "nobody_would_miss", MODERATE, IDEATION,
        r"\bnadie (?:me (?:va a |iba a )?(?:extran\w+|estran\w+|echari?a? (?:de menos|en falta)|"
        r"lloraria|llorari\w+)|"
        r"(?:lo )?(?:notaria|se (?:va a )?(?:dar|daria|enter\w+)(?: \w+)*? (?:si|"
        r"cuando) (?:yo )?(?:me|no|desap\w+|falto)))",
        "nadie me va a extrañar cuando no esté",
        "nadie me va a entregar su parte del trabajo",
    ),
    Pattern(
        "burden", MODERATE, IDEATION,
        r"\b(?:soy|siendo|ser|sentirme) (?:solo |nada mas |nomas |pur[ao] )?(?:(?:una?|puro|"
        r"pura) )?"
        r"(?:carga|estorbo|lastre|peso|gasto|peso muerto)(?: para| a|$|[ .,!])(?! ?(?:porque|por) )|\bdej(?:o|ar|"
        r"are) de ser (?:una )?(?:carga|estorbo)|"
        r"\b(?:estoy|siento que) (?:de mas|sobro|estorbo)(?! (?:en|de) (?:mi |el |este )?(?:grupo|equipo|lista))|"
        r"\bsobro (?:aqui|en|para)(?! (?:mi |el |este )?(?:grupo|equipo))|\bnaci de mas|"
        r"\b(?:toy|estoy) de sobra|\bocupando espacio",
        "siento que soy una carga para mi mamá",
        "la carga del puente es de dos toneladas",
    ),
    Pattern(
        "not_born", MODERATE, IDEATION,
        r"\b(?:no|nunca|jamas) (?:deberia |debi |tendria que |debio )?(?:haber(?:me)?|hubiera|"
        r"hubiese|haya)(?: \w+)? nacid[oa]|"
        r"\b(?:para|por) ?que (?:naci|me (?:parieron|trajeron|tuvieron))|\bporque naci\b(?! (?:mi|el|la|en)\b)|"
        r"\bno (?:me )?abort\w+|"
        r"\b(?:no deb[ií]|maldigo el dia (?:en )?que) naci|\b(?:me arrepiento|"
        r"maldit[oa]) de (?:haber nacido|existir)|"
        r"\bno haber nacido",
        "ojalá no hubiera nacido",
        "mi sobrino no había nacido cuando entré a la universidad",
    ),
    Pattern(
        "tired_of_life", MODERATE, IDEATION,
        r"\b(?:cansad[oa]|kansad[oa]|hart[oa]|chat[oa]|podrid[oa]|agotad[oa]|aburrid[oa]|cansa|"
        r"canse|hasta (?:las narices|"
        r"la madre|el cuello)) (?:ya )?(?:de|d) (?:la vida(?! (?:universitaria|de estudiante|en))|"
        r"vivir(?! (?:en|con|de|sol[oa]|lejos))|existir|seguir (?:viv\w+|aqui|respirando)|"
        r"luchar|estar viv[oa]|fingir|mi vida|esta vida|todo y de (?:todos|mi)|respirar|"
        r"aguantar)\b",
        "estoy cansada de vivir, no de la tesis",
        "estoy cansada de vivir en una pensión con ruido",
    ),
    Pattern(
        "no_meaning", MODERATE, IDEATION,
        r"\b(?:no|ni|sin|perdio|tampoco)(?: \w+){0,4} (?:sentido|caso|chiste|razon(?:es)?|"
        r"motivos?|gracia|objeto)(?: \w+)? "
        r"(?:a|de|para|en|por) (?:la (?:vida|existencia)|mi (?:vida|existencia)|vivir|"
        r"seguir\b(?! (?:en|con|la|el|estud|curs))|estar viv[oa]|"
        r"existir|levantarme|nada|quedarme|que seguir|la que (?:vivir|seguir))|"
        r"\b(?:la|mi|esta) (?:vida|existencia) (?:ya )?(?:no (?:vale|tiene|sirve|significa|merece)|"
        r"carece de|me da (?:igual|lo mismo)|es una (?:mierda|basura) y (?:no|ya))",
        "ya no le encuentro sentido a seguir viva",
        "no le encuentro sentido a esta derivada",
    ),
    Pattern(
        "no_future_for_me", MODERATE, IDEATION,
        r"\b(?:no (?:me veo|me imagino|veo)(?: \w+){0,3} (?:mas alla|en (?:cinco|dos|diez|"
        r"un) (?:anos|dias|meses|ano)(?! (?:siendo|trabajando|haciendo|ejerciendo|de|como|con)\b)|"
        r"futuro|vivo|viva|llegando)|"
        r"no (?:creo|pienso) (?:que )?(?:llegue|llegar|estar|durar|dure|"
        r"tener ningun[oa])\b(?! (?:a (?:tiempo|la hora|las)|tarde|list|prepar|en condic|al dia))|"
        r"no (?:voy a|vaya a|pienso|creo que vaya a) estar (?:aqui|aca|viv[oa]|para (?:ver|"
        r"contar)|en ningun|mas)|"
        r"no hay nada (?:para mi(?! (?:aca|aqui|en))|despues)|no pinto nada en)",
        "no me veo vivo en cinco años",
        "no creo que llegue a tiempo a la clase",
    ),
    Pattern(
        "not_be_here", MODERATE, IDEATION,
        r"\b(?:no (?:quiero|quisiera|deberia|merezco|soporto) (?:ya |seguir )?(?:estar|estando|"
        r"seguir) (?:mas )?"
        r"(?:aqui|aca|en este mundo|en esta vida|dentro de mi|conmigo)|ya no (?:este|estare|"
        r"voy a estar)\b(?! (?:en (?:la|el|clase|linea|casa)|disponible))|"
        r"no vale la pena (?:seguir|estar|nada|vivir))"
        r"(?! (?:en (?:este|esta|el|la) (?:grupo|curso|ramo|carrera|clase|casa|residencia|pension|"
        r"materia|ciudad)|con (?:el|ella)|leyendo|estudiando|cursando|yendo)|, llevo \w+ (?:hora|minuto))",
        "ya no quiero estar aquí, en ningún lado",
        "no quiero estar aquí en esta clase tan aburrida",
    ),
    Pattern(
        "vanish", MODERATE, IDEATION,
        r"\b<want> (?:solo |ya )?(?:desaparecer(?:me)?|esfumarme|borrarme(?: enter[oa])?|apagarme|"
        r"dejar de (?:ser|estar|sentir)|"
        r"no (?:existir|ser|estar)|evaporarme)\b"
        r"(?! (?:de (?:esta|este|la|el|mi|las) (?:clase|curso|grupo|ramo|asignatura|carrera|u|"
        r"facu|redes?|chat|casa)|del (?:grupo|curso|ramo|chat|mapa unos)|unos? (?:dias?|ratos?)|"
        r"del salon|con dignidad|cada vez que|cuando (?:me|la|el)|un rato|hasta|de las redes|de la vista|en (?:la|"
        r"el) (?:clase|carrera|grupo|facultad)|como|de la lista|tan|nervios))",
        "quisiera desaparecer y que nadie se acuerde de mí",
        "quisiera desaparecer un rato, qué vergüenza la exposición",
    ),
    Pattern(
        "stop_everything", MODERATE, IDEATION,
        r"\b(?:que (?:todo |esto |ya )*(?:pare|se acabe|termine|se apague|se pase|acabe)(?: todo|"
        r" esto| ya| de una| para siempre)+|"
        r"(?:quiero|ganas de|solo quiero|necesito) (?:descansar|"
        r"descanzar)(?: \w+)? (?:para siempre|de mi|de todo esto|de vivir|en paz|de verdad)|"
        r"que pare todo|descansar en paz|acabar con (?:todo|mi sufrimiento)|terminar con (?:todo|"
        r"mi sufrimiento))\b"
        r"(?!,? (?:el|la|los|las|lo|este|esta) (?!dolor|sufrimiento|mundo|vida))",
        "solo quiero que esto pare de una vez",
        "quiero que termine ya el semestre",
    ),
    Pattern(
        "join_the_dead", MODERATE, IDEATION,
        r"\b(?:irme|ir|voy|alcanz\w+|reunirme|juntarme|encontrarme|estar|"
        r"me voy) (?:\w+ ){0,2}con (?:mi <kin>|ella|el|ellos|dios)"
        r"(?: (?:al cielo|alla arriba|en el cielo|pronto|ya))+|\bpor el mismo camino|"
        r"\b(?:alcanz(?:o|aba|ar|arl[oa])) pronto",
        "quiero irme con mi abuelita al cielo",
        "quiero irme con mi abuelita al campo en vacaciones",
    ),
    Pattern(
        "lost_the_wish", MODERATE, IDEATION,
        r"\b(?:perdi(?:do|endo)?|perderle?|haberle perdido|quit\w+|sin|se me (?:fueron|acabaron|"
        r"quitaron))(?: \w+){0,2} (?:las ganas|el deseo|la voluntad|gusto|ganas)"
        r" (?:a|de) (?:la vida|vivir(?! (?:sol|en|con|aqui|alla|lejos))|estar viv[oa]|"
        r"seguir viv\w+|existir)|\b(?:me )?da (?:lo mismo|igual) (?:vivir|morir|estar viv|"
        r"seguir viv|si (?:vivo|me muero|despierto|amanezco))"
        r"|\bviv[oa] por (?:obligacion|inercia|compromiso)|\bque flojera (?:seguir )?(?:existi|"
        r"vivi)\w+",
        "he perdido las ganas de vivir",
        "he perdido las ganas de vivir sola, prefiero la residencia",
    ),
    Pattern(
        "worthless", CrisisLevel.LOW, IDEATION,
        r"\b(?:no (?:valgo|sirvo)(?: para)? nada|no valgo la pena|soy (?:una? )?(?:basura|mierda|"
        r"asco|fracaso|inutil|"
        r"caso perdido|escoria|error)|me odio(?: \w+)?|me doy asco|no merezco (?:nada|ser|que|"
        r"vivir|estar))",
        "soy una basura, no valgo nada",
        "la silla es una basura, no vale nada",
    ),
    Pattern(
        "no_more", CrisisLevel.LOW, (CrisisKind.ACUTE_DISTRESS,),
        r"\b(?:ya )?no (?:puedo|aguanto|doy|resisto|soporto) mas\b(?! (?:con|de|d|el|la|este|esta|"
        r"por) )",
        "ya no aguanto más",
        "no puedo más con mates, explícame las matrices",
    ),
    Pattern(
        "alone", CrisisLevel.LOW, (CrisisKind.ACUTE_DISTRESS,),
        r"\b(?:no le importo a nadie|a nadie le importo\b(?! (?:el|la|que|mi|lo|cuando|como|los))|"
        r"nadie me (?:quiere|escucha|cree|entiende)|no tengo a nadie|"
        r"estoy complet\w+ sol[oa]|sin esperanzas?|sin salida|no (?:veo|hay|"
        r"tengo) (?:una )?salida|todo (?:esta|esta) perdido)",
        "no le importo a nadie",
        "a nadie le importo el resultado del partido",
        guards=("denial", "joke", "fiction", "game"),
    ),
)  # fmt: skip
