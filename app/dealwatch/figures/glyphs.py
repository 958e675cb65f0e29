"""Our own status glyphs: the drawings lie in resources/icons, this reads them. Never from an icon font."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dealwatch.model.status import Badge


@cache
def glyph_svg(badge: Badge) -> str:
    """The glyph as an SVG document on a 12-grid, drawn in `currentColor`."""
    return _read(f"status/{badge.value}.svg")


@cache
def icon_svg(name: str) -> str:
    """Another drawing of ours: `dealwatch`, `tray-normal`, `tray-changes`, `tray-attention`, `tray-paused`."""
    return _read(f"{name}.svg")


def glyph_body(badge: Badge) -> tuple[str, str]:
    """The attributes of the glyph's root and what lies in it, to be nested in a larger drawing."""
    text = glyph_svg(badge)
    start = text.index(">") + 1
    attributes = text[len("<svg ") : start - 1].replace('width="12" height="12" ', "")
    return attributes.replace('xmlns="http://www.w3.org/2000/svg" ', ""), text[start : text.rindex("</svg>")]


def _read(name: str) -> str:
    return files("dealwatch.resources").joinpath("icons", *name.split("/")).read_text(encoding="utf-8").strip()
