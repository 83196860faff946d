"""Where the citations of an answer lead: pages on the web, documents here, and nowhere else."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from conversations.models import Message
from conversations.templatetags.cited import link_of
from conversations.wire import message_dict
from scraping.models import Page
from scraping.search.merging import _address
from tests.cast import Cast, conversation_of
from tests.chat_stage import said, told, wired
from tests.source_rows import browser, file_of, page_of, passages_of, ready
from tests.test_story import Enter, online
from tests.test_story import enter as enter

ID = "0b9f1a52-6d0e-4c1b-9a8e-2f6f0d5c7e11"
LINKS = [
    "https://example.edu/becas#:~:text=hasta%20el%2030",
    "http://example.edu/",
    f"/knowledge/documents/{ID}/",
    f"/knowledge/documents/{ID}/#p12",
]
NO_LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)//http://example.edu",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/knowledge/documents/",
    "/\\evil.example/",
    "/\t/evil.example/",
    f"//evil.example/knowledge/documents/{ID}/",
    f"/knowledge/documents/{ID}/../../../accounts/logout/",
    f"/knowledge/documents/{ID}/#p1\njavascript:alert(1)",
    "/accounts/logout/",
    "https:///evil.example",
    "httpx://example.edu/",
    "",
]


def document_of(cast: Cast) -> Page:
    page = page_of(file_of(cast.tomas), title="Reglamento")
    passages_of(page, "# Beca", "## Plazo")
    return page


def cited(url: str, title: str = "Reglamento") -> dict[str, str]:
    return {"title": title, "url": url, "quote": "Hasta el 30 de noviembre."}


@pytest.mark.parametrize("url", LINKS)
def test_pages_and_documents_are_links(url: str) -> None:
    assert link_of(url) == url


@pytest.mark.parametrize("url", [*NO_LINKS, None, 7])
def test_nothing_else_is_a_link(url: Any) -> None:
    assert link_of(url) == ""


def test_the_search_names_documents_by_addresses_that_are_links() -> None:
    place: Any = SimpleNamespace(url="", page_id=ID, position=3)
    address = _address(place)
    assert address == reverse("knowledge:document", args=[ID]) + "#p3"
    assert link_of(address) == address


@pytest.mark.django_db
def test_the_page_of_the_server_links_a_document_and_no_trap(cast: Cast) -> None:
    conversation = told(cast.ana, {})
    address = f"/knowledge/documents/{document_of(cast).id}/#p1"
    traps = [cited(url, f"Trampa {n}") for n, url in enumerate(NO_LINKS)]
    said(conversation, "Hasta el 30.", citations=[cited(address), cited(LINKS[0], ""), *traps])
    html = browser(cast.ana).get(f"/chat/{conversation.id}/").content.decode()
    listed = html[html.index('<ol class="citations"') :].partition("</ol>")[0]
    assert re.findall(r'href="([^"]*)"', listed) == [address, LINKS[0]]
    assert f">{LINKS[0]}</a>" in listed
    assert listed.count("Trampa") == len(NO_LINKS)


@pytest.mark.django_db
def test_who_may_open_a_cited_document(cast: Cast) -> None:
    address = f"/knowledge/documents/{document_of(cast).id}/"
    assert browser(cast.ana).get(address).status_code == 200
    assert browser(cast.omar).get(address).status_code == 404
    signed_out = Client().get(address)
    assert signed_out.status_code == 302
    assert signed_out["Location"] == f"/accounts/login/?next={address}"
    web = page_of(ready(cast.tomas))
    assert browser(cast.ana).get(f"/knowledge/documents/{web.id}/").status_code == 404


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_live_answer_links_its_document_and_a_student_opens_it(cast: Cast, enter: Enter) -> None:
    conversation = conversation_of(cast.ana)
    page = enter(cast.ana, "/accounts/me/")
    sockets = wired(page)
    page.goto(f"/chat/{conversation.id}/")
    online(page)
    address = f"/knowledge/documents/{document_of(cast).id}/#p1"
    citations = [cited(url) for url in [address, *LINKS[:3], *NO_LINKS]]
    answer = Message(
        conversation=conversation, seq=1, sender="assistant", text="Hasta.", citations=citations
    )
    message = {"message": message_dict(answer), "quick_replies": [], "state": {}}
    sockets[-1].send(json.dumps({"type": "complete", "data": message}))

    sources = page.get_by_role("list", name="Fuentes")
    links = sources.get_by_role("link")
    expect(links).to_have_count(4)
    addresses = [link.get_attribute("href") for link in links.all()]
    assert addresses == [address, *LINKS[:3]]
    expect(sources.get_by_role("button")).to_have_count(len(NO_LINKS))
    for trap in sources.get_by_role("button").all():
        trap.click()
        expect(page.get_by_role("link", name="Abrir la fuente")).to_be_hidden()
        page.keyboard.press("Escape")

    links.first.click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Abrir la fuente").click()
    reader = opened.value
    expect(reader.get_by_role("heading", level=1)).to_have_text("Reglamento")
    expect(reader.locator("#p1")).to_be_in_viewport()
    # What was cited stands out.
    marked = "getComputedStyle(document.querySelector('#p1')).backgroundColor"
    plain = "getComputedStyle(document.querySelector('#p0')).backgroundColor"
    assert reader.evaluate(marked) != reader.evaluate(plain)
