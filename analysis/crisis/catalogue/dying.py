"""Wishing to die, not wishing to live, thinking of suicide."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

IDEATION = (CrisisKind.SUICIDAL_IDEATION,)
MODERATE, HIGH = CrisisLevel.MODERATE, CrisisLevel.HIGH

PATTERNS = (
    Pattern(
        "want_to_die", HIGH, IDEATION,
        r"\b<want> (?:ya |solo |mejor |de verdad |mas )?<die>(?! (?:de|del) (?!verdad|una|esta|"
        r"este|todo)| (?:en|con|sol[oa]|aqui|lejos)\b| ?: ?he (?:enviado|mandado|subido|entregado)| cuando (?:el|la|me|vi|subi))",
        "ya no sé qué hacer, quiero morirme",
        "quiero morirme de risa con este profe",
    ),
    Pattern(
        "me_want_to_die", HIGH, IDEATION,
        r"\bme (?:(?:re )?(?:quiero|quisiera|queria|<going>|dan ganas de|da por|pide el cuerpo)|"
        r"iria a)"
        r" (?:ya |a )?<die_bare>(?! (?:de|del) (?!verdad|una|esta|este|todo|veras)| en (?:el|la|"
        r"los) | con (?:el|la|los|mis) (?:notas|trabajos|plazo)| cuando (?:el|la|me|vi|subi)|"
        r" (?:haciendo|estudiando|trabajando))",
        "me quiero matar, lo digo en serio",
        "me quiero morir de vergüenza, le dije mamá a la profe",
    ),
    Pattern(
        "i_kill_myself", HIGH, IDEATION,
        r"\bme (?:mato|suicido|ahorco|cuelgo|quito la vida|quito de en ?medio)\b"
        r"(?! (?:\w+[ae]ndo\b|de |a |con |por|siempre|en |cada|la |el |los |las |un |una |"
        r"est[ea] |tu |su |cuando |academic|socialmente|haciendo|si (?:me (?:toca|vuelv|pregunt)|"
        r"no (?:apruebo|paso))))",
        "si no vuelve me mato, no puedo vivir así",
        "me mato estudiando y no me alcanza",
    ),
    Pattern(
        "we_want_to_die", HIGH, IDEATION,
        r"\b(?:(?:queremos|quisieramos|vamos a|pensamos(?: en)?|decidimos|acordamos|quedamos de)"
        r" (?:ya )?(?:junt[oa]s )?(?:matarnos|suicidarnos|quitarnos la vida|morir(?:nos)? junt[oa]s)|"
        r"nos queremos (?:ya )?(?:matar|suicidar|morir|quitar la vida)|pacto (?:de|para) "
        r"(?:suicidio|morir|matarnos|suicidarnos))\b"
        r"(?! (?:de|del|a|por|en|estudiando|trabajando|haciendo|corriendo|entre)\b)",
        "con mi pololo queremos matarnos",
        "queremos matarnos de la risa con este profe",
        unmistakable=True,
    ),
    Pattern(
        "take_my_life", HIGH, IDEATION,
        r"\b(?:(?:me (?:quit(?:o|e|are|aria|ase)|quiero quitar|<going> quitar)|quit(?:arme|"
        r"andome))(?: \w+){0,2} (?:la|mi) (?:propia )?vida|"
        r"(?:acab|termin)(?:ar|o|e|are|ando)(?: \w+)? con mi (?:propia )?(?:vida|existencia)|"
        r"atent(?:ar|e|ado) contra mi (?:propia )?(?:vida|persona|integridad))",
        "llevo semanas queriendo acabar con mi vida",
        "esa materia ocupa toda mi vida",
    ),
    Pattern(
        "think_of_suicide", HIGH, IDEATION,
        r"\b<think> (?:que )?(?:<die>|<jump>|irme de este mundo|mi (?:propia )?muerte|hacerlo|"
        r"hacerme (?:dano|algo)|(?:un )?suicidio|la soga|la muerte|usarl[oa] contra mi)"
        r"(?! (?:del|de la|de los|de las|como tema))",
        "todos los días pienso en tirarme al metro",
        "estoy pensando en cortarme el pelo",
    ),
    Pattern(
        "suicidal_thoughts", HIGH, IDEATION,
        r"\b(?:tengo|tuve|con|mis?|estos?|esos?|estas|esas|los|las|volvieron|vuelven|siento|son|"
        r"sigo con|tener)(?: \w+){0,2} (?:pensamientos?|ideas?|ideacion(?:es)?|impulsos?|"
        r"tendencias?|ganas)"
        r"(?: \w+){0,2} (?:suicid\w+|de muerte|de morir\w*|de matarme|de no (?:querer )?(?:vivir|"
        r"existir)|"
        r"de quitarme|de hacerme dano)",
        "tengo pensamientos suicidas desde enero",
        "no tengo ideas de muerte, solo cansancio",
        guards=("denial", "joke", "fiction", "game", "past", "coursework"),
    ),
    Pattern(
        "not_want_to_live", HIGH, IDEATION,
        r"\bno (?:es que )?(?:me )?(?:<want>|aguanto|soporto|puedo|pienso|voy a|vale la pena|"
        r"tengo (?:ganas|fuerzas|razones|"
        r"motivos?|para que|por que)(?: de| para)?|se (?:para que|por que|como)|quedan ganas de|"
        r"dan ganas de|nacen ganas de|interesa|merezco|deseo)"
        r"(?: ya| mas| de| ni)? ?(?:seguir (?:viviendo|con vida|viv[oa]|en este mundo|existiendo|"
        r"respirando)|"
        r"vivir(?! (?:en|con|de|aqui|sol[oa]|lejos|ahi|alla|acá|aca|cerca|dependiendo|sin|"
        r"encerrad)\b)|"
        r"continuar viviendo|existir|seguir existiendo|"
        r"estar (?:mas )?viv[oa]|levantarme nunca|pertenecer a este mundo|estar en este mundo|"
        r"estar mas en este mundo|un (?:dia|minuto) mas viv[oa]|esta vida|mi vida|la vida)",
        "ya no quiero seguir viviendo",
        "ya no quiero vivir en esta residencia",
    ),
    Pattern(
        "stop_living", HIGH, IDEATION,
        r"\b(?:dej(?:ar|ara|e) de (?:vivir|existir)\b(?! (?:en|con|como|de|sol[oa]|aqui|ahi|"
        r"alla))|estar(?:ia)? mejor muert[oa]|mejor muert[oa]|"
        r"(?:mejor|prefiero|ojala|hubiera) (?:estar |estuviera |est[ae] |haberme )?(?:muert[oa]|"
        r"muriera|muerto)\b|"
        r"(?:ojala|quisiera que) (?:ya )?(?:me )?(?:muera|muriera|muriese|maten|mate algo)|"
        r"(?:irme|voy|ire|fuera) (?:ya )?de este mundo|no estar (?:mas )?(?:ya )?en este mundo|"
        r"borrarme de(?:l| este) mundo|(?:<want>|<going>) (?:salir de|dejar) este mundo)",
        "estaría mejor muerta",
        "ya quiero dejar de vivir en la casa de mis padres",
    ),
    Pattern(
        "jump", HIGH, IDEATION,
        r"\b(?:me (?:<want>|<going>|dan ganas de|pensaba) (?:ya )?<jump>|(?:<want>|<going>|"
        r"animo a) (?:ya )?<jump_me>)(?!.{0,12}(?:pescar|pileta|nadar|paracaidas))",
        "me quiero tirar al tren, me asusta pensarlo",
        "me quiero tirar al sillón de lo cansada",
    ),
    Pattern(
        "i_jump", HIGH, IDEATION,
        r"\bme (?:tiro|lanzo|aviento|arrojo|avente|tirara|tire) (?:al|a las?|por (?:el|la|un)|del|"
        r"de la|desde (?:el|la)|"
        r"bajo (?:el|un)|delante del?) "
        r"(?:metro|tren|vias?|balcon|ventana|puente|azotea|vacio|camion|terraza|subte|techo|rio)",
        "esta tarde me tiro por la ventana del colegio mayor y adiós",
        "me tiro por la ventana si cae Stokes jajaja",
    ),
    Pattern(
        "attempted", HIGH, IDEATION,
        r"\b(?:<try>(?: \w+)? (?:<die>|hacerlo otra vez)|me <try> (?:<die_bare>)|mi (?:ultimo |"
        r"primer )?intento (?:de suicidio)?|"
        r"(?:un|otro|el) intento\b.{0,40}(?:hospital|urgencias|sigo|ideas)|me sakaron la soga|"
        r"me sacaron la soga|sobrevivi a mi)",
        "hace dos semanas intenté quitarme la vida y sigo pensando en lo mismo",
        "hace años intenté matarme, con terapia lo superé y hoy estoy bien",
        guards=("denial", "joke", "trivial", "fiction", "game", "past", "coursework"),
    ),
    Pattern(
        "unsaved", HIGH, IDEATION,
        r"\b(?:me salvaron|me encontraron|me reanimaron|me desperte en el hospital)\b.{0,40}"
        r"(?:hubiera preferido|ojala|preferia|que no|no lo siento|mala suerte|debieron)",
        "me salvaron y hubiera preferido que no",
        "me salvaron del examen, lo movieron al lunes",
    ),
    Pattern(
        "hurt_myself_intent", HIGH, IDEATION,
        r"\b(?:me <going>|me (?:quiero|quisiera|puedo|pueda|vaya a)|<going>|<want>|pueda|llegue a) "
        r"(?:hacerme|hacer) (?:algo(?: malo)?|dano|una (?:locura|tonteria|estupidez|barbaridad))\b",
        "ayuda, me voy a hacer algo malo",
        "no me voy a hacer nada, solo estoy cansada",
    ),
    Pattern(
        "die_statement", HIGH, IDEATION,
        r"\b(?:lo unico|solo|nomas) que (?:quiero|pienso|deseo|se me ocurre)(?: es)?(?: en)? "
        r"(?:<die>|<jump>|colgarme|desaparecer|no (?:estar|existir|despertar))",
        "lo único que quiero es morirme",
        "lo único que quiero es dormir",
    ),
    Pattern(
        "accident_wish", MODERATE, IDEATION,
        r"\b(?:ojala|quisiera que|espero que|que|fantase\w+ con|si)(?: \w+){0,3} "
        r"(?:me (?:atropell\w+|pis\w+|arroll\w+|choc\w+|pasar?a? por encima|llev(?:e|"
        r"ara) (?:la muerte|un|el (?:rio|mar|tren)|dios|a mi)|parta un rayo(?! si )|"
        r"lleve dios|recoja dios|cayera|maten|diagnostic\w+)|(?:tener|tuviera) un accidente|"
        r"no frene el|dios me (?:lleve|recoja))",
        "ojalá me atropellara un bus camino a la facultad",
        "ojalá me lleve mi papá en auto a la prueba",
    ),
    Pattern(
        "how_to_die", HIGH, IDEATION,
        r"\b(?:(?:forma|manera|modo|metodo|como)(?:s)?(?: \w+){0,4} (?:de |para )?"
        r"(?:morir(?:me|se)?|irse de este mundo|irme de este mundo|matarme|suicidarme|suicidarse|"
        r"dejar de vivir)"
        r"(?: sin (?:que duela|dolor|sufrir))?|duele (?:mucho )?(?:morir|ahorcarse|cortarse)\w*|"
        r"cuant[ao]s?(?: \w+){0,5} (?:para|hasta) (?:no despertar|morir\w*|matarme|que me muera)|"
        r"cuant[ao]s? <pills>.{0,30}(?:morir|despertar|letal|mortal|matar))",
        "¿cuál es la forma más rápida de morirse?",
        "¿de qué forma muere Julieta en la obra?",
        guards=("denial", "joke", "fiction", "game", "coursework"),
    ),
    Pattern(
        "named_act", HIGH, IDEATION,
        r"(?<!quiere )(?<!quieren )(?<!va a )(?<!van a )(?<!puede )(?<!para )\b(?:suicidarme|"
        r"quitarme la vida|ahorcarme|matarme|quitarme de en ?medio|pegarme un tiro|"
        r"cortarme las venas|(?:terminar|acabar) con(?:migo| mi vida)|acabar conmigo mism[oa]|"
        r"irme por la puerta falsa|hacerme dano|"
        r"tirarme (?:por la ventana|del (?:puente|techo|balcon)|de la (?:azotea|terraza)|"
        r"al (?:metro|tren|vacio|rio)|a las vias|desde))\b(?! (?:estudiando|de (?:risa|hambre|"
        r"sueno)|a (?:estudiar|trabajar)))",
        "lo único que tengo en la cabeza es tirarme por la ventana, ayuda",
        "mi profe va a matarme de aburrimiento",
    ),
)  # fmt: skip
