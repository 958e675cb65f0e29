"""The Commission's register on recorded values: every recorded change is told, and no other."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest

from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import Record, status_of
from dealwatch.model.source import Document, Known, KnownCase, Request
from dealwatch.sources.ec import Ec
from dealwatch.sources.ec_codes import read_codes
from dealwatch.sources.ec_requests import bulk_request
from dealwatch.watch.merge import merged, renewed

SHARED = Path(os.environ.get("DEALWATCH_SHARED") or Path(__file__).parents[3] / "shared")
DATA = SHARED / "data" / "ec"
TOOL = SHARED / "tools" / "ec_payloads.py"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.slow,
    pytest.mark.skipif(not (DATA.is_dir() and TOOL.is_file()), reason=f"no recorded payloads at {SHARED}"),
]

Views = dict[str, dict[str, str]]
Change = tuple[str, str, str, str, str]

STAGES = {
    "Phase 1 review": {"notified", "phase1_remedies"},
    "Phase 2 review": {"in_depth", "objections", "remedies"},
    "Decision adopted": {"decision"},
    "Under review": {"", "pre_notification", "monitoring", "notified"},
}


@pytest.fixture(scope="module")
def payloads() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ec_payloads", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def states(payloads: ModuleType) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = payloads.load_states(DATA, None)
    return rows


@pytest.fixture(scope="module")
def snapshots(states: list[dict[str, str]]) -> list[str]:
    return sorted({row["snapshot"] for row in states})


class Register:
    """Passes of the source over the recorded answers of the search; what it knows is kept as the engine keeps it."""

    def __init__(self, payloads: ModuleType) -> None:
        self._payloads = payloads
        self._source = Ec()
        self._memory: dict[str, Any] = {}
        self.records: dict[str, dict[str, Record]] = {}

    @property
    def views(self) -> Views:
        return {
            number: {name: fact.value for name, fact in merged(records.values()).items()}
            for number, records in self.records.items()
        }

    def check(self, stored: bytes, now: datetime) -> None:
        known = Known(now, cases=dict(self._known(now)), memory=dict(self._memory))
        waiting = [request for request in self._source.plan(known) if request.role != "bulk"]
        while waiting:
            request = waiting.pop(0)
            body = self._answer(stored, request)
            parsed = self._source.parse(Document(request, request.url, body, "application/json", now), known)
            for facts in parsed.cases:
                assert not facts.warnings
                own = self.records.setdefault(facts.number, {})
                evidence = Evidence("", request.url, now)
                own[facts.provider] = renewed(own.get(facts.provider), facts, evidence, "", evidence.url)
            assert not parsed.warnings
            self._memory |= parsed.memory
            waiting += parsed.follow

    def _known(self, now: datetime) -> Iterator[tuple[str, KnownCase]]:
        for number, records in self.records.items():
            view = merged(records.values())
            facts = {name: fact.value for name, fact in view.items()}
            yield number, KnownCase(number, "", facts, True, status_of(view).decided, now)

    def _answer(self, stored: bytes, request: Request) -> bytes:
        if request.role == "config":
            return b'{"modules": {"odse": {"cs": {"apikey": "KEY"}}}}'
        parts = b"".join(
            f'--B\r\nContent-Disposition: form-data; name="{name}"; filename="blob"\r\n\r\n{text}\r\n'.encode()
            for name, text in request.data
        )
        status, _, body = self._payloads.answer_search(stored, urlsplit(request.url).query, parts + b"--B--\r\n")
        assert status == 200, body
        return bytes(body)


def recorded_changes() -> set[Change]:
    """The listed changes of stage, deadline and decision date."""
    lines = [
        json.loads(line)
        for path in sorted(DATA.glob("replay_events_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return {
        (line["seen_at"], line["case"], line["field"], line["old"], line["new"])
        for line in lines
        if line["event"] == "changed" and line["field"] in ("stage_label", "deadline", "last_decision")
    }


def label_of(view: dict[str, str]) -> str:
    """The recorders' name for a stage: without a stated phase and a decision they called a case under review."""
    stage = view.get("stage", "")
    if stage == "notified" and "text:status" not in view:
        return "Under review"
    return next(label for label, stages in STAGES.items() if stage in stages)


def changes(before: Views, after: Views, at: str) -> set[Change]:
    found = set()
    for number in before.keys() & after.keys():
        old, new = before[number], after[number]
        for field, one, other in (
            ("stage_label", label_of(old), label_of(new)),
            ("deadline", old.get("deadline:decision", ""), new.get("deadline:decision", "")),
            ("last_decision", old.get("date:decision", ""), new.get("date:decision", "")),
        ):
            if one != other:
                found.add((at, number, field, one, other))
    return found


@pytest.mark.parametrize("clock", ["recorded", "long after"])
def test_replaying_the_snapshots_tells_the_listed_changes_and_no_others(
    payloads: ModuleType, states: list[dict[str, str]], snapshots: list[str], clock: str
) -> None:
    """Also when the recording is old: nothing that is asked may depend on today's date."""
    register, told = Register(payloads), set()
    for place, at in enumerate(snapshots):
        until = payloads.parse_time(at)
        stored = json.dumps(payloads.search_records(payloads.states_at(states, until))).encode()
        before = register.views
        now = until if clock == "recorded" else datetime(2029, 1, 1, tzinfo=UTC) + timedelta(minutes=place)
        register.check(stored, now)
        told |= changes(before, register.views, at)
        once_more = register.views
        register.check(stored, now)
        assert register.views == once_more
    assert told == recorded_changes()


def test_days_are_days_in_brussels_and_phase_2_is_no_decision(
    payloads: ModuleType, states: list[dict[str, str]], snapshots: list[str]
) -> None:
    register = Register(payloads)
    for at in snapshots:
        until = payloads.parse_time(at)
        newest = {row["case"]: row for row in payloads.states_at(states, until)}
        register.check(json.dumps(payloads.search_records(newest.values())).encode(), until)
        for number, view in register.views.items():
            state = newest[number]
            assert view.get("date:notified", "") == state["notified"], number
            assert view.get("deadline:decision", "") == state["deadline"], number
            assert view.get("date:decision", "") == state["last_decision"], number
            if state["stage_label"] == "Phase 2 review":
                assert view["stage"] == "in_depth"
                assert view.get("outcome", "pending") == "pending"
                assert view["date:phase_2"] == state["last_decision"]
                assert view["clock"] == ("running" if state["deadline"] else "not_computable")


def bulk_views(payloads: ModuleType, states: list[dict[str, str]], at: str, changed: list[dict[str, Any]]) -> Views:
    until = payloads.parse_time(at)
    body = payloads.dump_bulk(payloads.build_bulk(DATA, payloads.states_at(states, until), until, changed))
    request = bulk_request()
    document = Document(request, request.url, body, "application/json", until + timedelta(hours=12))
    views, parsed = {}, Ec().parse(document, Known(document.fetched_at))
    for facts in parsed.cases:
        assert not facts.warnings
        views[facts.number] = {fact.name: fact.value for fact in facts.facts}
    assert parsed.listed == views.keys()
    return views


def test_the_file_of_the_next_day_tells_exactly_what_changed_in_it(
    payloads: ModuleType, states: list[dict[str, str]], snapshots: list[str]
) -> None:
    before = bulk_views(payloads, states, snapshots[-1], [])
    assert len(before) > 9_900
    numbers = [
        number for number, view in sorted(before.items()) if view.get("stage") == "notified" and "outcome" in view
    ]
    moved, taken, opened, named, gone = [number for number in numbers if "deadline:decision" in before[number]][:5]
    decided = next(number for number in sorted(before) if before[number].get("outcome") == "cleared_conditions")
    phase_2 = json.dumps({"code": "FormalInvestigationPhase2Merger", "label": "Phase 2"})
    after = bulk_views(
        payloads,
        states,
        snapshots[-1],
        [
            {"case": moved, "set": {"caseDeadlineDate": "2026-12-16"}},
            {"case": taken, "set": {"caseDeadlineDate": None}},
            {"case": opened, "set": {"caseInvestigationPhase": phase_2, "caseLastDecisionDate": "2026-07-13"}},
            {"case": named, "set": {"caseTitle": "ANOTHER / NAME"}},
            {"case": decided, "set": {"caseLastDecisionDate": "2026-07-13"}},
            {"case": "M.99999", "set": {"caseTitle": "NEW / CASE", "caseNotificationDate": "2026-07-13"}},
            {"case": gone, "remove": True},
        ],
    )
    assert before.keys() - after.keys() == {gone}
    assert after.keys() - before.keys() == {"M.99999"}
    found: dict[str, dict[str, str | None]] = {}
    for number in before.keys() & after.keys():
        names = before[number].keys() | after[number].keys()
        different = {
            name: after[number].get(name) for name in names if before[number].get(name) != after[number].get(name)
        }
        if different:
            found[number] = different
    assert found == {
        moved: {"deadline:decision": "2026-12-16"},
        taken: {"deadline:decision": None, "clock": "not_computable"},
        opened: {
            "stage": "in_depth",
            "text:status": "Phase 2",
            "date:decision": "2026-07-13",
            "date:phase_2": "2026-07-13",
            "outcome": None,  # the file shows no decision row: whether one decided the case it does not tell
            "overlay": None,
        },
        named: {"title": "ANOTHER / NAME", "party:parties": "ANOTHER\nNAME"},
        decided: {"date:decision": "2026-07-13"},
    }


_MEASURE = """
import sys
from datetime import UTC, datetime
from dealwatch.model.source import Document, Known
from dealwatch.sources.ec import Ec
from dealwatch.sources.ec_requests import bulk_request

def peak():
    # Not getrusage: its peak is handed on from the process that started this one.
    line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024

source, request = Ec(), bulk_request()
before = peak()
body = open(sys.argv[1], "rb").read()
document = Document(request, request.url, body, "application/json", datetime(2026, 7, 14, tzinfo=UTC))
count = sum(1 for _ in source.parse(document, Known(document.fetched_at)).cases)
print(count, len(body), peak() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell a process its peak memory")
def test_the_whole_file_is_read_in_little_memory(
    payloads: ModuleType,
    states: list[dict[str, str]],
    snapshots: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    until = payloads.parse_time(snapshots[-1])
    file = tmp_path / "case-data-M.json"
    file.write_bytes(payloads.dump_bulk(payloads.build_bulk(DATA, payloads.states_at(states, until), until)))
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(file)], capture_output=True, text=True, check=True, timeout=300
    )
    count, size, growth = map(int, done.stdout.split())
    with capsys.disabled():
        sys.stdout.write(f"\n{count} cases, {size / 2**20:.0f} MB: peak memory grew by {growth / 2**20:.0f} MB\n")
    assert count > 9_900
    assert growth < 300 * 2**20


def test_both_files_state_the_same_of_a_case(
    payloads: ModuleType, states: list[dict[str, str]], snapshots: list[str]
) -> None:
    """As far as the recording has values of its own; the rest of either payload is filled in."""
    until = payloads.parse_time(snapshots[-1])
    register = Register(payloads)
    register.check(json.dumps(payloads.search_records(payloads.states_at(states, until))).encode(), until)
    file = bulk_views(payloads, states, snapshots[-1], [])
    names = {
        "stage",
        "clock",
        "title",
        "deadline:decision",
        "date:notified",
        "date:decision",
        "text:status",
        "party:parties",
    }
    for number, view in register.views.items():
        assert {name: view.get(name) for name in names} == {name: file[number].get(name) for name in names}, number
        if "outcome" in view and "outcome" in file[number]:
            assert view["outcome"] == file[number]["outcome"]


def test_every_recorded_decision_type_has_its_meaning() -> None:
    codes = read_codes()
    with (DATA / "opendata-M" / "decision_type_codes.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 50
    for row in rows:
        kind = codes.decisions.get(row["code"])
        assert kind is not None, row
        assert kind.label == row["label"].strip()


def test_recorded_cases_with_their_decisions_are_read_to_an_outcome() -> None:
    """Cases of the open data as third parties kept them, put back into the file's shape."""
    kept = [
        json.loads(line)
        for path in sorted((DATA / "opendata-M").glob("cases_with_deadline_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    body = json.dumps({case["caseNumber"]: as_record(case) for case in kept}).encode()
    request, seen = bulk_request(), datetime(2026, 6, 1, tzinfo=UTC)
    cases = list(Ec().parse(Document(request, request.url, body, "", seen), Known(seen)).cases)
    assert len(cases) == len({case["caseNumber"] for case in kept})
    for facts, case in zip(cases, {case["caseNumber"]: case for case in kept}.values(), strict=True):
        view = {fact.name: fact.value for fact in facts.facts}
        assert not facts.warnings
        assert view.get("deadline:decision") == case["caseDeadlineDate"]
        assert view.get("date:notified") == case["caseNotificationDate"]
        assert view.get("date:decision") == case["caseLastDecisionDate"]
        codes = {kind["code"] for decision in case["decisions"] for kind in decision["decisionTypes"]}
        if codes & {"DecisionType310", "DecisionType20310"} and len(codes) == 1:
            assert (view["stage"], view["outcome"], view["clock"]) == ("decision", "cleared", "none")
        assert date.fromisoformat(view["date:decision"]) <= seen.date()


def as_record(case: dict[str, Any]) -> dict[str, Any]:
    def listed(value: Any) -> list[str]:
        return [] if value is None else [value] if isinstance(value, str) else value

    metadata = {
        name: listed(value)
        for name, value in case.items()
        if name not in ("decisions", "caseAttachments", "caseSectors")
    }
    decisions = []
    for decision in case["decisions"]:
        number = decision["decisionNumber"]
        fields = {
            "metadataReference": [f"{case['caseNumber']}-DEC{number}"],
            "decisionNumber": [number],
            "decisionAdoptionDate": listed(decision["decisionAdoptionDate"]),
            "decisionTypes": [json.dumps(kind) for kind in decision["decisionTypes"]],
        }
        files = [
            {"metadata": {name: listed(value) for name, value in file.items()}}
            for file in decision["decisionAttachments"]
        ]
        decisions.append({"metadata": fields, "decisionAttachments": files})
    return {"metadata": metadata, "caseAttachments": [], "decisions": decisions}
