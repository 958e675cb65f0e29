"""The script that holds the calendar against the Commission's own decisions."""

from __future__ import annotations

import csv
import io
import lzma
import runpy
import sys
from datetime import date
from pathlib import Path

import pytest

from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.evidence import Clearance, clearances, distribution, main, report

COLUMNS = [
    "case_caseNumber",
    "case_caseInitiationDate",
    "dec_metadataReference",
    "dec_decisionNumber",
    "dec_decisionTypes_label",
    "dec_decisionAdoptionDate",
]
ROWS = [
    ["M.90001", "2031-02-03", "M.90001-DEC1", "40001", "Art. 6(1)(b)", "2031-03-10"],  # day 25
    ["M.90001", "2031-02-03", "M.90001-DEC1", "40001", "Art. 6(1)(b)", "2031-03-10"],  # the same decision again
    ["M.90002", "2031-02-03", "M.90002-DEC1", "40002", " Art. 6(1)(b)", "2031-03-11"],  # day 26
    ["M.90003", "2031-02-03", "M.90003-DEC1", "40003", "Art. 6(1)(b) with conditions & obligations", "2031-03-24"],
    ["M.90004", "2031-02-03", "M.90004-DEC{A}", "A0B1", "Art. 6(1)(b)", "2031-03-24"],  # the new case system
    ["M.90005", "", "M.90005-DEC1", "40005", "Art. 6(1)(b)", "2031-03-24"],
    ["M.90006", "2031-02-03", "M.90006-DEC1", "40006", "Art. 6(1)(b)", ""],
    ["M.90007", "2029-02-05", "M.90007-DEC1", "40007", "Art. 6(1)(b)", "2029-03-12"],  # outside the years
]


def table(path: Path) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *ROWS])
    body = text.getvalue().encode()
    path.write_bytes(lzma.compress(body) if path.suffix == ".xz" else body)
    return path


def test_plain_clearances_of_the_old_case_system_are_taken_once() -> None:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]
    found = list(clearances(rows, 2030, 2031))
    assert [clearance.case for clearance in found] == ["M.90001", "M.90002"]
    assert distribution(found, calendar("EC")) == {25: 1, 26: 1}


@pytest.mark.parametrize("name", ["table.csv", "table.csv.xz"])
def test_the_script_prints_the_share_and_the_pile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["--data", str(table(tmp_path / name)), "--from-year", "2030", "--to-year", "2031"]) == 0
    printed = capsys.readouterr().out
    assert "2 plain Phase 1 clearances, 1 within 25 working days (50.00%)" in printed
    assert "on day 25: 1\n  on day 26: 1" in printed
    assert "Without the inferred" not in printed


def test_inferred_days_are_shown_with_and_without() -> None:
    cases = [Clearance("M.1", date(2022, 11, 24), date(2023, 1, 9))]
    lines = list(report(cases, calendar("EC")))
    with_them, without = lines[: len(lines) // 2], lines[len(lines) // 2 :]
    assert "  on day 25: 1" in with_them
    assert without[0] == "Without the inferred closure days (2022-12-23):"
    assert "  on day 26: 1" in without


def test_a_table_without_such_decisions_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(table(tmp_path / "table.csv")), "--from-year", "1999", "--to-year", "2000"]) == 1
    assert "No plain Phase 1 clearance" in capsys.readouterr().out


def test_the_script_runs_as_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["evidence", "--data", str(table(tmp_path / "table.csv")), "--to-year", "2031"])
    monkeypatch.delitem(sys.modules, "dealwatch.rules.evidence")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("dealwatch.rules.evidence", run_name="__main__")
    assert ended.value.code == 0
