"""Facts entered by a person, and the bundled sample."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dealwatch.model.dates import PartialDate
from dealwatch.model.event import EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.status import Outcome, Stage, Status
from dealwatch.watch.by_hand import Entry, enter
from dealwatch.watch.sample_install import install_sample, sample_as_at, show_sample


def _entry(clock, **more):
    values = {
        "number": "d/EC", "authority": "EC", "title": "A / B", "words": "my reason",
        "evidence": Evidence("", "https://x.example", clock.now(), "p. 1", "the words"),
        "status": Status(Stage.MONITORING), "day": PartialDate(2026, 2), **more,
    }  # fmt: skip
    return Entry(**values)


def test_entered_facts_say_who_entered_them_and_what_they_rest_on(store, clock):
    with store.write() as database:
        case_id, events = enter(store, database, _entry(clock), clock.now())
        assert [(event.kind, event.note, event.words) for event in events] == [("first_seen", "by_user", "my reason")]
        decided = _entry(clock, status=Status(Stage.DECISION, Outcome.CLEARED), deadlines={"appeal": date(2026, 5, 1)},
                         document="Order", printed_number="X-1")  # fmt: skip
        again, events = enter(store, database, decided, clock.now() + timedelta(hours=1))
        same, nothing = enter(store, database, replace(decided, deadlines={}, document=""), clock.now())
    assert again == same == case_id
    assert nothing == []
    assert [(event.kind, event.field, event.new) for event in events][:3] == [
        ("status", "stage", "decision"), ("status", "outcome", "cleared"), ("deadline", "appeal", "2026-05-01"),
    ]  # fmt: skip
    assert (events[3].kind, events[3].new) == ("document", "Order")
    case = store.cases.get(case_id)
    assert (case.printed_number, case.status.badge, case.facts["stage"].evidence.quote) == (
        "X-1", "cleared", "the words",
    )  # fmt: skip
    assert store.search.query("my reason")[0].case_id == case_id


def test_a_document_changes_no_status(store, clock):
    with store.write() as database:
        case_id, _ = enter(store, database, _entry(clock), clock.now())
        _, events = enter(store, database, _entry(clock, status=None, document="Note"), clock.now())
    assert [event.kind for event in events] == ["document"]
    assert store.cases.get(case_id).status == Status(Stage.MONITORING)


def test_the_sample_comes_once_and_goes_and_returns_in_one_step(store, clock):
    assert sample_as_at(store) == ""
    assert install_sample(store)
    assert not install_sample(store)
    names = {deal.name for deal in store.deals.all()}
    assert {"Microsoft / Mistral AI", "Microsoft / OpenAI", "NVIDIA / Run:ai"} <= names
    assert sample_as_at(store)
    assert {event.note for event in store.events.list()} == {EventNote.SAMPLE}
    assert store.alerts.inbox() == []
    count = show_sample(store, False, clock.now())
    assert store.deals.all() == []
    assert show_sample(store, True, clock.now()) == count == len(store.deals.all())


def test_a_deadline_entered_anew_keeps_what_it_was(store, clock):
    with store.write() as database:
        found = []
        for day in (date(2026, 5, 1), date(2026, 6, 1), date(2026, 6, 1)):
            _, events = enter(store, database, _entry(clock, deadlines={"decision": day}), clock.now())
            found.append([(event.old, event.new) for event in events if event.kind == "deadline"])
    assert found == [[(None, "2026-05-01")], [("2026-05-01", "2026-06-01")], []]
