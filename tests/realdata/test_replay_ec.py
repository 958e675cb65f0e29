"""The Commission's recorded cases over HTTP, as if live: the listed changes, no others, each told once."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.realdata, pytest.mark.slow]

PHASES = {
    "notified": "Phase 1 review",
    "phase1_remedies": "Phase 1 review",
    "in_depth": "Phase 2 review",
    "objections": "Phase 2 review",
    "remedies": "Phase 2 review",
    "decision": "Decision adopted",
}
"""The recorders' names for stages of the status model."""


@pytest.mark.parametrize(
    ("clock", "bulk"), [("the replay's", False), ("this machine's", False), ("the replay's", True)]
)
def test_the_commission_over_http_tells_the_listed_changes_and_no_others(
    clock: str, bulk: bool, shared: Path, command_line: Any, serve: Callable[..., Any], manifest: Callable[..., Path]
) -> None:
    """With the search alone, and with the open-data file of every day beside it: one view, each change told once."""
    listed = [
        json.loads(line)
        for path in sorted((shared / "data" / "ec").glob("replay_events_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    times = sorted({line[name] for line in listed for name in ("seen_at", "prev_snapshot") if name in line})
    server = serve(manifest("ec", *(["--bulk"] if bulk else [])), at=times[0])
    command_line("add", "ec", now=times[0])
    seen = set()
    for at in times:
        now = at if clock == "the replay's" else ""
        server.post("time", at=at)
        answer = command_line("check", "--all", now=now)
        rows = [line for line in listed if line["seen_at"] == at]
        # The generated file knows every case from the first day, with made-up values until it is recorded.
        new = {row["case"] for row in rows if row["event"] == "first_seen"}
        came = {event["case"] for event in answer.events if event["kind"] == "first_seen"}
        assert at == times[0] or came == new - seen
        seen |= came
        assert set(commission_changes(answer.events, new)) == {
            (row["case"], row["field"], row["old"], row["new"])
            for row in rows
            if row["event"] == "changed" and row["field"] in ("stage_label", "deadline", "last_decision")
        }
        assert answer.told_as_it_should_be(first=at == times[0])
        quiet = command_line.assert_quiet(server, now, healthy=bulk)
        # The search is asked anew each time; its answers are the same bytes.
        assert quiet.totals["changed"] == 0
        states = {"last_decision": "date:decision", "deadline": "deadline:decision", "notified": "date:notified"}
        assert_facts(command_line, shared, at, states)


def commission_changes(events: list[dict[str, Any]], new: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """Changes of stage, deadline and day of decision in the words of the recorders."""
    for event in events:
        old, value = event["old"] or "", event["new"] or ""
        if event["case"] in new:
            continue
        if (event["kind"], event["field"]) == ("status", "stage"):
            yield event["case"], "stage_label", PHASES[old], PHASES[value]
        if event["kind"] == "deadline":
            yield event["case"], "deadline", old, value
        if event["field"] == "date:decision":
            yield event["case"], "last_decision", old, value


def assert_facts(command_line: Any, shared: Path, at: str, names: dict[str, str]) -> None:
    """Every recorded day is the day in Brussels, and the opening of Phase 2 decides nothing."""
    cases = {line["case"]: line for line in command_line("cases").lines}
    for path in (shared / "data" / "ec").glob("states_*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for state in csv.DictReader(file):
                if state["snapshot"] != at:
                    continue
                case = cases.get(state["case"])
                if case is None:  # decided before the first look, and beyond the newest decisions that it shows
                    assert state["last_decision"]
                    continue
                for column, name in names.items():
                    assert case["facts"].get(name, "") == state[column], (case["case"], name)
                if state["stage_label"] == "Phase 2 review":
                    assert (case["stage"], case["outcome"]) == ("in_depth", "pending")
                    assert case["clock"] == ("running" if state["deadline"] else "not_computable")
