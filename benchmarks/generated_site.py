"""A university's site that is made up by rule, and a server for it that counts what it is asked.

`python -m benchmarks.generated_site PORT PAGES` serves it. The site has articles in sections with
numbered lists, the frame of a real site around each text (menu, cards, scripts, comments, footer),
links with tracking parameters and fragments, copies for print, robots.txt and a sitemap.
`/_counts` answers what was asked for since `/_forget`.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter

SECTIONS = (
    *("becas", "matricula", "bienestar", "biblioteca", "deportes", "salud", "titulacion"),
    *("intercambio", "practicas", "alojamiento", "calendario", "pagos"),
)
IN_A_LIST = 20
# Of so many articles one has a copy for print: with a canonical address, or without one.
COPY_OF = 20
_WHO = (
    *("La oficina de bienestar", "El departamento de finanzas", "La secretaría de estudios"),
    *("Cada estudiante de pregrado", "El comité de ayudas", "La jefatura de carrera"),
    *("Quien estudia en jornada vespertina", "La unidad de inclusión", "El centro de idiomas"),
)
_DOES = (
    *("recibe las solicitudes", "revisa los antecedentes", "publica los resultados"),
    *("puede pedir una prórroga", "responde las consultas", "entrega los certificados"),
    *("coordina las entrevistas", "actualiza los requisitos", "confirma la asignación"),
)
_WHEN = (
    *("hasta el último viernes de marzo", "durante las dos primeras semanas del semestre"),
    *("en un plazo de cinco días hábiles", "antes del cierre de matrícula"),
    *("todos los martes por la mañana", "una vez al año, en noviembre"),
)
_HOW = (
    *("por el portal del estudiante", "con la cédula de identidad al día", "sin costo alguno"),
    *("previa cita en el campus central", "junto con la cartola del registro social"),
    *("mediante una carta dirigida a la dirección", "según el reglamento vigente"),
)


def sentence(chance: random.Random) -> str:
    """One of some million sentences."""
    parts = (chance.choice(kind) for kind in (_WHO, _DOES, _WHEN, _HOW))
    code = f"({chance.randrange(100, 999)}/{chance.randrange(10, 99)})"
    return f"{' '.join(parts)} {code}."


def paragraphs(chance: random.Random, count: int) -> list[str]:
    return [" ".join(sentence(chance) for _ in range(chance.randrange(3, 6))) for _ in range(count)]


def build(articles: int) -> dict[str, bytes]:
    """The HTML pages by path with query."""
    names = [f"/{SECTIONS[n % len(SECTIONS)]}/tramite-{n}" for n in range(articles)]
    pages = {"/": _listing("Inicio", [f"/{name}" for name in SECTIONS] + names[:30], names)}
    for number, path in enumerate(names):
        pages[path] = _article(number, names)
        if number % COPY_OF == 0:
            canonical = path if number % (2 * COPY_OF) == 0 else ""
            pages[f"{path}/imprimir"] = _article(number, names, canonical)
    for section in SECTIONS:
        own = [name for name in names if name.startswith(f"/{section}/")]
        count = max(-(-len(own) // IN_A_LIST), 1)
        for page in range(count):
            shown = own[page * IN_A_LIST : (page + 1) * IN_A_LIST]
            if page + 1 < count:
                shown.append(f"/{section}?pagina={page + 2}")
            at = f"/{section}?pagina={page + 1}" if page else f"/{section}"
            pages[at] = _listing(f"{section.title()} {page + 1}", shown, names)
    return pages


def _article(number: int, names: list[str], canonical: str = "") -> bytes:
    chance = random.Random(number)
    title = f"Trámite {number}: {chance.choice(_DOES)} {chance.choice(_WHEN)}"
    parts = [f"<h1>{title}</h1>"]
    for index in range(chance.randrange(3, 6)):
        parts.append(f"<h2 id='parte-{index}'>{chance.choice(_WHO)} ({index + 1})</h2>")
        parts += [f"<p class='texto'>{said}</p>" for said in paragraphs(chance, 2)]
        items = "".join(f"<li>{sentence(chance)}</li>" for _ in range(5))
        parts.append(f"<ul class='requisitos'>{items}</ul>")
    rows = "".join(
        f"<tr><td>{chance.choice(_WHO)}</td><td>{chance.choice(_WHEN)}</td>"
        f"<td>{chance.randrange(10, 400)}.000</td></tr>"
        for _ in range(12)
    )
    parts.append(f"<table><tr><th>Quién</th><th>Cuándo</th><th>Monto</th></tr>{rows}</table>")
    near = names[(number + 1) % len(names)]
    related = [near, *(chance.choice(names) for _ in range(6))]
    if number % COPY_OF == 0:
        related.append(f"{names[number]}/imprimir")
    return _framed(title, "".join(parts), related, names, canonical)


def _listing(title: str, shown: list[str], names: list[str]) -> bytes:
    chance = random.Random(title)
    items = "".join(
        f"<li><a href='{path}'>{path.strip('/')}</a><p>{sentence(chance)}</p></li>"
        for path in shown
    )
    text = "".join(f"<p>{said}</p>" for said in paragraphs(chance, 3))
    return _framed(title, f"<h1>{title}</h1>{text}<ul>{items}</ul>", [], names)


def _framed(
    title: str, main: str, related: list[str], names: list[str], canonical: str = ""
) -> bytes:
    """With everything that stands around the text of a real page."""
    chance = random.Random(title)
    menu = "".join(
        f"<li class='menu-item nivel-1'><a class='menu-link' href='/{section}'>{section}</a><ul>"
        + "".join(
            f"<li class='menu-item nivel-2'><a href='{name}' title='{name}'>{name[1:]}</a></li>"
            for name in names[index :: len(SECTIONS)][:6]
        )
        + "</ul></li>"
        for index, section in enumerate(SECTIONS)
    )
    cards = "".join(
        f"<article class='tarjeta'><a href='{path}?utm_source=relacionados&amp;utm_medium=web'>"
        f"<img src='/img/{index}.webp' alt='' width='320' height='180' loading='lazy'></a>"
        f"<h3><a href='{path}#parte-1'>{path[1:]}</a></h3><p>{sentence(chance)}</p></article>"
        for index, path in enumerate(related)
    )
    comments = "".join(
        f"<li class='comentario'><b>Visitante {index}</b><p>{sentence(chance)}</p></li>"
        for index in range(5)
    )
    data = json.dumps({f"clave-{n}": sentence(chance) for n in range(60)})
    style = "".join(f".c-{n}{{margin:{n}px;padding:0 {n}px;color:#333}}" for n in range(240))
    main_version = f"<link rel='canonical' href='{canonical}'>" if canonical else ""
    footer = "".join(f"<a href='https://red-{n}.example/'>Red {n}</a> " for n in range(12))
    return (
        f"<!doctype html><html lang='es-CL'><head><meta charset='utf-8'><title>{title} | "
        f"Universidad</title>{main_version}<meta name='description' content='{title}'>"
        f"<style>{style}</style><script>window.datos = {data};</script></head><body>"
        f"<a class='skip' href='#main'>Ir al contenido</a><header class='site-header'><nav "
        f"aria-label='Principal'><ul class='menu'>{menu}</ul></nav></header>"
        "<nav class='breadcrumb'><a href='/'>Inicio</a> › <span>Aquí</span></nav>"
        f"<div class='layout'><main id='main'>{main}</main><aside class='sidebar'><h2>Te puede "
        f"interesar</h2>{cards}</aside></div><section id='comments'><h2>Comentarios</h2><ol>"
        f"{comments}</ol></section><footer class='site-footer'>{footer}<p>© Universidad. Todos "
        f"los derechos reservados.</p></footer><script>{'/* medir */ ' * 99}</script></body></html>"
    ).encode()


class Site:
    """Answers by path; `asked` are the paths of HTML pages, `times` the first and last request."""

    def __init__(self, articles: int, origin: str) -> None:
        html = "text/html; charset=utf-8"
        self.pages = build(articles)
        entries = "".join(f"<url><loc>{origin}{path}</loc></url>" for path in self.pages)
        sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
        robots = f"User-agent: *\nDisallow: /admin/\nSitemap: {origin}/sitemap.xml\n"
        self.answers = {path: _answer(body, html) for path, body in self.pages.items()} | {
            "/robots.txt": _answer(robots.encode(), "text/plain"),
            "/sitemap.xml": _answer(sitemap.encode(), "application/xml"),
        }
        self.nothing = _answer(b"", html, b"404 Not Found")
        self.forget()

    def forget(self) -> None:
        self.asked: Counter[str] = Counter()
        self.first = 0.0

    def answer(self, target: str) -> bytes:
        if target == "/_forget":
            self.forget()
            return _answer(b"{}", "application/json")
        if target == "/_counts":
            told = {"asked": self.asked, "first": self.first}
            return _answer(json.dumps(told).encode(), "application/json")
        self.first = self.first or time.time()
        # The server does not know tracking parameters: any such address is the page.
        plain = target.partition("?utm_")[0]
        if plain in self.pages:
            self.asked[target] += 1
        return self.answers.get(plain, self.nothing)


def _answer(body: bytes, kind: str, status: bytes = b"200 OK") -> bytes:
    head = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
    return head % (status, kind.encode(), len(body)) + body


class Talk(asyncio.Protocol):
    """One connection, kept open: request heads in, whole answers out."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        *heads, self.waiting = (self.waiting + data).split(b"\r\n\r\n")
        for head in heads:
            self.transport.write(self.site.answer(head.split(b" ", 2)[1].decode()))


async def serve(port: int, articles: int) -> None:
    site = Site(articles, f"http://127.0.0.1:{port}")
    server = await asyncio.get_running_loop().create_server(lambda: Talk(site), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
