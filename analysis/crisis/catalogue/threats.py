"""Threats to hurt others."""

from analysis.crisis.pattern import Pattern
from analysis.labels import CrisisKind, CrisisLevel

THREAT = (CrisisKind.VIOLENCE_THREATENED,)
HIGH, IMMINENT = CrisisLevel.HIGH, CrisisLevel.IMMINENT
NOT_SERIOUS = ("denial", "joke", "fiction", "game", "hyperbole_other")

PATTERNS = (
    Pattern(
        "kill_them", HIGH, THREAT,
        r"\b(?:l[oae]s? (?:<going>|quiero|juro que|mato|puedo)(?: (?:a )?(?:matar|apunalar|"
        r"acuchillar|disparar|quemar|envenenar|degollar|reventar a tiros|romper la (?:kabesa|"
        r"cabeza)|partir la cabeza|pegar un tiro))|"
        r"(?<!me )(?:<going>|<want>|pensado(?: \w+)? en|pienso en|imaginando como|"
        r"pensando en) (?:(?:matar|apunalar|acuchillar|envenenar|degollar|quemar)(?!me\b)|"
        r"dispararle|matarl[oae]s?|apunalarl[oae]s?|hacerle dano|hacerles dano|partirle|le parto)(?: (?:a|al|"
        r"la cabeza|viv[oa]s?))*|"
        r"l[oae]s? mato a (?:los|l[oa]s|tod|el|ella|ambos|balazos|tiros)|le hago dano de verdad|"
        r"<going> matar a (?:tod|alg|es[ea]|mi|el|la))"
        r"(?! (?:de (?:hambre|aburrimiento|risa)|el tiempo|a preguntas|las ganas|tiempo|bacterias|"
        r"el proceso|un proceso|dos pajaros|el word|las naves|calorias|etapas|mis apuntes|el libro))",
        "lo voy a matar, no me importa lo que pase",
        "voy a matar el tiempo hasta la clase",
        guards=NOT_SERIOUS,
    ),
    Pattern(
        "armed", IMMINENT, THREAT,
        r"\b(?:llevo|llevar|traigo|ando con|cargo|tengo|consegui|compre|traje|voy con|"
        r"kn la) (?:ya )?(?:el|la|un|una|mi|con) <weapon>\b"
        r".{0,70}(?:riendo|ver si|matar|salga|profe|clase|salon|pagan|reir|mochila|moxila|espero|"
        r"enfrent|ese|es[ea] (?:man|tipo)|grupo|vengar|verga|nadie|beo|veo|ex\b|compan)"
        r"|\b<weapon> (?:en la (?:mochila|moxila)|a (?:la universidad|clases|la facultad|"
        r"la escuela|el colegio)).{0,60}(?:ver|salga|riendo|profe)",
        "mañana llevo el cuchillo a la universidad a ver si se sigue riendo",
        "mañana llevo el cuchillo para la torta del cumpleaños",
        guards=("denial", "joke", "fiction", "game"),
    ),
    Pattern(
        "revenge", HIGH, THREAT,
        r"\b(?:me las (?:va(?:n)? a pagar|paga(?:n|ra)?)\b.{0,60}(?:con que|hora|sale|arma|"
        r"cuchill|lunes|manana|se donde)|va a haber (?:muertos|sangre)|va a aver muertos|"
        r"se van a acordar de mi|"
        r"no veng(?:ais|an) (?:a clase|manana|el)|prender(?:le)? fuego a (?:la (?:casa|escuela|"
        r"facultad|u|universidad)|mi|su|el)|les (?:prendo|voy a prender) fuego|"
        r"prendo fuego a (?:la casa|todos)|"
        r"no poder contenerme|tiroteo en|disparar(?:les)? a todos)",
        "me las va a pagar el lunes, sé a qué hora sale",
        "le prendo fuego al apunte, qué bronca",
        guards=("denial", "joke", "fiction", "game", "coursework"),
    ),
)  # fmt: skip
