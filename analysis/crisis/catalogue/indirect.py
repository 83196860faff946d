"""What people say instead of saying it: no future, things put in order, a wish for an end."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

IDEATION = (CrisisKind.SUICIDAL_IDEATION,)
MODERATE, HIGH = CrisisLevel.MODERATE, CrisisLevel.HIGH

PATTERNS = (
    Pattern(
        "last_sleep", MODERATE, IDEATION,
        r"\b(?:(?:llev\w+|recoj\w+) (?:mientras duerm\w+|dormid[oa])|no (?:me levantaria|"
        r"abrir los ojos|amanecer)(?: (?:nunca|mas|manana|jamas))*\b(?! (?:con|tan|temprano))|"
        r"(?:sea|fuera|seria) la ultima (?:vez|noche)\b(?=.{0,40}(?:ojos|duerm|despert|respir|$))|"
        r"el sueno (?:me lleve|sea)|dormir y (?:ya )?no volver|no hubiera (?:un )?manana)",
        "rezo para no amanecer",
        "no quiero amanecer con ojeras el día de la defensa",
    ),
    Pattern(
        "life_weighs", MODERATE, IDEATION,
        r"\b(?:me (?:pesa|cansa|duele|da rabia|molesta) (?:ya )?(?:estar viv[oa]|vivir\b(?! (?:en|"
        r"con|lejos|sol))|seguir viv[oa]|existir|la vida\b(?! (?:de estudiante|universitaria)))|"
        r"vivir me (?:cansa|pesa|duele)|"
        r"la vida (?:no es para mi|se me hizo larga|me queda grande)|"
        r"por dentro (?:ya )?estoy muert[oa]|ya no es vivir|mi vida (?:ya )?se (?:termino|"
        r"acabo)(?! (?:de ordenar))|"
        r"(?:motivo|razon|razones|fuerzas) para (?:seguir )?(?:respira|vivi|viv[oa]|estar viv)\w*|"
        r"estoy viv[oa] (?:de milagro|porque no)|ya vivi (?:todo )?lo que|"
        r"perdi las ganas de (?:todo|vivir))",
        "ya me pesa estar viva",
        "me pesa vivir lejos de mi familia",
    ),
    Pattern(
        "why_go_on", MODERATE, IDEATION,
        r"\b(?:no (?:se|encuentro|entiendo|veo) (?:ya )?(?:para que|por que|porque) (?:sigo|"
        r"seguir|continuar|estoy)(?: (?:aqui|aca|viv[oa]|en este mundo|respirando|"
        r"con todo esto))?(?=$| ?[.,;!)]| y | si )|"
        r"me pregunto (?:por|para) que sigo(?: (?:aqui|aca|viv[oa]))?(?=$| ?[.,]| y )|"
        r"da (?:lo mismo|igual) si (?:estoy|me muero|vivo|sigo|existo)|me da (?:lo mismo|"
        r"igual) (?:morirme|si me muero)|"
        r"ya me rendi\b(?=.{0,30}(?:todo|conmigo|vida|$))|no le temo a la muerte|"
        r"la muerte (?:ya )?no me (?:parece|asusta|da miedo))",
        "no sé para qué sigo acá",
        "no entiendo para qué sigo la segunda fórmula",
    ),
    Pattern(
        "favour_to_all", MODERATE, IDEATION,
        r"\b(?:nadie (?:me )?llorari?a\b.{0,12}|les? haria un favor si (?:me|no)|mejor no estar\b|"
        r"(?:no )?(?:merezco|ocupo)(?: \w+){0,4} (?:en|de) este mundo|salen ganando si|"
        r"saldria ganando|"
        r"me siento (?:una|como una) (?:\w+ )?(?:carga|estorbo)|no (?:quiero|"
        r"querria) ser (?:una? |1 )?(?:\w+ )?(?:carga|estorbo) (?:para|de) (?:nadie|mi|mis|ell)|"
        r"sobro en (?:la vida|todo|el mundo|este)|"
        r"(?:el mundo|la vida|todo|todos)(?: \w+){0,3} (?:igual|mejor) sin mi\b(?! \w*(?:grupo|"
        r"ayuda|parte|comput|voto|nota))|quitarles (?:un|ese|este|el) peso|"
        r"mal (?:a todos )?por existir|enterrarme|"
        r"va(?:n)? a (?:descansar|estar mejor)(?: \w+)? (?:de mi|sin mi)|ahorrar(?:les|"
        r"le)? (?:el gasto|la molestia) que soy|dejo de estorbar|pronto (?:dejo|descans\w+ de mi))",
        "les haría un favor si me fuera",
        "les haría un favor si suben los apuntes",
    ),
    Pattern(
        "should_not_exist", MODERATE, IDEATION,
        r"\b(?:(?:hubiera|habria) (?:preferido|sido mejor) (?:que )?(?:no )?(?:nacer|me hubieran|"
        r"haber nacido)|no me hubieran? (?:tenido|parido)|(?:soy|fui) un error desde|"
        r"no (?:pedi|elegi) (?:venir a este mundo|nacer)|\byo (?:no|nunca) (?:tendria|"
        r"deberia) (?:que )?(?:haber existido|existir)|ojala me hubieran? abortado)",
        "yo no tendría que haber existido nunca",
        "este ramo no tendría que existir",
    ),
    Pattern(
        "no_later", MODERATE, IDEATION,
        r"\b(?:no hago planes|(?:para|pa) que (?:ahorr\w+|matricul\w+|estudi\w+|seguir|inscrib\w+|"
        r"compr\w+)\b.{0,60}\bno (?:voy a|pienso|creo que vaya a|llego|"
        r"estare)\b(?: (?:a )?(?:estar|llegar|vivir|existir))?|"
        r"yo no tengo (?:despues|futuro|manana)|no (?:me imagino|me veo) (?:cumpliendo (?!con|el|"
        r"la|est)|llegando a (?!tiempo|la|clase)|con mas de)|no (?:voy a|pienso|creo) (?:llegar|"
        r"que llegue) a (?:grande|viej[oa]|los (?:treinta|veinti\w+|\d+))|"
        r"no me interesa llegar a|ya (?:no|ni) (?:va a hacer falta|hace falta) (?:que|renov)|"
        r"lo que (?:me )?queda en este (?:planeta|mundo)|contando los dias que me quedan|"
        r"no llego viv[oa] a|no quiero ser nada)",
        "no me imagino cumpliendo veintitrés",
        "no me imagino cumpliendo con ese plazo",
    ),
    Pattern(
        "for_ever_quiet", MODERATE, IDEATION,
        r"\b(?:que (?:se )?(?:apague|acabe|quede|pare|termine|calle)(?: \w+){0,5} (?:y yo con|"
        r"conmigo|para siempre|tambien yo|yo incluid[oa])|"
        r"irme (?:lejos,? )?(?:a )?donde no hay vuelta|irme para no volver|"
        r"me trague la tierra (?:pero )?de verdad|pronto voy a descansar|ya casi (?:descanso|"
        r"se acaba)\b(?!.{0,30}(?:semestre|curso|ano|clase|tesis|carrera|mes))|(?:quiero|"
        r"necesito) (?:un )?silencio (?:que no|para siempre)|"
        r"borrarme del mapa|dejar de sentir,? (?:y )?dejar de ser|"
        r"quiero irme (?:ya )?para siempre|decidi no seguir\b(?! (?:en|con|la|el|estud|curs)))",
        "que se apague la luz y yo con ella",
        "que se acabe el semestre ya",
    ),
    Pattern(
        "courting_accident", MODERATE, IDEATION,
        r"\b(?:ojala (?:\w+ ){0,4}(?:chocaramos|choque(?:mos)? (?:el|la)|descarril\w+|"
        r"me (?:cayera|muera|pase algo))|si (?:me|el)(?: \w+){0,4} (?:cancer|tumor|enfermedad|"
        r"se cae|estrella)(?: \w+)?,? (?:mejor|no me (?:tratari?a|importaria|molestaria)|ni)|"
        r"cruz(?:o|ar|ando)(?: \w+){0,3} sin mirar|(?:manejo|conduzco|"
        r"voy) (?:\w+ ){0,3}a ver si (?:pasa algo|me mato|choco)|deje de tomar(?:me)? (?:mi|la|"
        r"mis|los) (?:insulina|medic\w+|remedios?|pastillas)\b.{0,30}(?:a ver|que pase|da igual)|"
        r"envidia (?:la|a la|de la)? ?(?:gente |los )?que (?:se )?mu(?:ere|rio)|no (?:uso|"
        r"me pongo) (?:el )?(?:cinturon|casco)\b.{0,40}(?:suerte|si acaso|pasa algo)|no frene)",
        "cruzo sin mirar desde hace semanas",
        "ojalá chocara mi horario con el de nadie",
    ),
    Pattern(
        "all_in_order", MODERATE, IDEATION,
        r"\b(?:nadie (?:tenga|va a tener|tendra) que (?:ordenar|preocuparse|"
        r"hacer)(?: \w+){0,3} por mi|ya (?:me puedo|puedo) ir(?:me)?\b(?!.{0,30}vacacion)(?=.{0,20}(?:$|paz|tranquil|"
        r"este mundo))|no tengo pendientes con nadie|"
        r"(?:contrasenas|claves)(?: \w+){0,4} por si (?:un dia|algun dia|ya) no (?:contesto|estoy|"
        r"despierto)|(?:ropa|cosas|libros)\b.{0,20}\bno (?:la|las|los) voy a (?:usar|"
        r"necesitar) (?:mas|nunca|ya)|a donde voy no (?:l[oa]s? )?(?:necesito|voy a)|"
        r"(?:se lo|que me) recordaran|actualice el beneficiario|"
        r"seguro (?:de vida)?.{0,40}(?:mi familia|deuda).{0,30}(?:ganando|cubr)|donde voy (?:no|"
        r"ya)|para que mi (?:mama|familia|madre) no (?:encuentre|tenga que hacerlo|cargue))",
        "quédate con mi guitarra, a donde voy no la necesito",
        "doné la ropa que ya no me queda",
    ),
    Pattern(
        "wait_for_my_turn", MODERATE, IDEATION,
        r"\b(?:(?:espero|esperando) mi turno(?! (?:en|para (?!ir)|de))|(?:irme|estar|"
        r"ir) con (?:el|ella|ellos)(?=$| ?[.,]| donde| al| alla| en el cielo)|"
        r"prefiero estar con los muertos|falta (?:poco|menos) para (?:volver a )?(?:ver|estar con|"
        r"que nos veamos)(?: a)?(?: \w+){0,4} (?:cielo|muert\w+|alla|$)|"
        r"(?:ya )?(?:mero|casi|pronto) te alcanzo|me (?:llama|espera) desde (?:alla|el cielo|"
        r"arriba))\b",
        "desde que se fue mi niña yo solo espero mi turno",
        "espero mi turno en la fila de matrícula",
    ),
    Pattern(
        "not_safe_alone", HIGH, (CrisisKind.SUICIDAL_IDEATION, CrisisKind.ACUTE_DISTRESS),
        r"\b(?:no (?:me )?(?:dejen|dejes) sol[oa]|no confio en mi(?=$| ?[.,]| mism| esta)|"
        r"miedo (?:de|a|por) lo que (?:me )?(?:pueda|puedo|vaya a) hacer(?:me)?|no respondo de mi|"
        r"si me (?:quedo|dejan) sol[oa] (?:no se que|me|voy|hago)|no (?:soy|"
        r"estoy) de fiar conmigo|"
        r"(?:guarde|esconda|escondan|guarden)(?: \w+){0,3} (?:los cuchillos|las pastillas|"
        r"las medicinas|los remedios)|voy a hacer una locura|casi (?:lo hago|hago una (?:tonteria|"
        r"locura))|a punto de (?:tirarme|hacerlo|matarme|saltar))"
        r"(?! (?:con el (?:trabajo|informe)|en el grupo))",
        "no me dejen sola esta noche, no confío en mí",
        "no me dejen solo con el informe, falta la mitad",
    ),
)  # fmt: skip
