"""What a pattern of the catalogue is, and the fragments that patterns share.

Patterns are matched against normalised text (`analysis.normalise`): lower case, no accents («ñ»
is `n`), one space between words, hurried spellings repaired. `<name>` in a regex stands for the
fragment of that name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.labels import CrisisKind, CrisisLevel

FRAGMENTS: dict[str, str] = {
    "want": (
        r"(?:(?:te |os |le )?juro que )?(?:quiero|quisiera|queria|quieres|deseo|deseaba|desearia|"
        r"necesito|prefiero|prefiera|preferiria|quiera|quise|"
        r"(?:me )?gustaria|ganas(?: \w+)? de|ganas(?: \w+)? d|deseando|queriendo|querer|"
        r"hubiera querido)"
    ),
    "going": r"(?:voy a|vo a|voya|ire a|iba a|vamos a|estoy por|estuve por|vengo a)",
    "think": (
        r"(?:pienso|pensando|pensado|pense|pensar|penso|piensa|fantaseo|fantaseando|sueno|"
        r"imagino|planeo|planeando|planeado|decid\w+|idea\w*|obsesion\w*)(?: \w+){0,2} "
        r"(?:en|con|de|como)"
    ),
    "try": r"(?:intente|intentado|intentar|intento de|trate de|tratado de|quise)",
    # what a person may want, in the infinitive with its pronoun
    "die": (
        r"(?:morir(?:me)?|matarme|suicidarme|ahorcarme|colgarme|quitarme la vida|quitarme de en "
        r"?medio|dejar de (?:vivir|existir|respirar)|estar (?:ya )?muert[oa]|envenenarme|"
        r"pegarme un tiro|volarme (?:la cabeza|los sesos)|dispararme|cortarme las venas|"
        r"(?:acabar|terminar|ponerle fin|poner fin|acabarme) (?:con |a )?mi (?:propia )?(?:vida|"
        r"existencia)|"
        r"desangrarme|el suicidio|(?:el |un )?suicidi[oa]|inmolarme|ahogarme en el (?:rio|mar|"
        r"lago))"
    ),
    # the same after «me quiero»
    "die_bare": (
        r"(?:morir|matar|suicidar|ahorcar|colgar|quitar la vida|quitar de en ?medio|envenenar|"
        r"pegar un tiro|volar la cabeza|disparar|cortar las venas|morirme|matarme)"
    ),
    "jump": (
        r"(?:tirar|lanzar|aventar|arrojar|botar|saltar|precipitar)(?:me|se|te)? "
        r"(?:al|a la|a las|a un|por|por el|por la|por un|por una|del|de la|de un|desde|desde el|"
        r"desde la|desde lo|bajo|bajo el|debajo|debajo del|abajo|delante) ?"
        r"(?:el |la |las |un |una |del |de la |mi )?"
        r"(?:metro|tren|via|vias|rieles|balcon|ventana|puente|azotea|vacio|micro|camion|bondi|bus|"
        r"bus|auto|coche|carro|rio|mar|terraza|techo|piso|quinto|octavo|decimo|edificio|acantilado|"
        r"barranco|malecon|viaducto|cerro|quebrada|subte|transmilenio|colectivo|anden|alto)"
    ),
    "jump_me": (
        r"(?:saltar|(?:tirar|lanzar|aventar|arrojar|botar)me) "
        r"(?:al|a la|a las|por|por el|por la|por un|por una|del|de la|de un|desde|desde el|"
        r"desde la|desde lo|bajo|bajo el|debajo|debajo del|abajo|delante) ?"
        r"(?:el |la |las |un |una |del |de la |mi )?"
        r"(?:metro|tren|vias?|rieles|balcon|ventana|puente|azotea|vacio|micro|camion|bondi|bus|"
        r"auto|coche|carro|rio|mar|terraza|techo|edificio|acantilado|"
        r"barranco|malecon|viaducto|cerro|quebrada|subte|transmilenio|colectivo|anden|alto)"
    ),
    "when": (
        r"(?:hoy|esta (?:misma )?(?:noche|tarde|madrugada)|manana|mañana|pasado manana|ahora mismo|"
        r"el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)(?: que viene)?|"
        r"este (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|finde|fin de semana)|"
        r"en (?:un|unas?|pocas|dos|tres) (?:rato|horas?|minutos|dias)|a la noche|de esta noche|"
        r"despues de las (?:doce|once|diez)|antes de (?:que amanezca|manana))"
    ),
    "kin": (
        r"(?:mama|mami|mamita|vieja|viejo|viejos|jefa|jefe|jefita|jefito|papa|papi|papas|papito|"
        r"padre|madre|padres|padrastro|"
        r"madrastra|tio|tia|abuelo|abuela|abue|abuelito|abuelita|hermano|hermana|hermanito|"
        r"hermanita|ermano|ermana|ermanito|ermanita|nano|nana|carnal|carnala|primo|prima|cunado|"
        r"cunada|hij[oa]s?|padrino|madrina|suegro|suegra|viejito|viejita|familia|familiar)"
    ),
    "partner": (
        r"(?:novi[oa]|polol[oa]|pareja|espos[oa]|marid[oa]|mujer|ex|enamorad[oa]|ex ?novi[oa]|"
        r"ex ?polol[oa]|ex ?pareja|ex ?marido|concubino|amante)"
    ),
    "mate": (
        r"(?:amig[oa]|amig[oa]s|mejor amig[oa]|companer[oa]s?|kompaner[oa]|compa|kompa|roomie|rumi|"
        r"prof\w*|docente|maestr[oa]|entrenador|ayudante|jefe|vecin[oa]|tipo|chic[oa]|chaval[a]?|"
        r"man|"
        r"pata|parce|wey|guey|flac[oa]|pibe|piba|cabr[oa]s?|gur[ií]|casero|casera|coach|"
        r"alumn[oa]s?|"
        r"hombre|senor|senora|desconocid[oa]|sujeto|wn|weon|botija|guri|chamo|chama)"
    ),
    "someone": (
        r"(?:(?:mi|mis|un|una|el|la|unos?|ese|esa|este|esta|al|del|tu|nuestr[oa]) )?"
        r"(?:mejor |propi[oa] |pequen[oa] |chic[oa] )?(?:<kin>|<partner>|<mate>)"
    ),
    "body": (
        r"(?:brazos?|brasos?|piernas?|munecas?|muslos?|manos?|venas?|piel|panza|barriga|estomago|"
        r"vientre|caderas?|tobillos?|antebrazos?|cara|cabeza|dedos|pierna)"
    ),
    "blade": (
        r"(?:cuchillas?|navajas?|navajita|cuter|cutter|hojitas?|tijeras?|gillette|bisturi|"
        r"cuchillo|rasuradora|vidrio|sacapuntas|compas|exacto|yilet)"
    ),
    "pills": (
        r"(?:pastillas?|pastis|pastas|pepas?|remedios?|medicamentos?|medicinas?|medicacion|"
        r"tabletas?|"
        r"capsulas?|clonazepam|rivotril|clona|alplax|benzos?|ansioliticos?|antidepresivos?|"
        r"paracetamol(?:es)?|blister(?:es)?|frasco|somniferos?|gotas|tramadol|ketamina|insulina|"
        r"raticida|cloro|lavandina|veneno)"
    ),
    "weapon": (
        r"(?:cuchill[oa]s?|navajas?|pistola|arma|revolver|fierro|escopeta|machete|cuchilla|faca|"
        r"pica|punzon|tramontina|hacha|acido|gasolina|bencina|nafta|explosivos?|bomba)"
    ),
}  # fmt: skip

_NAME = re.compile(r"<(\w+)>")
EVERY_GUARD = ("denial", "joke", "trivial", "fiction", "game", "past")


def expand(regex: str) -> str:
    """`regex` with each `<name>` replaced by its fragment."""
    while _NAME.search(regex):
        regex = _NAME.sub(lambda match: FRAGMENTS[match.group(1)], regex)
    return regex


@dataclass(frozen=True)
class Pattern:
    """A phrase that shows a crisis.

    `fires` is a sentence in which it must be found and `silent` a similar one in which it must
    not; `guards` are the readings (`analysis.crisis.guards`) that take a find back. What is
    `unmistakable` the classifier can't overrule: it has seen few such phrases, or none.
    """

    id: str
    level: CrisisLevel
    kinds: tuple[CrisisKind, ...]
    regex: str
    fires: str
    silent: str
    guards: tuple[str, ...] = EVERY_GUARD
    unmistakable: bool = False
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(expand(self.regex)))
