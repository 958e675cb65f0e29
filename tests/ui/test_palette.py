"""What is painted can be read: every pair of palette roles, every role of words on its grounds, every badge in grey."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from dealwatch.figures.tokens import hue
from dealwatch.model.status import Badge
from dealwatch.ui.draw import Pen, badge_height, badge_width, paint_badge
from dealwatch.ui.theme import Appearance, Theme, choose

LOOKS = (Appearance.LIGHT, Appearance.DARK, Appearance.HIGH_CONTRAST)
R = QPalette.ColorRole
PAIRS = (
    (R.WindowText, R.Window),
    (R.Text, R.Base),
    (R.Text, R.AlternateBase),
    (R.WindowText, R.Base),
    (R.ButtonText, R.Button),
    (R.ToolTipText, R.ToolTipBase),
    (R.PlaceholderText, R.Base),
    (R.PlaceholderText, R.Window),
    (R.HighlightedText, R.Highlight),
    (R.BrightText, R.Highlight),
    (R.Link, R.Base),
    (R.Link, R.Window),
    (R.LinkVisited, R.Base),
)
TEXTS = {
    "text": ("base", "window", "side", "alt", "raised", "sel", "soft", "mark", "ins", "del_"),
    "text2": ("base", "window", "side", "alt", "sel"),
    "text3": ("base", "window", "side", "alt", "sel"),
    "accent": ("base", "window", "side", "alt", "sel", "soft"),
}
"""Roles of words, and the grounds they stand on."""
GRAPHICS = {"edge": ("base", "window", "alt"), "accent": ("base", "window", "side", "sel")}
"""Roles of lines and signs that say something: borders of fields, the ring of the focus, bars at the left."""


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=LOOKS)
def theme(request, qapp) -> Theme:
    return choose(request.param, 1.0, "Noto Sans")


def test_every_pair_of_palette_roles_can_be_read(theme) -> None:
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        palette = theme.palette()
        poor = {
            (ink.name, ground.name): round(found, 2)
            for ink, ground in PAIRS
            if (found := contrast(palette.color(group, ink), palette.color(group, ground))) < 4.5
        }
        assert poor == {}


def test_words_can_be_read_on_every_ground_they_stand_on(theme) -> None:
    poor = {
        (role, ground): round(found, 2)
        for role, grounds in TEXTS.items()
        for ground in grounds
        if (found := contrast(theme.colour(role), theme.colour(ground))) < 4.5
    }
    assert poor == {}


def test_lines_that_say_something_can_be_seen(theme) -> None:
    poor = {
        (role, ground): round(found, 2)
        for role, grounds in GRAPHICS.items()
        for ground in grounds
        if (found := contrast(theme.colour(role), theme.colour(ground))) < 3
    }
    assert poor == {}


def test_a_badge_can_be_read_where_it_stands(theme) -> None:
    """The label of a pill on its own ground, that of a square on its tint, an overlay's on a selected row too."""
    for badge in Badge:
        for ground in ("base", f"{hue(badge)}_tint", "sel", "window"):
            assert contrast(theme.colour(hue(badge)), theme.colour(ground)) >= 4.5, (badge, ground)


def drawn(theme: Theme, badge: Badge, *, label: bool) -> bytes:
    """The badge in grey; without its label only what its shape and its glyph say."""
    height = badge_height(theme)
    width = badge_width(theme, badge) if label else theme.px(26)
    image = QImage(round(width), height, QImage.Format.Format_ARGB32)
    image.fill(theme.colour("base"))
    painter = QPainter(image)
    if label:
        paint_badge(painter, theme, 0, height / 2, badge)
    else:
        painter.setClipRect(QRectF(0, 0, theme.px(26), height))
        paint_badge(painter, theme, 0, height / 2, badge)
        Pen(painter, theme).glyph(theme.px(5), height / 2, badge)
    painter.end()
    return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


@pytest.mark.parametrize("label", [True, False], ids=["whole", "shape and glyph"])
def test_badges_differ_without_any_colour(theme, label) -> None:
    pictures = {badge: drawn(theme, badge, label=label) for badge in Badge}
    alike = [(one, other) for one, other in itertools.combinations(Badge, 2) if pictures[one] == pictures[other]]
    assert alike == []
    assert len(pictures) >= 22


def test_words_that_are_off_are_fainter_but_there(theme) -> None:
    palette = theme.palette()
    off = palette.color(QPalette.ColorGroup.Disabled, R.ButtonText)
    assert 0.5 < off.alphaF() < 0.6
    assert off.rgb() != palette.color(R.ButtonText).rgb()
