"""The words by which the embedded extractor knows a kind of task (`labels.md`, tipo_tarea).

All patterns are for folded text (`analysis.slot_text.plain`).
"""

from __future__ import annotations

import re

from analysis.slot_feelings import any_of

_CODE = r"(?:codigos?|programas?|script|funcion|funciones|algoritmo|app|pagina|query|consulta|aplicacion|web|bot|sistema|formulario|modulo|clase|compilador|servidor|base de datos|notebook|api|python|java|javascript)"
_LANGUAGE = r"(?:python|java|javascript|js|c\+\+|c#|php|sql|ruby|kotlin|swift|matlab|scratch|arduino|react|django|html|css|haskell|prolog|typescript|rust|assembler|r\b|c\b)"
_BREAKS = r"(?:no (?:me |nos )?(?:corre|anda|funciona|jala|compila|sirve|arranca|ejecuta|hace lo|levanta|lee|imprime|guarda|carga)|(?:me |nos )?(?:tira|bota|arroja|lanza|marca|da|manda|saca|devuelve|salta|sale|esta tirando|esta dando) (?:\w+ )?(?:error|errores|excepcion|mal|nan|null|cualquier|segmentation|fallo)|falla\b|fallan|truena|se (?:me )?(?:cae|cierra|cuelga|rompe|crashea|traba|queda pegad)|crashea|peta\b|revienta|se rompe)"
_MATHS = r"(?:matematicas?|mates?|calculo|fisica|algebra|quimica|estadistica|bioestadistica|geometria|trigonometria|termodinamica|termo|estatica|dinamica|circuitos|mecanica|analisis matematico|ecuaciones|probabilidad|investigacion de operaciones|matematica financiera|electromagnetismo|hidraulica|resistencia|econometria)"
_FIX = r"(?:correg\w+|corrig\w+|revis\w+|pul\w+|mejor\w+|repas\w+|arregl\w+|limpi\w+|chec\w+|edit\w+|cuid\w+|leid\w+|mir\w+)"
_EXAM = r"(?:examen(?:es)?|pruebas?|parcial(?:es)?|parcialito|certamen(?:es)?|solemnes?|controles?|control|quiz(?:zes)?|final(?:es)?|test|interrogacion|evaluacion|recuperatorio|sustitutorio|oposicion(?:es)?|extraordinario|global|coloquio|practica calificada|pc\d?|pep|midterm|ordinario|integrador|habilitacion|recu)"

# --- tipo_tarea: the first row that matches wins -----------------------------------------------
TASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "bugfix",
        any_of(
            r"bugs?\b",
            r"debug\w*|debag\w*|depur\w+(?! (?:la|el) (?:lista|agua|texto|marco))",
            r"no (?:me |nos )?(?:compila|corre el)",
            r"(?:segmentation|stack ?trace|null ?pointer|traceback|stack ?overflow|core dumped|syntax ?error|index ?error|excepcion(?:es)? (?:en|de|del))",
            rf"(?:arregl\w+|repar\w+|solucion\w+|correg\w+|corrig\w+|encontr\w+|busc\w+|error(?:es)?|fallos?|falla\w*|no (?:me )?(?:funciona|corre|anda|jala))(?: \w+){{0,3}}? {_CODE}\b(?! (?:de (?:la |el )?(?:palabra|word)|web de|{_EXAM}))",
            rf"{_CODE} (?:[\w+]+ ){{0,6}}?{_BREAKS}",
            rf"(?:no (?:me )?(?:corre|jala|funciona|anda|compila)|truena|se cae)(?: \w+){{0,2}} {_CODE}",
            r"(?:error|fallo|errores) (?:de|en) (?:sintaxis|logica|el ciclo|el bucle|tiempo de ejecucion|compilacion|javascript|python|java)",
            r"(?:codigo|programa|script|app) (?:\w+ )?(?:tiene|con|da|me da) (?:\w+ )?(?:un )?(?:error|errores|fallo|fallos|bug)",
            r"(?:codigo|programa|script)(?: \w+){0,3} (?:que )?(?:falla|ya hice)",
        ),
    ),
    (
        "proofreading",
        any_of(
            r"ortograf\w+|(?:corregir|corrigiendo|revisar|quitar) (?:las |los |mis )?(?:faltas|errores de (?:escritura|redaccion|tipeo))|faltas de|erratas|typos|dedazos",
            r"correccion (?:de estilo|de textos?|ortografica|final del texto|gramatical|idiomatica)|corrector\b",
            r"proof ?read\w*",
            rf"{_FIX} (?:\w+ )?(?:\w+ )?(?:la |el |los |las |mi |un |su |lo )?(?:redaccion|estilo|gramatica|textos?|tildes|acentos|citas|comas|puntuacion|comillas|sintaxis|escrito|writing|coherencia|parrafos?|bibliografia|referencias|redactado|concordancia)\b",
            r"(?:redaccion|gramatica|texto|escrito|articulo|trabajo|paper) (?:corregid[oa]|para corregir|bien escrito)|tildes\b|articulo corregido",
        ),
    ),
    (
        "protocolo_lab",
        any_of(
            r"(?:informes?|reportes?|protocolos?|bitacora|pre ?informe|memorias?|trabajos?|practicas?|practicos?|cuaderno|hoja|tp|entrega|diario|guia|resultados|registro)(?: [\w()]+){0,3}? \(?(?:laboratorio)",
            r"protocolos?\b(?! (?:de (?:red|comunicacion|ingreso|acoso)|tcp|http|familiar))",
            r"pre-? ?informe|prelaboratorio|pre ?laboratorio",
            r"(?:hacer|preparar|tengo|entregar|entrego|termin\w+|hago|haciendo|falta) (?:el |un |la |mi |de )?laboratorio(?! de (?:computacion|computo|informatica|computadores|la (?:facu|u)))\b",
        ),
    ),
    (
        "mcq",
        any_of(
            r"(?:con |de |por )?alternativas\b|(?:pura|puras|de|con) alternativa\b",
            r"(?:opcion|opciones|seleccion|respuesta|eleccion) (?:y respuesta )?multiples?|seleccion unica",
            r"multiple ?choice|multichoice|choice\b|m ?c ?q\b",
            r"(?:tipo|de|un|el|los|para|hacer|del) (?:\w+ )?test\b(?! (?:de (?:embarazo|covid|personalidad|drogas)|psicologico|unitario))|test de (?!embarazo|covid|personalidad|drogas|unidad)",
            r"(?:de|para|pura|puro|solo|preguntas) (?:\w+ )?(?:marcar|escoger|elegir|tachar)\b|marcar la (?:opcion|alternativa|respuesta|correcta)|preguntas cerradas|incisos? (?:a|correct|de)|verdadero (?:o|y) falso|v o f\b",
            r"(?:ensayos? |simulacros? |simulacion )?(?:de |de la |para la |pal |del )?(?:paes|psu|pdt|demre|icfes|saber pro|exani|ceneval|eunacom|enarm|ecaes|residentado|enam|egel)\b",
            r"cuestionarios?\b(?! (?:de satisfaccion|que aplique|para (?:mi|la) (?:tesis|investigacion)))",
        ),
    ),
    (
        "otro",
        any_of(
            rf"(?:{_EXAM}|presentacion|evaluacion|mesa) oral|(?:un|el|mi|al|rindo|tengo|hay|doy) oral\b|oral de\b",
            r"(?:traduccion|traducir|traduciendo|traduzco)\w*",
            r"(?:juicio simulado|simulacro|debate|obra de teatro|portafolios?|bitacora|alegato|casos? clinicos?|role ?play|entrevista)\b",
        ),
    ),
    (
        "presentacion",
        any_of(
            r"presentacion(?:es)?\b",
            r"disert\w+",
            r"exposicion(?:es)?\b",
            r"expon(?:er\w*|go|emos|iendo|dre|gamos|en)\b|exponemos|me toca exponer",
            r"(?:ppts?|powerpoint|power point|power|diapositivas?|slides?|poster|laminas|prezi|filminas|keynote)\b",
            r"pitch\b",
        ),
    ),
    (
        "esquema",
        any_of(
            r"esquem\w+",
            r"mapas? (?:conceptual\w*|mental\w*|de conceptos|semantico)|mindmap",
            r"cuadros? (?:comparativ\w+|sinoptic\w+|resumen|de doble)|sinoptic\w+|organizador(?:es)? (?:grafico|visual)\w*|linea (?:de|del) tiempo|diagrama\w*|llaves\b|outline",
            r"(?:armar|hacer) (?:el |un )?(?:indice)\b(?! de (?:la tesis|mi tesis))",
        ),
    ),
    (
        "resumen",
        any_of(
            r"resum(?:en|enes|ir\w*|iendo\w*|o|imos|i)\b(?!idas)",
            r"sintesis\b(?! de (?:proteinas|adn|arn|compuestos))|sintetizar|ficha\w* de (?:lectura|estudio|resumen)|sinopsis|abstract\b|resena\b",
        ),
    ),
    (
        "borrador",
        any_of(
            r"borrador(?:es|cito)?\b",
            r"(?:primera|1ra|1a) version|version (?:preliminar|inicial|cero)",
            r"(?:first )?draft\b",
        ),
    ),
    (
        "ensayo",
        any_of(
            r"ensayos?\b(?! (?:general|clinico|de (?:la )?(?:banda|coro|teatro|baile|danza|orquesta|obra|musica|grupo)))",
            r"ensayito|essay|monografias?\b|texto argumentativo",
        ),
    ),
    (
        "proyecto",
        any_of(
            r"(?:tesis|tesina|seminario de (?:titulo|grado)|proyecto de (?:titulo|grado|investigacion)|tesista|memoria de (?:titulo|grado|licenciatura)|trabajo (?:de|fin de|final de) (?:grado|titulo|titulacion|master|carrera|diploma|fin de)|tfg|tfm|anteproyecto|trabajo fin)\b",
        ),
    ),
    (
        "coding",
        any_of(
            r"program(?:ar\w*|ando\w*|e|amos|acion en)\b(?! (?:la|una|mi|el) (?:semana|alarma|cita|reunion|agenda|horario|tutoria|visita))",
            r"(?:escribir|escribiendo|hacer|haciendo|hago|terminar|terminando|entregar|entrego|avanzar|tarea de|entrega de|desarrollar|desarrollando|mandar|subir|crear|creando) (?:el |la |un |una |mi |con |con el |lo de |los |tremendo )*(?:codigos?|programas?|programita|script|algoritmos?|app|aplicacion|pagina web|bot|api|funcion|funciones en|backend|frontend|juego en|videojuego)\b(?! de (?:estudios?|la materia|intercambio|radio))",
            r"(?:mi|el|este|del|al|un|poco de) (?:codigo)\b(?! (?:civil|penal|de (?:etica|comercio|conducta|trabajo|barras|la materia)|postal|procesal|tributario))",
            rf"(?:codear|codeando|codeo|codificar|codificando|picar codigo|picando codigo|tirar codigo|tirando codigo|codigo en)|tarea de (?:{_LANGUAGE}|programacion|progra)|(?:practica|tarea|taller|tp|ejercicios?|laboratorio|programa|trabajo|entrega|proyecto|guia) (?:de |en |con )(?:\w+ )?(?:{_LANGUAGE})(?!\w)",
            r"(?:ejercicios?|practica|tarea|tp|taller|guia|trabajo|entrega|desafio|actividad) de (?:la )?(?:programacion|progra|algoritmos|estructuras de datos|desarrollo web)\b|(?:desarroll|implement|cre|constru|arm|hac)\w+ (?:un|una|el|la) (?:\w+ )?(?:clasificador|api|app|aplicacion|bot|videojuego|base de datos|pagina web|sitio web|algoritmo)\b",
            rf"en (?:{_LANGUAGE})(?!\w)(?! (?:grande|general))",
            r"(?:backend|frontend|back ?end|front ?end)\b",
        ),
    ),
    (
        "proyecto",
        any_of(
            r"proyect(?:os?|azo|ito)\b(?! (?:de (?:ley|vida)))",
            r"maquetas?\b|prototipos?\b",
        ),
    ),
    (
        "resolver_problemas",
        any_of(
            r"ejercicios?\b(?! (?:fisico|de respiracion|profesional|cardio|aerobico|al aire))|ejercitacion",
            rf"(?:guia|set|hoja|lista|taller|separata|practica dirigida|tanda|boletin|relacion|tarea|deberes|pauta|pd) (?:de |en |con |\d+ de )(?:ejercicios|problemas|{_MATHS})\b",
            r"(?:resolver|resolviendo|resuelvo|hacer|haciendo|sacar|sacando|solucionar) (?:\w+ ){0,3}?(?:problemas?|ecuacion\w*|integrales|derivadas|guia|limites|matrices|balances?|demostracion\w*|calculos|separata|taller|sistema de ecuaciones)\b",
            r"(?:\d+|los|unos|estos|tres|cinco|diez|veinte|varios|mis|de|set|ultimos|primeros|con) problemas(?: (?:de|del|para|en|que|p|a|y|hoy|manana|me|por|ni|se)\b|[,.;!?]|$)(?! (?:personales|familiares|de (?:salud|pareja|dinero|plata|sueno|conexion|la plataforma|casa|familia|internet|acceso|animo)))",
            rf"problemas? de (?:\w+ )?(?:{_MATHS}|optimizacion|cinematica|programacion lineal|genetica|finanzas|estequiometria)\b|serie (?:de (?:ejercicios|problemas|quimica|fisica|calculo|algebra|matematicas?|estadistica)|\d)",
            r"problema (?:\d+|uno|dos|tres|cuatro|cinco|seis|siete|ocho)\b|practica dirigida|separata\b",
            r"(?:integrales|derivadas|demostracion|demostraciones|matrices)\b|(?:una|la|esta|misma|otra|cada) (?:derivada|integral|ecuacion|matriz)\b|(?:un|el|los|de) limites?\b(?= (?:de|en|que|al|no|y))",
        ),
    ),
    (
        "lectura_tecnica",
        any_of(
            r"(?:tengo que|hay que|debo|toca|falta|mandaron a|mandan a|me puse a|necesito|voy a|no logro|estoy|ando|sigo|para|falta por|dejaron|pidieron|odio|cuesta|tratando de|intentando|trato de|intento|quiero|empezar a|abri|sin|concentro) (?:\w+ )?(?:leer\w*|leyendo\w*)\b(?! (?:tus?|sus?|mis|el|los) (?:mensajes?|correos?|whatsapps?|mail|chat|mente))(?<!sin leer)(?<!sin leerlo)",
            r"(?:leer\w*|leyendo\w*|leo|leido|releer|releyendo) (?:\w+ ){0,4}?(?:papers?|articulos?|capitulos?|textos?|libros?|paginas?|pdfs?|apuntes?|manual|fotocopias|copias|separatas?|material|documento|lo que|unidad|bibliografia|novela|renglon|lo de|a [a-z]{4,})\b",
            r"^(?:leer|leyendo|leer\w*)\b",
            r"(?:terminar|avanzar|estudiar|acabar|analizar|entender|empezar)(?:me)? (?:\w+ ){0,3}?(?:papers?|articulos?|capitulos?|textos?|libros?|paginas|pdfs?|manual|apuntes?|fotocopias|bibliografia)\b",
            r"lecturas?\b|papers?\b(?! (?:de aluminio))",
            r"(?:\d+|cien|cuarenta|treinta|cincuenta|sesenta|ochenta|doscientas|veinte|mil|tantas|muchas) paginas (?:de|para|del)|(?:\d+|tres|dos|varios|unos) (?:pdfs?|capitulos|articulos|textos) (?:de|para|que|por)|(?:el|los|del|un|este|al) textos? (?:de|que|para)|libro de \w+ (?:para|que|y)",
        ),
    ),
    (
        "presentacion",
        any_of(
            r"(?:present(?:o|amos|ar) (?!(?:el|un|mi|la) (?:examen|parcial|final|quiz|ielts|toefl|extraordinario|prueba|icfes))(?:mi|el|la|los|mis|en|sobre|un|una|ante|delante|frente)|sustent(?:o|acion|ar|amos)|(?<=hoy |ana |rde |che |nes |tes |les |ves |ado |ngo )presento(?! (?:el|la|los|un|una|mi)\b)|presento (?:y|hoy|manana)\b|defiendo|defensa|defender|hablar (?:en publico|enfrente|frente a|delante))\b(?! (?:propia|personal|civil|el certificado|la solicitud|los papeles|una queja|un reclamo|a la beca|una carta))",
        ),
    ),
    (
        "otro",
        any_of(
            rf"(?:tengo|tenemos|para|estudi\w+|mi|mis|rindo|rendir|un|una|el|la|los|las|este|esta|preparar|preparando|dar|doy|hay|toca|viene|al|del|otro|segundo|primer|tercer|de|nuestro|\d|tres|dos|ultimo|pal) (?:\w+ ){{0,2}}?{_EXAM}\b(?<!al final)(?! de(?:l)? (?:ano|semestre|cuatrimestre|ciclo|mes|carrera|curso|temporada|semana)| feliz)",
            r"(?:examenes|parciales|certamenes)\b",
            r"(?:un|mi|el|tarea|hacer|entregar|trabajo|este|del|los|al) (?:trabajo|informe|reporte|caso|articulo|dictamen|analisis|comentario|plan de clase|escrito|video|podcast)\b(?! (?:ahora|de (?:medio tiempo|mi papa)|me|nuevo|es (?:a|de) ))",
            r"(?:una|mi|la|hacer|mis|las|tengo|esta|otra|de|con la|lo de la|entregar|terminar) (?:tareas?|deberes)\b(?! (?:domestic|de la casa))|^tareas?\b|deberes\b",
            r"informes?\b|tp\b|trabajo practico|trabajos practicos|lamina\b|(?:el|este|un|mi) taller\b",
            r"trabajos? (?:de|del|final|finales|grupal|en grupo|para|escrito|que)\b(?! (?:media|medio|noche|mi|casa|lunes a|mesero|camarer|part|las|los|llego))|(?:solo|sola) (?:necesito )?(?:estudiar)",
            rf"(?:rindo|rendir|repas(?:o|ar|ando)|estudi(?:ar|ando|arme)) (?:para |a full |ahora |lo de |todo |algo de |un poco de )?(?!en (?:la|el|otr)|(?:aca|aqui|alla|otra|esta carrera|afuera|juntos)\b)\w+|^{_EXAM}\b|(?:manana|hoy|lunes|martes|miercoles|jueves|viernes|sabado|domingo) {_EXAM}\b|{_EXAM} de\b(?! (?:ano|semestre|mes|semana|curso|temporada|ciclo))|sustitutorio|recuperatorio",
        ),
    ),
)
_DET = r"(?: (?:un|una|el|la|mi|mis|los|las|de|del|para|con|mal|ultimo|ultima|primer|primera|que|lo|ayer|examen|prueba|ya))*\s*$"
_HANDED = (
    r"(?:ya )?(?:entregue|reprobe|aprobe|rendi|di|tuve|mandamos|entregamos|repro|envie|mande|subi|expuse|presente|defendi|zafe|"
    r"suspendi|perdi|jale|desaprobe|bochee|entregad[oa]|fue (?:\w+ )?(?:mal|bien|pesimo|genial|super|excelente|horrible) (?:en|con))|no (?:es|era|tengo|hay|son|se trata de|fue)|"
    r"sali de|saque \S+ en|nota de|notas? (?:en|del?)|me (?:pusieron|dieron) (?:la nota|el resultado)|en vez de|ya no es"
)
DONE_BEFORE = re.compile(rf"\b(?:{_HANDED}|termine|hice){_DET}")
HANDED_IN = re.compile(rf"\b(?:{_HANDED}){_DET}")
# A question of information, in which the task is nobody's.
ENQUIRY = re.compile(
    r"^[\s¿¡]*(?:(?:hola|oye|oe|che|buenas|buenos dias|buenas tardes|disculpa|perdon|una duda|una consulta|consulta|duda|buenas noches|profesor)[\s,.:!?]*)*"
    r"(?:no mas |y |sabes |saben |me (?:puedes |podrias )?(?:decir|dices|confirm\w+) )*(?:cuando|cuant[oa]s?|donde|quien(?:es)?|a que hora|hasta (?:cuando|que)|"
    r"en que (?:aula|sala|salon|dia|fecha|bloque|edificio)|que (?:significa|es|son|diferencia|dia|fecha|pasa si|documentos|requisitos|materias|nota)|cual(?:es)? (?:es|son)|"
    r"como se (?:cita|hace|llama|pide|calcula|define)|como (?:puedo )?(?:pido|pedir|solicito|saco|inscrib\w+|recuper\w+|cambi\w+)|puedo (?:pedir|cambiar|rendir|entrar|dar|faltar)|"
    r"es (?:cierto|verdad|obligatori[oa])|hay (?:clases?|examen|paro)|se puede|la \w+ es una|quisiera saber|necesito saber|queria saber|quiero saber)\b"
)
OWN = re.compile(
    r"\b(?:mi|mis|tengo|tenemos|debo|necesito (?!saber)|estoy|ando|me (?:falta|queda|toca|piden|pidieron|siento|da|ayudas?)|llevo|voy|mañana|ayudame|ayuda|quiero (?!saber))\b"
)
# What shows that a mere «examen» or «trabajo» is still to be done by the writer, and what denies it.
AHEAD = re.compile(
    r"\b(?:tengo|tenemos|rindo|rendimos|rendir|prepar\w+|estudi(?:ar|o|ando) para|me toca|toca|viene|debo|hay que|necesito|ayud\w+|para (?:el|la|mi|un|una)|proximo|"
    r"falta|faltan|queda|aprobar|(?:intento|trato de|quiero|voy a|tratando de|logro|puedo) estudiar|estudiando|repasando|repasar|haciendo|me (?:piden|pidieron|mandaron|dejaron)|nos (?:piden|mandaron|dejaron|toman)|es (?:un|una) (?:trabajo|tarea|examen|tp|informe|caso))\b"
)
BEHIND = re.compile(
    r"\b(?:estuv\w+|sali (?:de|del)|salieron|cayo|tomaron|hicimos|dimos|califico|calificaron|aprobad[oa]|me bocharon|me suspendieron|fue (?:ayer|mal|bien|facil|dificil)|"
    r"me fue|quedo|quede en|vale|valen|cuenta|cuentan|se promocion\w+|lo hicimos|entraba|ley[oe]|cancelaron|se aprueba|me pusieron|puso)\b"
)
OTHERS_TASK = re.compile(
    r"\b(?:mi|mis|un|una|al|el) (?:mejor )?(?:amig|herman|mama|papa|novi|polol|parej|companer|prim|roomie|compa\b|compi|causa\b|pata\b|parce\b|cuate|carnal|bro\b|cunad|hij|espos|marido|profesor)\w*"
    r"(?: (?:de (?:piso|curso|cuarto)|mayor|menor|chic[ao]|tambien|ya|le|se|que|anda|no))*"
    r" (?:\w+ )?(?:tiene|tienen|tiene que|esta|estan|entrega|entregan|rinde|presenta|defendio|quiere|expone|debe|necesita|toca|hace|aprobo|reprobo|dio|dijo|da|tarda|acabo|termino|publicaria)\b"
)
