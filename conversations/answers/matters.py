"""What an institution has, does and rules: the words by which a message names some of it."""

from __future__ import annotations

import re

from analysis.folding import fold

# By their beginnings, folded. Spanish, then English.
_MATTER = re.compile(
    r"\b(?:matricul|inscri(?:b|p)|beca|becari|certificad|credencial|pase escolar|arancel|"
    r"cuota|reglament|requisit|tramit|formulari|solicitud|constancia|titulacion|titul[oa]\b|egres|"
    r"convalid|homologa|malla|asignatura|ramos?\b|materias?\b|creditos|prerrequisit|calendario|"
    r"horario|biblioteca|laboratorio|secretaria|decanato|registro academico|campus|sala\b|aula|"
    r"practicas? profesional|pasantia|intercambi|retir(?:o|ar) (?:de )?(?:el|un|ramo|asignatura)|"
    r"congelar|suspension de estudios|reincorpor|apelacion|recorreccion|acta|promedio|nota minima|"
    r"asistencia|justificativ|evaluacion recuperativa|examen de repeticion|tutorias?\b|"
    r"plataforma|aula virtual|correo institucional|comedor|casino|residencia|gratuidad|subsidio|"
    r"plata\b|dinero|lucas\b|financ|pagar|deuda|repactar|beneficio|ayuda economica|"
    r"carrera|facultad|licencia medica|dentista|enfermeria|psicolog[oa]s?\b|sala cuna|intranet|"
    r"estacionamiento|bicicleter|impresora|imprimir|wi-?fi|notebook|gimnasio|taller(?:es)?\b|visa\b|"
    r"objetos perdidos|voluntariado|discapacidad|denunci|"
    r"enrol|tuition|scholarship|transcript|deadline for|registrar|library|credits|prerequisite|"
    r"timetable|internship|certificate|syllabus|admission|withdraw|grant\b|fees?\b|afford|"
    r"counsel|housing|dorm|printer|bike|gym\b|visa\b|lost property)"
)


def names_one(text: str) -> bool:
    """Whether `text` names something that an institution's own pages should tell of."""
    return _MATTER.search(fold(text)) is not None
