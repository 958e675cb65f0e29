"""Alert rules in the window: said as a sentence, tried on the user's own past, kept, put in order, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from dealwatch.alerts.rules import Happening
from dealwatch.alerts.rules_replay import History, Occasion
from dealwatch.model.deal import Deal
from dealwatch.model.errors import DataError
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.rule import Rule, RuleAct, Signal, Whose
from dealwatch.model.status import Badge
from dealwatch.system.clock import FixedClock
from dealwatch.ui.rules.rule_dialog import RuleDialog
from dealwatch.ui.rules.rule_list import RuleList
from dealwatch.ui.rules.rules_dialog import RulesDialog
from dealwatch.ui.rules.sentence import Offer, Sentence
from dealwatch.ui.rules.simulator import Simulator
from dealwatch.ui.rules.trial import LISTED
from dealwatch.ui.rules.words import either, short_sentence
from dealwatch.ui.tasks import AtOnce, Task
from dealwatch.ui.theme import Appearance, choose
from dealwatch.watch.working import Working

DEALS = {"d": "Acme / Beta"}


@pytest.fixture
def window(make_window, store, times, start):
    """A deal with two status changes and a new document within ninety days, and one change before them."""
    working = Working(store, FixedClock(start))
    deal = working.create(Deal("", "Acme / Beta", list_name="Watched", tags=("urgent",)))
    with store.write() as database:
        case = store.cases.create(database, source="cma", authority="CMA", number="1", title="Acme / Beta")
        store.watches.add(database, "case", "cma", start, case_id=case)
    working.put_case(case, deal)
    for days, kind, badge in (
        (120, EventKind.STATUS, Badge.PRE_NOTIFICATION),
        (60, EventKind.STATUS, Badge.PHASE_1),
        (30, EventKind.DOCUMENT, ""),
        (5, EventKind.STATUS, Badge.CLEARED),
    ):
        at = start - timedelta(days=days)
        event = Event(
            f"E{days}", case, at, kind, "stage", "", "notified", "", str(badge), "cma",
            Evidence("", "https://x.example", at), authority="CMA",
        )  # fmt: skip
        with store.write() as database:
            store.events.add(database, event)
    return make_window(times.desk)


def shown(window, kind):
    QApplication.processEvents()
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


def entry(slot, *words):
    """The action of a menu of the sentence, as it is when it opens."""
    slot.refill()
    menu = slot.menu_of
    for word in words[:-1]:
        menu = next(action.menu() for action in menu.actions() if action.text() == word)
    return next(action for action in menu.actions() if action.text() == words[-1])


def test_a_rule_reads_as_a_sentence():
    assert short_sentence(Rule("r", "R", frozenset({Signal.STATUS})), {}) == (
        "When anything watched has a status change, tell me at once."
    )
    narrow = Rule(
        "r", "R", frozenset({Signal.DEADLINE, Signal.STATUS}), Whose.DEAL, "d", frozenset({Badge.CLEARED}),
        frozenset({"CMA", "ACCC"}), RuleAct.SILENT, "22:00-07:00",
    )  # fmt: skip
    assert short_sentence(narrow, DEALS) == (
        "When Acme / Beta has a status change to Cleared or a deadline moved at ACCC or CMA, tell me without a sound,"
        " but not 22:00 – 07:00."
    )
    assert short_sentence(replace(narrow, hours=""), DEALS).endswith(" at ACCC or CMA, tell me without a sound.")
    assert short_sentence(replace(narrow, authorities=frozenset()), DEALS).endswith(
        "a deadline moved, tell me without a sound, but not 22:00 – 07:00."
    )
    assert "a deal that is no longer tracked" in short_sentence(narrow, {})
    assert "nothing yet" in short_sentence(Rule("r", "R", frozenset(), Whose.LIST, "L"), {})
    assert "tagged “T”" in short_sentence(Rule("r", "R", whose=Whose.TAG, ref="T"), {})
    usual = short_sentence(Rule("r", "R"), {})
    assert "has a status change or 5 other things, tell me" in usual
    assert (either([]), either(["a", "b", "c"])) == ("", "a, b or c")


def test_each_part_of_the_sentence_is_a_menu(look, qtbot):
    said = Sentence(look, Rule("r", "R"), Offer((("d", "Acme & Beta"),), ("L",), ("T",), ("CMA",)))
    qtbot.addWidget(said)
    with qtbot.waitSignal(said.changed):
        entry(said.slots["whose"], "A deal", "Acme && Beta").trigger()
    assert (said.rule.whose, said.rule.ref) == (Whose.DEAL, "d")
    assert said.slots["whose"].text() == "Acme & Beta"
    entry(said.slots["whose"], "A list", "L").trigger()
    entry(said.slots["whose"], "A tag", "T").trigger()
    assert (said.rule.whose, said.rule.ref) == (Whose.TAG, "T")
    entry(said.slots["whose"], "anything watched").trigger()
    assert (said.rule.whose, said.rule.ref) == (Whose.ALL, "")
    entry(said.slots["what"], "a new document").trigger()
    entry(said.slots["what"], "a new case").trigger()
    assert Signal.DOCUMENT in said.rule.what
    assert Signal.NEW_CASE not in said.rule.what
    entry(said.slots["what"], "Only these new statuses", "Cleared").trigger()
    assert said.rule.badges == {Badge.CLEARED}
    entry(said.slots["where"], "CMA").trigger()
    assert said.rule.authorities == {"CMA"}
    assert entry(said.slots["where"], "CMA").isChecked()
    entry(said.slots["where"], "any authority").trigger()
    assert not said.rule.authorities
    entry(said.slots["act"], "keep it in the inbox only").trigger()
    assert said.rule.act is RuleAct.INBOX
    entry(said.slots["hours"], "but not 22:00 – 07:00").trigger()
    assert said.rule.hours == "22:00-07:00"


def test_hours_of_ones_own_stay_on_offer(look, qtbot):
    said = Sentence(look, Rule("r", "R", hours="01:00-02:00"), Offer())
    qtbot.addWidget(said)
    assert entry(said.slots["hours"], "but not 01:00 – 02:00").isChecked()
    assert [action.text() for action in said.slots["whose"].menu_of.actions()] == []


def test_ticking_with_the_mouse_leaves_the_menu_open(look, qtbot):
    said = Sentence(look, Rule("r", "R"), Offer())
    qtbot.addWidget(said)
    menu = said.slots["what"].menu_of
    menu.popup(said.mapToGlobal(said.rect().topLeft()))
    action = next(each for each in menu.actions() if each.text() == "a new document")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert Signal.DOCUMENT in said.rule.what
    assert menu.isVisible()
    menu.close()


def test_a_new_rule_is_tried_on_the_past_and_kept(window, store, qtbot):
    window.act("rules")
    listed = shown(window, RulesDialog).list
    assert [rule.id for rule in listed.rules] == ["everything"]
    listed.new.click()
    dialog = shown(window, RuleDialog)
    assert dialog.simulator.title.text() == "Would have fired 2 times in 90 days"
    assert dialog.simulator.table.cells.rowCount() == 2
    entry(dialog.sentence.slots["what"], "a new document").trigger()
    assert dialog.simulator.title.text() == "Would have fired 3 times in 90 days"
    dialog.submit()
    assert dialog._trouble.title.text() == "The rule has no name."
    qtbot.keyClicks(dialog.name.edit, "Papers, too")
    qtbot.keyClick(dialog.name.edit, Qt.Key.Key_Return)
    first, second = store.rules.all()
    assert (first.name, second.id) == ("Papers, too", "everything")
    assert Signal.DOCUMENT in first.what
    assert [rule.name for rule in listed.rules] == ["Papers, too", "Everything watched"], "the open list follows"
    window.act("undo")
    assert [rule.id for rule in store.rules.all()] == ["everything"]
    assert [rule.id for rule in listed.rules] == ["everything"]
    window.act("redo")
    assert len(store.rules.all()) == 2


def test_a_rule_that_speaks_of_nothing_is_not_kept(window, store):
    window.acts.rules.edit(Rule("everything", "Everything watched", frozenset()))
    dialog = shown(window, RuleDialog)
    assert dialog.simulator.title.text() == "Would not have fired in 90 days"
    assert not dialog.simulator.table.isVisible()
    dialog.submit()
    assert dialog._trouble.title.text() == "The rule speaks of nothing yet."
    assert store.rules.all()[0].what


def test_what_would_have_been_told_can_be_opened(window, store):
    window.acts.rules.edit(Rule("", "R"))
    dialog = shown(window, RuleDialog)
    table = dialog.simulator.table
    table.step(1)
    table.doubleClicked.emit(table.currentIndex())
    assert str(window.views.place) == f"deal/{store.deals.find('Acme / Beta').id}", "where that change stands"


def test_rules_are_switched_moved_and_removed(window, store, qtbot):
    for name in ("B", "A"):
        window.desk.save_rule(Rule("", name))
    window.act("rules")
    listed = shown(window, RulesDialog).list
    assert [rule.name for rule in listed.rules] == ["A", "B", "Everything watched"]
    assert not listed.earlier.isEnabled()
    listed.later.click()
    assert [rule.name for rule in store.rules.all()] == ["B", "A", "Everything watched"]
    assert listed.chosen().name == "A"
    listed.earlier.click()
    assert [rule.name for rule in store.rules.all()] == ["A", "B", "Everything watched"]
    listed.switch.click()
    assert not store.rules.all()[0].enabled
    assert listed.switch.text() == "Switch on"
    listed.remove.click()
    assert [rule.name for rule in store.rules.all()] == ["B", "Everything watched"]
    window.act("undo")
    assert [rule.name for rule in store.rules.all()] == ["A", "B", "Everything watched"]
    qtbot.keyClick(listed.table, Qt.Key.Key_Return)
    dialog = shown(window, RuleDialog)
    assert dialog.name.edit.text()
    listed.window().accept()
    window.desk_changed()


def test_where_there_is_no_rule_the_list_says_what_that_means(window, store):
    window.desk.remove_rule("everything")
    window.act("rules")
    listed = shown(window, RulesDialog).list
    assert listed.empty.isVisible()
    assert not listed.edit.isEnabled()
    assert listed.chosen() is None


def test_a_rule_is_deleted_in_its_dialog_and_comes_back(window, store):
    window.acts.rules.edit(None)
    assert shown(window, RuleDialog).remove is None, "a new one is not there yet"
    shown(window, RuleDialog).reject()
    window.act("rule/everything")
    dialog = shown(window, RuleDialog)
    assert dialog.remove.text() == "Delete rule"
    dialog.remove.click()
    assert store.rules.all() == ()
    assert not dialog.isVisible()
    window.act("undo")
    assert [rule.id for rule in store.rules.all()] == ["everything"]


def test_a_rule_that_is_gone_leads_to_the_list(window):
    window.act("rule/gone")
    assert shown(window, RulesDialog)


def test_what_was_told_is_listed_with_its_authority(window):
    window.acts.rules.edit(Rule("", "R"))
    table = shown(window, RuleDialog).simulator.table
    assert [cell.text for cell in table.cells.row(table.cells.index(0, 0)).cells[1:3]] == ["CMA", "Acme / Beta"]


def history(count):
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    happened = (Happening(Signal.STATUS, Badge.CLEARED, "CMA"),)
    days = (at - timedelta(days=number % 60, minutes=number) for number in range(count))
    found = (Occasion(day, "Acme / Beta", "CMA", happened, ("today",)) for day in days)
    return History(date(2025, 12, 1), date(2026, 3, 1), tuple(sorted(found, key=lambda occasion: occasion.at)))


def test_thousands_are_counted_and_the_newest_listed(look, qtbot):
    simulator = Simulator(look, AtOnce())
    qtbot.addWidget(simulator)
    simulator.resize(680, 320)
    simulator.show()
    high = simulator.sizeHint().height()
    simulator.try_rule(Rule("", "R"))
    simulator.show_history(history(3000))
    assert simulator.title.text() == "Would have fired 3000 times in 90 days"
    table = simulator.table
    assert table.cells.rowCount() == LISTED + 1
    table.setCurrentIndex(table.cells.index(LISTED, 0))
    assert table.current_row().cells[2].text == "and 2,800 more"
    with qtbot.assertNotEmitted(simulator.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    simulator.try_rule(Rule("", "R", frozenset({Signal.NEAR})))
    assert simulator.title.text() == "Would not have fired in 90 days"
    assert simulator.nothing.isVisible()
    assert not table.isVisible()
    assert simulator.sizeHint().height() == high, "what stands around it does not move"


class Later:
    """Does what it is asked for only when it is told to."""

    def __init__(self):
        self.tasks = []

    def run(self, act):
        self.tasks.append((Task(), act))
        return self.tasks[-1][0]

    def go_on(self):
        """As far as it comes, also with what is asked for meanwhile; how many that were."""
        done = 0
        while self.tasks:
            task, act = self.tasks.pop(0)
            task.work(act)
            task.tell()
            done += 1
        return done


@pytest.fixture
def later(window):
    window.acts.rules._tasks = Later()
    return window.acts.rules._tasks


def test_the_past_is_looked_through_beside_the_window(window, later):
    window.acts.rules.edit(Rule("", "R"))
    dialog = shown(window, RuleDialog)
    assert dialog.simulator.title.text() == "Looking through the last 90 days…"
    entry(dialog.sentence.slots["what"], "a new document").trigger()
    later.go_on()
    assert dialog.simulator.title.text() == "Would have fired 3 times in 90 days", "as the rule is said by then"


def test_an_answer_about_a_rule_that_is_said_differently_by_now_is_not_shown(window, later, qtbot):
    window.acts.rules.edit(Rule("", "R"))
    dialog = shown(window, RuleDialog)
    later.go_on()
    simulator, before = dialog.simulator, "Would have fired 2 times in 90 days"
    assert simulator.title.text() == before
    for word in ("a new document", "a status change", "a new case"):
        entry(dialog.sentence.slots["what"], word).trigger()
    assert simulator.title.text() == before, "nothing flickers at once"
    qtbot.waitUntil(lambda: simulator.title.text() == "Counting…")
    assert simulator.table.isVisible()
    assert later.go_on() == 2, "the first and the last; what came between is never counted"
    assert simulator.title.text() == "Would have fired once in 90 days"
    qtbot.wait(0)
    assert not simulator._patience.isActive()


def test_a_dialog_closed_while_it_counts_is_left_alone(window, later):
    window.acts.rules.edit(Rule("", "R"))
    dialog = shown(window, RuleDialog)
    task, act = later.tasks.pop(0)
    task.work(act)
    task.tell()
    assert later.tasks, "it counts"
    dialog.reject()
    delete(dialog)
    later.go_on()
    assert window.isVisible()


def test_a_dialog_closed_before_the_past_is_known_is_left_alone(window, later):
    window.acts.rules.edit(Rule("", "R"))
    dialog = shown(window, RuleDialog)
    dialog.reject()
    delete(dialog)
    later.go_on()
    assert window.isVisible()


def test_trouble_with_the_past_is_said_in_its_place(window, later):
    def refuse():
        raise DataError("The data file is damaged.", "")

    window.acts.rules.edit(Rule("", "R"))
    later.tasks = [(task, refuse) for task, _act in later.tasks]
    later.go_on()
    assert shown(window, RuleDialog).simulator.title.text() == "The data file is damaged."


def test_a_sentence_in_the_list_is_never_cut(look, qtbot):
    long = Rule("r", "R", whose=Whose.DEAL, ref="d", badges=frozenset({Badge.CLEARED}), hours="22:00-07:00")
    listed = RuleList(look)
    qtbot.addWidget(listed)
    listed.show_rules([long, Rule("s", "S")], {"d": "The Rather Long Name Company / Another Quite Long Name Company"})
    heights = []
    for width in (1200, 360):
        listed.resize(width, 400)
        listed.show()
        QApplication.processEvents()
        heights.append([listed.table.rowHeight(row) for row in range(2)])
    (wide, plain), (narrow, _) = heights
    assert wide == plain
    assert narrow > wide
    assert listed.table.height_of(1) == narrow


def test_the_table_grows_with_the_size_of_the_text(look, qtbot):
    simulator = Simulator(look, AtOnce())
    qtbot.addWidget(simulator)
    room = simulator.table.parentWidget()
    small = room.maximumHeight()
    look.use(choose(Appearance.LIGHT, 1.5, "Noto Sans"))
    assert room.maximumHeight() > small * 1.3
