"""Which companies and deals a register's entry is about: whole words, aliases, third parties; homographs are not."""

from __future__ import annotations

import pytest

from dealwatch.model.deal import Deal, Party
from dealwatch.watch.radar import companies_meant, deals_meant, name_words, with_aliases, words
from dealwatch.watch.tracking import Tracking


def meant(text: str, *companies: str) -> list[str]:
    return [party.name for party in companies_meant(text, map(Party, companies))]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("META / openai", "Meta"),
        ("Open AI OpCo / Rockset", "OpenAI"),
        ("openai opco", "OpenAI"),  # capitals inside: a name wherever it stands
        ("Open AI OpCo", "Openai"),
        ("APPLE / BEATS", "Apple"),
        ("Apple/Beats", "apple"),
        ("Orange / MasMovil", "Orange SA"),
        ("SHELL U.K. LIMITED", "Shell plc"),
        ("삼성 / 하만", "삼성"),
        ("OpenAI OpCo, L.L.C.", "Open AI"),
        ("Banque Societe Generale", "Société Générale SA"),
        ("ENI S.p.A. / Plenitude", "Eni SpA"),
        ("E&OE\nFinco Holdings", "Finco Holding B.V."),
    ],
)
def test_a_name_is_found_as_registers_write_it(text, company):
    assert meant(text, company) == [company]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Opendoor buys metalworks", "OpenAI"),
        ("Opendoor buys metalworks", "Meta"),
        ("An open air theatre", "OpenAI"),
        ("Beta Open\nAI Corporation", "OpenAI"),  # the end of one party and the beginning of the next
        ("A rms length", "Arms"),  # a short name counts only as it is written
        ("Supply of apple juice and orange peel", "Apple"),
        ("Growers / pome fruit (apple, pear)", "Apple Inc."),
        ("Packing of orange juice", "Orange SA"),
        ("Acquisition of a shell company", "Shell plc"),
        ("Open meta data services", "Meta"),
        ("metal / Metallica / METALS", "Meta"),
        ("Applebee's", "Apple"),
        ("anything", ""),
        ("anything", "!!"),
    ],
)
def test_what_only_looks_like_a_name_is_none(text, company):
    assert meant(text, company) == []


def test_a_company_is_found_under_every_name_a_tracked_deal_gives_it():
    deals = [Deal("1", "A", parties=(Party("Meta Platforms", aliases=("Facebook",)), Party("Within")))]
    (company, other) = with_aliases(["Meta Platforms Inc", "Apple"], deals)
    assert companies_meant("Facebook / Kustomer", [company, other]) == [company]
    assert other.aliases == ()
    (by_alias,) = with_aliases(["Facebook"], deals)
    assert companies_meant("Meta Platforms / Giphy", [by_alias]) == [by_alias]


def test_legal_forms_at_the_end_and_initials_are_no_part_of_a_name():
    assert name_words("The Société Générale SA") == ("the", "societe", "generale")
    assert name_words("Holdings") == ("holdings",)
    assert words("U.S. Steel of N.V. and 3.14") == ("us", "steel", "of", "nv", "and", "3", "14")


def test_a_deal_is_meant_where_all_its_parties_are_named():
    one, two = Deal("1", "A", parties=(Party("Alpha"),)), Deal("2", "B", parties=(Party("Alpha"), Party("Beta")))
    assert deals_meant("Alpha", [one, two]) == []
    assert deals_meant("Alpha\nBeta", [one, two]) == [two]


def test_a_new_entry_is_told_under_an_alias_also_where_the_company_is_a_third_party(desk):
    desk.watch(register=False)
    tracking = Tracking(desk.store, desk.clock)
    tracking.company("OpenAI")
    tracking.company("Meta Platforms")
    with desk.store.write() as database:
        known = Deal("", "Elsewhere", parties=(Party("Meta Platforms", aliases=("Facebook",)), Party("Within")))
        desk.store.deals.add(database, known, desk.clock.now())
    enter(desk, "A", title="Alpha / Beta")
    desk.check()
    enter(desk, "B", title="Gamma / Delta", party__third="Open AI OpCo, L.L.C.")
    enter(desk, "C", title="Facebook / Kustomer")
    enter(desk, "D", title="Opendoor / Metal Works")
    desk.check()
    watched = {case.number for case in desk.store.cases.all() if case.watched}
    assert watched == {"B", "C"}
    assert {alert.case_id for alert in desk.store.alerts.undelivered()} == {
        case.id for case in desk.store.cases.all() if case.watched
    }


def enter(desk, number, **facts):
    """A case in the list and on its page."""
    listed = [case.number for case in desk.store.cases.all()]
    desk.world.case(number, **facts)
    desk.entered = [*getattr(desk, "entered", listed), number]
    desk.world.list(*desk.entered)
