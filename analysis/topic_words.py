"""Words that speak of a topic; a stem ends in `*`. Written for this project."""

from __future__ import annotations

from analysis.wordlists import compiled

_WORDS: dict[str, str] = {
    "academic_content": "concepto* teoria teorema* formula* ecuacion* derivad* integral* limite matriz matrices vector* "
    "algebra calculo geometria estadistica* probabilidad* hipotesis variable* regresion* demostr* "
    "ejercicio* problema* resolver resuelv* explica* explique* entiendo entender diferencia significa "
    "definicion* definir ejemplo ejemplos celula* mitosis adn proteina* enzima* anatom* fisiolog* "
    "farmac* bioquim* quimica reaccion* molecul* atom* fisica fuerza* energia termodinamic* circuito* "
    "historia guerra revolucion siglo filosof* kant marx platon foucault sociolog* literatura novela "
    "poema* autor* gramatica sintaxis ingles frances verbo* derecho codigo articulo contrato* "
    "constitucion* penal civil economia macroeconom* microeconom* inflacion oferta demanda contab* "
    "asiento* balance algoritmo* recursi* programa* funcion* bucle* puntero* python java sql clase "
    "objeto* compil* diagnostic* patolog* sintoma* enfermer* pedagog* didactic* psicolog* piaget "
    "arquitect* plano* diseno tipograf* color* ensayo* introduccion parrafo* tesis marco teorico "
    "cita citas apa bibliograf* lectura* texto* resumen capitulo* traduc* materia tema temas curva*",
    "study_planning": "organiz* horario* planific* plan planear agenda calendario rutina habito* metodo* tecnica* "
    "pomodoro procrastin* posterg* dejar dejo ultima ultimo distrai* distracc* concentr* empezar "
    "empiezo arrancar arranco comenzar comienzo avanzar avanzo estudiar estudio repasar repaso "
    "flashcard* anki mapa* mental* subray* apuntes resumir resumenes esquema* tiempo horas minutos "
    "bloque* prioriz* priorida* tarea tareas pendiente* lista meta metas objetivo* semana semanas "
    "diario dia dias madrug* noche manana tarde* celular redes tiktok pausa* descans* ritmo "
    "constancia disciplin* acumul* atras* alcanz* equilibr* repart* divid* biblioteca leer leyendo",
    "exams_grades": "examen* prueba* parcial* final finales certamen* solemne* control* quiz quices test "
    "nota notas promedio* calific* puntaje* puntos ponder* porcent* aprob* reprob* suspend* suspens* "
    "recuper* recuperatorio* extraordinario* segunda convocatoria remedial* exim* eximi* oral "
    "rubrica* evalu* correccion* revision* apel* recorreg* sumativ* formativ* extemporane* ects "
    "creditos raspar jale jalar pase pasar paso ramo curso* perdi nivel* acumulativ* simulacro* "
    "pauta* alternativas desarrollo tribunal defensa sustent* nf sacar saque saco diez cinco siete "
    "cuatro tres coma decimas sinodal* bochar bocharon catear catearon cojo promocion* regular*",
    "administration": "matricul* inscri* inscrip* reinscri* certificad* constancia* secretaria* tramit* formulario* "
    "solicitud* solicit* homolog* convalid* equivalenc* credencial* tarjeta tui carnet carne "
    "documento* papeles papeleo requisito* plazo* fecha fechas oficina* ventanilla* registro "
    "academico admision* admit* postul* titulo titulacion titul* egres* expediente* historial* "
    "concentracion apostill* legaliz* firma* sello* practica practicas convenio* intercambio "
    "erasmus movilidad traslado* cambio carrera malla plan baja temporal congel* retir* reingreso "
    "ramos toma cupo* seccion* grupo horario docente* vacante* seguro visa extranjer* nie tie "
    "pasaporte dni copia* partida acta actas anul* anular resolucion decreto bedelia direccion "
    "servicios escolares alumn* coordinacion decanato reglamento* abrir cierra abren cierran",
    "emotional_wellbeing": "siento sentir sentirme sentia animo ansiedad ansios* angusti* estres* estresad* trist* depre* "
    "llor* cansad* agotad* agot* vacio vacia sola solo soledad miedo panico nervi* insegur* "
    "autoestima motiv* desmotiv* ganas energia dormir duermo insomnio sueno pesadill* respirar pecho "
    "culpa verguenza frustrad* abrumad* agobi* sobrepas* colaps* burnout bloquead* bloqueo orgullos* "
    "feliz tranquil* calma paz alivi* esperanza* terapia psicolog* psiquiatr* pastilla* salud mental "
    "emocion* pensamiento* cabeza vale valgo inutil fracas* capaz mejor peor luto duelo extran* "
    "echo menos nostalg* bajon* agüit* bajonead* apagad* quebrad* llanto lagrim* autocuidado",
    "social_relationships": "amig* novi* polol* pareja ex companer* grupo equipo roomie* mejor familia mama papa mami papi "
    "madre padre viejo vieja viejos hermano hermana tio tia abuel* primo prima suegr* vecin* profe "
    "profesor* maestr* docente ayudante jefe tutor* gente chico chica pibe piba tipo tipa man mina "
    "wey peleamos pelea* pelee discut* discusion* grit* hablar hablan habla ignor* dejaron dejo "
    "termino terminamos corto cortamos celos infiel* engan* traicion* mentir* burl* rie rien "
    "reian bully* excluy* invit* juntar junta* fiesta whatsapp chat mensaje* visto bloqueo confianza "
    "apoy* perdon* disculp* reconcil* casar* cita conoci conocer gusta enamor* critic* humill* "
    "respet* trato trata tratan convivir convivencia compartir",
    "family_economy": "beca* bec* plata dinero lana guita pasta money pesos soles euros luca lucas mangos paga pagar "
    "pago pagos cuota* arancel* mensualidad* colegiatura* matricula pension pensiones deuda* debo "
    "deben credito* prestamo* icetex cae fies banco interes* morosidad moros* trabajo trabajar "
    "trabajando chamba laburo laburar pega curro currar camello turno turnos sueldo* salario* "
    "propina* despid* despidieron desemple* paro cesant* arriendo alquiler renta rentar luz agua "
    "gas comida mercado super pasaje* transporte bus micro remesa* familia papa mama hermanos "
    "economic* econom* socioeconom* gratuidad descuento* exoner* subsidio* ayuda apoyo caro cara "
    "barato alcanza alcanzan alcanzar fiado empen* vender vendi ahorr* gasto* gastar junt*",
    "technology": "wifi internet conexion senal red datos moodle canvas blackboard classroom aula virtual "
    "plataforma* sistema pagina* web sitio app aplicacion* portal intranet siga campus correo mail "
    "outlook gmail clave contrasen* password usuario login iniciar sesion acceder acceso entrar "
    "carga cargar carg* subir sube subi bajar descarg* archivo* pdf word excel powerpoint drive nube "
    "teams zoom meet camara microfono audio video pantalla teclado mouse compu computador* "
    "computadora ordenador laptop notebook portatil pc tablet celular cel telefono movil cargador "
    "bateria disco usb pendrive virus windows mac linux ubuntu actualiz* version instal* desinstal* "
    "licencia* error errores falla fallo fall* funciona anda cae caida caido cuelga colg* congel* "
    "lento lenta reinici* formate* impresora imprimir escaner turnitin vpn navegador chrome safari "
    "cookies cache enlace link codigo verificacion qr spss matlab autocad rstudio latex overleaf "
    "github vscode bug chatbot servidor",
    "other": "hola buenas buenos gracias chao adios cumple cumpleanos partido futbol gol seleccion mundial equipo "
    "musica cancion* concierto banda disco pelicula* serie* netflix anime juego* jugar play clima "
    "llueve lluvia calor frio temblor sismo nieve sol comida almuerzo casino comedor cafeteria cafe "
    "menu desayuno pizza taco* empanada* arepa* mate receta cocinar perro perrito gato gatito gata "
    "mascota* bus micro metro bici bicicleta estacion* paro marcha eleccion* presidente noticia* "
    "chiste* adivinanza jaja bot robot ia persona nombre edad quien eres llamas pieza habitacion "
    "departamento depa piso mudanza mudar gimnasio gym deporte* correr natacion baile bailar "
    "carrete peda rumba fiesta viaje* vacaciones playa feriado navidad horoscopo signo libro",
}  # fmt: skip

topics_of = compiled(_WORDS)
