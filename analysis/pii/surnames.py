"""Surnames usual where Spanish is spoken, folded (no accents, lower case)."""

from __future__ import annotations

SURNAMES = frozenset(
    """
    abad acevedo acosta acuna aguado aguayo aguero aguilar aguilera aguirre ahumada alarcon alba
    albornoz alcantara alcaraz alcazar alegria aleman alfaro alfonso aliaga allende almeida
    almiron alonso altamirano alvarado alvarez alvear alzate amador amaya anaya ancasi andrade
    angulo antunez aparicio apaza aquino aragon arana aranda araneda arango aravena araya arce
    arcos arellano arenas arevalo arguello arias ariza armas armendariz arredondo arriaga
    arrieta arroyo arteaga artigas astudillo avalos avendano avila aviles ayala ayma aznar
    badilla baez balbuena balderas ballesteros banderas baptista barahona baraona barbosa
    barcenas baron barra barragan barraza barreda barrera barrero barreto barrientos barriga
    barrios barros barroso basualdo basurto batista bautista bayona becerra becerril bedoya
    belmonte beltran benavente benavides benitez bermejo bermudez bernal berrios betancourt
    betancur blanco blandon blasco bolanos bolivar bonilla borges borja borrero botello bravo
    briceno briones brito buendia bueno burgos bustamante bustos caballero cabanillas cabello
    cabezas cabral cabrera caceres cadena caicedo calderon calfuqueo calle calvo camacho camargo
    campos canales canas cano canto cantu canul caqui cardenas cardona cardozo carmona caro
    carranza carrasco carrasquilla carreno carrera carrero carrillo carrion carvajal casanova
    casas casillas castaneda castano castellanos castells castilla castillo castro catalan
    catrileo cazares ccori ceballos cedeno cepeda cerda cervantes cespedes chacon chamorro chan
    chavarria chavez chinchilla chipana choque choquehuanca chuquimamani cid cifuentes cisneros
    clavijo cobos cofre collado collantes collazo colman colque concha conde condori contreras
    cordero cordoba cordova cornejo corona coronado coronel corral correa cortes cortez cossio
    costa coto cotrina crespo cruces cruz cuadra cuadrado cuellar cuenca cuervo cuesta cueva
    cuevas curihual daza delgado diaz diez dominguez donoso dorado duarte duque duran echeverri
    echeverria echeverry elizalde elizondo encina enriquez erazo escalante escalona escamilla
    escobar escobedo escudero espejel espejo espinal espinosa espinoza esquivel esteban estevez
    estrada estupinan fajardo farfan farias fernandez ferrari ferreira ferrer ferreyra ferro
    fierro figueroa flores florez fonseca fontana fortea franco frias frutos fuentealba fuentes
    fuenzalida gaitan galan galarza galeano galiano galindo gallardo gallego gallegos galvan
    galvez gamarra gamboa gamez gaona garay garces garcia garrido garza gaspar gatica gaviria
    gaytan gil gimenez giraldo giron godinez godoy gomez gongora gonzales gonzalez gordillo
    granados granda grande grau grijalva guaman guardia guerra guerrero guevara guillen guinazu
    guisado gutierrez guzman haro henao heredia hermosilla hernandez hernando herrera herrero
    hidalgo hinojosa holguin hoyos huaman huamani huanca huarachi huenchul huenchullan
    huenchumilla huentelaf huerta hurtado ibanez ibarra iglesias illanes inca infante inostroza
    insua iparraguirre irarrazabal iriarte islas iturra izaguirre izquierdo jaimes jaque jara
    jaramillo jauregui jerez jimenez jofre juarez jurado lagos laguna lamas landa lara laramendi
    larrain latorre lazo leal ledesma leiva lemos leon lerma leyva lezcano linares lira lizama
    llanos llanquileo llorente loaiza lobo lobos londono lopera lopez lora lorca lorenzo losada
    lozada lozano lucero luengo lugo lujan luna luque machado machuca macias madariaga madrid
    madrigal maldonado mallea mamani mancilla manrique manriquez manzano marchant marcos marin
    marino mariscal marmol marquez marrero martin martinelli martinez martins mas maturana
    maureira mayorga maza medel medina medrano mejia melendez melgarejo mella melo mena mencia
    mendez mendieta mendivil mendoza menendez meneses mercado merino mesa meza micolta
    millalonco millan millar millaray miranda mogollon molina moncada mondragon monroy monsalve
    montalvo montanez montano montecinos montenegro montero monterroso montes montesinos montiel
    montoya montt mora moraga morales moran morcillo moreira moreno morillo moron moscoso
    mosquera moya moyano munera muniz munizaga munoz murcia murillo muro naranjo narvaez natera
    nava navarrete navarro navas necochea negrete neira neri neyra niebla nieto nieves nino
    noguera noriega novoa nunez obando obregon ocampo ochoa ojeda olarte olave oliva olivares
    olivera olivo olmedo olmos olvera ordonez ordoz orellana orozco orrego ortega ortiz ortuno
    osorio ospina ossa ossandon osuna otero ovalle ovando oviedo oyarce oyarzun pacheco padilla
    paez painemal palacio palacios palma palomino palomo pantoja parada pardo paredes parra
    pascual pastor pastrana patino paucar pavez pavon paz pedraza pedroza peinado pelaez pena
    penaloza penalver perales peralta peraza perdigon perdomo perea pereira pereyra perez
    perlaza pezoa pichardo picon pina pineda pinedo pineiro pinilla pino pinto pinzon piriz
    pizarro pizzorno plaza polanco polo ponce porcel porras portales portela portilla portillo
    posada poveda pozo prada prado prat prieto puente puentes puertas puga pulgarin pulido
    quesada quevedo quezada quijada quijano quilodran quinones quinonez quintana quintanilla
    quintero quinteros quiroga quiros quiroz quispe rada ramirez ramos rangel rebolledo
    recabarren redondo rendon renteria requena restrepo retamal retamales revilla rey reyes
    reyna reynoso ricardo rico rincon rios riquelme riva rivadeneira rivas rivera rivero robledo
    robles roca rocha rodas rodrigo rodrigues rodriguez roig roja rojas rojo roldan rolon roman
    romano romero romo rondon rosado rosales rosario rosas rosero rossi rozas rubiano rubio
    rueda ruiz saavedra saez sagredo salamanca salas salazar salcedo saldana saldias saldivar
    salgado salguero salinas salvatierra samaniego samper sanabria sanchez sandoval sanhueza
    sanmartin santamaria santana santander santiago santibanez santillan santos sanz sarmiento
    sauceda saucedo segovia segura sepulveda serna serra serrano servin sierra sifuentes silva
    silvera solano soler solis solorzano soria soriano sosa sotelo soto sotomayor suarez suazo
    sule tabares taboada tafur tamayo tapia tarazona tejada tejeda tellez tello teran ticona
    tinoco tirado tobar toledo tolosa toro torrealba torrejon torres torrico tovar trejo trevino
    trigo trillo troncoso trujillo tuesta turrubiates ulloa umana urbina urdaneta uribe urquiza
    urrutia urzua usandizaga ussher vaca valadez valbuena valdebenito valderrama valdes valdez
    valdivia valdivieso valencia valencuela valenzuela valero valladares valle vallejo vallejos
    valverde vanegas varela vargas vasquez vazquez vega velarde velasco velasquez velazquez
    velez veliz venegas ventura vera verdejo verdugo vergara viale vicuna vidal vidaurre vieira
    viera vila vilca vilches villa villacorta villagomez villagra villagran villalba villalobos
    villalon villamizar villanueva villar villareal villarreal villarroel villasenor
    villavicencio villegas villena vinas vivanco viveros yanes yanez yapura yaranga yepes yepez
    yucra yupanqui zabala zabaleta zaldivar zambrano zamora zamorano zamudio zapata zaragoza
    zarate zavala zavaleta zeballos zegarra zelaya zepeda zumaran zuniga zurita
    """.split()
)
# What follows «de» or «del» within a name.
JOINED = (
    "de la cruz|de la fuente|de la torre|de la rosa|de la vega|de la pena|de la barra"
    "|de la maza|de la jara|de la hoz|de la paz|de la o"
    "|de la riva|de la cerda|de la cuadra|de la huerta|de la garza|de la puente|de los santos"
    "|de los rios|de los reyes|de los angeles"
    "|de las heras|de las mercedes|de las nieves|de las casas|del rio|del valle|del campo"
    "|del pino|del castillo|del solar|del carmen|del pilar"
    "|del mar|del rosario|del aguila|del toro|del canto|del villar|del pozo|del olmo|del real"
    "|de jesus|de dios|de lourdes|de guadalupe"
    "|de fatima|de la luz|de la concepcion|del rocio|del socorro|del milagro|de lujan"
    "|de oliveira|de souza|da silva|dos santos|san martin|san juan|santa cruz|santa maria"
    "|san roman|san miguel|mac iver|von appen|di maria|di stefano|de luca|de marco|di paola"
    "|van der|saint jean|la torre|la rosa|la madrid"
)
