"""The window at a past moment: everything as it was, plainly said, nothing to be changed, and the way back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.model.errors import UsageError
from dealwatch.model.status import Badge
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.watch.hand_status import HandStatus, set_by_hand

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class IdleEngine:
    checking = False
    offline_since = None
    stuck = ""

    def wake(self) -> None:
        """Nothing runs here."""


@pytest.fixture
def clock():
    return FixedClock(START)


@pytest.fixture
def times(tmp_path, clock):
    """A deal whose review was in phase 1 on the second day and cleared on the fourth."""
    with Store.open(tmp_path / "data", START) as store:
        with store.write() as database:
            deal_id = store.deals.add(database, Deal("", "Acme / Beta"), START)
        for days, badge in ((1, Badge.PHASE_1), (3, Badge.CLEARED)):
            wanted = HandStatus(deal_id, "CMA", badge, "We were told", PartialDate(2026, 3, 2 + days))
            set_by_hand(store, wanted, START + DAY * days)
        clock.set(START + DAY * 5)
        desk = TimeDesk(store, clock, IdleEngine())
        desk.deal_id = deal_id
        yield desk
        desk.close()


def badge_of(desk) -> Badge:
    page = desk.page(desk.deal_id)
    return page.cases[0].status.badge if page.cases else None


def test_the_desk_shows_each_moment_as_it_was(times):
    assert (times.moment(), badge_of(times)) == (None, Badge.CLEARED)
    times.look_at(START + DAY * 2)
    assert badge_of(times) is Badge.PHASE_1
    assert times.now() == times.moment() == START + DAY * 2
    times.look_at(START - DAY)
    assert times.page(times.deal_id) is None
    assert times.deals() == ()
    times.look_at(None)
    assert badge_of(times) is Badge.CLEARED
    times.look_at(START + DAY * 9)
    assert times.moment() is None, "what is to come is not known"


def test_the_past_is_for_looking_only(times):
    times.look_at(START + DAY * 2)
    times.mark_read(("x",))
    times.mark_looked()
    with pytest.raises(UsageError, match="past moment"):
        times.pause(True)
    times.look_at(None)
    times.pause(True)
    assert times.standing().paused


def test_stepping_from_change_to_change(times):
    assert times.change_beside(START + DAY * 2, -1) == START + DAY
    assert times.change_beside(START + DAY * 2, 1) == START + DAY * 3
    assert times.change_beside(START + DAY, -1) is None
    assert times.change_beside(START + DAY * 3, 1) is None


def test_the_window_says_which_moment_it_shows(make_window, times):
    window = make_window(times.desk)
    window.go(f"deal/{times.deal_id}")
    window.as_at.look_at(START + DAY * 2)
    assert "2026" in window.toolbar.as_at.text()
    assert window.status._left.text().startswith("Showing what was known on 4 Mar 2026")
    assert window.views.current().page.cases[0].status.badge is Badge.PHASE_1
    window.act("pause")
    QApplication.processEvents()
    trouble = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    assert trouble.windowTitle()
    trouble.close()
    window.act("now")
    assert window.toolbar.as_at.text() == "As at: now"
    assert window.views.current().page.cases[0].status.badge is Badge.CLEARED


def test_the_moment_is_chosen_in_a_dialog(make_window, times, qtbot):
    window = make_window(times.desk)
    window.act("as_at")
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    dialog.show_moment(START + DAY * 2)
    dialog._step(-1)
    assert dialog.day.date().day() == 3
    dialog._step(-1)
    assert dialog.day.date().day() == 3, "nothing was known before"
    dialog.day.setDate(dialog.day.date().addDays(1))
    dialog._choose(dialog._exact)
    assert times.moment() == START + DAY * 2
    window.act("as_at")
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    dialog._choose(None)
    assert times.moment() is None
