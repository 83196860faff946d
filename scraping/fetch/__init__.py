"""Reading the web, and nothing but the web.

`addresses` (`canonical`, `page_key`, `same_site`, `aligned`, `trap`), `client` (`Fetcher`,
`Fetched`, `FetchError`, `Wanted`), `robots.fetch(fetcher, url)` with `Robots`,
`sitemaps.fetch(fetcher, url)` with `Sitemap`. Where a connection may go is decided in `guard`.
"""
