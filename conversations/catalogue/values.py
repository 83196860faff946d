"""The values by which a strategy is chosen, in words for staff."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FEELINGS = {
    "aburrimiento": _("aburrimiento"),
    "frustracion": _("frustración"),
    "ansiedad_error": _("ansiedad o miedo a equivocarse"),
    "dispersion_rumiacion": _("dispersión"),
    "baja_autoeficacia": _("siente que no puede"),
    "neutral": _("tranquilidad"),
    "positivo": _("ánimo positivo"),
    "otro": _("otro"),
}
TASKS = {
    "any": _("cualquiera"),
    "ensayo": _("ensayo"),
    "esquema": _("esquema"),
    "borrador": _("borrador"),
    "lectura_tecnica": _("lectura técnica"),
    "resumen": _("resumen"),
    "resolver_problemas": _("resolver problemas"),
    "protocolo_lab": _("protocolo de laboratorio"),
    "mcq": _("prueba de alternativas"),
    "presentacion": _("presentación"),
    "coding": _("programar"),
    "bugfix": _("arreglar código"),
    "proofreading": _("corregir un texto"),
    "proyecto": _("proyecto"),
    "otro": _("otra"),
}
PHASES = {
    "ideacion": _("buscando ideas"),
    "planificacion": _("planificando"),
    "ejecucion": _("haciéndola"),
    "revision": _("revisando"),
}
