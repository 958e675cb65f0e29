"""The window: places, keys, the way in from outside, what is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from sample_desk import SampleDesk

from dealwatch.ui.bridge import Answer
from dealwatch.watch.ports import Message

EVENT = "202411191105"


def newest(desk: SampleDesk) -> str:
    return desk.inbox()[0].lead.id


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


@pytest.mark.parametrize("place", ["today", "inbox", "portfolio", "sources", "list/AI partnerships", "deal/figma"])
def test_every_place_shows_its_view_and_marks_it(window, place) -> None:
    window.go(place)
    assert str(window.views.place) == place
    assert window.views.title() in window.windowTitle()


@pytest.mark.parametrize("place", ["", "nowhere", "deal/", "../etc/passwd"])
def test_what_is_no_place_leaves_everything_as_it_is(window, place) -> None:
    window.go(place)
    assert str(window.views.place) == "today"


def test_back_and_forward_follow_the_way(window) -> None:
    for place in ("inbox", "sources"):
        window.go(place)
    window.act("back")
    assert str(window.views.place) == "inbox"
    window.act("back")
    assert str(window.views.place) == "today"
    assert not window.actions_by_name["back"].isEnabled()
    window.act("forward")
    assert str(window.views.place) == "inbox"
    window.go("portfolio")
    assert not window.actions_by_name["forward"].isEnabled()


def test_a_notification_lands_on_the_exact_change(window, desk) -> None:
    window.hide()
    window.open_target(f"dealwatch://event/{newest(desk)}")
    assert window.isVisible()
    assert str(window.views.place) == "deal/alphabet"
    assert window.inspector.change.lead.id == newest(desk)
    assert not window.inspector.isHidden()
    view = window.views.current()
    assert view.table.current_row().key == newest(desk)


def test_an_answer_of_the_desktop_crosses_the_bridge(window, desk, bridge, qtbot) -> None:
    with qtbot.waitSignal(bridge.answered):
        bridge.tell(Answer(f"dealwatch://event/{newest(desk)}", "evidence"))
    settle()
    assert window.inspector.change.lead.id == newest(desk)


@pytest.mark.parametrize("target", ["https://example.org", "dealwatch://", "dealwatch://event/unknown", "javascript:1"])
def test_a_strange_address_only_raises_the_window(window, target) -> None:
    window.open_target(target)
    assert window.isVisible()
    assert window.views.current() is not None


def test_new_data_appear_without_being_asked_for(window, desk, bridge, qtbot) -> None:
    before = len(window.desk.today().changes)
    desk.add_change()
    with qtbot.waitSignal(window.refreshed, timeout=2000):
        bridge.tell(None)
    assert len(window.desk.today().changes) == before + 1
    assert "NVIDIA / Run:ai" in window.views.current().first_focus().model().index(0, 0).data()


def test_many_results_are_shown_together(window, bridge, qtbot) -> None:
    shown = []
    window.refreshed.connect(lambda: shown.append(1))
    for _ in range(200):
        bridge.tell(None)
    qtbot.waitUntil(lambda: bool(shown), timeout=2000)
    qtbot.wait(250)
    assert len(shown) <= 2


def test_without_notifications_the_window_tells_by_itself(window, desk, bridge, qtbot) -> None:
    message = Message(
        "CMA: Alphabet / Anthropic – Not reviewable", "‘does not qualify’", f"dealwatch://event/{newest(desk)}", ("a",),
        (("open", "Open case"),),
    )  # fmt: skip
    with qtbot.waitSignal(bridge.message):
        bridge.tell(message)
    settle()
    assert window.banner.isVisible()
    assert "Alphabet" in window.banner.accessibleName()
    window.banner.opened.emit(message.target)
    assert str(window.views.place) == "deal/alphabet"
    assert not window.banner.isVisible(), "what it told of is being looked at"


def test_keys_reach_what_they_name(window, desk, qtbot) -> None:
    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(window, key, modifier)
        settle()

    control = Qt.KeyboardModifier.ControlModifier
    named = enumerate(("inbox", "portfolio", "calendar", "documents", "sources"), Qt.Key.Key_2)
    for key, place in named:
        press(key, control)
        assert str(window.views.place) == place
    press(Qt.Key.Key_2, control)
    press(Qt.Key.Key_J)
    first = window.inspector.change
    assert first is not None
    press(Qt.Key.Key_J)
    assert window.inspector.change.id != first.id
    press(Qt.Key.Key_K)
    assert window.inspector.change.id == first.id
    press(Qt.Key.Key_F9)
    assert window.inspector.isHidden()
    press(Qt.Key.Key_E)
    assert not window.inspector.isHidden()
    press(Qt.Key.Key_R, control)
    assert desk.asked == [()]


def test_nothing_flashes_up_as_a_window_of_its_own(window, qtbot) -> None:
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    for place in ("today", "inbox", "portfolio", "sources", "source/bkarta", "deal/figma", "list/AI partnerships"):
        window.go(place)
        window.act("next")
        settle()
    QApplication.instance().removeEventFilter(watch)
    assert shown == []


def test_panes_are_walked_with_f6(window) -> None:
    window.go("inbox")
    seen = []
    for _ in range(len(window.panes()) + 1):
        window.act("next_pane")
        seen.append(window.focusWidget())
    assert len(set(seen)) == len(window.panes())
    assert seen[0] is seen[-1]


def test_checking_pausing_and_what_the_bar_says(window, desk) -> None:
    window.act("pause")
    assert desk.paused
    assert window.actions_by_name["pause"].isChecked()
    window.act("pause")
    assert not desk.paused
    window.act("check/bkarta")
    window.act("pause/bkarta")
    window.act("resume/bkarta")
    assert desk.asked == [("bkarta",), ("pause:bkarta",), ("resume:bkarta",)]


def test_the_sample_goes_and_comes_back_in_one_step(window, desk) -> None:
    window.go("list/AI partnerships")
    window.act("sample_off")
    assert not desk.sample_shown
    assert str(window.views.place) == "today"
    assert "list/AI partnerships" not in window.sidebar.places()
    window.act("sample_on")
    assert "list/AI partnerships" in window.sidebar.places()


def test_a_citation_holds_who_what_when_and_the_fingerprint(window, desk) -> None:
    window.open_target(f"dealwatch://event/{newest(desk)}")
    window.act("citation")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("CMA, Alphabet / Anthropic, “does not qualify")
    assert window.inspector.change.lead.evidence.snapshot in text
    assert "19 Nov 2024" in text


def test_a_citation_comes_in_the_styles_of_lawyers(window, desk) -> None:
    window.inspector.show_nothing()
    window.act("citation_oscola")
    assert "Choose a change first" in window.status._left.accessibleName()
    window.open_target(f"dealwatch://event/{newest(desk)}")
    window.act("citation_oscola")
    assert QGuiApplication.clipboard().text().startswith("Competition and Markets Authority, ‘")
    window.act("citation_bluebook")
    assert "(last visited Nov. " in QGuiApplication.clipboard().text()


def test_the_stored_page_opens_at_its_proof(window, desk) -> None:
    window.open_target(f"dealwatch://event/{newest(desk)}")
    window.act("snapshot")
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    start, end = dialog.text.passage
    assert dialog.text.toPlainText()[start:end].startswith("does not qualify for investigation")
    dialog.close()


def test_pages_are_opened_in_the_browser_and_nothing_else_is(window, desk, machine) -> None:
    window.open_target(f"dealwatch://event/{newest(desk)}")
    window.act("open_page")
    window.open_url("file:///etc/passwd")
    assert machine.opened == ["https://www.gov.uk/cma-cases/alphabet"]


def test_reading_marks_as_read_and_u_takes_it_back(window, desk) -> None:
    before = desk.standing().unread
    window.open_target(f"dealwatch://event/{newest(desk)}")
    assert desk.standing().unread == before - 1
    window.act("toggle_read")
    assert desk.standing().unread == before
    window.act("mark_read")
    assert desk.standing().unread == 0


def test_machine_commands(window, machine) -> None:
    window.act("autostart")
    assert machine.autostart
    assert window.actions_by_name["autostart"].isChecked()
    window.act("test_notification")
    window.act("demo")
    settle()
    assert (machine.tests, machine.demos) == (1, 1)


@pytest.mark.parametrize("command", ["shortcuts", "about"])
def test_sheets_open_without_blocking(window, command) -> None:
    window.act(command)
    dialogs = [d for d in window.findChildren(QDialog) if d.isVisible()]
    assert len(dialogs) == 1
    assert not dialogs[0].isModal()
    dialogs[0].close()


def test_every_command_can_be_reached_from_a_menu(window) -> None:
    shown = {action.text() for menu in window.menus.values() for action in menu.actions()}
    assert {action.text() for action in window.actions_by_name.values()} <= shown


def test_no_key_means_two_things(window) -> None:
    keys = [key.toString() for action in window.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_closing_remembers_place_and_size(make_window, desk, settings) -> None:
    first = make_window(desk, (1200, 700))
    first.go("sources")
    first.close()
    second = make_window(SampleDesk(), (1200, 700))
    assert str(second.views.place) == "sources"
    assert settings.value("geometry") is not None


def test_a_place_that_breaks_the_start_is_not_tried_again(make_window, desk, settings, monkeypatch) -> None:
    settings.setValue("place", "deal/figma")
    monkeypatch.setattr(desk, "page", lambda *_ids: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_window(desk)
    assert settings.value("place") is None
    window = make_window(desk)
    assert window.isVisible()


def test_with_a_tray_closing_hides_and_without_one_it_ends(window) -> None:
    window.stays_in_tray = True
    window.close()
    assert not window.isVisible()
    window.come_to_front()
    assert window.isVisible()
    window.stays_in_tray = False
    assert window.close()


def test_on_the_first_day_the_ready_made_list_is_shown(make_window, settings) -> None:
    settings.remove("place")
    window = make_window(SampleDesk(sample_only=True, checked=False))
    assert str(window.views.place) == "list/AI partnerships"


@pytest.mark.parametrize(("width", "narrow"), [(1440, False), (800, True)])
def test_the_sidebar_shrinks_to_icons_where_room_is_short(make_window, desk, width, narrow) -> None:
    window = make_window(desk, (width, 600))
    assert window.sidebar.narrow is narrow
    policy = window.sidebar.verticalScrollBarPolicy()
    assert (policy is Qt.ScrollBarPolicy.ScrollBarAlwaysOff) is narrow, "no bar over the icons"


def test_offline_is_said_in_the_status_bar_only(make_window) -> None:
    window = make_window(SampleDesk(offline=True))
    words = [label.text() for label in window.status.findChildren(QLabel)]
    assert "Offline – showing data as of 16:05" in words
    assert "Checks resume by themselves" in words
