"""Real cases of three authorities with published and computed deadline side by side, their history and the calendar."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

pytestmark = [pytest.mark.realdata, pytest.mark.slow]


def entries(path: Path) -> dict[str, Any]:
    return {str(entry["uid"]): entry for entry in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def assert_proven(lines: list[dict[str, Any]]) -> None:
    """Every published day and every earlier one rests on stored bytes; nothing is computed without workings."""
    for line in lines:
        if line["published"]:
            assert line["snapshot"], line
            assert line["versions"][-1]["value"] == line["published"], line
        assert all(version["snapshot"] for version in line["versions"]), line
        assert [version["observed_at"] for version in line["versions"]] == sorted(
            version["observed_at"] for version in line["versions"]
        )
        if line["computed"]:
            assert line["computable"]
            assert line["workings"][-1].startswith(line["computed"]) or "agreed" in line["rule"], line
        elif line["computable"] is False:
            assert line["reason"], line
        if line["published"] and line["computed"] and line["published"] != line["computed"]:
            assert line["cause"], line


def assert_mostly_agree(lines: list[dict[str, Any]], at_least: int) -> None:
    both = [line for line in lines if line["published"] and line["computed"]]
    same = [line for line in both if line["difference"] == 0]
    assert len(both) >= at_least
    assert len(same) >= 0.9 * len(both)


def test_the_commissions_recorded_cases(
    shared: Path, command_line: Any, serve: Callable[..., Any], manifest: Callable[..., Path], tmp_path: Path
) -> None:
    listed = [
        json.loads(line)
        for path in sorted((shared / "data" / "ec").glob("replay_events_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    times = sorted({line[name] for line in listed for name in ("seen_at", "prev_snapshot") if name in line})
    server = serve(manifest("ec"), at=times[0])
    command_line("add", "ec", now=times[0])
    calendar = tmp_path / "deadlines.ics"
    held: dict[str, Any] = {}
    for at in times:
        server.post("time", at=at)
        command_line("check", "--all", now=at)
        command_line("deadlines", "--ics", str(calendar), now=at)
        given = entries(calendar)
        for name, entry in given.items():  # what a calendar does with a file it is given again
            assert name not in held or entry["sequence"] >= held[name]["sequence"]
            moved = name in held and (held[name].start, held[name]["status"]) != (entry.start, entry["status"])
            assert not moved or entry["sequence"] > held[name]["sequence"] or entry.start < date.fromisoformat(at[:10])
        held |= given
    lines = command_line("deadlines", now=times[-1]).lines
    assert_proven(lines)
    assert_mostly_agree(lines, 20)
    changed = {line["case"] for line in listed if line["event"] == "changed" and line["field"] == "deadline"}
    kept = {line["case"]: line for line in lines if line["step"] == "decision"}
    for case in changed:
        told = [line for line in listed if line["case"] == case and line.get("field") == "deadline"]
        days = [told[0]["old"] or None, *(line["new"] or None for line in told)]
        versions = [version["value"] for version in kept[case]["versions"]]
        assert versions == [day for number, day in enumerate(days) if day or number], case
    assert sum(entry["status"] != "CANCELLED" for entry in held.values()) == len(
        {(str(entry["summary"]), entry.start) for entry in held.values() if entry["status"] != "CANCELLED"}
    )


def test_the_competition_and_markets_authoritys_recorded_cases(shared: Path, command_line: Any) -> None:
    items = sorted((shared / "data" / "uk-cma").glob("publishing-api.example.cma-cases*.json"))
    bodies = {path: json.loads(path.read_bytes()) for path in items if "body" in path.read_text("utf-8")}
    for number, path in enumerate(path for path, body in bodies.items() if body.get("document_type") == "cma_case"):
        address = f"https://www.gov.uk/api/content/cma-cases/case-{number}"
        command_line("ingest", "--source", "cma", "--url", address, "--at", "2025-03-01T00:00:00Z", str(path))
    lines = command_line("deadlines", now="2025-02-01T00:00:00Z").lines
    assert_proven(lines)
    assert_mostly_agree(lines, 1)


def test_the_recorded_acquisitions_register(history: Any, tmp_path: Path) -> None:
    command_line, now = history.line, max(at for _, at in history.pages)
    lines = command_line("deadlines", now=now).lines
    assert_proven(lines)
    published = [line for line in lines if line["published"]]
    assert_mostly_agree(published, 5)
    moved = [line for line in lines if len({version["value"] for version in line["versions"]} - {None}) > 1]
    assert moved
    events = command_line("events", "--kind", "deadline").lines
    for line in moved:
        told = [event["new"] for event in events if event["case"] == line["case"]]
        assert [version["value"] for version in line["versions"]][-len(told) :] == told
    # A register's decided case drops its day: it is shown as gone, with the last one it had, and awaits nothing.
    gone = [line for line in lines if line["state"] == "vanished"]
    assert gone
    assert all(line["versions"][-1]["value"] is None and line["working_days_left"] is None for line in gone)
    rates = [line["elapsed"] for line in lines if line["elapsed"]]
    assert rates
    assert all(rate["n"] >= 20 and rate["quartiles"] == sorted(rate["quartiles"]) for rate in rates)
    calendar = tmp_path / "deadlines.ics"
    command_line("deadlines", "--ics", str(calendar), now=now)
    statuses = Counter(str(entry["status"]) for entry in entries(calendar).values())
    assert statuses["CANCELLED"] >= len(gone)
    assert statuses["CONFIRMED"] == len(published)
