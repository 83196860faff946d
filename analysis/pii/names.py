"""Given names usual where Spanish is spoken, folded (no accents, lower case)."""

from __future__ import annotations

GIVEN = frozenset(
    """
    aaron abdiel abdon abel abelardo abi abigail abraham abril abundio adan adela adelaida
    adelina adina adolfo adrian adriana agostina agustin agustina ahmed aicha aida aidan ailen
    ailin aimara ainara ainhoa aitana aitor alan alana alba albeiro albert alberta alberto
    aldana alegra aleida aleix aleja alejandra alejandrina alejandro alejo alex alexa alexander
    alexandra alexandrina alexia alexis aleyda alfonsina alfonso alfredito alfredo alicia alina
    alirio alison allison alma almudena alondra alonso alvarito alvaro alvin amaia amalia amanda
    amaru amaya ambar amelia america amilcar amina amine amparo ana ana-maria anabel anabella
    anahi anais anastasia ander andoni andre andrea andreea andreina andres andreu angel angela
    angeles angelica angelina angie ania anibal anita anna annie anselmo antay anthony antia
    antonela antonella antoni antonia antonieta antonio antu apolonia araceli arantxa arantza
    aranza aranzazu argenis ariadna ariana arianna ariel aristides aritz arlen arlet arlette
    armando arnaldo arnau arnulfo arsenio artemio arturo ashley asier astrid asuncion atziri
    augusto aurelia aurelio aurora avelino axel ayelen ayleen aylen ayllu azucena azul barbara
    bartolome basilio bastian bauti bautista bayron beatris beatriz begona belen belinda
    benedicto benicio benilda benito benjamin berenice bernabe bernarda bernardita bernardo
    bernat berta bertha betsabe betty bianca bibiana biel bilal blanca blas blasido blasina
    bogdan bonifacio boris borja braian brais brandon braulio brayan breixo brenda brian briana
    brigida brigith brigitte brisa brittany bruna brunella bruno bryan byron caetana calixto
    camila camille camilo cande candela candelaria candido carina carla carlitos carlo carlos
    carlota carmen carmina carola carolina casandra catalina catarina caterina cayetana cayetano
    cecilia celeste celia celina celmira celso cesar charlotte charly chen chloe christian
    christopher cinthia cintia cipriano cirilo ciro citlali citlalli clara clarisa clarita
    claudia claudio clemencia clemente clementina cleo cleotilde clotilde concepcion constanza
    consuelo cora coral corazon corina crisanto cristal cristel cristian cristina cristobal
    cristofer cristopher cruz cuauhtemoc cynthia dafne dahiana daiana daira daisy dalia damara
    damaris damian dana daniel daniela danilo danna dante darcy darian dariana darianny dario
    darla darlin darly darwin dary daryl dasha david dayan dayana dayanis dayanna dayra debora
    deborah deisy deivid delfi delfina delia demian denis denise denisse derlis deyanira diana
    diego dilan dina dino dionisio dmitri dolores domenica dominga domingo dominica domitila
    dora dorian doris dulce dunia duvan dyana dylan edelmira edgar edgardo edison edith edmundo
    eduarda eduardo edurne eduviges edward edwin efrain efren eider einar elba elcira elena
    eleonora elian eliana elias eliezer elisa elisabet elisabeth eliu eliza elizabet elizabeth
    elmer eloisa eloy elsa elvia elvira elvis ema emanuel emerson emilia emiliana emiliano
    emilija emilio emily emma emmanuel encarnacion eneko enith enric enrique enriqueta enzo eric
    erica erick erickson erik erika ermelinda ernestina ernesto erwin esmeralda esperanza
    estanislao esteban estefani estefania estefanny estefany estela estella ester esther
    estrella ethan eudora eufemia eugenia eugenie eugenio eulalia eusebio eustaquio eva
    evangelina evaristo evelin evelyn ezequias ezequiel fabian fabiana fabio fabiola fabricio
    facundo fanny fatima fausto federica federico felicia feliciano felicitas felipe felix fena
    fermin fermina fernanda fernando ferran fidel fidelina fidencio filomena fiona fiorella
    flavia flaviana flavio flor florencia florencio florentina francesca franchesca francis
    francisca francisco franco francoise francy franklin freddy frida gabo gabriel gabriela gael
    garazi gaspar gaston gemma genaro genesis genny genoveva georgina geovanna gerald geraldine
    gerard gerardo german geronimo gerson gertrudis giancarlo gianella gianfranco gianluca
    gianna gianni gilberto gilda gimena gina gino giordano giovanna giovanni gisel gisela
    giselle gladys glenda glendy gloria gonzalo gorka grace gracia graciano graciela gregorio
    greta gretel griselda griselle guadalupe gualberto gui guido guillermina guillermo gustavo
    haizea hamza hanna hannah harold haydee hazel heber hector heidi heidy helena helga helmer
    heriberto hernan hernando hilario hilda hipolito hiroshi honorio horacio hortensia huenchu
    hugo humberto iago ian iara ibai ibrahim ignacia ignacio igor iker ilan ileana iliana illari
    imane imanol ines ingrid inigo inmaculada inti ioana iraida iratxe irene iria irina irineo
    iris irma isaac isabel isabela isabella isadora isaias isidora isidoro isidra isidro isis
    ismael israel itati itzel itziar ivan ivana ivanka ivanna ivette ivon ivonne ixchel izan
    izaro izel jacinta jacinto jacob jacqueline jael jaime jair jairo jan janet janeth janina
    jasmin jaume javier javiera jazmin jazmine jean jeanette jefferson jeffrey jeison jenifer
    jenni jennifer jenny jennyfer jeremias jeremy jerson jesica jessica jessie jessy jesus jhoan
    jhon jhonatan jhonattan jhonny jhoselyn jhosep jhosselyn jimena joan joana joao joaquin
    joaquina joel johan johana johanna john johnny jokin jon jonas jonatan jonathan jordan jordi
    jorge jose josefa josefina josefo joselyn josep joshua josias jostin josu josue jovanna
    joyce juan juana juancho juanita juanito juanjo juanma julia julian juliana julieta julio
    julissa june justina justo juventino kallfu kaori karelia karely karen karim karin karina
    karla karol karolina katalina katherin katherine kathy katia katiana katiuska katrina katty
    kay keiko keila keilyn keity kelly kendall kenia kenneth keren kerly kevin kevyn keyla keyli
    kiana kiara killa kimberly koldo kristel lady laia lara laura laureano lautaro lazaro lea
    leandra leandro leidi leidy leila leire lenin leocadia leon leonardo leonel leonela leonidas
    leonor leopoldo lesbia leslie lesly leticia levi leydi leydy leyla lia liam libia licarayen
    lidia lila lili lilia lilian liliana lina linda linette lino lisa lisandro lisbeth lisette
    lisset lisseth lizandro lizbeth lizeth llorenc lluis logan loida lola lorena lorenza lorenzo
    loreto lourdes luana luca lucas lucero lucia luciana luciano lucie lucila lucrecia ludmila
    ludwin luis luisa luisafernanda luisana luisito luismi lujan luna lupe luz luz-marina
    luzdary luzelena luzmi luzmila lyda lydia mabel macarena macario macedonio madelein
    madeleine madison magali magaly magdalena magnolia maia maicol maikol maira mairena maitane
    maite maitena malen malena malva manel manuel manuela mar mara marcela marcelo marcia
    marcial marco marcos margarita margoth maria maria-fernanda maria-jose mariafernanda
    mariajose marialejandra mariana mariangel mariangeles mariano maribel maricarmen maricela
    maricielo maricruz mariel mariela marielys marilu mariluz marina mario marion mariona marisa
    marisel marisol maritere maritza mariuxi marlen marlene marlon marly marlyn marta martha
    marti martin martina maruja marycruz maryuri mason mateo mathias matias matilda matilde
    mauricio mauro max maxi maximiliano maximo maya mayela mayerlin mayerly maykol mayra mayte
    mecha meghan melani melania melanie melina melinda melisa melissa meliton melvin merce
    mercedes meritxell merly mia micaela michael michel michell michelle migdalia miguel
    miguelangel mihai mijael mikel milagritos milagros milan milena millaray milton minerva ming
    miosotis miquel mireia mireya miriam mirian mirko mirna mirta mishel mishell miztli modesta
    mohamed moira moirah moises monica monserrat montse montserrat morena morgana muhammad
    muriel myriam nacho nadia nadine nahia nahiara nahuel naia naiara naim nallely nancy naomi
    narciso natacha natali natalia nataly natasha nathalia nathaly nayara naydelin nayeli nayely
    nayibe nayra nazarena nazareno nazaret neftali neidy nekane nelida nelly nelson nemesio
    nerea nestor neus newen neymar nezahualcoyotl nicanor nicasio nick nicol nicola nicolas
    nicole nicolle nidia nieves nikol nilda nimia nina noa noah noe noel noelia noelle noemi
    nohemi nohora nora norberto norma nuria obdulia octavio odalys ofelia oihane oksana olaf
    olena olga oliver olivia omaira omar omayra oriana oriol orlando oscar osvaldo oswaldo otto
    ouassim ovidio pablo paloma pamela paola paolo paquita paris pascual pascuala pastora
    patricia patricio patrick patxi pau paul paula paulina paulino paulo pedro penelope perla
    petra petrona pia piedad piero pierre pilar pol policarpo porfirio preciosa primitivo
    priscila priscilla prudencia purificacion quetzal quetzalli quim rachel rachid rafael
    rafaela ramiro ramon ramona randy raquel rashel raul rayen razvan rebeca regina reina
    reinalda reinaldo remedios renata renato rene renzo reyes reyna reynaldo ricarda ricardo
    richard rigoberto rita roberta roberto robinson rocio rocky rodolfo rodrigo rody rogelio
    roger roi rolando rolly roman romelia romeo romina romulo ronald ronaldo ronny roosevelt
    roque rosa rosalba rosalia rosalinda rosalino rosana rosangel rosangela rosanna rosario
    rosaura rosendo roser rosina rosita rosmery rosmira roxana roxy ruben rubi ruby rufino
    ruperta ruperto rut ruth ruy sabela sabina sabino sabrina sahian salma salome salomon
    salvador samanta samantha samara sami samir samira samuel sandra santi santiago santino
    santos sara sarah sarai saray sarita saturnino saul sayari sayen sebastian segundo selena
    selene selma serafin serena sergi sergio sharon sheila sheyla shirley silvana
    silvestre silvia silvina silvio simon simona simone siomara sixto sofia sol solana solange
    soledad sonia sophie soraida soraya stalin stefania stefano stefany stella stephanie
    stephany steven sthefany sulay sulema sumaq suri sury susan susana suyapa suyay svetlana
    tabata tadeo tamara tania tatiana telmo teo teodora teodoro teofilo teresa teresita thais
    thalia thaliana thiago thomas tiago tiara tiburcio tirsa tirso tlaloc tobias tomas tomasa
    tomasito tonatiuh tonatzin toni toribio triana trinidad tristan tulio tupac txema tzitzi
    ulices ulises uma unai unax urbano uriel urko urpi ursula uxia uxue uziel valentin valentina
    valentino valeria valery vanesa vanessa vania vasco venancio vera veronica vianey vianney
    vicent vicenta vicente victor victoria violeta virgilio virginia vito vivian viviana
    vladimir walter wanda wara wei wenceslao wendy wilber wilder wilfredo wilfrido william
    williams wilman wilmer wilson wilton wladimir xabier xavi xavier xenia xiadani xiana ximena
    xinia xiomara xochitl yadira yael yago yahir yair yamil yamila yamile yamilet yaneli yanet
    yaneth yanina yara yaretzi yaritza yasmin yasmina yasmine yazmin yazmine yeferson yefferson
    yeimi yeimmy yeimy yeison yenifer yeny yeray yerko yesenia yesica yesid yessenia yessica
    yhon yihad yinet yisel yoel yohana yolanda yolotl yolotzin yordan yorleny youssef yudy yuki
    yuleidy yuli yulia yuliana yulieth yulissa yulitza yuliza yurani yurany yuri yurley yvonne
    zacarias zahra zaida zaira zayda zenaida zoe zoila zulay zuleika zulema zully zulma zuri
    zyanya
    """.split()
)
# Short and pet forms, good as a first name where a name is expected.
PET = frozenset(
    """
    ale alej ali andy angie anto bea beni benja berna berni beto cami caro caromina cata caye
    chabe chabela charo chava chayo checo chela chema chepe chiqui choche chucho chuy clau
    concha coni cony cote dani dany debi diegui edu emi emy fabi fabri facu fede feli fer
    ferchis fernandita flavi flopi flor fran franchu francis gabi gabo gaby gise gonza guada
    guille gus isa ivi javi javito jaz jime joaco joako joaqui jor josefo joselito josh joss
    juampa juampi juancho juanes juanpa juli kari karo kata kathe kathy kike lalo leo leti licha
    lili liz lola lore lu lucas lucha luchito lucho lula lupe lupita maca mafe maga maite male
    mane manolo manu mari mariajo marian maricho mary mati matu mauri maxi maye mayte meche meli
    memo mica michu migue mile mili mimi moni monse montse nachito nacho nando nano nata nati
    naty neto nicky nico niko noe oli pablito pacha paco pancha panchi pancho pato patri paty
    pau pauli pepa pepe pili pipe polo poncho quico quique rafa rami rena ricky ro rober robert
    rodri romi ruli sabri salva samy sandri santi seba sebas sofi sofy sol sole susi tania tati
    tavo tefi teo tere tete tina titi tito toby tomi tomy toni tonio tono trini ulises vale
    valen vane veni vero vicho vicky viole vivi wily xime yani yesi yola yoli zule
    """.split()
)
# Given names that are also words: after «soy» alone and in lower case they are those words.
WORDS_TOO = frozenset(
    """
    abril alan alba alegra ali alma america amparo angel angela angeles aurora azul barbara beni
    beto blanca candela candido cata caye celeste chava cielo clara clemente cleo coco
    concepcion concha constanza consuelo coral corazon cristal cruz dana dina dolores domingo
    dulce edu esmeralda esperanza estrella feli felicitas fidel fiel flor franco german gise
    gracia guadalupe gui gus inmaculada inocencia isa isis israel jazmin jesus jordan justina
    justo kay lea leal leo leon linda liz lu lucero luna luz magnolia mago male mane mar max
    maximo memo mercedes mia milagros milan mile mimi modesto moreno nano nata neymar nieves noe
    noel oli paloma pancho paris pastora pato pau paz pepa pepe perla piedad pilar pili pipe
    polo poncho preciosa prudencia purificacion reina remedios reyes ro roman romeo ronaldo rosa
    rosario rubi ruby salome salvador santos segundo serena shakira sol sole soledad tete tina
    titi tito toni tono trinidad urbano valiente vera victoria violeta
    """.split()
)
