"""Real cases of three authorities: the published and the calculated day agree in the terminal, the window and the PDF.

The calendar file of the same cases, imported a second time, updates its entries and doubles none.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import icalendar
import pytest

from dealwatch.export.casefile_text import page_text
from dealwatch.figures.day_words import day_text
from dealwatch.model.deal import Deal, DealKind
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock

pytestmark = [pytest.mark.realdata, pytest.mark.slow]

NAME = "Acceptance / Deadlines"
MOST = 6
"""Cases of one authority in the case file: it is read whole."""


def commission(shared: Path, command_line: Any, serve: Callable[..., Any], manifest: Callable[..., Path]) -> str:
    """The register at its last recorded moment, with the changes before it."""
    listed = [
        json.loads(line)
        for path in sorted((shared / "data" / "ec").glob("replay_events_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    times = sorted({line[name] for line in listed for name in ("seen_at", "prev_snapshot") if name in line})
    server = serve(manifest("ec"), at=times[0])
    command_line("add", "ec", now=times[0])
    for at in times:
        server.post("time", at=at)
        command_line("check", "--all", now=at)
    return str(times[-1])


def competition_and_markets(shared: Path, command_line: Any) -> str:
    for number, path in enumerate(sorted((shared / "data" / "uk-cma").glob("publishing-api.example.cma-cases*.json"))):
        if json.loads(path.read_bytes()).get("document_type") == "cma_case":
            address = f"https://www.gov.uk/api/content/cma-cases/case-{number}"
            command_line("ingest", "--source", "cma", "--url", address, "--at", "2025-03-01T00:00:00Z", str(path))
    return "2025-03-02T00:00:00Z"


def tracked(folder: Path, now: datetime, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A deal of the cases that have both days; those that differ first. The lines of its cases."""
    both = [line for line in lines if line["published"] and line["computed"]]
    both.sort(key=lambda line: (not line["difference"], line["state"] != "ahead"))
    cases = list(dict.fromkeys(line["case"] for line in both))[:MOST]
    with Store.open(folder, now) as store, store.write() as database:
        deal_id = store.deals.add(database, Deal("", NAME, DealKind.MERGER), now)
        for case in store.cases.all():
            if (case.printed_number or case.number) in cases:
                store.deals.link(database, deal_id, case.id)
    return [line for line in both if line["case"] in cases]


def in_the_window(folder: Path, now: datetime) -> Iterator[tuple[str, ...]]:
    """What the table of the deal's page says: (authority, step, published, calculated, difference)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    deal_deadlines = import_module("dealwatch.ui.views.deal_deadlines")
    store_desk = import_module("dealwatch.ui.store_desk")
    idle = import_module("dealwatch.ui.engine").IdleEngine()
    with Store.open(folder, now) as store:
        desk = store_desk.StoreDesk(store, FixedClock(now), idle)
        deal = store.deals.find(NAME)
        assert deal is not None
        sheets = [sheet for case in store.cases.of_deal(deal.id) for sheet in desk.case_deadlines(case.id)]
        for row in deal_deadlines.deadline_rows(sheets):
            step, who, published, calculated, difference, _left = (cell.text for cell in row.cells)
            yield who, step, published, calculated, difference


def in_the_pdf(path: Path) -> str:
    pikepdf = import_module("pikepdf")
    with pikepdf.open(path) as document:
        return "".join("".join(page_text(page, furniture=False).split()) for page in document.pages)


def assert_everywhere_the_same(command_line: Any, lines: list[dict[str, Any]], at: str, target: Path) -> None:
    now = datetime.fromisoformat(at).astimezone(UTC)
    mine = tracked(command_line.folder, now, lines)
    assert mine
    shown = list(in_the_window(command_line.folder, now))
    assert command_line("export", NAME, "--to", str(target), now=at).status == 0
    printed = in_the_pdf(target)
    for line in mine:
        published, computed = (day_text(date.fromisoformat(line[name])) for name in ("published", "computed"))
        difference = "the same" if line["published"] == line["computed"] else f"{line['difference']:+d} WD"
        assert (line["authority"], line["label"], published, f"≈ {computed}", difference) in shown, line
        signed = f"{line['difference']:+d} WD".replace("+0", "0").replace("-", "−")
        row = "".join(f"{day_text(date.fromisoformat(line['published']), weekday=False)}".split())
        assert row in printed, line
        assert "".join(day_text(date.fromisoformat(line["computed"]), weekday=False).split()) in printed, line
        assert "".join(signed.split()) in printed, line
        if line["cause"]:
            assert "".join(line["cause"].split()).rstrip(".") in printed, line
    assert ".;" not in printed


def test_the_commissions_cases(
    shared: Path, command_line: Any, serve: Callable[..., Any], manifest: Callable[..., Path], tmp_path: Path
) -> None:
    at = commission(shared, command_line, serve, manifest)
    lines = command_line("deadlines", now=at).lines
    assert_everywhere_the_same(command_line, lines, at, tmp_path / "file.pdf")


def test_the_competition_and_markets_authoritys_cases(shared: Path, command_line: Any, tmp_path: Path) -> None:
    at = competition_and_markets(shared, command_line)
    lines = command_line("deadlines", now=at).lines
    assert_everywhere_the_same(command_line, lines, at, tmp_path / "file.pdf")


def test_the_acquisitions_registers_cases(history: Any, tmp_path: Path) -> None:
    at = max(at for _, at in history.pages)
    own = type(history.line)(tmp_path / "own")  # a deal is added: the recorded history stays as it is for others
    shutil.copytree(history.line.folder, own.folder)
    lines = own("deadlines", now=at).lines
    assert_everywhere_the_same(own, lines, at, tmp_path / "file.pdf")


def test_a_calendar_imported_twice_is_updated_and_not_doubled(shared: Path, command_line: Any, tmp_path: Path) -> None:
    at = competition_and_markets(shared, command_line)
    held: dict[str, Any] = {}
    for moment in (at, at, "2025-06-02T00:00:00Z"):
        path = tmp_path / "deadlines.ics"
        command_line("deadlines", "--ics", str(path), now=moment)
        entries = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        assert entries
        for entry in entries:
            assert not isinstance(entry.start, datetime)
            assert entry["dtstart"].params["VALUE"] == "DATE"
            assert str(entry["x-dealwatch-zone"]) == "Europe/London"
            name = str(entry["uid"])
            assert name not in held or entry["sequence"] >= held[name]["sequence"]
            held[name] = entry
        assert len(held) == len({(str(entry["summary"]), entry.start) for entry in held.values()})
