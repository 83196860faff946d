"""Compressed bodies, opened a little at a time: a bomb is noticed before it has gone off."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

from scraping.fetch.errors import FetchError

PIECE = 64 * 1024
CODINGS = "gzip, deflate, br"
# Of a gzip: servers that flush often make some hundreds, and an empty one costs as much as any.
MOST_MEMBERS = 10_000
_GZIP = b"\x1f\x8b"


class Decoder(Protocol):
    unread: int  # bytes of what was fed that are not opened yet

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Pieces of some `PIECE` bytes at most; what is not asked for is not opened.

        Raises `FetchError` (`broken_answer`).
        """

    def finish(self) -> None:
        """Raise `FetchError` when the data ended in the middle."""


def decoder(coding: str) -> Decoder:
    """For the value of Content-Encoding; `FetchError` for one that we did not ask for."""
    names = [name.strip().lower() for name in coding.split(",")]
    names = [name for name in names if name not in {"", "identity"}]
    if not names:
        return _Plain()
    if len(names) == 1 and names[0] in {"gzip", "x-gzip"}:
        return _Zlib(gzip=True)
    if names == ["deflate"]:
        return _Zlib(gzip=False)
    if names == ["br"]:
        return _Brotli()
    raise FetchError("broken_answer", coding[:50])


def _broken() -> FetchError:
    return FetchError("broken_answer", retryable=True)


class _Plain:
    unread = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def finish(self) -> None:
        """Plain data may end anywhere."""


class _Zlib:
    """gzip, of one member or several; deflate with its zlib header or, as some send it, without."""

    def __init__(self, *, gzip: bool) -> None:
        self.unread = 0
        self._gzip = gzip
        self._started = False
        self._members = 1
        self._held = b""  # the first byte of two that are looked at together
        self._is_padding = False
        self._open = zlib.decompressobj(zlib.MAX_WBITS | 16 if gzip else zlib.MAX_WBITS)

    def feed(self, data: bytes) -> Iterator[bytes]:
        # What zlib does not take is copied again and again: of little there is little to copy.
        for first in range(0, len(data), PIECE):
            behind = max(len(data) - first - PIECE, 0)
            for piece in self._slice(self._held + data[first : first + PIECE]):
                self.unread += behind
                yield piece

    def _slice(self, data: bytes) -> Iterator[bytes]:
        self._held = b""
        while data and not self._is_padding:
            if len(data) == 1 and (self._open.eof or not self._started):
                self._held = data
                return
            if self._open.eof:
                # Another member; anything else behind the end is padding.
                self._is_padding = not (self._gzip and data.startswith(_GZIP))
                if self._is_padding:
                    return
                self._members += 1
                if self._members > MOST_MEMBERS:
                    raise _broken()
                self._open = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield from self._member(data)
            data = self._open.unused_data

    def _member(self, data: bytes) -> Iterator[bytes]:
        while True:
            piece = self._decompress(data)
            data = self._open.unconsumed_tail
            self.unread = len(data) + len(self._open.unused_data)
            if piece:
                yield piece
            if self._open.eof or (not data and len(piece) < PIECE):
                return

    def _decompress(self, data: bytes) -> bytes:
        try:
            piece = self._open.decompress(data, PIECE)
        except zlib.error as error:
            if self._gzip or self._started:
                raise _broken() from error
            self._open = zlib.decompressobj(-zlib.MAX_WBITS)
            self._started = True
            return self._decompress(data)
        self._started = True
        return piece

    def finish(self) -> None:
        is_held = bool(self._held) and not self._started
        if is_held or (self._started and not self._open.eof):
            raise _broken()


class _Brotli:
    # It keeps what it has not opened yet to itself; so it gets little at a time.
    _SLICE = 256

    def __init__(self) -> None:
        self.unread = 0
        self._open = brotli.Decompressor()
        self._started = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._started = True
        for first in range(0, len(data), self._SLICE):
            self.unread = max(len(data) - first - self._SLICE, 0)
            yield from self._slice(data[first : first + self._SLICE])
            if self._open.is_finished():
                return

    def _slice(self, data: bytes) -> Iterator[bytes]:
        while True:
            try:
                piece = self._open.process(data, output_buffer_limit=PIECE)
            except brotli.error as error:
                raise _broken() from error
            if piece:
                yield piece
            if self._open.is_finished() or (not piece and self._open.can_accept_more_data()):
                return
            data = b""

    def finish(self) -> None:
        if self._started and not self._open.is_finished():
            raise _broken()
