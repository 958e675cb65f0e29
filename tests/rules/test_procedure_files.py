"""A user's own procedure file: it replaces or adds, and a wrong one is named with its fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dealwatch.model.errors import DataError
from dealwatch.rules.calculator import compute
from dealwatch.rules.calendar_files import load_calendars
from dealwatch.rules.procedures import find, load

HEAD = """
key = "{key}"
title = "Merger control of Ruritania"
authority = "RCC"
law = "Competition Act of 2031"
zone = "Europe/Vienna"
calendar = "{calendar}"
"""
BODY = """
transitions = [["filed", "cleared"]]

[[statuses]]
name = "filed"
label = "Filed"
stage = "notified"

[[statuses]]
name = "cleared"
label = "Cleared"
outcome = "cleared"

[[deadlines]]
name = "phase_1"
label = "Phase 1 decision"
rule = "wd_after"
count = 10
start = ["filed"]
legal = "Section 1"
grade = "seen"
"""


def write(folder: Path, text: str, name: str = "ruritania.toml") -> None:
    (folder / "procedures").mkdir(exist_ok=True)
    (folder / "procedures" / name).write_text(text, encoding="utf-8")


def test_a_new_procedure_with_a_calendar_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "rr.toml").write_text(
        'key = "RR"\ntitle = "t"\nlaw = "l"\n[pattern]\nfixed = [["03-04", "Flag Day"]]\n', encoding="utf-8"
    )
    write(tmp_path, HEAD.format(key="RR_MERGER", calendar="RR") + BODY)
    procedures = load(tmp_path)
    assert procedures["EU_MERGER"].key == "EU_MERGER"
    found = find("rr-merger", procedures)
    (result,) = compute(found, {"filed": date(2031, 3, 3)}, load_calendars(tmp_path / "calendars"))
    assert result.day == date(2031, 3, 18)  # 4 March is closed
    assert result.calendar == "t"


def test_a_file_replaces_the_bundled_procedure_of_its_key(tmp_path: Path) -> None:
    write(tmp_path, HEAD.format(key="eu_merger", calendar="EC") + BODY)
    procedures = load(tmp_path)
    assert procedures["EU_MERGER"].title == "Merger control of Ruritania"
    assert "EUMR" not in procedures
    assert procedures["UK_CMA_MERGER"].authority == "CMA"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('calendar = "EC"', 'calendar = "MOON"', "There is no calendar “MOON”."),
        ('zone = "Europe/Vienna"', 'zone = "Europe/Nowhere"', "There is no time zone “Europe/Nowhere”."),
        ('zone = "Europe/Vienna"', 'zone = "../etc"', "There is no time zone “../etc”."),
        ('label = "Filed"', 'label = "Filed"\ncolour = "red"', "colour"),
        ('stage = "notified"', 'stage = "lunch"', "lunch"),
        ("count = 10", "count = 0", "The deadline phase_1 is shorter than one."),
        ("count = 10", 'count = "ten"', "count"),
        ('rule = "wd_after"', 'rule = "moons"', "moons"),
        ('grade = "seen"', 'grade = "sure"', "sure"),
        ('start = ["filed"]', 'start = ["dreamt"]', "The deadline phase_1 names “dreamt”"),
        ('start = ["filed"]', "", "needs either start events or a deadline to start from"),
        ('start = ["filed"]', 'start = ["filed"]\nstart_deadline = "x"', "needs either start events"),
        ('start = ["filed"]', 'start_deadline = "phase_0"', "starts from “phase_0”, which does not stand above it"),
        ('["filed", "cleared"]', '["filed", "lost"]', "A transition names “lost”, which is no status."),
        ('name = "cleared"', 'name = "filed"', "“filed” stands twice among the statuses."),
        ('name = "cleared"', 'name = "cleared"\naliases = ["Filed"]', "“filed” names both filed and cleared."),
        (
            'grade = "seen"',
            'grade = "seen"\n[[deadlines.variants]]\ncount = 5\nwords = "w"\n',
            "has a variant without a condition",
        ),
        (
            'grade = "seen"',
            'grade = "seen"\n[[deadlines.variants]]\ncount = 0\nwords = "w"\nif_any = ["filed"]\n',
            "is shorter than one",
        ),
        (
            'grade = "seen"',
            'grade = "seen"\n[[deadlines.extensions]]\nevents = ["filed"]\nuntil = ["filed"]\nunit = "wd"\nwhy = ""\n',
            "has an extension from event to event that is not measured in days",
        ),
        (
            'grade = "seen"',
            'grade = "seen"\n[deadlines.late]\nevents = ["gone"]\nwithin = 1\nthen = 1\nlongest = 1\nwords = "w"\n',
            "names “gone”",
        ),
        (
            'grade = "seen"',
            'grade = "seen"\n[[stops]]\nstart = ["gone"]\nwhy = "w"\nlegal = "l"\ngrade = "seen"\n',
            "A stop of the clock names “gone”",
        ),
        ('grade = "seen"', 'grade = "seen"\n[[reads]]\nfact = "("\nevent = "filed"\n', "“(” is no regular expression."),
        (
            'grade = "seen"',
            'grade = "seen"\n[[reads]]\nfact = "x"\nevent = "gone"\n',
            "A reading of facts names “gone”",
        ),
        ('grade = "seen"', 'grade = "seen"\n[[deadlines]]\n', "name"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = HEAD.format(key="RR_MERGER", calendar="EC") + BODY
    assert old in text
    write(tmp_path, text.replace(old, new, 1))
    with pytest.raises(DataError) as error:
        load(tmp_path)
    assert "ruritania.toml" in error.value.title
    assert told in error.value.hint


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = HEAD.format(key="RR_MERGER", calendar="MOON") + BODY.replace('start = ["filed"]', 'start = ["dreamt"]')
    write(tmp_path, text)
    with pytest.raises(DataError) as error:
        load(tmp_path)
    assert "MOON" in error.value.hint
    assert "dreamt" in error.value.hint
