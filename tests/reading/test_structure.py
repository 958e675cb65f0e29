"""What the shape of a text tells: digests, longer names, datelines, counts, old years, courts. Firms are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.deal import Party
from dealwatch.model.proposal import Reading, TrackedDeal
from dealwatch.model.status import Badge
from dealwatch.reading.openings import dateline_ends
from dealwatch.reading.tokens import Break, tokenize

Read = Callable[..., Reading]
TRACKED = (TrackedDeal("Norvik takes Talmera", (Party("Norvik"), Party("Talmera")), "d1"),)


def _raised(reading: Reading) -> set[tuple[frozenset[str], str, Badge]]:
    return {(frozenset(p.parties), p.authority, p.status) for p in reading.proposals if p.raised}


def _deals(reading: Reading) -> set[frozenset[str]]:
    return {parties for parties, _, _ in _raised(reading)}


def test_a_longer_name_is_another_firm_where_the_text_has_no_other(read: Read) -> None:
    reading = read("The CMA has cleared the acquisition of Ostvel by Norvik Digital.", tracked=TRACKED)
    assert _deals(reading) == {frozenset({"Norvik Digital", "Ostvel"})}
    reading = read("The CMA has cleared the acquisition of Talmera by Norvik Digital.", tracked=TRACKED)
    assert all(proposal.deal_id == "" for proposal in reading.proposals)


@pytest.mark.parametrize(
    "body",
    [
        "The CMA has cleared the acquisition of Talmera by Norvik Germany.",
        "The CMA has cleared the acquisition of Talmera by Norvik Digital. Norvik welcomed that.",
    ],
)
def test_a_name_with_a_place_or_beside_the_short_one_is_the_firm(read: Read, body: str) -> None:
    assert [p.deal_id for p in read(body, tracked=TRACKED).proposals if p.raised] == ["d1"]


def test_every_deal_of_a_digest_is_raised_however_long_the_digest(read: Read) -> None:
    pairs = [("Norvik", "Talmera"), ("Ostvel", "Quenlo"), ("Brumal", "Sorvex"), ("Kadrin", "Welfort")]
    items = "\n\n".join(
        f"The CMA has cleared the acquisition of {target} by {buyer}. Staff will hear more in June. "
        f"Shops are in the north of the country. Prices should not rise, it found."
        for buyer, target in pairs
    )
    assert _deals(read(items, title="Mergers: the week")) == {frozenset(pair) for pair in pairs}


def test_a_headline_that_lists_two_firms_names_no_deal_of_them(read: Read) -> None:
    body = (
        "The CMA has cleared the acquisition of Ostvel by Norvik. "
        "It opened an in-depth probe into Talmera's bid for Brumal."
    )
    reading = read(body, title="CMA: green light for Norvik; red light for Talmera")
    assert _deals(reading) == {frozenset({"Norvik", "Ostvel"}), frozenset({"Talmera", "Brumal"})}


def test_the_other_party_may_stand_in_the_sentence_before(read: Read) -> None:
    body = (
        "Brumal and Sorvex may merge, the CMA ruled.\n\nNorvik has to wait. "
        "The CMA has opened an in-depth investigation into its purchase by Talmera."
    )
    assert (frozenset({"Norvik", "Talmera"}), "CMA", Badge.IN_DEPTH) in _raised(read(body, tracked=TRACKED))


def test_the_same_firms_tracked_twice_are_told_once(read: Read) -> None:
    reading = read("The CMA has cleared the acquisition of Talmera by Norvik.", tracked=TRACKED * 2)
    assert len([p for p in reading.proposals if p.raised]) == 1


def test_a_stroke_within_a_tracked_party_makes_no_other_deal(read: Read) -> None:
    body = "The CMA has opened an in-depth investigation into the entry of Norvik/NVK Steel into Talmera."
    assert {p.deal_id for p in read(body, tracked=TRACKED).proposals} == {"d1"}


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("NEW DELHI: The watchdog", "The"),
        ("BRUSSELS, Belgium (Newswire) - The watchdog", "The"),
        ("Bern (abc) - The watchdog", "The"),
        ("MÉXICO, D.F.- The watchdog", "The"),
        ("NUEVA YORK, 3 - The watchdog", "The"),
        ("NORVIK - The watchdog", "NORVIK"),
        ("Norvik (a firm): The watchdog", "Norvik"),
        ("The watchdog", "The"),
    ],
)
def test_where_a_report_begins(text: str, begins: str) -> None:
    assert text[dateline_ends(text, 0, len(text)) :].startswith(begins)


@pytest.mark.parametrize("opening", ["PORT ELBAN: ", "Elban (abc) - ", "(Reuters) - "])
def test_a_dateline_names_no_firm(read: Read, opening: str) -> None:
    reading = read(f"{opening}The CMA has cleared the merger of Norvik and Talmera.")
    assert _deals(reading) == {frozenset({"Norvik", "Talmera"})}


def test_a_sign_of_the_stock_exchange_is_no_firm(read: Read) -> None:
    reading = read("The ACCC has cleared the acquisition of Talmera (ASX: TLM) by Norvik (ZZX:NVK).")
    assert _deals(reading) == {frozenset({"Norvik", "Talmera"})}


def test_the_topic_before_a_headlines_colon_is_no_party(read: Read) -> None:
    reading = read("The CMA has cleared the merger of Norvik and Talmera.", title="Elban: Norvik may buy Talmera")
    assert _deals(reading) == {frozenset({"Norvik", "Talmera"})}


@pytest.mark.parametrize("name", ["43A", "3D"])
def test_a_number_with_a_letter_is_no_firm(read: Read, name: str) -> None:
    reading = read(f"The CMA is looking at Norvik's deal under section {name}, and at Talmera.")
    assert not any(name in p.parties for p in reading.proposals)


def test_what_is_counted_after_a_number_is_no_firm(read: Read) -> None:
    reading = read("The CMA has cleared the acquisition of Talmera by Norvik for 43 MMDH.")
    assert _deals(reading) == {frozenset({"Norvik", "Talmera"})}


def test_how_many_cases_were_decided_is_no_step(read: Read) -> None:
    body = "Norvik and Talmera merged last year.\n\nThe CMA cleared 155 transactions and blocked 12 mergers."
    assert not _raised(read(body, title="The CMA in figures"))


@pytest.mark.parametrize(
    "body",
    [
        "In 1989 the authority objected: the CMA cleared the merger of Norvik and Talmera all the same.",
        "In 1989 Brumal went to court. Later the CMA cleared the merger of Norvik and Talmera.",
    ],
)
def test_an_old_year_that_opens_a_sentence_holds_on(read: Read, body: str) -> None:
    assert not _raised(read(body, title="Looking back"))


def test_a_commissioners_name_in_another_name_is_no_authority(read: Read) -> None:
    for name in ("Norvik Ribera", "Ribera Salud"):
        reading = read(f"Dio luz verde a la fusión de {name} y Talmera.", language="es")
        assert not any(p.authority == "EC" for p in reading.proposals)
    told = "La comisaria Teresa Ribera autorizó la compra de Talmera por Norvik."
    assert {p.authority for p in read(told, language="es").proposals} == {"EC"}


def test_letters_are_those_of_the_authority_that_the_text_names_in_full(read: Read) -> None:
    body = "South Korea's Fair Trade Commission has cleared the merger of Norvik and Talmera."
    assert {p.authority for p in read(body, title="FTC clears Norvik-Talmera merger").proposals} == {"KFTC"}


def test_an_appeal_against_a_prohibition_told_at_once_is_news_too(read: Read) -> None:
    body = "The CMA has blocked the merger of Norvik and Talmera. The two have filed an appeal against the decision."
    assert {(a, s) for _, a, s in _raised(read(body))} >= {("CMA", Badge.PROHIBITED), ("CMA", Badge.UNDER_APPEAL)}


def test_a_tribunal_that_decides_anew_clears_itself(read: Read) -> None:
    body = "The Australian Competition Tribunal authorises Norvik's acquisition of Talmera."
    assert {a for _, a, _ in _raised(read(body))} == {"Australian Competition Tribunal"}
    body = (
        "Norvik has appealed to the Australian Competition Tribunal against the decision of the ACCC "
        "on its acquisition of Talmera."
    )
    assert ("ACCC", Badge.UNDER_APPEAL) in {(a, s) for _, a, s in _raised(read(body))}


def test_a_denial_ends_at_an_and_that_joins_no_firms(read: Read) -> None:
    told = "The deal of Norvik and Talmera was not appealed and cleared by the CMA with conditions."
    assert Badge.CLEARED_CONDITIONS in {p.status for p in read(told).proposals}
    denied = "The CMA has not cleared the merger of Norvik and Talmera."
    assert not read(denied).proposals


def test_conditions_that_only_the_headline_tells_stand(read: Read) -> None:
    reading = read(
        "The CMA has cleared the acquisition of Talmera by Norvik.",
        title="CMA clears Norvik's purchase of Talmera with conditions",
    )
    assert {s for _, _, s in _raised(reading)} == {Badge.CLEARED_CONDITIONS}


def test_a_firm_named_beside_the_only_party_is_the_other_one(read: Read) -> None:
    body = "Norvik Foods and its rival Talmera have heard from the agencies.\n\nThe CMA has cleared the deal."
    assert _deals(read(body, title="What became of the Norvik merger")) == {frozenset({"Norvik Foods", "Talmera"})}


def test_the_memory_of_gaps_is_bounded() -> None:
    for i in range(1_200):
        tokenize(f"a{' ' * (i % 16)}{chr(0x2190 + i)} b")
    assert tokenize("a; b").breaks == [Break.NONE, Break.STRONG]
