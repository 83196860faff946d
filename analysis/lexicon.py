"""Words and emoji that speak of an emotion; a stem ends in `*`. Written for this project."""

from __future__ import annotations

from analysis.wordlists import compiled

_WORDS: dict[str, str] = {
    "joy": "feliz felic* alegr* content* encant* genial maravill* excelent* fantastic* increible bonit* "
    "hermos* precios* lind* graci* agradec* orgull* amor amo ama adoro ador* ilusion* disfrut* "
    "celebr* "
    "fiesta logr* consegui* gan* campeon* exito aprob* emocionad* emocionant* sonr* rie risa "
    "divert* bravo "
    "enhorabuena felicit* mejor perfect* bell* viva bendicion* alivi* tranquil* motivad* animad* "
    "buenisim* "
    "espectacular grande* crack idol* vamos salto saltar chevere bacan* padre chido genia capo "
    "joya joyita "
    "guay mola molan flipante dicha gozo gozar victoria triunf* titul* gradu* satisfech* "
    "satisfac* abraz* "
    "cariño* dulce tiern* 😀 😃 😄 😁 😊 🙂 😍 🥰 😘 😎 🎉 🥳 🎊 ❤ 💙 💛 💚 💜 🧡 🙌 👏 💪 🏆 😂 🤣 😻 🤩 🎓 ✨ 🌟 💖 💕 🙏 👌 👍",
    "sadness": "triste* tristez* llor* lagrim* pena penas lament* doler duele dolor* dolid* sufr* sol sola "
    "soledad extran* perdi perdid* perder muerte muri* fallec* adios despedi* luto duelo depre* "
    "bajon* "
    "desanim* desilusion* decepcion* vaci* nostalg* melanc* desconsol* destroz* rot* hund* fracas* "
    "desesperanz* culpa arrepent* añor* echo echar nadie abandon* apagad* desgan* agüit* bajone* "
    "derrota* "
    "desgarr* desolad* afligi* lastim* lloro suspend* reprob* 😢 😭 😞 😔 💔 ☹ 😿 🥀 🥺 😥 😓 🖤 🕊",
    "anger": "rabia* enoj* furi* ira odi* mierda puta puto putas joder jod* carajo hart* verguenza vergonz* "
    "indign* injust* ladron* corrupt* mentir* mientes asesin* cabron* hijue* hdp imbecil* idiota* "
    "estupid* "
    "inutil* maldit* bronca enfad* cabre* molest* irrit* colera coraje emputad* insult* culpa "
    "culpable* "
    "dictador* fascist* criminal* basta abus* falta respeto hipocrit* cinic* traidor* "
    "sinverguenza* payas* "
    "gilipoll* coño pinche chinga* verga huev* pelotud* boludo* encabron* calient* explot* "
    "ridicul* "
    "desgraciad* malparid* hueon* weon* fastidi* quej* reclam* estafa* rob* 😡 😠 🤬 👿 😤 🖕",
    "fear": "mied* tem* terror* aterr* asust* panic* nervi* preocup* angusti* ansied* ansios* susto* espant* "
    "peligr* amenaz* horror* escalofri* tembl* tiembl* inquiet* insegur* agobi* estres* pavor* "
    "cagad* "
    "pesadill* alarma* riesgo* guerra bomba* desesper* cuidado 😨 😰 😱 😧 😬 🫣 😟 🙀",
    "surprise": "sorpres* sorprend* increible* asombr* impresion* wow guau ostia* hostia* flip* aluc* "
    "inesperad* repente vaya madre imposible anonadad* estupefact* impact* shock* creerlo creer "
    "boquiabiert* "
    "dios mio omg wtf jamas imagin* insolit* pasmad* atonit* perplej* quede quedo helad* caray "
    "orale mande "
    "esperaba venir 😮 😯 😲 🤯 😳 🤭 ‼ ⁉ 😵",
    "disgust": "asco asqu* repug* nause* vomit* arcad* asqueros* inmund* cerd* puerc* repuls* desagrad* "
    "podrid* basura porqueria* cochin* hed* apest* guacal* guacatela puaj puag wakala huacal* "
    "sucio* sucia* "
    "vil miserab* despreci* lamentable indecent* rechazo grima fetid* pest* moho cucaracha* mugr* "
    "grasa "
    "pelo baboso* babos* sabor olor huele olia pus rancio agri* escupi* 🤮 🤢 💩 🤧 😖 😣 😒",
    "neutral": "cual cuando cuanto donde duda consulta informacion horario plazo fecha enlace link web via "
    "hora horas minuto* noticia* nuevo nueva aqui programa resumen video pregunta necesito "
    "gustaria podria "
    "puedes explica* significa diferencia formato archivo documento pagina",
}  # fmt: skip

emotions_of = compiled(_WORDS)

# Finer groups: `emotion.kind`, and what goes with an emotion or with none (who is meant, how
# strongly). A word may stand in several; what each is worth is learnt.
_FEELINGS: dict[str, str] = {
    "joy.glad": "feliz* felic* alegr* content* dich* jubil* regocij* goz* euforia euforic* radiante* exult* optimis* entusias* ilusion ilusiona* "
    "emocionad* sonri* risuen* extasis plen* celestial afortunad* suertud* bendecid* happy bienaventur* alboroz* vibra* 😀 😃 😄 😁 😊 🙂 ☺ "
    "😇 😺 😸 🌞 🌈",
    "joy.love": "amo amas ama amamos aman amar amor amore* amando ador* quier* querer querid* enamor* carin* tiern* abraz* beso* besit* besaz* "
    "corazon corazonc* romantic* cielito tesoro mimo* mimad* afecto afectuos* apreci* apasion* pasion fascin* encant* gust* preciad* "
    "love lovely ❤ ♥ 💙 💛 💚 💜 🧡 💖 💕 💗 💓 💞 💘 💝 😍 🥰 😘 😻 😚 😙 😗 🤗 💋 💌 🌹 💐 🌸 amado amada amados terna ternura",
    "joy.praise": "genial* maravill* excelen* fantastic* bonit* hermos* precios* lind* bell* magnific* esplendid* estupend* fabulos* perfect* "
    "sublime* magistral* maestr* brillant* grandios* glorios* inigualable* insuperable* extraordinari* excepcional* soberbi* divin* "
    "deslumbr* espectacular* increible* impresionante* imponente* buenisim* guap* magic* mejor mejores genio* crack* craque fenomen* "
    "monstruo figura idol* leyenda* ejemplar* elegan* delici* exquisit* memorable* inolvidable* emotiv* admir* respetable* chevere* "
    "bacan* chido* chida* padrisim* piola joya joyita* guay guays molon* molar chulo* chula* chulisim* cool tremendo* tremenda* epic* "
    "golaz* jugadon partidaz* temazo* recomend* recomiend* imprescindible* merec* sensacional* formidable* prodigi* virtuos* talent* "
    "valios* acierto acert* calidad bueno* buena* 👏 👌 👍 🙌 💯 ⭐ 🌟 ✨ 🤩 😎 🔝 🐐 👑 🤘 🤙 top pedazo",
    "joy.win": "gan* victori* triunf* venc* campeon* titul* copa* trofe* logr* consegui* consigu* exito* conquist* hazan* proez* record superac* "
    "superar* remont* clasific* aprob* gradu* licenci* ascenso ascend* medall* podio cumpli* alcanc* invict* imbatible* gol golazo "
    "golead* visca forca vamos aupa hala arriba dale 🏆 🥇 🎖 🏅 💪 ✌ ✊ 🎓 lider historico historica",
    "joy.pride": "orgull* honra* privilegi* dign* satisf* realizad* agradable* presum* 🦁 honor",
    "joy.thanks": "gracias agradec* agradezc* grati* grate* merci thanks reconocimiento bendicion* bendig* bendit* aleluya amen 🙏",
    "joy.congrats": "felicidad* felicit* enhorabuena bravo bravisim* celebr* fiest* brind* salud cumple* aniversario* homenaj* conmemor* regal* "
    "obsequi* sorteo* congrat* fest* verben* carnaval 🎉 🥳 🎊 🎂 🎁 🥂 🍾 🎈 🍻 🍺 💃 🕺",
    "joy.fun": "divert* rie* reir* reim* risot* carcaj* jaja* jeje* jiji* lol xdd gracios* chist* comic* humor* broma* bromead* meme* cachond* "
    "descojon* parti* troncha* simpatic* juerg* 😂 🤣 😹 😆 😅 😛 😜 😝 🤪 😋 😏 risa risas xd",
    "joy.pleasure": "disfrut* placer* placenter* delei* delicios* ricur* sabros* comod* acogedor* relaj* descans* vacaciones paseo* viaj* aventura* "
    "magia saborea* recre* degust* leer lectur* lector* arte* cafe ☕ 📚 📖 🌻 🌺 🎶 🎵",
    "joy.hope": "esperanz* confi* sueno* sonar sonad* anhel* dese* ojala libertad* libre* paz pacific* tranquil* calma* seren* alivi* renac* "
    "futuro inspir* motiv* fuerza* animo animos luz brill* unid* juntos solidar* generos* bondad* amable* humild* valient* valor "
    "coraje* herois* heroe* heroin* 🕊 🌱 ☀",
    "sadness.sad": "trist* entristec* entristez* melanc* nostalg* afligi* aflicc* apen* abatid* abatim* deprim* depre desconsol* desconsuel* desol* "
    "desgarr* desanim* desalent* alicaid* cabizbaj* mustio* apagad* desgan* bajon* achicopal* desmoral* infeliz* infelic* sombri* "
    "amarg* congoj* consternad* conmoc* conmov* sad 😢 😞 😔 ☹ 🙁 😟 😥 😓 😿 💔 🥀 🥺 😣 😖 😪",
    "sadness.cry": "llor* llanto* lagrim* sollo* gemi* plan* moque* berre* 😭",
    "sadness.grief": "muer* muri* fallec* defunc* difunt* luto* duelo* entierr* enterr* funeral* velorio* sepelio* viud* huerfan* victima* cadaver* "
    "asesinad* qepd rip pesame condolenc* llantos cement* sepult* 🖤 🕯 ⚰ 🎗 ⚱",
    "sadness.loss": "perd* pierd* ausenci* extran* anor* adios despedi* despid* abandon* olvid* desaparec* desvanec* irreparable* irrecuperable* "
    "irremplazable* insustituible* incalculable* invaluable* ausente",
    "sadness.lonely": "sol sola solitari* soledad desampar* aislad* incomprendid* marginad* rechazad* vaci* hueco nadie",
    "sadness.pity": "pena penas penita penos* lastim* lament* compas* compadec* pobrecit* pobre pobres desdich* desgraci* desventur* siento sentim*",
    "sadness.disaster": "tragedi* tragic* desastr* catastrof* destru* destroz* destroc* devast* arras* arruin* ruina* incend* llamas fuego ardiendo arde "
    "ardio quem* ceniz* hund* derrumb* derrib* colaps* danos siniestr* calami* terremot* inund* guerra* hambre miseria* crisis 🔥 dano "
    "danad* arder ardia",
    "sadness.pain": "duel* dolor* dolid* dolient* herid* hiere* sufr* padec* tormen* tortur* agon* angusti* quebr* romp* desgarrad* impot* calvario* "
    "martiri* penuria* llaga* doler* roto rota rotos rotas destrozad*",
    "sadness.fail": "fracas* derrot* decepc* desilus* desenga* frustr* falla* suspend* suspens* reprob* jale elimin* descend* arrepent* culpa* remord* "
    "lamentamos resign* rend* rindo rindi* inutil* fiasco* chasc* peor fallo fallos falle",
    "anger.rage": "rabi* furi* iracund* irascib* enoj* enfad* cabre* encabron* encoleriz* coler* indign* irrit* exasper* exalt* emput* arrech* "
    "encachimb* encorajin* bronc* sulfur* crisp* hierv* revient* rebel* resenti* rencor* odi* aborrec* detest* despech* veng* hart* "
    "basta 😡 😠 🤬 👿 😤 🖕 💢 👊",
    "anger.swear": "mierd* puta puto putas putos putad* puteri* putamadre jod* hostia* ostia* cono cono* caraj* cojon* polla* culo* culer* cagon* "
    "caga* pinche* verga* ching* ctm conchetumare conchatumadre concha weon* hueon* wea mam* maldit* maldic* demonios diablos puneter* "
    "follar follen follad* nabo* pendej* hdp hijueput* hijodeputa hijosdeputa malparid* gonorrea* marica* maricon* cabron* huevon* "
    "huevos",
    "anger.insult": "idiot* imbecil* estupid* tont* tarad* subnormal* retrasad* gilip* capull* payas* palurd* mamarrach* burr* animal* besti* mediocr* "
    "incompet* inept* inutil* cobard* rata ratas gusano* cerd* perr* zorr* arrastrad* mequetref* pelele* marionet* titere* bocaz* "
    "bocon* cretin* necio* necia* ignorant* ignoranc* analfabet* demente* chifl* anormal* energumen* chusm* gentuz* escori* basur* "
    "lacra* calan* desgraciad* miserabl* infeliz canall* sinverguenz* caradur* charlatan* pelotud* bolud* huevad* culiao* culiad* "
    "mentecat* zopenc* lelo* inmadur* soberbi* arrogan* chulos prepotent* engreid* creid* loco loca bobo boba bobos vago vagos vaga "
    "jeta gil",
    "anger.wrong": "injust* corrup* ladr* rob* estaf* enga* fraud* tramp* timo* mentir* miente* falso* falsa* falsed* hipocr* cinic* cinism* traic* "
    "traid* verguenz* vergonz* bochorn* descar* desfachat* desverg* caradura* inadmis* intolerabl* inaceptabl* imperdonabl* abus* "
    "impun* manipul* egois* avar* codici* aprovech* privileg* cloaca* mafia* mafios* delincuent* crimin* asesin* homicid* verdug* "
    "genocid* saquead* narco* terroris* dictad* tiran* opres* represi* represor* fascis* facha* nazi* racis* machis* homofob* xenofob* "
    "usurp* golpis* regimen culpa* responsable* irrespons* desprecio insult* ofens* ofend* humill* burl* provoc* amenaz* difam* "
    "calumn* escandal* ridicul* absurd* patetic* nefast* despot* saqueo",
    "anger.annoy": "molest* fastidi* incordi* jorob* pesad* cansin* cansad* insoport* inaguantabl* insufribl* desesper* quej* reclam* protest* "
    "critic* exij* denunci* reproch* rechaz* repudi* encima siquiera dejen dejad calla* callen callense largat* fuera vete vayanse "
    "marchate dimis* dimit* irrespet* cansa cansan respeto exigimos",
    "anger.violence": "mat* golp* pegar ataqu* atac* agred* agres* violen* romper reventar destrozar fusil* colgar quemar guillotin* carcel pudr* "
    "encarcel* castig* paliza* arranc* muerd* hostiar pegan",
    "fear.fear": "mied* tem* terror* aterr* asust* susto* panic* pavor* espant* horror* escalofr* fobi* tiembl* estremec* acojon* cagadit* canguel* "
    "yuyu canguis acobard* amedrent* intimid* atemoriz* sobresalt* pesadill* tenebros* siniestro* macabr* 😨 😰 😱 😧 🫣 🙀 👻 💀 ☠",
    "fear.worry": "preocup* inquiet* intranquil* nervi* angusti* ansi* agobi* estres* tension* tenso incert* insegur* desasos* zozobr* alarm* "
    "impacient* desvel* insomn* desesperad* sufriendo infart* taquicard* 😬 😟 🤞 tensa",
    "fear.danger": "peligr* riesg* arriesg* amenaza* bomb* guerr* explos* disparo* tirotea* armas atentad* terrorist* emergenc* alert* huir huy* "
    "escap* refugi* proteg* socorr* auxili* salven sos sobreviv* cuidado advert* advier* extin* apocal* gravisim* crisis virus contag* "
    "grave graves",
    "surprise.wow": "wow guau uau guaw ohh uf uff ufff buah bua buaa hala ostras ostia* ostis hostia* caray cielos diosmio dios jesus madre mama mae "
    "vaya vayaa toma tomaa omg wtf orale anda andaa arrea rediez caramb* recorcholis virgen santisim* 😮 😯 😲 🤯 😳 🤭 ‼ ⁉ 😵 🙊 👀 🤔",
    "surprise.unexpected": "sorpres* sorprend* inesperad* imprevis* impensa* inimaginabl* inaudit* insolit* repent* pronto girazo plot spoil* subit* "
    "improvis* extraord* desconcert* raro rara rarisim* extran* curios* casual* coincid* milag* esperab* imagin*",
    "surprise.disbelief": "increible* incred* creerlo creer creo crei creia* creeis crees crea imposible* irreal surreal* asombr* pasm* aton* boquiabiert* "
    "estupefact* perplej* anonad* alucin* flip* shock* chock* choque* chocad* impact* impresion* quede quedo quedad* helad* muda mudo "
    "palabras mente mindblow* loco locur* estupor ojiplat* patidifus* turulat*",
    "surprise.thrill": "brutal* bestial* barbar* salvaj* animalad* tremend* epico* epica* acojonant* cojonud* infart* muero muerta muerto corazon gallin* "
    "pelos respir* aliento temblando emocion* intens* tension vilo adrenalin* hype cardiac* espectaculo finalaz* capitulazo* episod* "
    "peliculon",
    "disgust.body": "asco* asqu* repug* nause* vomit* arcad* podri* pudri* pestilen* apest* hed* fetid* mugr* cochin* sarn* pus moho* cucarach* gusan* "
    "guacal* guacatela wacal* huacal* puaj puag fuchi fuchila iug iugh ew eww wakala babos* escup* mocos caca* cagarrut* excrement* "
    "orin* sobaco* sudor* rancio* 🤮 🤢 💩 🤧 🪳 🐀 😒 🙄 😑 ratas baba",
    "disgust.moral": "repuls* repud* desprec* indec* deplor* lamentabl* aborrec* abominab* aberra* execra* viles ruines rastrer* mezquin* bajeza* "
    "depravad* pervers* pervert* degener* inmor* obscen* grotesc* grosser* groser* vulgar* sordid* turbi* sucio* sucia* suciedad* "
    "inmund* porqueri* basur* estercol* cloac* alcantar* cerdad* puerc* guarr* marran* cutre* casp* chabacan* rata* grima yuyu* "
    "bochornos* escoria* chusma gentuza vil ruin cerdo cerdos cerda",
    "neutral.news": "noticia* informa* prensa diario* periodic* segun afirma* asegura* declar* anunc* comunic* dice dijo dicen portavoz ministr* "
    "canciller secretari* presidente* gobierno* parlament* senad* congres* diput* comision* ultim* urgente actualiz* avance* report* "
    "entrevist* articul* analisis columna* opinion* editorial* video* foto* galeria* directo vivo live via enlace link web blog post "
    "hilo detall* conoc* descubr* mira lee leer aqui cronica* resumen* tras sobre 👇 ➡ 👉 📌 📍 📷 📸 🎥 📹 🔗 ▶ ⏩ 📰 📢 🗞 📺 📻 ⬇ ☑ ✅",
    "neutral.facts": "minuto* min hora* fecha* viernes sabado* domingo* lunes martes miercoles jueves enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre partido* jornada* semifinal* cuartos descanso alineac* titular* convoc* empat* marcador "
    "resultado* escrut* dato* cifra* porcentaj* encuest* sondeo* escano* voto* votar votac* escuel* foro* reunion* agenda programa* "
    "acto* evento* confer* charla* taller* feria* invit* partici* inscri* huelga* march* manifest* activis* propuest* premio* "
    "candidat* medid* ambient* clima* ⚽ 🕐 🕗 🗓 📅 📊 🆚 ⏰ ⏱",
    "neutral.ask": "pregunt* consulta* duda* cual cuales cuando cuanto cuanta* donde adonde quien quienes opina* piensa* sabes sabias sabeis saben "
    "alguien podria* podeis puede* necesit* explica* significa* diferenci* crees creeis prefier* elig* recomiendas recomendais cuent* "
    "dinos comparte comparti* siguenos suscri* participa* responde* ❓ ❔ 🗳",
    "self": "me mi mis yo conmigo mio mia mios mias nos nosotros nuestra nuestro nuestros nuestras",
    "you": "tu tus te ti contigo usted ustedes vos vosotros vuestro vuestra",
    "they": "ellos ellas les estos esos esas ese esa aquellos unos algunos gente todos",
    "strong": "muy tan tanto tanta tantos tantas demasiado mucho mucha muchos muchas cuanta super re bien totalmente absolutamente completamente "
    "verdaderamente realmente puro pura mas siempre nunca jamas todo toda",
    "but": "pero aunque sino embargo obstante porque ni sin",
}  # fmt: skip

feelings_of = compiled(_FEELINGS)
