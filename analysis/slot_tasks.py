# ruff: noqa: E501 - a pattern is easier to read whole
"""The words by which the embedded extractor knows a kind of task and its phase (`labels.md`).

All patterns are for folded text (`analysis.folding.fold`).
"""

from __future__ import annotations

import re

from analysis.slot_feelings import any_of

# --- tipo_tarea: the first row that matches wins -----------------------------------------------
_FIX = r"(?:codigo|programa|script|funcion|algoritmo|app|pagina|query|consulta)"
TASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "bugfix",
        any_of(
            r"bugs?\b",
            r"debug\w*",
            r"depur\w+",
            r"no (?:me )?(?:compila|corre el)",
            rf"(?:arregl\w+|error(?:es)? (?:en|de|con)|falla\w*|no (?:me )?(?:funciona|corre|anda)|corregir)"
            rf"(?: \w+)? (?:el |mi |la |un )?{_FIX}",
            rf"(?:mi|el) {_FIX} (?:no|tira|da|falla|se cae)",
        ),
    ),
    (
        "proofreading",
        any_of(
            r"ortografia",
            r"correccion de (?:estilo|textos?)",
            r"proofread\w*",
            r"(?:corregir|revisar|pulir|revisando|corrigiendo|puliendo) (?:la |el |mi |un )?(?:redaccion|estilo|"
            r"gramatica|texto|borrador|tildes|citas)",
        ),
    ),
    (
        "protocolo_lab",
        any_of(
            r"(?:informe|reporte|protocolo|bitacora|pre ?informe|trabajo|practica)s? (?:de |del )?(?:lab\b|"
            r"laboratorio)",
            r"protocolo\b",
            r"(?:hacer|preparar|tengo) (?:el |un |la )?(?:laboratorio|lab)\b",
        ),
    ),
    (
        "mcq",
        any_of(
            r"(?:prueba|examen|test|control|parcial|certamen|quiz) (?:\w+ ){0,3}?(?:de |con |es de |son |tipo )"
            r"(?:alternativas?|seleccion|opcion multiple|opciones|test|marcar|multiple choice|verdadero)",
            r"(?:opcion|seleccion) multiple",
            r"multiple choice",
            r"de alternativas",
            r"ensayo (?:de (?:la )?)?(?:paes|psu|pdt|demre)",
            r"(?:examen )?tipo test",
            r"cuestionario\b",
        ),
    ),
    (
        "otro",
        any_of(
            r"(?:examen|prueba|control|presentacion|interrogacion) oral",
            r"(?:traduccion|traducir)\b",
            r"(?:juicio simulado|simulacro|debate|obra de teatro|portafolio|bitacora)\b",
        ),
    ),
    (
        "presentacion",
        any_of(
            r"presentacion(?:es)?\b",
            r"disertacion",
            r"exposicion\b",
            r"expon(?:er|go|emos)\b",
            r"(?:ppt|powerpoint|power point|diapositivas|slides|poster|laminas)\b",
        ),
    ),
    (
        "esquema",
        any_of(
            r"esquema(?:s|tizar)?\b",
            r"mapas? (?:conceptual|mental)",
            r"(?:armar|hacer) (?:el |un )?(?:indice|cuadro comparativo)",
        ),
    ),
    ("resumen", any_of(r"resum(?:en|enes|ir|iendo)\b", r"sintesis\b", r"ficha de lectura")),
    ("borrador", any_of(r"borrador(?:es)?\b", r"primera version", r"\bdraft\b")),
    (
        "ensayo",
        any_of(
            r"ensayos?\b(?! (?:general|de (?:la )?(?:banda|coro|teatro|baile|danza|orquesta|obra|musica)))"
        ),
    ),
    (
        "coding",
        any_of(
            r"program(?:ar|ando|acion en|e)\b",
            r"(?:escribir|hacer|terminar|entregar|tarea de) (?:el |un |mi )?(?:codigo|programa|script|algoritmo)",
            r"mi codigo\b",
            r"(?:codear|codigo en|tarea de (?:python|java|programacion))\b",
            r"en (?:python|java|javascript|c\+\+|matlab)\b",
        ),
    ),
    (
        "proyecto",
        any_of(
            r"proyectos?\b",
            r"(?:tesis|tesina|memoria de titulo|trabajo de (?:grado|titulo)|tfg|tfm)\b",
        ),
    ),
    (
        "resolver_problemas",
        any_of(
            r"ejercicios\b",
            r"(?:guia|set|hoja|lista) de (?:ejercicios|problemas|matematicas?|calculo|fisica|algebra|quimica)",
            r"resolver (?:\w+ ){0,3}?(?:problemas?|ecuacion\w*|integrales|derivadas|guia)",
            r"problemas? de (?:matematicas?|calculo|fisica|algebra|quimica|estadistica|geometria|logica)",
            r"tarea de (?:matematicas?|calculo|fisica|algebra|quimica|estadistica|geometria)",
            r"(?:integrales|derivadas|ecuaciones)\b",
        ),
    ),
    (
        "lectura_tecnica",
        any_of(
            r"(?:leer|leyendo|lectura|estudiar|terminar) (?:\w+ ){0,3}?(?:paper|papers|articulos?|capitulos?|textos?|"
            r"libros?|paginas|pdf|obligatoria|manual|apuntes?)\b",
            r"lecturas?\b",
            r"papers?\b",
        ),
    ),
    (
        "otro",
        any_of(
            r"(?:tengo|tenemos|para|estudi\w+|mi|rindo|un|una|el|la|preparar|dar) (?:\w+ ){0,3}?(?:examen|prueba|"
            r"parcial|certamen|solemne|control|quiz|final)(?:es)?\b",
            r"examenes\b",
            r"(?:un|mi|el|tarea|hacer|entregar|trabajo) (?:trabajo|informe|caso|articulo)\b",
            r"(?:una|mi|la|hacer) tareas?\b",
            r"informe\b",
            r"trabajo (?:de|final|grupal|en grupo|para|escrito)\b",
        ),
    ),
)
DONE_BEFORE = re.compile(
    r"\b(?:(?:ya )?(?:entregue|termine|reprobe|aprobe|rendi|di|tuve|mandamos|entregamos|repro|"
    r"suspendi|perdi|jale|fue mal en|fue bien en|fue pesimo en)|no (?:es|era|tengo|hay|son)|"
    r"sali de|saque \S+ en|nota de|notas? (?:en|del?))"
    r"(?: (?:un|una|el|la|mi|mis|los|las|de|del|para|con|mal|ultimo|ultima|primer|primera))*\s*$"
)

# --- fase: the last one stated wins (what is going on now) ------------------------------------
PHASES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "revision",
        any_of(
            r"(?:estoy |ando |sigo )?(?:revisando|corrigiendo|puliendo|editando|releyendo)\b",
            r"(?:me falta|solo falta|queda|falta|quiero|tengo que|debo|necesito) (?:solo |nada mas )?"
            r"(?:revisar|corregir|pulir|releer)\w*",
            r"(?:ultima|etapa de|en) revision\b",
            r"ya (?:lo|la) (?:tengo )?(?:termine|terminad[ao]|escribi|list[ao])\b",
            r"revisar (?:la )?(?:ortografia|redaccion)",
        ),
    ),
    (
        "ejecucion",
        any_of(
            r"(?:estoy |ando |sigo |voy )?(?:escribiendo|redactando|resolviendo|programando|desarrollando|"
            r"debuggeando|codeando|leyendo|resumiendo)\b",
            r"voy (?:por|en|a) (?:la |el )?(?:mitad|pagina|capitulo|ejercicio|conclusion|desarrollo|parrafo|segunda)",
            r"llevo (?:escrit[ao]s? )?(?:la mitad|(?:\w+ )?(?:paginas?|parrafos?|ejercicios|capitulos?|palabras))",
            r"ya (?:escribi|avance|hice|tengo (?:la introduccion|escrit\w+|la mitad|el borrador|"
            r"\w+ paginas|\w+ parrafos))",
            r"me falta (?:solo )?(?:la )?(?:conclusion|mitad|el desarrollo|terminar)",
            r"estoy haciendo (?:los |el |la |un |una )?(?:ejercicios|informe|codigo|guia)",
        ),
    ),
    (
        "planificacion",
        any_of(
            r"(?:planificando|organizando|estructurando|armando (?:el |la |un )?(?:esquema|indice|estructura|plan)|"
            r"haciendo (?:el |un )?(?:esquema|indice|plan|outline))\b",
            r"orden(?:ando|ar) (?:mis |las )?ideas",
            r"ya (?:tengo|elegi|escogi) (?:el |mi |un )?tema\b",
            r"tengo (?:las ideas|el tema|la idea) (?:pero|y)",
            r"(?:no se|como) (?:como )?(?:organizar|estructurar|ordenar)\w*",
        ),
    ),
    (
        "ideacion",
        any_of(
            r"(?:pagina|hoja|pantalla|documento) en blanco",
            r"no (?:he|hemos) (?:empezado|partido|comenzado|escrito nada|hecho nada|avanzado nada)",
            r"(?:todavia|aun) no (?:empiezo|parto|comienzo|empece|se (?:de )?(?:que|cual))",
            r"no se (?:por )?(?:donde|como) (?:empezar|partir|comenzar|arrancar)\w*",
            r"(?:eligiendo|buscando|escogiendo|pensando|elegir|escoger) (?:un |el |en un |en el )?(?:tema|ideas?)",
            r"no (?:se me ocurre|tengo ideas?|se sobre que|se de que|se que (?:tema|escribir|poner))",
            r"lluvia de ideas",
            r"no llevo nada|llevo cero|no tengo nada (?:hecho|escrito)",
        ),
    ),
)
