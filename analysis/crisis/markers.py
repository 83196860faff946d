"""Signs of how a message is meant: as a joke, as fiction, as coursework, as something overcome.

Each is a regex on normalised text. The guards of the patterns (`analysis.crisis.guards`) look for
them where a pattern was found.
"""

from __future__ import annotations

import re

TAKEN_BACK = re.compile(
    r"\b(?:es|era|fue) (?:(?:una|un|puro?|solo) )?(?:broma|chiste|joda|decir|talla|guasa|webeo|"
    r"hueveo|meme)\b|\ben broma\b|"
    r"\bno te creas\b|\bmentira\b|\bno literal|\bsi digo que\b.{0,60}\bes (?:porque|que)\b|"
    r"\bno (?:se|me|te) (?:me )?alarm\w+\b"
)
NOT_A_JOKE = re.compile(
    r"\b(?:no (?:es|era|fue) (?:una |un |ningun[oa]? )?(?:broma|chiste|joda|talla|webeo|hueveo|guasa|decir|"
    r"exageracion|meme|drama)|en serio|enserio|va en serio|"
    r"de verdad|de veras|posta|lo digo (?:bien|mal|de)|sin (?:broma|joda)|no (?:estoy|toy|"
    r"ando) (?:jugando|bromeando|exagerando)|literal(?:mente)? quiero|"
    r"no exagero|hablo en serio|nadie (?:me cree|lo sabe|se da cuenta|pregunta)|"
    r"todos (?:creen|piensan) que es|estoy mal\b|llevo (?:\w+ )?(?:mes|meses|semanas|dias|anos) (?:queriendo|"
    r"pensando|imaginando|con)|ayuda por favor|ayudenme)\b"
)
LAUGHTER = re.compile(r"\bjaja\b|\bxd+\b|\blol\b|[😂🤣😅😆😹😜🤪😝🤭💀☠]")
TRIVIAL_NEAR = re.compile(
    r"\b(?:(?:de|d|del) (?:la |el |puro |tanto |tanta |lo )?(?:risa|hambre|sueno|calor|frio|"
    r"verguenza|aburrimiento|aburrid[oa]|amor|ternura|"
    r"cansancio|plancha|nervios|ganas|envidia|curiosidad|pena|roche|oso|vergu\w*|sed|flojera|"
    r"gusto|felicidad|emocion)|"
    r"que (?:\w+ )?(?:verguenza|oso|plancha|roche|papelon|cringe|pena ajena)\b|"
    r"(?:con|por) (?:est[eao]s?|es[eao]s?|l[ao]s|el|la|tant[oa]s?|un|"
    r"una) (?:\w+ )?(?:parcial(?:es)?|examen(?:es)?|prueba|certamen|tarea|ramo|materia|"
    r"curso|profe\w*|quiz|final|entrega|informe|tp|ensayo|tesis|maqueta|integral(?:es)?|calculo|"
    r"estadistica|algebra|fisica|quimica|excel|word|python|codigo|"
    r"bibliografia|grupo|clase|calor|equipo|partido|trabajo))"
)
TRIVIAL_CAUSE = re.compile(
    r"\b(?:(?:me|se me) (?:olvid\w+|equivoq\w+|borr\w+)|olvid\w+|mand[eé]|he mandado|envi[eé]|"
    r"(?:llegue|fui) (?:a la \w+ )?(?:sin|tarde)|"
    r"no (?:guarde|anote|traje|imprimi|lleve)|deje el|perdi (?:el|la) (?:micro|bus|usb|cargador|"
    r"pendrive)|spoiler|vi (?:mal )?(?:la hora|la fecha)|estudie (?:otro|el tema)|subi (?:mal|"
    r"el archivo|otro)|le (?:dije|puse) mama\b|(?:nos|me) (?:mataron|ganaron) \d|"
    r"si (?!no apruebo)(?:\w+ ){0,5}(?:usb|pendrive|word|excel|apa|wifi|kant|formato|plataforma|"
    r"archivo|internet|impresora|proyector|bibliografia|portada|normas))"
)
FICTION = re.compile(
    r"\b(?:cancion(?:es)?|letra|verso|poema|poesia|rola|libro|novela|(?:el|un|este|ese|del|"
    r"mi) cuento|pelicula|peli|serie|personajes?|protagonista|"
    r"(?:el|en el|del) capitulo|(?:la|una|esta|esa) frase|corrido|tango|bolero|(?:el|la|su) autora?|poetas?|"
    r"escritora?|monologo|estrofa|coro|escena|narrador|narra|guion|documental|anime|"
    r"manga(?! (?:larga|corta))|romeo|julieta|hamlet|werther|ofelia|bovary|karenina|videoclip|cantante|"
    r"actor|actriz|teleserie|podcast|(?<!en las )noticias|la noticia|"
    r"dramatiz\w+|consigna|alternativa [a-e]\b|salio un texto|diario de campo|codific\w+|"
    r"critica academica|procer|refiere|hago de (?:joven|paciente)|"
    r"reportaje|tragedia|mito|leyenda|villano|heroe|obra de teatro|la obra|dorama|refran)\b"
)
ABOUT_ONESELF = re.compile(
    r"\b(?:yo tambien|igual que yo|como yo|me pasa (?:lo mismo|igual)|me identific\w+|"
    r"asi me siento|conmigo|es lo que (?:yo )?siento|"
    r"yo (?:quiero|siento|pienso|estoy)|en mi caso|lo mismo que yo|me siento asi|lo mio)\b"
)
REPORTED = re.compile(
    r"\b(?:dij\w+|dice|dise|dicen|escrib\w+|mand\w+|puso|publico|cartas?|nota|mensaje|audio|"
    r"pienso|pense|siento|digo|historia)\b"
)
GAME = re.compile(
    r"\b(?:partidas?|ronda|nivel|boss|jefe final|minecraft|fortnite|valorant|free fire|respawn\w*|"
    r"npc|sims|gta|nether|kills?|server|"
    r"raid|zelda|elden ring|dark souls|videojuegos?|(?<!conoci )(?<!fue )jugando|jugar|jugamos|"
    r"juego|call of duty|among us|mi jungla|clasificatoria|roblox|"
    r"pokemon|mario|lobby|hitbox|mi main|dota|rol|dungeon|mafia|hombre lobo|play|xbox|rankeds?|"
    r"elo|creeper|zombies?|pacman|el mapa|"
    r"counter|cs ?go|pubg|overwatch|hollow knight|terraria|clash|ajedrez|truco|lag|mi personaje|"
    r"gg)\b"
)
COURSEWORK = re.compile(
    r"\b(?:durkheim|camus|freud|nietzsche|oms|factores de riesgo|caso (?:clinico|practico)|(?:el|"
    r"la|un|una|mi|de) pacientes?|practica simulada|codigo penal|articulo \d+|"
    r"(?:para|es de|en) (?:mi |la |el |un |una )?(?:tarea|ensayo|clase de(?! las? \d)|exposicion|trabajo|"
    r"examen de|parcial de|prueba de|monografia|tesis|tfg|informe|debate|"
    r"psicopatologia|criminologia|derecho|enfermeria|sociologia|psicologia|penal|legislacion|"
    r"farmaco\w*|toxicologia|clinica|historia|lengua|literatura)|"
    r"(?:ensayo|tesis|monografia|informe|articulo|investigacion|charla|taller|trabajo|exposicion|"
    r"proyecto) (?:sobre|de|acerca)|prevencion|legislacion|"
    r"protocolo|definicion|tasa de|segun (?:el|la|los)|estadisticas?|encuesta|hipotesis|autores|"
    r"bibliografia|diagnostico diferencial|dosis|seminario|grafico|como (?:lo|la) (?:cito|codifico|"
    r"analizo|abordo)|cito|citar|columna de opinion|han publicado|plan de seguridad|testimonio|"
    r"la exposicion es|primera ayuda|me toco (?:el tema|explicar|exponer))\b"
)
LONG_AGO = re.compile(
    r"\b(?:hace (?:\w+ ){0,2}(?:anos|tiempo|mil|decada)|ase (?:\w+ )?(?:anos|mil|tiempo)|antes|"
    r"(?:en|de|desde) (?:el |la )?(?:colegio|liceo|prepa|secundaria|instituto|"
    r"bachillerato|chic[oa]|nin[oa]|morr[oa]|adolescen\w+|joven|pandemia)|\d+ anos|"
    r"cuando (?:tenia|era)|a los (?:\d+|quince|catorce|trece|doce|once|diez|dieci\w+|veint\w+)|"
    r"en mi (?:adolescencia|infancia|juventud)|con (?:\w+ ){1,2}anos|(?:en|desde) 20\d\d|tuve|"
    r"viv[ií]|pase por|lo pase|mi ex|anterior|una epoca|hubo un tiempo|mi peor|"
    r"yo fui (?:es[ea]|una?)|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    r"octubre|noviembre|diciembre))\b"
)
OVERCOME = re.compile(
    r"\b(?:ya (?:estoy|ando|me siento|esta|lo trabaje) ?(?:re |muy |super |bastante |"
    r"mucho )?(?:bien|mejor|limpi[oa]|recuperad[oa]|tranquil[oa]|trabajad[oa])?|"
    r"(?:hoy|ahora)(?: en dia)?,? (?:ya )?(?:estoy|ando|vivo|soy|doy|tengo|estudio|gracias|"
    r"me siento|lo cuento|puedo|pongo|amo|me falta|me parece|me sobra|vivimos|agradezco|quiero a)|"
    r"(?:lo|la) trabaje|otra persona|la atendieron|supere|superad[oa]|quedo atras|gracias a (?:la |mi )?(?:terapia|"
    r"psicolog\w+|dios)|"
    r"con terapia|feliz de seguir|me alegr[oa] (?:de|mucho)|alta medica|ya no (?:me|lo|pienso)|"
    r"recuperad[oa]|limpi[oa]|sali adelante|eso (?:termino|quedo|ya paso)|contarlo|lo cuento|"
    r"se lo (?:cuento|menciono)|anos sin (?:hacerlo|cortarme)|aquello (?:esta|quedo)|"
    r"una vida que quiero|me la dieron|lo denuncie|nos fuimos|por suerte|sigo (?:en terapia|"
    r"aca y contenta)|ya paso)\b"
)
RELAPSE = re.compile(
    r"\b(?:otra vez|de nuevo|volvi|volvio|volvieron|vuelven|ultimamente|recai|estas semanas|"
    r"este (?:semestre|mes|ciclo) (?:volvi|otra)|volver a (?:hacer|intentar|lastim)\w*|"
    r"pero (?:ahora|hoy|anoche|ayer|ultimamente)|sigo (?:pensando|sintiendo|con)|no (?:lo he|"
    r"se me)|todavia (?:pienso|quiero)|y hoy compre|me cuesta no|igual o peor|"
    r"no pienso en otra cosa|me han vuelto)\b"
)
TARGET_IS_THING = re.compile(
    r"\b(?:al? (?:que|profe\w*|compilador|profesor|decano|impresora|wifi|pc|computador\w*|"
    r"quien invento|inventor|ayudante|grupo|equipo)|"
    r"a (?:mi|todo mi|este|ese) (?:equipo|grupo|perr[oa]|gat[oa]|compu\w*|laptop|celu\w*|yo del pasado))\b"
)
