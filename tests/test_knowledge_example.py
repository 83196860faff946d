"""The example university: one press in the empty list, and all of it is found."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from analysis.pipeline import analyse
from conversations.answers.base import AnswerRequest
from conversations.answers.embedded import compose
from scraping import search
from scraping.demo_site import content
from scraping.models import Page, Snippet, Source
from scraping.passages import SURE
from tests.cast import Cast
from tests.crawl_stage import go_on
from tests.servers import ThreadServer
from tests.source_rows import browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pressed(
    cast: Cast, server: ThreadServer, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Source:
    """The source after the press, before it is read."""
    settings.CRAWL_DEMO_SITE = f"{server.url}/universidad/"
    settings.CRAWL_DELAY_SECONDS = 0
    monkeypatch.setattr("scraping.tasks.crawl.apply_async", lambda *_, **__: None)
    monkeypatch.setattr("scraping.progress.tell", lambda _source_id: None)
    client = browser(cast.tomas)
    html = client.get("/knowledge/").content.decode()
    form = html[html.index('class="empty"') :].partition("</form>")[0]
    assert "Probar con la universidad de ejemplo" in form
    given = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert client.post("/knowledge/add/", given).status_code == 302
    return Source.objects.get()


def test_all_of_its_pages_are_read_and_the_excluded_one_is_not_found(pressed: Source) -> None:
    source = go_on(pressed)
    pages = Page.objects.filter(source=source)
    left = dict(pages.exclude(state="done").values_list("url", "reason"))
    root = pressed.url
    hidden = {f"{root}{path}/" for path, page in content.pages().items() if page.noindex}
    assert {url for url, reason in left.items() if reason == "noindex"} == hidden
    assert len(hidden) == 1
    every = {f"{root}{path}/" if path else root for path in content.pages()}
    read = set(pages.filter(state="done").values_list("url", flat=True))
    assert every - read == hidden
    assert source.reason == ""
    assert source.site["named"] == [f"{root}sitemap.xml"]
    assert source.site["maps"] == 1
    assert not Snippet.objects.filter(page__url__in=hidden).exists()
    found = search.look("aranceles 2024", institution_id=source.institution_id, k=10)
    assert found.passages
    assert not {passage.url.partition("#")[0] for passage in found.passages} & hidden
    _answers_the_first_question(source)


def _answers_the_first_question(source: Source) -> None:
    """What the example is there to show, as a student gets it."""
    asked = "¿qué hago si me quedo sin plata para la U?"
    found = search.look(asked, institution_id=source.institution_id)
    assert found.answered
    # There are no vectors here, and words alone are less sure than both together.
    read = tuple(replace(passage, score=SURE) for passage in found.passages)
    passages = search.with_quotes(asked, read, institution_id=source.institution_id)
    answer = compose(
        AnswerRequest(
            conversation_id="1",
            text=asked,
            analysis=analyse(asked),
            history=(),
            state={},
            now=timezone.localtime(),
            passages=passages,
        )
    )
    page, _hash, words = answer.citations[0]["url"].partition("#:~:text=")
    assert page == f"{source.url}beneficios/beca-de-emergencia-economica/"
    assert words
    assert "Cierre 4 de diciembre de 2026, 16:00 horas" in answer.text  # the deadline
    assert f"«{answer.citations[0]['quote']}»" in answer.text
