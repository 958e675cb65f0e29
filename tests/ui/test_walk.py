"""Every view, mode, tab, dialog, empty and error state as a screen reader meets it: nothing is without a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gallery.acting import Data, settle, staged
from gallery.scenes import SCENES, VIEWS, Scene, dialogs
from gallery.walk import faults, rows_without_words

from dealwatch.ui.figure_view import FigureView, StripView


@pytest.fixture(scope="module")
def data(qapp) -> Iterator[Data]:
    found = Data()
    found.folder("full")
    yield found
    found.forget()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_is_without_a_name(look, data, scene: Scene) -> None:
    with staged(look, data, scene.data, scene.place, (1440, 900)) as stage:
        scene.act(stage)
        settle()
        shown = (dialogs(stage) or [stage.window])[-1]
        assert faults(shown) == []
        assert rows_without_words(shown) == []
        for kind in (FigureView, StripView):
            for picture in filter(lambda each: each.isVisible(), shown.findChildren(kind)):
                assert picture.accessibleName()
                assert picture.accessibleDescription()


@pytest.mark.parametrize("scene", [scene for scene in VIEWS if scene.data != "full"], ids=lambda scene: scene.name)
def test_the_keyboard_has_a_place_where_nothing_is(look, data, scene: Scene) -> None:
    """F6 goes to what is shown, never to a list that is hidden because it is empty."""
    with staged(look, data, scene.data, scene.place, (1440, 900)) as stage:
        scene.act(stage)
        settle()
        assert stage.window.views.first_focus().isVisible()
