"""Bodies: unpacked as they come, counted as they grow, refused when too large or cut short."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.sources.http_body import Body, Broken, TooLarge

TEXT = b"A register of acquisitions. " * 5000


def read(chunks: Iterable[bytes], encoding: str = "", limit: int = 1 << 20) -> Body:
    body = Body(limit)
    body.read(chunks, encoding)
    return body


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
def test_a_plain_body(encoding: str) -> None:
    body = read([b"one ", b"", b"two"], encoding)
    assert (body.bytes, body.size) == (b"one two", 7)


@pytest.mark.parametrize("size", [1, 7, 100, 1 << 20])
@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZip"])
def test_a_packed_body(encoding: str, size: int) -> None:
    assert read(cut(gzip.compress(TEXT), size), encoding).bytes == TEXT


@given(st.binary(max_size=3000), st.integers(min_value=1, max_value=64))
def test_whatever_is_packed_comes_out(data: bytes, size: int) -> None:
    assert read(cut(gzip.compress(data), size), "gzip").bytes == data


def test_a_stream_of_several_members() -> None:
    packed = gzip.compress(b"first ") + gzip.compress(TEXT) + gzip.compress(b" last")
    assert read([packed], "gzip").bytes == b"first " + TEXT + b" last"
    assert read(cut(packed, 3), "gzip").bytes == b"first " + TEXT + b" last"


def test_an_empty_packed_body_is_empty() -> None:
    assert read([], "gzip").bytes == b""
    assert read([b""], "gzip").bytes == b""


def test_output_of_exactly_one_piece_is_whole() -> None:
    data = bytes(1 << 18)
    assert read([gzip.compress(data)], "gzip").bytes == data


def test_a_packed_body_that_ends_too_early_is_broken() -> None:
    packed = gzip.compress(TEXT)
    body = Body(1 << 20)
    with pytest.raises(Broken, match="too early"):
        body.read([packed[: len(packed) // 2]], "gzip")


def test_what_is_not_packed_as_said_is_broken() -> None:
    with pytest.raises(Broken):
        read([b"<html>"], "gzip")


def test_an_encoding_nobody_asked_for_is_broken() -> None:
    with pytest.raises(Broken, match="br"):
        read([b"x"], "br")


def test_the_limit_is_exact() -> None:
    assert read([b"12345"], limit=5).bytes == b"12345"
    body = Body(5)
    with pytest.raises(TooLarge):
        body.read([b"123", b"456"], "")
    assert body.size == 6


def test_a_bomb_ends_quickly_and_small() -> None:
    """256 MiB of zeros in a quarter of a megabyte: given up just above the limit, with little memory."""
    packer = zlib.compressobj(9, wbits=31)
    block = bytes(1 << 20)
    packed = b"".join(packer.compress(block) for _ in range(256)) + packer.flush()
    body = Body(4 << 20)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            body.read(cut(packed, 64 << 10), "gzip")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert body.size <= (4 << 20) + (1 << 18)
    assert peak < 12 << 20
