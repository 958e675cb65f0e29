"""A deal made from a case has the parties that the register names, and keeps what a person typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dealwatch.model.deal import Deal, Party
from dealwatch.model.facts import Fact
from dealwatch.watch.deal_parties import parties_of
from dealwatch.watch.radar import deals_meant
from dealwatch.watch.tracking import Tracking


def facts(**values: str | tuple[str, str]) -> dict[str, Fact]:
    made = {}
    for role, value in values.items():
        text, printed = value if isinstance(value, tuple) else (value, value)
        made[f"party:{role}"] = Fact(f"party:{role}", text, printed)
    return made


@pytest.mark.parametrize(
    ("named", "parties"),
    [
        (facts(merging="Alpha\nBeta"), [("Alpha", ""), ("Beta", "")]),
        (facts(target="Beta", acquirer="Alpha"), [("Alpha", "acquirer"), ("Beta", "target")]),
        (
            facts(parties="Alpha SA\nBeta", notifying=("alpha sa", "Alpha, S.A.")),
            [("Alpha, S.A.", "notifying party"), ("Beta", "")],
        ),
        (facts(acquirer=("ALPHA PTY LTD", "Alpha Pty. Ltd.")), [("Alpha Pty. Ltd.", "acquirer")]),
        (facts(parties=("Alpha\nBeta", "Alpha / Beta / JV")), [("Alpha", ""), ("Beta", "")]),
        (facts(parties="Alpha / Beta"), [("Alpha", ""), ("Beta", "")]),
        (facts(parties="Alpha Corp. — Beta Ltd."), [("Alpha Corp.", ""), ("Beta Ltd.", "")]),
        (facts(parties="Alpha; Beta;"), [("Alpha", ""), ("Beta;", "")]),
        (facts(parties="Smith & Sons, Inc."), [("Smith & Sons, Inc.", "")]),
        (facts(parties="A/S Alpha\n\n Beta / Gamma"), [("A/S Alpha", ""), ("Beta / Gamma", "")]),
        (facts(defendant="Alpha", other="Gamma"), [("Alpha", "defendant"), ("Gamma", "third party")]),
        (facts(target="Beta", acquired_entities="One\nTwo"), [("Beta", "target")]),
        (facts(parties="–", merging=""), []),
        ({"title": Fact("title", "Alpha / Beta")}, []),
    ],
)
def test_the_parties_of_a_case(named, parties):
    assert parties_of(named) == tuple(Party(name, role) for name, role in parties)


def test_a_third_party_need_not_be_named_for_a_deal_to_be_meant():
    deal = Deal("1", "A", parties=(Party("Alpha"), Party("Beta"), Party("Gamma", "third party")))
    alone = replace(deal, parties=(Party("Alpha"), Party("Gamma", "third party")))
    assert deals_meant("Alpha\nBeta", [deal, alone]) == [deal]


@pytest.fixture
def tracking(desk, monkeypatch):
    from dealwatch.watch import tracking as module

    monkeypatch.setattr(module, "official", lambda: {"reg": desk.register})
    return Tracking(desk.store, desk.clock)


def parties(desk, name="Our deal"):
    return [(party.name, party.role) for party in desk.store.deals.find(name).parties]


NAMED = [("Alpha", "acquirer"), ("Beta", "target")]


def listed(desk, **facts):
    desk.world.put("list", rows=[{"number": "1", "facts": {"stage": "notified", **facts}}])


def enter(desk, **more):
    desk.world.case("1", title="Alpha / Beta", stage="notified", party__acquirer="Alpha", party__target="Beta", **more)
    listed(desk, title="Alpha / Beta")


def test_a_deal_made_from_a_case_that_was_read_has_its_parties(desk, tracking):
    enter(desk)
    desk.watch()
    desk.check()
    tracking.case("reg", "1", deal="Our deal")
    assert parties(desk) == NAMED


def test_the_first_reading_of_an_awaited_case_brings_them(desk, tracking):
    enter(desk)
    tracking.case("reg", "1", deal="Our deal")
    assert parties(desk) == []
    desk.check()
    assert parties(desk) == NAMED


def test_an_awaited_case_that_turns_out_to_be_another_brings_them_too(desk, tracking):
    desk.world.case("1", title="Alpha / Beta", text__number="REG 1", party__parties="Alpha\nBeta")
    listed(desk, **{"text:number": "REG 1"})
    tracking.case("reg", "REG 1", deal="Our deal")
    desk.check()
    assert parties(desk) == [("Alpha", ""), ("Beta", "")]


def test_each_kind_of_document_may_say_it_better(desk, tracking):
    enter(desk)
    listed(desk, **{"party:parties": "Alpha\nBeta"})
    tracking.case("reg", "1", deal="Our deal")
    desk.check()
    assert parties(desk) == NAMED


def test_what_a_person_typed_or_took_away_stands(desk, tracking):
    typed = (Party("Alpha Corporation", "acquirer", ("Alpha",)),)
    tracking.case("reg", "1", deal="Typed")
    tracking.case("reg", "1", deal="Emptied")
    listed(desk, **{"party:parties": "Alpha\nBeta"})
    with desk.store.write() as database:
        desk.store.deals.update(database, replace(desk.store.deals.find("Typed"), parties=typed))
    desk.check()
    assert parties(desk, "Emptied") == [("Alpha", ""), ("Beta", "")]
    with desk.store.write() as database:
        desk.store.deals.update(database, replace(desk.store.deals.find("Emptied"), parties=()))
    enter(desk)  # its page is read for the first time
    desk.check()
    assert parties(desk, "Emptied") == []
    assert desk.store.deals.find("Typed").parties == typed
    tracking.case("reg", "1", deal="Typed")
    assert desk.store.deals.find("Typed").parties == typed


def test_later_readings_leave_the_deal_alone(desk, tracking):
    enter(desk)
    tracking.case("reg", "1", deal="Our deal")
    desk.check()
    enter(desk, party__other="Gamma")
    desk.check()
    assert parties(desk) == NAMED
