"""How wide a text is when nobody can ask a font: the average widths of Noto Sans, for figures drawn without a screen.

The window measures with its own font instead and passes that in.
"""

from __future__ import annotations

_NARROW = frozenset("ijlI.,:;'|!()[] ft-·")
_WIDE = frozenset("mwMW@%—")
PX_PER_POINT = 96 / 72


def estimate(text: str, size: float, bold: bool) -> float:
    """Width in px at 100 %, a little generous: a label that is left out is better than one that overlaps."""
    em = size * PX_PER_POINT
    units = sum(_unit(char) for char in text)
    return units * em * (1.07 if bold else 1.0)


def _unit(char: str) -> float:
    if char in _NARROW:
        return 0.33
    if char in _WIDE:
        return 0.9
    return 0.64 if char.isupper() else 0.57
