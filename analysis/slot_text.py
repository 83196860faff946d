"""A message as the rules for slots read it: folded, its shorthand and its misspellings undone."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.folding import fold, strip_accents
from analysis.slot_subject_names import NAMES
from analysis.spelling import sound

_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"(?<![a-z])(\d{1,4})(?=[a-z]{1,8}\b)")
_CLITIC = re.compile(r"[’`´']")

_SHORT = {
    "d": "de", "dl": "del", "m": "me", "t": "te", "l": "el", "s": "es", "i": "y", "cn": "con", "kn": "con",
    "ntp": "no te preocupes", "tngo": "tengo", "tng": "tengo", "tnemos": "tenemos", "toi": "estoy", "soi": "soy", "mui": "muy", "oi": "hoy", "ai": "hay", "nesesito": "necesito", "nesecito": "necesito",
    "aora": "ahora", "haora": "ahora", "komo": "como", "kon": "con", "kuando": "cuando", "bamos": "vamos", "asta": "hasta", "porke": "porque",
    "tanbien": "tambien", "entonses": "entonces", "dsps": "despues", "dps": "despues", "hast": "hasta", "mxo": "mucho", "mxa": "mucha",
    "ncsito": "necesito", "dnd": "donde", "cm": "como", "cdo": "cuando", "pro": "pero", "pq": "porque",
    "stoi": "estoy", "toy": "estoy", "bn": "bien", "qe": "que", "xa": "para",
    "xfa": "por favor", "xke": "porque", "na": "nada", "nd": "nada", "to": "todo",
    "kiero": "quiero", "qro": "quiero", "ay": "hay", "ise": "hice", "e": "he", "aser": "hacer",
    "asiendo": "haciendo", "aciendo": "haciendo", "hiciendo": "haciendo", "acer": "hacer", "boi": "voy", "voi": "voy",
    "mñn": "manana", "mna": "manana", "mannana": "manana", "nomas": "no mas", "nms": "no mas",
    "celu": "celular", "cel": "celular", "fono": "celular", "compu": "computador", "info": "informacion",
    "vie": "viernes", "vier": "viernes", "lun": "lunes", "juev": "jueves", "jue": "jueves", "mierc": "miercoles",
    "mie": "miercoles", "sab": "sabado", "dom": "domingo", "sem": "semana", "sems": "semanas",
    "h": "horas", "hra": "hora", "hras": "horas", "horitas": "horas", "horita": "hora",
    "pags": "paginas", "pag": "pagina", "pgs": "paginas", "cap": "capitulo", "caps": "capitulos",
    "ex": "examen", "exa": "examen", "exam": "examen", "ppts": "ppt", "diapos": "diapositivas", "diapo": "diapositivas",
    "expo": "exposicion", "lab": "laboratorio", "labo": "laboratorio", "labs": "laboratorio", "tps": "tp",
    "inf": "informe", "ej": "ejercicio", "ejs": "ejercicios", "ejer": "ejercicios",
    "media hr": "media hora", "ahorita": "ahora", "ahorit": "ahora", "orita": "ahora", "grax": "gracias",
    "min": "minutos", "mins": "minutos", "minutillos": "minutos", "minutitos": "minutos", "minutico": "minutos",
    "minuticos": "minutos", "diitas": "dias", "cuartico": "cuarto", "cuartito": "cuarto",
    "mediahora": "media hora", "pal": "para el", "pala": "para la", "pa": "para",
}  # fmt: skip
_VOCABULARY = """
    abrumada abrumado agobiada agobiado agobio alternativas angustia ansiedad ansiosa ansioso apuntes
    atorada atorado atascada atascado aburre aburrida aburrido bloqueada bloqueado borrador cansada cansado
    capaz capitulo certamen codigo compila concentrar concentrarme concentro conceptual conclusion correccion
    corregir corrigiendo control cuestionario deberes desesperada desesperado diapositivas diciembre disertacion
    disertar distraigo distraida distraido domingo ejercicio ejercicios empezar ensayo ensayos entrega
    entregar entrego enero escoger escribir escribiendo esquema estresada estresado estudiar estudiando
    examen examenes exponer expongo exposicion febrero feliz frustrada frustrado funciona funcion funciones
    hacer haciendo horas informe jueves junio julio laboratorio lectura leyendo lunes martes
    media medianoche miedo miercoles minutos motivada multiple nervios nerviosa nerviosismo nervioso noviembre
    octubre opcion organizando organizar ortografia panico parcial pereza planificando preocupada
    preocupado presentacion primera problemas procrastinando programa programando programar protocolo
    prueba pruebas proyecto punto redaccion redactando redactar repasando repasar reporte resolver resolviendo
    respuesta resumen resumir resumiendo revisar revisando revision sabado seleccion semana semanas
    septiembre siguiente simulacro sirvo subir tarea tareas terminar tesis texto tranquila tranquilo
    trabajo traduccion traducir vence verguenza version viernes vueltas avanzo avanzar equivocarme equivoco
    hablar exigencia confundi vacia quince veinte cuarenta cincuenta treinta bastante
    """
_BY_SOUND: dict[str, str] = {}
_NEAR: dict[str, str] = {}
_KNOWN: set[str] = set()
_LEAST, _LEAST_NEAR = 4, 7  # letters that a word must have to be compared
_NOT_SLIPS = frozenset(
    """
    ejercito ejercita ensayar ensaya practico practica practicas historial historico historica proyecta
    proyector presenta presento programas programo resuelve correcto correcta corregida corregido
    resumo resumido revise reviso examinar textos texto vienen vientre vece venze caso casa caza
    quimico quimicos economico economica matematico social sociales medicos medico fisicos fisico
    trabaja trabajar trabajando siguientes entregado entregada estudio estudios estudiante estudiantes
    informa informado funcional generales enfermera enfermero programada programado literario contable
    contador musical medicinas derechos izquierda financiero financiera genetico genetica ortografico
    estadistico periodista filosofico filosofo artes redactor cuento
    """.split()
)  # fmt: skip
_PERSON = re.compile(r"(?:log[oa]s?|logia|grafia|grafic[oa]s?|ic[oa]s)$")


def _deletions(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


for _word in sorted({*_VOCABULARY.split(), *strip_accents(" ".join(NAMES)).split()}):
    if len(_word) < _LEAST:
        continue
    _KNOWN.add(_word)
    _BY_SOUND.setdefault(sound(_word), _word)
    if len(_word) >= _LEAST_NEAR:
        for _form in {sound(_word), *_deletions(sound(_word))}:
            _NEAR.setdefault(_form, _word)


@lru_cache(maxsize=20_000)
def _usual(word: str) -> str:
    """The usual spelling of one folded word, as far as the rules need it."""
    if word in _SHORT:
        return _SHORT[word]
    if len(word) < _LEAST or word in _KNOWN or word in _NOT_SLIPS or not word.isascii():
        return word
    key = sound(word)
    if key in _BY_SOUND:
        return _BY_SOUND[key]
    if len(word) < _LEAST_NEAR or _PERSON.search(word):
        return word
    for form in (key, *sorted(_deletions(key))):
        meant = _NEAR.get(form)
        # Another ending is another word («programo»), not a slip.
        if meant and meant[:2] == word[:2] and meant[-2:] == word[-2:]:
            return meant
    return word


def plain(text: str) -> str:
    """`text` folded (`analysis.folding.fold`), with digits apart from letters and each word
    spelt as usual; of any text."""
    folded = _GLUED.sub(r"\1 ", fold(_CLITIC.sub("'", text)))
    return _WORD.sub(lambda match: _usual(match[0]), folded)
