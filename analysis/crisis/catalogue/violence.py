"""Violence, abuse, threats and stalking that the writer suffers."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

SUFFERED = (CrisisKind.VIOLENCE_SUFFERED,)
HIGH = CrisisLevel.HIGH
NOT_SERIOUS = ("denial", "joke", "fiction", "past", "coursework")

PATTERNS = (
    Pattern(
        "hits_me", HIGH, SUFFERED,
        r"(?<!\bse )(?<!soledad )(?<!nostalgia )(?<!ansiedad )\bme (?!pego un tiro)(?:esta |estan |ha |han |volvio a |vuelve a |suele |"
        r"sigue )?(?:peg(?:a|o|an|aron|aba|ando|ado|ue)|golpe(?:a|o|an|aron|aba|ando|ado|e)|"
        r"agred(?:e|io|ieron|ido|ia)|maltrat(?:a|o|an|aba|aron)|cachete(?:a|o|ar|aba)|ahorc(?:o|a|"
        r"aba)|ahog(?:o|aba) con|empuj(?:o|a|aban|aron)|pate(?:a|o|aron|an)|"
        r"zamarr\w+|jal(?:a|o) de(?:l| los) pelos?|fractur\w+|escup\w+|quem(?:o|a) (?:con|"
        r"la (?!cabeza)|el (?!cerebro|cpu))|sac(?:a|o) la (?:mugre|madre|cresta|mierda|chucha|"
        r"xuxa)|"
        r"revent(?:o|aron) (?:a|la)|agarr(?:a|o|an|aron) a (?:golpes|patadas|cinturon\w+|palos|"
        r"pinas|trompadas)|moli(?:o|eron) a|dio (?:una paliza|con (?:la|el|un))|caga a (?:palos|"
        r"pinas|trompadas|golpes)|"
        r"cag(?:a|o|aron) a (?:palos|pinas|golpes|trompadas)|da(?:n)? (?:palizas|una paliza|"
        r"combos)|levant(?:a|o) la mano|puso la mano|dej(?:o|a) (?:marcas|morad[oa]|el ojo))"
        r"(?! (?:el |la |un |una |mucho |re |fuerte )*(?:cerebro|paliza|cuotas|pierna|brazo|virus|"
        r"resfr|gripe|sol|cancion|flojera|hambre|calor|bajon|depre|cuenta|susto|corazon|acento|"
        r"nostalgia|sueno|tristeza|realidad|monton))"
        r"(?! (?:fuerte|duro|mal) (?:la|el|lo)|en el (?:orgullo|animo)|(?:la|el) (?:nostalgia|"
        r"bajon|sueno))"
        r"(?!.{0,20}(?:paliza en el (?:examen|parcial)|con la (?:mesa|puerta|silla)|cuotas|pelota|"
        r"balon|corazon|ego|promedio))",
        "mi papá me pega cuando llega borracho",
        "hoy me pegó la nostalgia de la casa",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "abuse", HIGH, SUFFERED,
        r"\b(?:abus(?:o|a|aron|aba|ado|an|ando)(?: sexual\w*)? de mi|me (?:viol(?:o|aron|aba|ado|"
        r"an|a)|abus(?:o|aron|aba|a)|manose(?:o|aron|a|aba|an|ado)|forz(?:o|aron|ado|aba)|"
        r"met(?:io|ieron|e) mano|obligo a (?:tener|tocar|hacer|acostar)\w*|obliga a (?:tener|"
        r"tocar|acostar)\w*|desnud(?:o|aron)|toc(?:a|o|aba|an|aron|ado)(?: (?:desde|cuando|sin|"
        r"las|los|por|ahi|donde|y|en)\b|$|[ ,.!]+(?:y|no|dijo|cuando))))"
        r"(?! (?:exponer|presentar|leer|hacer|el (?:tema|turno|grupo)|la (?:parte|puerta|lectura|"
        r"exposicion)|los (?:huevos|cojones)|en (?:grupo|suerte)|de companero|un|una|estudiar|ir))"
        r"|\b(?:fui|he sido|soy) (?:abusad[oa]|violad[oa]|victima de (?:abuso|violencia|"
        r"una violacion))|\bentra a mi (?:cuarto|kuarto|pieza|habitacion)\b|\bme hace cosas\b|"
        r"\bme ase cosas\b",
        "un familiar abusó de mí y nadie me creyó",
        "me tocó exponer primero",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "said_no", HIGH, SUFFERED,
        r"\b(?:dije que no|le dije que no|no queria)\b.{0,50}(?:le dio igual|no (?:paro|"
        r"le importo)|siguio|me obligo|igual lo hizo|sucia)|\bcondiciona mi nota|"
        r"\bdesperte sin ropa|\bacos(?:a|ando|o) sexual\w*|\bme (?:esta )?acos(?:a|ando|an)\b",
        "dije que no muchas veces y le dio igual",
        "le dije que no podía ir al ensayo",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "threatened", HIGH, SUFFERED,
        r"\b(?:me (?:(?:tiene|tienen|esta|estan|sigue|siguen|ha|han) )?amenaz(?:a|o|an|aron|ado|"
        r"ada|ando|aba)|amenazad[oa] de muerte|amenaz\w+ (?:con|de) (?:matarme|hacerme|pegarme|"
        r"golpearme|subir|publicar|muerte)|me (?:tienen|esta|estan) extorsion\w+|"
        r"me extorsion\w+|dice que me (?:va a |quiere )?(?:matar|cagar|quemar|echar|encontrar|"
        r"romper|pelar|mata)|me (?:quiere|quieren|van a|va a) (?:matar|"
        r"pelar)\b(?=.{0,60}(?:machete|cuchill|pistol|arma\b|afuera|si (?:lo|la|hablo|le|me voy)|"
        r"golpes|fierro|barrio))|me esperan? con (?:un|una)|"
        r"me va a (?:hechar|echar|tirar) acido|sab(?:e|en) donde (?:vivo|curso|estudio))"
        r"(?! (?:con (?:reprobar|jalar|un (?:uno|rojo|examen|control|cero)|bajar|quitar (?:el|"
        r"la) (?:celu|wifi|tele))))",
        "mi ex me amenaza con un cuchillo si lo dejo",
        "el profe nos amenaza con un control sorpresa",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "stalked", HIGH, SUFFERED,
        r"(?<!perro )(?<!gato )(?<!gata )\b(?:me (?:(?:ha|han|esta|estan|anda|viene|vienen|"
        r"lleva) )?(?:sig(?:ue|uio|uen|uieron|uiendo)|persig(?:ue|uio|uen|uiendo)|vigil(?:a|an|"
        r"aba|ando)|espi(?:a|an|aba)|espera (?:todos|cada|afuera|a la salida)|acech\w+)"
        r"\b(?! (?:doliendo|pareciendo|costando|faltando|gustando|dando|saliendo|yendo|sin|"
        r"en (?:instagram|twitter|insta)|la corriente|interesando))(?=.{0,70}(?:casa|parada|"
        r"paradero|todos los dias|calle|facultad|u\b|universidad|liceo|auto|semanas|mes|esquina|"
        r"micro|metro|afuera|trabajo|salida|camara))|"
        r"(?:esta|sigue|sta|parado|apostado) (?:\w+ )?afuera (?:de|del|d) (?:mi|la|el) (?:casa|"
        r"depto|departamento|pieza|residencia|u|facultad|edificio))",
        "mi ex me sigue hasta la casa todos los días",
        "mi perro me sigue por toda la casa",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "held", HIGH, SUFFERED,
        r"\b(?:no me deja(?:n)? (?:salir|ver a|hablar con|estudiar)|me (?:encerr(?:o|aron|aba)|"
        r"encierra|encierran|tiene(?:n)? encerrad[oa])|me quit(?:o|aron|a) (?:las llaves|"
        r"el celular y|la cedula|el pasaporte|los documentos)|"
        r"(?:estoy|toy) encerrad[oa] .{0,40}(?:afuera|golpeando|puerta)|me revisa (?:todo|"
        r"el celular|los mensajes)|me rompio (?:el celular|la compu\w*|los lentes)|me quebro)"
        r"(?! (?:del todo|sola a|porque (?:tengo|hay) (?:examen|prueba))|.{0,40}(?:por las notas|"
        r"hasta que estudie|castigad))",
        "mi novio no me deja salir y me quitó las llaves",
        "mi mamá no me deja salir hasta que estudie",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "intimate_pictures", HIGH, SUFFERED,
        r"\b(?:fotos?|videos?|packs?|nudes?)(?: \w+){0,2} (?:intim[oa]s?|desnud[oa]s?|"
        r"mi[oa]s? desnud[oa]|sexuales?)\b.{0,80}(?:amenaz|sub|public|mand|envi|difund|pas|extors|"
        r"si no|grupo)|"
        r"\b(?:amenaz\w+|extors\w+|difund\w+|subi\w*|publicar)\b.{0,50}(?:fotos?|videos?|packs?|"
        r"nudes?)(?: \w+){0,2} (?:intim|desnud|mi[oa]s)|\bmanda fotos de su",
        "mi ex dice que va a subir mis fotos íntimas si no vuelvo",
        "subí las fotos desenfocadas del microscopio al grupo",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "violent_home", HIGH, SUFFERED,
        r"\b(?:violencia (?:intrafamiliar|domestica|de genero)? ?(?:en (?:mi|la) (?:casa|hogar)|"
        r"todos los)|en mi (?:casa|hogar) hay (?:violencia|golpes)|llega (?:borrach[oa]|"
        r"tomad[oa]).{0,50}(?:pega|golpe|rompe|grit|miedo|encierr|escond)|"
        r"(?:me lo )?hicieron en (?:la|mi) casa|hoy me toca otra vez|da palizas|cara morada|"
        r"labio partido|a (?:cinturonazos|correazos|golpes|manguerazos)|ojo morado|"
        r"moretones? (?:en|que|de|por)|ponernos? a salvo|silla contra la puerta)\b"
        r"(?!.{0,20}(?:ensayo|tesis|monografia|caso))",
        "en mi casa hay violencia todos los fines de semana",
        "hago una tesis sobre violencia en el hogar",
        guards=NOT_SERIOUS,
    ),
)  # fmt: skip
