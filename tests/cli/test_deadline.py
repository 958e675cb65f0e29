"""The `deadline` command in both its forms: what it prints for people and for programs, and wrong usage."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dealwatch.cli.deadline import command
from dealwatch.model.errors import UsageError


def run(*arguments: str, as_json: bool = False, paths: object = None) -> Result:
    """Arguments one by one, or all in one string."""
    if len(arguments) == 1:
        arguments = tuple(arguments[0].split())
    return CliRunner().invoke(command, arguments, obj=SimpleNamespace(json=as_json, paths=paths))


def answer(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, as_json=True)
    assert result.exit_code == 0, result.output
    (line,) = result.output.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("--from 2023-06-30 --count 25wd --calendar EC", "2023-08-07"),
        ("--from 2023-06-30 --count 25WD --calendar ec", "2023-08-07"),
        ("--from 2023-08-07 --count 90wd --calendar EC --extend 10 --stop 2023-09-19..2023-10-16", "2024-02-05"),
        ("--from 2026-06-16 --count 30wd --calendar AU --extend 30", "2026-09-08"),
        ("--from 2022-12-23 --count 24weeks --calendar UK --inclusive", "2023-06-08"),
        ("--from 2022-12-23 --count 24weeks --calendar UK --inclusive --extend 64", "2023-08-11"),
        ("--from 2022-12-23 --count 24weeks --calendar UK --inclusive --extend 64 --extend 8weeks", "2023-10-06"),
        ("--from 2024-11-13 --count 15days --calendar US", "2024-11-29"),
        ("--from 2024-11-13 --count 15days --calendar US --no-roll", "2024-11-28"),
        ("--from 2024-06-03 --count 5months --calendar DE", "2024-11-04"),
        ("--from 2024-06-03 --count 5months --calendar DE --no-roll", "2024-11-03"),
        ("--from 2022-02-17 --count 25wd --calendar FR", "2022-03-24"),
        ("--from 2026-07-17 --count 1wd --calendar EC --inclusive", "2026-07-17"),
        (
            "--from 2023-08-07 --count 90wd --calendar EC --stop 2023-09-19..2023-09-29 --stop 2023-09-25..2023-10-16",
            "2024-01-22",
        ),
    ],
)
def test_the_counting_rules_alone(arguments: str, expected: str) -> None:
    assert answer(arguments)["date"] == expected


def test_a_count_as_json_has_workings_and_warnings() -> None:
    line = answer("--from 2026-07-17 --count 2wd --calendar EC")
    assert line["workings"] == [
        "2026-07-17 Friday: start; counting starts after this day",
        "2026-07-20 Monday: day 1",
        "2026-07-21 Tuesday: not counted, Belgian National Day",
        "2026-07-18 Saturday to 2026-07-19 Sunday: 2 Saturdays and Sundays not counted",
        "2026-07-22 Wednesday: day 2, the last day",
    ]
    assert "2026" in line["warnings"][0]
    assert (line["computable"], line["reason"], line["calendar"]) == (True, None, "EC")


def test_an_open_stop_is_not_computable_and_no_error() -> None:
    line = answer("--from 2023-08-07 --count 90wd --calendar EC --stop 2023-09-19..")
    assert (line["date"], line["computable"]) == (None, False)
    assert "stopped since 2023-09-19" in line["reason"]


def test_a_count_for_people() -> None:
    printed = run("--from 2026-07-17 --count 2wd --calendar EC").output
    assert printed.startswith("2026-07-22 Wednesday\n")
    assert "not counted, Belgian National Day" in printed
    assert "  ! The holidays of 2026 are not verified" in printed
    stopped = run("--from 2023-08-07 --count 90wd --calendar EC --stop 2023-09-19..").output
    assert stopped.startswith("not computable\n    The clock has been stopped")


def test_a_procedure_as_json() -> None:
    line = answer("eu-merger", "--event", "notified=2023-06-30", "--event", "phase2_6_1_c=2023-08-07")
    assert line["procedure"] == "EU_MERGER"
    by_name = {deadline["name"]: deadline for deadline in line["deadlines"]}
    assert by_name["phase_1"]["date"] == "2023-08-07"
    assert by_name["phase_1"]["ended_on"] == "2023-08-07"
    phase_2 = by_name["phase_2"]
    assert phase_2["date"] == "2023-12-14"
    assert phase_2["rule"].startswith("90 working days")
    assert phase_2["started_on"] == "2023-08-07"
    assert phase_2["grade"] == "seen"
    assert phase_2["workings"][-1] == "2023-12-14 Thursday: day 90, the last day"
    assert phase_2["warnings"] == []
    assert by_name["art9_decision"]["conditional"] is True


@pytest.mark.parametrize("extension", ["extended_10_3=2023-08-09+10", "Extended-10-3 = 2023-08-09 : 10"])
def test_an_event_can_carry_a_number(extension: str) -> None:
    line = answer("EU_MERGER", "--event", "phase2=2023-08-07", "--event", extension)
    assert {d["name"]: d["date"] for d in line["deadlines"]}["phase_2"] == "2024-01-08"


def test_a_procedure_for_people() -> None:
    result = run("EU_MERGER", "--event", "notified=2026-06-02", "--event", "phase2=2026-07-06")
    assert result.exit_code == 0
    assert result.output.startswith("EU merger control (Regulation (EC) No 139/2004")
    assert "Phase 1 decision: 2026-07-07 Tuesday (ended 2026-07-06)" in result.output
    assert "Regulation (EC) No 139/2004, Article 10(1) (text of the law read)" in result.output
    assert "(if that step is opened, ended 2026-07-06)" in result.output
    hsr = run("US_HSR", "--event", "filed=2025-11-25").output
    assert "Ends at 23:59 America/New_York." in hsr
    assert "(aim)" in run("EU_DMA", "--event", "noncompliance_opened=2026-01-12").output


def test_a_procedure_without_deadlines_says_why() -> None:
    assert "no deadline" in run("EU_ANTITRUST").output
    line = answer("EU_ART101_102", "--event", "proceedings_opened=2025-12-04")
    assert line["deadlines"] == []
    assert "no deadline" in line["note"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("", "Give a PROCEDURE"),
        ("--from 2026-01-05 --count 5wd", "Give a PROCEDURE"),
        ("--count 5wd --calendar EC", "Give a PROCEDURE"),
        ("--from 2026-01-05 --calendar EC", "Give a PROCEDURE"),
        ("--from 2026-01-05 --count 5wd --calendar EC --event notified=2026-01-05", "belongs to a procedure"),
        ("EU_MERGER --from 2026-01-05", "brings its own counting rules"),
        ("EU_MERGER --event notified=2026-01-05 --no-roll", "brings its own counting rules"),
        ("EU_MERGER", "Say what happened"),
        ("EU_MERGER --event notified", "is not NAME=DATE"),
        ("EU_MERGER --event notified=soon", "is not a day"),
        ("--from 2023-02-30 --count 5wd --calendar EC", "is not a day"),
        ("--from 2023-1-3 --count 5wd --calendar EC", "is not a day"),
        ("--from 2023-01-03 --count 5 --calendar EC", "is not a number with"),
        ("--from 2023-01-03 --count 5moons --calendar EC", "is not a number with"),
        ("--from 2023-01-03 --count 0wd --calendar EC", "not between 1 and"),
        ("--from 2023-01-03 --count 99999wd --calendar EC", "not between 1 and"),
        ("--from 2023-01-03 --count 5wd --calendar EC --extend x", "is not a number with"),
        ("--from 2023-01-03 --count 5wd --calendar EC --stop 2023-01-04", "is not FROM..TO"),
        ("--from 2023-01-03 --count 5wd --calendar EC --stop 2023-01-04..2023-01-03", "ends before it begins"),
        ("--from 2023-01-03 --count 5wd --calendar EC --stop x..2023-01-03", "is not a day"),
    ],
)
def test_wrong_usage(arguments: str, told: str) -> None:
    result = run(arguments)
    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize(
    ("arguments", "title", "hint"),
    [
        ("MARS --event a=2026-01-05", "no procedure “MARS”", "EU_MERGER"),
        ("EU_MERGER --event coronation=2026-01-05", "no event “coronation”", "notified"),
        ("--from 2023-01-03 --count 5wd --calendar MARS", "no calendar “MARS”", "EC"),
    ],
)
def test_unknown_names_list_the_known_ones(arguments: str, title: str, hint: str) -> None:
    error = run(arguments).exception
    assert isinstance(error, UsageError)
    assert title in error.title
    assert hint in error.hint


def test_the_users_own_rules_are_used(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "calendars"
    folder.mkdir(parents=True)
    (folder / "ec.toml").write_text(
        'key = "EC"\ntitle = "t"\nlaw = "l"\n[pattern]\nfixed = [["07-20", "Mine"]]\n', encoding="utf-8"
    )
    paths = SimpleNamespace(config=tmp_path)
    result = run("--from 2026-07-17 --count 1wd --calendar EC", paths=paths)
    assert result.output.startswith("2026-07-21 Tuesday")
    procedure = run("EU_FSR", "--event", "notified=2026-07-17", paths=paths)
    assert "not counted, Mine" in procedure.output
