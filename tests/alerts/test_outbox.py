"""Alerts in words and on their way: one message per cycle, the first channel that works, at least once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from dealwatch.alerts import wording
from dealwatch.alerts.outbox import Outbox, compose, target
from dealwatch.alerts.wording import TITLE_LENGTH, Told
from dealwatch.model.alert import Alert, AlertLevel, AlertSubject
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.proposal import Filed, Modality, Outlet, Proposal, ProposalState, Role
from dealwatch.model.status import Badge, Status
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock

NOW = datetime(2024, 5, 17, 13, tzinfo=UTC)
CASE = Case("1", "cma", "CMA", "k", "ME/7102/24", "Microsoft / Mistral AI", "https://x", "UK_MERGER", Status())


def _event(kind=EventKind.STATUS, field="outcome", old="pending", new="no_jurisdiction", **more):
    values = {"badge_old": "phase_1", "badge_new": "not_reviewable", "occurred_on": PartialDate(2024, 5, 17),
              "quote": "does not qualify for investigation", **more}  # fmt: skip
    evidence = Evidence("a" * 64, "https://x", NOW, "", values.pop("quote"))
    return Event("E1", "1", NOW, kind, field, old, new, source="cma", evidence=evidence, authority="CMA", **values)


def _told(*events, subject=AlertSubject.CHANGE, detail="", case=CASE, deal=None, source="The Register"):
    alert = Alert("A1", NOW, subject, AlertLevel.NOTIFY, case_id=case.id if case else "", source="cma", detail=detail)
    return Told(alert, events, case, deal, source)


def test_a_status_says_who_what_and_proves_it():
    told = _told(_event())
    assert wording.title(told) == "CMA: Microsoft / Mistral AI – Not reviewable"
    assert wording.body(told) == "‘does not qualify for investigation’ · 17 May 2024 (Fri) · was: Phase 1"
    assert target(told) == "dealwatch://event/E1"


@pytest.mark.parametrize(("event", "headline"), [
    (_event(EventKind.DEADLINE, "phase_1", "2024-07-12", "2024-07-15"), "deadline moved to 15 Jul 2024"),
    (_event(EventKind.DEADLINE, "phase_1", None, "2024-07-15"), "deadline 15 Jul 2024"),
    (_event(EventKind.DEADLINE, "phase_1", "2024-07-15", None), "deadline removed"),
    (_event(EventKind.FIRST_SEEN, "case", None, "x"), "new case, Not reviewable"),
    (_event(note=EventNote.ROLLBACK, badge_new="phase_1"), "back to Phase 1"),
    (_event(EventKind.REMOVED, "case", "x", None), "no longer shown by the authority"),
    (_event(EventKind.REMOVED, "d1", "x", None), "document removed"),
    (_event(EventKind.DOCUMENT, "d1", None, "x"), "new document"),
    (_event(EventKind.PARTY, "buyer", "x", "y"), "parties changed"),
    (_event(EventKind.TITLE, "title", "x", "y"), "renamed"),
    (_event(EventKind.TEXT, "text:x", "x", "y"), "text changed"),
])  # fmt: skip
def test_every_kind_of_change_has_its_words(event, headline):
    assert wording.headline([event]) == headline
    assert len(wording.title(_told(event))) <= TITLE_LENGTH + 20


def test_a_deadline_is_told_with_what_it_was():
    event = _event(EventKind.DEADLINE, "phase_1", "2024-07-12", "2024-07-15", occurred_on=None, quote="", badge_old="")
    assert wording.body(_told(event)) == "Phase 1 deadline moved to 15 Jul 2024 (Mon) (was 12 Jul 2024 (Fri))"
    gone = _event(EventKind.DEADLINE, "long_stop", "2024-07-12", None)
    assert "long stop deadline removed (was 12 Jul 2024 (Fri))" in wording.body(_told(_event(), gone))
    fresh = _event(EventKind.DEADLINE, "decision", None, "2024-07-12")
    assert "decision deadline 12 Jul 2024 (Fri)" in wording.body(_told(fresh))


def test_the_most_telling_event_leads():
    document = _event(EventKind.DOCUMENT, "d1", None, "x")
    assert wording.leading([document, _event()]).kind is EventKind.STATUS
    assert wording.headline([document, document]) == "2 new documents"


def test_long_names_are_shortened_and_the_status_never():
    case = Case("1", "ec", "EC", "M.1", "M.1", "A very long name of a company / " * 5, "", "", Status())
    title = wording.title(_told(_event(), case=case))
    assert title.endswith("– Not reviewable")
    assert "…" in title


def test_a_tracked_deal_gives_its_own_name_and_a_nameless_case_its_number():
    assert "My deal" in wording.title(_told(_event(), deal=Deal("d", "My deal")))
    nameless = Case("1", "ec", "EC", "M.1", "M.1", "", "", "", Status())
    assert "M.1" in wording.title(_told(_event(), case=nameless))
    assert wording.subject_name(_told(_event(), case=None)) == ""


@pytest.mark.parametrize("state", ["ok", "blocked", "layout_changed", "rate_limited", "moved", "server_error", "dns"])
def test_trouble_says_what_is_safe(state):
    told = _told(subject=AlertSubject.HEALTH, detail=state, case=None)
    assert "The Register" in wording.title(told)
    assert len(wording.body(told)) > 10
    assert target(told) == "dealwatch://source/cma"


def test_items_are_counted():
    items = [_event(EventKind.DOCUMENT, str(n), None, f"Title {n}") for n in range(4)]
    assert wording.title(_told(items[0], subject=AlertSubject.ITEM, case=None)) == "The Register: Title 0"
    many = _told(*items, subject=AlertSubject.ITEM, case=None)
    assert wording.title(many) == "The Register: 4 new items"
    assert wording.body(many) == "Title 0\nTitle 1\nTitle 2"


def test_a_proposal_says_that_it_is_only_news():
    proposal = Proposal(("A", "B"), "EC", Badge.JURISDICTION_CHECK, False, Role.MAIN, Modality.FACT, "It will look.",
                        0, 0.9, "why", deal="A / B")  # fmt: skip
    filed = Filed("P1", NOW, proposal, ProposalState.OPEN, (Outlet("https://x", "t", "", "feed:x"),))
    told = replace(_told(subject=AlertSubject.PROPOSAL, case=None), filed=filed)
    assert wording.title(told) == "News suggests: EC A / B – Jurisdiction check"
    assert wording.body(told) == "‘It will look.’ · not a formal step"
    assert target(told) == "dealwatch://proposal/P1"
    formal = replace(filed, proposal=replace(proposal, formal=True, deal=""))
    assert wording.body(replace(told, filed=formal)) == "‘It will look.’"


def test_several_alerts_make_one_message():
    message = compose([_told(_event())] * 7)
    assert message.title == "7 changes"
    assert message.body.splitlines()[-1] == "and 2 more"
    assert message.target == "dealwatch://inbox"
    assert [key for key, _ in compose([_told(_event())]).actions] == ["open", "evidence", "mute"]
    assert [key for key, _ in compose([_told(subject=AlertSubject.HEALTH, detail="ok")]).actions] == ["open"]


@dataclass
class FakeChannel:
    name: str
    works: bool = True
    there: bool = True
    sent: list = field(default_factory=list)

    def available(self):
        return self.there

    def send(self, message):
        if not self.works:
            raise OSError("the desktop is gone")
        self.sent.append(message)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path, NOW) as opened:
        with opened.write() as database:
            opened.sources.add(database, "cma", "The Register", timedelta(hours=1), NOW)
            case_id = opened.cases.create(database, source="cma", authority="CMA", number="1", title="A / B")
            deal_id = opened.deals.add(database, Deal("", "The deal"), NOW)
            opened.deals.link(database, deal_id, case_id)
            evidence = Evidence("", "https://x", NOW)
            event = Event("E1", case_id, NOW, EventKind.STATUS, "outcome", "pending", "cleared", "phase_1", "cleared",
                          "cma", evidence, authority="CMA")  # fmt: skip
            opened.events.add(database, event)
            opened.alerts.raise_(database, occasion="o", now=NOW, subject=AlertSubject.CHANGE,
                                 level=AlertLevel.NOTIFY, case_id=case_id, event_ids=["E1"])  # fmt: skip
            opened.alerts.raise_(database, occasion="o", now=NOW, subject=AlertSubject.HEALTH,
                                 level=AlertLevel.NOTIFY, source="cma", detail="blocked")  # fmt: skip
        yield opened


def test_the_first_channel_that_works_takes_the_message_once(store, caplog):
    absent, broken, good, last = (FakeChannel("absent", there=False), FakeChannel("broken", works=False),
                                  FakeChannel("good"), FakeChannel("last"))  # fmt: skip
    outbox = Outbox(store, FixedClock(NOW), [absent, broken, good, last])
    assert outbox.deliver() == 2
    assert outbox.deliver() == 0
    (message,) = good.sent
    assert message.title == "2 changes"
    assert "CMA: The deal – Cleared" in message.body
    assert "refuses automated reading" in message.body
    assert last.sent == []
    assert all(alert.delivered == ("good",) for alert in store.alerts.inbox())
    assert "broken" in caplog.text


def test_what_no_channel_takes_stays_in_the_outbox(store):
    failing = FakeChannel("failing", there=False)
    outbox = Outbox(store, FixedClock(NOW), [failing])
    assert outbox.deliver() == 0
    assert len(store.alerts.undelivered()) == 2
    failing.there = True
    assert outbox.deliver() == 2
