"""Colours by role: every text readable on every ground it stands on, in all three themes."""

from __future__ import annotations

import pytest

from dealwatch.figures.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens, hue
from dealwatch.model.status import Badge

THEMES = {"light": LIGHT, "dark": DARK, "high contrast": HIGH_CONTRAST}
GROUNDS = ("base", "window", "side", "alt", "sel")
HUES = ("slate", "blue", "navy", "orange", "ochre", "plum", "teal", "violet", "cyan", "red", "grey")


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("role", ["text", "text2", "accent", "ok", "warn", "bad", *HUES])
def test_text_is_readable_on_every_ground(tokens: Tokens, role: str) -> None:
    for ground in GROUNDS:
        assert contrast(tokens.colour(role), tokens.colour(ground)) >= 4.5, ground


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_placeholder_and_marks_are_readable_where_they_stand(tokens: Tokens) -> None:
    for ground in ("base", "window", "alt"):
        assert contrast(tokens.text3, tokens.colour(ground)) >= 4.5
    for ground in ("mark", "ins", "del_", "soft"):
        assert contrast(tokens.text, tokens.colour(ground)) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("name", HUES)
def test_a_badge_is_readable_on_its_own_tint(tokens: Tokens, name: str) -> None:
    assert contrast(tokens.colour(name), tokens.colour(f"{name}_tint")) >= 4.5


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_labels_are_readable_on_bars_and_edges_are_seen(tokens: Tokens) -> None:
    assert contrast(tokens.on_blue, tokens.blue_fill) >= 4.5
    assert round(contrast(tokens.on_navy, tokens.navy_fill), 1) >= 4.5
    assert contrast(tokens.navy_fill, tokens.base) >= 3
    assert contrast(tokens.edge, tokens.base) >= 3


def test_only_a_clearance_is_green() -> None:
    assert {badge for badge in Badge if hue(badge) == "teal"} == {Badge.CLEARED, Badge.CLEARED_CONDITIONS}
    assert hue(Badge.NOT_REVIEWABLE) == "violet"
    assert {hue(badge) for badge in Badge} <= set(HUES)


def test_a_role_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        LIGHT.colour("__doc__")
