"""Ten months of the real ACCC register, version by version: every change that happened, and no other.

The truth is derived from the same pages by somebody else's program. Where the two differ, the difference is listed
here with its reason and checked in the page itself.
"""

from __future__ import annotations

import csv
import json
import lzma
import os
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, Known, Request, SourceProblem, SourceState
from dealwatch.sources.accc import CASE, LIST, REGISTER, Accc
from dealwatch.sources.printed import same_words, words_id

SHARED = Path(os.environ.get("DEALWATCH_SHARED", Path(__file__).parents[3] / "shared"))
DATA = SHARED / "data" / "au-accc"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.exists(), reason="the recorded register is not here"),
]

NAMES = {
    "status": "text:status",
    "stage": "text:stage",
    "determination": "text:determination",
    "end_of_determination_period": "deadline:determination",
    "notified": "date:notified",
    "determination_published": "date:decision",
    "title": "title",
    "type": "text:type",
}

# The truth has no entry for four page versions of late January 2026 that plainly changed: the page's own
# `article:modified_time`, status and chronology say so.
MISSING_IN_TRUTH = {
    ("20260120T235756Z", "MN-01019"): {"deadline:determination", "document"},
    ("20260127T234825Z", "MN-01069"): {
        "text:status", "text:determination", "date:decision", "deadline:determination", "title", "document",
    },
    ("20260129T055532Z", "MN-01068"): {"text:stage", "deadline:determination", "document"},
    ("20260203T013230Z", "MN-01071"): {
        "text:status", "text:determination", "date:decision", "deadline:determination", "document",
    },
}  # fmt: skip

# Facts the truth does not look at: parties and activity codes that were really edited.
OUTSIDE_TRUTH = {
    ("20260317T050203Z", "MN-05004", "party:other"),
    ("20260320T060411Z", "MN-25006", "party:acquirer"),
    ("20260225T071453Z", "WA-90002", "text:anzsic"),
}


# The truth's program takes "Related documents" for rows of the chronology once a page has one; the paper itself had
# stood on the page from its first version.
PAPERS = {
    ("20251106T222921Z", "MN-01019"): {words_id("2025-10-10", "Remedy Offer - 10 October 2025 - Ampol - EG Australia")}
}


@dataclass
class Step:
    """The facts that differ between two consecutive versions of a case page."""

    at: str
    case: str
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)


def members(name: str) -> Iterator[tuple[str, bytes]]:
    with lzma.open(DATA / name) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                yield member.name, stream.read()


def moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(UTC)


def read(role: str, url: str, stamp: str, body: bytes) -> list[CaseFacts]:
    at = moment(stamp)
    document = Document(Request(url, role, "a recorded page"), url, body, "text/html", at)
    return list(Accc().parse(document, Known(at)).cases)


@cache
def steps() -> tuple[Step, ...]:
    """Every pair of consecutive versions, read once for all tests here."""
    versions = defaultdict(list)
    for name, body in members("pages_dev.tar.xz"):
        _, case, file = name.split("/")
        stamp = file.removesuffix(".html")
        (facts,) = read(CASE, f"{REGISTER}/{case}", stamp, body)
        assert facts.number == case
        assert facts.warnings == ()
        versions[case].append((stamp, {fact.name: fact.value for fact in facts.facts}))
    found = []
    for case, pages in versions.items():
        pages.sort()
        for (_, before), (stamp, after) in pairwise(pages):
            names = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
            found.append(Step(stamp, case, {name: (before.get(name, ""), after.get(name, "")) for name in names}))
    return tuple(found)


def changed_fields() -> set[tuple[str, str, str, str, str]]:
    """Ours, without the four steps the truth misses."""
    return {
        (step.at, step.case, name, *values)
        for step in steps()
        for name, values in step.changes.items()
        if name in NAMES.values() and (step.at, step.case) not in MISSING_IN_TRUTH
    }


def truth() -> list[dict[str, Any]]:
    lines = (DATA / "substantive_changes_dev.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def day_or_words(name: str, value: str | None) -> str:
    return (value or "")[:10] if name.startswith(("date:", "deadline:")) else value or ""


def row_ids(rows: list[list[str]]) -> set[str]:
    return {words_id(day, words) for day, words, *_ in rows}


def none_is_empty(text: str) -> str:
    return "" if text == "None" else text


def test_every_version_was_read() -> None:
    assert len(steps()) == 2036 - 142


def test_status_stage_and_determination_change_as_listed_no_more_no_less() -> None:
    with (DATA / "status_changes_dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    listed = {
        (row["seen_utc"], row["case"], NAMES[row["field"]], none_is_empty(row["old"]), none_is_empty(row["new"]))
        for row in rows
    }
    assert len(listed) == 80
    names = {"text:status", "text:stage", "text:determination"}
    assert {change for change in changed_fields() if change[2] in names} == listed


def test_every_listed_field_changes_as_listed_no_more_no_less() -> None:
    listed = {
        (row["at"], row["case"], name, day_or_words(name, row["old"]), day_or_words(name, row["new"]))
        for row in truth()
        if row["kind"] == "field" and (name := NAMES[row["field"]]) != "text:type"
    }
    assert changed_fields() == listed


def test_the_new_template_changes_nothing() -> None:
    """The truth sees the type appear on 18 November 2025; the number's prefix told it all along."""
    appeared = [(row["at"], row["case"]) for row in truth() if row.get("field") == "type"]
    assert len(appeared) == 8
    by_pair = {(step.at, step.case): step.changes for step in steps()}
    assert [by_pair[pair] for pair in appeared] == [{}] * 8


def test_rows_of_the_chronology_come_and_go_as_listed_no_more_no_less() -> None:
    listed = {(row["at"], row["case"]): row for row in truth() if row["kind"] == "events"}
    ours = {
        (step.at, step.case): {
            name.removeprefix("document:"): values
            for name, values in step.changes.items()
            if name.startswith("document:")
        }
        for step in steps()
    }
    changed = {pair for pair, rows in ours.items() if rows and pair not in MISSING_IN_TRUTH}
    exchanged = set(listed) - changed
    assert changed <= set(listed)
    for pair in exchanged:  # only a row's file came, went or moved: that is no change of the row
        assert row_ids(listed[pair]["added"]) == row_ids(listed[pair]["removed"])
    for pair in changed:
        added, removed = row_ids(listed[pair]["added"]), row_ids(listed[pair]["removed"])
        assert {name for name, (old, _) in ours[pair].items() if not old} == added - removed - PAPERS.get(pair, set())
        assert {name for name, (_, new) in ours[pair].items() if not new} == removed - added


def test_what_the_truth_misses_is_what_is_listed_here() -> None:
    found = {
        (step.at, step.case): {
            name.partition(":")[0] if name.startswith("document:") else name for name in step.changes
        }
        for step in steps()
        if (step.at, step.case) in MISSING_IN_TRUTH
    }
    looked_at = {*NAMES.values(), "document"}
    assert {pair: names & looked_at for pair, names in found.items()} == MISSING_IN_TRUTH


def test_no_other_pair_differs() -> None:
    """Of 1,894 pairs the quiet ones are really quiet: banners, menus, shuffled parties, addresses, lost links."""
    substantive = {(row["at"], row["case"]) for row in truth()} | set(MISSING_IN_TRUTH)
    others = {
        (step.at, step.case, name)
        for step in steps()
        if (step.at, step.case) not in substantive
        for name in step.changes
    }
    assert others == OUTSIDE_TRUTH


def test_an_axis_moves_only_where_the_words_do() -> None:
    for step in steps():
        axes = {"stage", "outcome", "clock"} & step.changes.keys()
        words = {"text:status", "text:stage", "text:determination"} & step.changes.keys()
        assert bool(axes) == bool(words), step


def test_the_rollback_is_read_as_it_stood() -> None:
    """MN-55012 was completed, open again and completed within four hours. Holding it back is the engine's work."""
    seen = [
        (step.at, step.changes["outcome"]) for step in steps() if step.case == "MN-55012" and "outcome" in step.changes
    ]
    assert seen == [
        ("20260331T214832Z", ("pending", "cleared")),
        ("20260401T004431Z", ("cleared", "pending")),
        ("20260401T015230Z", ("pending", "cleared")),
    ]  # fmt: skip


def test_every_version_of_the_list_reads_or_is_a_health_state() -> None:
    refused = {}
    follow: dict[str, str] = {}
    for name, body in members("register_dev.tar.xz"):
        stamp = Path(name).stem
        at = moment(stamp)
        document = Document(Request(REGISTER, LIST, ""), REGISTER, body, "text/html", at)
        try:
            parsed = Accc().parse(document, Known(at))
        except SourceProblem as problem:
            refused[stamp] = (problem.state, problem.detail)
            continue
        assert parsed.warnings == ()
        assert list(parsed.cases) == []
        follow |= {request.case: request.url for request in parsed.follow if request.role == CASE}
    empty = (SourceState.SERVER_ERROR, "no rows on the first page")
    assert refused == {
        "20251017T110034Z": empty,
        "20251118T053056Z": (SourceState.SERVER_ERROR, "maintenance notice"),
        **{f"20260331T{time}Z": empty for time in ("055056", "060021", "074302", "081622", "091514")},
    }
    assert {step.case for step in steps()} <= set(follow)
    assert all(Accc().owns(url) is not None for url in follow.values())


@pytest.mark.parametrize(
    ("name", "number", "axes"),
    [
        ("matter_old_template_2025-10-13_MN-01016", "MN-01016", ("decision", "cleared", "expired")),
        ("matter_suspended_MN-30003_2026-02-16", "MN-30003", ("notified", "pending", "suspended")),
        ("matter_completed_then_reverted_MN-55012_a", "MN-55012", ("decision", "cleared", "expired")),
        ("matter_completed_then_reverted_MN-55012_b", "MN-55012", ("notified", "pending", "running")),
    ],
)
def test_the_samples(name: str, number: str, axes: tuple[str, str, str]) -> None:
    body = (DATA / "samples" / f"{name}.html").read_bytes()
    (facts,) = read(CASE, REGISTER, "20260401T000000Z", body)
    assert facts.number == number
    assert tuple(fact.value for fact in facts.facts[:3]) == axes
    assert same_words(facts.facts[3].value, facts.facts[3].words)
