"""Subjects of study as students name them, spelt normally, and how they are found in a text."""

from __future__ import annotations

import re

from analysis.folding import strip_accents, tidy

_NAMES = """
administración, álgebra, álgebra lineal, anatomía, antropología, arquitectura, arte, artes visuales,
astronomía, bases de datos, biología, biología celular, bioquímica, botánica, cálculo,
cálculo diferencial, cálculo integral, ciencia política, ciencias naturales, ciencias sociales,
comunicación, contabilidad, criminología, derecho, derecho civil, derecho constitucional,
derecho penal, derecho romano, dibujo técnico, didáctica, economía, ecología, educación física,
electricidad, electrónica, enfermería, epidemiología, estadística, estructuras de datos, ética,
farmacología, filosofía, finanzas, física, fisiología, francés, genética, geografía, geología,
geometría, gestión, historia, historia del arte, historia universal, ingeniería de software, inglés,
investigación de operaciones, lenguaje, lengua, literatura, lingüística, lógica, macroeconomía,
marketing, matemática, matemáticas, matemática discreta, mecánica, medicina, metodología,
metodología de la investigación, microbiología, microeconomía, música, nutrición, obstetricia,
pedagogía, periodismo, probabilidad, programación, psicología, psicología social, psicopatología,
química, química orgánica, redes, redacción, religión, salud pública, semiótica, sistemas operativos,
sociología, teología, teoría literaria, termodinámica, topografía, toxicología, trabajo social,
zoología
"""
SUBJECTS = {
    strip_accents(name.strip()): " ".join(name.split())
    for name in _NAMES.split(",")
    if name.strip()
}
_ALSO = {
    "mate": "matemáticas", "mates": "matemáticas", "filo": "filosofía", "bio": "biología",
    "psico": "psicología", "quim": "química", "estadisticas": "estadística", "socio": "sociología",
    "micro": "microeconomía", "macro": "macroeconomía", "lenguaje y comunicacion": "lenguaje",
    "progra": "programación", "anato": "anatomía", "histo": "histología", "histologia": "histología",
    "fisio": "fisiología", "conta": "contabilidad",
}  # fmt: skip
_KNOWN = {**SUBJECTS, **_ALSO}
_WORK = (
    r"(?:ensayo|examen|prueba|parcial|trabajo|informe|tarea|presentacion|certamen|control|guia|solemne|"
    r"disertacion|exposicion|resumen|proyecto|final|laboratorio|quiz|apuntes|ejercicios|problemas)s?"
)
_PLACE = r"(?:ramo|materia|asignatura|curso|clase|catedra|modulo)s?"
_LIST = "|".join(sorted(map(re.escape, _KNOWN), key=len, reverse=True))
_FOUND = re.compile(
    rf"\b(?:(?:{_WORK}|{_PLACE}|profesora?|carrera|tutoria|nota|catedra) (?:final |oral |grupal |parcial )?"
    rf"(?:de |en |del ramo de )?|(?:de|en|para|sobre|con|estudi\w+|leer|repasar|reprobe|rindo|entiendo|odio) "
    rf"(?:la |el |mi )?)({_LIST})\b"
)
_NOT_A_SUBJECT = re.compile(
    r"\b(?:historias? de|medicina para|derecho a|musica (?:para|de fondo)|arte de|lengua (?:de|afuera))"
)
# After these the course names itself: «el ramo de ...», «ensayo de ...».
_UNKNOWN = re.compile(
    rf"\b(?:{_WORK} (?:final |oral |grupal )?de|{_PLACE}(?: que se llama| de)?) ((?:[a-z]+)(?: (?:de|del|y|e|la) [a-z]+"
    rf"| [a-z]+)?)"
)
_NO_NAME = frozenset(
    """
    mierda porqueria hoy manana ayer grupo grupos laboratorio lab alternativas seleccion opcion la el los
    las mi mis un una este esta ese esa hacer estudiar python java excel word matlab javascript sql html
    latex scratch canva powerpoint titulo grado investigacion ano semestre fin universidad colegio
    que para por con pero y o se es en al lo me no si muy mas ejercicios problemas ensayo lectura
    lunes martes miercoles jueves viernes sabado domingo cinco diez dos tres cuatro campo curso clase
    clases paginas hojas verano recuperacion repeticion admision aula mucho fuerzas codigo dificil
    banda coro teatro baile danza orquesta obra musica paes psu general estilo redaccion opinion personas todo todos toda nada eso esto cada profesor profesora semana
    """.split()
)
_CUT = frozenset(
    "para por que pero y con en es el la se me no ni o del de a muy e mañana manana hoy".split()
)
_LONGEST = 60


def find_subject(text: str, folded: str) -> str | None:
    """The subject of the task, spelt normally, or None. `folded` is `fold(text)`."""
    match = _FOUND.search(folded)
    if match and not _NOT_A_SUBJECT.search(folded[match.start(1) - 4 :]):
        return _KNOWN[match[1]]
    if folded.strip(" .!¡?¿,") in _KNOWN:
        return _KNOWN[folded.strip(" .!¡?¿,")]
    plain = tidy(text)
    bare = strip_accents(plain)
    for found in _UNKNOWN.finditer(bare):
        parts = found[1].split()
        if parts[0] in _NO_NAME:
            continue
        keep = parts if parts[-1] not in _NO_NAME | _CUT and len(parts) > 1 else parts[:1]
        if len(keep) == 2 and keep[1] in _CUT:
            keep = keep[:1]
        if len(keep[0]) < 4:
            continue
        length = len(" ".join(keep))
        same = len(bare) == len(plain)
        name = (plain if same else bare)[found.start(1) : found.start(1) + length]
        return name.lower() if length <= _LONGEST else None
    return None
