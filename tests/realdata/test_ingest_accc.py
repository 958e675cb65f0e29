"""The whole recorded history of the ACCC's register, taken in through the command line with the register watched.

Readers are tested in test_accc_history; here it is the engine: what becomes an event, what is told, what is health.
"""

from __future__ import annotations

import csv
import hashlib
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dealwatch.store.database import Store

REGISTER = "https://www.accc.gov.au/public-registers/mergers-and-acquisitions-registers/acquisitions-register"
NEW_REGISTER = REGISTER.replace("mergers-and-acquisitions-registers", "acquisitions-and-mergers-registers")
NOW = "2027-01-01T00:00:00Z"

Pair = tuple[str, str]  # case, instant
History = Any  # conftest.History

pytestmark = [pytest.mark.realdata, pytest.mark.slow]


def instant(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp):%Y-%m-%dT%H:%M:%SZ}"


def told(path: Path) -> str:
    """Every letter and digit a page shows, without marks and spaces."""
    text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", " ", path.read_text("utf-8", "replace"))
    return re.sub(r"[\W_]+", "", html.unescape(text)).casefold()


def listed_changes(data: Path) -> dict[Pair, list[dict[str, str]]]:
    found = defaultdict(list)
    for path in data.glob("status_changes_*.tsv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                found[row["case"], instant(row["seen_utc"])].append(row)
    return found


def substantive(data: Path) -> dict[Pair, list[dict[str, Any]]]:
    found = defaultdict(list)
    for path in data.glob("substantive_changes_*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found[row["case"], instant(row["at"])].append(row)
    return found


def axes_of(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a listed change of words must do to the status axes, by the status model."""
    match row["field"], row["new"]:
        case "status", "Assessment completed":
            yield "stage", "decision"
            yield "clock", "expired"
        case "status", "Assessment suspended":
            yield "clock", "suspended"
        case "status", "Assessment ceased":
            yield "outcome", "withdrawn"
        case "status", "Under assessment":
            yield "clock", "running"
        case "determination", "Approved":
            yield "outcome", "no_jurisdiction" if row["case"].startswith("WA-") else "cleared"
        case "determination", "Approved with conditions":
            yield "outcome", "cleared_conditions"
        case "determination", "Not approved":
            yield "outcome", "closed_no_action" if row["case"].startswith("WA-") else "prohibited"
        case "determination", "None":
            yield "outcome", "pending"
        case "stage", value:
            yield "stage", "in_depth" if value.startswith("Phase 2") else "notified"


def test_every_listed_change_has_its_status_event_in_its_case_at_its_instant(data: Path, history: History) -> None:
    listed = listed_changes(data)
    assert listed
    for pair, rows in listed.items():
        after = {event["field"]: event["new"] for event in history.by_pair[pair] if event["kind"] == "status"}
        for row in rows:
            for axis, value in axes_of(row):
                assert after.get(axis) == value, (pair, row)
        # The axes of one instant agree with each other: a completed case is not left in its phase.
        assert not (after.get("outcome") not in (None, "pending") and after.get("stage") != "decision"), pair


def test_every_change_of_status_is_listed_or_shown_by_the_pages(data: Path, history: History) -> None:
    listed = listed_changes(data)
    unlisted = {
        pair: events
        for pair, events in history.by_pair.items()
        if pair not in listed and any(event["kind"] == "status" for event in events)
    }
    assert len(unlisted) < len(listed) / 10
    for pair, events in unlisted.items():
        assert_shown_by_the_page(history, pair, events)


def test_nothing_is_told_of_a_pair_without_a_substantive_change(data: Path, history: History) -> None:
    known = substantive(data)
    assert known
    alerted = {pair for pair, events in history.by_pair.items() if any(event["alerted"] for event in events)}
    assert len(alerted & known.keys()) > len(alerted) * 0.95
    # What the list has left out is real: the page says it and the one before did not.
    for pair in alerted - known.keys():
        assert_shown_by_the_page(history, pair, history.by_pair[pair])


def assert_shown_by_the_page(history: History, pair: Pair, events: list[dict[str, Any]]) -> None:
    before, page = history.previous(pair), told(history.pages[pair])
    assert before is not None
    proofs = [re.sub(r"[\W_]+", "", event["quote"]).casefold() for event in events if event["kind"] in LOUD]
    stated = [proof for proof in proofs if proof]
    assert stated, pair
    for proof in stated:
        assert proof in page, pair
        assert proof not in told(before), pair


LOUD = frozenset({"first_seen", "status", "deadline"})


def test_every_event_rests_on_the_bytes_of_its_page(history: History) -> None:
    digests = {pair: hashlib.sha256(path.read_bytes()).hexdigest() for pair, path in history.pages.items()}
    for pair, events in history.by_pair.items():
        for event in events:
            assert event["snapshot"] == digests[pair], event
            for part in event["quote"].split("; "):  # parties stand in a list, each with its number beside it
                assert re.sub(r"[\W_]+", "", part).casefold() in told(history.pages[pair]), event


def test_the_first_sitting_is_silent_and_later_cases_are_news(history: History) -> None:
    begun = min(at for _, at in history.pages)
    end = (datetime.fromisoformat(begun) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    first = [event for event in history.answer.events if event["kind"] == "first_seen"]
    assert {(event["alerted"], event["note"]) for event in first if event["observed_at"] < end} == {(False, "baseline")}
    later = {(event["alerted"], event["note"]) for event in first if event["observed_at"] >= end}
    assert later == {(True, None)}
    assert {event["case"] for event in first} == {case for case, _ in history.pages}
    assert len(first) == len({event["case"] for event in first})


def test_notices_and_empty_lists_are_health_and_nothing_else(history: History) -> None:
    refused = {at for at, path in history.lists.items() if b"views-row" not in path.read_bytes()}
    assert len(refused) >= 7
    assert history.answer.totals["failed"] == len(refused)
    assert not {event["observed_at"] for event in history.answer.events} & refused
    with Store.open(history.line.folder, datetime.fromisoformat(NOW)) as store:
        polls = [poll for poll in store.sources.polls("accc", limit=-1) if poll.result == "failed"]
    end = max(history.lists)  # what other tests of this file have taken in since, in whatever order, is theirs
    polls = [poll for poll in polls if f"{poll.ended_at:%Y-%m-%dT%H:%M:%SZ}" <= end]
    failed = {f"{poll.ended_at:%Y-%m-%dT%H:%M:%SZ}": poll.state for poll in polls}
    assert failed.keys() == refused
    assert set(failed.values()) == {"server_error"}
    assert history.line.source("accc")["state"] == "ok"


def test_the_new_template_is_no_event(data: Path, history: History) -> None:
    """On 18 November 2025 every page changed its dress; the only thing listed of many is that a type is now shown."""
    dressed = [
        pair for pair, rows in substantive(data).items() if all(row.get("field") == "type" for row in rows)
    ]  # fmt: skip
    assert dressed
    assert {at[:10] for _, at in dressed} == {"2025-11-18"}
    assert [history.by_pair.get(pair) for pair in dressed] == [None] * len(dressed)


def test_the_rollback_is_shown_as_such_and_not_told(history: History) -> None:
    notes = defaultdict(set)
    for event in history.answer.events:
        if event["case"] == "MN-55012" and event["kind"] == "status":
            notes[event["observed_at"]].add((event["note"], event["alerted"]))
    assert dict(notes) == {
        "2026-03-31T21:48:32Z": {(None, True)},
        "2026-04-01T00:44:31Z": {("rollback", False)},
        "2026-04-01T01:52:30Z": {("rollback_undone", False)},
    }


def test_cases_keep_their_identity_under_changed_addresses(history: History) -> None:
    addresses = defaultdict(set)
    for (case, _), path in history.pages.items():
        addresses[case].add(history.address_of(path))
    assert any(len(found) > 1 for found in addresses.values())
    known = history.line("cases").lines
    assert len({case["case"] for case in known}) == len(known)
    assert {case["case"] for case in known} >= addresses.keys()


# From here on the data folder is changed: each of these tests leaves the facts as they are.


def later(history: History, minutes: int) -> str:
    """An instant after everything taken in so far: these tests run in any order."""
    last = datetime.fromisoformat(history.line.source("accc")["last_try"])
    return f"{last + timedelta(hours=2, minutes=minutes):%Y-%m-%dT%H:%M:%SZ}"


def ingest_one(history: History, folder: Path, url: str, body: bytes) -> Any:
    page = folder / "page.html"
    page.write_bytes(body)
    at = later(history, 0)
    return history.line("ingest", "--source", "accc", "--url", url, "--at", at, str(page), now=NOW)


def test_a_layout_nobody_has_seen_is_health_and_no_fact(history: History, tmp_path: Path) -> None:
    case, at = max(history.pages, key=lambda pair: pair[1])
    body = history.pages[case, at].read_bytes()
    before = history.line("cases").lines
    url = history.address_of(history.pages[case, at])
    for spoilt in (
        body.replace(b"acccgov-merger-status", b"acccgov-state"),
        body.replace(b"Assessment completed", b"Assessment reborn").replace(b"Under assessment", b"Reborn"),
        b"<html><head><title>Acquisitions register</title></head><body><main>Welcome</main></body></html>",
    ):
        answer = ingest_one(history, tmp_path, url, spoilt)
        assert answer.events == []
        assert (answer.status, answer.totals["failed"]) == (1, 1)
        assert history.line.source("accc")["state"] == "layout_changed"
    assert history.line("cases").lines == before
    healed = ingest_one(history, tmp_path, url, body)
    assert (healed.status, healed.events) == (0, [])
    assert history.line.source("accc")["state"] == "ok"


def test_a_new_folder_in_every_address_is_no_event(history: History, tmp_path: Path) -> None:
    newest = {case: path for (case, _), path in sorted(history.pages.items(), key=lambda item: item[0][1])}
    batch = tmp_path / "moved.jsonl"
    lines = []
    for number, (case, path) in enumerate(newest.items()):
        moved = tmp_path / f"{case}.html"
        moved.write_bytes(path.read_bytes().replace(b"mergers-and-acquisitions-reg", b"acquisitions-and-mergers-reg"))
        at = later(history, number)
        lines.append(
            json.dumps({"source": "accc", "url": history.address_of(moved), "at": at, "path": str(moved)}) + "\n"
        )
    batch.write_text("".join(lines), "utf-8")
    answer = history.line("ingest", "--batch", str(batch), now=NOW)
    assert (answer.status, answer.events) == (0, [])
    urls = {case["case"]: case["url"] for case in history.line("cases").lines}
    assert all(urls[case].startswith(NEW_REGISTER) for case in newest)


def test_the_same_batch_again_changes_nothing(history: History) -> None:
    before, health = history.line("cases").lines, history.line.source("accc")
    answer = history.line("ingest", "--batch", str(history.batch), now=NOW)
    assert answer.events == []
    assert answer.totals["checked"] == len(history.pages) + len(history.lists)
    assert history.line("cases").lines == before
    assert history.line.source("accc") == health
