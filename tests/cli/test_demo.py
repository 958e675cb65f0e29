"""The demonstration, and what a machine without a screen shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from dealwatch.cli import headless
from dealwatch.export.verify import verify


def test_the_demonstration_runs_the_whole_job(dealwatch):
    ran = dealwatch("--json", "demo", "--speed", "1000")
    assert ran.status == 0
    *events, total = ran.lines
    steps = [(event["authority"], event["badge_new"]) for event in events if event["kind"] in ("first_seen", "status")]
    assert list(dict.fromkeys(steps)) == [
        ("EC", "Jurisdiction check"),
        ("CMA", "Jurisdiction check"),
        ("CMA", "Phase 1"),
        ("CMA", "Not reviewable"),
    ]
    commission = next(event for event in events if event["authority"] == "EC")
    assert commission["note"] == "by_user"  # news proposes; a person put it on file
    assert total["alerts"] >= 4
    checks = verify(Path(total["case_file"]))
    assert checks
    assert all(check.ok for check in checks)


def test_it_leaves_the_users_data_alone(dealwatch, tmp_path):
    dealwatch("add", "accc")
    dealwatch("demo", "--speed", "1000")
    assert dealwatch("--json", "deals").lines == []
    assert [line["source"] for line in dealwatch("--json", "sources").lines] == ["accc"]


def test_without_a_screen_the_sample_and_the_demonstration_are_shown(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(headless, "SPEED", 1000)
    assert headless.show(tmp_path, None) == 0
    shown = capsys.readouterr()
    assert "no screen" in shown.err
    assert "Microsoft / Mistral AI" in shown.out
    assert "Jurisdiction check → Phase 1" in shown.out
    assert shown.out.rstrip().endswith(".pdf")


@pytest.mark.parametrize("speed", ["0", "fast"])
def test_a_speed_must_be_a_number(dealwatch, speed):
    assert dealwatch("demo", "--speed", speed).status == 2
