"""What is known: sources, their pages, and the pieces of text by which they are found."""

from scraping.models.hosts import CrawlHost
from scraping.models.knowledge import Chunk, Index, Removal, Revision, Snippet, Vector
from scraping.models.questions import OpenQuestion
from scraping.models.sources import Page, Source

__all__ = [
    "Chunk",
    "CrawlHost",
    "Index",
    "OpenQuestion",
    "Page",
    "Removal",
    "Revision",
    "Snippet",
    "Source",
    "Vector",
]
