"""How much of anything a crawl takes from a server."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes are counted decompressed, and the same number bounds them on the wire."""

    html: int = 3 * MEGABYTE  # HTML, plain text, Markdown
    document: int = 20 * MEGABYTE  # PDF, DOCX
    # RFC 9309, 2.5: at least 500 kibibytes of a robots.txt are to be read.
    robots: int = 500 * 1024
    # The protocol of sitemaps allows 50 MB; 50,000 ordinary addresses are about 6.
    sitemap: int = 10 * MEGABYTE
    head: int = 64 * 1024  # status line and headers of one answer
    redirects: int = 5
    resolving: float = 5.0  # seconds for the name
    connecting: float = 10.0  # seconds for TCP and TLS
    silence: float = 15.0  # seconds without a byte
    total: float = 30.0  # seconds for all, redirects included
    rest: float = 0.5  # seconds for the rest of an answer that is of no interest
    idle: float = 30.0  # seconds that an unused connection is kept


DEFAULT = Limits()
