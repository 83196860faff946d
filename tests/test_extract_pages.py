"""On pages as university sites make them, nearly all content is kept and nearly no frame.

These pages are those on which the reading was made; `python -m benchmarks.main_text` says more.
"""

from __future__ import annotations

import pytest

from benchmarks.main_text import PAGES, large_pages, measure, ours, pages
from tests.extract_stage import URL

pytestmark = pytest.mark.pure


def test_there_are_pages_of_many_kinds() -> None:
    found = list(pages(PAGES))
    assert len(found) >= 60
    for name, body, about in found:
        assert about["keep"], name
        assert body, name


def test_content_is_kept_and_frame_is_left_out() -> None:
    score = measure(PAGES, ours)
    assert score.share_kept >= 0.99, score.misses
    assert score.share_through <= 0.01, score.misses
    assert score.titles >= score.pages - 1, score.misses
    assert score.languages >= score.pages - 1, score.misses


def test_the_measure_tells_what_was_lost_and_let_through() -> None:
    def nothing(body: bytes, url: str) -> object:
        return ours(b"", url)

    def everything(body: bytes, url: str) -> object:
        return ours(b"<p>" + " ".join(sentences).encode() + b"</p>", url)

    sentences = [s for _, _, about in pages(PAGES) for s in (*about["keep"], *about["drop"])]
    assert measure(PAGES, nothing).share_kept == 0.0  # type: ignore[arg-type]
    assert measure(PAGES, everything).share_through > 0.9  # type: ignore[arg-type]


def test_large_pages_are_made_of_the_same_sentences_and_read() -> None:
    bodies = large_pages(PAGES, 2)
    assert all(40_000 < len(body) < 65_000 for body in bodies)
    assert bodies[0] != bodies[1]
    assert len(ours(bodies[0], URL).text) > 10_000
