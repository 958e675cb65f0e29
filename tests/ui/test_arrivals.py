"""What a check brings: read beside the window, shown together in steps, patched into the rows that stand there."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel
from sample_desk import SampleDesk

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.event import EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.status import Stage, Status
from dealwatch.store.alerts import InboxCount
from dealwatch.store.database import Store
from dealwatch.store.summary import version
from dealwatch.system.clock import FixedClock
from dealwatch.ui import store_read
from dealwatch.ui.arrivals import Arrivals
from dealwatch.ui.change_list import ChangeList
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.inbox_tree import InboxTree, put_in_order
from dealwatch.ui.jump_list import JumpList
from dealwatch.ui.kept_column import KeptColumn
from dealwatch.ui.panes import Field
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.ui.tasks import AtOnce, Tasks
from dealwatch.watch.by_hand import Entry, enter

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


# -- the chain


class Held(SampleDesk):
    """Notes in which thread it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[int] = []
        self.let = 0

    def read_ahead(self, *shown):
        def read():
            self.read.append(threading.get_ident())
            return lambda: None

        return read

    def let_go(self) -> None:
        self.let += 1


def test_many_arrivals_are_read_once_in_another_thread_and_shown_in_steps(qtbot) -> None:
    desk, tasks, shown = Held(), Tasks(), []
    arrivals = Arrivals(desk, tasks, (lambda: shown.append(1), lambda: shown.append(2)), tasks)
    for _ in range(50):
        arrivals.come()
    qtbot.waitUntil(lambda: shown == [1, 2], timeout=20_000)
    assert len(desk.read) == 1
    assert desk.read[0] != threading.get_ident()
    assert desk.let == 1
    tasks.close()


def test_what_comes_while_something_is_shown_is_shown_after_it(qtbot) -> None:
    desk, shown, owner = Held(), [], QObject()
    again = [True]

    def show() -> None:
        shown.append(1)
        if again.pop() if again else False:
            arrivals.come()

    arrivals = Arrivals(desk, AtOnce(), (show,), owner)
    arrivals.come()
    qtbot.waitUntil(lambda: shown == [1, 1], timeout=20_000)


def test_a_step_that_fails_is_told_of_and_the_next_arrival_is_shown(qtbot) -> None:
    shown, owner = [], QObject()

    def show() -> None:
        shown.append(1)
        if len(shown) == 1:
            raise ValueError("broken once")

    arrivals = Arrivals(Held(), AtOnce(), (show,), owner)
    with qtbot.captureExceptions() as caught:
        arrivals.come()
        qtbot.waitUntil(lambda: len(shown) == 1, timeout=20_000)
    assert [kind for kind, *_rest in caught] == [ValueError]
    arrivals.come()
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=20_000)


def test_the_past_is_read_at_once(qtbot) -> None:
    desk, shown, owner = Held(), [], QObject()
    desk.look_at(START)
    Arrivals(desk, AtOnce(), (lambda: shown.append(1),), owner).come()
    qtbot.waitUntil(lambda: shown == [1], timeout=20_000)
    assert desk.read == []


# -- the desk


def _alerted(store: Store, number: int) -> None:
    at = START + timedelta(minutes=number)
    entry = Entry(str(number), "EC", f"Firm {number}", "notified", Evidence("", "https://x.example", at),
                  Status(Stage.NOTIFIED))  # fmt: skip
    with store.write() as database:
        case_id, events = enter(store, database, entry, at, EventNote.BY_USER)
        store.alerts.raise_(database, occasion=str(number), now=at, subject=AlertSubject.CHANGE, level=AlertLevel.QUIET,
                            case_id=case_id, event_ids=[event.id for event in events])  # fmt: skip


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path, START) as found:
        yield found


def _elsewhere(act):
    found = []
    thread = threading.Thread(target=lambda: found.append(act()))
    thread.start()
    thread.join()
    return found[0]


def test_what_was_read_in_another_thread_holds_until_it_is_let_go(store: Store) -> None:
    desk = StoreDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
    _alerted(store, 1)
    put = _elsewhere(desk.read_ahead())
    put()
    _alerted(store, 2)
    assert len(desk.inbox()) == desk.standing().unread == len(desk.today().changes) == 1
    desk.let_go()
    assert len(desk.inbox()) == desk.standing().unread == len(desk.today().changes) == 2


def test_what_is_read_ahead_is_of_one_moment_though_a_check_writes_meanwhile(store: Store, monkeypatch) -> None:
    desk = StoreDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
    _alerted(store, 1)
    standing = desk._twin.standing

    def overtaken() -> object:
        found = standing()
        _alerted(store, 2)
        return found

    monkeypatch.setattr(desk._twin, "standing", overtaken)
    _elsewhere(desk.read_ahead())()
    assert desk.standing().unread == len(desk.inbox()) == len(desk.today().changes) == 1


def test_a_version_is_the_same_in_every_thread(store: Store) -> None:
    here = version(store.connections)
    assert _elsewhere(lambda: version(store.connections)) == here
    _alerted(store, 1)
    now = version(store.connections)
    assert now != here
    assert _elsewhere(lambda: version(store.connections)) == now


def test_a_change_that_says_the_same_is_the_same_object(store: Store) -> None:
    desk = StoreDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
    _alerted(store, 1)
    (before,) = desk.inbox()
    _alerted(store, 2)
    assert desk.inbox()[1] is before
    desk.mark_read((before.id,))
    assert not desk.inbox()[1].unread


def test_the_inbox_reaches_back_a_step_at_a_time(store: Store, monkeypatch) -> None:
    monkeypatch.setattr(store_read, "LONGEST_INBOX", 2)
    monkeypatch.setattr("dealwatch.ui.store_desk.LONGEST_INBOX", 2)
    for number in range(5):
        _alerted(store, number)
    desk = StoreDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
    held = []
    while True:
        held.append(len(desk.inbox()))
        if not desk.goes_back():
            break
        desk.reach_back()
        _elsewhere(desk.read_ahead())()
    assert held == [2, 4, 5]


def test_what_the_inbox_has_is_counted_all_the_way_back(store: Store, monkeypatch) -> None:
    monkeypatch.setattr(store_read, "LONGEST_INBOX", 2)
    for number in range(5):
        _alerted(store, number)
    desk = StoreDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
    assert (len(desk.inbox()), tuple(desk.inbox_count())) == (2, (5, 5, 0))
    assert (desk.standing().unread, desk.standing().today) == (5, 5)
    ids = desk.unread()
    desk.flag(ids[0], True)
    desk.mark_read(ids[-2:])
    assert tuple(desk.inbox_count()) == (5, 3, 1)
    desk.mark_read(desk.unread())
    assert (desk.standing().unread, desk.inbox_count().unread) == (0, 0)


class Deep(SampleDesk):
    """An inbox that goes back further than it shows."""

    reached = False

    def inbox(self):
        return super().inbox() if self.reached else super().inbox()[:2]

    def inbox_count(self):
        return InboxCount(len(super().inbox()), 0, 0)

    def goes_back(self) -> bool:
        return not self.reached

    def reach_back(self) -> None:
        self.reached = True


def test_scrolling_to_the_end_of_the_inbox_shows_older_changes(make_window, qtbot) -> None:
    desk = Deep()
    window = make_window(desk=desk)
    window.go("inbox")
    view = window.views.current()
    everything = desk.inbox_count().every
    assert view._chips["all"].text() == f"All {everything}"
    assert len(view._tree._places()) == 2
    view._tree.end_near.emit()
    qtbot.waitUntil(lambda: len(view._tree._places()) == everything, timeout=20_000)


def test_a_filter_that_leaves_little_looks_further_back(make_window, qtbot) -> None:
    desk = Deep()
    window = make_window(desk=desk)
    window.go("inbox")
    window.views.current()._show("flagged")
    qtbot.waitUntil(lambda: desk.reached, timeout=20_000)


# -- rows that stay


@pytest.mark.parametrize(
    ("known", "wanted"),
    [("", "abc"), ("abc", ""), ("abc", "xabc"), ("abcd", "da"), ("abc", "cab"), ("abcde", "xbdya"), ("ab", "ba")],
)
def test_rows_are_put_in_order_and_those_that_stay_are_the_same(qapp, known: str, wanted: str) -> None:
    model = QStandardItemModel()
    root = model.invisibleRootItem()
    put_in_order(root, "", list(known), QStandardItem)
    before = {model.item(row).text(): model.item(row) for row in range(model.rowCount())}
    put_in_order(root, list(known), list(wanted), QStandardItem)
    assert [model.item(row).text() for row in range(model.rowCount())] == list(wanted)
    assert all(model.item(row) is before.get(name, model.item(row)) for row, name in enumerate(wanted))


def test_the_tree_keeps_what_is_chosen_and_folded_and_chooses_nothing_by_itself(look, desk, qtbot) -> None:
    tree = InboxTree(look)
    qtbot.addWidget(tree)
    changes = desk.inbox()
    tree.show_changes(changes[1:])
    assert tree.go_to(changes[-1].lead.id)
    folded = tree.model().index(0, 0)
    tree.setExpanded(folded, False)
    name = folded.data(tree_group())[0]
    chosen = []
    tree.chosen.connect(chosen.append)
    tree.show_changes(changes)
    tree.show_changes(changes[1:])
    tree.show_changes(changes)
    assert tree.current() is changes[-1]
    assert chosen == []
    heads = [tree.model().index(row, 0) for row in range(tree.model().rowCount())]
    assert [tree.isExpanded(head) for head in heads if head.data(tree_group())[0] == name] == [False]
    tree.show_changes([change for change in changes if change.id != changes[-1].id])
    assert tree.current() is None
    assert chosen == []


def tree_group() -> int:
    from dealwatch.ui.inbox_tree import GROUP

    return GROUP


def test_todays_list_takes_in_and_lets_go_without_choosing(look, desk, qtbot) -> None:
    changes = list(desk.inbox())
    shown = ChangeList(look, desk.now())
    qtbot.addWidget(shown)
    shown.show_changes(changes[1:], desk.now())
    shown.step(1)
    chosen = []
    shown.chosen.connect(chosen.append)
    current = shown.current()
    for state in (changes, changes[:-1], list(reversed(changes)), [replace(changes[1], unread=False)]):
        shown.show_changes(state, desk.now())
        assert [shown.model().index(row, 0).data(Qt.ItemDataRole.UserRole + 1).id
                for row in range(shown.model().rowCount())] == [change.id for change in state]  # fmt: skip
        assert shown.current() is not None
        assert shown.current().id == current.id
    shown.show_changes(changes[2:], desk.now())
    assert shown.current() is None
    assert chosen == []


def test_a_column_keeps_the_rows_that_say_the_same(look, qtbot) -> None:
    column = KeptColumn(look)
    qtbot.addWidget(column)
    made = []

    def part(text: str):
        def make() -> QLabel:
            made.append(text)
            return QLabel(text)

        return text, make

    column.show_parts([part("a"), part("b"), part("c")])
    column.show_parts([part("a"), part("b"), part("c")])
    column.show_parts([part("c"), part("x"), part("a"), part("a")])
    assert made == ["a", "b", "c", "x", "a"]
    texts = [column.column.itemAt(place).widget().text() for place in range(column.column.count() - 1)]
    assert texts == ["c", "x", "a", "a"]


# -- search


def test_only_what_was_typed_last_is_shown_and_enter_waits_for_it(look, qtbot) -> None:
    from dealwatch.ui.desk import Hit

    asked = []
    field = Field(look, "Search…")
    qtbot.addWidget(field)
    field.show()
    jump = JumpList(look, field, lambda text, wanted, show: asked.append((text, wanted, show)))
    went = []
    jump.wanted.connect(went.append)
    for text in ("al", "ald"):
        field.edit.setText(text)
        jump.search()
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    (first, wanted_first, show_first), *_, (last, wanted_last, show_last) = asked
    assert (first, last, wanted_first(), wanted_last()) == ("al", "ald", False, True)
    show_first([Hit("deal", "Old", "", "deal/old")])
    assert went == []
    show_last([Hit("deal", "New", "", "deal/new")])
    assert went == ["deal/new"]
    assert not jump.isVisible()
