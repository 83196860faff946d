"""What tags, roles and names say about the part of a page that an element is."""

from __future__ import annotations

import re

from scraping.extract.nodes import Node

_TAGS = {"nav": "nav", "menu": "", "footer": "footer", "header": "header", "aside": "aside"}
_ROLES = {
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "toolbar": "nav",
    "tablist": "nav",
    "search": "search",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "dialog": "modal",
    "alertdialog": "modal",
}


# Ids and classes, word by word: «siteNav», «site-nav» and «site_nav» alike. Strong words say it
# wherever in a name; weak ones only alone or beside words of layout, for `servicio-social` is
# content and `social-icons` is none. The first part that fits counts.
_STRONG = (
    ("cookie", ("cookies? cookiebar cookiebanner cookielaw cookiebot cookieconsent gdpr lgpd rgpd"
     " onetrust cmplz cky")),
    ("modal", ("popup popups lightbox snackbar preloader offcanvas chatbot livechat chat-widget"
     " chat-bubble chat-box intercom tawk joinchat tidio userway"
     " \\w*customerchat (?:whatsapp|wa|float\\w*|btn|sticky|chat)-(?:float\\w*|button|btn"
     "|btn-\\w+|widget|whatsapp|fixed)")),
    ("nav", "breadcrumbs? breadcrumbtrail migas migaja migajas miga-de-pan you-are-here"),
    ("share", ("sharing sharedaddy sharebar addthis addtoany share-buttons? share-links?"
     " share-icons?"
     " compartir-\\w+ social-share social-bookmarks? social-icons? social-links?"
     " social-media socialmedia"
     " redes-sociales rrss follow-us")),
    ("related", ("related relacionad[oa]s relatedposts yarpp jp-relatedposts recommended"
     " recommendations you-may-also more-posts more-news recent-posts recentposts recent-entries"
     " recent-articles recently-viewed latest-posts ultimas-noticias otras-noticias"
     " mas-noticias ver-tambien see-also"
     " veja-tambem")),
    ("newsletter", "newsletters? mailchimp mc-embed-signup mailinglist"),
    ("nav", ("pagination paginacion paginacao paginator page-numbers nav-links prev-next"
     " post-navigation posts-navigation navbar navs mainnav topnav sidenav subnav sitenav leftnav"
     " rightnav navmenu megamenu mega-menu submenu sub-menu mainmenu topmenu sidemenu leftmenu"
     " topbar top-bar sitenotice site-notice site-alert alert-bar announcement-bar notice-bar"
     " jump-link"
     " skiplinks? skip-links? skip-to-\\w+ on-this-page table-of-contents"
     " tabla-de-contenidos lang-switcher language-switcher lang-selector language-selector"
     " quick-links quicklinks accesos-rapidos accesos-directos enlaces-rapidos back-to-top"
     " backtotop scroll-top scrolltop volver-arriba nav-menu menu-nav main-menu nav-main")),
    ("search", "search-form searchform search-box searchbox search-block"),
    ("login", "logininfo usermenu user-menu login-form"),
    ("comments", "comment-list commentlist comment-respond disqus comment-form comments-area"),
    ("meta", ("entry-meta post-meta byline tagcloud tag-cloud tag-list tags-links post-tags"
     " entry-tags"
     " cat-links entry-footer author-box author-bio print-link print-button feedback-widget"
     " page-feedback was-this-helpful rating-widget adsense completion-info activity-dates"
     " article-meta article-author article-votes post-author entry-author post-info meta-data"
     " by-line completion-\\w+ \\w+-completion-\\w+ activity-information editsection"
     " mw-editsection catlinks printfooter site-sub advertisement publicidad")),
    ("aside", ("sidebars? sidebar-left sidebar-right side-bar barra-lateral widget-area left-column"
     " right-column leftcol rightcol side-column sidecol portal-column-one portal-column-two"
     " columna-lateral columna-izquierda columna-derecha")),
    ("footer", ("footer footers sitefooter pagefooter subfooter colophon pie-de-pagina pie-pagina"
     " copyrights? rodape site-info")),
)  # fmt: skip
_WEAK = (
    ("cookie", "consent"),
    ("modal", "modal toast loader spinner chat overlay snack snackbars?"),
    ("nav", "crumbs? trail pathway ruta rastro"),
    ("share", "shares? social socials redes compartir compartilhar siguenos"),
    ("newsletter", "subscribe subscription suscripcion suscribete boletin"),
    ("nav", ("pager navigation navegacion navegacao nav menus? menubar toolbar skip saltar toc"
     " idiomas lang langs to-top utility moduletable")),
    ("search", "search buscador buscar busqueda busca"),
    ("login", "login signin log-in sign-in"),
    ("comments", "comments comentarios respond"),
    ("meta", ("meta metadata likes labels etiquetas tags ads adverts? sponsors? promos? ticker"
     " imprimir")),
    ("aside", "lateral secondary widgets aside"),
    ("footer", "pie foot creditos"),
)  # fmt: skip
_LAYOUT = (
    "(?:site|main|global|top|bottom|left|right|page|portal|app|header|primary|secondary|block"
    "|region"
    "|wrapper|wrap|container|outer|inner|list|links?|icons?|bars?|buttons?|btns?|box|widget"
    "|area|items?"
    "|section|group|row|mobile|desktop|horizontal|vertical|fixed|sticky|sub|ul|side|div|module"
    "|mod|js|node|entry|post|article|field|name|view|views|wp|component"
    "|the|form|level|custom|content|user|local|responsive|footer|nav|menu|izq|der|sup|inf|principal"
    "|superior|inferior|secundario|[a-z]{1,3}|\\d+)"
)


def _any(words: str) -> str:
    return "|".join(words.split())


_STRONG_NAMES = tuple((part, re.compile(rf"\b(?:{_any(words)})\b")) for part, words in _STRONG)
_WEAK_NAMES = tuple(
    (part, re.compile(rf"(?:{_LAYOUT}-+)*(?:{_any(words)})(?:-+{_LAYOUT})*"))
    for part, words in _WEAK
)
_HEADER = re.compile(
    r"(?:^| )(?:(?:site|main|global|top|page|portal|masthead|app|web)[-_]?)?(?:header|masthead"
    r"|cabecera|cabecalho|encabezado)(?:[-_](?:wrapper|container|top|main|inner|site"
    r"|global))?(?= |$)"
    r"|(?:^| )(?:masthead|branding|site-branding|logo)(?= |$)",
    re.IGNORECASE,
)
# A card's own head and foot are part of it, and `has-sidebar` is a page that has one.
_NOT = re.compile(
    r"\b(?:card|panel|table|accordion|list|item|box|tile|article|callout|tab|modal)[-_]+"
    r"(?:footer|header|nav|menu|titlebar)\b"
    r"|\b(?:has|with|no|without|con|sin|hide|show|is|one|two|both|layout|template|theme|body"
    r"|text|bg"
    r"|btn|border|alert|badge)[-_]+[\w-]*",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SEPARATOR = re.compile(r"[_.\s-]+")
_known: dict[str, str] = {}
_MOST_KNOWN = 20_000


def part(node: Node) -> str:
    """What the element is by its tag, role and names; empty for content.

    One of nav, footer, header, aside, search, modal, cookie, share, related, newsletter, login,
    comments, meta.
    """
    role = node.attrs.get("role", "")
    if role in _ROLES:
        return _ROLES[role]
    if role not in {"main", "article", "region"} and _TAGS.get(node.tag):
        return _TAGS[node.tag]
    return part_by_names(node.names) if node.names else ""


def part_by_names(names: str) -> str:
    """What an element is by its id and classes alone."""
    found = _known.get(names)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[names] = _read(names[:500])
    return found


def _read(names: str) -> str:
    for name in _NOT.sub(" ", _CAMEL.sub("-", names)).split():
        words = _SEPARATOR.sub("-", name).strip("-").lower()
        for what, pattern in _STRONG_NAMES:
            if pattern.search(words):
                return what
        for what, pattern in _WEAK_NAMES:
            if pattern.fullmatch(words):
                return what
    return "header" if _HEADER.search(names) else ""
