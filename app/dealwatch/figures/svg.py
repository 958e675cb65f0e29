"""A figure as an SVG document: for the clipboard, for files and for the case file. Colours come from the tokens."""

from __future__ import annotations

from html import escape

from dealwatch.figures.glyphs import glyph_body
from dealwatch.figures.measure import PX_PER_POINT
from dealwatch.figures.shapes import Circle, Figure, Fill, Glyph, Line, Polygon, Rect, Run, Shape, Text
from dealwatch.figures.tokens import LIGHT, Tokens

FONT = "Noto Sans, Segoe UI, sans-serif"


def to_svg(figure: Figure, tokens: Tokens = LIGHT, font: str = FONT) -> str:
    """The figure with its title and summary as accessible text; the same figure always gives the same bytes."""
    body = "".join(draw(shape, tokens) for shape in figure.shapes)
    hatch = ""
    if any(getattr(shape, "fill", None) is Fill.HATCH for shape in figure.shapes):
        hatch = (
            '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{tokens.base}"/>'
            f'<rect width="2" height="6" fill="{tokens.ochre}"/></pattern></defs>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(figure.width)}" height="{_n(figure.height)}" '
        f'viewBox="0 0 {_n(figure.width)} {_n(figure.height)}" role="img" font-family="{escape(font)}">'
        f"<title>{escape(figure.title)}</title><desc>{escape(figure.summary)}</desc>{hatch}{body}</svg>\n"
    )


def draw(shape: Shape, tokens: Tokens) -> str:
    """One shape as SVG elements."""
    match shape:
        case Rect():
            return _rect(shape, tokens)
        case Line():
            return _line(shape, tokens)
        case Polygon():
            return _polygon(shape, tokens)
        case Circle():
            return _circle(shape, tokens)
        case Text():
            return _text(shape, tokens)
        case Glyph():
            return _glyph(shape, tokens)


def _rect(shape: Rect, tokens: Tokens) -> str:
    extra = f' rx="{_n(shape.radius)}"' if shape.radius else ""
    extra += f' opacity="{_n(shape.opacity)}"' if shape.opacity < 1 else ""
    extra += ' stroke-dasharray="3 3"' if shape.dashed else ""
    return (
        f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
        f"{_paint(shape.fill, shape.colour, shape.stroke, shape.stroke_width, tokens)}{extra}/>"
    )


def _line(shape: Line, tokens: Tokens) -> str:
    extra = f' stroke-dasharray="{" ".join(_n(part) for part in shape.dash)}"' if shape.dash else ""
    extra += ' stroke-linecap="round"' if shape.round_caps else ""
    return (
        f'<line x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}" '
        f'stroke="{tokens.colour(shape.colour)}" stroke-width="{_n(shape.width)}"{extra}/>'
    )


def _polygon(shape: Polygon, tokens: Tokens) -> str:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
    return f'<polygon points="{points}"{_paint(shape.fill, shape.colour, shape.stroke, shape.stroke_width, tokens)}/>'


def _circle(shape: Circle, tokens: Tokens) -> str:
    paint = _paint(shape.fill, shape.colour, shape.stroke, shape.stroke_width, tokens)
    return f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"{paint}/>'


def _text(shape: Text, tokens: Tokens) -> str:
    anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
    place = f'x="{_n(shape.x)}" y="{_n(shape.baseline)}" font-size="{_n(shape.size * PX_PER_POINT)}"{anchor}'
    spans = "".join(_run(run, tokens, first) for run, first in _firsts(shape.runs))
    if not shape.halo:
        return f"<text {place}>{spans}</text>"
    # the halo is a text of its own below: not every reader of SVG knows paint-order
    ground = f'fill="none" stroke="{tokens.colour(shape.halo)}" stroke-width="4" stroke-linejoin="round"'
    bare = "".join(_run(run, tokens, first, plain=True) for run, first in _firsts(shape.runs))
    return f'<text {place} {ground} aria-hidden="true">{bare}</text><text {place}>{spans}</text>'


def _glyph(shape: Glyph, tokens: Tokens) -> str:
    attributes, body = glyph_body(shape.badge)
    return (
        f'<svg x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.size)}" height="{_n(shape.size)}" '
        f'color="{tokens.colour(shape.colour)}" {attributes}>{body}</svg>'
    )


def _firsts(runs: tuple[Run, ...]) -> list[tuple[Run, bool]]:
    return [(run, index == 0) for index, run in enumerate(runs)]


def _run(run: Run, tokens: Tokens, first: bool, plain: bool = False) -> str:
    colour = "" if plain else f' fill="{tokens.colour(run.colour)}"'
    weight = ' font-weight="600"' if run.bold else ""
    gap = "" if first else ' dx="6"'
    return f"<tspan{colour}{weight}{gap}>{escape(run.text)}</tspan>"


def _paint(fill: Fill, colour: str, stroke: str, stroke_width: float, tokens: Tokens) -> str:
    inside = {Fill.NONE: "none", Fill.HATCH: "url(#hatch)"}.get(fill) or tokens.colour(colour)
    edge = f' stroke="{tokens.colour(stroke)}" stroke-width="{_n(stroke_width)}"' if stroke else ""
    return f' fill="{inside}"{edge}'


def _n(value: float) -> str:
    """A number in its shortest stable form, to a tenth of a px."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
