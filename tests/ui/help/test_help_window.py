"""The manual in use: opened where needed, searched, walked by links and keys; what is new; licences; diagnostics."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication

from dealwatch import __version__
from dealwatch.ui.about_dialog import AboutDialog
from dealwatch.ui.help.diagnostics_dialog import DiagnosticsDialog
from dealwatch.ui.help.licences import licence_text, shipped
from dealwatch.ui.help.licences_dialog import LicencesDialog
from dealwatch.ui.help.news import SEEN, changes, sections, updated
from dealwatch.ui.help.news_dialog import NewsDialog
from dealwatch.ui.help.window import HelpWindow
from dealwatch.ui.inline_bar import InlineBar
from dealwatch.ui.theme import Appearance, choose

ROOT = Path(__file__).parents[3]


@pytest.fixture
def manual(window) -> HelpWindow:
    window.act("manual")
    found = window.findChild(HelpWindow)
    assert found is not None
    return found


def test_f1_opens_the_manual_at_what_is_in_front(window, qtbot):
    window.go("calendar")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    manual = window.findChild(HelpWindow)
    assert manual.topic == "calendar"
    window.go("sources")
    window.act("manual")
    assert window.findChild(HelpWindow) is manual
    assert manual.topic == "sources"


def test_a_dialog_opens_its_own_topic(window, qtbot):
    window.act("shortcuts")
    dialog = next(child for child in window.children() if type(child).__name__ == "ShortcutsDialog")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert window.findChild(HelpWindow).topic == "keyboard"


def test_a_dialog_without_a_window_has_nobody_to_ask(look, desk, qtbot):
    dialog = DiagnosticsDialog(look, "x", None)
    qtbot.addWidget(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert dialog.text.toPlainText() == "x"


def test_links_go_to_topics_and_the_way_back_is_remembered(manual, qtbot):
    manual.show_topic("start")
    manual.page.anchorClicked.emit(QUrl("topic:inbox"))
    manual.page.anchorClicked.emit(QUrl("topic:news"))
    assert manual.topic == "news"
    qtbot.keyClick(manual, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert manual.topic == "inbox"
    manual.back.click()
    assert manual.topic == "start"
    qtbot.keyClick(manual, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert manual.topic == "inbox"
    manual.show_topic("status")
    assert not manual.forward.isEnabled()
    assert manual.list.currentIndex().data() == "What a status means"


def test_show_me_opens_the_place_or_does_the_command(window, manual, machine):
    manual.page.anchorClicked.emit(QUrl("dealwatch:sources"))
    assert str(window.views.place) == "sources"
    manual.page.anchorClicked.emit(QUrl("dealwatch:act/test_notification"))
    assert machine.tests == 1
    manual.page.anchorClicked.emit(QUrl("https://example.org/law"))
    assert machine.opened == ["https://example.org/law"]
    manual.page.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert (str(window.views.place), len(machine.opened)) == ("sources", 1)


def test_search_lists_what_holds_the_words_and_enter_opens_the_first(manual, qtbot):
    qtbot.keyClicks(manual.field.edit, "rumour")
    qtbot.waitUntil(lambda: manual.list.topics() == ["news"], timeout=3000)
    qtbot.keyClick(manual.field.edit, Qt.Key.Key_Return)
    assert manual.topic == "news"
    assert manual.page.textCursor().selectedText().lower() == "rumour"
    manual.field.edit.setText("qqqq")
    manual.search()
    assert manual.list.topics() == []
    assert "Nothing in the manual" in manual._said.text()
    manual.field.edit.clear()
    manual.search()
    assert len(manual.list.topics()) > 15


def test_the_list_is_walked_by_arrow_keys(manual, qtbot):
    manual.show_topic("start")
    qtbot.keyClick(manual.list, Qt.Key.Key_Down)
    assert manual.topic == "add"


def test_f6_goes_from_pane_to_pane(manual, qtbot):
    manual.field.edit.setFocus()
    for pane in (manual.list, manual.page, manual.field.edit):
        qtbot.keyClick(manual, Qt.Key.Key_F6)
        assert pane.hasFocus()


def test_the_page_tells_the_users_own_keys(window):
    window.keys.set("evidence", ("Ctrl+E",))
    window.act("help/status")
    text = window.findChild(HelpWindow).page.toPlainText()
    assert "Ctrl+E" in text
    assert "{" not in text


def test_an_unknown_topic_is_the_first(manual):
    manual.show_topic("nowhere")
    assert manual.topic == "start"


@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.HIGH_CONTRAST])
def test_the_page_follows_the_look(manual, look, appearance):
    manual.show_topic("status")
    look.use(choose(appearance, 1.5, "Noto Sans"))
    cursor = manual.page.textCursor()
    cursor.setPosition(3)
    assert cursor.charFormat().foreground().color() == look.theme.colour("text")
    assert cursor.charFormat().font().pointSizeF() == pytest.approx(15 * 1.5)


# -- what is new


def test_the_list_of_changes_that_is_shipped_is_in_step():
    shown = (files("dealwatch.resources") / "help" / "changes.md").read_text("utf-8")
    assert shown == (ROOT / "CHANGELOG.md").read_text("utf-8"), "python3 packaging/dev.py words brings it up to date"
    heading, body = sections(shown)[0]
    assert heading
    assert body.startswith(("The first version", "-"))


class Memory(dict):
    def value(self, key, default=None):
        return self.get(key, default)

    def setValue(self, key, value):  # noqa: N802
        self[key] = value


@pytest.mark.parametrize(
    ("seen", "first_start", "told"),
    [(None, True, False), (None, False, True), ("0.0.9", False, True), ("1.0", False, False)],
)
def test_news_are_told_once_after_an_update_and_never_at_first(seen, first_start, told):
    memory = Memory({} if seen is None else {SEEN: seen})
    assert updated(memory, first_start=first_start, version="1.0") is told
    assert updated(memory, first_start=False, version="1.0") is False


def test_after_an_update_a_bar_leads_to_what_is_new(window, settings, qtbot):
    settings.setValue(SEEN, "0.0.1")
    window.acts.help.tell_update()
    bar = next(bar for bar in window.findChildren(InlineBar) if "updated" in bar.title.text())
    assert __version__ in bar.title.text()
    window.act("whats_new")
    dialog = window.findChild(NewsDialog)
    assert "first version" in dialog.page.toPlainText()
    window.acts.help.tell_update()
    assert len([bar for bar in window.findChildren(InlineBar) if "updated" in bar.title.text()]) == 1


def test_changes_are_cut_by_version():
    assert sections("# New\n\n## 2\n\nb\n\n## 1\n\na\n") == [("2", "b"), ("1", "a")]
    assert changes().startswith("# ")


# -- licences and diagnostics


def test_everything_that_is_shipped_is_named_with_its_licence():
    found = {part.name.lower().replace("_", "-"): part for part in shipped()}
    for name in ("dealwatch", "pyside6-essentials", "typst", "lxml", "qtawesome", "fontpkg-noto-sans"):
        assert found[name].licence, name
        assert licence_text(found[name]), name
    assert next(iter(shipped())).name == "dealwatch"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in licence_text(found["pyside6-essentials"])
    assert "Apache License" in licence_text(found["dealwatch"])


def test_about_leads_to_the_licences(window, qtbot):
    window.act("about")
    about = window.findChild(AboutDialog)
    about.licences.click()
    dialog = about.findChild(LicencesDialog)
    assert "Apache License" in dialog.text.toPlainText()
    dialog.table.step(1)
    assert "MIT" in dialog.text.toPlainText()


def test_diagnostics_are_shown_and_then_copied(window):
    window.act("diagnostics")
    dialog = window.findChild(DiagnosticsDialog)
    assert dialog.text.toPlainText().startswith("Dealwatch 0.1.0")
    dialog.do.click()
    assert QGuiApplication.clipboard().text().startswith("Dealwatch 0.1.0")
