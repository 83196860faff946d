"""The words by which the embedded extractor knows a feeling (`labels.md`, sentimiento).

All patterns are for folded text (`analysis.folding.fold`).
"""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for the beginnings of words given."""
    return re.compile(r"\b(?:" + "|".join(patterns) + ")")


_VERY = r"(?:muy |tan |re |super |bien |medio |un poco |algo |demasiado |bastante |recontra |hiper |harto |mas |toda |todo |como |todavia |ya |tantito |de verdad |la verdad |cada vez mas |totalmente |completamente |un tanto |hasta )*"
_BE = rf"(?:soy|me siento|sentirme|me considero|me veo|estoy|ando|siento que soy|me creo) {_VERY}"
_HAVE = r"(?:tengo|me da|me dan|me dio|me entro|me entra|me agarro|me agarra|me vino|siento|da|dan|con|traigo|hay|cargo|llevo|que|mucho|de|me provoca|me genera)"
_MUCH = r"(?:mucho |mucha |muchos |un |una |unos |el |la |los |tanto |tanta |harto |harta |algo de |un poco de |poquito de |cierto |cierta |demasiado |bastante |tremend[ao] |pura |puro |full |caleta de |terrible |que |mas |todo el |toda la |bien |re |super |ese |esa )*"
_STUDY = r"(?:ensayo|ramo|materia|curso|tarea|trabajo|informe|proyecto|clase|asignatura|codigo|tesis|ejercicio|programa|lectura|texto|presentacion)s?"

# --- sentimiento: earliest in the text wins; at the same place the earlier row -----------------
FEELINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "baja_autoeficacia",
        any_of(
            r"no (?:soy|me siento|me creo|me veo|me considero|estoy) (?:nada |muy |tan |lo suficientemente |suficientemente |lo bastante )*(?:capa[zs]|capacitad[ao]|list[ao] para|inteligente|suficiente|dotad[ao]|apt[ao])",
            r"no soy (?:nada |muy |tan )*(?:buen[ao]|bueno) (?:para|en|con)",
            rf"{_BE}(?:un |una |la |el |de lo )*(?:mas )*(?:incapa[zs]|tont[ao]|brut[ao]|inutil|bur[r]?[ao]|estupid[ao]|fracas\w+|insuficiente|ignorante|pesim[ao]|desastre|negad[ao]|torpe|lent[ao] para|lerd[ao]|tronco|paquete|queso|nul[ao]|cero a la izquierda|de madera|tarad[ao]|pendej[ao]|mens[ao]|mal[ao] (?:para|en|con)|malisim[ao]|pesim[ao]|inservible|mediocre|impostor\w*|fraude|tap[ao]d[ao]|cabeza dura|unic[ao] que no|unic[ao] (?:tont|bur)[ao]|peor de)",
            r"(?:la|el) unic[ao] que no (?:entiende|puede|sabe|avanza|cacha|capta|le)",
            r"no (?:sirvo|valgo|naci|nacimos|doy|estoy hech[ao]|fui hech[ao]|tengo cabeza|tengo la cabeza|tengo madera) (?:para|ni para|pie|la talla|el ancho|en|con|el perfil|de)",
            r"no sirvo\b(?! de)",
            r"no (?:es|son|era) (?:lo mio|para mi)\b",
            r"(?:nunca|jamas) (?:lo |la |le |me )?(?:voy a|podre|lograre|lo lograre|sere|aprendere|entendere|consegui\w+|aprobare|pasare|sale)",
            r"no (?:creo|confio|pienso|me veo|siento) (?:que |en |yo )*(?:pueda|poder|lo logre|lograrlo|vaya a poder|ser capaz|sea capaz|mi\b|mis capacidades|apruebe|aprobar|pase|pasar|lo consiga|aprobando|pasando|haciendolo)",
            r"no (?:voy a lograrlo|voy a poder|lo voy a lograr|lo lograre|podre|me da la cabeza|me da el coco|me da la nuca|me da el cerebro|me da para|me llega la cabeza|me la puedo)",
            r"(?:no )?puedo con (?:est[eao]|la|el|mi)\b(?! (?:concentr|sueno))|no puedo con \w+",
            r"me (?:queda|quedan|quedo) (?:muy |demasiado |super )*(?:grande|ancho)s?",
            r"todos? (?:los demas |mis companeros |mis compas |el mundo |el curso )?(?:son|saben|entienden|pueden|cachan|van|pillan|parecen|lo hacen|avanzan|entiende|puede|sabe)\b[^.;!?\n]{0,50}?(?:mejor|mas|menos yo|y yo|yo no|excepto yo)",
            r"menos yo\b|y yo (?:quedo|soy|sigo siendo|me quedo) (?:como |de |siendo )?(?:la|el|un|una) (?:tont|burr|lent|mas)",
            r"sindrome d\w+ impostor",
            r"no tengo (?:el |lo |la |ningun |ninguna |las )?(?:talento|capacidad|capacidades|nivel|habilidad|que hace falta|inteligencia)",
            r"no (?:le pego|soy de|doy) (?:a esto|para esto|para esta|para mas)",
            r"a la altura\b|no voy a (?:ser capa[zs]|saber|entender|lograr)|siento que no (?:puedo|voy a poder|soy|sirvo|se nada|doy)|yo no puedo\b|(?:lo hago|todo lo hago|me sale|todo me sale) (?:todo )?mal\b|no creo (?:estar|dar|llegar)\b|dudo (?:mucho )?(?:de mi|de mis|que pueda|que sea capaz|poder|de poder|de que pueda)",
            r"(?:se me da|se me dan|me va|soy|me sale|me salen|escribo|programo|dibujo|hablo) (?:\w+ )?(?:fatal|pesimo|horrible|mal|como el orto|como el culo|de la patada|muy mal|re mal|chafa|con las patas|con los pies)\b",
            r"no se me dan?\b",
            r"me siento (?:menos|por debajo|inferior|menos que)",
            r"no (?:tengo|me tengo|siento) (?:nada de |ninguna )?(?:confianza|fe|seguridad)",
            r"(?:soy|naci) (?:un |una |muy |bien |re )*(?:mal[ao]|cerrad[ao] de mente|dur[ao] de|negad[ao])",
            r"(?:me falta|sin) (?:capacidad|talento|inteligencia|cabeza)",
        ),
    ),
    (
        "frustracion",
        any_of(
            r"frustr\w+",
            r"(?:trabad|atascad|bloquead|estancad|atorad|atrancad|encallad|empantanad|entrampad|atollad|trancad|encasquillad)[ao]s?\b",
            r"(?:estoy|sigo|ando|quede) (?:\w+ )?pega[ds]?[ao]o?\b(?! (?:al|a la|en el cel|en el tel))",
            r"(?:estoy|toi) pega[ou]\b",
            r"atascao\b",
            r"me (?:re )?(?:trabe|bloquee|estanque|atasque|atore|trabo|bloqueo|atasco|atoro|estanco|empantane|trancad[ao]|desespera\w*|desespere)",
            r"(?:ningun|ningun[ao]|nada) (?:\w+ )?me (?:sale|cuadra|resulta)|no (?:me |nos |le )?(?:sale|salen|salio|resulta|resultan|cuadra|cuadran|avanzo|avanza|doy con|hay caso|hay manera|hay forma|hay modo)\b",
            r"no doy una\b|(?:atasc|trab|ator|bloque|estanc)ad[ií]sim[ao]s?|(?:tirar|tiro|tirando|lanzar|lanzo|avent\w+|romper|rompo) (?:la toalla|el (?:comput\w+|compu|note\w*|lapto\w*|ordenador|cuaderno))|ya me canse de (?:est|la|el)|(?:borro|escribo) y (?:vuelvo|borro|reescribo)|(?:intente|probe|intentado|probado) (?:de )?todo y|no (?:logro|consigo|puedo) (?:que|hacer que) (?:\w+ )?(?:funcion|corr|sal|compil|and)\w*|no fluye|atragant\w+|no (?:le )?(?:hallo|agarro|pillo) (?:como|la|el|por)|me trae (?:loc[ao]|de cabeza|frit[ao])|(?:rompi|quebr|parti)\w*me la cabeza|me (?:rompo|parto|quiebro) la cabeza|contra la pared|no me da el resultado",
            r"no (?:logro|puedo|consigo) (?:avanzar|resolver|sacar|sacarlo|solucionar|hacer que|dar con|arreglar)\w*",
            rf"(?:odio|detesto|aborrezco|no soporto|no aguanto|no trago|me cae gord[ao]) (?:\w+ )?(?:\w+ )?(?:{_STUDY})",
            r"(?:ya )?no (?:aguanto|soporto) (?:mas|esto|este|esta)",
            r"desespera(?:nte|cion|d[ao]s?)\b|exaspera\w*|sulfur\w+",
            r"llevo (?:horas|dias|toda la \w+|todo el \w+) (?:y (?:nada|no|sigo|ni)|sin (?:avanzar|lograr|poder|encontrar)|atorad\w|trabad\w|peleand\w+|renegando)",
            r"(?:maldit[oa]|pinche|puto|puta|bendito|jodido|puñetero|condenad[oa]) (?:\w+ )?(?:ensayo|ramo|materia|tarea|informe|codigo|programa|proyecto|tesis|bug|error|ejercicio)",
            r"(?:probe|intente|he probado|he intentado|ya hice) (?:de )?todo y (?:nada|no|sigue)",
            r"grr+\b|no (?:me )?da mas\b|no me da y no me da|(?:puta|me cago en) (?:la|el) (?:wea|mierda|leche|codigo)|que impotencia",
            r"renegando|peleand\w+ con|peleo con (?:el|la|este|esta)",
        ),
    ),
    (
        "enojo",
        any_of(
            r"me (?:esta |estan )?sacando (?:de quicio|canas|de mis casillas)|sacando canas",
            r"me tienen? (?:\w+ )?(?:hart[ao]|chat[ao]|podrid[ao]|mamad[ao]|cansad[ao]|loc[ao]|hasta|quemad[ao]|fregad[ao]|asi|negr[ao]|verde|enferm[ao]|cabread[ao]|con los|hinchad[ao]|patas|cabezon|desesperad[ao])",
            rf"(?:estoy|ando|me siento|toy|quede|ya) {_VERY}(?:chat[ao]|podrid[ao]|mamad[ao]|cabread[ao]|emputad[ao]|enchilad[ao]|encabronad[ao]|encachad[ao]|quemad[ao]|rabios[ao]|irritad[ao]|fastidiad[ao]|exasperad[ao]|desesperad[ao]|caliente|arrech[ao]|asad[ao]|hinchad[ao]|picad[ao]|hart[ao])\b",
            r"hart(?:[ao]|isim[ao]) de\b|me harte|ya me hart\w+|hasta (?:la madre|la coronilla|las narices|el gorro|el cuello|la tusa|los huevos|las pelotas|el copete|aca\b|aqui\b|el mono|la polla|los cojones|el queque|las bolas|el tope|las chanclas|el techo|el pelo)|hartazgo",
            r"me (?:saca\w? de quicio|saca de mis casillas|saca\w? canas\w*|exaspera\w*|irrita\w*|revienta\w*|cabrea\w*|emputa\w*|encabrona\w*|fastidia\w*|desquicia\w*|enferma\b|vuelve loc[ao]|enloquece|indigna|enoja|molesta|enfurece)",
            r"(?:enojad|molest|furios|indignad|cabread|emputad|encabronad|encolerizad|sacad|re caliente)[ao]s?\b(?! (?:al|a la))",
            rf"(?:{_HAVE}) {_MUCH}(?:rabia|coraje|bronca|colera|ira|enojo|arrechera|piedra|chicha|impotencia)\b",
            r"(?:odio|detesto|aborrezco)\b(?! (?:hacia|racial|y))",
        ),
    ),
    (
        "ansiedad_error",
        any_of(
            r"ansi(?:os[ao]s?|edad|osisim[ao])\b",
            r"nervi(?:os[ao]s?|os|osism[ao]|osisim[ao]|ecit[ao]s?)?\b(?!o (?:optico|ciatico|vago|facial))",
            rf"(?:{_HAVE}) {_MUCH}(?:miedo|miedito|panico|terror|susto|pavor|cagazo|julepe|jabon|culillo|canguelo|temor|ansias|cosa exponer|ñañaras|nanaras|angustia|pendiente)\b",
            r"(?:me muero|muert[ao]|muriendo|muriendome|cagad[ao]|mori|morir) (?:de|del|de los|de la|e) (?:\w+ )?(?:miedo|nervios|susto|angustia|panico|terror|ansiedad|estres)",
            r"(?:asustad|asustadisim|agobiad|agobiadisim|abrumad|estresad|estresadisim|angustiad|angustiadisim|preocupad|preocupadisim|aterrad|aterrorizad|apanicad|paniquead|psicosead|sobrepasad|rebasad|saturad|colapsad|alterad|intranquil|inquiet|atacad|histeric|acojonad|desbordad|urgid|friquead|apavorad|cagadisim|superad|acelerad|ahogad)[ao]s?\b",
            r"cagad[ao]s?\b(?! (?:de (?:risa|la risa|hambre|frio|calor)))",
            r"acojon\w+|acobard\w+|tens[ao]\b(?! (?:muscul))",
            r"(?:que|mucho|mucha|tanto|tanta|con|del|un|puro|pura|menudo|menuda|de|mi|el|la|este|tremendo) (?:estres|agobio|angustia|panico|tension|zozobra|mortificacion)\b(?! (?:superficial|arterial|en los|laboral|oxidativo|hidrico|post))|(?<!de )(?:miedo|nervios)\b|me da cosa\b",
            r"colapse\b|voy a colapsar|estoy colapsando|al borde d\w+ (?:colapso|ataque|llanto|crisis)|crisis de (?:nervios|panico|ansiedad)",
            r"me (?:supera|superan|sobrepasa|sobrepasan|agobia|agobian|agobio|abruma|abruman|angustia|angustian|angustio|preocupa|preocupan|preocupo|estresa|estresan|estreso|aterra|aterran|aterroriza|asusta|asustan|inquieta|intimida|impone|mortifica|apura|acojona|trauma)\b",
            r"no (?:me va a dar|me alcanza|me da|voy a alcanzar|voy a tener|alcanzo|alcanzare|tengo) (?:el )?tiempo (?:para todo|de nada|ni)|no (?:llego|voy a llegar|alcanzo|alcanzare|me va a alcanzar)\b(?! (?:a (?:clase|casa)))(?: con)?(?: el tiempo)?|no (?:me alcanza|me va a dar) el tiempo",
            r"no (?:voy a|creo que vaya a|creo) (?:alcanzar|llegar)\b|no me (?:va a )?dar? (?:el )?tiempo\b|(?:siento|tengo|con) (?:mucha|tanta|demasiada|harta) presion|(?:estoy|ando) en crisis|(?:me pone|me pongo) (?:muy |super |re )?(?:mal|nervios\w|tens\w|ansios\w)|meter la pata|no se (?:como|si) (?:voy a )?(?:llegar|llego|alcanzo|alcanzare|me va a dar el tiempo)",
            r"y si (?:repruebo|me va mal|me equivoco|fallo|jalo|suspendo|me quedo en blanco|me bochan|desapruebo|la cago|me rajan|lo hago mal|esta mal|sale mal|no)",
            r"(?:miedo|temor|panico|terror|pavor) (?:a|de|al)\b|temo\b|temiendo|me temo que (?:voy|no)",
            r"(?:corazon|jesus) en (?:la|el) (?:boca|mano|garganta)|con el alma en|nudo en (?:el|la)|hech[ao] un nudo|estomago (?:revuelto|cerrado|apretado)|mariposas en|presion en el pecho|opresion|me falta el aire|siento que me ahogo|me ahogo\b|hech[ao] un flan|agua al cuello|soga al cuello",
            r"(?:me )?(?:tiembl\w+|temblando|tembland[ao])|sud[ao] frio|sudando frio|no puedo ni (?:dormir|comer|respirar)|se me sale el corazon|me late (?:todo|fuerte|a mil|el corazon)|corazon a mil|taquicardia|palpitaciones|comiendome las unas|me como las unas|comerme las unas|sudan las manos|manos (?:heladas|frias|sudadas)|no (?:he )?peg\w+ (?:el )?ojo|guata apreta\w*|pulso (?:desbocado|a mil)",
            r"(?:me da|me va a dar|me esta dando|le va a dar) (?:algo\b|un (?:infarto|patatus|ataque|chungo|soponcio|parraque|yeyo|paro|telele|jamacuco|sincope|colapso))",
            r"se me (?:viene|vino|vienen|cae|esta viniendo|junta|junto|juntan|juntaron|acumula\w*) (?:\w+ )?(?:todo|encima|el mundo|la noche)|encima (?:mio|de mi)\b|todo encima|el mundo encima|no doy abasto|demasiadas cosas|no me da la vida|quedarme en blanco|me quedo en blanco|quedar en blanco",
            r"(?:la|lo) (?:voy a|vaya a) (?:regar|cagar|liar|embarrar|arruinar|hacer mal|echar a perder)|voy a (?:liarla|cagarla|regarla|embarrarla|reprobar|desaprobar|suspender|jalar|quedarme en blanco|perder el|fallar|equivocarme|hacer el ridiculo)|me van a (?:jalar|bochar|rajar|reprobar|suspender|echar)",
            r"urgid[ao]\b|aflijid[ao]|afligid[ao]|alarmad[ao]|apurad[ao]\b|(?:me )?come la ansiedad|me carcome",
        ),
    ),
    (
        "dispersion_rumiacion",
        any_of(
            r"(?:no|ni) (?:hay quien |me |se |logro |consigo |puedo |he podido |pude |estoy |pudiendo |logrando |terminar de |poder |acabo de |termino de )*(?:concentr\w+|enfoc\w+|centr(?:o|ar\w*|arme)\b|focaliz\w+|conecto)",
            r"(?:sin|no (?:logro|consigo|puedo|soy capaz de)) (?:poder )?(?:concentrar\w*|centrar\w*|enfocar\w*|mantener (?:la )?(?:atencion|concentracion)|prestar atencion|fijar la atencion|hilar|sostener la atencion)",
            r"me (?:re )?(?:distra\w+|dispers[oaeé]\w*|desconcentr\w+|desenfoc\w+|voy por las ramas|voy en la volada|fui en la volada|vuelo\b|disper\w+)",
            r"(?:colgad|pegad|enganchad|enviciad|clavad)[ao] (?:con|al?|a la|en) (?:el |la |las |los |mi )?(?:cel\w*|telefono|movil|tele|netflix|tiktok|reels|insta\w*|redes|pantalla|youtube|videojuegos?|play|series?)|(?:viendo|mirando|viciando) (?:reels|tiktoks?|netflix|videos|series|instagram|memes)",
            r"me cuesta (?:\w+ )?(?:concentrar|enfocar|centrar|mantener|prestar|fijar)\w*",
            r"(?:distraid|dispers|desconcentrad|desenfocad|volad)[ao]s?\b|distraccion\w*|dispersion",
            r"(?:doy|dando|dandole|darle|dar|damos|le doy|di|dado|dandoles) (?:mil |muchas |tantas |puras |cien |\w+ )?vueltas|vueltas y (?:mas )?vueltas|vueltas a (?:lo mismo|la cabeza)|vueltas en la cabeza",
            r"procrastin(?:o|ando|ar|e|amos|ador|adora)\b|postergand\w+|aplazand\w+|patead[ao] para adelante",
            r"(?:me pongo a|me puse a|termino|termine|acabo|acabe|paso a|me quedo|me la paso|la paso|ya estoy) (?:ver|mirar|mirando|viendo|limpiando|limpiar|ordenando|ordenar|organizando el|scrolleando|jugando|chateando|revisando el cel\w*|cocinando|pegad[ao] (?:al|en el|a la)|en (?:tiktok|instagram|youtube|el celular|twitter|otra))",
            r"(?:agarro|agarrar|cojo|miro|reviso|mirando|revisando|pegad[ao] a\w*|en mi|veo|me voy a\w*) (?:el |al |la )?(?:celular|movil|telefono|tiktok|instagram|insta|youtube|whatsapp|redes sociales|netflix)\b",
            r"(?:la |mi |tengo la )?(?:cabeza|mente) (?:\w+ )?(?:en|por) (?:otr[ao]|cualquier|las nubes|la luna|mil|todos)|en las nubes|en la luna|en (?:todo menos|cualquiera menos)|en cualquiera\b",
            r"se me va (?:\w+ )?(?:la cabeza|la mente|la onda|el hilo|la pinza|el pensamiento|la atencion|el tiempo en|la olla)|pierdo (?:el hilo|la concentracion|la atencion)|divag\w+",
            r"no (?:puedo|paro|dejo|consigo|logro) (?:parar |dejar )?(?:de )?(?:pensar en|darle|dar vueltas|repetir|recordar|revivir|pensar)",
            r"pienso (?:una y otra vez|todo el (?:rato|tiempo|dia)|y (?:re)?pienso|mil veces)|me quedo pensando|paso pensando|pensando (?:todo el|una y otra|en lo que)|me la paso pensando|sobrepens\w+|overthink\w*|pensamientos? (?:en bucle|repetid|intrusiv|que no)|en bucle|una y otra vez",
            r"rumi(?:ando|o|ar|acion)\b|rayad(?:[ao]|isim[ao])\b|me (?:rayo|estoy rayando)\b|me como (?:la cabeza|el coco)|com(?:erme|iendome) (?:la cabeza|el coco)|maquin(?:ando|andome|o)\b|me persigo|comiendome el coco",
            r"(?:la |mi )?(?:mente|cabeza|atencion) se (?:me )?(?:va|escapa|pierde|dispersa)|se me (?:pasa|va|fue|paso) (?:la tarde|el dia|la manana|la noche|el rato|el tiempo) (?:\w+ndo|en|entre)|me voy (?:\w+ )*a otr[ao]",
            r"(?:abro|tengo) (?:mil|muchas|veinte|cien) pestanas|salto de (?:una|un) (?:cosa|tema|tarea)|(?:empiezo|arranco|parto) (?:una cosa|con algo|algo) y (?:termino|acabo|sigo)|(?:la |mi )?(?:cabeza|mente) (?:me )?(?:no para|no se calla|da vueltas|no descansa)",
            r"mil (?:cosas|pestanas|pensamientos|ideas)(?: \w+)? (?:en la|abiertas|a la|dando)|(?:me|que me) distra(?:e|en)|la cabeza (?:a mil|me da vueltas|no para|se me va)|releo|leo (?:lo mismo|la misma|el mismo|y no|tres veces|diez veces)|(?:mismo|misma) (?:renglon|linea|parrafo|frase|pagina) (?:\w+ )?(?:\w+ )?veces",
            r"cada (?:rato|dos minutos|cinco minutos|dos por tres|tanto) (?:me |agarro|miro|reviso|cojo|veo|saco|termino|estoy)|me disperso|con cualquier cosa|con nada me",
        ),
    ),
    (
        "aburrimiento",
        any_of(
            r"aburr\w+|me cuesta (?:\w+ )?(?:motivarme|ponerle ganas|engancharme|animarme)|perdida de tiempo",
            r"(?:desmotiv|desganad|apatic|desinteresad|hastiad)\w*",
            rf"(?:{_HAVE}) {_MUCH}(?:lata|paja|flojera|flojerita|pereza|hueva|weba|fiaca|lala|jartera|mamera|ladilla|desgano|desidia|apatia|tuto|sueno|pachorra|modorra|palo|vagancia|sueño|locha|mamitis|guacala)\b",
            r"(?:flojera|hueva|paja|fiaca|jartera|mamera|pereza|ladilla|weba|desgano|desidia|apatia)\b(?! (?:por (?:la|el) (?:verano|cabeza)))",
            r"(?:fome|fom[ei]s?|latos[ao]|tedios[ao]|tedio|soporifer[ao]|monoton[ao]|aburridor|eternos?|insufrible|insipid[ao])\b",
            r"(?:un|puro|tremendo|menudo|que|vaya) (?:\w+ )?(?:plomo|tost[oa]n|conazo|embole|garron|bodrio|muermo|penazo|rollo|petardo|opio|ladrillo|sueno|sueño|somnifero|peñazo)\b",
            r"me (?:re )?(?:embol\w+|duerm\w+ (?:arriba|encima|leyend\w+|con|de|solo)|quedo dormid[ao] (?:con|leyendo)|da igual todo|mata de (?:aburr\w+|sueno))|me (?:hace|hacen) dormir|se me (?:caen|cierran) los ojos|me duermo\b",
            r"(?:sin|no tengo|cero|ni|tengo pocas|perdi las|con cero|con pocas|pocas|nada de|no le tengo|perdi la|se me fueron las|se me fue la) (?:tantit[ao]s?|ningunas?|nada de|muchas|las|la|mas|ni|pizca de|unas)? ?(?:ganas|motivacion|animo|interes)\b",
            r"no me (?:motiva|interesa|engancha|llama|provoca|nace|late|copa|entusiasma|dice nada|inspira|atrae|dan ganas|da la gana|apetece)\w*",
            r"(?:perdi|he perdido|perdido|perdiendo) (?:todo )?(?:el interes|las ganas|la motivacion)|paso (?:mazo|mucho|tres pueblos|olimpicamente) de|desinteres|(?:hoy )?no tengo ganas|me (?:parece|resulta) (?:\w+ )?(?:aburrid|pesad|tedios|denso)\w*|que (?:pesad|dens)[ao]\b|no le (?:veo|encuentro) (?:el )?(?:sentido|chiste|gracia|la gracia|el chiste)",
        ),
    ),
    (
        "otro",
        any_of(
            r"trist(?:e|es|eza|ona|on|isim[ao])\b|apachurrad[ao]|aguitad[ao]|achicopalad[ao]|agüitad[ao]|entusad[ao]|tusa\b|chipil\b",
            rf"(?:tengo|me da|con|mucha|siento|que|da) {_MUCH}(?:pena|culpa|verguenza|nostalgia|celos|soledad|envidia|melancolia|desilusion|duelo)\b",
            rf"(?:me siento|estoy|ando|sigo|me quede|quede) {_VERY}(?:sol[ao]|vaci[ao]|mal|fatal|decepcionad[ao]|deprimid[ao]|bajonead[ao]|dolid[ao]|herid[ao]|traicionad[ao]|celos[ao]|destrozad[ao]|destruid[ao]|devastad[ao]|hundid[ao]|rot[ao]|desconsolad[ao]|confundid[ao]|avergonzad[ao]|resentid[ao]|culpable|nostalgic[ao]|melancolic[ao]|desilusionad[ao]|depre|bajon|echad[ao] a perder|por el (?:piso|suelo))\b(?! de (?:los nervios|tiempo)| con el tiempo| los nervios)",
            r"hech[ao] (?:polvo|pelota|mierda|pure|bolsa|trizas|pedazos)|corazon roto|(?:el|mi) corazon (?:partido|hecho)",
            r"(?:cansad|cansadisim|agotad|agotadisim|desilusionad|desanimad|rendid|reventad|fundid|molid|exhaust|decepcionad|desvelad|agotador|extenuad|desgastad|destruid)[ao]s?\b",
            r"(?:vengo|estoy|ando|llegue|llego) (?:\w+ )?muert[ao]\b(?! de)|cansancio|agotamiento|no doy mas\b|sin (?:fuerzas|energia)",
            r"extran[oa]r?\b (?:a |mucho |tanto |mi |harto |caleta |horrores |un monton |demasiado |resto )|extrañ",
            r"(?:la|lo|los|las|te) (?:extrano|echo de menos)\b|echo (?:mucho |tanto )?(?:de menos|en falta)",
            r"(?:murio|fallecio|se murio|(?:en|de|mi) (?:duelo|luto)(?! (?:de titanes))|se nos fue|falleciera|perdi a mi|ha muerto|se mato)\b(?! (?:de risa))",
            r"(?:termine|corte|terminamos|cortamos|rompi|rompimos) con mi|me (?:dejo|ha dejado|termino|corto|engano|fallo|re fallo|traiciono|abandono) mi\b|me (?:ha dejado|dejo) (?:mi|el|la)\b|me (?:re )?fallo\b",
            r"(?:bajon|bajonead[ao]|deprimid[ao]|depresi\w+|llorando|lloro|llorar|llore|llanto)\b(?! de (?:felicidad|alegria|emocion|risa|la risa|orgullo|la emocion|alivio))|animo (?:por|en) (?:el|los)",
            r"(?:me pesa|me duele (?:mucho )?(?:que|lo|no)|me parte el|soledad|nostalgia|me hace falta mi|morrina)\b",
        ),
    ),
    (
        "positivo",
        any_of(
            r"(?:feli[zc]|felices|felicisim[ao]|felicidad|content[ao]s?|contentisim[ao]|recontent[ao]|alegre|alegria|orgullos[ao]|orgullo|aliviad[ao]|alivio|aliviadisim[ao]|entusiasmad[ao]|entusiasm[oa]|emocionad[ao]|emocionadisim[ao]|animad[ao]|motivad[ao]|motivadisim[ao]|optimista|satisfech[ao]|ilusionad[ao]|dichos[ao]|dicha|inspirad[ao]|encantad[ao]|choch[ao]|euforic[ao]|eufori[ao]|agradecid[ao]|esperanzad[ao]|pilas|enchulad[ao])\b",
            r"(?:voy|vamos|me va|ando) (?:super|muy|re|recontra|bastante|rebien|tan) bien\b|me fue (?:\w+ )?(?:super|bien|excelente|increible|genial|bacan|chevere|bacano|de lujo|la raja|de diez|perfecto)|me ha ido (?:\w+ )?(?:bien|genial|de lujo|fenomenal)",
            r"(?:lo logre|lo logramos|aprobe\b|pase (?:el|la|con)|promocione|me eximi|me saque|sa[qk]ue (?:un |una )?(?:\d|veinte|diez|siete|sobresaliente|matricula|notable))",
            rf"me siento {_VERY}(?:mejor|bien|genial|list[ao]|capa[zs]|segur[ao]|preparad[ao]|fuerte|content\w+|plen[ao])\b",
            r"(?:estoy|ando) (?:muy|super|re|recontra) (?:bien|feliz|content[ao])\b",
            r"me (?:esta |estan |ha )?(?:encant(?:a|an|ando|o|ado)|entusiasma\w*|fascina\w*|emociona\w*|alegra\w*|ilusiona\w*|hace (?:\w+ )?(?:ilusion|feliz)|llena de|gustando|anima (?:mucho|que))\b|muchisima ilusion|mucha ilusion|que (?:alegria|emocion|felicidad|alivio|ilusion|chevere|bacano|padre|chido|emocionante|dicha)",
            r"(?:por fin|al fin) (?:lo |la |le |me |nos |ya |pude |logre |consegui )*(?:corrio|corre|anduvo|anda|jalo|jala|resolvi|cuadro|quedo|arregle|entendi|entiendo|salio|sale|funciono|funciona|pude|termine|acabe|logre|cache|encontre|consegui|compilo)",
            r"(?:con|tengo) (?:\w+ )?(?:toda la energia|mucha energia|unas ganas|muchas ganas|todas las ganas|las pilas|ganas de (?:empezar|hacer|avanzar)|buena onda|buena vibra)|toda la energia|pilas (?:puestas|recargadas|cargadas)",
            r"(?:quedo|quedando|quedado|queda|salio|salieron|va|esta) (?:\w+ )?(?:bravaz[ao]|lind[ao]|increible|genial|precios[ao]|hermos[ao]|espectacular|buenisim[ao]|chever[eo]|bacan[ao]?|de lujo|perfect[ao]|excelente|padrisim[ao]|chid[ao]|chulo|guay|brutal|super bien|muy bien|re bien|de maravilla)\b",
            r"me siento con (?:\w+ )?(?:ganas|energia|animo|fuerzas)|me gust(?:a|o) (?:mucho|un monton|harto|caleta|resto|como)|(?:quedando|quedo|esta quedando) (?:\w+ )?(?:bonit[ao]|bien|bkn|bakan)|(?:rindo|rendi|avance|avanzo) (?:un monton|mucho|caleta|harto|resto|un chingo|banda)|que bien (?:me )?(?:sal|qued|me fue)\w*|(?:le )?agarr[eo] la onda|le estoy agarrando|me salieron todos|salto de (?:la )?(?:alegria|dicha|felicidad|emocion|contento)|no quepo de|no me lo creo|wi+\b|yei|yuju|yupi|woo*hoo|genial\b|zafe de|regalad[ao] (?:jaja|la)|me siento (?:super|muy) (?:bien|orgullos)|compila todo|me dieron la beca|avanzando (?:re |muy |super )?bien|me estoy luciendo|confio en que|gustazo|que (?:gusto|belleza|descanso|satisfaccion|maravilla)\b|se siente (?:\w+ )?(?:padre|chid[ao]|bonito|rico|bien|genial)\b|me devolvi\w+ (?:las ganas|la vida|el alma)|doy saltos|(?:riendome|bailando|saltando) (?:sol[ao]|de)|bendito sea|flotando|el puto amo",
        ),
    ),
    (
        "neutral",
        any_of(
            r"(?:(?:estoy|estamos|ando|andamos|me siento|sigo|voy|vamos|ya|bien|super|muy|todo|mas|re|quede|asi que|neta|verdad|bastante|recontra|yo|toy|siento|que|pero|estaba|bueno|nada|no mas|tan|bien re) )(?:muy |super |re |bien |la verdad |mas |medio |bastante |de lo mas )*(?:tranquil|tranquilisim|calmad|relajad|seren|sosegad|fresc|despreocupad)[ao]s?\b(?! (?:como|de la))",
            r"(?<![a-z] )(?:tranquil|calmad|relajad|seren)[ao]s?\b(?!, (?:doctor|profe|senor|mija|amig))",
            r"(?:tranqui|tranki|relax|chill|zen|equilibrad[ao])\b",
            r"(?:estoy|ando|me siento|voy|sigo|todo|estaba|toy) (?:muy |super |la verdad |mas o menos )*(?:bien|normal|en calma|neutral|neutr[ao]|ok|okey|piola|en paz|como siempre)\b(?! (?:preparad|nervios|estres|ansios|asustad|cansad|trist|mal|aburrid|perdid|frustrad|agobiad|jodid|content|feliz|emocionad|hart))",
            r"todo (?:bien|tranqui|ok|en orden|normal|tranquilo)\b|con calma|en calma|bien (?:no mas|nada mas|normal)|ni bien ni mal|sin (?:novedad|agobios?|apuros?|drama|dramas|prisas?|prisa|estres|stress|afan|afanes|rollos?|presion|preocupaciones|nervios|miedo|problema|problemas de animo)|(?:^|, )(?:estoy )?normal\b|nada especial|bajo control|me siento (?:\w+ )?(?:bien, )?normal|(?:0|cero|nada de) (?:stress|estres|nervios|drama|ansiedad|presion|panico|miedo)\b|a buen ritmo",
        ),
    ),
)
DENIAL = re.compile(
    r"\b(?:no|nunca|tampoco|ni|sin|ya no|nada)(?: (?:me|es|que|estoy|ando|siento|sentia|soy|tengo|tan|muy|"
    r"estaba|nada|de|super|tanto|tanta|mucho|mucha|tener|estar|para|pongo))*\s*$"
)
OTHERS_FEELING = re.compile(
    r"\b(?:(?:mi|mis|el|la|los|las|un|una|al|su) (?:mejor )?(?:amig|herman|mama|papa|novi|polol|parej|companer|"
    r"profe|prim|roomie|compa|mina|esposo|esposa|marido|hij|abuel|ti[ao]|madre|padre|viej|grupo|equipo|jefe|"
    r"vecin|causa|pata|parce|cuate|carnal|tutor|asesor|docente|gente|chic)\w*|ell?[oa]s?|el|mis (?:papas|padres|viejos)|todos|nadie)"
    r" (?:ya |se |me dice que |dice que |siempre |tambien |que )*(?:esta|estan|anda|andan|siente|sienten|tiene|tienen|"
    r"pone|ponen|ve|le da|les da|vive|parece)"
    r"(?: (?:muy|super|tan|re|bien|de|los|mucho|mucha|un|una|como))*\s*$"
)
TURN = re.compile(r"\b(?:pero|ahora|aunque ahora|sin embargo|ya (?=estoy|me|ando|no))\b")
