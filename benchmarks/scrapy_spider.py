"""Scrapy's side of `benchmarks.crawl`, run by the Python of a throw-away environment.

`python scrapy_spider.py URL FILE` reads the site from its first page and its sitemap, obeying
robots.txt, as many requests at a time as Scrapy makes by itself; trafilatura reads each page as
Markdown with tables; what was read goes to FILE, a page a line. Last line on standard output: JSON
with `texts` (pages that had one), `cpu` (seconds of processor, without imports) and `end` (seconds
since 1970).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.linkextractors import LinkExtractor
from scrapy.utils.sitemap import Sitemap


class Spider(scrapy.Spider):
    name = "university"
    texts = 0
    end = 0.0

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.links = LinkExtractor(allow_domains=[urlsplit(url).netloc])

    async def start(self) -> AsyncIterator[Any]:
        yield scrapy.Request(self.url)
        yield scrapy.Request(urljoin(self.url, "/sitemap.xml"), callback=self.read_sitemap)

    def read_sitemap(self, response: Response) -> Iterator[Any]:
        for entry in Sitemap(response.body):
            yield scrapy.Request(entry["loc"])

    def parse(self, response: Response, **_: Any) -> Iterator[Any]:
        text = trafilatura.extract(
            response.body,
            url=response.url,
            output_format="markdown",
            include_tables=True,
            include_comments=False,
            favor_recall=True,
        )
        Spider.texts += bool(text)
        yield {"url": response.url, "title": response.css("title::text").get(), "text": text}
        for link in self.links.extract_links(response):
            yield scrapy.Request(link.url)

    def closed(self, reason: str) -> None:
        Spider.end = time.time()


def main(url: str, file: str) -> None:
    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "DOWNLOAD_DELAY": 0,
            "CONCURRENT_REQUESTS": 16,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
            "LOG_LEVEL": "WARNING",
            "TELNETCONSOLE_ENABLED": False,
            "FEEDS": {file: {"format": "jsonlines"}},
        }
    )
    before = time.process_time()
    process.crawl(Spider, url=url)
    process.start()
    spent = time.process_time() - before
    print(json.dumps({"texts": Spider.texts, "end": Spider.end, "cpu": spent}))


if __name__ == "__main__":
    main(*sys.argv[1:])
