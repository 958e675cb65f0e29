"""The CMA's recorded cases over HTTP, as if live; and the two ways in which it edits a case."""

from __future__ import annotations

import json
import lzma
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.realdata, pytest.mark.slow]


@pytest.mark.parametrize("clock", ["the replay's", "this machine's"])
def test_the_cma_over_http_tells_what_the_snapshots_tell(
    clock: str, shared: Path, command_line: Any, serve: Callable[..., Any], manifest: Callable[..., Path]
) -> None:
    snapshots = {}
    for path in (shared / "data" / "uk-cma" / "snapshots").glob("*.json.xz"):
        content = json.loads(lzma.decompress(path.read_bytes()))
        snapshots[content["generatedAt"]] = {case["title"]: case for case in content["cases"]}
    times = sorted(snapshots)
    server = serve(manifest("cma"), at=times[0])
    command_line("add", "cma", now=times[0])
    known: dict[str, Any] = {}
    for at in times:
        now = at if clock == "the replay's" else ""
        server.post("time", at=at)
        answer = command_line("check", "--all", now=now)
        cases = snapshots[at]
        assert answer.told_as_it_should_be(first=not known)
        came = {event["title"] for event in answer.events if event["kind"] == "first_seen"}
        assert came == cases.keys() - known.keys()
        pairs = {title: (known[title], cases[title]) for title in cases.keys() & known.keys()}
        loud = [event for event in answer.events if event["kind"] in ("status", "deadline")]
        assert {event["title"] for event in loud} <= {title for title, (old, new) in pairs.items() if old != new}
        closed = {title for title, (old, new) in pairs.items() if old["sourceStatus"] != new["sourceStatus"]}
        assert {event["title"] for event in loud if event["new"] == "decision"} == closed
        moved = {title: ends for title, (old, new) in pairs.items() if len(ends := {deadline(old), deadline(new)}) == 2}
        told = {event["title"]: {event["old"], event["new"]} for event in loud if event["kind"] == "deadline"}
        assert told == moved
        known |= cases
        command_line.assert_quiet(server, now)


def deadline(case: dict[str, Any]) -> str | None:
    words = next((text for text in case["highlights"] if text.startswith(STATUTORY)), None)
    day = time.strptime(words.removeprefix(STATUTORY), "%d %b %Y") if words else None
    return time.strftime("%Y-%m-%d", day) if day else None


STATUTORY = "Statutory deadline "


def test_the_cma_edits_with_and_without_a_note_are_both_seen(
    shared: Path, tmp_path: Path, command_line: Any, serve: Callable[..., Any]
) -> None:
    """A recorded case, edited twice as the CMA edits: once in silence, once with an entry in its history."""
    sample = shared / "data" / "uk-cma" / "publishing-api.example.cma-cases-with-change-history.json"
    first = json.loads(sample.read_text("utf-8"))
    silent = json.loads(sample.read_text("utf-8"))
    day = "<tr>\n      <td>30 June 2031</td>\n      <td>Deadline for phase 1 decision</td>\n    </tr>"
    silent["details"]["body"] = silent["details"]["body"].replace("<tbody>", f"<tbody>{day}", 1)
    silent["updated_at"] = "2031-01-02T10:00:00Z"
    noted = json.loads(json.dumps(silent))
    noted["updated_at"] = noted["public_updated_at"] = "2031-01-03T10:00:00Z"
    note = {"note": "Invitation to comment published.", "public_timestamp": "2031-01-03T10:00:00Z"}
    noted["details"]["change_history"].append(note)
    lines = []
    for at, item in (("2031-01-01", first), ("2031-01-02", silent), ("2031-01-03", noted)):
        row = {
            "link": first["base_path"],
            "title": item["title"],
            "content_id": item["content_id"],
            "format": "cma_case",
        }
        row |= {"public_timestamp": item["public_updated_at"], "case_type": ["mergers"], "case_state": ["open"]}
        for name, body in (("item", item), ("list", [row])):
            (tmp_path / f"{name}-{at}.json").write_text(json.dumps(body), "utf-8")
        common = {"at": f"{at}T12:00:00Z", "host": "www.gov.uk", "content_type": "application/json"}
        lines.append(common | {"path": f"/api/content{first['base_path']}", "file": f"item-{at}.json"})
        lines.append(common | {"path": "/api/search.json", "file": f"list-{at}.json", "handler": "cma-search"})
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    server = serve(manifest, at="2031-01-01T13:00:00Z")
    command_line("add", "cma", now="2031-01-01T13:00:00Z")
    found = []
    for at in ("2031-01-01T13:00:00Z", "2031-01-02T13:00:00Z", "2031-01-03T13:00:00Z"):
        server.post("time", at=at)
        answer = command_line("check", "--all", now=at)
        assert answer.status == 0
        found.append([(event["kind"], event["field"], event["new"], event["alerted"]) for event in answer.events])
        command_line.assert_quiet(server, at)
    title = "Topps Tiles / CTD Tiles (certain assets) merger inquiry"
    assert found == [
        [("first_seen", "case", title, False)],
        [("deadline", "phase_1", "2031-06-30", True)],
        [("document", "update:2031-01-03T10:00:00Z", "Invitation to comment published.", False)],
    ]
