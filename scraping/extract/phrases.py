"""Sentences of the frame of a page, told by their words: Spanish, English, Portuguese.

All patterns are for text in lower case without accents (`letters.folded`).
"""

from __future__ import annotations

import re


class _Guarded:
    """A pattern that is only tried on texts with one of these pieces, which are quick to find."""

    def __init__(
        self, pieces: tuple[str, ...], pattern: str, flags: re.RegexFlag = re.NOFLAG
    ) -> None:
        self._pieces = pieces
        self._pattern = re.compile(pattern, flags)

    def search(self, text: str) -> re.Match[str] | None:
        for piece in self._pieces:
            if piece in text:
                return self._pattern.search(text)
        return None


COOKIES = _Guarded(
    ("cookie",),
    r"\bcookies?\b.{0,200}\b(?:acept|utiliza|usa|uso|us[ao]mos|emplea|navega|use|uses|using|accept"
    r"|consent|experien|privacid|privacy|rechaz|configur|concorda|prefer)"
    r"|\b(?:acept|utiliza|usa|usamos|emplea|use|uses|using|accept|consent|rechaz|concorda)\w*\b"
    r".{0,120}\bcookies?\b",
    re.DOTALL,
)
ABOUT_COOKIES = re.compile(r"\bcookies?\b|privacid|privacy")

FOOT = _Guarded(
    (
        *(
            "©",
            "(c)",
            "copy",
            "reserv",
            "webmaster",
            "visit",
            "sitio",
            "hits",
            "optimizado",
            "mejor",
            "viewed",
        ),
        *("powered", "desarrollado", "diseno", "disenado", "developed", "desenvolvido", "website"),
        *("hech", "melhor", "cread", "criad", "feit", "construid", "made", "built", "designed"),
        "tecnologia",
    ),
    r"^(?:©|\(c\)|copyright\b|copyleft\b)|©\s*(?:19|20)\d\d|copyright\s*(?:©|\(c\)|20\d\d)"
    r"|todos los derechos reservados|derechos reservados|all rights reserved"
    r"|todos os direitos reservados|direitos reservados"
    r"|^(?:cread|criad|hech|feit|disenad|construid|made|built|designed)\w* (?:con|com"
    r"|with) .{2,25}$"
    r"|^con tecnologia de .{2,25}$|^sitio (?:web )?(?:administrado|mantenido|elaborado) por\b"
    r"|^(?:powered by|desarrollado por|disenado por|diseno web|sitio desarrollado|developed by"
    r"|desenvolvido por|website by|hecho con)\b"
    r"|optimizado para (?:una )?(?:resolucion|navegador|internet explorer|firefox|1024|800)"
    r"|(?:mejor visto|se ve mejor|best viewed|melhor visualizad)\b"
    r"|\bwebmaster\b|^contador de visitas\b"
    r"|^(?:total de |numero de )?(?:visitas|visitantes|hits)\W*\d[\d.,]*\W*$",
)

NEWSLETTER = _Guarded(
    (
        *("scri", "sign", "assin", "cadastre", "recib", "receiv", "get", "receba", "newsletter"),
        *("boletin", "deja", "leave us", "unete", "pierdas", "mantente", "stay up", "fique"),
    ),
    r"(?:su(?:b)?scri[bp]|sign up|signup|assin[ea]|cadastre)[^.!?]{0,80}"
    r"(?:boletin|newsletter|novedades|noticias|mailing|\bnews\b|updates|lista de correo|novidades"
    r"|informativo)"
    r"|(?:recib[ae]|receive|get|receba)(?: todas?)? (?:nuestr[ao]s?|las|our|the latest|nossas|as)"
    r" (?:ultimas )?(?:novedades|noticias|boletin|newsletter|news|novidades)\b"
    r"|^(?:newsletter|boletin(?: informativo| de noticias)?)$"
    r"|\b(?:dejanos|deja aqui|leave us) (?:tus datos|your details)|^unete a (?:la|nuestra) lista"
    r"|(?:no te pierdas|mantente al dia|stay up to date|fique por dentro)",
)

# A heading of one of these names what follows it.
RELATED = re.compile(
    r"^(?:(?:contenidos?|articulos?|noticias|temas|enlaces|paginas|servicios|tramites|entradas"
    r"|links|posts?|documentos?|informacion|conteudos?|artigos|servicos|sitios)"
    r" )?(?:relacionad[oa]s?)"
    r"|^related\b|^(?:tambien )?(?:te|le|les) (?:puede|podria|pueden|podrian) (?:interesar|servir)"
    r"|^(?:quizas?|tal vez|a lo mejor) (?:tambien )?(?:te|le|les) (?:interes|sirv|gust|pued)"
    r"|^(?:otr[oa]s|others?|outr[oa]s|quienes|people|students)\b.{0,40}(?:tambien|tambem|also)"
    r" (?:vieron|leyeron|consultaron|leram|viram|viewed|read)$"
    r"|^keep reading|^what to read next|^sigue explorando"
    r"|^(?:tambien|ademas) te (?:puede|recomendamos|interesa)|^te recomendamos|^recomendados?\b"
    r"|^you (?:may|might) (?:also )?(?:like|be interested)|^(?:see|read) also|^more (?:news"
    r"|posts|stories)"
    r"|^(?:ver|lee|leer|mira|veja|leia|vea) (?:tambien|mas noticias|tambem|mais)"
    r"|^(?:otras|mas|mais|outras) (?:noticias|novedades|entradas|publicaciones)"
    r"|^(?:ultimas|entradas|publicaciones|articulos|posts|noticias) (?:noticias|recientes|recentes"
    r"|entradas|publicaciones|mas leidas?|destacadas)"
    r"|^(?:lo )?(?:mas|mais|most) (?:leid[oa]s?|vist[oa]s?|lid[oa]s?|read|popular)"
    r"|^(?:articulos |paginas |artigos |paginas )?(?:vist|leid|lid|abiert|consultad|visitad"
    r"|visualizad)[oa]s (?:recientemente|recentemente|hace poco|ultimamente|por ultima vez)"
    r"|^recently (?:viewed|read|visited)"
    r"|^(?:recent|latest|popular) (?:posts?|news|entries|articles|comments)|^comentarios recientes"
    r"|^(?:recomendamos|sugerencias|descubre mas|explora mas|sigue leyendo|continua leyendo)"
    r"|^(?:articulos|preguntas|temas|paginas|contenidos|eventos) (?:populares|frecuentes recientes"
    r"|destacad[oa]s)"
    r"|^(?:noticias|novedades|eventos|agenda|news|events|blog)$"
    r"|^(?:voce (?:tambem )?pode|pode (?:te )?interessar|saiba mais sobre)"
)
MENU = re.compile(
    r"^(?:menu|navegacion|navigation|navegacao|en esta (?:seccion|pagina)|contenidos? de (?:esta"
    r"|la)"
    r"|en este (?:sitio|articulo)|(?:in|on) this (?:section|page|site|article)|nesta (?:secao"
    r"|pagina)"
    r"|tabla de contenidos?|indice|table of contents|contents|sumario"
    r"|(?:accesos?|acessos?|enlaces|links) (?:rapidos?|directos?|de interes|utiles|uteis|externos"
    r"|destacados)|(?:quick|useful|popular|external) links|sitios? de interes|mapa del sitio"
    r"|site map"
    r"|categorias?|categories|archivos?|archives?|etiquetas|tags|nube de etiquetas"
    r"|mas (?:en|de) (?:esta|la) seccion|otras secciones|redes sociales|siguenos|follow us|siga-nos"
    r"|compart[ie]|compartir|share|compartilh|encuesta|calendario de eventos|proximos eventos"
    r"|upcoming events|proximos? eventos?|quienes estan en linea|usuarios? en linea|who'?s online"
    r"|usuarios conectados|estadisticas|iniciar sesion|acceso a usuarios|login|buscar|buscador"
    r"|banners?|publicidad|destacados?)\b.{0,40}$"
)

# A whole short block that says this is no content, wherever it stands.
LITTLE = re.compile(
    r"^(?:"
    r"(?:compart[ei](?:r|lo|lhar)?|share)\b.{0,60}"
    r"|(?:siguenos|sigue a|siga-nos|follow us|nuestras redes|buscanos en|encuentranos en)\b.{0,60}"
    r"|(?:leer|ver|conoce|conocer|saber|lee|conozca|ve) mas(?: (?:informacion|noticias|sobre"
    r" esto))?"
    r"|(?:read|learn|see|show|view|load) (?:more|all)|(?:saiba|leia|veja|ver) mais|continue reading"
    r"|ver tod[oa]s?(?: l[oa]s? \w+)?|mostrar (?:mas|todo|todas|menos)|cargar mas|mas informacion"
    r"|(?:volver|ir|subir|regresar|voltar|back)(?: (?:arriba|atras|al inicio|al listado|a la lista"
    r"|al menu|al indice|a la portada|ao (?:topo|inicio)|to (?:the )?top|al principio|hacia"
    r" arriba)).{0,20}"
    r"|(?:saltar|ir|pasar|pular|ignorar)(?: directamente)? (?:al?(?: la)?|para o) (?:contenido"
    r"|menu|navegacion"
    r"|conteudo|busqueda|buscador|pie).{0,30}|skip to .{0,30}|salta al .{0,30}"
    r"|(?:anterior|siguiente|previous|next|proxim[oa]|prev|primera?|ultima?|pagina)"
    r"(?: (?:pagina|entrada|articulo|noticia|page|post|article|\d+(?: (?:de|of) \d+)?))?"
    r"|[«‹←]+ ?[^«»‹›.]{1,40}|(?:«|<|‹|←)+ ?(?:anterior|previous|prev).{0,80}|(?:siguiente|next"
    r"|proxim[oa]).{0,80}"
    r" ?(?:»|>|›|→)+"
    r"|(?:imprimir|print|imprimir pagina|print this page|version (?:para imprimir|imprimible)"
    r"|descargar (?:como )?pdf|enviar (?:por|a un) (?:correo|e-?mail|amigo)|e-?mail|pdf"
    r"|enviar a un amigo|recomendar|me gusta|like|tweet|tuitear|twittear|pin it)"
    r"|(?:inicia|iniciar|inicie|inicio de) sesion(?: (?:para|o) .{0,60})?"
    r"|(?:log|sign) ?in(?: (?:to|or) .{0,40})?|ingresar|acceder|entrar|registrate|registrarse"
    r"|usted no se ha identificado.{0,40}|you are not logged in.{0,40}|usted se ha"
    r" identificado.{0,80}"
    r"|(?:usted |tu )?(?:esta|estas) (?:aqui|en)\s*:.{0,200}|you are here\s*:?.{0,200}"
    r"|voce esta (?:aqui|em)\s*:?.{0,200}"
    r"|(?:abrir|cerrar|mostrar|ocultar|toggle|open|close|abrir/cerrar|alternar|fechar)(?: el)?"
    r" ?(?:menu|navegacion|navigation|busqueda|search|ventana|panel)?"
    r"|menu(?: principal)?|buscar(?:\.\.\.)?|search|busqueda|enviar|submit|inicio|home"
    r"|aceptar(?: todas?)?"
    r"|rechazar(?: todas?)?|cargando.{0,10}|loading.{0,10}|carregando.{0,10}"
    r"|(?:dejar?|escribe|deixe) (?:una? )?(?:respuesta|comentario|resposta).{0,40}|leave a"
    r" (?:reply|comment)"
    r".{0,40}|tu (?:direccion de )?correo(?: electronico)? no sera publicad.{0,80}"
    r"|[¿(]?(?:est[aeo](?: (?:pagina|informacion|respuesta|articulo|contenido))? )?(?:(?:te|le"
    r"|nos) )?"
    r"(?:es|is|was|fue|sirvio|resulto)(?: de)? (?:util|utilidad|ayuda|this|esta|este"
    r"|la|a)\b.{0,40}"
    r"(?:util|ayuda|useful|helpful|informacion|pagina|contenido)\W*(?:(?:si|yes)\W+no)?"
    r"|(?:enviado|subido|cargado|submitted|ingresado) (?:por|by)\b.{0,60}\d.{0,20}"
    r"|[-–— ]*(?:publicidad|advertisement|anuncio)[-–— ]*|version (?:para|de) (?:impres\w+"
    r"|imprimir)"
    r"|was this (?:page|article|information) (?:helpful"
    r"|useful).{0,20}"
    r"|¿?(?:(?:no )?encontraste lo que buscabas|esta (?:pagina|informacion) (?:te )?(?:fue|es|ha"
    r" sido)"
    r" util).{0,40}"
    r"|(?:etiquetas|tags|archivado en|publicado en|categorias?|filed under|posted in)\s*:.{0,160}"
    r"|.{0,30}\(\d+ (?:votos?|votes?|calificaciones|valoraciones|ratings?)\)"
    r"|\(?\d+\)? (?:comentarios?|comments?)|(?:sin|no) comentarios|no comments"
    r"|.{0,60}(?:habilit|activ|enable|require|necesit)\w* (?:el |que )?javascript.{0,60}"
    r"|javascript (?:esta |is )?(?:des|dis)\w+.{0,60}"
    r"|se abre en (?:una )?(?:nueva )?(?:ventana|pestana).{0,20}|opens in (?:a )?new (?:window|tab)"
    r"|(?:ultima )?(?:actualizacion|modificacion)(?: el)?\s*:.{0,80}"
    r"|(?:(?:this )?page )?(?:was )?(?:last )?(?:updated|modified|reviewed|edited)(?: on)?\b.{0,60}"
    r"|(?:pagina )?(?:actualizada|modificada) (?:el|por)\b.{0,60}|ultima atualizacao.{0,60}"
    r"|(?:tenemos|hay) \d+ (?:invitad|usuari|visitant).{0,60}"
    r"|¡?(?:postula|inscribete|aplica|solicitala?|registrate|apply|sign up)(?: (?:aqui|ahora|ya"
    r"|now|here))"
    r"|(?:califica|valora|evalua|rate) (?:este|esta|this)\b.{0,30}"
    r"|(?:ultima vez )?(?:actualizad|modificad|revisad)[oa] (?:hace|el|en)\b.{0,40}"
    r"|con el (?:apoyo|patrocinio|respaldo|auspicio) de|usted es el visitante.{0,40}"
    r"|(?:publicad[oa]|posted|published|creado|escrito|written|redactado|postado)"
    r" (?:el|on|por|by|em|hace)\b.{0,80}"
    r"|(?:autor(?:a|es)?|author|by|texto|fotos?|fotografia)\s*: .{0,60}|tiempo de lectura.{0,20}"
    r"|\d+ min(?:utos)? (?:de lectura|read)|(?:hace )?\d+ (?:dias?|mes(?:es)?|anos?|horas?"
    r"|semanas?|minutos?) atras"
    r"|hace \d+ (?:dias?|mes(?:es)?|anos?|horas?|semanas?|minutos?)|\d+ (?:days?|months?|years?)"
    r" ago"
    r"|editar(?: (?:esta )?(?:pagina|codigo|seccion))?|edit(?: (?:this )?(?:page|source"
    r"|section))?|[¶#§]"
    r"|\[\s*(?:volver|atras|back|inicio|subir|imprimir)\s*\]"
    r"|a[-+]?\s*\|?\s*a\+?|[|/\\>»›•·–—-]+"
    r")[\s.:!?»›>→…]*$"
)

# What fills the columns beside the content.
SIDE = re.compile(
    r"^(?:noticias|novedades|eventos|agenda|avisos|anuncios|comunicados|destacad[oa]s?|galeria"
    r"|videos?"
    r"|twitter|facebook|instagram|youtube|testimonios|encuesta|convenios|campanas?|efemerides"
    r"|calendario"
    r"|servicios en linea|en linea|lo ultimo|ultim[oa]s|proxim[oa]s|news|events|announcements"
    r"|spotlight"
    r"|noticias|eventos|avisos|enquete|blog|descargas? la app|app)\b.{0,40}$"
)

# What one must do or where to go with it: such a line is content, however short.
ACTS = re.compile(
    r"\b(?:entreg\w+|present[ae]\w*|dej[ae]\w*|llev\w+|envi[ae]\w*|retir\w+|traig\w+|trae\w*"
    r"|recog\w+|deposit\w+|firm\w+|adjunt\w+|anex\w+|solicit\w+|pid[ae]\w*|llen[ae]\w*|complet\w+"
    r"|hand (?:\w+ )*in|submit\w*|bring|return (?:it|the)|drop (?:it|them|off)|sign (?:it|the)"
    r"|traga|preench\w+|secretaria|ventanilla|meson|mesa de (?:partes|entrada)|buzon|formulario"
    r"|planilla|requisitos?|plazo|deadline|prazo)\b"
)

# Short texts of a place, a person or an hour: they are wanted wherever they stand but in the foot.
CONTACT = re.compile(
    r"\b[\w.+-]{1,64}@[\w-]{1,64}\.\w|(?:\+\d{1,3}[\s-]?)?(?:\(?\d{1,3}\)?[\s-]?){2,4}\d{3,4}\b"
    r"|\b\d{1,2}[:.]\d\d\b|\b(?:lunes|martes|monday|mon|segunda)(?: a | al | y |-| - | to |–| – )"
    r"|\bhorario|\bopening hours\b|\boficina \d|\boffice \d|\bpiso \d|\b\d(?:er|do|o)? piso\b"
    r"|\bfono\b"
    r"|\btelefono\b|\banexo\b"
)
