"""JSON answers of official sources: decoding into typed structs, and values that come as text or number.

Must not contain: the fields of any one source.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from dealwatch.sources.landmarks import layout_changed, refuse_notices
from dealwatch.sources.printed import clean

T = TypeVar("T")


def read_json(body: bytes, kind: type[T], site: str) -> T:
    """Decode; SourceProblem for a web page in its place and for anything that is not of the described shape."""
    refuse_notices(body, site)
    try:
        return msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise layout_changed(site, str(error)) from error


def text(value: Any) -> str:
    """A text on one line, a number as it is written, nothing for anything else."""
    if isinstance(value, str):
        return clean(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a list, or the one text that stands in its place."""
    values = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(text, values)))
