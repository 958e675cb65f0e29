"""The table of all deals: what changed in seven days, where each case stands, whose deadline is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from dealwatch.export.formats import REPORTS, write_report
from dealwatch.export.gather import Choices
from dealwatch.export.monday import WEEK, monday
from dealwatch.export.report import Report, Table
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.sources.registry import official
from dealwatch.system.demonstration import Demonstration

INFOS = {key: source.info for key, source in official().items()}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    with Demonstration(tmp_path_factory.mktemp("monday") / "data", []) as demonstration:
        demonstration.begin()
        while demonstration.advance() is not None:
            pass
        store, now = demonstration.store, demonstration.clock.now()
        with store.write() as database:
            store.deals.add(database, Deal("", "Alpha / Beta", long_stop=PartialDate(2026, 12, 18)), now)
        yield demonstration


def made(played: Demonstration, **back: float) -> Report:
    moment = played.clock.now() - timedelta(**back)
    deals = played.store.deals.all(moment)
    return monday(played.store, deals, moment, INFOS, Choices(marking="Draft"))


def rows(report: Report, title: str) -> list[tuple[str, ...]]:
    return [
        tuple(cell.text for cell in row)
        for block in report.blocks
        if isinstance(block, Table) and block.title.startswith(title)
        for row in block.rows
    ]


def test_every_case_and_every_deal_without_one_has_a_row(played: Demonstration) -> None:
    stand = rows(made(played), "Where every deal stands")
    assert ("Alpha / Beta", "no case yet", "–", "–", "–", "–", "18 Dec 2026 (Fri)") in stand
    cases = [row for row in stand if row[0] != "Alpha / Beta"]
    assert len(cases) == len(played.store.cases.of_deal(played.deal_id))
    assert any("Not reviewable" in row[3] for row in cases)


def test_what_changed_is_what_was_seen_in_the_week_and_not_what_was_there_at_first(played: Demonstration) -> None:
    changed = rows(made(played), "Changed since")
    seen = [event for event in played.store.events.list() if event.observed_at > played.clock.now() - WEEK]
    assert changed
    assert len(changed) <= len(seen)
    first = min(event.observed_at for event in played.store.events.list())
    at_first = monday(played.store, played.store.deals.all(), first, INFOS)
    assert rows(at_first, "Changed since") == []
    assert any("Nothing changed" in text for block in at_first.blocks for text in getattr(block, "paragraphs", ()))


def test_the_past_knows_nothing_of_later(played: Demonstration) -> None:
    before = made(played, days=30)
    assert rows(before, "Where every deal stands") != rows(made(played), "Where every deal stands")
    assert all(row[0] != "Alpha / Beta" for row in rows(before, "Where every deal stands"))


@pytest.mark.parametrize("suffix", REPORTS)
def test_it_is_written_the_same_each_time(played: Demonstration, suffix: str) -> None:
    assert write_report(made(played), suffix) == write_report(made(played), suffix)


def test_nothing_at_all_is_a_table_without_rows(played: Demonstration) -> None:
    empty = monday(played.store, [], played.clock.now(), INFOS)
    assert rows(empty, "Where every deal stands") == []
    assert all(write_report(empty, suffix) for suffix in REPORTS)
