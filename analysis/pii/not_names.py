"""Words after «soy» and «me llamo» that are no names, folded."""

from __future__ import annotations

import re

# They end a name and begin none.
NEVER = frozenset(
    """
    aparte atencion estupida estupido ninata ninato basura fracasada fracasado imbecil mediocre
    a al asi ahora algo alguien alumna alumno ante antes aqui aca aun aunque ayer ayuda bien
    bueno buena casi cada chao chau como con creo cuando cuanto curso curse cursando de del
    desde despues dice dime doy donde el ella en entonces era eres es esa ese eso espero esta
    estaba estamos estar estas este esto estoy estudiante estudio estudie estudiando estudiar
    favor fui gracias gusto ha hace hasta hay hice hola hoy igual iba ingrese la las le les lo
    los llevo mal mas manana me mi mis muy mucho mucha nada necesito ni no nos nuevo nueva o ok
    oye os para pero perdon podria podrian pido por porfa porfavor porque primero primer primera
    profe pues puedo que quien quiero quisiera queria saber saludos se sera segun segundo si
    siempre sin sobre solo soy su sus tambien tb tmb te tengo tenia tercero tercer trabajo tu
    tus un una uno vale vengo veo vivo voy y ya yo ando tuve estuve empece entre cumplo cumpli
    naci decirle decir llamar puedes disculpa disculpe buenas buenos dias tardes noches mira
    miren ayudame ayudenme busco hago hacer vine digo dije pasa resulta quede repito reprobe
    feliz triste cansada cansado ansiosa ansioso harta harto sola rut dni cedula correo mail cel
    celular fono tel telefono edad carrera seccion grupo matricula codigo ingenieria derecho
    medicina psicologia enfermeria arquitectura contabilidad administracion pedagogia diseno
    kinesiologia odontologia veterinaria economia historia letras quimica fisica biologia
    matematica matematicas sociologia periodismo turismo comercial civil industrial x q k xq pq
    tqm jaja jajaja jeje xd q' d' pa pal e u i he has hemos vez ano anos sos tenes po pue wey
    weon boludo che parce parcero tio tia marica causa pe chileno chilena mexicano mexicana
    argentino argentina colombiano colombiana peruano peruana espanol espanola uruguayo uruguaya
    ecuatoriano ecuatoriana extranjero extranjera urgente urgentemente besos adios porfis plis
    plz help gracia encantado encantada nomas profesora profesor maestra maestro actualmente
    acabo acabe repruebo saque perdi falle falto llegue mama papa mujer hombre madre padre
    abuela abuelo hija hijo hermana hermano esposa esposo novia novio pareja vecina vecino
    roomie compa practicamente literalmente literal vuestra vuestro tesista becaria becario
    delegada delegado mayor menor nadie otra otro parte fan team
    """.split()
)
# What others call somebody, by complaint rather than by name.
CALLED = frozenset(
    """
    dificil facil largo corto comun feo bonito solo tarde temprano cuando algo luego porfa ya si
    no flaco flaca gordo gorda negro negra loco loca rara raro tonta tonto burra burro floja
    flojo exagerada exagerado dramatica dramatico nerd intensa intenso vaga vago lenta lento
    mala malo profe doctora doctor ingeniero arrepentida arrepentido ansiosa atencion idiota
    inutil todo todos todas hoy cosas siempre nunca bruta bruto chica chico china chino colorada
    colorado pelada pelado sensible fria frio mentirosa mentiroso presidente lider jefa jefe
    cerebrito empollon empollona nena nene debil fuerte egoista antipatica antipatico
    problematica problematico desordenada desordenado
    """.split()
)
# What people say they are, with a capital: signs, teams, houses, fans, generations, faiths.
BELONGS = frozenset(
    """
    aries tauro geminis cancer libra escorpio escorpion sagitario capricornio acuario piscis
    virgo ofiuco team hufflepuff ravenclaw gryffindor slytherin boca river racing independiente
    lanus estudiantes velez huracan colo chivas america pumas tigres rayados atlas necaxa toluca
    universitario alianza cristal nacional millonarios junior barca madrid atleti betis sevilla
    valencia athletic penarol barcelona liga emelec swiftie army blink directioner otaku gamer
    erasmus millennial centennial catolico catolica cristiano cristiana ateo atea evangelica
    evangelico mormon judio judia musulmana testigo libre legion einstein batman superman
    spiderman groot harry naruto goku shakira linux windows android iphone apple mac premium
    latina latino mapuche aymara quechua zapoteca gitana autista aspie down asperger bipolar
    monitor monitora tesorera mechon mechona beca beca18 pronabec isapre fonasa junaeb cum laude
    tardia licenciada licenciado alguien tesista bicho slay
    """.split()
)
# Demonyms, trades and qualities.
NOT_NAME_END = re.compile(
    r"(?:ense|eno|ena|ista|ado|ada|ido|ida|ero|era|or|ora|ico|ica|ivo|iva|oso|osa|ante|ente|cion"
    r"|ologo|ologa|ario|aria|ano|ana|es|esa|al|s)$"
)
