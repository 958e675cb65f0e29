"""Documents over all cases: read, filtered by words and by authority, opened where they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.ids import new_id
from dealwatch.model.status import Status
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.watch.working import Working

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class IdleEngine:
    checking = False
    offline_since = None
    stuck = ""

    def wake(self) -> None:
        """Nothing runs here."""


def fact(field: str, title: str, day: PartialDate | None, link: str = "") -> ProvenFact:
    return ProvenFact(f"document:{field}", title, title, "", title, day, link, None)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data", START) as opened:
        yield opened


@pytest.fixture
def times(store):
    """A deal with a case and a file of its own, and a case that is watched without a deal."""
    working = Working(store, FixedClock(START))
    deal_id = working.create(Deal("", "Acme / Beta"))
    with store.write() as database:
        store.watches.add(database, "register", "reg", START)
        for number, authority, papers in (
            ("1", "CMA", (fact("a", "Notice", PartialDate(2026, 3, 1), "https://cma.example/a"),
                          fact("b", "Timetable", PartialDate(2026, 2, 1)))),
            ("2", "ACCC", (fact("c", "Determination", None),)),
        ):  # fmt: skip
            case_id = store.cases.create(database, source="reg", authority=authority, number=number)
            store.cases.save(
                database, case_id, status=Status(), facts={paper.name: paper for paper in papers},
                title=f"Case {number}", url="", printed_number=number, procedure="", now=START, changed=True, seen=True,
            )  # fmt: skip
            event = Event(
                id=new_id(START), case_id=case_id, observed_at=START, kind=EventKind.DOCUMENT, field="a", old=None,
                new="Notice", badge_old="", badge_new="", source="reg", authority=authority,
                evidence=Evidence("", "", START),
            )  # fmt: skip
            store.events.add(database, event)
            if number == "1":
                store.deals.link(database, deal_id, case_id)
    working.attach(deal_id, "agreement.pdf", b"%PDF", "application/pdf")
    desk = TimeDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
    desk.deal_id = deal_id
    yield desk
    desk.close()


@pytest.fixture
def window(make_window, times):
    found = make_window(times.desk)
    found.go("documents")
    return found


def test_everything_is_listed_newest_first(times):
    assert [(row.title, row.name) for row in times.papers()] == [
        ("Determination", "Case 2"),
        ("agreement.pdf", "Acme / Beta"),
        ("Notice", "Acme / Beta"),
        ("Timetable", "Acme / Beta"),
    ]
    assert [row.title for row in times.papers("agree acme")] == ["agreement.pdf"]
    assert next(row for row in times.papers() if row.title == "Notice").event_id


def test_words_and_chips_leave_what_they_name(window, qtbot):
    view = window.views.current()
    assert view.table.model().rowCount() == 4
    assert [button.text() for button in view._buttons.values()] == ["All", "ACCC 1", "CMA 2", "Your files 1"]
    view._buttons["CMA"].click()
    assert view.table.model().rowCount() == 2
    qtbot.keyClicks(view.field.edit, "time")
    qtbot.waitUntil(lambda: view.table.model().rowCount() == 1)
    view.field.edit.setText("nothing like it")
    view.refresh()
    assert view._pages.currentWidget() is view._nothing
    view.show_all()
    assert view.table.model().rowCount() == 4


def test_opening_leads_to_the_paper_the_file_or_the_deal(window, machine, times):
    view = window.views.current()
    rows = {row.title: row for row in times.papers()}

    class Chosen:
        def __init__(self, data) -> None:
            self.data = data

    view._chosen(Chosen(rows["Notice"]))
    assert window.inspector.change is not None
    view._chosen(Chosen(rows["Determination"]))
    view._open(Chosen(rows["Notice"]))
    assert machine.opened[-1] == "https://cma.example/a"
    view._open(Chosen(rows["agreement.pdf"]))
    view._open(Chosen(rows["Timetable"]))
    assert str(window.views.place) == f"deal/{times.deal_id}"
    window.go("documents")
    window.act("next")


def test_in_the_past_only_what_was_known_then(window, times):
    window.as_at.look_at(START - timedelta(days=1))
    view = window.views.current()
    assert view._pages.currentWidget() is view._none
