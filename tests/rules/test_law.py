"""The law of a run: bundled, or with the user's own files in their place."""

from __future__ import annotations

from pathlib import Path

from dealwatch.rules.law import Law

OWN = """
key = "RR_MERGER"
title = "Ruritanian merger control"
authority = "RCC"
law = "Competition Act 2031"
zone = "Europe/Vienna"
calendar = "RR"
"""
CALENDAR = """
key = "RR"
title = "Working days in Ruritania"
law = "Holidays Act 1999"

[pattern]
source = "the usual pattern"
"""


def test_without_files_of_the_user_the_bundled_law_holds(tmp_path: Path) -> None:
    law = Law.of(tmp_path / "rules")
    assert law == Law()
    procedure = law.procedure("eu_merger")
    assert procedure is not None
    assert law.calendar(procedure).key == "EC"
    assert law.procedure("RR_MERGER") is None
    assert law.procedure("") is None


def test_files_of_the_user_add_to_it(tmp_path: Path) -> None:
    for name, text in (("procedures", OWN), ("calendars", CALENDAR)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruritania.toml").write_text(text, "utf-8")
    law = Law.of(tmp_path)
    procedure = law.procedure("rr-merger")
    assert procedure is not None
    assert law.calendar(procedure).title == "Working days in Ruritania"
    assert law.procedure("EU_MERGER") is not None
