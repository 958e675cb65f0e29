"""The parts the views are made of: badges, tables, pictures, controls, fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from sample_desk import SampleDesk

from dealwatch.figures.ribbon import ribbon
from dealwatch.model.status import Badge, BadgeShape
from dealwatch.ui import vectors
from dealwatch.ui.cells import CELL, Cell, Column, Row
from dealwatch.ui.controls import Button, Kind
from dealwatch.ui.draw import badge_height, badge_width, paint_badge
from dealwatch.ui.evidence import quote_block
from dealwatch.ui.figure_paint import measure
from dealwatch.ui.figure_view import FigureView
from dealwatch.ui.flow import Flow
from dealwatch.ui.panes import Field, Words, present
from dealwatch.ui.slim_bar import SlimBar
from dealwatch.ui.table import Table
from dealwatch.ui.theme import Appearance, Look, Type, choose
from dealwatch.ui.twin_dialog import TwinDialog


def grey(badge: Badge, look: Look, width: int) -> bytes:
    image = QImage(width, badge_height(look.theme), QImage.Format.Format_RGB32)
    image.fill(look.theme.colour("base"))
    painter = QPainter(image)
    paint_badge(painter, look.theme, 0, image.height() / 2, badge)
    painter.end()
    return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def test_no_two_badges_look_alike_in_grey_even_without_their_words(look: Look) -> None:
    narrow = 24  # shape and glyph, no label
    pictures = {grey(badge, look, narrow) for badge in Badge}
    assert len(pictures) == len(Badge)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.HIGH_CONTRAST])
def test_shape_tells_the_axis_in_every_theme(qapp, appearance) -> None:
    look = Look(choose(appearance, 1.0, "Noto Sans"))
    corner = {}
    for badge in (Badge.PHASE_1, Badge.CLEARED, Badge.IN_COURT):
        image = QImage(badge_width(look.theme, badge), badge_height(look.theme), QImage.Format.Format_RGB32)
        image.fill(look.theme.colour("base"))
        painter = QPainter(image)
        paint_badge(painter, look.theme, 0, image.height() / 2, badge)
        painter.end()
        corner[badge.shape] = [image.pixelColor(x, image.height() // 2).name() for x in range(4)]
    assert len({tuple(row) for row in corner.values()}) >= 2
    edge = look.theme.colour("teal").name()
    assert corner[BadgeShape.OUTCOME][:3] == [edge] * 3, "an outcome has a strong left edge"


def test_glyphs_are_tinted_and_cached(look: Look) -> None:
    one = vectors.glyph(Badge.PHASE_1, 16, look.theme.colour("blue"))
    assert one is vectors.glyph(Badge.PHASE_1, 16, look.theme.colour("blue"))
    assert one.toImage() != vectors.glyph(Badge.PHASE_1, 16, look.theme.colour("red")).toImage()
    assert not vectors.icon("dealwatch").isNull()


@pytest.mark.parametrize(("wish", "scale"), [(0.1, 0.8), (1.5, 1.5), (9.0, 2.0)])
def test_text_size_stays_between_80_and_200_percent(qapp, wish, scale) -> None:
    theme = choose(Appearance.LIGHT, wish, "Noto Sans")
    assert theme.scale == scale
    assert theme.font(Type.BODY).pointSizeF() == pytest.approx(10 * scale)
    assert theme.u == round(8 * scale)


def test_a_new_look_is_heard_once(qapp) -> None:
    look = Look(choose(Appearance.LIGHT, 1.0, "Noto Sans"))
    heard = []
    look.changed.connect(lambda: heard.append(1))
    look.use(choose(Appearance.LIGHT, 1.0, "Noto Sans"))
    look.use(choose(Appearance.DARK, 1.0, "Noto Sans"))
    assert heard == [1]


# -- tables

COLUMNS = (Column("Name", least=100), Column("Days", 80, right=True), Column("More", 300, droppable=True))


@pytest.fixture
def table(qtbot, look) -> Table:
    found = Table(look, COLUMNS, "Test", sortable=(0, Qt.SortOrder.AscendingOrder))
    qtbot.addWidget(found)
    rows = [("b", 10), ("a", 9), ("c", None)]
    found.show_rows(
        [Row(n, (Cell(n), Cell("" if d is None else str(d), right=True, sort=d or ""), Cell("x"))) for n, d in rows]
    )
    found.resize(600, 300)
    found.show()
    return found


def names(table: Table) -> list[str]:
    return [table.model().index(row, 0).data() for row in range(table.model().rowCount())]


def test_sorting_is_by_value_and_rows_without_one_stay_last(table) -> None:
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["a", "b", "c"]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["a", "b", "c"]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["b", "a", "c"]


def test_columns_are_dropped_last_first_where_room_is_short(table, qtbot) -> None:
    assert not table.isColumnHidden(2)
    table.resize(300, 300)
    qtbot.waitUntil(lambda: table.isColumnHidden(2))
    assert not table.isColumnHidden(0)
    assert table.columnWidth(0) + table.columnWidth(1) <= table.viewport().width()


def test_the_current_row_survives_new_rows(table) -> None:
    table.go_to("b")
    table.show_rows([Row(n, (Cell(n), Cell(), Cell())) for n in ("z", "b")])
    assert table.current_row().key == "b"
    assert not table.go_to("gone")


def test_steps_stay_at_the_ends_and_enter_opens(table, qtbot) -> None:
    opened, chosen = [], []
    table.setCurrentIndex(QModelIndex())
    table.on_open(lambda row: opened.append(row.key))
    table.on_choose(lambda row: chosen.append(row.key))
    for by in (1, 1, 1, 1, 1):
        table.step(by)
    assert table.current_row().key == "c"
    table.step(-9)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == ["a"]
    assert chosen == ["a", "b", "c", "a"]


def test_a_cell_is_spoken_with_everything_it_shows(look) -> None:
    cell = Cell("CMA", note="case pages", badges=(Badge.PHASE_1,), second="below")
    assert cell.spoken == "CMA, case pages, Phase 1, below"
    assert Cell("x", say="said").spoken == "said"


def test_an_empty_table_takes_every_key(qtbot, look) -> None:
    table = Table(look, COLUMNS, "Empty")
    qtbot.addWidget(table)
    table.step(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.current_row() is None
    assert table.model().index(0, 0).data(CELL) is None


# -- pictures


@pytest.fixture
def picture(qtbot, look) -> FigureView:
    desk = SampleDesk()
    page = desk.page("figma")
    view = FigureView(look, "Course")
    qtbot.addWidget(view)
    view.resize(872, 10)
    view.show_figure(lambda width: ribbon(page.reviews, desk.now().date(), width, measure(look.theme)))
    view.show()
    return view


def test_the_cursor_walks_from_mark_to_mark_and_is_read_aloud(picture, qtbot) -> None:
    marks = picture.figure.marks
    assert picture.accessibleDescription() == picture.figure.summary
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.mark is marks[0]
    assert picture.accessibleDescription() == marks[0].name
    for _ in range(len(marks) + 3):
        qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.mark is marks[-1]
    qtbot.keyClick(picture, Qt.Key.Key_Up)
    assert picture.mark.row == marks[-1].row - 1
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert picture.mark is None


def test_enter_and_click_open_what_the_mark_means(picture, qtbot) -> None:
    opened = []
    picture.opened.connect(opened.append)
    place = next(i for i, mark in enumerate(picture.figure.marks) if mark.target)
    picture._go(place)
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    mark = picture.figure.marks[place]
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(round(mark.x + mark.width / 2), round(mark.y + 2)))
    assert opened == [mark.target, mark.target]


def test_a_picture_is_copied_as_picture_drawing_and_table(picture) -> None:
    clipboard = QGuiApplication.clipboard()
    picture.copies.picture()
    assert not clipboard.pixmap().isNull()
    picture.copies.svg()
    assert clipboard.mimeData().data("image/svg+xml").startsWith(b"<svg")
    picture.copies.table()
    assert clipboard.text().splitlines()[0] == "Authority\tWhat\tFrom\tTo"
    assert isinstance(picture.copies.menu(), QMenu)


def test_the_table_twin_opens_with_every_row(picture, qtbot, look) -> None:
    dialog = TwinDialog(look, picture.figure, picture)
    qtbot.addWidget(dialog)
    table = dialog.findChild(Table)
    assert table.model().rowCount() == len(picture.figure.table.rows)


def test_a_picture_is_made_anew_for_each_width(picture, qtbot) -> None:
    before = picture.figure.width
    picture.resize(500, picture.height())
    qtbot.waitUntil(lambda: picture.figure.width != before)
    assert picture.figure.width == 500


# -- controls


def test_a_split_button_clicks_and_its_caret_opens_the_menu(qtbot, look) -> None:
    button = Button(look, "Check now", icon="arrows-clockwise")
    menu = QMenu()
    menu.addAction("x")
    button.set_menu(menu, split=True)
    qtbot.addWidget(button)
    button.show()
    clicked, shown = [], []
    button.clicked.connect(lambda: clicked.append(1))
    menu.aboutToShow.connect(lambda: shown.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert (clicked, shown) == ([1], [])
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() - 6, 10))
    assert (clicked, shown) == ([1], [1])
    menu.close()
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert shown == [1, 1]
    menu.close()


def test_enter_presses_a_button_and_the_ring_is_for_the_keyboard(qtbot, look) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    layout = QVBoxLayout(host)
    button = Button(look, "Go", kind=Kind.PRIMARY)
    layout.addWidget(button)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = button.grab().toImage()
    button.clearFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert button.grab().toImage() != ring
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed == [1]


def test_a_button_without_text_has_a_name(look, qtbot) -> None:
    button = Button(look, icon="x", say="Close")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Close"
    assert button.toolTip() == "Close"


def test_a_field_says_what_it_is_and_hands_over_what_is_written(look, qtbot) -> None:
    field = Field(look, "Search…", icon="magnifying-glass", key="Ctrl+K")
    qtbot.addWidget(field)
    field.show()
    assert field.edit.accessibleName() == "Search"
    with qtbot.waitSignal(field.submitted) as caught:
        qtbot.keyClicks(field.edit, "M.1")
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert caught.args == ["M.1"]


def test_words_are_cut_with_their_full_text_at_hand(look, qtbot) -> None:
    words = Words(look, "A very long name of an authority", elide=True)
    qtbot.addWidget(words)
    words.resize(60, 20)
    words.show()
    assert words.text().endswith("…")
    assert words.toolTip() == words.accessibleName() == "A very long name of an authority"


def test_what_has_no_place_is_never_shown(look, qtbot) -> None:
    words = Words(look, "x")
    qtbot.addWidget(words)
    present(words, True)
    assert not words.isVisible()
    present(words, False)
    assert words.isHidden()


def test_a_flow_goes_on_in_the_next_line(look, qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    buttons = [Button(look, "Open page", small=True) for _ in range(3)]
    flow = Flow(*buttons)
    host.setLayout(flow)
    host.resize(220, 200)
    host.show()
    assert flow.heightForWidth(220) > flow.heightForWidth(900)
    assert buttons[0].y() == buttons[1].y() < buttons[2].y()
    assert flow.takeAt(9) is None
    assert flow.itemAt(9) is None


def test_a_slim_bar_can_be_dragged_and_paged(look, qtbot) -> None:
    bar = SlimBar(look, Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.setRange(0, 900)
    bar.setPageStep(100)
    bar.resize(10, 200)
    bar.show()
    start, length = bar.handle()
    assert (start, length) == (0, 28)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseMove(bar, QPoint(5, 180))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 180))
    assert bar.value() == 900
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert bar.value() == 800
    bar.setRange(0, 0)
    assert bar.handle() == (0, 0)


def test_a_quote_is_shown_within_its_sentence(look, qtbot) -> None:
    desk = SampleDesk()
    event = desk.inbox()[0].lead
    page = desk.stored_page(event.evidence.snapshot)
    block = quote_block(look, event, page)
    qtbot.addWidget(block)
    said = block._label.accessibleName()
    assert said.startswith("19 November 2024: The CMA has decided that Alphabet’s partnership with Anthropic does not")
    assert said.endswith("We will publish the full text decision shortly.")
    assert quote_block(look, event, None)._label.accessibleName() == event.evidence.quote


def test_everything_paints_in_every_theme_and_size(qapp, qtbot) -> None:
    for appearance in (Appearance.LIGHT, Appearance.DARK, Appearance.HIGH_CONTRAST):
        look = Look(choose(appearance, 1.5, "Noto Sans"))
        pixmap = QPixmap(400, 40)
        pixmap.fill(look.theme.colour("base"))
        painter = QPainter(pixmap)
        end = paint_badge(painter, look.theme, 2, 20, Badge.CLEARED_CONDITIONS)
        painter.end()
        assert end == pytest.approx(2 + badge_width(look.theme, Badge.CLEARED_CONDITIONS), abs=1)
