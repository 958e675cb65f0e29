from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import DealKind
from dealwatch.model.status import Badge, Clock, Overlay
from dealwatch.rules.case_numbers import recognise_numbers
from dealwatch.watch.sample import SampleCase, SampleList, load_sample, read_sample

LIST = """
name = "A list"
as_at = 2025-01-31
[[deal]]
name = "A / B"
kind = "merger"
parties = [{ name = "A", role = "acquirer", aliases = [] }]
[[case]]
deals = ["A / B"]
authority = "CMA"
title = "A / B merger inquiry"
procedure_words = "Merger inquiry"
[[case.event]]
on = 2025-01-02
status = { stage = "notified" }
words = "Launched."
sources = [{ title = "Page", url = "https://www.gov.uk/x", official = true }]
"""
MORE = """
[[case.event]]
on = "2025-01"
document = "Report"
words = "Published."
sources = [{ title = "Page", url = "https://www.gov.uk/x" }]
"""


@pytest.fixture(scope="module")
def sample() -> SampleList:
    return load_sample()


def cases(sample: SampleList, deal: str) -> dict[str, SampleCase]:
    return {case.authority: case for case in sample.cases if deal in case.deals}


def test_the_bundled_list_has_the_six_deals(sample: SampleList) -> None:
    assert sample.name == "AI partnerships"
    assert [deal.name for deal in sample.deals] == [
        "Microsoft / Mistral AI",
        "Microsoft / OpenAI",
        "Amazon / Anthropic",
        "Alphabet / Anthropic",
        "Microsoft / Inflection",
        "NVIDIA / Run:ai",
    ]
    assert all(cases(sample, deal.name) for deal in sample.deals)
    assert sample.deals[0].announced == PartialDate(2024, 2, 26)
    assert sample.deals[4].kind is DealKind.ACQUI_HIRE


def test_the_deal_without_a_case_at_the_commission(sample: SampleList) -> None:
    found = cases(sample, "Microsoft / Mistral AI")
    commission = found["EC"]
    assert commission.number == ""
    assert commission.status.badge is Badge.JURISDICTION_CHECK
    assert commission.status.clock is Clock.NONE
    assert not commission.events[0].official  # said to the press
    assert found["CMA"].number == "ME/7102/24"
    assert found["CMA"].status.badge is Badge.NOT_REVIEWABLE


def test_one_study_concerns_three_deals(sample: SampleList) -> None:
    (study,) = [case for case in sample.cases if case.authority == "FTC"]
    assert study.deals == ("Microsoft / OpenAI", "Amazon / Anthropic", "Alphabet / Anthropic")
    assert study.status.badge is Badge.MONITORING


def test_openai_is_looked_at_by_four_authorities(sample: SampleList) -> None:
    assert set(cases(sample, "Microsoft / OpenAI")) == {"BKartA", "CMA", "EC", "FTC"}


def test_a_clearance_can_be_under_appeal(sample: SampleList) -> None:
    case = cases(sample, "NVIDIA / Run:ai")["EC"]
    assert case.number == "M.11766"
    assert case.status.badges == (Badge.CLEARED, Badge.UNDER_APPEAL)
    assert case.status.overlays == {Overlay.APPEAL}


def test_a_published_deadline_comes_with_its_event(sample: SampleList) -> None:
    launched = cases(sample, "Alphabet / Anthropic")["CMA"].events[1]
    assert launched.deadlines == {"phase_1": date(2024, 12, 19)}


def test_nothing_is_later_than_the_list_claims(sample: SampleList) -> None:
    days = [event.on.last for case in sample.cases for event in case.events if event.on.exact]
    assert max(days) == sample.as_at


def test_every_fact_can_be_opened(sample: SampleList) -> None:
    for case in sample.cases:
        for event in case.events:
            assert event.words.endswith(".")
            assert event.url == event.sources[0].url
            for source in event.sources:
                parts = urlsplit(source.url)
                assert parts.scheme == "https"
                assert parts.hostname
                official = parts.hostname.endswith(("gov.uk", "service.gov.uk", "europa.eu", "ftc.gov"))
                assert source.official is official


def test_printed_numbers_are_the_authorities(sample: SampleList) -> None:
    for case in sample.cases:
        if case.number:
            (found,) = recognise_numbers(case.number)
            assert (found.authority, found.printed) == (case.authority, case.number)


def test_a_list_may_be_written_by_hand() -> None:
    found = read_sample(LIST)
    assert (found.name, found.as_at) == ("A list", date(2025, 1, 31))
    assert found.deals[0].announced is None
    (case,) = found.cases
    assert case.status.badge is Badge.PHASE_1
    assert case.events[0].official
    assert case.events[0].deadlines is None


def test_a_document_changes_no_status_and_a_month_will_do() -> None:
    told = LIST.replace("on = 2025-01-02", 'on = "2024"') + MORE
    (case,) = read_sample(told).cases
    assert [event.on for event in case.events] == [PartialDate(2024), PartialDate(2025, 1)]
    assert case.status.badge is Badge.PHASE_1
    assert case.events[1].status is None
    assert not case.events[1].official


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('deals = ["A / B"]', 'deals = ["C / D"]', "of no deal"),
        ('deals = ["A / B"]', "deals = []", "of no deal"),
        ('status = { stage = "notified" }', 'document = "Report"', "no event says"),
        ('status = { stage = "notified" }', "", "either a status or a document"),
        ('words = "Launched."', 'words = "x"\ndocument = "Report"', "either a status or a document"),
        ('sources = [{ title = "Page", url = "https://www.gov.uk/x", official = true }]', "sources = []", "no source"),
        ('stage = "notified"', 'stage = "phase 1"', "phase 1"),
        ('kind = "merger"', 'kind = "marriage"', "marriage"),
        ("on = 2025-01-02", 'on = "January"', "not a date"),
    ],
)
def test_a_faulty_list_is_refused(old: str, new: str, fault: str) -> None:
    assert old in LIST
    with pytest.raises(ValueError, match=fault):
        read_sample(LIST.replace(old, new))


@pytest.mark.parametrize("line", ["colour = 1", "procedure_word = 'x'"])
def test_a_misspelt_key_is_refused(line: str) -> None:
    with pytest.raises(TypeError):
        read_sample(LIST.replace('authority = "CMA"', f'authority = "CMA"\n{line}'))


def test_events_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        read_sample(LIST.replace("on = 2025-01-02", "on = 2025-02-02") + MORE)
