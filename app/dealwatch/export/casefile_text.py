"""Reads the printed text back out of a case file's pages, so that what is printed can be held against what is embedded.

Knows just the PDF that typst writes: fonts with two-byte codes and a ToUnicode map. Must not contain: judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

DAMAGE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError)
"""What pikepdf raises where a damaged file has something else than it should, or nothing, in a place."""

_CHAR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


def page_text(page: pikepdf.Page, *, furniture: bool = True) -> str:
    """The text of one page in the order in which it is drawn, without line breaks.

    Without `furniture` header, footer and repeated table heads are left out (what is marked as an artifact). A damaged
    part of the page gives no text; it is not an error.
    """
    return "".join(_shown(page, furniture))


def uses_font(page: pikepdf.Page, name: str) -> bool:
    """Whether a font whose name contains `name` is used on the page."""
    return any(name in str(font.get("/BaseFont", "")) for font in _fonts(page).values())


def _fonts(page: pikepdf.Page) -> dict[str, pikepdf.Dictionary]:
    resources: Any = page.obj.get("/Resources")
    fonts: Any = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(fonts, pikepdf.Dictionary):
        return {}
    return {name: font for name, font in fonts.items() if isinstance(font, pikepdf.Dictionary)}


def _shown(page: pikepdf.Page, furniture: bool) -> Iterator[str]:
    maps = {name: _unicode(font) for name, font in _fonts(page).items()}
    try:
        instructions = pikepdf.parse_content_stream(page, "Tf Tj TJ BMC BDC EMC")
    except DAMAGE:
        return
    current: dict[int, str] = {}
    inside: list[bool] = []  # marked content that is open; True for an artifact
    for operands, operator in ((item.operands, str(item.operator)) for item in instructions):
        shown: Any = operands[0] if len(operands) else None
        if operator in ("BMC", "BDC"):
            inside.append(str(shown) == "/Artifact" and not furniture)
        elif operator == "EMC":
            del inside[-1:]
        elif operator == "Tf":
            current = maps.get(str(shown), {})
        if any(inside):
            continue
        for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
            if isinstance(part, pikepdf.String):
                yield _decode(bytes(part), current)


def _decode(codes: bytes, known: dict[int, str]) -> str:
    return "".join(known.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2))


def _unicode(font: pikepdf.Dictionary) -> dict[int, str]:
    try:
        cmap = font["/ToUnicode"].read_bytes()
    except DAMAGE:
        return {}
    known: dict[int, str] = {}
    for kind, body in _BLOCK.findall(cmap):
        if kind == b"bfchar":
            known |= {int(code, 16): _text(value) for code, value in _CHAR.findall(body)}
        else:
            for first, last, value in _RANGE.findall(body):
                start = _text(value)
                for code in range(int(first, 16), int(last, 16) + 1):
                    known[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return known


def _text(value: bytes) -> str:
    """UTF-16 in hexadecimal; a value of the wrong length is damage."""
    return bytes.fromhex(value.decode()).decode("utf-16-be", "replace") if len(value) % 4 == 0 else "\ufffd"
