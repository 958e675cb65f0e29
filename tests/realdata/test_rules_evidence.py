"""Thousands of decisions of the Commission: on which working day of Phase 1 did the plain clearances come?"""

from __future__ import annotations

import csv
import lzma
import os
from pathlib import Path

import pytest

from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.evidence import clearances, distribution, main

SHARED = Path(os.environ.get("DEALWATCH_SHARED", Path(__file__).parents[2].parent / "shared"))
TABLE = SHARED / "data" / "ec" / "opendata-M" / "attachments_summary.csv.xz"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not TABLE.is_file(), reason="recorded data not there (DEALWATCH_SHARED)"),
]


def test_clearances_pile_up_on_day_25_and_none_comes_on_day_26() -> None:
    with lzma.open(TABLE, "rt", encoding="utf-8", newline="") as file:
        cases = list(clearances(csv.DictReader(file), 2005, 2025))
    on_day = distribution(cases, calendar("EC"))
    assert len(cases) > 6000
    assert sum(number for day, number in on_day.items() if day <= 25) / len(cases) > 0.99
    assert on_day[25] > 1300
    assert [on_day[day] for day in (26, 27, 28)] == [0, 0, 0]
    assert on_day[35] > on_day[34] >= on_day[36]  # the other period of the law, and its last day


def test_the_inferred_closure_days_are_what_moves_the_clearances_from_day_26_to_day_25() -> None:
    with lzma.open(TABLE, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    days = calendar("EC")
    inferred = [day for year in range(2004, 2026) for day in days.closures(year).inferred]
    before = distribution(clearances(rows, 2005, 2025), days.with_open(*inferred))
    after = distribution(clearances(rows, 2005, 2025), days)
    assert before[26] == 25
    assert after[26] == 0
    decided = {row["dec_decisionAdoptionDate"] for row in rows}
    assert not decided & {str(day) for day in inferred}  # nothing was ever decided on such a day


def test_the_command_prints_share_and_pile(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(TABLE)]) == 0
    printed = capsys.readouterr().out
    assert "within 25 working days (99." in printed
    assert "on day 26: 0" in printed
