from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

PROGRAMS = ("ruff", "mypy", "lint-imports", "coverage")
REPORT = {
    "files": {
        "app/dealwatch/model/dates.py": {"missing_lines": [], "missing_branches": []},
        "app/dealwatch/watch/decide.py": {"missing_lines": [12, 13], "missing_branches": [[15, 18]]},
        "app/dealwatch/rules/clock.py": {"missing_lines": [], "missing_branches": [[3, -1]]},
        "app/dealwatch/ui/window.py": {"missing_lines": [1, 2, 3], "missing_branches": []},
        "app/dealwatch/__main__.py": {"missing_lines": [1], "missing_branches": []},
    }
}


def tools(folder: Path, failing: str = "", report: object = REPORT) -> Path:
    """Stand-ins for the gates' programs; the one called `failing` fails, coverage writes the report."""
    folder.mkdir()
    for name in PROGRAMS:
        lines = ["#!/bin/sh", f'echo "{name} $@" >> {folder}/log']
        if name == "coverage":
            lines += ['[ "$1" = json ] && cat > "$4" <<EOF', json.dumps(report), "EOF"]
        lines.append(f"exit {int(name == failing)}")
        (folder / name).write_text("\n".join(lines))
        (folder / name).chmod(0o755)
    return folder


def test_gaps_count_in_the_perfect_packages_only(gates: ModuleType) -> None:
    assert gates.uncovered(REPORT) == [
        "app/dealwatch/rules/clock.py: 3->-1",
        "app/dealwatch/watch/decide.py: 12, 13, 15->18",
    ]


def test_all_gates_are_tried_and_a_gap_fails(
    gates: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tools(tmp_path / "bin")
    assert gates.run(tmp_path, folder) == 1
    tried = [line.rsplit(" -o ", 1)[0] for line in (folder / "log").read_text().splitlines()]
    assert tried == [
        "ruff format --check .",
        "ruff check .",
        "mypy ",
        "lint-imports ",
        "coverage run -m pytest",
        "coverage json --quiet",
    ]
    printed = capfd.readouterr().out
    assert "watch/decide.py: 12, 13" in printed
    assert printed.endswith("not passed: coverage\n")


def test_a_failing_gate_does_not_hide_the_next(
    gates: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tools(tmp_path / "bin", failing="ruff", report={"files": {}})
    assert gates.run(tmp_path, folder) == 1
    assert capfd.readouterr().out.endswith("not passed: format, lint\n")
    assert "coverage run" in (folder / "log").read_text()


def test_tests_without_a_report_fail(gates: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tools(tmp_path / "bin", failing="coverage")
    assert gates.run(tmp_path, folder) == 1
    assert "not passed: tests, coverage" in capfd.readouterr().out


def test_whole_coverage_passes(gates: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tools(tmp_path / "bin", report={"files": {}})
    assert gates.run(tmp_path, folder) == 0
    assert "all passed" in capfd.readouterr().out
