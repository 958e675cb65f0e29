"""Reads a response body: unpacked as it comes, counted as it grows, refused when it is too large or cut short.

The compression is undone here and not by the HTTP client, because only so a stream that ends too early is noticed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

ACCEPTED = "gzip"
"""What we say we can read (`Accept-Encoding`)."""

_PIECE = 1 << 18
_GZIP = zlib.MAX_WBITS | 16


class TooLarge(Exception):
    """The body is larger than allowed."""


class Broken(Exception):
    """The body is cut short, or is not packed as the server says."""


class Body:
    """A body as it grows. `size` counts unpacked bytes, also after a failure."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._buffer = BytesIO()

    def read(self, chunks: Iterable[bytes], encoding: str) -> None:
        """Take in everything. Raises `Broken`; `TooLarge` soon after the limit, however small the packed body is."""
        for piece in _unpack(chunks, encoding):
            self.size += len(piece)
            if self.size > self.limit:
                raise TooLarge(f"more than {self.limit} bytes")
            self._buffer.write(piece)

    @property
    def bytes(self) -> bytes:
        return self._buffer.getvalue()


def _unpack(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    match encoding.strip().lower():
        case "" | "identity":
            yield from chunks
        case "gzip" | "x-gzip":
            yield from _gunzip(chunks)
        case other:
            raise Broken(f"content encoding {other!r} was not asked for")


def _gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    started = False
    for chunk in chunks:
        data, more = chunk, bool(chunk)
        while more:
            if unpacker.eof:  # a further member of the same stream
                unpacker = zlib.decompressobj(_GZIP)
            started = True
            try:
                piece = unpacker.decompress(data, _PIECE)
            except zlib.error as error:
                raise Broken(str(error)) from error
            yield piece
            data = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            # A full piece may leave output inside the unpacker although no input is left.
            more = bool(data) or (len(piece) == _PIECE and not unpacker.eof)
    if started and not unpacker.eof:
        raise Broken("the packed body ends too early")
