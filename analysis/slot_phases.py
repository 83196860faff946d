"""The words by which the embedded extractor knows how far a task is (`labels.md`, fase).

All patterns are for folded text (`analysis.slot_text.plain`).
"""

from __future__ import annotations

import re

from analysis.slot_feelings import any_of

_BE = r"(?:estoy |ando |sigo |voy |vengo |estamos |andamos |seguimos |ahora |recien |apenas )"
_PART = r"(?:mitad|pagina|capitulo|ejercicio|conclusion|desarrollo|parrafo|segunda|segundo|tercer[oa]?|problema|punto|introduccion|marco|metodologia|resultados|discusion|ultim[oa]|primer[oa]?|parte|seccion|apartado|slide|diapositiva|intro|planteamiento|inciso|lamina|paso|articulo|tema|unidad|pregunta|\d+|dos\b|tres\b|cuarto|quinto|octav[oa]|decim[oa])"
_MADE = r"(?:paginas?|planas?|cuartillas?|parrafos?|ejercicios|capitulos?|palabras|hojas?|secciones|funciones|diapositivas|laminas|problemas|lineas|carillas|preguntas|ramas|partes|apartados|versos|escenas|articulos|temas|slides|pantallas|puntos)"
_COUNT = r"(?:\d+|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|varias|varios|algunas|algunos|unas|unos|casi|como|mas de|las primeras|los primeros|pocas|par de)"

# --- fase: the last one stated wins (what is going on now) ------------------------------------
PHASES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "revision",
        any_of(
            r"(?:revisando|corrigiendo|puliendo|editando|releyendo|repasando|checando|chequeando|comprobando|verificando|ajustando|(?:incorporando|aplicando|metiendo|haciendo) (?:los comentarios|las correcciones|los cambios|las observaciones)|retocando|afinando|reviso|corrijo(?! lo que)|repaso la|repaso los)(?:l[oae]s?)?\b(?! (?:el (?:cel\w*|telefono|movil|instagram|correo)|un (?:error|fallo|bug)|el (?:error|fallo|bug|codigo|programa)|instagram|redes|whatsapp|bibliografia para|temas? para))",
            r"(?:me falta|solo falta|falta|queda|me queda|quedaria|solo quiero|toca|resta|solo necesito|solo me falta|nos falta|solo tengo que)(?: (?:solo|nada mas|no mas|terminar de|hacer|darle|dar|por|una|un|practicar y|practicar|ensayar y))* (?:revis|corregi|pul|rele|repas|cheq|chec|edit|retoc|la revision|ultima (?:revision|leida|mirada|pasada)|detalles)\w*",
            r"(?:ultima|ultimo|una ultima|etapa de|en|en plena|otra|segunda|fase de) (?:revision|leida|repaso|revisada|correccion|pasada|lectura|correcciones)\b|(?:dando|dandole|le doy|doy|pasando|paso)(?:le)? (?:una|la|el|el ultimo|un ultimo)? ?(?:\w+ )?(?:leida|revision|revisada|repaso|pasada|corrector|vistazo|mirada)\b|pasando el corrector|(?:toques finales|ultimos detalles|ultimos retoques)",
            r"(?:ya |recien |por fin )?(?:lo|la|los) (?:tengo |he )?(?:termine|terminad[ao]|acabe|acabad[ao]|complete|escribi|tengo list[ao])\b",
            r"ya (?:esta|quedo|tengo|termine|acabe|he terminado|he acabado|complete)(?: \w+){0,3}? (?:list[ao]|terminad[ao]|hech[ao]|complet[ao]|de (?:escribir\w*|redactar|hacer\w*))\b|ya (?:termine|acabe|complete|he terminado|he acabado) (?:el|la|los|mi|de)\b|ya (?:esta|quedo)\b(?= (?:el|la|mi|,|y)|,)|(?:he|hemos) (?:acabado|terminado) (?:el|la|de)|esta terminad[oa]",
            r"ya (?:repase|estudie) todo",
        ),
    ),
    (
        "ejecucion",
        any_of(
            r"(?:escribiendo|redactando|resolviendo|programando|desarrollando|debugg?eando|codeando|codificando|leyendo|leyendome|resumiendo|depurando|traduciendo|dibujando|maquetando|picando codigo|calculando|transcribiendo|construyendo|grabando|analizando|estudiando|completando|pasando (?:la|el|los) (?:tesis|informe|datos))\b(?! (?:(?:\w+ ){0,2}(?:chats?|mensajes?|whatsapps?|correo)|en (?:la u|la universidad|esta))| (?:como (?:organizar|empezar)))",
            r"(?:haciendo|armando|preparando|montando|trabajando en|metid[ao] en|terminando|acabando|avanzando|liad[ao] con) (?:\w+ )?(?:los |el |la |un |una |mi |mis |las |lo |con |lo de )?(?:\w+ )?(?:ejercicios|informe|codigo|guia|ensayo|tarea|taller|trabajo|tp|laboratorio|resumen|presentacion|diapositivas|poster|maqueta|mapa|esquema|borrador|proyecto|reporte|brazo|laminas|ppt|programa|deberes|traduccion|cuadro|cartel|afiche|guion|plano|planos|serie|cuestionario|monografia|prototipo|protocolo|problemas|texto|capitulo|power\w*)\b(?! de tiempo)",
            rf"(?:voy|vamos|ya|estoy|ando|me quede) (?:ya )?(?:como )?(?:por|en|a|con|escribiendo) (?:la |el |los |las )?(?:pleno |plena )?{_PART}|en (?:pleno|plena) (?:arreglo|escritura|redaccion|desarrollo)|voy (?:a|por) (?:la )?mitad|(?:como )?por la mitad|a medias\b|a medio (?:hacer|camino|escribir)",
            rf"(?:llevo|llevamos|tengo(?= (?:ya|escrit|hech|redactad|resuelt|programad|leid))|ya van|ya tengo|hice|escribi|ya llevo|he escrito|he hecho|complete|he completado|avance)(?: (?:ya|escrit[ao]s?|hech[ao]s?|redactad[ao]s?|apenas|recien|resuelt[ao]s?|programad[ao]s?|como|casi|leid[ao]s?))* (?:(?:el |la )?(?:mitad|primera parte|primer capitulo|introduccion|intro|marco teorico)|{_COUNT} (?:\w+ )?{_MADE})(?! (?:por|que|para|pendientes?|de plazo|de descanso)\b)",
            r"(?:estoy|ando|sigo|vengo|voy|estamos|andamos|seguimos) (?:\w+ )?(?:terminando|acabando|avanzando|trabajando en|desarrollando|implementando|metid[ao] en)\b",
            r"(?:llevo|llevamos|voy|tengo) (?:ya )?(?:avanzad[ao]|(?:\w+ )?(?:como )?(?:un tercio|una cuarta parte|tres cuartas partes|dos tercios|\d+ ?(?:%|por ciento)))",
            r"ya (?:empece|arranque|comence|parti)\b|(?:recien )?empece (?:el|la|a (?:escribir|redactar|programar|resolver|leer))",
            r"ya (?:escribi|avance|hice|redacte|resolvi|programe|llevo|lei|tengo (?:la introduccion|la intro|escrit\w+|la mitad|avanzad\w|hech\w|list[oa]s? (?:la|el)|\w+ paginas|\w+ parrafos|\w+ hojas|\w+ funciones|\w+ listas|redactad\w+))\b",
            r"(?:me falta|me faltan|faltan|falta|nos falta)(?: (?:solo|no mas|apenas|todavia))* (?:la conclusion|la mitad|mitad|el desarrollo|terminar(?!\w)|las conclusiones|la discusion|los resultados|el final|acabar|(?:\d+|dos|tres|cuatro|cinco|unos|un par de)(?= (?:ejercicios|problemas|paginas|parrafos|puntos|y|nomas|no mas|preguntas|incisos)\b|[,.;]|$))",
            r"(?:sigo|seguimos) (?:dandole|con (?:el|la|los|mi))|va(?:mos|n)? avanzando|voy avanzando|avanzando bien|(?:a|en) (?:pleno|tope|full) con (?:el|la)|estoy (?:con|haciendo) (?:el|la|los|mi|un|una) (?:\w+ )?(?:ensayo|informe|tesis|guia|taller|ejercicios|codigo|resumen|proyecto|reporte|tarea|presentacion)|^haciendo\b",
            r"(?:llevo|paso|pase|estuve|voy) (?:[\w]+ ){1,5}(?:con|en|peleando con|atorad[ao] (?:con|en)|trabad[ao] (?:con|en)) (?:el|la|los|este|esta|un|una|mi) (?:\w+ )?(?:ensayo|informe|tesis|guia|taller|ejercicios?|codigo|resumen|proyecto|reporte|tarea|bug|error|script|problema|tfg|tfm)",
            r"(?:buscando|arreglando|arreglar|tratando de (?:arreglar|encontrar)|intentando arreglar|corrigiendo|revisando) (?:\w+ )?(?:\w+ )?(?:el |un |los )?(?:error|bug|fallo|codigo|programa|errores)\b|buscando por que",
        ),
    ),
    (
        "planificacion",
        any_of(
            r"(?:planificando|planeando|organizando(?:me)?|estructurando|esquematizando|bosquejando|programando mi semana|distribuyendo|disenando el (?:protocolo|plan|estudio|experimento)|armando (?:primero )?(?:el |la |un |mi |los )?(?:orden |esqueleto|indice|estructura|plan\b|guion|cronograma|calendario|horario|outline|sumario|marco|protocolo)|hac(?:iendo|iendome) (?:el |un |mi )?(?:horario|calendario|esquema mental|indice|plan\b|outline|cronograma|calendario|esqueleto|guion)|montando (?:el |un )?(?:guion|indice|esqueleto)|elaborando (?:el |un )?(?:plan|indice|cronograma|esquema)|definiendo|delimitando)\b(?! (?:una fiesta|un viaje|las vacaciones|el closet|el cuarto|mi cuarto))",
            r"(?:orden|acomod|organiz|estructur)(?:ando|ar|o) (?:mis |las |los |el |la )?(?:ideas|puntos|subtemas|temas|apartados|partes|secciones|pasos|argumentos|informacion)",
            r"ya (?:tengo|elegi|escogi|tenemos|defini|se cual es|escogimos|elegimos) (?:el |mi |un |la |listo el |clar[oa] (?:el|la) )?(?:tema|estructura|idea|indice|pregunta|esqueleto|esquema del)\b",
            r"tengo (?:las ideas|el tema|la idea|toda la informacion|todo el material|las fuentes|los datos) .{0,30}?(?:pero|y|para)|tengo (?:toda|todo) (?:la|el) (?:informacion|material)",
            r"(?:no se|como|decidiendo|viendo como|pensando como|viendo|pensando|decidir|ver|quiero|necesito|toca) (?:como |en que |el |en |la forma de )*(?:organiz|estructur|ordenar|dividir|repart|distribu|divid|armar|plante|planific|orden van|orden de)\w*",
            r"(?:reparto|distribuyo|organizo|planifico|divido|ordeno) (?:el|la|los|las|mis|mi) (?:tiempo|temas|tareas|partes|semana|apartados|ideas|secciones)|(?:he decidido|decidi|ya decidi|definimos|tengo definid[ao]s?) (?:los|las|el|la) (?:\w+ )?(?:apartados|partes|estructura|secciones|orden)|(?:ahora |primero )?(?:armo|hago|voy a armar|voy a hacer) (?:el |un |mi )?(?:indice|esqueleto|plan|esquema del|cronograma|guion)|(?:en que orden|que orden)|(?:dividiendo|repartiendo) (?:el|la|los|las|mi|mis)|haciendo (?:una |mi |la )?lista de|haciendo (?:el |un |mi )?(?:esquema|bosquejo|boceto|outline|indice) (?:del|de la|de mi|para (?:el|la|mi)) (?:ensayo|informe|tesis|trabajo|proyecto|presentacion|monografia)|armo primero|(?:el|mi) esqueleto (?:del|de la)|el orden (?:de|van|en que)|armando el orden|estoy escribiendo el indice|preparando el (?:plan|cronograma|guion)|(?:mi|un|el) plan de (?:estudio|repaso|trabajo)\b(?= (?:para|que|de))",
        ),
    ),
    (
        "ideacion",
        any_of(
            r"(?:pagina|hoja|pantalla|documento|word|archivo) (?:\w+ )?(?:en blanco|vaci[ao])|en blanco\b(?= (?:con|el|la|,)|$)",
            r"no (?:he|hemos|llevo|tengo) (?:ni )?(?:empezado|partido|comenzado|arrancado|iniciado|escrito|hecho|avanzado|redactado)(?: (?:nada|ni|una|el|la)|\b)(?! (?:cuenta))",
            r"(?:todavia|aun|sigo|ni|recien) (?:no |sin )?(?:(?:lo|la|los) )?(?:(?:empiezo|parto|comienzo|empece|empezamos|arranco|arranque|elijo|escojo|elegir|escoger|he empezado|se (?:de )?(?:que|cual)|se (?:por )?(?:donde|como))|tengo (?:ni )?(?:el )?tema|sabemos (?:ni )?(?:de|que))|ni (?:el )?tema (?:traigo|tengo|he)|no tengo (?:ni )?(?:el )?(?:tema|titulo)",
            r"no (?:se|sabemos|veo|tengo claro) (?:ni |siquiera |bien |muy bien )*(?:por |de |con )?(?:donde|como|que) (?:empezar|partir|comenzar|arrancar|agarrar|iniciar|empiezo|arranco|parto|comienzo)\w*|(?:por donde|como) (?:\w+ )?(?:empiezo|arranco|parto|empezar|arrancar|partir|comienzo|comenzar)\b",
            r"(?:eligiendo|buscando|escogiendo|pensando|elegir|escoger|decidiendo|elijo|definir|pensar|seleccionando|pienso) (?:\w+ )?(?:un |el |en un |en el |la |en |una |posibles |en posibles |que |entre )*(?:temas?|ideas?|preguntas?|titulo|fallo|autor|pregunta de investigacion|problema de investigacion|enfoque)\b",
            r"no (?:se me ocurre|se me cae|se me prende|tengo (?:ni )?(?:una |la menor |la mas minima )?ideas?|se (?:ni )?(?:sobre|de|en) que|se que (?:tema|escribir|poner|hacer(?! con)|decir|programa)|se cual|se sobre)\w*|ni idea de que|no tengo ni idea de que|sin ideas?\b|falta de ideas|me faltan ideas",
            r"(?:estoy|voy|sigo|ando) en (?:ceros?|blanco)\b|no (?:cacho|pillo|capto) (?:de|sobre) que|no se me viene",
            r"(?:ni siquiera|todavia no|aun no|no) (?:lo |la |he |hemos |me he )*(?:empezado|comenzado|arrancado|partido|decidid?o?|decido|decidimos|me decido|defini\w*)\b|(?:estoy |dudo )?entre (?:dos|tres|varios) temas|(?:parto|voy|arranco|empiezo|estoy) (?:\w+ )?(?:de|desde) cero|no se de que va|lluvia de ideas|brainstorm\w*",
            r"no llevo nada|llevo cero|no tengo nada (?:hecho|escrito|listo|avanzado)|no tengo escrito nada|ni una (?:linea|palabra|letra)|cero avance|no (?:lo |la )?(?:he|e) (?:partido|empezado|comenzado)",
        ),
    ),
)
PHASE_DENIED = re.compile(
    r"\b(?:no|sin|todavia no|aun no|mama|papa|hermana|hermano|amiga|amigo|novio|novia)(?: (?:estoy|me|he|ando|anda|esta|lo|la))*\s*$"
)
