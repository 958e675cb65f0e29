"""The row of the deals that are folded: by click, Enter and Space, remembered, and never the one that is looked at."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPointF, QSettings, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtWidgets import QApplication

from dealwatch.figures.lanes import LaneGroup, lane_groups
from dealwatch.figures.lanes_more import MORE
from dealwatch.figures.portfolio import Entry
from dealwatch.figures.review import Review, Step
from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge
from dealwatch.ui.figure_copy import FigureCopies
from dealwatch.ui.theme import Look
from dealwatch.ui.views.lanes import LanesMode
from dealwatch.ui.views.lanes_access import offer
from dealwatch.ui.views.lanes_area import LanesArea

TODAY = date(2024, 11, 19)
DAYS = (date(2023, 1, 1), date(2025, 1, 1))
DONE = Review(
    "Bundeskartellamt", "BKartA", "B6", Badge.CLEARED, "c2", True,
    steps=(Step(PartialDate(2023, 11, 15), "decided", Badge.CLEARED),),
)  # fmt: skip


def decided(count: int) -> list[LaneGroup]:
    return lane_groups([Entry(f"deal/{n}", f"Deal {n}", "", (DONE,)) for n in range(count)])


@pytest.fixture
def area(qtbot, look: Look) -> LanesArea:
    made = LanesArea(look, None)  # type: ignore[arg-type]
    made._copies = FigureCopies(look, made, lambda: None)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.show_groups(decided(20), TODAY, DAYS)
    QApplication.processEvents()
    return made


def folded(area: LanesArea) -> tuple[str, ...]:
    row = area.rows[area.rows.find(MORE)]
    return row.names


def test_the_lanes_end_where_the_view_does(area: LanesArea) -> None:
    assert area.rows[-1].key == MORE
    assert area.verticalScrollBar().maximum() == 0
    assert folded(area)[-1] == "Deal 19"
    assert len(folded(area)) + (len(area.rows) - 1) // 2 == 20
    before = len(folded(area))
    area.resize(900, 600)
    QApplication.processEvents()
    assert len(folded(area)) < before
    area.resize(900, 2000)
    QApplication.processEvents()
    assert area.rows.find(MORE) == -1
    assert not area.grab().isNull()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_shows_them_and_hides_them_again(area: LanesArea, qtbot, key) -> None:
    opened: list[str] = []
    area.entered.connect(opened.append)
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_End)
    count = len(area.rows)
    qtbot.keyClick(area, key)
    assert area.current_row.key == MORE
    assert len(area.rows) == 41
    assert area.verticalScrollBar().maximum() > 0
    qtbot.keyClick(area, key)
    assert (len(area.rows), area.current_row.key, opened) == (count, MORE, [])


def test_a_click_anywhere_on_it_shows_them(area: LanesArea, qtbot) -> None:
    opened: list[str] = []
    area.entered.connect(opened.append)
    where = area.rect_of(len(area.rows) - 1).center().toPoint()
    qtbot.mouseMove(area.viewport(), where)
    twice = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(where), QPointF(area.viewport().mapToGlobal(where)),
        Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(area.viewport(), twice)
    assert (len(area.rows) < 41, opened) == (True, [])
    qtbot.mousePress(area.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert (len(area.rows), opened) == (41, [])


def test_the_deal_under_the_cursor_is_not_folded_away(area: LanesArea) -> None:
    area.go_row(area.rows.find("deal/3", "c2"), 0)
    mark = area.mark
    area.resize(900, 200)
    QApplication.processEvents()
    assert (area.current_row.key, area.current_row.case_id) == ("deal/3", "c2")
    assert (area.mark is None) == (mark is None)
    assert folded(area)[0] == "Deal 4"
    area.show_groups(decided(3), TODAY, DAYS)
    assert area.current_row is None


def test_it_is_a_row_like_others_to_a_screen_reader(area: LanesArea) -> None:
    offer()
    whole = QAccessible.queryAccessibleInterface(area)
    last = whole.child(whole.childCount() - 1)
    assert last.text(QAccessible.Text.Name).startswith(f"{len(folded(area))} more deals: Deal ")
    assert last.state().expandable
    assert last.state().collapsed
    area.unfold(True)
    assert whole.child(area.rows.find(MORE)).state().expanded


def test_whether_they_are_shown_is_remembered(window) -> None:
    window.go("portfolio/lanes")
    QApplication.processEvents()
    mode = window.views.current().mode
    assert isinstance(mode, LanesMode)
    mode.area.unfold(True)
    mode.save()
    settings: QSettings = window.views.current().stage.settings
    assert settings.value("portfolio/unfolded") == "yes"
    mode.area.unfold(False)
    mode.restore()
    assert mode.area.unfolded


def test_the_row_of_the_rest_is_no_deal(window) -> None:
    window.resize(1000, 420)
    window.go("portfolio/lanes")
    QApplication.processEvents()
    mode = window.views.current().mode
    at = mode.area.rows.find(MORE)
    assert at >= 0
    mode.area.go_row(at)
    assert mode.chosen_place() == ""
    assert window.views.current().chosen_deal() is None
    assert mode.figure() is not None
