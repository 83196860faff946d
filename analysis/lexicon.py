"""Words and emoji that speak of an emotion; a stem ends in `*`. Written for this project."""

from __future__ import annotations

from functools import lru_cache

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

_STEMS: dict[str, list[str]] = {}
_EXACT: dict[str, list[str]] = {}
for _emotion, _entries in _WORDS.items():
    for _entry in _entries.replace("ñ", "n").replace("ü", "u").split():
        _table, _key = (_STEMS, _entry[:-1]) if _entry.endswith("*") else (_EXACT, _entry)
        _table.setdefault(_key, []).append(_emotion)


@lru_cache(maxsize=50_000)
def emotions_of(token: str) -> tuple[str, ...]:
    """The emotions that a normalised word or an emoji speaks of; none for most."""
    found = list(_EXACT.get(token, ()))
    for length in range(2, len(token) + 1):
        found += [emotion for emotion in _STEMS.get(token[:length], ()) if emotion not in found]
    return tuple(found)
