"""How a fetch ends when it does not end with a page."""

from __future__ import annotations


class BadAddress(Exception):
    """A text is no address that may be read.

    `code` is one of `bad_address`, `bad_scheme`, `credentials` of `scraping.reasons`.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(f"{code} {detail}".strip())


class FetchError(Exception):
    """A page that could not be had.

    `code` and `detail` are those of `scraping.reasons`. `retryable` says whether the same request
    may succeed later; `retry_after` is what the server asked for, in seconds. `status` is the HTTP
    status where there was one.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        retryable: bool = False,
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        self.code = code
        self.detail = detail
        self.retryable = retryable
        self.retry_after = retry_after
        self.status = status
        super().__init__(f"{code} {detail}".strip())
