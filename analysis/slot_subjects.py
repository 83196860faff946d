"""Subjects of study as students name them, spelt normally, and how they are found in a text."""

from __future__ import annotations

import re

from analysis.folding import strip_accents, tidy
from analysis.slot_subject_names import NAMES, SHORT_NAMES

_KNOWN = {**SHORT_NAMES, **{strip_accents(name): name for name in NAMES}}

_WORK = (
    r"(?:ensayo|examen|examenes|prueba|parcial|trabajo|informe|reporte|tarea|presentacion|certamen|control|guia|"
    r"solemne|disertacion|exposicion|resumen|proyecto|final|finales|laboratorio|quiz|apunte|ejercicio|problema|"
    r"taller|tp|trabajo practico|practica|practico|caso|esquema|mapa|borrador|lectura|texto|libro|monografia|"
    r"test|oral|recuperatorio|interrogacion|oposicion|separata|hoja|seminario|protocolo|entrega|clase|evaluacion|"
    r"codigo|programa|tesis|tfg|tfm|tesina|maqueta|deberes|cuestionario|temario|temas?|unidad|capitulo|manual|choice)s?"
)
_PLACE = (
    r"(?:ramo|materia|asignatura|curso|catedra|modulo|carrera|facultad|profesora?|tutoria|nota)s?"
)
_LIST = "|".join(sorted(map(re.escape, _KNOWN), key=len, reverse=True))
# «historia del Perú», «derecho mercantil», «sociología de la educación», «física 2».
_WIDE = (
    "historia|derecho|sociologia|psicologia|filosofia|literatura|quimica|fisica|biologia|teoria|economia|"
    "antropologia|matematicas?|ingenieria|geografia|politica|gestion|administracion|educacion|"
    "arte|teologia|didactica|anatomia|fisiologia|patologia|enfermeria|medicina|comunicacion|contabilidad|"
    "estadistica|analisis|diseno|dibujo|linguistica|pedagogia|ecologia|mecanica|electronica|metodologia|"
    "estudios|sistemas|procesos|ciencias?|metodos|introduccion|fundamentos|nutricion|"
    "geometria|ingles|algebra|calculo|programacion|arquitectura|etica|farmacologia|tecnologia|logica|desarrollo"
)
_ENDING = (
    r"[a-z]{2,}(?:al|ico|ica|icos|icas|ivo|iva|ario|aria|ano|ana|ina|ino|ena|eno|ar|il|ales|ares|ual|"
    r"esa|ola|aica|udio|oderna|oderno|tigua|tiguo|diaz|ranea|raneo|media|aria|edia|acial|nda|ena|"
    r"ctual|ado|iente|ible|gica|uita|nea|neo|ional)"
)
_NO_ENDING = (
    r"(?!(?:manana|oral|parcial|final|semana|semanal|grupal|virtual|individual|general mente|igual|total|actual|"
    r"normal|facil|dificil|anual|inicial|mal|cual|tal|lugar|hogar|para|nada|cada|demasiad[ao]|entregar\w*|"
    r"terminad[ao]|pasad[ao]|atrasad[ao]|cansad[ao]|complicad[ao]|pesad[ao]|mandar|estudiar|trabajar|"
    r"empezar|sacar|pasar|aprobar|llegar|explicar|repasar|preparar|avanzar|fatal|genial|especial mente|"
    r"[a-z]+(?:ando|iendo|ado[s]?|ada[s]?|mente)|ultim[ao]|tampoco|unico|unica|larguisim[ao]|chico|rico|"
    r"practic[ao]|pagina|capitulo|ahora|ar|alguna|alguno|ninguna|ninguno|una|mar|hasta|antes|dale|mediana|"
    r"ese|esa|esta|este|toda|todo|buena|bueno|mala|malo|llena|lleno|pena|tarea|hermana|hermano|hora|"
    r"temprano|hoy|bastante|tremend[ao]|entiend[ao]|cuando|siguiente|pendiente|urgente)\b)"
)
_TAIL = (
    rf"(?: (?:de los|de las|de la|del|de) {_NO_ENDING}(?!la\b|las\b|el\b|los\b|mi\b|un\b|una\b|pur[ao]\b|solo\b|ayer\b|hoy\b|lunes|"
    r"martes|miercoles|jueves|viernes|sabado|domingo|primer|segund|tercer|cuart|quint|nuev|proxim|semana|"
    r"grado\b|ejercicios|opcion|alternativas|seleccion|diez|quince|veinte|\w*\d|este\b|esta\b|fin\b|test\b|nuevo)"
    rf"[a-z]{{4,}}(?: {_NO_ENDING}{_ENDING}\b)?|(?: {_NO_ENDING}{_ENDING}\b(?: {_NO_ENDING}{_ENDING}\b)?)|(?: (?:moderna|antigua|aplicada|avanzada|civil|penal|fiscal|rural|comparada|basica|basico|tecnico)\b))"
)
_LEVEL = r"(?: (?:i|ii|iii|iv|v|[1-6])(?![\w/:,.]| (?:horas?|minutos|dias?|semanas?|problemas|ejercicios|paginas|de)\b))?"
_MENTION = re.compile(rf"\b(?:((?:{_WIDE}){_TAIL})|({_LIST}))\b{_LEVEL}")
_CONTEXT = re.compile(
    rf"(?:\b(?:(?:{_WORK}|{_PLACE})(?: (?:final|oral|grupal|parcial|\w+ivo|\d+))?(?: (?:de|en|del ramo de|para))?"
    r"(?: la| el| mi)?|(?:de|en|para|sobre|con|a|al|y|lo de|la de|el de|del|estudi\w+|leer|repasa\w*|reprobe|rindo|"
    r"rendir|entiendo|odio|aprobar|aprobe|pasar|program\w+|es)(?: la| el| mi| este| esta| las| los)*) )$"
)
_STRICT = re.compile(rf"\b(?:{_WORK}|{_PLACE}) (?:de |en )?(?:la |el )?$")
_NOT_HERE = re.compile(
    r"\bno (?:es |era |de |la |el |para )*$|\bno (?:es|era) (?:el |la |un |una |mi )?\w+ de (?:la |el )?$"
)
_ELSEWHERE = re.compile(
    r"\b(?:fue (?:\w+ ){0,2}(?:en|con)|aprobe|saque \S+ en|ya (?:entregue|rendi|di)|no es (?:de|la de|para)|"
    r"estudia\b(?: la)?|escuela de|facultad de|carrera de|departamento de|oficina de|me gusta(?:ba)?|clase de|profesora? de)"
    r"(?: (?:el|la|los|las|ensayo|prueba|de))* $"
)
_NOT_A_SUBJECT = re.compile(
    r"(?:historias? de (?:amor|terror|mi|tu|su|la vida|instagram|vida)|medicina para|derecho a\b|musica (?:para|de fondo)|"
    r"arte de|lengua (?:de|afuera)|redes sociales|cine\b(?= (?:con|a|el|esta|manana|hoy))|"
    r"(?:trabajo social(?= media))|investigacion de\b(?! (?:operaciones|mercados)))"
)
_LANGUAGE_OF = re.compile(
    r"\b(?:papers?|articulos?|textos?|libros?|videos?|lecturas?|pdfs?|bibliografia|abstract|fuentes) (?:\w+ ){0,2}en (?:ingles|frances|aleman|portugues|italiano)$"
)
_AMBIGUOUS = frozenset(
    """
    mate gramatica micro costos redes cine arte composicion dibujo lengua pintura circuitos investigacion gestion orientacion
    construccion produccion educacion comunicacion instalaciones negocios obligaciones estructuras musica
    patrimonio minas farmacia metodo redaccion administracion animacion dinamica derecho ia geo admin guion
    ingenieria medicina derechos humanos suelos computacion patologia pato calc opera computadores
    """.split()
)
# After these the course names itself: «el ramo de ...», «el parcial de ...».
_UNKNOWN = re.compile(
    r"\b(?:(?:prueba|examen|parcial|certamen|solemne|control|quiz|final|tarea|tp|trabajo practico|ensayo|informe|taller|"
    r"presentacion|exposicion|resumen|ejercicios|problemas|proyecto|evaluacion|lectura|clase|trabajo|test|oral|guia)"
    r"(?: (?:final|oral|grupal|parcial|escrito))?"
    r" (?:de|en)|(?:ramo|materia|asignatura|curso|catedra|modulo)s?(?: que se llama| llamad[oa]| de)) ((?:[a-z]+)(?: (?:de|del|y|e|la|de la|de los) [a-z]+| [a-z]+)?)"
)
_NO_NAME = frozenset(
    """
    mierda porqueria hoy manana ayer grupo grupos laboratorio lab alternativas seleccion opcion la el los
    las mi mis un una este esta ese esa hacer estudiar python java excel word matlab javascript sql html
    latex scratch canva powerpoint titulo grado investigacion ano semestre fin universidad colegio
    que para por con pero y o se es en al lo me no si muy mas ejercicios problemas ensayo lectura
    lunes martes miercoles jueves viernes sabado domingo cinco diez dos tres cuatro campo curso clase
    clases paginas hojas verano recuperacion repeticion admision aula mucho fuerzas codigo dificil
    banda coro teatro baile danza orquesta obra musica paes psu general estilo redaccion opinion personas
    todo todos toda nada eso esto cada profesor profesora semana marcar escoger test desarrollo conclusion
    equipo casa linea zoom moodle libro texto capitulo articulo articulos paper video pelicula presentacion
    word pdf ingreso nivel ortografia citas tesis entrega pares tipo ahi aca power ppt internet mate cierre
    medio medios lab practicas preguntas minutos horas media treinta quince veinte seis siete ocho nueve
    ultimo ultima ayudante ayudantia carrera acceso conducir manejo memoria c r php ruby matlab autocad
    integrales derivadas limites ecuaciones inicio vida tu su sus tus vos ella quien donde cuando como
    evaluacion historias verdad cuenta nuevo nueva otra otro septiembre octubre noviembre diciembre enero
    febrero marzo abril mayo junio julio agosto respuesta verdadero pura puro puras amigo amigos compas
    once doce trece catorce noventa ochenta sesenta cuarenta cincuenta bloques suficiencia residencia danza
    quedar dibujar lectura lecturas parejas desempate reposicion final parcial control diagnostico
    noche dia tarde madrugada bloque
    algo alguien veras nuevo guia apoyo ayuda formulas arte bien mal ya
    """.split()
)
_CUT = frozenset(
    """para por que pero y con en es el la se me no ni o del de a muy e mañana manana hoy ya lo le un una mi
    tengo estoy voy son esta este va ese esa sin como si les te nos hay debo toca quiero porque cuando donde todavia
    aun asi ando llevo necesito creo tambien hasta antes pasado mas y solo viernes jueves lunes martes miercoles
    sabado domingo apenas ahora fue era tiene son muy super bien""".split()
)  # fmt: skip
_VERB = re.compile(r"(?:[aei]r(?:me|lo|la|los|las|se)?|ando|iendo)$")
_LONGEST = 60
_TEACHER = ("profesor de ", "profesora de ")


def _spelt(name: str) -> str:
    """A known name with its accents; a longer one gets those of the words that are known."""
    if name in _KNOWN:
        return _KNOWN[name]
    words = name.split()
    for end in range(len(words) - 1, 0, -1):
        head = " ".join(words[:end])
        if head in _KNOWN and head not in SHORT_NAMES:
            return " ".join([_KNOWN[head], *(_ACCENTED.get(word, word) for word in words[end:])])
    return " ".join(_ACCENTED.get(word, word) for word in words)


_ACCENTED = {
    strip_accents(word): word
    for name in NAMES
    for word in name.split()
    if strip_accents(word) != word
}
_ACCENTED |= {
    strip_accents(word): word
    for word in """teoría introducción política económica contemporánea contemporáneo método métodos técnica
    técnicas clínica clínico básica básico artística pública público académica histórica jurídica científica
    psicológica numérica analítica orgánica inorgánica cuántica única médica médicas médicos biológica
    ecológica tecnológica política políticas filosófica técnico matemático análisis organización gestión
    educación información producción construcción américa perú méxico práctica electrónica eléctrica física""".split()
}


def _with_accents_of(text: str, name: str) -> str:
    """`name` as the writer spelt it where the writer set accents, else as `_spelt` has it."""
    whole = tidy(text)
    at = strip_accents(whole).find(name)
    written = whole[at : at + len(name)].lower() if at >= 0 else ""
    if written != name and strip_accents(written) == name:
        return written
    return _spelt(name)


def _known(text: str, folded: str, *, supported: bool) -> str | None:
    best: tuple[int, int, str] | None = None
    for count, match in enumerate(_MENTION.finditer(folded)):
        if count > 8:
            break
        before, name = folded[max(0, match.start() - 50) : match.start()], match[0]
        base = match[1] or match[2]
        if (
            _LANGUAGE_OF.search(before + name)
            or _NOT_HERE.search(before)
            or _NOT_A_SUBJECT.match(folded, match.start())
        ):
            continue
        strict = bool(_STRICT.search(before))
        closed = re.search(r"\b(?:en|de|para) $", before) and re.match(
            r"\s*(?:$|[.,;!?]|(?:para|que|y|manana|hoy|el|del|es|tengo|voy|se) )",
            folded[match.end() :],
        )
        if base in _AMBIGUOUS and not strict and not closed:
            continue
        near = strict or bool(_CONTEXT.search(before))
        if not near and not supported:
            continue
        elsewhere = bool(_ELSEWHERE.search(before))
        if elsewhere and not supported and before.endswith(_TEACHER):
            continue
        rank = 3 * elsewhere + (0 if strict else 1 if near else 2)
        if best is None or rank < best[0]:
            best = (rank, match.start(), name)
    return _with_accents_of(text, best[2]) if best else None


def _unknown(text: str) -> str | None:
    whole = tidy(text)
    bare = strip_accents(whole)
    for count, found in enumerate(_UNKNOWN.finditer(bare)):
        if count > 8:
            break
        parts = found[1].split()
        if parts[0] in _NO_NAME or _VERB.search(parts[0]) or len(parts[0]) < 4:
            continue
        last = parts[-1]
        bad = last in _NO_NAME | _CUT or _VERB.search(last) or len(last) < 4
        bad = bad or (len(parts) == 3 and parts[1] in {"y", "e", "la"})
        keep = parts[:1] if bad or (len(parts) == 2 and not re.fullmatch(_ENDING, last)) else parts
        if re.search(_TAIL[:0] + r"(?:ad[ao]s?|mente)$", keep[0]):
            continue
        length = len(" ".join(keep))
        same = len(bare) == len(whole)
        name = (whole if same else bare)[found.start(1) : found.start(1) + length].lower()
        return name if length <= _LONGEST else None
    return None


def find_subject(text: str, folded: str, *, supported: bool = True) -> str | None:
    """The subject of the task, spelt normally, or None.

    `folded` is `slot_text.plain(text)`; `supported` tells that the text speaks of a task of study
    at all, so that a subject needs no «de» or «para» before it.
    """
    alone = folded.strip(" .!¡?¿,")
    if alone in _KNOWN:
        return _KNOWN[alone]
    return _known(text, folded, supported=supported) or _unknown(text)
