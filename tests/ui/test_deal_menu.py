"""What can be done with a deal, where it is seen: the menu of a row and of its page acts on that very deal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from dealwatch.model.deal import Deal
from dealwatch.model.rule import Signal, Whose
from dealwatch.system.clock import FixedClock
from dealwatch.ui.rules.rule_dialog import RuleDialog
from dealwatch.ui.views.deal_head import DealHead
from dealwatch.watch.working import Working


@pytest.fixture
def window(make_window, store, times, start):
    """Two deals to which nothing has happened, and a case that is watched without a deal."""
    working = Working(store, FixedClock(start))
    times.ids = {name: working.create(Deal("", name)) for name in ("Acme / Beta", "Gamma / Delta")}
    with store.write() as database:
        lone = store.cases.create(database, source="cma", authority="CMA", number="1", title="Lone case")
        store.watches.add(database, "case", "cma", start, case_id=lone)
    found = make_window(times.desk)
    found.desk_changed()
    return found


def asked(widget, where):
    """Press the right button there: the texts and actions of the menu that comes up."""
    viewport = widget.viewport() if hasattr(widget, "viewport") else widget
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=where)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, where, viewport.mapToGlobal(where)))
    menu = next((each for each in viewport.window().findChildren(QMenu) if each.isVisible()), None)
    if menu is None:
        return {}
    menu.hide()
    return {action.text(): action for action in menu.actions()}


def dialog_of(window):
    return next(dialog for dialog in window.findChildren(RuleDialog) if dialog.isVisible())


def place_of(mode, area, name):
    """Where the row of a deal is, in the viewport of the mode."""
    if mode == "lanes":
        places = (place for place, row in enumerate(area._rows) if row.group.entry.name == name)
        return area.rect_of(next(places)).center().toPoint()
    rows = range(area.model().rowCount())
    names = [area.model().index(row, 0).data() if mode == "table" else area.cells.matrix.rows[row].name for row in rows]
    place = next(row for row in rows if name in names[row])
    return QPoint(10, area.rowViewportPosition(place) + 5)


@pytest.mark.parametrize("mode", ["table", "matrix", "lanes"])
def test_the_menu_of_a_row_is_about_its_deal_though_another_was_chosen(window, times, mode):
    window.go(f"portfolio/{mode}")
    view = window.views.current()
    QApplication.processEvents()
    area = view.mode.first_focus()
    view.mode.step(1)
    for name, deal_id in times.ids.items():
        acts = asked(area, place_of(mode, area, name))
        assert view.chosen_deal().id == deal_id
        acts["Alert me when…"].trigger()
        dialog = dialog_of(window)
        assert dialog.name.edit.text() == name
        assert (dialog.sentence.rule.whose, dialog.sentence.rule.ref) == (Whose.DEAL, deal_id)
        assert dialog.sentence.slots["whose"].text() == name
        dialog.reject()


def test_a_lone_case_has_no_menu_of_a_deal(window):
    window.go("portfolio/table")
    table = window.views.current().mode.table
    acts = asked(table, place_of("table", table, "Lone case"))
    assert "Alert me when…" not in acts
    assert "Copy picture as SVG" in acts


def test_a_rule_for_the_deal_of_the_page_is_kept_as_it_stands(window, store, times):
    deal_id = times.ids["Acme / Beta"]
    window.go(f"deal/{deal_id}")
    head = window.views.current().findChild(DealHead)
    acts = asked(head, QPoint(30, 20))
    assert list(acts)[:2] == ["Edit deal…", "Write a note"]
    assert "Open" not in acts, "it is open"
    acts["Alert me when…"].trigger()
    dialog_of(window).submit()
    first = store.rules.all()[0]
    assert (first.name, first.whose, first.ref) == ("Acme / Beta", Whose.DEAL, deal_id)
    assert Signal.DOCUMENT in first.what
    assert Signal.HEALTH not in first.what


def test_the_page_of_a_lone_case_has_no_menu(window, store):
    (case,) = store.cases.all()
    window.go(f"case/{case.id}")
    assert asked(window.views.current().findChild(DealHead), QPoint(30, 20)) == {}


def test_without_a_deal_it_says_what_is_missing(window):
    window.go("sources")
    window.inspector.show_nothing()
    window.act("alert_me")
    assert window.status._left.text() == "Choose a deal first."


def test_the_search_field_knows_the_command(window):
    window.toolbar.search.edit.setText("alert me")
    window.jump.search()
    QApplication.processEvents()
    titles = [window.jump._hits.index(row, 0).data() for row in range(window.jump._hits.rowCount())]
    assert any(title.startswith("Alert me when") for title in titles)


def test_the_name_of_a_deal_in_the_matrix_has_its_menu(window, times):
    window.go("portfolio/matrix")
    table = window.views.current().mode.table
    table.step(1)
    for name, deal_id in times.ids.items():
        where = QPoint(10, place_of("matrix", table, name).y())
        assert "Alert me when…" in asked(table.verticalHeader(), where)
        assert window.views.current().chosen_deal().id == deal_id
