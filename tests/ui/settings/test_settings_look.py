"""Look, network, keys and language: each setting by a click or a key, and what it changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from driving import choose, click, press
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from dealwatch.ui.shortcuts_dialog import ShortcutsDialog

# -- appearance


def test_colours_size_and_rows_change_at_once(world, look) -> None:
    page = world.page("appearance")
    choose(page.colours, "Dark")
    assert look.theme.dark
    assert world.settings.value("appearance") == "dark"
    choose(page.colours, "High contrast")
    assert look.theme.high_contrast
    choose(page.colours, "Light")
    before = look.theme.row(32)
    choose(page.density, "Compact")
    assert look.theme.compact
    assert look.theme.row(32) < before
    page.slider.setFocus()
    QTest.keyClick(page.slider, Qt.Key.Key_End)
    assert look.theme.scale == 2.0
    assert page.percent.text() == "200 %"
    assert page.colours.font().pointSizeF() == pytest.approx(20.0)
    QTest.keyClick(page.slider, Qt.Key.Key_Home)
    assert look.theme.scale == pytest.approx(0.9)
    click(page.usual)
    assert look.theme.scale == 1.0
    world.window.act("larger")
    assert page.slider.value() == 110
    world.window.act("usual_size")


def test_a_file_with_nonsense_is_the_usual_look(world, look) -> None:
    from dealwatch.ui.preferences import theme_of

    for name, value in (("appearance", "pink"), ("text_size", "huge"), ("compact", "maybe")):
        world.settings.setValue(name, value)
    theme = theme_of(world.settings)
    assert (theme.scale, theme.compact) == (1.0, False)


# -- network


def test_the_network_page_counts_the_requests_of_today(world) -> None:
    from dealwatch.store.ledger import LedgerLine

    now = world.window.desk.now()
    with world.store.write() as database:
        ages = (timedelta(minutes=1), timedelta(minutes=2), timedelta(hours=30))
        lines = [LedgerLine(now - age, "cma", "gov.uk", "/x", "GET", "list", "200", 10, 5) for age in ages]
        world.store.ledger.add(database, lines)
    page = world.page("network")
    assert page.today.hint.text() == "2 requests to 1 host. Each is listed."
    assert page.agent.text().startswith("Dealwatch/")
    assert page.proxy.text() == "none"
    click(page.ledger)
    assert str(world.window.views.place) == "sources"


@pytest.mark.parametrize(("way", "proxy", "hint"), [
    ("PROXY", "http://proxy.example:8080", "of the system is used"),
    ("SCRIPT", "not used", "by a script"),
])  # fmt: skip
def test_a_proxy_is_named(world, monkeypatch, way, proxy, hint) -> None:
    from dealwatch.system.proxy import Way

    monkeypatch.setattr("dealwatch.ui.store_settings.way_out", lambda: (Way[way], "http://proxy.example:8080"))
    page = world.page("network")
    assert page.proxy.text() == proxy
    assert hint in page.proxy_line.hint.text()


# -- shortcuts


def test_a_key_of_ones_own_works_at_once_and_after_a_start(world, settings, look) -> None:
    page = world.page("shortcuts")
    page.table.go_to("case_file")
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    page.field.editingFinished.emit()
    action = world.window.actions_by_name["case_file"]
    assert action.shortcut() == QKeySequence("Ctrl+J")
    assert settings.value("keys/case_file") == "Ctrl+J"
    world.window.act("shortcuts")
    sheet = world.window.findChild(ShortcutsDialog)
    assert any("Ctrl+J" in cell.text for row in sheet.findChild(type(page.table)).cells._rows for cell in row.cells)
    sheet.close()
    click(page.usual)
    assert action.shortcut() == QKeySequence("Ctrl+Shift+P")
    assert settings.value("keys/case_file") is None


def test_the_toolbar_names_the_key_of_its_field(world) -> None:
    page = world.page("shortcuts")
    assert world.window.toolbar.search_key == "Ctrl+K"
    press(page, "find", "Ctrl+J")
    assert world.window.toolbar.search_key == "Ctrl+J"


def test_further_keys_stay_and_a_command_may_have_none(world) -> None:
    page = world.page("shortcuts")
    press(page, "check", "Ctrl+J")
    assert world.window.keys.of("check") == ("Ctrl+J", "F5")
    press(page, "add", "")
    assert world.window.keys.of("add") == ()
    assert world.window.actions_by_name["add"].shortcuts() == []


def test_a_key_that_is_taken_is_not_taken_silently(world) -> None:
    page = world.page("shortcuts")
    press(page, "citation", "Ctrl+N")
    assert page.clash.isVisible()
    assert "“Add”" in page.clash.text.text()
    assert world.window.keys.of("citation") == ("Ctrl+Shift+C",)
    page._take_over()
    assert world.window.keys.of("citation") == ("Ctrl+N",)
    assert world.window.keys.of("add") == ()
    assert not page.clash.isVisible()
    click(page.usual)
    assert world.window.keys.of("citation") == ("Ctrl+Shift+C",)
    click(page.reset_all)
    assert world.window.keys.of("add") == ("Ctrl+N",)
    assert not page.reset_all.isEnabled()


def test_keys_of_places_cannot_be_given_away(world) -> None:
    page = world.page("shortcuts")
    press(page, "add", "Ctrl+3")
    assert "cannot be given away" in page.clash.text.text()
    assert world.window.keys.of("add") == ("Ctrl+N",)


def test_a_kept_key_that_is_none_is_left_out(world, settings) -> None:
    settings.setValue("keys/add", "Ctrl+J | no key at all | ")
    assert world.window.keys.of("add") == ("Ctrl+J",)


# -- language


def test_a_language_is_handed_to_who_speaks_it(world) -> None:
    page = world.page("language")
    spoken = []
    world.window.preferences.speak = spoken.append
    choose(page.language, "Deutsch")
    assert spoken[-1] == "de"
    choose(page.language, "As the system")
    assert spoken[-1] == ""
