"""Words grouped by what they speak of, so that the classifier sees beyond the exact word.

Each entry is a stem with `*` or a whole word; both are compared by sound (`analysis.spelling`),
so that «bivir» counts as «vivir».
"""

from __future__ import annotations

from functools import lru_cache

from analysis.spelling import sound

_WORDS: dict[str, str] = {
    "NEG": "no ni nunca jamas nadie nada tampoco sin ningun* ninguna",
    "ALREADY": "ya casi mero",
    "MORE": "mas",
    "ONLY": "solo nomas unico unica simplemente",
    "EVERY": "siempre cada diario todos todas diario",
    "ALL": "todo esto",
    "IF": "si ojala aunque",
    "WANT": "quier* quisier* quer* deseo deseos dese* ganas prefer* gustaria anhel* rezo rezar pido esper*",
    "LIVE": "viv* vida vidas existi* existo existe existenc* respirar respirando nac*",
    "DIE": "mor* muer* murio fallec* difunt* tumba entierro funeral falte faltara faltar cadaver",
    "KILL": "matar mato mata matan mataron matarme matarse matarlo matarla matarte asesin* apunal* ahorc* "
    "colg* envenen* dispar* degoll* tiro acuchill* aniquil*",
    "SUICIDE": "suicid* desviv*",
    "END": "acab* termin* fin final apag* pare parar cerrar punto basta resolver* resto restar",
    "SLEEP": "dorm* duerm* sueno despert* despiert* amanec* acost* alarma levant*",
    "WHEN": "hoy manana noche noches tarde lunes martes miercoles jueves viernes sabado domingo ahora "
    "madrugada semana rato horas anoche ayer pronto finde",
    "GO": "irme voy ir ido vaya voya marcho marchar fui fue viaje parto",
    "GONE": "desaparec* esfum* borr* ausent* hueco vacio vacia vacias",
    "WORLD": "mundo planeta tierra cielo dios allá alla lado",
    "FAMILY": "mama mami mamita vieja viejo viejos jefa jefita papa papi papas padre madre padres padrastro "
    "madrastra tio tia abuel* abue herman* ñaño carnal carnala primo prima cunad* familia padrino casa hogar",
    "CHILD": "hijo hija hijos hijas bebe nino nina ninos guagua crios",
    "PARTNER": "novi* polol* pareja espos* marid* mujer ex enamorad* exnovi*",
    "FRIEND": "amig* companer* compa roomie chic* tipo man pata parce wey flaco vecin* alguien grupo hombre sujeto",
    "TEACHER": "prof* docente maestr* ayudante asesor* tutor* director* licen ingeniero entrenador jefe",
    "OTHER": "el ella lo la le les ellos su sus dice dijo dicen",
    "ME": "me mi yo conmigo mis mia mio",
    "BURDEN": "carga estorb* sobr* lastre peso gasto gastan molest* problema problemas espacio",
    "BETTER": "mejor alivi* descans* tranquil* paz libre liber* ganando ganan",
    "PILLS": "pastilla* pastis pepas remedio* medicament* medicina* tableta* capsula* clona* rivotril benzo* "
    "ansiolitic* blister frasco* somnifer* gotas tramadol insulina veneno lejia cloro raticida gas empastill*",
    "TAKE": "tome tomar tomado tomo trague trago ingeri* inger* bebi mezcle mezclo tomarme tomarlas",
    "MANY": "monton muchas demasiad* todas tantas varias cuantas bastantes enter*",
    "WEAPON": "cuchill* navaj* pistola arma armas revolver fierro escopeta machete faca punzon hacha bate acido gasolina",
    "ROPE": "soga cuerda nudo lazo horca cinturon bolsa",
    "HEIGHT": "puente azotea balcon ventana techo terraza edificio via vias metro tren anden borde barandilla "
    "cornisa malecon rio acantilado vacio baranda rieles altura filo",
    "JUMP": "salt* tirar* tiro tire lanz* avent* arroj* caer* bajo bajar* subi soltar* suelto",
    "BLADE": "cuchilla* hojita* tijera* cuter gillette bisturi vidrio",
    "CUT": "cort* tajea* raj* herir* hiri* arañ* muerd* pinch* clav* lastim* dano autolesi*",
    "BLOOD": "sangr* herid* cicatri* marca marcas vendas venda cortes",
    "BODY": "brazo* pierna* muñeca* muslo* piel cara cuello costilla* labio ojo cuerpo",
    "BURN": "quem* encendedor fuego plancha ardo",
    "HIT": "peg* golpe* patad* pate* paliza* moret* morado* morados puñetaz* trompad* combo correa* cinturonaz* "
    "cachet* empuj* piñas agred* maltrat* violen*",
    "ABUSE": "viol* abus* toc* manose* desnud* forz* oblig* intim* sexual* ropa",
    "THREAT": "amenaz* extors* chantaj* pagar cagar advirt*",
    "STALK": "sigue siguio sigui* persig* vigil* acos* espia* rastre* camara* gps ubic* perfiles",
    "FEAR": "mied* susto asust* terror aterr* temo tem* panic*",
    "LOCK": "encerr* encierr* llave* puerta escond* salir afuera cuarto pieza",
    "FOOD": "comer como come comi comid* cen* vomit* ayun* plato bocado dieta kilo kilos laxante* adelgaz* engord* gord* flac* desmay*",
    "PUNISH": "castig* merec* penitencia culpa culpas pago",
    "SELFHATE": "odio asco basura inutil sirvo valgo vale mierda fracas* verguenza brut* idiota error",
    "CRY": "llor* lagrim* grit*",
    "VOICES": "voces voz oigo escucho oyendo hablan habla susurr* sombras alucin* espejo mente cabeza",
    "PANIC": "panico ansiedad tembl* respir* ahog* taquicardia pecho corazon mareo mare* convuls* angustia desesper*",
    "DRUG": "merca coca drog* copete alcohol pastis mezcl* borrach* tomad*",
    "FAREWELL": "adios chau chao xao despid* despedi* perdon* ultima ultimo ultimas carta cartas nota testamento "
    "regal* repart* lean leas encuentren busquen esperen cuid* lloren",
    "THANKS": "gracias agradezc* gusto placer",
    "ALONE": "sola solo nadie abandon* soledad",
    "CANT": "puedo aguant* soport* doy resist* fuerzas",
    "TIRED": "cansa* hart* agotad* rendid* luch*",
    "THINK": "pens* piens* idea* imagin* plane* decid* fantase* calcul*",
    "SENSE": "sentido razon* motivo* caso pena para chiste",
    "HELP": "ayud* auxilio llamar llamo avis* acud* socorro emergencia urgencia*",
    "SECRET": "secreto cont* promet* confes* confies* sabe saben entere nadie",
    "READY": "list* preparad* plan fecha consegui* compr* junt* guard* elegi* fij* tengo",
    "AGAIN": "otra vez vuelt* volv* nuevo recai* siempre",
    "FUTURE": "futuro ano anos semestre proximo verano navidad meta",
    "STUDY": "parcial* examen* prueba* tarea* tesis curso* ramo* materia* nota* clase* apunte* libro* guia ensayo* "
    "entrega* final* certamen* trabajo* informe* maqueta* exposicion* promedio estudi* repas* capitulo* tema*",
    "ADMIN": "matricul* beca* plazo* certificad* secretari* horario* inscri* sala aula biblioteca campus carnet formulario",
    "TECH": "plataforma excel word codigo programa* wifi compu* archivo pdf correo zoom python error impresora laptop proceso script",
    "SUBJECT": "calculo algebra fisica quimica biologia historia derecho estadistica filosofia literatura anatomia "
    "economia programacion psicologia enfermeria penal ingles lengua matematica* mates",
    "GAME": "juego jug* partida* nivel boss kill* minecraft fortnite server ronda personaje videojuego*",
    "FICTION": "libro novela cancion letra verso poema poeta pelicula serie protagonista autor* escritor* cuento obra "
    "durkheim camus capitulo cita noticia* diario reportaje cantante",
    "LAUGH": "jaja xd lol broma chiste joda",
    "QUESTION": "como cual cuales donde cuando cuanto explic* recomiend* sirve",
    "TRIVIAL": "hambre calor frio risa verguenza sueno cafe fiesta pelo dedo dolor gripe",
    "PAST": "hace antes años niñ* chico adolescen* colegio prepa liceo cuando",
    "RECOVERED": "terapia psicolog* bien supere superad* limpi* recuper* feliz content* orgull* alta gracias titul*",
    "HOSPITAL": "hospital urgencias ambulancia clinica psiquiatr* guardia internad*",
    "ANIMAL": "perr* gat* mascota planta animal* pollo",
    "JOY": "feliz contenta contento alegr* encant* genial excelente buenis* celebr* aprob* logr* emocion*",
    "ANGER": "rabia enoj* furios* bronca molesta harta indignad* colera injust*",
    "SAD": "triste* bajon* deprim* depre depresion extran* agüitad* dolid* duelo luto pena",
    "STRESS": "estres* nervios* agobi* abrum* presion ansios* bloque*",
    "LEAVE": "abandon* renunci* cambiar* retir* congel* dejar irme baja",
    "INSURANCE": "seguro poliza deuda* papeles herencia cuentas claves tramites beneficiario pendiente*",
    "ABSOLUTE": "nunca siempre jamas definitiv* eterno nadie ninguna",
}

_STEMS: dict[str, list[str]] = {}
_EXACT: dict[str, list[str]] = {}
for _name, _entries in _WORDS.items():
    for _entry in _entries.replace("ñ", "n").replace("ü", "u").split():
        _table, _key = (_STEMS, _entry[:-1]) if _entry.endswith("*") else (_EXACT, _entry)
        _names = _table.setdefault(sound(_key), [])
        if _name not in _names:
            _names.append(_name)


@lru_cache(maxsize=50_000)
def concepts_of(word: str) -> tuple[str, ...]:
    """The names of the groups that `word` belongs to; none for most words."""
    key = sound(word)
    found = list(_EXACT.get(key, ()))
    for length in range(2, len(key) + 1):
        found += [name for name in _STEMS.get(key[:length], ()) if name not in found]
    return tuple(found)
