"""Which characters the faces of the case file can show: read from the fonts' own character maps.

A single character without a glyph stops a PDF/A export, so it has to be known beforehand. Must not contain: what is
done about such a character (`typeset_text`).
"""

from __future__ import annotations

import struct
from functools import cache
from importlib.resources import files
from pathlib import Path

_FACES = ("fontpkg_source_serif_4", "fontpkg_source_sans_3", "fontpkg_source_code_pro")
_FALLBACK = "fontpkg_noto_sans"


def font_folders() -> list[Path]:
    """The folders with the font files, in a fixed order: the result must not depend on the machine's own fonts."""
    return [_folder(package) for package in (*_FACES, _FALLBACK)]


def _folder(package: str) -> Path:
    return Path(str(files(package) / "files"))


@cache
def printable() -> frozenset[int]:
    """Code points that every face shows, upright and italic, or else the fallback face."""
    return frozenset.intersection(*map(_shown, _FACES)) | _shown(_FALLBACK)


def _shown(package: str) -> frozenset[int]:
    paths = sorted(_folder(package).glob("*.ttf"))
    return frozenset.intersection(*(code_points(path.read_bytes()) for path in paths))


def code_points(font: bytes) -> frozenset[int]:
    """Every code point that a TrueType file maps to a glyph (`cmap` formats 4 and 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    start = next(
        struct.unpack_from(">I", font, 12 + 16 * n + 8)[0]
        for n in range(tables)
        if font[12 + 16 * n : 12 + 16 * n + 4] == b"cmap"
    )
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", font, start + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * n)
        at = start + offset
        kind = struct.unpack_from(">H", font, at)[0]
        if platform in (0, 3) and kind == 4:
            found |= _segments(font, at)
        elif platform in (0, 3) and kind == 12:
            found |= _groups(font, at)
    return frozenset(found)


def _segments(font: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{count}H", font, at + 14 + 2 * count * n + (2 if n else 0)) for n in range(4)
    )
    table = at + 16 + 6 * count
    found = set()
    for n, (first, last, delta, distance) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            if distance == 0:
                glyph = (point + delta) & 0xFFFF
            else:
                glyph = struct.unpack_from(">H", font, table + 2 * n + distance + 2 * (point - first))[0]
            if glyph:
                found.add(point)
    return found


def _groups(font: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">I", font, at + 12)[0]
    found: set[int] = set()
    for n in range(count):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * n)
        found.update(point for point in range(first, last + 1) if glyph + point - first)
    return found
